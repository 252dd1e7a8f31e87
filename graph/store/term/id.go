package term

import "errors"

// An ID stands for a value. Its low two bits are its kind; the rest is a
// sequence number in a dictionary, or the value itself.
type ID uint64

// None is no value: the label of a quad without one.
const None ID = 0

// The kinds of identifiers.
const (
	KindDict = 0 // sequence number, from 1
	KindInt  = 1 // zigzag of a quad.Int of at most 61 bits
	KindTime = 2 // zigzag of the Unix second of a quad.Time in whole seconds
	KindBool = 3 // 0 or 1

	kindShift = 2
	kindMask  = 1<<kindShift - 1
)

// MakeID makes an identifier of a kind.
func MakeID(payload uint64, kind int) ID { return ID(payload<<kindShift) | ID(kind) }

// Kind is one of the kinds.
func (v ID) Kind() int { return int(v & kindMask) }

// Payload is the sequence number, or the value.
func (v ID) Payload() uint64 { return uint64(v >> kindShift) }

// ErrCorrupt is an entry that no version of this program wrote.
var ErrCorrupt = errors.New("corrupt entry")

func zigzag(n int64) uint64   { return uint64(n)<<1 ^ uint64(n>>63) }
func unzigzag(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }
