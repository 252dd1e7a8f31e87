package neural

import (
	"math"
)

// bf16 is a bfloat16: the upper half of a float32.
type bf16 = uint16

// tile is the granule of all matrix sizes: 32 columns, and 32 terms of a sum.
const tile = 32

// adamCoeffs are the numbers of one step of Adam; the kernel reads them in order.
type adamCoeffs struct {
	beta1, rest1, beta2, rest2, negStep, epsilon, scale, keep float32
}

// roundUp returns the smallest multiple of the tile that is at least n.
func roundUp(n int) int { return (n + tile - 1) &^ (tile - 1) }

// gemm sets c (m×n, or adds to it) to a (m×k) times b (k×n, packed). Strides
// are in elements; n and k are multiples of the tile. The kernels work on 16
// rows at a time, so c and a need room for m rounded up.
func gemm(c []float32, ldc int, a []bf16, lda int, b []uint32, m, n, k int, acc bool) {
	if m == 0 || n == 0 || k == 0 {
		return
	}
	mt := (m + 15) / 16
	_, _, _ = c[(mt*16-1)*ldc+n-1], a[(mt*16-1)*lda+k-1], b[k/2*n-1]
	switch panel := k / 2 * 64; {
	case useAMX:
		gemmBlocks(c, ldc, a, lda, b, mt, n, k, acc)
	case useAVX512:
		gemm512(&c[0], ldc*4, &a[0], lda*2, &b[0], mt*2, n/tile, k/2, panel, acc)
	case useAVX2:
		gemm256(&c[0], ldc*4, &a[0], lda*2, &b[0], mt*4, n/16, k/2, panel, acc)
	default:
		gemmGo(c, ldc, a, lda, b, m, n, k, acc)
	}
}

// gemmBlocks cuts a large product so that what is used again stays in the
// caches: some rows of a, and of b what a sum of up to long tiles takes.
func gemmBlocks(c []float32, ldc int, a []bf16, lda int, b []uint32, mTiles, n, k int, acc bool) {
	const rows, block, long = 16, 16, 28
	panel := k / tile
	for m0 := 0; m0 < mTiles; m0 += rows {
		mt := min(rows, mTiles-m0)
		for k0 := 0; k0 < panel; {
			size := panel - k0
			if size > long {
				size = block
			}
			gemmAMX(&c[m0*16*ldc], ldc*4, &a[m0*16*lda+k0*tile], lda*2, &b[k0*tile*tile/4], mt, n/tile, size, panel, acc || k0 > 0)
			k0 += size
		}
	}
}

// gemmGo is the portable gemm.
func gemmGo(c []float32, ldc int, a []bf16, lda int, b []uint32, m, n, k int, acc bool) {
	for i := range m {
		row := c[i*ldc : i*ldc+n]
		if !acc {
			clear(row)
		}
		for nt := range n / 16 {
			out := (*[16]float32)(row[nt*16:])
			for kp := range k / 2 {
				p := a[i*lda+2*kp : i*lda+2*kp+2]
				x0, x1 := widen(p[0]), widen(p[1])
				w := (*[16]uint32)(b[(nt*(k/2)+kp)*16:])
				for j, d := range w {
					out[j] += x0*math.Float32frombits(d<<16) + x1*math.Float32frombits(d&0xffff0000)
				}
			}
		}
	}
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
				pairRow(d, r0[:16], r1[:16])
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
		transpose(block, 16, words(src[nt*16*ld:]), ld/2, k/2)
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
				pairRow(row, src[r*ld:][:n], src[(r+1)*ld:][:n])
			case r < m:
				for j, x := range src[r*ld:][:n] {
					row[j] = uint32(x)
				}
			default:
				clear(row)
			}
		}
		transpose(words(dst[m0:]), mm/2, scratch, stride, n)
	}
}

// transpose makes row j of dst, of n, from column j of the 16 rows of src.
func transpose(dst []uint32, ldd int, src []uint32, lds, n int) {
	_, _ = dst[(n-1)*ldd+15], src[15*lds+n-1]
	if useAVX512 {
		transpose512(&dst[0], ldd*4, &src[0], lds*4, n)
		return
	}
	for j := range n {
		for r := range 16 {
			dst[j*ldd+r] = src[r*lds+j]
		}
	}
}

func pairRow(dst []uint32, r0, r1 []bf16) {
	if useAVX512 && len(dst)&15 == 0 {
		pairRow512(&dst[0], &r0[0], &r1[0], len(dst))
		return
	}
	for i := range dst {
		dst[i] = uint32(r0[i]) | uint32(r1[i])<<16
	}
}

