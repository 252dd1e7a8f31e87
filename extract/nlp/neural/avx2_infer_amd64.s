#include "textflag.h"

// Inference with AVX2.

DATA zero256<>+0(SB)/4, $0x80808080
GLOBL zero256<>(SB), RODATA|NOPTR, $4

DATA ones256<>+0(SB)/4, $0x00010001
GLOBL ones256<>(SB), RODATA|NOPTR, $4

DATA offset256<>+0(SB)/4, $128
GLOBL offset256<>(SB), RODATA|NOPTR, $4

// STORE256 scales the sums of row k of the block, stores them at DX and goes on
// to the next row.
#define STORE256(k, c0, c1) \
	VBROADCASTSS k*4(R15), Y12; \
	VCVTDQ2PS c0, c0; \
	VCVTDQ2PS c1, c1; \
	VMULPS Y12, c0, c0; \
	VMULPS Y12, c1, c1; \
	VMULPS (BX), c0, c0; \
	VMULPS 32(BX), c1, c1; \
	VMOVUPS c0, (DX); \
	VMOVUPS c1, 32(DX); \
	ADDQ R12, DX

// VNNI256(d, m): Yd += the products of fours of Y12's bytes, without sign, and
// of Y(8+m)'s, with one: vpdpbusd of AVX-VNNI, which the assembler lacks.
#define VNNI256(d, m) BYTE $0xc4; BYTE $0xc2; BYTE $0x1d; BYTE $0x50; BYTE $(0xc0 | (d)<<3 | (m))

#define START(c0, c1) \
	VMOVDQU (R13), c0; \
	VMOVDQU 32(R13), c1

#define ROW(p, d0, d1, c0, c1) \
	VPBROADCASTD p, Y12; \
	VNNI256(d0, 0); \
	VNNI256(d1, 1)

// func gemm8VNNI256(c *float32, ldc int, a *uint8, lda int, scale *float32, b *uint32, shift *int32, colScale *float32, mBlocks, nPanels, lines int)
TEXT ·gemm8VNNI256(SB), NOSPLIT, $0-88
#include "avx2_gemm8.h"

#undef START
#undef ROW

// QUAD256(w, c) adds the products of a row's four numbers, in Y12 with their
// sign and in Y13 without, and those of w: pairs of them fit in 16 bits.
#define QUAD256(w, c) \
	VPSIGNB Y12, w, Y14; \
	VPMADDUBSW Y14, Y13, Y14; \
	VPMADDWD Y10, Y14, Y14; \
	VPADDD Y14, c, c

#define START(c0, c1) \
	VPXOR c0, c0, c0; \
	VPXOR c1, c1, c1

#define ROW(p, d0, d1, c0, c1) \
	VPBROADCASTD p, Y12; \
	VPXOR Y11, Y12, Y12; \
	VPABSB Y12, Y13; \
	QUAD256(Y8, c0); \
	QUAD256(Y9, c1)

// func gemm8Sign256(c *float32, ldc int, a *uint8, lda int, scale *float32, b *uint32, shift *int32, colScale *float32, mBlocks, nPanels, lines int)
// The numbers of a get their sign back, so that there is nothing to shift.
TEXT ·gemm8Sign256(SB), NOSPLIT, $0-88
	VPBROADCASTD ones256<>(SB), Y10
	VPBROADCASTD zero256<>(SB), Y11
#include "avx2_gemm8.h"

// POWER256(t): t becomes power of t; Y11 to Y13 are scratch.
#define POWER256(t) \
	VBROADCASTSS 4(DX), Y11; \
	VMINPS Y11, t, t; \
	VBROADCASTSS 8(DX), Y11; \
	VMAXPS Y11, t, t; \
	VBROADCASTSS 12(DX), Y12; \
	VADDPS Y12, t, Y11; \
	VSUBPS Y12, Y11, Y12; \
	VSUBPS Y12, t, Y12; \
	VPERMD Y15, Y11, t; \
	VPSLLD $20, Y11, Y11; \
	VPADDD Y11, t, t; \
	VBROADCASTSS 20(DX), Y11; \
	VMULPS Y11, Y12, Y11; \
	VBROADCASTSS 16(DX), Y13; \
	VADDPS Y13, Y11, Y11; \
	VMULPS Y12, Y11, Y11; \
	VADDPS Y14, Y11, Y11; \
	VMULPS Y11, t, t

// func cell256(z, u, bias, c *float32, h *uint8, n int, k *[9]float32)
// As cellGo, 8 units at a time.
TEXT ·cell256(SB), NOSPLIT, $0-56
	MOVQ z+0(FP), AX
	MOVQ u+8(FP), BX
	MOVQ bias+16(FP), R13
	MOVQ c+24(FP), CX
	MOVQ h+32(FP), R9
	MOVQ n+40(FP), R10
	MOVQ k+48(FP), DX
	MOVQ R10, R11
	SHLQ $2, R11
	LEAQ (R11)(R11*2), R12
	VBROADCASTSS 0(DX), Y14
	VMOVDQU ·powEighths(SB), Y15
	VBROADCASTSS 24(DX), Y10
	VBROADCASTSS 28(DX), Y9
	VBROADCASTSS 32(DX), Y8
	VPBROADCASTD offset256<>(SB), Y7

unit:
	VMOVUPS (AX), Y0
	VADDPS  (BX), Y0, Y0
	VADDPS  (R13), Y0, Y0
	VMOVUPS (AX)(R11*1), Y1
	VADDPS  (BX)(R11*1), Y1, Y1
	VADDPS  (R13)(R11*1), Y1, Y1
	VMOVUPS (AX)(R11*2), Y2
	VADDPS  (BX)(R11*2), Y2, Y2
	VADDPS  (R13)(R11*2), Y2, Y2
	VMOVUPS (AX)(R12*1), Y3
	VADDPS  (BX)(R12*1), Y3, Y3
	VADDPS  (R13)(R12*1), Y3, Y3
	VMULPS  Y10, Y0, Y0
	VMULPS  Y10, Y1, Y1
	VMULPS  Y9, Y2, Y2
	VMULPS  Y10, Y3, Y3
	POWER256(Y0)
	POWER256(Y1)
	POWER256(Y2)
	POWER256(Y3)
	VADDPS  Y14, Y0, Y0     // i
	VADDPS  Y14, Y1, Y1     // f
	VADDPS  Y14, Y2, Y4
	VMULPS  Y4, Y0, Y0      // ig
	VSUBPS  Y2, Y14, Y2     // 1-g
	VMULPS  Y1, Y2, Y2
	VMULPS  (CX), Y0, Y4
	VADDPS  Y4, Y2, Y2
	VMULPS  Y1, Y0, Y0
	VDIVPS  Y0, Y2, Y2
	VMOVUPS Y2, (CX)
	VMULPS  Y9, Y2, Y2
	POWER256(Y2)
	VADDPS  Y14, Y3, Y3     // o
	VADDPS  Y14, Y2, Y4
	VMULPS  Y4, Y3, Y3
	VSUBPS  Y2, Y14, Y2
	VDIVPS  Y3, Y2, Y2
	VMULPS  Y8, Y2, Y2
	VCVTPS2DQ Y2, Y2
	VPADDD  Y7, Y2, Y2
	VEXTRACTI128 $1, Y2, X3
	VPACKUSDW X3, X2, X2
	VPACKUSWB X2, X2, X2
	VMOVQ   X2, (R9)
	ADDQ $32, AX
	ADDQ $32, BX
	ADDQ $32, R13
	ADDQ $32, CX
	ADDQ $8, R9
	SUBQ $8, R10
	JNZ  unit
	VZEROUPPER
	RET
