package neural

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func randomRow(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

func narrowAll(x []float32) []bf16 {
	y := make([]bf16, len(x))
	kernels.roundRow(y, x, nil)
	return y
}

func differ(t *testing.T, what string, got, want []float32, tol float64) {
	t.Helper()
	for i := range want {
		if d := math.Abs(float64(got[i] - want[i])); !(d <= tol*(1+math.Abs(float64(want[i])))) {
			t.Fatalf("%s: [%d] = %v, want %v", what, i, got[i], want[i])
		}
	}
}

// alike demands that numbers that were rounded to 8 bits on their way have a
// noise of at most a hundredth of their power.
func alike(t *testing.T, what string, got, want []float32) {
	t.Helper()
	var noise, power float64
	for i, x := range want {
		noise += float64((got[i] - x) * (got[i] - x))
		power += float64(x * x)
	}
	if !(noise <= power/100) {
		t.Errorf("%s: noise is %.4f of the power", what, noise/power)
	}
}

// with runs f with a set of kernels.
func with(s kernelSet, f func()) {
	old := kernels
	defer func() { kernels = old }()
	kernels = s
	f()
}

func TestGemm(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, s := range []struct{ m, k, n int }{{1, 1, 1}, {16, 32, 32}, {17, 40, 50}, {50, 96, 64}, {33, 33, 100}, {40, 1000, 70}} {
		kk, nn, mm := roundUp(s.k), roundUp(s.n), roundUp(s.m)
		a := make([]float32, mm*kk)
		for i := range s.m {
			copy(a[i*kk:], randomRow(r, s.k))
		}
		ab := narrowAll(a)
		b := narrowAll(randomRow(r, s.k*s.n+64))
		bt := make([]bf16, nn*kk)
		for i := range s.k {
			for j := range s.n {
				bt[j*kk+i] = b[i*s.n+j]
			}
		}
		want := make([]float32, mm*nn)
		for i := range s.m {
			for j := range s.n {
				for x := range s.k {
					want[i*nn+j] += widen(ab[i*kk+x]) * widen(b[x*s.n+j])
				}
			}
		}
		check := func(name string) {
			p, q := make([]uint32, packedLen(s.k, s.n)), make([]uint32, packedLen(s.k, s.n))
			pack(p, b, s.n, s.k, s.n)
			packTransposed(q, bt, kk, kk, s.n)
			got := make([]float32, mm*nn)
			for _, w := range [][]uint32{p, q} {
				kernels.gemm(got, nn, ab, kk, w, s.m, nn, kk, false)
				differ(t, name, got[:s.m*nn], want[:s.m*nn], 1e-4)
			}
			kernels.gemm(got, nn, ab, kk, p, s.m, nn, kk, true)
			for i := range got {
				got[i] /= 2
			}
			differ(t, name+" accumulated", got[:s.m*nn], want[:s.m*nn], 1e-4)
		}
		for _, set := range kernelSets() {
			with(set, func() { check(set.name) })
		}
	}
}

func TestFlip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, m := range []int{1, 2, 31, 32, 45} {
		n := 48
		src := narrowAll(randomRow(r, m*n))
		mm := roundUp(m)
		dst := make([]bf16, n*mm)
		flip(dst, src, n, m, n, make([]uint32, 16*(n+16)))
		for i := range mm {
			for j := range n {
				want := bf16(0)
				if i < m {
					want = src[i*n+j]
				}
				if dst[j*mm+i] != want {
					t.Fatalf("m=%d: [%d,%d] = %x, want %x", m, i, j, dst[j*mm+i], want)
				}
			}
		}
	}
}

func TestCellKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const n = 48
	z, u, bias := randomRow(r, 4*n), randomRow(r, 4*n), randomRow(r, 4*n)
	z[0], z[n], z[2*n], z[3*n] = 100, -100, 50, -50
	cprev, mask, dh, dhr, dc := randomRow(r, n), randomRow(r, n), randomRow(r, n), randomRow(r, n), randomRow(r, n)
	run := func() (out [][]float32) {
		z, dc := append([]float32(nil), z...), append([]float32(nil), dc...)
		c, tc, h, hb := make([]float32, n), make([]float32, n), make([]float32, n), make([]bf16, n)
		kernels.lstmForward(z, u, bias, cprev, mask, c, tc, h, hb)
		gates := append([]float32(nil), z...)
		kernels.lstmBackward(z, tc, cprev, dh, dhr, mask, dc)
		return [][]float32{gates, c, tc, h, z, dc}
	}
	var want [][]float32
	with(portableKernels, func() { want = run() })
	for _, set := range kernelSets() {
		with(set, func() {
			for i, got := range run() {
				differ(t, set.name, got, want[i], 1e-5)
			}
		})
	}
}

// TestGemm8 compares the products of all kernels, which are exact, with the sum
// over the rounded numbers.
func TestGemm8(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, s := range []struct{ m, k, n int }{{1, 32, 32}, {16, 64, 32}, {17, 96, 64}, {33, 256, 96}, {40, 640, 64}} {
		a, w := randomRow(r, s.m*s.k), randomRow(r, s.k*s.n)
		f := quantize(w, s.k, s.n, make([]uint32, factorWords(s.k, s.n)))
		var left rows8
		left.reserve(roundUp(s.m), s.k)
		for i := range s.m {
			left.set(i, a[i*s.k:][:s.k])
		}
		want := make([]float32, s.m*s.n)
		for i := range s.m {
			for j := range s.n {
				var sum int32
				for x := range s.k {
					q := int32(int8(f.packed[(j/16*f.lines+x/4)*16+j%16] >> (x % 4 * 8)))
					sum += (int32(left.row(i)[x]) - 128) * q
				}
				want[i*s.n+j] = float32(sum) * left.scale[i] * f.scale[j]
			}
		}
		exact := make([]float32, s.m*s.n)
		for i := range s.m {
			for x := range s.k {
				kernels.axpy(exact[i*s.n:][:s.n], w[x*s.n:][:s.n], a[i*s.k+x])
			}
		}
		alike(t, "rounded numbers", want, exact)
		for _, set := range kernelSets() {
			got := make([]float32, roundUp(s.m)*s.n)
			with(set, func() { left.times(f, got, 0, s.m) })
			same(t, set.name, got[:len(want)], want)
		}
	}
}