// roundRow sets dst to src times mask, where there is one, rounded to bfloat16.
func roundRow(dst []bf16, src, mask []float32) {
	n := len(src)
	if useAVX512 && n&15 == 0 && n > 0 {
		var m *float32
		if mask != nil {
			m = &mask[:n][0]
		}
		roundRow512(&dst[:n][0], &src[0], m, n)
		return
	}
	for i, x := range src {
		if mask != nil {
			x *= mask[i]
		}
		dst[i] = narrow(x)
	}
}

// narrow rounds to the nearest bfloat16, ties to even.
func narrow(x float32) bf16 {
	b := math.Float32bits(x)
	return bf16((b + 0x7fff + b>>16&1) >> 16)
}

func widen(x bf16) float32 { return math.Float32frombits(uint32(x) << 16) }

// axpy adds a·x to y.
func axpy(y, x []float32, a float32) {
	n := len(x)
	y = y[:n]
	if useAVX512 && n >= 16 {
		m := n &^ 15
		axpy512(&y[0], &x[0], a, m)
		y, x = y[m:], x[m:]
	}
	for i, v := range x {
		y[i] += a * v
	}
}

// dot is the scalar product.
func dot(x, y []float32) float32 {
	n := len(x)
	y = y[:n]
	var sum float32
	if useAVX512 && n >= 16 {
		m := n &^ 15
		sum = dot512(&x[0], &y[0], m)
		x, y = x[m:], y[m:]
	}
	for i, v := range x {
		sum += v * y[i]
	}
	return sum
}

// lerp moves y the part a of its way to x.
func lerp(y, x []float32, a float32) {
	n := len(x)
	y = y[:n]
	if useAVX512 && n >= 16 {
		m := n &^ 15
		lerp512(&y[0], &x[0], a, m)
		y, x = y[m:], x[m:]
	}
	for i, v := range x {
		y[i] += a * (v - y[i])
	}
}

// mulRow multiplies y by x.
func mulRow(y, x []float32) {
	n := len(x)
	y = y[:n]
	if useAVX512 && n >= 16 {
		m := n &^ 15
		mulRow512(&y[0], &x[0], m)
		y, x = y[m:], x[m:]
	}
	for i, v := range x {
		y[i] *= v
	}
}

// softmax sets dst to the softmax of src and returns the logarithm of the sum
// of the exponentials.
func softmax(dst, src []float32) float32 {
	top := maxRow(src)
	sum := expRow(dst, src, top)
	scale := 1 / sum
	for i := range dst {
		dst[i] *= scale
	}
	return top + float32(math.Log(float64(sum)))
}

// logSum is the logarithm of the sum of the exponentials of src.
func logSum(scratch, src []float32) float32 {
	top := maxRow(src)
	return top + float32(math.Log(float64(expRow(scratch, src, top))))
}

// maxRow is the largest of x, which is not empty.
func maxRow(x []float32) float32 {
	top := x[0]
	if n := len(x) &^ 15; useAVX512 && n > 0 {
		top = maxRow512(&x[0], n)
		x = x[n:]
	}
	for _, v := range x {
		top = max(top, v)
	}
	return top
}

// leaky adds bias to x and applies the leaky rectifier.
func leaky(x, bias []float32) {
	bias = bias[:len(x)]
	if n := len(x) &^ 15; useAVX512 && n > 0 {
		leaky512(&x[0], &bias[0], n)
		x, bias = x[n:], bias[n:]
	}
	for i := range x {
		v := x[i] + bias[i]
		x[i] = max(v, v*leak)
	}
}

const leak = 0.1

// unleak carries the gradient dx of a leaky rectifier's output y back.
func unleak(dx, y []float32) {
	y = y[:len(dx)]
	if n := len(dx) &^ 15; useAVX512 && n > 0 {
		unleak512(&dx[0], &y[0], n)
		dx, y = dx[n:], y[n:]
	}
	for i, v := range y {
		if math.Signbit(float64(v)) {
			dx[i] *= leak
		}
	}
}

// expRow sets dst to exp(src-shift) and returns the sum.
func expRow(dst, src []float32, shift float32) float32 {
	n := len(src)
	dst = dst[:n]
	var sum float32
	if useAVX512 && n >= 16 {
		m := n &^ 15
		sum = expRow512(&dst[0], &src[0], shift, m)
		dst, src = dst[m:], src[m:]
	}
	for i, x := range src {
		dst[i] = exp32(x - shift)
		sum += dst[i]
	}
	return sum
}

