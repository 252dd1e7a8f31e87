package neural

import (
	"encoding/binary"
	"errors"
	"math"
)

// ErrModel is returned when a model's bytes are cut short or do not fit its
// sizes.
var ErrModel = errors.New("broken model")

// AppendTo appends the weights to buf: the matrices of products as integers of 8
// bits with one scale a column, those of embeddings as integers of 8 bits, or of
// 4 for the n-grams, with one scale a row, vectors as float32, all little-endian.
func (n *Net) AppendTo(buf []byte) []byte {
	n.quantize()
	for _, p := range n.params() {
		switch {
		case p.factor != nil:
			buf = p.factor.appendTo(buf, p.rows)
		case p.rows == 1:
			buf = appendFloats(buf, p.w)
		default:
			for i := range p.rows {
				buf = p.appendRow(buf, p.row(i))
			}
		}
	}
	return buf
}

func appendFloats(buf []byte, x []float32) []byte {
	for _, v := range x {
		buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(v))
	}
	return buf
}

// readFloats fills x from the front of buf and returns the rest.
func readFloats(x []float32, buf []byte) []byte {
	for i := range x {
		x[i] = math.Float32frombits(binary.LittleEndian.Uint32(buf[4*i:]))
	}
	return buf[4*len(x):]
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

// fileBytes is the length of p in the file.
func (p *param) fileBytes() int {
	switch {
	case p.rows == 1:
		return 4 * p.cols
	case p.dense:
		return 4*p.cols + p.rows*p.cols
	}
	return p.rows * (4 + p.rowBytes())
}

// rowBytes is the length of an embedding's values in the file.
func (p *param) rowBytes() int {
	if p.coarse {
		return (p.cols + 1) / 2
	}
	return p.cols
}

// Read returns the network of sizes c that AppendTo wrote to the front of buf,
// and the rest of buf. It is there for inference: the matrices of products have
// no weights but their factors.
func Read(c Config, buf []byte) (*Net, []byte, error) {
	if !c.valid() {
		return nil, nil, ErrModel
	}
	n, need := newNet(c), 0
	for _, p := range n.params() {
		need += p.fileBytes()
	}
	if len(buf) < need {
		return nil, nil, ErrModel
	}
	room := n.factorRoom()
	for _, p := range n.params() {
		if p.dense {
			words := factorWords(p.rows, p.cols)
			p.factor, room = readFactor(buf, p.rows, p.cols, room[:words:words]), room[words:]
		} else {
			p.alloc()
			p.read(buf)
		}
		buf = buf[p.fileBytes():]
	}
	return n, buf, nil
}

// read fills the weights from the front of buf.
func (p *param) read(buf []byte) {
	if p.rows == 1 {
		readFloats(p.w, buf)
		return
	}
	for i := range p.rows {
		var scale [1]float32
		buf = readFloats(scale[:], buf)
		row, values := p.row(i), buf[:p.rowBytes()]
		if p.coarse {
			for j := range row {
				row[j] = float32(int8(values[j/2]<<(4*(1-j%2)))>>4) * scale[0]
			}
		} else {
			for j, q := range values {
				row[j] = float32(int8(q)) * scale[0]
			}
		}
		buf = buf[len(values):]
	}
}
