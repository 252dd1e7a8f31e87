package coref

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// hidden is the width of the model's hidden layer.
const hidden = 24

// A Model scores whether a mention belongs to an entity: the rows of the
// features are added, rectified and weighed, and each feature has a weight of
// its own besides. It is read-only after loading and may be shared.
type Model struct {
	rows []row    // by feature; the last column is the weight
	at   []uint16 // the row of each feature in a model that was read, where the first is of those without one
	bias [hidden]float32
	out  [hidden]float32

	people []*Model // choose together whom "he" and "she" stand for
	things []*Model // and what "it" and "they" do
}

// A row holds what a feature adds to the hidden layer, and its own weight.
type row = [hidden + 1]float32

func newModel() *Model {
	return &Model{rows: make([]row, 1<<tableBits)}
}

// row returns the row of a feature.
func (m *Model) row(f feature) *row {
	if m.at != nil {
		return &m.rows[m.at[f]]
	}
	return &m.rows[f]
}

// add adds the rows of features to sum.
func (m *Model) add(sum *row, fs []feature) {
	for _, f := range fs {
		for k, v := range m.row(f) {
			sum[k] += v
		}
	}
}

// score weighs the sum of rows of a choice.
func (m *Model) score(sum *[hidden + 1]float32) float32 {
	s := sum[hidden]
	for k := range m.out {
		if z := sum[k] + m.bias[k]; z > 0 {
			s += z * m.out[k]
		}
	}
	return s
}

// magic begins a model file.
const magic = "sayso-coref-3\n"

// ErrModel is wrapped by the errors of a file that is not a model.
var ErrModel = errors.New("not a coreference model")

// Write writes m: its tables one after the other, those of voters after their
// number.
func (m *Model) Write(w io.Writer) error {
	buf := m.appendTo([]byte(magic))
	for _, voters := range [][]*Model{m.people, m.things} {
		buf = append(buf, byte(len(voters)))
		for _, voter := range voters {
			buf = voter.appendTo(buf)
		}
	}
	_, err := w.Write(buf)
	return err
}

// appendTo appends the weights of the hidden layer as they are, and the rows
// that are not zero, after their number, as signed bytes with one scale each.
func (m *Model) appendTo(buf []byte) []byte {
	for k := range hidden {
		buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(m.bias[k]))
		buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(m.out[k]))
	}
	at, kept := len(buf), uint32(0)
	buf = append(buf, 0, 0, 0, 0)
	for f := range feature(1 << tableBits) {
		if r := m.row(f); *r != (row{}) {
			buf = binary.LittleEndian.AppendUint16(buf, uint16(f))
			buf = appendRow(buf, r)
			kept++
		}
	}
	binary.LittleEndian.PutUint32(buf[at:], kept)
	return buf
}

// appendRow quantizes a row to its scale and a signed byte a column.
func appendRow(buf []byte, row *[hidden + 1]float32) []byte {
	top := float32(0)
	for _, v := range row {
		top = max(top, v, -v)
	}
	scale := top / 127
	buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(scale))
	for _, v := range row {
		buf = append(buf, byte(int8(math.Round(float64(v/scale)))))
	}
	return buf
}

const rowBytes = 2 + 4 + hidden + 1

// ReadModel reads what Write wrote.
func ReadModel(r io.Reader) (*Model, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("coreference model: %w", err)
	}
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, ErrModel
	}
	m, rest, err := readTable(data[len(magic):])
	if err != nil {
		return nil, err
	}
	for _, voters := range []*[]*Model{&m.people, &m.things} {
		if *voters, rest, err = readVoters(rest); err != nil {
			return nil, err
		}
	}
	if len(rest) > 0 {
		return nil, ErrModel
	}
	return m, nil
}

// readVoters reads tables, after their number, from the front of data.
func readVoters(data []byte) (voters []*Model, rest []byte, err error) {
	if len(data) == 0 {
		return nil, nil, ErrModel
	}
	n, rest := int(data[0]), data[1:]
	for range n {
		var voter *Model
		if voter, rest, err = readTable(rest); err != nil {
			return nil, nil, err
		}
		voters = append(voters, voter)
	}
	return voters, rest, nil
}

// readTable reads what appendTo appended to the front of data, and returns the
// rest.
func readTable(data []byte) (*Model, []byte, error) {
	const head = 8*hidden + 4
	if len(data) < head {
		return nil, nil, ErrModel
	}
	m := &Model{at: make([]uint16, 1<<tableBits)}
	float := func(at int) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(data[at:])) }
	for k := range hidden {
		m.bias[k], m.out[k] = float(8*k), float(8*k+4)
	}
	kept := int(binary.LittleEndian.Uint32(data[8*hidden:]))
	end := head + rowBytes*kept
	if kept >= 1<<tableBits || end > len(data) {
		return nil, nil, ErrModel
	}
	m.rows = make([]row, 1, kept+1)
	for at := head; at < end; at += rowBytes {
		m.at[binary.LittleEndian.Uint16(data[at:])] = uint16(len(m.rows))
		var r row
		scale := float(at + 2)
		for k := range r {
			r[k] = float32(int8(data[at+6+k])) * scale
		}
		m.rows = append(m.rows, r)
	}
	return m, data[end:], nil
}
