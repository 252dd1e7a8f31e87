package pebble

import (
	"bytes"
	"hash/maphash"
)

// A numbering gives byte strings the numbers 1, 2, … in the order in which
// they first come. A map from strings would do the same; this holds them one
// behind the other, so that the garbage collector has no pointer to follow
// and nothing is allocated for each.
type numbering struct {
	seed  maphash.Seed
	text  []byte
	ends  []uint32 // in text
	slots []slot   // by hash, open addressing, a power of two
}

type slot struct {
	hash uint32
	n    uint32 // 0 in a free slot
}

// newNumbering has room for some strings; it grows.
func newNumbering(room int) *numbering {
	slots := 1 << 8
	for slots < 2*room {
		slots *= 2
	}
	return &numbering{seed: maphash.MakeSeed(), slots: make([]slot, slots)}
}

func (n *numbering) count() int { return len(n.ends) }

// at is the string that has a number. It is valid as long as the numbering.
func (n *numbering) at(number uint64) []byte {
	start := uint32(0)
	if number > 1 {
		start = n.ends[number-2]
	}
	end := n.ends[number-1]
	return n.text[start:end:end]
}

// number gives the number of a string, a new one if it has none.
func (n *numbering) number(b []byte) uint64 {
	hash := uint32(maphash.Bytes(n.seed, b))
	s := n.slot(hash, func(number uint32) bool { return bytes.Equal(n.at(uint64(number)), b) })
	if s.n != 0 {
		return uint64(s.n)
	}
	n.text = append(n.text, b...)
	n.ends = append(n.ends, uint32(len(n.text)))
	number := uint32(len(n.ends))
	*s = slot{hash, number}
	if 4*len(n.ends) > 3*len(n.slots) {
		n.grow()
	}
	return uint64(number)
}

// slot finds the slot with a hash that is the right one, or the free one where
// it would be.
func (n *numbering) slot(hash uint32, right func(number uint32) bool) *slot {
	for i := hash; ; i++ {
		s := &n.slots[i%uint32(len(n.slots))]
		if s.n == 0 || s.hash == hash && right(s.n) {
			return s
		}
	}
}

func (n *numbering) grow() {
	old := n.slots
	n.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.n != 0 {
			*n.slot(s.hash, func(uint32) bool { return false }) = s
		}
	}
}
