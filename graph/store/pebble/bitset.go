package pebble

import "math/bits"

// bitset is a set of sequence numbers, which are dense.
type bitset struct {
	words []uint64
	top   uint64 // the greatest ever set
}

func (b *bitset) set(n uint64) {
	for uint64(len(b.words)) <= n/64 {
		b.words = append(b.words, make([]uint64, 1+len(b.words))...)
	}
	b.words[n/64] |= 1 << (n % 64)
	b.top = max(b.top, n)
}

func (b *bitset) has(n uint64) bool {
	return n/64 < uint64(len(b.words)) && b.words[n/64]&(1<<(n%64)) != 0
}

// clear removes n and tells whether it was there.
func (b *bitset) clear(n uint64) bool {
	if !b.has(n) {
		return false
	}
	b.words[n/64] &^= 1 << (n % 64)
	return true
}

// each calls f with what is left, in order.
func (b *bitset) each(f func(uint64)) {
	for i, w := range b.words {
		for ; w != 0; w &= w - 1 {
			f(uint64(i)*64 + uint64(bits.TrailingZeros64(w)))
		}
	}
}
