#include "textflag.h"

// Kernels for amd64 with AVX-512 and AMX. The Go assembler does not know AMX:
// its instructions are spelled out in bytes, with the mnemonic beside them.

DATA tileConfig<>+0(SB)/8, $1
DATA tileConfig<>+8(SB)/8, $0
DATA tileConfig<>+16(SB)/8, $0x0040004000400040 // 64 bytes a row
DATA tileConfig<>+24(SB)/8, $0x0040004000400040
DATA tileConfig<>+32(SB)/8, $0
DATA tileConfig<>+40(SB)/8, $0
DATA tileConfig<>+48(SB)/8, $0x1010101010101010 // 16 rows
DATA tileConfig<>+56(SB)/8, $0
GLOBL tileConfig<>(SB), RODATA|NOPTR, $64

#define TILELOAD_A0 BYTE $0xC4; BYTE $0xA2; BYTE $0x7B; BYTE $0x4B; BYTE $0x24; BYTE $0x06 // tileloadd (si,r8), tmm4
#define TILELOAD_A1 BYTE $0xC4; BYTE $0x82; BYTE $0x7B; BYTE $0x4B; BYTE $0x2C; BYTE $0x01 // tileloadd (r9,r8), tmm5
#define TILELOAD_B0 BYTE $0xC4; BYTE $0xA2; BYTE $0x7B; BYTE $0x4B; BYTE $0x34; BYTE $0x12 // tileloadd (dx,r10), tmm6
#define TILELOAD_B1 BYTE $0xC4; BYTE $0x82; BYTE $0x7B; BYTE $0x4B; BYTE $0x3C; BYTE $0x13 // tileloadd (r11,r10), tmm7
#define TDP_00 BYTE $0xC4; BYTE $0xE2; BYTE $0x4A; BYTE $0x5C; BYTE $0xC4 // tdpbf16ps tmm6, tmm4, tmm0
#define TDP_01 BYTE $0xC4; BYTE $0xE2; BYTE $0x42; BYTE $0x5C; BYTE $0xCC // tdpbf16ps tmm7, tmm4, tmm1
#define TDP_10 BYTE $0xC4; BYTE $0xE2; BYTE $0x4A; BYTE $0x5C; BYTE $0xD5 // tdpbf16ps tmm6, tmm5, tmm2
#define TDP_11 BYTE $0xC4; BYTE $0xE2; BYTE $0x42; BYTE $0x5C; BYTE $0xDD // tdpbf16ps tmm7, tmm5, tmm3
#define ZERO_C0 BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x49; BYTE $0xC0; BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x49; BYTE $0xC8 // tilezero tmm0, tmm1
#define ZERO_C1 BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x49; BYTE $0xD0; BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x49; BYTE $0xD8 // tilezero tmm2, tmm3
#define LOAD_C0 BYTE $0xC4; BYTE $0xA2; BYTE $0x7B; BYTE $0x4B; BYTE $0x04; BYTE $0x27; BYTE $0xC4; BYTE $0xA2; BYTE $0x7B; BYTE $0x4B; BYTE $0x4C; BYTE $0x27; BYTE $0x40 // tileloadd (di,r12), tmm0; 64(di,r12), tmm1
#define LOAD_C1 BYTE $0xC4; BYTE $0x82; BYTE $0x7B; BYTE $0x4B; BYTE $0x54; BYTE $0x25; BYTE $0x00; BYTE $0xC4; BYTE $0x82; BYTE $0x7B; BYTE $0x4B; BYTE $0x5C; BYTE $0x25; BYTE $0x40 // tileloadd (r13,r12), tmm2; 64(r13,r12), tmm3
#define STORE_C0 BYTE $0xC4; BYTE $0xA2; BYTE $0x7A; BYTE $0x4B; BYTE $0x04; BYTE $0x27; BYTE $0xC4; BYTE $0xA2; BYTE $0x7A; BYTE $0x4B; BYTE $0x4C; BYTE $0x27; BYTE $0x40 // tilestored tmm0, (di,r12); tmm1, 64(di,r12)
#define STORE_C1 BYTE $0xC4; BYTE $0x82; BYTE $0x7A; BYTE $0x4B; BYTE $0x54; BYTE $0x25; BYTE $0x00; BYTE $0xC4; BYTE $0x82; BYTE $0x7A; BYTE $0x4B; BYTE $0x5C; BYTE $0x25; BYTE $0x40 // tilestored tmm2, (r13,r12); tmm3, 64(r13,r12)
#define TILERELEASE BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0xC0
#define LDTILECFG_AX BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0x00 // ldtilecfg (ax)

