#include "textflag.h"

// The matrix product of training for AVX2 with FMA.

DATA high<>+0(SB)/4, $0xffff0000
GLOBL high<>(SB), RODATA|NOPTR, $4

#define ROW256(p, c0, c1) \
	VPBROADCASTD p, Y12; \
	VPAND Y15, Y12, Y13; \
	VPSLLD $16, Y12, Y12; \
	VFMADD231PS Y8, Y12, c0; \
	VFMADD231PS Y10, Y12, c1; \
	VFMADD231PS Y9, Y13, c0; \
	VFMADD231PS Y11, Y13, c1

// func gemm256(c *float32, ldc int, a *bf16, lda int, b *uint32, mBlocks, nPanels, kPairs, panel int, acc bool)
// Blocks of 4 rows and 16 columns; ldc, lda and panel in bytes.
TEXT ·gemm256(SB), NOSPLIT, $0-73
	MOVQ ldc+8(FP), R12
	MOVQ lda+24(FP), R8
	LEAQ (R8)(R8*2), R9
	LEAQ (R12)(R12*2), R13
	MOVQ b+32(FP), R14
	VPBROADCASTD high<>(SB), Y15
	XORQ BX, BX

cols:
	CMPQ BX, nPanels+48(FP)
	JGE  done
	MOVQ c+0(FP), DI
	MOVQ BX, AX
	SHLQ $6, AX
	ADDQ AX, DI
	MOVQ a+16(FP), SI
	MOVQ mBlocks+40(FP), R15

rows:
	MOVQ R14, DX
	MOVQ kPairs+56(FP), CX
	MOVQ SI, AX
	CMPB acc+72(FP), $0
	JNE  load
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7
	JMP inner

load:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS (DI)(R12*1), Y2
	VMOVUPS 32(DI)(R12*1), Y3
	VMOVUPS (DI)(R12*2), Y4
	VMOVUPS 32(DI)(R12*2), Y5
	VMOVUPS (DI)(R13*1), Y6
	VMOVUPS 32(DI)(R13*1), Y7

inner:
	VMOVDQU (DX), Y9
	VMOVDQU 32(DX), Y11
	VPSLLD $16, Y9, Y8
	VPSLLD $16, Y11, Y10
	VPAND Y15, Y9, Y9
	VPAND Y15, Y11, Y11
	ROW256((AX), Y0, Y1)
	ROW256((AX)(R8*1), Y2, Y3)
	ROW256((AX)(R8*2), Y4, Y5)
	ROW256((AX)(R9*1), Y6, Y7)
	ADDQ $64, DX
	ADDQ $4, AX
	DECQ CX
	JNZ  inner
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, (DI)(R12*1)
	VMOVUPS Y3, 32(DI)(R12*1)
	VMOVUPS Y4, (DI)(R12*2)
	VMOVUPS Y5, 32(DI)(R12*2)
	VMOVUPS Y6, (DI)(R13*1)
	VMOVUPS Y7, 32(DI)(R13*1)
	LEAQ (SI)(R8*4), SI
	LEAQ (DI)(R12*4), DI
	DECQ R15
	JNZ  rows
	ADDQ panel+64(FP), R14
	INCQ BX
	JMP  cols

done:
	VZEROUPPER
	RET

