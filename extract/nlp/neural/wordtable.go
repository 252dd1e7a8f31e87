package neural

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// A WordTable gives words, by their hash, a number. Of the hash it keeps 32
// bits: of ten thousand words that it does not have, it takes one for another
// or none.
type WordTable []wordEntry

type wordEntry struct {
	hash  uint32
	value uint16
}

func (e wordEntry) compare(hash uint32) int { return cmp.Compare(e.hash, hash) }

// NewWordTable gives the word of hashes[i] the number values[i]; the first of
// equal hashes wins.
func NewWordTable(hashes []uint64, values []uint16) WordTable {
	t := make(WordTable, len(hashes))
	for i, h := range hashes {
		t[i] = wordEntry{uint32(h), values[i]}
	}
	slices.SortStableFunc(t, func(a, b wordEntry) int { return a.compare(b.hash) })
	return slices.CompactFunc(t, func(a, b wordEntry) bool { return a.hash == b.hash })
}

// Find returns the number of the word with that hash.
func (t WordTable) Find(hash uint64) (value uint16, ok bool) {
	i, ok := slices.BinarySearchFunc(t, uint32(hash), wordEntry.compare)
	if !ok {
		return 0, false
	}
	return t[i].value, true
}

// AppendTo appends the table to buf: the number of words, and of each the
// distance of its hash from the one before, as a varint, and its number.
func (t WordTable) AppendTo(buf []byte) []byte {
	buf = binary.LittleEndian.AppendUint32(buf, uint32(len(t)))
	last := uint32(0)
	for _, e := range t {
		buf = binary.AppendUvarint(buf, uint64(e.hash-last))
		buf = binary.LittleEndian.AppendUint16(buf, e.value)
		last = e.hash
	}
	return buf
}

// ReadWordTable returns the table at the front of buf, all of whose numbers
// are less than limit, and the rest of buf.
func ReadWordTable(buf []byte, limit int) (WordTable, []byte, error) {
	if len(buf) < 4 {
		return nil, nil, ErrModel
	}
	n := int(binary.LittleEndian.Uint32(buf))
	if buf = buf[4:]; len(buf) < 3*n {
		return nil, nil, ErrModel
	}
	t := make(WordTable, n)
	last := uint64(0)
	for i := range t {
		gap, size := binary.Uvarint(buf)
		if size <= 0 || len(buf) < size+2 {
			return nil, nil, ErrModel
		}
		last += gap
		t[i] = wordEntry{uint32(last), binary.LittleEndian.Uint16(buf[size:])}
		if last > math.MaxUint32 || int(t[i].value) >= limit {
			return nil, nil, ErrModel
		}
		buf = buf[size+2:]
	}
	return t, buf, nil
}