// func gemmAMX(c *float32, ldc int, a *bf16, lda int, b *uint32, mTiles, nPairs, kTiles, panel int, acc bool)
// ldc and lda are in bytes, nPairs counts blocks of 32 columns; b's panels are
// panel tiles long, of which kTiles are used.
TEXT ·gemmAMX(SB), NOSPLIT, $0-73
	MOVQ ldc+8(FP), R12
	MOVQ lda+24(FP), R8
	MOVQ b+32(FP), R14
	LEAQ tileConfig<>(SB), AX
	LDTILECFG_AX
	MOVQ $64, R10
	MOVQ $0, BX // column block

cols:
	CMPQ BX, nPairs+48(FP)
	JGE  done
	MOVQ c+0(FP), DI
	MOVQ BX, AX
	SHLQ $7, AX
	ADDQ AX, DI
	MOVQ a+16(FP), SI
	MOVQ mTiles+40(FP), R15

rows:
	CMPQ R15, $2
	JLT  one
	MOVQ R12, R13
	SHLQ $4, R13
	ADDQ DI, R13
	MOVQ R8, R9
	SHLQ $4, R9
	ADDQ SI, R9
	MOVQ R14, DX
	MOVQ kTiles+56(FP), CX
	MOVQ panel+64(FP), R11
	SHLQ $10, R11
	ADDQ R14, R11
	CMPB acc+72(FP), $0
	JNE  load2
	ZERO_C0
	ZERO_C1
	JMP  inner2

load2:
	LOAD_C0
	LOAD_C1

inner2:
	TILELOAD_A0
	TILELOAD_B0
	TDP_00
	TILELOAD_B1
	TDP_01
	TILELOAD_A1
	TDP_10
	TDP_11
	ADDQ $64, SI
	ADDQ $64, R9
	ADDQ $1024, DX
	ADDQ $1024, R11
	DECQ CX
	JNZ  inner2
	STORE_C0
	STORE_C1
	MOVQ kTiles+56(FP), AX
	SHLQ $6, AX
	SUBQ AX, SI
	MOVQ R8, AX
	SHLQ $5, AX
	ADDQ AX, SI
	MOVQ R12, AX
	SHLQ $5, AX
	ADDQ AX, DI
	SUBQ $2, R15
	JMP  rows

one:
	CMPQ R15, $1
	JLT  next
	MOVQ R14, DX
	MOVQ kTiles+56(FP), CX
	MOVQ panel+64(FP), R11
	SHLQ $10, R11
	ADDQ R14, R11
	CMPB acc+72(FP), $0
	JNE  load1
	ZERO_C0
	JMP  inner1

load1:
	LOAD_C0

inner1:
	TILELOAD_A0
	TILELOAD_B0
	TDP_00
	TILELOAD_B1
	TDP_01
	ADDQ $64, SI
	ADDQ $1024, DX
	ADDQ $1024, R11
	DECQ CX
	JNZ  inner1
	STORE_C0

next:
	MOVQ panel+64(FP), AX
	SHLQ $11, AX
	ADDQ AX, R14
	INCQ BX
	JMP  cols

done:
	TILERELEASE
	VZEROUPPER
	RET

DATA consts<>+0(SB)/4, $1.0
DATA consts<>+4(SB)/4, $2.0
DATA consts<>+8(SB)/4, $0.0013333558
DATA consts<>+12(SB)/4, $0.009618129
DATA consts<>+16(SB)/4, $0.05550411
DATA consts<>+20(SB)/4, $0.2402265
DATA consts<>+24(SB)/4, $0.6931472
DATA consts<>+28(SB)/4, $30.0
DATA consts<>+32(SB)/4, $-30.0
DATA consts<>+36(SB)/4, $-1.44269504
DATA consts<>+40(SB)/4, $-2.88539008
DATA consts<>+44(SB)/4, $0x7fff
DATA consts<>+48(SB)/4, $1
DATA consts<>+52(SB)/4, $1.44269504
DATA consts<>+56(SB)/4, $-87.0
GLOBL consts<>(SB), RODATA|NOPTR, $60

#define LOADCONSTS \
	VBROADCASTSS consts<>+0(SB), Z31; \
	VBROADCASTSS consts<>+4(SB), Z30; \
	VBROADCASTSS consts<>+8(SB), Z29; \
	VBROADCASTSS consts<>+12(SB), Z28; \
	VBROADCASTSS consts<>+16(SB), Z27; \
	VBROADCASTSS consts<>+20(SB), Z26; \
	VBROADCASTSS consts<>+24(SB), Z25; \
	VBROADCASTSS consts<>+28(SB), Z24; \
	VBROADCASTSS consts<>+32(SB), Z23; \
	VBROADCASTSS consts<>+36(SB), Z22; \
	VBROADCASTSS consts<>+40(SB), Z21; \
	VPBROADCASTD consts<>+44(SB), Z20; \
	VPBROADCASTD consts<>+48(SB), Z19

