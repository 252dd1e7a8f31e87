package perceptron

import (
	"encoding/binary"
	"errors"
	"math"
)

// ErrModel is returned for bytes that are cut short or do not fit their sizes.
var ErrModel = errors.New("broken network")

// AppendTo appends the network to buf, little-endian: its sizes, the rows that
// are not zero with their numbers, then the matrices; weights are signed bytes
// with one scale a row.
func (n *Net) AppendTo(buf []byte) []byte {
	for _, size := range []int{n.Bits, n.Numbers, n.Hidden, n.Classes} {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(size))
	}
	at := len(buf)
	buf = append(buf, 0, 0, 0, 0)
	kept := uint32(0)
	for f := range uint32(1) << n.Bits {
		if row := n.row(f); !zero(row) {
			buf = appendRow(binary.LittleEndian.AppendUint32(buf, f), row)
			kept++
		}
	}
	binary.LittleEndian.PutUint32(buf[at:], kept)
	for i := range n.Numbers {
		buf = appendRow(buf, n.numbers[i*n.Hidden:][:n.Hidden])
	}
	for c := range n.Classes {
		buf = appendRow(buf, n.out[c*n.Hidden:][:n.Hidden])
	}
	return appendRow(buf, n.bias)
}

func zero(row []float32) bool {
	for _, x := range row {
		if x != 0 {
			return false
		}
	}
	return true
}

// appendRow appends a scale and the row's values in its units.
func appendRow(buf []byte, row []float32) []byte {
	var top float32
	for _, x := range row {
		top = max(top, x, -x)
	}
	scale := top / 127
	buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(scale))
	for _, x := range row {
		q := float64(0)
		if scale > 0 {
			q = math.RoundToEven(float64(x / scale))
		}
		buf = append(buf, byte(int8(q)))
	}
	return buf
}

// Read returns the network that AppendTo wrote to the front of buf, and the
// rest of buf.
func Read(buf []byte) (*Net, []byte, error) {
	r := reader{buf: buf}
	c := Config{Bits: r.int(), Numbers: r.int(), Hidden: r.int(), Classes: r.int()}
	kept := r.int()
	if r.broken || !c.valid() || kept > 1<<c.Bits || kept*c.width() > maxWeights {
		return nil, nil, ErrModel
	}
	n := newSparse(c, kept)
	for range kept {
		f := uint32(r.int())
		if r.broken || f >= 1<<c.Bits || n.at[f] != 0 {
			return nil, nil, ErrModel
		}
		r.row(n.newRow(f))
	}
	for i := range n.Numbers {
		r.row(n.numbers[i*n.Hidden:][:n.Hidden])
	}
	for k := range n.Classes {
		r.row(n.out[k*n.Hidden:][:n.Hidden])
	}
	r.row(n.bias)
	if r.broken {
		return nil, nil, ErrModel
	}
	return n, r.buf, nil
}

// A reader takes numbers off the front of buf until it is broken.
type reader struct {
	buf    []byte
	broken bool
}

func (r *reader) take(n int) []byte {
	if r.broken = r.broken || len(r.buf) < n; r.broken {
		return nil
	}
	out := r.buf[:n]
	r.buf = r.buf[n:]
	return out
}

func (r *reader) int() int {
	if b := r.take(4); b != nil {
		return int(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (r *reader) row(row []float32) {
	b := r.take(4 + len(row))
	if b == nil {
		return
	}
	scale := math.Float32frombits(binary.LittleEndian.Uint32(b))
	for k, q := range b[4:] {
		row[k] = float32(int8(q)) * scale
	}
}
