package neural

import "math"

// portableKernels are in plain Go.
var portableKernels = kernelSet{
	name: "portable", gemm: gemmGo, pairRow: pairRowGo, transpose: transposeGo, roundRow: roundRowGo,
	axpy: axpyGo, lerp: lerpGo, mulRow: mulRowGo, dot: dotGo, maxRow: maxRowGo, expRow: expRowGo,
	leaky: leakyGo, unleak: unleakGo, adam: adamGo,
	lstmForward: lstmForwardGo, lstmBackward: lstmBackwardGo,
	gemm8: gemm8Go, quantRow: quantRowGo, maxAbs: maxAbsGo, cell: cellGo,
}

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

func pairRowGo(dst []uint32, r0, r1 []bf16) {
	for i := range dst {
		dst[i] = uint32(r0[i]) | uint32(r1[i])<<16
	}
}

func transposeGo(dst []uint32, ldd int, src []uint32, lds, n int) {
	for j := range n {
		for r := range 16 {
			dst[j*ldd+r] = src[r*lds+j]
		}
	}
}

func roundRowGo(dst []bf16, src, mask []float32) {
	for i, x := range src {
		if mask != nil {
			x *= mask[i]
		}
		dst[i] = narrow(x)
	}
}

func axpyGo(y, x []float32, a float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += a * v
	}
}

func lerpGo(y, x []float32, a float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += a * (v - y[i])
	}
}

func mulRowGo(y, x []float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] *= v
	}
}

func dotGo(x, y []float32) float32 {
	y = y[:len(x)]
	var sum float32
	for i, v := range x {
		sum += v * y[i]
	}
	return sum
}

func maxRowGo(x []float32) float32 {
	top := x[0]
	for _, v := range x[1:] {
		top = max(top, v)
	}
	return top
}

func expRowGo(dst, src []float32, shift float32) float32 {
	dst = dst[:len(src)]
	var sum float32
	for i, x := range src {
		dst[i] = exp32(x - shift)
		sum += dst[i]
	}
	return sum
}

const leak = 0.1

func leakyGo(x, bias []float32) {
	bias = bias[:len(x)]
	for i := range x {
		v := x[i] + bias[i]
		x[i] = max(v, v*leak)
	}
}

