package neural

import (
	"syscall"

	"golang.org/x/sys/cpu"
)

var (
	hasAVX2   = cpu.X86.HasAVX2 && cpu.X86.HasFMA
	hasAVX512 = cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512DQ
	hasAMX    = hasAVX512 && cpu.X86.HasAMXTile && cpu.X86.HasAMXBF16 && permitTiles()
)

// permitTiles asks Linux for the use of the tile registers, which are off
// until a process does.
func permitTiles() bool {
	const (
		archPrctl       = 158
		reqXCompPerm    = 0x1023
		xfeatureTiledat = 18
	)
	_, _, errno := syscall.RawSyscall(archPrctl, reqXCompPerm, xfeatureTiledat, 0)
	return errno == 0
}

//go:noescape
func gemmAMX(c *float32, ldc int, a *bf16, lda int, b *uint32, mTiles, nPairs, kTiles, panel int, acc bool)

//go:noescape
func gemm512(c *float32, ldc int, a *bf16, lda int, b *uint32, mBlocks, nPairs, kPairs, panel int, acc bool)

//go:noescape
func gemm256(c *float32, ldc int, a *bf16, lda int, b *uint32, mBlocks, nPanels, kPairs, panel int, acc bool)

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
