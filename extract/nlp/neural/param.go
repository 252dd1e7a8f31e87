package neural

import (
	"math"
	"math/rand/v2"
)

// A param is a matrix of weights, with what training keeps beside them.
type param struct {
	rows, cols int
	w          []float32
	grad       []float32
	m, v       []float32 // Adam's moments
	ema        []float32 // moving average of w
	// Embedding tables: rows touched since the last step, and a mark for each.
	sparse  bool
	coarse  bool // kept in 4 bits a weight: its rows count as sums of many
	dense   bool // a right factor of products
	touched []int32
	mark    []bool
	// Right factors of gemm, of dense weights; inference has its own.
	packed, packedT []uint32
	factor          *factor
}

// newParam is a matrix without memory as yet.
func newParam(rows, cols int) *param { return &param{rows: rows, cols: cols} }

func (p *param) alloc() { p.w = make([]float32, p.rows*p.cols) }

func (p *param) row(i int) []float32 { return p.w[i*p.cols : (i+1)*p.cols] }

// glorot draws weights as Glorot and Bengio (2010) do.
func (p *param) glorot(r *rand.Rand, fanIn, fanOut int) *param {
	return p.uniform(r, math.Sqrt(6/float64(fanIn+fanOut)))
}

func (p *param) uniform(r *rand.Rand, a float64) *param {
	for i := range p.w {
		p.w[i] = float32((2*r.Float64() - 1) * a)
	}
	return p
}

// trainable makes room for gradients and moments.
func (p *param) trainable() {
	n := len(p.w)
	p.grad, p.m, p.v = make([]float32, n), make([]float32, n), make([]float32, n)
	p.ema = append([]float32(nil), p.w...)
	if p.sparse {
		p.mark = make([]bool, p.rows)
	}
}

// touch returns the gradient of row i of an embedding table.
func (p *param) touch(i int32) []float32 {
	if !p.mark[i] {
		p.mark[i] = true
		p.touched = append(p.touched, i)
	}
	return p.grad[int(i)*p.cols : (int(i)+1)*p.cols]
}

// step applies the gradient and clears it.
func (p *param) step(k *adamCoeffs) {
	if !p.sparse {
		kernels.adam(p.w, p.m, p.v, p.grad, k)
		return
	}
	for _, i := range p.touched {
		a, b := int(i)*p.cols, (int(i)+1)*p.cols
		kernels.adam(p.w[a:b], p.m[a:b], p.v[a:b], p.grad[a:b], k)
		p.mark[i] = false
	}
	p.touched = p.touched[:0]
}

// repack refreshes the right factors after the weights have changed; buf is
// scratch of the size of w. The transpose serves the backward pass.
func (p *param) repack(buf []bf16, transposed bool) {
	if p.packed == nil {
		p.packed = make([]uint32, packedLen(p.rows, p.cols))
	}
	buf = buf[:len(p.w)]
	kernels.roundRow(buf, p.w, nil)
	pack(p.packed, buf, p.cols, p.rows, p.cols)
	if !transposed {
		return
	}
	if p.packedT == nil {
		p.packedT = make([]uint32, packedLen(p.cols, p.rows))
	}
	packTransposed(p.packedT, buf, p.cols, p.cols, p.rows)
}
