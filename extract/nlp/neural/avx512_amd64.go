package neural

// The kernels proper take rows of a multiple of 16; what is left over goes the
// portable way.

func transposeAVX512(dst []uint32, ldd int, src []uint32, lds, n int) {
	_, _ = dst[(n-1)*ldd+15], src[15*lds+n-1]
	transpose512(&dst[0], ldd*4, &src[0], lds*4, n)
}

func pairRowAVX512(dst []uint32, r0, r1 []bf16) {
	r0, r1 = r0[:len(dst)], r1[:len(dst)]
	n := len(dst) &^ 15
	if n > 0 {
		pairRow512(&dst[0], &r0[0], &r1[0], n)
	}
	pairRowGo(dst[n:], r0[n:], r1[n:])
}

func roundRowAVX512(dst []bf16, src, mask []float32) {
	dst = dst[:len(src)]
	n := len(src) &^ 15
	if n == 0 {
		roundRowGo(dst, src, mask)
		return
	}
	if mask == nil {
		roundRow512(&dst[0], &src[0], nil, n)
	} else {
		mask = mask[:len(src)]
		roundRow512(&dst[0], &src[0], &mask[0], n)
		mask = mask[n:]
	}
	roundRowGo(dst[n:], src[n:], mask)
}

func axpyAVX512(y, x []float32, a float32) {
	y = y[:len(x)]
	n := len(x) &^ 15
	if n > 0 {
		axpy512(&y[0], &x[0], a, n)
	}
	axpyGo(y[n:], x[n:], a)
}

func lerpAVX512(y, x []float32, a float32) {
	y = y[:len(x)]
	n := len(x) &^ 15
	if n > 0 {
		lerp512(&y[0], &x[0], a, n)
	}
	lerpGo(y[n:], x[n:], a)
}

func mulRowAVX512(y, x []float32) {
	y = y[:len(x)]
	n := len(x) &^ 15
	if n > 0 {
		mulRow512(&y[0], &x[0], n)
	}
	mulRowGo(y[n:], x[n:])
}

func dotAVX512(x, y []float32) float32 {
	y = y[:len(x)]
	n := len(x) &^ 15
	rest := dotGo(x[n:], y[n:])
	if n == 0 {
		return rest
	}
	return rest + dot512(&x[0], &y[0], n)
}

func maxRowAVX512(x []float32) float32 {
	n := len(x) &^ 15
	if n == 0 {
		return maxRowGo(x)
	}
	top := maxRow512(&x[0], n)
	for _, v := range x[n:] {
		top = max(top, v)
	}
	return top
}

func expRowAVX512(dst, src []float32, shift float32) float32 {
	dst = dst[:len(src)]
	n := len(src) &^ 15
	var sum float32
	if n > 0 {
		sum = expRow512(&dst[0], &src[0], shift, n)
	}
	return sum + expRowGo(dst[n:], src[n:], shift)
}

func leakyAVX512(x, bias []float32) {
	bias = bias[:len(x)]
	n := len(x) &^ 15
	if n > 0 {
		leaky512(&x[0], &bias[0], n)
	}
	leakyGo(x[n:], bias[n:])
}

func unleakAVX512(dx, y []float32) {
	y = y[:len(dx)]
	n := len(dx) &^ 15
	if n > 0 {
		unleak512(&dx[0], &y[0], n)
	}
	unleakGo(dx[n:], y[n:])
}

func adamAVX512(p, m, v, g []float32, k *adamCoeffs) {
	m, v, g = m[:len(p)], v[:len(p)], g[:len(p)]
	n := len(p) &^ 15
	if n > 0 {
		adam512(&p[0], &m[0], &v[0], &g[0], n, k)
	}
	adamGo(p[n:], m[n:], v[n:], g[n:], k)
}

func lstmForwardAVX512(z, u, bias, cprev, mask, c, tc, h []float32, hb []bf16) {
	n := len(c)
	_, _, _, _ = z[4*n-1], u[4*n-1], bias[4*n-1], cprev[n-1]
	_, _, _, _ = mask[n-1], tc[n-1], h[n-1], hb[n-1]
	lstmForward512(&z[0], &u[0], &bias[0], &cprev[0], &mask[0], &c[0], &tc[0], &h[0], &hb[0], n)
}

func lstmBackwardAVX512(z, tc, cprev, dh, dhr, mask, dc []float32) {
	n := len(tc)
	_, _, _, _, _, _ = z[4*n-1], cprev[n-1], dh[n-1], dhr[n-1], mask[n-1], dc[n-1]
	lstmBackward512(&z[0], &tc[0], &cprev[0], &dh[0], &dhr[0], &mask[0], &dc[0], n)
}

func gemm8AVX512(c []float32, a []uint8, lda int, scale []float32, b *factor, m int) {
	gemmVNNI(&c[0], b.cols*4, &a[0], lda, &scale[0], &b.packed[0], &b.shift[0], &b.scale[0], (m+7)/8, b.cols/32, b.lines)
}

func quantRowAVX512(dst []uint8, src []float32, unit float32) {
	dst = dst[:len(src)]
	n := len(src) &^ 15
	if n > 0 {
		quantRow512(&dst[0], &src[0], unit, n)
	}
	quantRowGo(dst[n:], src[n:], unit)
}

func maxAbsAVX512(x []float32) float32 {
	n := len(x) &^ 15
	top := maxAbsGo(x[n:])
	if n > 0 {
		top = max(top, maxAbs512(&x[0], n))
	}
	return top
}

func cellAVX512(z, u, bias, c []float32, h []uint8) {
	n := len(c)
	_, _, _, _ = z[4*n-1], u[4*n-1], bias[4*n-1], h[n-1]
	cell512(&z[0], &u[0], &bias[0], &c[0], &h[0], n, &cellConsts)
}
