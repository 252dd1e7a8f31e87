package neural

import "math"

// bf16 is a bfloat16: the upper half of a float32.
type bf16 = uint16

// tile is the granule of all matrix sizes: 32 columns, and 32 terms of a sum.
const tile = 32

// roundUp returns the smallest multiple of the tile that is at least n.
func roundUp(n int) int { return (n + tile - 1) &^ (tile - 1) }

// A kernelSet is one implementation of what takes the time. Rows may have any
// length, but for those of the cells, which are multiples of 16. What training
// alone needs gives the same results up to the order of summation.
type kernelSet struct {
	name string
	// gemm sets c (m×n, or adds to it) to a (m×k) times b (k×n, packed). Strides
	// are in elements; n and k are multiples of the tile. Kernels work on 16
	// rows at a time, so c and a need room for m rounded up.
	gemm func(c []float32, ldc int, a []bf16, lda int, b []uint32, m, n, k int, acc bool)
	// pairRow puts r0 and r1 side by side: the lower and upper halves of dst.
	pairRow func(dst []uint32, r0, r1 []bf16)
	// transpose makes row j of dst, of n, from column j of the 16 rows of src.
	transpose func(dst []uint32, ldd int, src []uint32, lds, n int)
	// roundRow sets dst to src times mask, where there is one.
	roundRow func(dst []bf16, src, mask []float32)
	axpy     func(y, x []float32, a float32) // y += a·x
	lerp     func(y, x []float32, a float32) // y += a·(x-y)
	mulRow   func(y, x []float32)            // y *= x
	dot      func(x, y []float32) float32
	maxRow   func(x []float32) float32                       // of at least one number
	expRow   func(dst, src []float32, shift float32) float32 // dst = exp(src-shift), and its sum
	leaky    func(x, bias []float32)                         // x = leaky rectifier of x+bias
	unleak   func(dx, y []float32)                           // carries dx back through it; y its output
	adam     func(p, m, v, g []float32, k *adamCoeffs)

	// lstmForward runs one cell: z holds the four gates' input, to which u, from
	// the state before, and bias are added; z receives the gates' values, c the
	// cell, tc its tanh, h the output and hb the output times mask.
	lstmForward func(z, u, bias, cprev, mask, c, tc, h []float32, hb []bf16)
	// lstmBackward turns the gates in z into their gradients. dh is the gradient
	// of the output from above, dhr the one through the next step's state, dc
	// the gradient of the cell, replaced by that of the cell before.
	lstmBackward func(z, tc, cprev, dh, dhr, mask, dc []float32)

	// Inference counts in integers, and rounds each step of what it does with
	// numbers between: the sets give the same results to the last bit.

	// gemm8 sets c to m rows of a, times their scale, times b; m is 1 or more. It
	// works on 16 rows at a time, so c, a and scale need room for m rounded up, a
	// for depth numbers a row.
	gemm8 func(c []float32, a []uint8, lda int, scale []float32, b *factor, m int)
	// quantRow sets dst to src times unit, of at most 127, rounded, plus 128.
	quantRow func(dst []uint8, src []float32, unit float32)
	maxAbs   func(x []float32) float32
	// cell runs one cell of an LSTM, without what training keeps: c is
	// replaced, h receives the output, from -1 to 1, times 127 plus 128.
	cell func(z, u, bias, c []float32, h []uint8)
}

// kernels is the fastest set that the machine has.
var kernels = func() kernelSet {
	sets := kernelSets()
	return sets[len(sets)-1]
}()

// adamCoeffs are the numbers of one step of Adam (Kingma and Ba 2015); the
// kernel reads them in order. The gradient is multiplied by scale, the weight
// by keep, and cleared gradients stay behind.
type adamCoeffs struct {
	beta1, rest1, beta2, rest2, negStep, epsilon, scale, keep float32
}

// packedLen is the number of words that pack needs for a k×n matrix.
func packedLen(k, n int) int { return roundUp(k) / 2 * roundUp(n) }

// pack lays src (k×n bfloat16, row stride ld) out as the right factor of gemm:
// blocks of 16 columns, in each 16 pairs of rows, a pair's two values side by
// side. What is beyond k and n becomes zero.
func pack(dst []uint32, src []bf16, ld, k, n int) {
	kk, nn := roundUp(k), roundUp(n)
	for kp := range kk / 2 {
		for nt := range nn / 16 {
			d := dst[(nt*(kk/2)+kp)*16:][:16]
			cols := min(16, n-nt*16)
			if 2*kp >= k || cols <= 0 {
				clear(d)
				continue
			}
			r0 := src[2*kp*ld+nt*16:]
			var r1 []bf16
			if 2*kp+1 < k {
				r1 = src[(2*kp+1)*ld+nt*16:]
			}
			if cols == 16 && r1 != nil {
				kernels.pairRow(d, r0[:16], r1[:16])
				continue
			}
			clear(d)
			for j := range cols {
				d[j] = uint32(r0[j])
				if r1 != nil {
					d[j] |= uint32(r1[j]) << 16
				}
			}
		}
	}
}

// packTransposed is pack of the transpose of src (n×k, row stride ld); k is a
// multiple of the tile, and ld is even.
func packTransposed(dst []uint32, src []bf16, ld, k, n int) {
	nn := roundUp(n)
	for nt := range nn / 16 {
		block := dst[nt*(k/2)*16:][:k/2*16]
		if rows := min(16, n-nt*16); rows < 16 {
			clear(block)
			for r := range rows {
				for kp := range k / 2 {
					s := src[(nt*16+r)*ld+2*kp:]
					block[kp*16+r] = uint32(s[0]) | uint32(s[1])<<16
				}
			}
			continue
		}
		kernels.transpose(block, 16, words(src[nt*16*ld:]), ld/2, k/2)
	}
}

// flip writes the transpose of src (m×n bfloat16, stride ld) to dst (n×roundUp(m),
// contiguous), zero beyond m. n is a multiple of 16; scratch holds 16 rows of n+16.
func flip(dst []bf16, src []bf16, ld, m, n int, scratch []uint32) {
	mm, stride := roundUp(m), n+16
	for m0 := 0; m0 < mm; m0 += 32 {
		for p := range 16 {
			r := m0 + 2*p
			row := scratch[p*stride:][:n]
			switch {
			case r+1 < m:
				kernels.pairRow(row, src[r*ld:][:n], src[(r+1)*ld:][:n])
			case r < m:
				for j, x := range src[r*ld:][:n] {
					row[j] = uint32(x)
				}
			default:
				clear(row)
			}
		}
		kernels.transpose(words(dst[m0:]), mm/2, scratch, stride, n)
	}
}

// softmax sets dst to the softmax of src and returns the logarithm of the sum
// of the exponentials.
func softmax(dst, src []float32) float32 {
	top := kernels.maxRow(src)
	sum := kernels.expRow(dst, src, top)
	scale := 1 / sum
	for i := range dst {
		dst[i] *= scale
	}
	return top + float32(math.Log(float64(sum)))
}

// narrow rounds to the nearest bfloat16, ties to even.
func narrow(x float32) bf16 {
	b := math.Float32bits(x)
	return bf16((b + 0x7fff + b>>16&1) >> 16)
}

func widen(x bf16) float32 { return math.Float32frombits(uint32(x) << 16) }
