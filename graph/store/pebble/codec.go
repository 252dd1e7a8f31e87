package pebble

import (
	"cmp"
	"encoding/binary"
	"math/bits"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/term"
)

// An id stands for a value in the indexes. It is never used for a second one.
type id = term.ID

const none = term.None

// A tuple is a quad in identifiers: subject, predicate, object, label, in the
// order of quad.Direction less one.
type tuple [4]id

// compare orders tuples as their keys are.
func (t tuple) compare(u tuple) int {
	for i := range t {
		if t[i] != u[i] {
			return cmp.Compare(t[i], u[i])
		}
	}
	return 0
}

func (t tuple) at(d quad.Direction) id { return t[d-1] }

// appendID writes v in one to nine bytes so that the bytes sort as the
// numbers do: the count of leading ones in the first byte is the count of
// bytes that follow it, as in UTF-8 without its continuation marks. Ids are
// small where data is small, so most take three or four bytes.
func appendID(b []byte, v id) []byte {
	n := idLen(v)
	if n == 9 {
		return binary.BigEndian.AppendUint64(append(b, 0xff), uint64(v))
	}
	marker := uint64(byte(0xff<<(9-n))) << 56 // n-1 leading ones
	b = binary.BigEndian.AppendUint64(b, marker|uint64(v)<<(64-8*n))
	return b[:len(b)-8+n]
}

// idLen is how many bytes appendID writes for v.
func idLen(v id) int {
	n := (bits.Len64(uint64(v)|1) + 6) / 7
	return min(n, 9)
}

// encodedLen is how many bytes an encoded id has that begins with b.
func encodedLen(b byte) int { return bits.LeadingZeros8(^b) + 1 }

// readID is the inverse of appendID; it returns the bytes after the id.
func readID(b []byte) (id, []byte, error) {
	if len(b) == 0 {
		return 0, nil, term.ErrCorrupt
	}
	n := encodedLen(b[0])
	if len(b) < n {
		return 0, nil, term.ErrCorrupt
	}
	if n == 9 {
		return id(binary.BigEndian.Uint64(b[1:])), b[9:], nil
	}
	if len(b) >= 8 {
		v := binary.BigEndian.Uint64(b) << n >> n // without the leading ones
		return id(v >> (64 - 8*n)), b[n:], nil
	}
	v := id(b[0]) & (1<<(8-n) - 1)
	for _, c := range b[1:n] {
		v = v<<8 | id(c)
	}
	return v, b[n:], nil
}
