package neural

import "math"

// depth is the granule of a sum of 8-bit products: what a tile of AMX takes.
const depth = 64

// A factor is a matrix as inference multiplies with it, the right one of a
// product: integers of 8 bits in blocks of 16 columns, in each of them four
// rows a line, a column's four values in one word.
type factor struct {
	cols, lines int
	packed      []uint32
	scale       []float32 // of each column
	shift       []int32   // what a left factor's 128 for zero adds to each column, negated
}

// factorLines is the number of lines that rows take, whole tiles of them.
func factorLines(rows int) int { return (rows + depth - 1) / depth * (depth / 4) }

// factorWords is the number of words that the packed values of a matrix take.
func factorWords(rows, cols int) int { return factorLines(rows) * cols }

// newFactor shapes a factor, whose values are in room.
func newFactor(rows, cols int, room []uint32) *factor {
	return &factor{
		cols: cols, lines: factorLines(rows), packed: room,
		scale: make([]float32, cols), shift: make([]int32, cols),
	}
}

// quantize makes the factor of a matrix, each of whose columns fills the range
// of its integers. The values go to room, of factorWords.
func quantize(w []float32, rows, cols int, room []uint32) *factor {
	f := newFactor(rows, cols, room)
	clear(room)
	top := make([]uint32, cols) // of the columns, as bits: they order as the numbers do
	for i := range rows {
		for j, x := range w[i*cols:][:cols] {
			top[j] = max(top[j], math.Float32bits(x)&^(1<<31))
		}
	}
	unit := make([]float32, cols)
	for j, t := range top {
		if x := math.Float32frombits(t); x > 0 {
			f.scale[j], unit[j] = x/127, 127/x
		}
	}
	for i := range rows {
		row, by := w[i*cols:][:cols], i%4*8
		for nt := range cols / 16 {
			line := f.line(nt, i/4)
			for k := range line {
				j := nt*16 + k
				line[k] |= uint32(uint8(toInt8(row[j], unit[j]))) << by
			}
		}
	}
	return f.sum()
}

// line is line l of the 16 columns of block nt.
func (f *factor) line(nt, l int) *[16]uint32 {
	return (*[16]uint32)(f.packed[(nt*f.lines+l)*16:])
}

// sum fills shift, and returns f.
func (f *factor) sum() *factor {
	for nt := range f.cols / 16 {
		sums := (*[16]int32)(f.shift[nt*16:])
		for l := range f.lines {
			for j, w := range f.line(nt, l) {
				w ^= 0x80808080 // each of the four is 128 more
				w = w&0x00ff00ff + w>>8&0x00ff00ff
				sums[j] += 512 - int32(w&0xffff+w>>16)
			}
		}
		for j := range sums {
			sums[j] *= 128
		}
	}
	return f
}

// appendTo appends the scales and the values of the first rows to buf, row by
// row.
func (f *factor) appendTo(buf []byte, rows int) []byte {
	buf = appendFloats(buf, f.scale)
	for i := range rows {
		for j := range f.cols {
			buf = append(buf, byte(f.line(j/16, i/4)[j%16]>>(i%4*8)))
		}
	}
	return buf
}

// readFactor reads what appendTo wrote; rows are a multiple of 4, and room is
// zero.
func readFactor(buf []byte, rows, cols int, room []uint32) *factor {
	f := newFactor(rows, cols, room)
	buf = readFloats(f.scale, buf)
	for i := 0; i < rows; i += 4 {
		var row [4][]byte
		for k := range row {
			row[k] = buf[(i+k)*cols:][:cols]
		}
		for nt := range cols / 16 {
			var at [4]*[16]byte
			for k := range at {
				at[k] = (*[16]byte)(row[k][nt*16:])
			}
			line := f.line(nt, i/4)
			for k := range line {
				line[k] = uint32(at[0][k]) | uint32(at[1][k])<<8 | uint32(at[2][k])<<16 | uint32(at[3][k])<<24
			}
		}
	}
	return f.sum()
}

// columns is the part of f from column from on, of n columns, both multiples of 16.
func (f *factor) columns(from, n int) factor {
	return factor{n, f.lines, f.packed[from*f.lines:][:n*f.lines], f.scale[from:][:n], f.shift[from:][:n]}
}

// toInt8 rounds x times unit, of at most 127, to the nearest integer, ties to
// even: where shift is added, it stands in the last bits of the sum.
func toInt8(x, unit float32) int8 {
	const shift = 3 << 22
	return int8(math.Float32bits(float32(x*unit) + shift))
}

// rows8 are rows of a product's left factor: integers of 8 bits, 128 for zero,
// with a scale for each row.
type rows8 struct {
	width int
	q     []uint8
	scale []float32
}

// reserve makes room for n rows, and for what kernels read beyond.
func (r *rows8) reserve(n, width int) {
	r.width, r.q, r.scale = width, grow(r.q, n*width+depth), grow(r.scale, n)
}

func (r *rows8) row(i int) []uint8 { return r.q[i*r.width:][:r.width] }

// set makes x row i, which fills the range of its integers.
func (r *rows8) set(i int, x []float32) {
	top, unit := kernels.maxAbs(x), float32(0)
	if top > 0 {
		unit = 127 / top
	}
	kernels.quantRow(r.row(i), x, unit)
	r.scale[i] = top / 127
}

// copyRow makes row j of s row i.
func (r *rows8) copyRow(i int, s *rows8, j int) {
	copy(r.row(i), s.row(j))
	r.scale[i] = s.scale[j]
}

// times sets c, with f's columns in a row, to m rows from first on times f.
func (r *rows8) times(f *factor, c []float32, first, m int) {
	multiply(c, r.q[first*r.width:], r.width, r.scale[first:], f, m)
}

// multiply is gemm8, but panics where a product would leave its operands.
func multiply(c []float32, a []uint8, lda int, scale []float32, f *factor, m int) {
	if m == 0 || f.cols == 0 {
		return
	}
	last := (m+15)/16*16 - 1
	_, _, _ = c[(last+1)*f.cols-1], a[last*lda+4*f.lines-1], scale[last]
	_, _, _ = f.packed[f.lines*f.cols-1], f.shift[f.cols-1], f.scale[f.cols-1]
	kernels.gemm8(c, a, lda, scale, f, m)
}

// signed turns integers whose zero is 128 into signed ones, and returns the
// shift of a column that has them.
func signed(q []uint8) (shift int32) {
	for i, x := range q {
		q[i] = x ^ 128
		shift += 128 - int32(x)
	}
	return 128 * shift
}

// factorOf fills f with the transpose of n rows of r: they become its columns.
func (r *rows8) factorOf(f *factor, n int) {
	used := r.width / 4
	f.cols, f.lines = roundUp(n), factorLines(r.width)
	f.packed, f.scale, f.shift = grow(f.packed, f.cols*f.lines), grow(f.scale, f.cols), grow(f.shift, f.cols)
	for j := range f.cols {
		if j < n {
			f.scale[j], f.shift[j] = r.scale[j], signed(r.row(j))
			continue
		}
		f.scale[j], f.shift[j] = 0, 0
		clear(r.row(j))
	}
	for nt := range f.cols / 16 {
		block := f.packed[nt*16*f.lines:][:16*f.lines]
		kernels.transpose(block, 16, words(r.q[nt*16*r.width:]), used, used)
		clear(block[16*used:])
	}
}
