package neural

import "golang.org/x/sys/cpu"

// avx2Kernels take what costs the most off the processor's hands.
var avx2Kernels = func() kernelSet {
	s := portableKernels
	s.name, s.gemm, s.gemm8, s.cell = "AVX2", gemmAVX2, gemm8AVX2, cellAVX2
	return s
}()

var vnniKernels = func() kernelSet {
	s := avx2Kernels
	s.name, s.gemm8 = "AVX-VNNI", gemm8AVXVNNI
	return s
}()

var avx512Kernels = kernelSet{
	name: "AVX-512", gemm: gemmAVX512, pairRow: pairRowAVX512, transpose: transposeAVX512, roundRow: roundRowAVX512,
	axpy: axpyAVX512, lerp: lerpAVX512, mulRow: mulRowAVX512, dot: dotAVX512, maxRow: maxRowAVX512, expRow: expRowAVX512,
	leaky: leakyAVX512, unleak: unleakAVX512, adam: adamAVX512,
	lstmForward: lstmForwardAVX512, lstmBackward: lstmBackwardAVX512,
	gemm8: gemm8AVX512, quantRow: quantRowAVX512, maxAbs: maxAbsAVX512, cell: cellAVX512,
}

var amxKernels = func() kernelSet {
	s := avx512Kernels
	s.name, s.gemm, s.gemm8 = "AMX", gemmTiles, gemm8AMX
	return s
}()

// cellConsts are the numbers that the cells read, in this order.
var cellConsts = [9]float32{1, powMost, -powMost, powShift, pow1, pow2, sigmoidUnit, tanhUnit, 127}

// kernelSets lists the sets that this machine can run, the fastest last.
func kernelSets() []kernelSet {
	sets := []kernelSet{portableKernels}
	x := &cpu.X86
	if x.HasAVX2 && x.HasFMA {
		sets = append(sets, avx2Kernels)
		if x.HasAVXVNNI {
			sets = append(sets, vnniKernels)
		}
	}
	if !(x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VL && x.HasAVX512DQ && x.HasAVX512VNNI) {
		return sets
	}
	sets = append(sets, avx512Kernels)
	if x.HasAMXTile && x.HasAMXBF16 && x.HasAMXInt8 && permitTiles() {
		sets = append(sets, amxKernels)
	}
	return sets
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

func gemm8AMX(c []float32, a []uint8, lda int, scale []float32, b *factor, m int) {
	const rows = 256 // of a, which stay in the cache
	for m0 := 0; m0 < m; m0 += rows {
		tiles := (min(rows, m-m0) + 15) / 16
		gemmAMX8(&c[m0*b.cols], b.cols*4, &a[m0*lda], lda, &scale[m0], &b.packed[0], &b.shift[0], &b.scale[0], tiles, b.cols/32, b.lines/16)
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

func gemm8AVX2(c []float32, a []uint8, lda int, scale []float32, b *factor, m int) {
	gemm8Sign256(&c[0], b.cols*4, &a[0], lda, &scale[0], &b.packed[0], &b.shift[0], &b.scale[0], (m+3)/4, b.cols/16, b.lines)
}

func gemm8AVXVNNI(c []float32, a []uint8, lda int, scale []float32, b *factor, m int) {
	gemm8VNNI256(&c[0], b.cols*4, &a[0], lda, &scale[0], &b.packed[0], &b.shift[0], &b.scale[0], (m+3)/4, b.cols/16, b.lines)
}

func cellAVX2(z, u, bias, c []float32, h []uint8) {
	n := len(c)
	_, _, _, _ = z[4*n-1], u[4*n-1], bias[4*n-1], h[n-1]
	cell256(&z[0], &u[0], &bias[0], &c[0], &h[0], n, &cellConsts)
}

//go:noescape
func gemmAMX(c *float32, ldc int, a *bf16, lda int, b *uint32, mTiles, nPairs, kTiles, panel int, acc bool)

//go:noescape
func gemmAMX8(c *float32, ldc int, a *uint8, lda int, scale *float32, b *uint32, shift *int32, colScale *float32, mTiles, nPairs, kTiles int)

//go:noescape
func gemm512(c *float32, ldc int, a *bf16, lda int, b *uint32, mBlocks, nPairs, kPairs, panel int, acc bool)

//go:noescape
func gemm256(c *float32, ldc int, a *bf16, lda int, b *uint32, mBlocks, nPanels, kPairs, panel int, acc bool)

//go:noescape
func gemm8Sign256(c *float32, ldc int, a *uint8, lda int, scale *float32, b *uint32, shift *int32, colScale *float32, mBlocks, nPanels, lines int)

//go:noescape
func gemm8VNNI256(c *float32, ldc int, a *uint8, lda int, scale *float32, b *uint32, shift *int32, colScale *float32, mBlocks, nPanels, lines int)

//go:noescape
func cell256(z, u, bias, c *float32, h *uint8, n int, k *[9]float32)

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
func gemmVNNI(c *float32, ldc int, a *uint8, lda int, scale *float32, b *uint32, shift *int32, colScale *float32, mBlocks, nPairs, lines int)

//go:noescape
func quantRow512(dst *uint8, src *float32, unit float32, n int)

//go:noescape
func maxAbs512(x *float32, n int) float32

//go:noescape
func cell512(z, u, bias, c *float32, h *uint8, n int, k *[9]float32)

//go:noescape
func leaky512(x, bias *float32, n int)

//go:noescape
func unleak512(dx, y *float32, n int)

//go:noescape
func maxRow512(x *float32, n int) float32