// exp32 is the exponential as the vector kernels compute it.
func exp32(x float32) float32 {
	t := max(x, -87) * 1.44269504
	n := float32(math.RoundToEven(float64(t)))
	r := t - n
	p := float32(0.0013333558)
	p = p*r + 0.009618129
	p = p*r + 0.05550411
	p = p*r + 0.2402265
	p = p*r + 0.6931472
	p = p*r + 1
	return p * math.Float32frombits(uint32(int32(n)+127)<<23)
}

func sigmoid(x float32) float32 { return 1 / (1 + exp32(-min(max(x, -30), 30))) }

func tanh(x float32) float32 { return 2/(1+exp32(-2*min(max(x, -15), 15))) - 1 }

// lstmForward runs one cell: z holds the four gates' input, to which u, from
// the state before, and bias are added; z receives the gates' values, c the cell, tc its tanh, h
// the output and hb the output times mask.
func lstmForward(z, u, bias, cprev, mask, c, tc, h []float32, hb []bf16) {
	n := len(c)
	if useAVX512 {
		_, _, _, _, _, _, _, _ = z[4*n-1], u[4*n-1], bias[4*n-1], cprev[n-1], mask[n-1], tc[n-1], h[n-1], hb[n-1]
		lstmForward512(&z[0], &u[0], &bias[0], &cprev[0], &mask[0], &c[0], &tc[0], &h[0], &hb[0], n)
		return
	}
	for j := range n {
		i, f, g, o := gates(z, u, bias, n, j)
		z[j], z[n+j], z[2*n+j], z[3*n+j] = i, f, g, o
		c[j] = i*g + f*cprev[j]
		tc[j] = tanh(c[j])
		h[j] = o * tc[j]
		hb[j] = narrow(h[j] * mask[j])
	}
}

// gates are the four gates of unit j of n.
func gates(z, u, bias []float32, n, j int) (i, f, g, o float32) {
	at := func(k int) float32 { return z[k*n+j] + u[k*n+j] + bias[k*n+j] }
	return sigmoid(at(0)), sigmoid(at(1)), tanh(at(2)), sigmoid(at(3))
}

// lstmInfer is lstmForward without what training keeps; c is replaced.
func lstmInfer(z, u, bias, c []float32, hb []bf16) {
	n := len(c)
	if useAVX512 {
		_, _, _, _ = z[4*n-1], u[4*n-1], bias[4*n-1], hb[n-1]
		lstmInfer512(&z[0], &u[0], &bias[0], &c[0], &hb[0], n)
		return
	}
	for j := range n {
		i, f, g, o := gates(z, u, bias, n, j)
		c[j] = i*g + f*c[j]
		hb[j] = narrow(o * tanh(c[j]))
	}
}

// lstmBackward turns the gates in z into their gradients. dh is the gradient
// of the output from above, dhr the one through the next step's state, dc the
// gradient of the cell, replaced by that of the cell before.
func lstmBackward(z, tc, cprev, dh, dhr, mask, dc []float32) {
	n := len(tc)
	if useAVX512 {
		_, _, _, _, _, _ = z[4*n-1], cprev[n-1], dh[n-1], dhr[n-1], mask[n-1], dc[n-1]
		lstmBackward512(&z[0], &tc[0], &cprev[0], &dh[0], &dhr[0], &mask[0], &dc[0], n)
		return
	}
	for j := range n {
		i, f, g, o := z[j], z[n+j], z[2*n+j], z[3*n+j]
		d := dh[j] + dhr[j]*mask[j]
		do := d * tc[j]
		cell := dc[j] + d*o*(1-tc[j]*tc[j])
		dc[j] = cell * f
		z[j] = cell * g * i * (1 - i)
		z[n+j] = cell * cprev[j] * f * (1 - f)
		z[2*n+j] = cell * i * (1 - g*g)
		z[3*n+j] = do * o * (1 - o)
	}
}

// adam makes one step of Adam (Kingma and Ba 2015) on p and clears g.
func adam(p, m, v, g []float32, k *adamCoeffs) {
	n := len(p)
	m, v, g = m[:n], v[:n], g[:n]
	if useAVX512 && n >= 16 {
		q := n &^ 15
		adam512(&p[0], &m[0], &v[0], &g[0], q, k)
		p, m, v, g = p[q:], m[q:], v[q:], g[q:]
	}
	for i := range p {
		d := g[i] * k.scale
		g[i] = 0
		m[i] = m[i]*k.beta1 + d*k.rest1
		v[i] = v[i]*k.beta2 + d*d*k.rest2
		p[i] = p[i]*k.keep + k.negStep*m[i]/(float32(math.Sqrt(float64(v[i])))+k.epsilon)
	}
}