// TestInferenceKernels demands the same bits of all kernels.
func TestInferenceKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const n = 48
	z, u, bias, c := randomRow(r, 4*n), randomRow(r, 4*n), randomRow(r, 4*n), randomRow(r, n)
	z[0], z[n], z[2*n], z[3*n], z[1], z[n+1], z[2*n+1] = 100, -100, 50, -50, -1e9, -1e9, -1e9
	run := func() (cell []float32, h, q []uint8) {
		cell, h, q = append([]float32(nil), c...), make([]uint8, n), make([]uint8, 4*n-3)
		kernels.cell(z, u, bias, cell, h)
		x := u[:4*n-3]
		kernels.quantRow(q, x, 127/kernels.maxAbs(x))
		return cell, h, q
	}
	var cell []float32
	var h, q []uint8
	with(portableKernels, func() { cell, h, q = run() })
	for _, set := range kernelSets() {
		with(set, func() {
			gotCell, gotH, gotQ := run()
			same(t, set.name+" cell", gotCell, cell)
			if !bytes.Equal(gotH, h) || !bytes.Equal(gotQ, q) {
				t.Errorf("%s: other integers", set.name)
			}
		})
	}

	full, tc, out, hb, ones := make([]float32, n), make([]float32, n), make([]float32, n), make([]bf16, n), slices.Repeat([]float32{1}, n)
	kernels.lstmForward(z, u, bias, c, ones, full, tc, out, hb)
	differ(t, "training's cell", full, cell, 1e-4)
	for i, x := range out {
		if got := (float64(h[i]) - 128) / 127; math.Abs(got-float64(x)) > 0.5/127+1e-4 {
			t.Errorf("unit %d is %v, in training %v", i, got, x)
		}
	}
}

// same demands equal bits.
func same(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: [%d] = %v, want %v", what, i, got[i], want[i])
		}
	}
}

func TestRowKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	run := func(n int) (out [][]float32) {
		r = rand.New(rand.NewPCG(uint64(n), 6))
		x, y, z := randomRow(r, n), randomRow(r, n), randomRow(r, n)
		kernels.axpy(y, x, 0.5)
		kernels.lerp(z, x, 0.25)
		kernels.mulRow(x, y)
		e := make([]float32, n)
		softmax(e, x)
		p, m, v, g := randomRow(r, n), randomRow(r, n), make([]float32, n), randomRow(r, n)
		kernels.adam(p, m, v, g, &adamCoeffs{0.9, 0.1, 0.99, 0.01, -0.001, 1e-8, 0.5, 0.999})
		hb, w := make([]bf16, n), make([]float32, n)
		kernels.roundRow(hb, x, y)
		for i := range hb {
			w[i] = widen(hb[i])
		}
		return [][]float32{x, y, z, e, p, m, v, g, w}
	}
	for _, n := range []int{1, 16, 37, 64} {
		var want [][]float32
		with(portableKernels, func() { want = run(n) })
		for _, set := range kernelSets() {
			with(set, func() {
				for i, got := range run(n) {
					differ(t, set.name, got, want[i], 8e-3)
				}
			})
		}
	}
}

func BenchmarkGemm(b *testing.B) {
	for _, s := range []struct {
		name    string
		m, k, n int
		acc     bool
	}{{"layer", 816, 512, 2048, false}, {"step", 32, 256, 1024, false}, {"weights", 512, 832, 2048, true}, {"back", 816, 2048, 512, false}} {
		b.Run(s.name, func(b *testing.B) {
			lda := s.k + tile
			a, p := make([]bf16, s.m*lda), make([]uint32, packedLen(s.k, s.n))
			c := make([]float32, s.m*s.n)
			for b.Loop() {
				kernels.gemm(c, s.n, a, lda, p, s.m, s.n, s.k, s.acc)
			}
			b.ReportMetric(2*float64(s.m*s.k*s.n)*float64(b.N)/1e9/b.Elapsed().Seconds(), "GFLOPS")
		})
	}
}

// BenchmarkKernels compares the sets at what inference consists of.
func BenchmarkKernels(b *testing.B) {
	const m, k, n = 256, 512, 1024
	r := rand.New(rand.NewPCG(1, 2))
	f := quantize(randomRow(r, k*n), k, n, make([]uint32, factorWords(k, n)))
	var left rows8
	left.reserve(m, k)
	c := make([]float32, m*n)
	z, u, state, h := randomRow(r, 4*n), randomRow(r, 4*n), randomRow(r, n), make([]uint8, n)
	for _, set := range kernelSets() {
		b.Run("product/"+set.name, func(b *testing.B) {
			with(set, func() {
				for b.Loop() {
					left.times(f, c, 0, m)
				}
			})
			b.ReportMetric(2*float64(m*k*n)*float64(b.N)/1e9/b.Elapsed().Seconds(), "GOPS")
		})
		b.Run("cell/"+set.name, func(b *testing.B) {
			with(set, func() {
				for b.Loop() {
					kernels.cell(z, u, u, state, h)
				}
			})
		})
	}
}
