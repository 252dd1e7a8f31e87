package neural

import (
	"encoding/binary"
	"errors"
	"math"
)

// ErrModel is returned when a model's bytes are cut short or do not fit its
// sizes.
var ErrModel = errors.New("broken model")

// AppendTo appends the weights to buf: matrices as integers of 8 bits, or of 4
// for the n-grams, with one scale a row, vectors as float32, all little-endian.
func (n *Net) AppendTo(buf []byte) []byte {
	for _, p := range n.params() {
		if p.rows == 1 {
			for _, x := range p.w {
				buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(x))
			}
			continue
		}
		for i := range p.rows {
			buf = p.appendRow(buf, p.row(i))
		}
	}
	return buf
}

// appendRow appends a scale and the row's values in its units.
func (p *param) appendRow(buf []byte, row []float32) []byte {
	var top float32
	for _, x := range row {
		top = max(top, max(x, -x))
	}
	scale := top / 127
	if p.coarse {
		scale = top / 7
	}
	buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(scale))
	for i, x := range row {
		q := 0
		if scale > 0 {
			q = int(math.RoundToEven(float64(x / scale)))
		}
		switch {
		case !p.coarse:
			buf = append(buf, byte(q))
		case i%2 == 0:
			buf = append(buf, byte(q&15))
		default:
			buf[len(buf)-1] |= byte(q << 4)
		}
	}
	return buf
}

// rowBytes is the length of a row's values in the file.
func (p *param) rowBytes() int {
	if p.coarse {
		return (p.cols + 1) / 2
	}
	return p.cols
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
			need = p.rows * (4 + p.rowBytes())
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
		row, values := p.row(i), buf[4:4+p.rowBytes()]
		if p.coarse {
			for j := range row {
				row[j] = float32(int8(values[j/2]<<(4*(1-j%2)))>>4) * scale
			}
		} else {
			for j, q := range values {
				row[j] = float32(int8(q)) * scale
			}
		}
		buf = buf[4+len(values):]
	}
}