// EXP2(t, n, r): t becomes 2**t; n and r are scratch.
#define EXP2(t, n, r) \
	VRNDSCALEPS $0, t, n; \
	VSUBPS n, t, r; \
	VMOVAPS Z29, t; \
	VFMADD213PS Z28, r, t; \
	VFMADD213PS Z27, r, t; \
	VFMADD213PS Z26, r, t; \
	VFMADD213PS Z25, r, t; \
	VFMADD213PS Z31, r, t; \
	VSCALEFPS n, t, t

// SIGMOID(x, s, n, r): x becomes 1/(1+exp(-x·k)), where s holds -k·log2(e).
#define SIGMOID(x, s, n, r) \
	VMINPS Z24, x, x; \
	VMAXPS Z23, x, x; \
	VMULPS s, x, x; \
	EXP2(x, n, r); \
	VADDPS Z31, x, x; \
	VRCP14PS x, n; \
	VMOVAPS n, r; \
	VFNMADD213PS Z30, x, r; \
	VMULPS r, n, x

#define TANH(x, n, r) \
	SIGMOID(x, Z21, n, r); \
	VADDPS x, x, x; \
	VSUBPS Z31, x, x

// ROUND(x, t): the 16 floats of x become bfloat16, rounded to even, in the low halves.
#define ROUND(x, t) \
	VPSRLD $16, x, t; \
	VPANDD Z19, t, t; \
	VPADDD Z20, t, t; \
	VPADDD t, x, x; \
	VPSRLD $16, x, x

// func lstmForward512(z, u, bias, cprev, mask, c, tc, h *float32, hb *bf16, n int)
TEXT ·lstmForward512(SB), NOSPLIT, $0-80
	MOVQ z+0(FP), AX
	MOVQ u+8(FP), BX
	MOVQ bias+16(FP), R13
	MOVQ cprev+24(FP), CX
	MOVQ mask+32(FP), DX
	MOVQ c+40(FP), SI
	MOVQ tc+48(FP), DI
	MOVQ h+56(FP), R8
	MOVQ hb+64(FP), R9
	MOVQ n+72(FP), R10
	MOVQ R10, R11
	SHLQ $2, R11            // bytes of a gate
	LEAQ (R11)(R11*2), R12  // of three
	LOADCONSTS

fwd:
	VMOVUPS (AX), Z0
	VADDPS  (BX), Z0, Z0
	VADDPS  (R13), Z0, Z0
	VMOVUPS (AX)(R11*1), Z1
	VADDPS  (BX)(R11*1), Z1, Z1
	VADDPS  (R13)(R11*1), Z1, Z1
	VMOVUPS (AX)(R11*2), Z2
	VADDPS  (BX)(R11*2), Z2, Z2
	VADDPS  (R13)(R11*2), Z2, Z2
	VMOVUPS (AX)(R12*1), Z3
	VADDPS  (BX)(R12*1), Z3, Z3
	VADDPS  (R13)(R12*1), Z3, Z3
	SIGMOID(Z0, Z22, Z4, Z5)
	SIGMOID(Z1, Z22, Z6, Z7)
	TANH(Z2, Z8, Z9)
	SIGMOID(Z3, Z22, Z10, Z11)
	VMOVUPS Z0, (AX)
	VMOVUPS Z1, (AX)(R11*1)
	VMOVUPS Z2, (AX)(R11*2)
	VMOVUPS Z3, (AX)(R12*1)
	VMULPS (CX), Z1, Z12
	VFMADD231PS Z0, Z2, Z12
	VMOVUPS Z12, (SI)
	TANH(Z12, Z13, Z14)
	VMOVUPS Z12, (DI)
	VMULPS Z12, Z3, Z3
	VMOVUPS Z3, (R8)
	VMULPS (DX), Z3, Z3
	ROUND(Z3, Z4)
	VPMOVDW Z3, (R9)
	ADDQ $64, AX
	ADDQ $64, BX
	ADDQ $64, R13
	ADDQ $64, CX
	ADDQ $64, DX
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, R8
	ADDQ $32, R9
	SUBQ $16, R10
	JNZ  fwd
	VZEROUPPER
	RET

// func lstmInfer512(z, u, bias, c *float32, hb *bf16, n int)
// The cell alone: c is replaced, nothing is kept for a backward pass.
TEXT ·lstmInfer512(SB), NOSPLIT, $0-48
	MOVQ z+0(FP), AX
	MOVQ u+8(FP), BX
	MOVQ bias+16(FP), R13
	MOVQ c+24(FP), CX
	MOVQ hb+32(FP), R9
	MOVQ n+40(FP), R10
	MOVQ R10, R11
	SHLQ $2, R11
	LEAQ (R11)(R11*2), R12
	LOADCONSTS

