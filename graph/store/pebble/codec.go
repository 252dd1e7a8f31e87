package pebble

import (
	"encoding/binary"
	"errors"
	"math/bits"

	"github.com/cayleygraph/quad"
)

// An id stands for a value in the indexes. Its low two bits are its kind;
// the rest is a sequence number in the dictionary, or the value itself.
// Identifiers are never used for a second value. 0 is "no value", the label
// of a quad without one.
type id uint64

const (
	none id = 0

	kindShift = 2
	kindMask  = 1<<kindShift - 1

	kindDict = 0 // sequence number, from 1
	kindInt  = 1 // zigzag of a quad.Int of at most 61 bits
	kindTime = 2 // zigzag of the Unix second of a quad.Time in whole seconds
	kindBool = 3 // 0 or 1
)

func (v id) kind() int       { return int(v & kindMask) }
func (v id) payload() uint64 { return uint64(v >> kindShift) }

func makeID(payload uint64, kind int) id { return id(payload<<kindShift) | id(kind) }

// A tuple is a quad in identifiers: subject, predicate, object, label, in the
// order of quad.Direction less one.
type tuple [4]id

func (t tuple) at(d quad.Direction) id { return t[d-1] }

// errCorrupt is an entry that no version of this package wrote.
var errCorrupt = errors.New("corrupt entry")

// appendID writes v in one to nine bytes so that the bytes sort as the
// numbers do: the count of leading ones in the first byte is the count of
// bytes that follow it, as in UTF-8 without its continuation marks. Ids are
// small where data is small, so most take three or four bytes.
func appendID(b []byte, v id) []byte {
	n := idLen(v)
	if n == 9 {
		return binary.BigEndian.AppendUint64(append(b, 0xff), uint64(v))
	}
	marker := id(byte(0xff << (9 - n))) // n-1 leading ones
	v |= marker << (8 * (n - 1))
	for i := n - 1; i >= 0; i-- {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

// idLen is how many bytes appendID writes for v.
func idLen(v id) int {
	n := (bits.Len64(uint64(v)|1) + 6) / 7
	return min(n, 9)
}

// readID is the inverse of appendID; it returns the bytes after the id.
func readID(b []byte) (id, []byte, error) {
	if len(b) == 0 {
		return 0, nil, errCorrupt
	}
	n := bits.LeadingZeros8(^b[0]) + 1
	if len(b) < n {
		return 0, nil, errCorrupt
	}
	if n == 9 {
		return id(binary.BigEndian.Uint64(b[1:])), b[9:], nil
	}
	v := id(b[0]) & (1<<(8-n) - 1)
	for _, c := range b[1:n] {
		v = v<<8 | id(c)
	}
	return v, b[n:], nil
}

func zigzag(n int64) uint64   { return uint64(n)<<1 ^ uint64(n>>63) }
func unzigzag(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }
