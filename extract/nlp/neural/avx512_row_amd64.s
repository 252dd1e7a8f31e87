#include "textflag.h"
#include "avx512.h"

// Kernels on rows of numbers for AVX-512, 16 at a time.

// func roundRow512(dst *bf16, src, mask *float32, n int)
// dst = bf16(src·mask)
TEXT ·roundRow512(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ mask+16(FP), DX
	MOVQ n+24(FP), CX
	VPBROADCASTD ·avx512Consts+44(SB), Z20
	VPBROADCASTD ·avx512Consts+48(SB), Z19
	TESTQ DX, DX
	JZ   plain

masked:
	VMOVUPS (SI), Z0
	VMULPS (DX), Z0, Z0
	ROUND(Z0, Z1)
	VPMOVDW Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $32, DI
	SUBQ $16, CX
	JNZ  masked
	VZEROUPPER
	RET

plain:
	VMOVUPS (SI), Z0
	ROUND(Z0, Z1)
	VPMOVDW Z0, (DI)
	ADDQ $64, SI
	ADDQ $32, DI
	SUBQ $16, CX
	JNZ  plain
	VZEROUPPER
	RET

// func pairRow512(dst *uint32, r0, r1 *bf16, n int)
TEXT ·pairRow512(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ r0+8(FP), SI
	MOVQ r1+16(FP), DX
	MOVQ n+24(FP), CX

pair:
	VPMOVZXWD (SI), Z0
	VPMOVZXWD (DX), Z1
	VPSLLD $16, Z1, Z1
	VPORD Z1, Z0, Z0
	VMOVDQU32 Z0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  pair
	VZEROUPPER
	RET

DATA iota16<>+0(SB)/4, $0
DATA iota16<>+4(SB)/4, $1
DATA iota16<>+8(SB)/4, $2
DATA iota16<>+12(SB)/4, $3
DATA iota16<>+16(SB)/4, $4
DATA iota16<>+20(SB)/4, $5
DATA iota16<>+24(SB)/4, $6
DATA iota16<>+28(SB)/4, $7
DATA iota16<>+32(SB)/4, $8
DATA iota16<>+36(SB)/4, $9
DATA iota16<>+40(SB)/4, $10
DATA iota16<>+44(SB)/4, $11
DATA iota16<>+48(SB)/4, $12
DATA iota16<>+52(SB)/4, $13
DATA iota16<>+56(SB)/4, $14
DATA iota16<>+60(SB)/4, $15
GLOBL iota16<>(SB), RODATA|NOPTR, $64

// func transpose512(dst *uint32, dstStride int, src *uint32, srcStride, n int)
// Row j of dst, of n, receives column j of the 16 rows of src. Strides in bytes.
TEXT ·transpose512(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ dstStride+8(FP), R8
	MOVQ src+16(FP), SI
	MOVQ srcStride+24(FP), AX
	MOVQ n+32(FP), CX
	VPBROADCASTD AX, Z1
	VPMULLD iota16<>(SB), Z1, Z1

column:
	KXNORW K1, K1, K1
	VPGATHERDD (SI)(Z1*1), K1, Z0
	VMOVDQU32 Z0, (DI)
	ADDQ $4, SI
	ADDQ R8, DI
	DECQ CX
	JNZ  column
	VZEROUPPER
	RET

// func expRow512(dst, src *float32, shift float32, n int) float32
// dst = exp(src-shift); returns the sum. n is a multiple of 16.
TEXT ·expRow512(SB), NOSPLIT, $0-36
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	VBROADCASTSS shift+16(FP), Z3
	MOVQ n+24(FP), CX
	LOADCONSTS
	VBROADCASTSS ·avx512Consts+52(SB), Z22
	VBROADCASTSS ·avx512Consts+56(SB), Z23
	VXORPS Z4, Z4, Z4

expo:
	VMOVUPS (SI), Z0
	VSUBPS Z3, Z0, Z0
	VMAXPS Z23, Z0, Z0
	VMULPS Z22, Z0, Z0
	EXP2(Z0, Z1, Z2)
	VMOVUPS Z0, (DI)
	VADDPS Z0, Z4, Z4
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  expo
	VEXTRACTF64X4 $1, Z4, Y5
	VADDPS Y5, Y4, Y4
	VEXTRACTF128 $1, Y4, X5
	VADDPS X5, X4, X4
	VHADDPS X4, X4, X4
	VHADDPS X4, X4, X4
	VMOVSS X4, ret+32(FP)
	VZEROUPPER
	RET

// func adam512(p, m, v, grad *float32, n int, k *adamCoeffs)
TEXT ·adam512(SB), NOSPLIT, $0-48
	MOVQ p+0(FP), DI
	MOVQ m+8(FP), R8
	MOVQ v+16(FP), R9
	MOVQ grad+24(FP), SI
	MOVQ n+32(FP), CX
	MOVQ k+40(FP), AX
	VBROADCASTSS 0(AX), Z31  // beta1
	VBROADCASTSS 4(AX), Z30  // 1-beta1
	VBROADCASTSS 8(AX), Z29  // beta2
	VBROADCASTSS 12(AX), Z28 // 1-beta2
	VBROADCASTSS 16(AX), Z27 // -step
	VBROADCASTSS 20(AX), Z26 // epsilon
	VBROADCASTSS 24(AX), Z25 // factor of the gradient
	VBROADCASTSS 28(AX), Z24 // 1-decay
	VXORPS Z23, Z23, Z23

adam:
	VMULPS (SI), Z25, Z0
	VMOVUPS Z23, (SI)
	VMULPS (R8), Z31, Z1
	VFMADD231PS Z0, Z30, Z1
	VMOVUPS Z1, (R8)
	VMULPS Z0, Z0, Z0
	VMULPS (R9), Z29, Z2
	VFMADD231PS Z0, Z28, Z2
	VMOVUPS Z2, (R9)
	VSQRTPS Z2, Z2
	VADDPS Z26, Z2, Z2
	VDIVPS Z2, Z1, Z1
	VMULPS (DI), Z24, Z3
	VFMADD231PS Z1, Z27, Z3
	VMOVUPS Z3, (DI)
	ADDQ $64, DI
	ADDQ $64, R8
	ADDQ $64, R9
	ADDQ $64, SI
	SUBQ $16, CX
	JNZ  adam
	VZEROUPPER
	RET

// func axpy512(y, x *float32, a float32, n int)
// y += a·x
TEXT ·axpy512(SB), NOSPLIT, $0-32
	MOVQ y+0(FP), DI
	MOVQ x+8(FP), SI
	VBROADCASTSS a+16(FP), Z1
	MOVQ n+24(FP), CX

axpy:
	VMOVUPS (DI), Z0
	VFMADD231PS (SI), Z1, Z0
	VMOVUPS Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  axpy
	VZEROUPPER
	RET

// func lerp512(y, x *float32, a float32, n int)
// y += a·(x-y)
TEXT ·lerp512(SB), NOSPLIT, $0-32
	MOVQ y+0(FP), DI
	MOVQ x+8(FP), SI
	VBROADCASTSS a+16(FP), Z1
	MOVQ n+24(FP), CX

lerp:
	VMOVUPS (DI), Z0
	VMOVUPS (SI), Z2
	VSUBPS Z0, Z2, Z2
	VFMADD231PS Z2, Z1, Z0
	VMOVUPS Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  lerp
	VZEROUPPER
	RET

// func mulRow512(y, x *float32, n int)
// y *= x
TEXT ·mulRow512(SB), NOSPLIT, $0-24
	MOVQ y+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX

mul:
	VMOVUPS (DI), Z0
	VMULPS (SI), Z0, Z0
	VMOVUPS Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  mul
	VZEROUPPER
	RET

// func dot512(x, y *float32, n int) float32
TEXT ·dot512(SB), NOSPLIT, $0-28
	MOVQ x+0(FP), DI
	MOVQ y+8(FP), SI
	MOVQ n+16(FP), CX
	VXORPS Z4, Z4, Z4
	VXORPS Z5, Z5, Z5

dot:
	VMOVUPS (DI), Z0
	VFMADD231PS (SI), Z0, Z4
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  dot
	VEXTRACTF64X4 $1, Z4, Y5
	VADDPS Y5, Y4, Y4
	VEXTRACTF128 $1, Y4, X5
	VADDPS X5, X4, X4
	VHADDPS X4, X4, X4
	VHADDPS X4, X4, X4
	VMOVSS X4, ret+24(FP)
	VZEROUPPER
	RET

DATA leakConst<>+0(SB)/4, $0.1
GLOBL leakConst<>(SB), RODATA|NOPTR, $4

// func leaky512(x, bias *float32, n int)
// x = max(x+bias, 0.1·(x+bias))
TEXT ·leaky512(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), DI
	MOVQ bias+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSS leakConst<>(SB), Z2

leak:
	VMOVUPS (DI), Z0
	VADDPS (SI), Z0, Z0
	VMULPS Z0, Z2, Z1
	VMAXPS Z1, Z0, Z0
	VMOVUPS Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  leak
	VZEROUPPER
	RET

// func unleak512(dx, y *float32, n int)
// dx *= 0.1 where y < 0
TEXT ·unleak512(SB), NOSPLIT, $0-24
	MOVQ dx+0(FP), DI
	MOVQ y+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSS leakConst<>(SB), Z2

unleak:
	VMOVUPS (DI), Z0
	VMOVUPS (SI), Z1
	VPMOVD2M Z1, K1
	VMULPS Z2, Z0, K1, Z0
	VMOVUPS Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  unleak
	VZEROUPPER
	RET

// func maxRow512(x *float32, n int) float32
TEXT ·maxRow512(SB), NOSPLIT, $0-20
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VMOVUPS (DI), Z0

top:
	VMAXPS (DI), Z0, Z0
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  top
	VEXTRACTF64X4 $1, Z0, Y1
	VMAXPS Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VPERMILPS $0x4E, X0, X1
	VMAXPS X1, X0, X0
	VPERMILPS $0xB1, X0, X1
	VMAXPS X1, X0, X0
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET
