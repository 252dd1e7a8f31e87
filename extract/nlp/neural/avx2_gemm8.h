// The 8-bit product of AVX2, in blocks of 4 rows and 16 columns. START(c0, c1)
// begins the sums of a row, from shift at R13; ROW(p, d0, d1, c0, c1) adds to
// them, registers d0 and d1, what the row's four numbers at p and the line in Y8
// and Y9 give.

	MOVQ ldc+8(FP), R12
	MOVQ lda+24(FP), R8
	LEAQ (R8)(R8*2), R9
	MOVQ b+40(FP), R14
	MOVQ shift+48(FP), R13
	MOVQ colScale+56(FP), BX
	MOVQ mBlocks+64(FP), AX
	SHLQ $4, AX
	ADDQ scale+32(FP), AX
	MOVQ AX, mBlocks+64(FP) // the end of scale

cols:
	DECQ nPanels+72(FP)
	JLT  done
	MOVQ c+0(FP), DI
	MOVQ a+16(FP), SI
	MOVQ scale+32(FP), R15

rows:
	MOVQ R14, DX
	MOVQ lines+80(FP), CX
	MOVQ SI, AX
	START(Y0, Y1)
	START(Y2, Y3)
	START(Y4, Y5)
	START(Y6, Y7)

inner:
	VMOVDQU (DX), Y8
	VMOVDQU 32(DX), Y9
	ROW((AX), 0, 1, Y0, Y1)
	ROW((AX)(R8*1), 2, 3, Y2, Y3)
	ROW((AX)(R8*2), 4, 5, Y4, Y5)
	ROW((AX)(R9*1), 6, 7, Y6, Y7)
	ADDQ $64, DX
	ADDQ $4, AX
	DECQ CX
	JNZ  inner
	MOVQ DI, DX
	STORE256(0, Y0, Y1)
	STORE256(1, Y2, Y3)
	STORE256(2, Y4, Y5)
	STORE256(3, Y6, Y7)
	LEAQ (SI)(R8*4), SI
	LEAQ (DI)(R12*4), DI
	ADDQ $16, R15
	CMPQ R15, mBlocks+64(FP)
	JNE  rows
	MOVQ lines+80(FP), AX
	SHLQ $6, AX
	ADDQ AX, R14
	ADDQ $64, R13
	ADDQ $64, BX
	ADDQ $64, c+0(FP)
	JMP  cols

done:
	VZEROUPPER
	RET