func unleakGo(dx, y []float32) {
	y = y[:len(dx)]
	for i, v := range y {
		if math.Signbit(float64(v)) {
			dx[i] *= leak
		}
	}
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

// gates are the four gates of unit j of n.
func gates(z, u, bias []float32, n, j int) (i, f, g, o float32) {
	at := func(k int) float32 { return z[k*n+j] + u[k*n+j] + bias[k*n+j] }
	return sigmoid(at(0)), sigmoid(at(1)), tanh(at(2)), sigmoid(at(3))
}

func lstmForwardGo(z, u, bias, cprev, mask, c, tc, h []float32, hb []bf16) {
	n := len(c)
	for j := range n {
		i, f, g, o := gates(z, u, bias, n, j)
		z[j], z[n+j], z[2*n+j], z[3*n+j] = i, f, g, o
		c[j] = i*g + f*cprev[j]
		tc[j] = tanh(c[j])
		h[j] = o * tc[j]
		hb[j] = narrow(h[j] * mask[j])
	}
}

func lstmBackwardGo(z, tc, cprev, dh, dhr, mask, dc []float32) {
	n := len(tc)
	for j := range n {
		i, f, g, o := z[j], z[n+j], z[2*n+j], z[3*n+j]
		d := dh[j] + dhr[j]*mask[j]
		cell := dc[j] + d*o*(1-tc[j]*tc[j])
		dc[j] = cell * f
		z[j] = cell * g * i * (1 - i)
		z[n+j] = cell * cprev[j] * f * (1 - f)
		z[2*n+j] = cell * i * (1 - g*g)
		z[3*n+j] = d * tc[j] * o * (1 - o)
	}
}

func adamGo(p, m, v, g []float32, k *adamCoeffs) {
	m, v, g = m[:len(p)], v[:len(p)], g[:len(p)]
	for i := range p {
		d := g[i] * k.scale
		g[i] = 0
		m[i] = m[i]*k.beta1 + d*k.rest1
		v[i] = v[i]*k.beta2 + d*d*k.rest2
		p[i] = p[i]*k.keep + k.negStep*m[i]/(float32(math.Sqrt(float64(v[i])))+k.epsilon)
	}
}

// What inference does with numbers. A product is converted before it is added
// to, which forbids the compiler to round once where the others round twice.

func gemm8Go(c []float32, a []uint8, lda int, scale []float32, b *factor, m int) {
	for i := range m {
		row := a[i*lda:]
		for nt := range b.cols / 16 {
			sum := [16]int32(b.shift[nt*16:])
			for l := range b.lines {
				x := (*[4]uint8)(row[4*l:])
				x0, x1, x2, x3 := int32(x[0]), int32(x[1]), int32(x[2]), int32(x[3])
				line := (*[16]uint32)(b.packed[(nt*b.lines+l)*16:])
				for j, w := range line {
					sum[j] += x0*int32(int8(w)) + x1*int32(int8(w>>8)) + x2*int32(int8(w>>16)) + x3*int32(int8(w>>24))
				}
			}
			out := (*[16]float32)(c[i*b.cols+nt*16:])
			for j, by := range (*[16]float32)(b.scale[nt*16:]) {
				out[j] = float32(sum[j]) * scale[i] * by
			}
		}
	}
}

func quantRowGo(dst []uint8, src []float32, unit float32) {
	dst = dst[:len(src)]
	for i, x := range src {
		dst[i] = uint8(toInt8(x, unit)) ^ 128
	}
}

func maxAbsGo(x []float32) float32 {
	top := uint32(0)
	for _, v := range x {
		top = max(top, math.Float32bits(v)&^(1<<31))
	}
	return math.Float32frombits(top)
}

// Powers of 2 by a table (Tang 1989): the exponent is cut into eighths, of
// which a table has the powers, and a rest that a polynomial of degree 2 raises
// 2 to, 3e-6 from the truth at most.
const (
	powMost  = 36      // what exponents are cut to, either way: e^±25
	powShift = 3 << 19 // added to a number, this leaves eighths in its last bits
	pow1     = 0.6933098
	pow2     = 0.2402265
)

// powEighths has the bits of the powers of 2 to 0/8 to 7/8, each less what its
// own number adds when the sum's bits are moved to where the exponent stands.
var powEighths = func() (t [8]uint32) {
	for i := range t {
		t[i] = math.Float32bits(float32(math.Exp2(float64(i)/8))) - uint32(i)<<20
	}
	return t
}()

// power returns 2 to the t.
func power(t float32) float32 {
	t = min(max(t, -powMost), powMost)
	sum := t + powShift
	r := t - (sum - powShift)
	bits := math.Float32bits(sum)
	p := float32(pow2*r) + pow1
	p = float32(p*r) + 1
	return float32(math.Float32frombits(powEighths[bits%8]+bits<<20) * p)
}

const (
	sigmoidUnit = -1.44269504 // -log2 e
	tanhUnit    = 2 * sigmoidUnit
)

// cellGo has three divisions less than five sigmoids would: the fractions of a
// sum, and of a product, are brought to one denominator.
func cellGo(z, u, bias, c []float32, h []uint8) {
	n := len(c)
	for j := range n {
		at := func(k int) float32 { return z[k*n+j] + u[k*n+j] + bias[k*n+j] }
		i, f, g, o := power(at(0)*sigmoidUnit)+1, power(at(1)*sigmoidUnit)+1, power(at(2)*tanhUnit), power(at(3)*sigmoidUnit)+1
		ig := i * (g + 1)
		c[j] = (float32((1-g)*f) + float32(c[j]*ig)) / (ig * f)
		t := power(c[j] * tanhUnit)
		h[j] = uint8(toInt8((1-t)/(o*(t+1)), 127)) ^ 128
	}
}
