package neural

import "golang.org/x/sys/cpu"

// avx2Kernels take what costs the most off the processor's hands.
var avx2Kernels = func() kernelSet {
	s := portableKernels
	s.name, s.gemm, s.lstmInfer = "AVX2", gemmAVX2, lstmInferAVX2
	return s
}()

var avx512Kernels = kernelSet{
	name: "AVX-512", gemm: gemmAVX512, pairRow: pairRowAVX512, transpose: transposeAVX512, roundRow: roundRowAVX512,
	axpy: axpyAVX512, lerp: lerpAVX512, mulRow: mulRowAVX512, dot: dotAVX512, maxRow: maxRowAVX512, expRow: expRowAVX512,
	leaky: leakyAVX512, unleak: unleakAVX512, adam: adamAVX512,
	lstmForward: lstmForwardAVX512, lstmInfer: lstmInferAVX512, lstmBackward: lstmBackwardAVX512,
}

var amxKernels = func() kernelSet {
	s := avx512Kernels
	s.name, s.gemm = "AMX", gemmTiles
	return s
}()

// kernelSets lists the sets that this machine can run, the fastest last.
func kernelSets() []kernelSet {
	sets := []kernelSet{portableKernels}
	x := &cpu.X86
	if x.HasAVX2 && x.HasFMA {
		sets = append(sets, avx2Kernels)
	}
	if !(x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VL && x.HasAVX512DQ) {
		return sets
	}
	sets = append(sets, avx512Kernels)
	if x.HasAMXTile && x.HasAMXBF16 && permitTiles() {
		sets = append(sets, amxKernels)
	}
	return sets
}

func fastest() kernelSet {
	sets := kernelSets()
	return sets[len(sets)-1]
}

// checkGemm panics where a product would leave its operands.
func checkGemm(c []float32, ldc int, a []bf16, lda int, b []uint32, m, n, k int) (mTiles int) {
	mt := (m + 15) / 16
	_, _, _ = c[(mt*16-1)*ldc+n-1], a[(mt*16-1)*lda+k-1], b[k/2*n-1]
	return mt
}

// gemmTiles cuts a large product so that what is used again stays in the
// caches: some rows of a, and of b what a sum of up to long tiles takes.
func gemmTiles(c []float32, ldc int, a []bf16, lda int, b []uint32, m, n, k int, acc bool) {
	const rows, block, long = 16, 16, 28
	if m == 0 || n == 0 || k == 0 {
		return
	}
	mTiles, panel := checkGemm(c, ldc, a, lda, b, m, n, k), k/tile
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

func gemmAVX512(c []float32, ldc int, a []bf16, lda int, b []uint32, m, n, k int, acc bool) {
	if m > 0 && n > 0 && k > 0 {
		mt := checkGemm(c, ldc, a, lda, b, m, n, k)
		gemm512(&c[0], ldc*4, &a[0], lda*2, &b[0], mt*2, n/tile, k/2, k/2*64, acc)
	}
}

func gemmAVX2(c []float32, ldc int, a []bf16, lda int, b []uint32, m, n, k int, acc bool) {
	if m > 0 && n > 0 && k > 0 {
		mt := checkGemm(c, ldc, a, lda, b, m, n, k)
		gemm256(&c[0], ldc*4, &a[0], lda*2, &b[0], mt*4, n/16, k/2, k/2*64, acc)
	}
}

func lstmInferAVX2(z, u, bias, c []float32, hb []bf16) {
	n := len(c)
	_, _, _, _ = z[4*n-1], u[4*n-1], bias[4*n-1], hb[n-1]
	lstmInfer256(&z[0], &u[0], &bias[0], &c[0], &hb[0], n)
}

//go:noescape
func gemmAMX(c *float32, ldc int, a *bf16, lda int, b *uint32, mTiles, nPairs, kTiles, panel int, acc bool)

//go:noescape
func gemm512(c *float32, ldc int, a *bf16, lda int, b *uint32, mBlocks, nPairs, kPairs, panel int, acc bool)

//go:noescape
func gemm256(c *float32, ldc int, a *bf16, lda int, b *uint32, mBlocks, nPanels, kPairs, panel int, acc bool)

//go:noescape
func lstmInfer256(z, u, bias, c *float32, hb *bf16, n int)

//go:noescape
func lstmForward512(z, u, bias, cprev, mask, c, tc, h *float32, hb *bf16, n int)

//go:noescape
func lstmBackward512(z, tc, cprev, dh, dhr, mask, dc *float32, n int)

//go:noescape
func roundRow512(dst *bf16, src, mask *float32, n int)

//go:noescape
func pairRow512(dst *uint32, r0, r1 *bf16, n int)

//go:noescape
func transpose512(dst *uint32, dstStride int, src *uint32, srcStride, n int)

//go:noescape
func expRow512(dst, src *float32, shift float32, n int) float32

//go:noescape
func adam512(p, m, v, grad *float32, n int, k *adamCoeffs)

//go:noescape
func axpy512(y, x *float32, a float32, n int)

//go:noescape
func lerp512(y, x *float32, a float32, n int)

//go:noescape
func mulRow512(y, x *float32, n int)

//go:noescape
func dot512(x, y *float32, n int) float32

//go:noescape
func lstmInfer512(z, u, bias, c *float32, hb *bf16, n int)

//go:noescape
func leaky512(x, bias *float32, n int)

//go:noescape
func unleak512(dx, y *float32, n int)

//go:noescape
func maxRow512(x *float32, n int) float32
