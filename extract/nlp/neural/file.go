package neural

import (
	"encoding/binary"
	"errors"
	"math"
)

// ErrModel is returned when a model's bytes are cut short or do not fit its
// sizes.
var ErrModel = errors.New("broken model")

// AppendTo appends the weights to buf: matrices as 8-bit integers with one
// scale a row, vectors as float32, all little-endian.
func (n *Net) AppendTo(buf []byte) []byte {
	for _, p := range n.params() {
		if p.rows == 1 {
			for _, x := range p.w {
				buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(x))
			}
			continue
		}
		for i := range p.rows {
			buf = appendRow(buf, p.row(i))
		}
	}
	return buf
}

// appendRow appends a scale and the row's values in its units.
func appendRow(buf []byte, row []float32) []byte {
	var top float32
	for _, x := range row {
		top = max(top, max(x, -x))
	}
	scale := top / 127
	buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(scale))
	for _, x := range row {
		q := float32(0)
		if scale > 0 {
			q = float32(math.RoundToEven(float64(x / scale)))
		}
		buf = append(buf, byte(int8(q)))
	}
	return buf
}

// Read returns the network of sizes c that AppendTo wrote to the front of buf,
// and the rest of buf.
func Read(c Config, buf []byte) (*Net, []byte, error) {
	if !c.valid() {
		return nil, nil, ErrModel
	}
	n := newNet(c)
	for _, p := range n.params() {
		need := 4 * p.cols
		if p.rows > 1 {
			need = p.rows * (4 + p.cols)
		}
		if len(buf) < need {
			return nil, nil, ErrModel
		}
		p.alloc()
		p.read(buf[:need])
		buf = buf[need:]
	}
	return n, buf, nil
}

func (p *param) read(buf []byte) {
	float := func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) }
	if p.rows == 1 {
		for i := range p.w {
			p.w[i] = float(buf[4*i:])
		}
		return
	}
	for i := range p.rows {
		scale := float(buf)
		row := p.row(i)
		for j, q := range buf[4 : 4+p.cols] {
			row[j] = float32(int8(q)) * scale
		}
		buf = buf[4+p.cols:]
	}
}
