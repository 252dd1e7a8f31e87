#include "textflag.h"

// Matrix products for machines without AMX, from the same packed bfloat16: each
// 32-bit lane holds two terms of the sum, which are widened to float32.

DATA upper<>+0(SB)/4, $0xffff0000
GLOBL upper<>(SB), RODATA|NOPTR, $4

#define WIDEN512(b, even, odd) \
	VPSLLD $16, b, even; \
	VPANDD Z31, b, odd

// ROW512(p, c0, c1) adds what the pair of terms at p gives to the 32 sums of a row.
#define ROW512(p, c0, c1) \
	VPBROADCASTD p, Z20; \
	VPANDD Z31, Z20, Z21; \
	VPSLLD $16, Z20, Z20; \
	VFMADD231PS Z16, Z20, c0; \
	VFMADD231PS Z18, Z20, c1; \
	VFMADD231PS Z17, Z21, c0; \
	VFMADD231PS Z19, Z21, c1

// func gemm512(c *float32, ldc int, a *bf16, lda int, b *uint32, mBlocks, nPairs, kPairs, panel int, acc bool)
// Blocks of 8 rows and 32 columns; ldc, lda and panel in bytes.
TEXT ·gemm512(SB), NOSPLIT, $0-73
	MOVQ ldc+8(FP), R12
	MOVQ lda+24(FP), R8
	LEAQ (R8)(R8*2), R9
	LEAQ (R12)(R12*2), R13
	MOVQ b+32(FP), R14
	VPBROADCASTD upper<>(SB), Z31
	XORQ BX, BX

cols:
	CMPQ BX, nPairs+48(FP)
	JGE  done
	MOVQ c+0(FP), DI
	MOVQ BX, AX
	SHLQ $7, AX
	ADDQ AX, DI
	MOVQ a+16(FP), SI
	MOVQ mBlocks+40(FP), R15

rows:
	MOVQ R14, DX
	MOVQ R14, R11
	ADDQ panel+64(FP), R11
	MOVQ kPairs+56(FP), CX
	MOVQ SI, AX
	LEAQ (SI)(R8*4), R10
	CMPB acc+72(FP), $0
	JNE  load
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7
	VPXORD Z8, Z8, Z8
	VPXORD Z9, Z9, Z9
	VPXORD Z10, Z10, Z10
	VPXORD Z11, Z11, Z11
	VPXORD Z12, Z12, Z12
	VPXORD Z13, Z13, Z13
	VPXORD Z14, Z14, Z14
	VPXORD Z15, Z15, Z15
	JMP inner

load:
	LEAQ (DI)(R12*4), R11
	VMOVUPS (DI), Z0
	VMOVUPS 64(DI), Z1
	VMOVUPS (DI)(R12*1), Z2
	VMOVUPS 64(DI)(R12*1), Z3
	VMOVUPS (DI)(R12*2), Z4
	VMOVUPS 64(DI)(R12*2), Z5
	VMOVUPS (DI)(R13*1), Z6
	VMOVUPS 64(DI)(R13*1), Z7
	VMOVUPS (R11), Z8
	VMOVUPS 64(R11), Z9
	VMOVUPS (R11)(R12*1), Z10
	VMOVUPS 64(R11)(R12*1), Z11
	VMOVUPS (R11)(R12*2), Z12
	VMOVUPS 64(R11)(R12*2), Z13
	VMOVUPS (R11)(R13*1), Z14
	VMOVUPS 64(R11)(R13*1), Z15
	MOVQ R14, R11
	ADDQ panel+64(FP), R11

inner:
	VMOVDQU32 (DX), Z22
	VMOVDQU32 (R11), Z23
	WIDEN512(Z22, Z16, Z17)
	WIDEN512(Z23, Z18, Z19)
	ROW512((AX), Z0, Z1)
	ROW512((AX)(R8*1), Z2, Z3)
	ROW512((AX)(R8*2), Z4, Z5)
	ROW512((AX)(R9*1), Z6, Z7)
	ROW512((R10), Z8, Z9)
	ROW512((R10)(R8*1), Z10, Z11)
	ROW512((R10)(R8*2), Z12, Z13)
	ROW512((R10)(R9*1), Z14, Z15)
	ADDQ $64, DX
	ADDQ $64, R11
	ADDQ $4, AX
	ADDQ $4, R10
	DECQ CX
	JNZ  inner
	LEAQ (DI)(R12*4), R11
	VMOVUPS Z0, (DI)
	VMOVUPS Z1, 64(DI)
	VMOVUPS Z2, (DI)(R12*1)
	VMOVUPS Z3, 64(DI)(R12*1)
	VMOVUPS Z4, (DI)(R12*2)
	VMOVUPS Z5, 64(DI)(R12*2)
	VMOVUPS Z6, (DI)(R13*1)
	VMOVUPS Z7, 64(DI)(R13*1)
	VMOVUPS Z8, (R11)
	VMOVUPS Z9, 64(R11)
	VMOVUPS Z10, (R11)(R12*1)
	VMOVUPS Z11, 64(R11)(R12*1)
	VMOVUPS Z12, (R11)(R12*2)
	VMOVUPS Z13, 64(R11)(R12*2)
	VMOVUPS Z14, (R11)(R13*1)
	VMOVUPS Z15, 64(R11)(R13*1)
	LEAQ (SI)(R8*8), SI
	LEAQ (DI)(R12*8), DI
	DECQ R15
	JNZ  rows
	MOVQ panel+64(FP), AX
	LEAQ (R14)(AX*2), R14
	INCQ BX
	JMP  cols

done:
	VZEROUPPER
	RET