infer:
	VMOVUPS (AX), Z0
	VADDPS  (BX), Z0, Z0
	VADDPS  (R13), Z0, Z0
	VMOVUPS (AX)(R11*1), Z1
	VADDPS  (BX)(R11*1), Z1, Z1
	VADDPS  (R13)(R11*1), Z1, Z1
	VMOVUPS (AX)(R11*2), Z2
	VADDPS  (BX)(R11*2), Z2, Z2
	VADDPS  (R13)(R11*2), Z2, Z2
	VMOVUPS (AX)(R12*1), Z3
	VADDPS  (BX)(R12*1), Z3, Z3
	VADDPS  (R13)(R12*1), Z3, Z3
	SIGMOID(Z0, Z22, Z4, Z5)
	SIGMOID(Z1, Z22, Z6, Z7)
	TANH(Z2, Z8, Z9)
	SIGMOID(Z3, Z22, Z10, Z11)
	VMULPS (CX), Z1, Z12
	VFMADD231PS Z0, Z2, Z12
	VMOVUPS Z12, (CX)
	TANH(Z12, Z13, Z14)
	VMULPS Z12, Z3, Z3
	ROUND(Z3, Z4)
	VPMOVDW Z3, (R9)
	ADDQ $64, AX
	ADDQ $64, BX
	ADDQ $64, R13
	ADDQ $64, CX
	ADDQ $32, R9
	SUBQ $16, R10
	JNZ  infer
	VZEROUPPER
	RET

// func lstmBackward512(z, tc, cprev, dh, dhr, mask, dc *float32, n int)
TEXT ·lstmBackward512(SB), NOSPLIT, $0-64
	MOVQ z+0(FP), AX
	MOVQ tc+8(FP), BX
	MOVQ cprev+16(FP), CX
	MOVQ dh+24(FP), DX
	MOVQ dhr+32(FP), SI
	MOVQ mask+40(FP), DI
	MOVQ dc+48(FP), R8
	MOVQ n+56(FP), R10
	MOVQ R10, R11
	SHLQ $2, R11
	LEAQ (R11)(R11*2), R12
	VBROADCASTSS consts<>+0(SB), Z31

bwd:
	VMOVUPS (AX), Z0         // i
	VMOVUPS (AX)(R11*1), Z1  // f
	VMOVUPS (AX)(R11*2), Z2  // g
	VMOVUPS (AX)(R12*1), Z3  // o
	VMOVUPS (BX), Z4         // tanh c
	VMOVUPS (DX), Z5
	VMOVUPS (SI), Z6
	VFMADD231PS (DI), Z6, Z5 // dh
	VMULPS Z4, Z5, Z7        // do
	VMOVAPS Z31, Z8
	VFNMADD231PS Z4, Z4, Z8  // 1-tc²
	VMULPS Z8, Z5, Z8
	VMOVUPS (R8), Z9
	VFMADD231PS Z8, Z3, Z9   // dc
	VMULPS Z1, Z9, Z10
	VMOVUPS Z10, (R8)        // carried to the step before
	VSUBPS Z0, Z31, Z11
	VMULPS Z0, Z11, Z11
	VMULPS Z2, Z11, Z11
	VMULPS Z9, Z11, Z11
	VMOVUPS Z11, (AX)        // dz of i
	VSUBPS Z1, Z31, Z12
	VMULPS Z1, Z12, Z12
	VMULPS (CX), Z12, Z12
	VMULPS Z9, Z12, Z12
	VMOVUPS Z12, (AX)(R11*1)
	VMOVAPS Z31, Z13
	VFNMADD231PS Z2, Z2, Z13
	VMULPS Z0, Z13, Z13
	VMULPS Z9, Z13, Z13
	VMOVUPS Z13, (AX)(R11*2)
	VSUBPS Z3, Z31, Z14
	VMULPS Z3, Z14, Z14
	VMULPS Z7, Z14, Z14
	VMOVUPS Z14, (AX)(R12*1)
	ADDQ $64, AX
	ADDQ $64, BX
	ADDQ $64, CX
	ADDQ $64, DX
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, R8
	SUBQ $16, R10
	JNZ  bwd
	VZEROUPPER
	RET

// func roundRow512(dst *bf16, src, mask *float32, n int)
// dst = bf16(src·mask)
TEXT ·roundRow512(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ mask+16(FP), DX
	MOVQ n+24(FP), CX
	VPBROADCASTD consts<>+44(SB), Z20
	VPBROADCASTD consts<>+48(SB), Z19
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
	VBROADCASTSS consts<>+52(SB), Z22
	VBROADCASTSS consts<>+56(SB), Z23
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
