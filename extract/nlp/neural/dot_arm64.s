#include "textflag.h"

// The product of inference for ARM processors with the instructions for dot
// products of 8-bit integers. The Go assembler does not know these, nor those on
// vectors of numbers: they are spelled out.

// SDOT(d, n, m, i): each word of Vd += the four bytes of its word in Vn times
// those of word i of Vm.
#define SDOT(d, n, m, i) WORD $(0x4f80e000 | ((i)&1)<<21 | ((m)>>4)<<20 | ((m)&15)<<16 | ((i)>>1)<<11 | (n)<<5 | (d))

// SCVTF(d): the integers of Vd become floats.
#define SCVTF(d) WORD $(0x4e21d800 | (d)<<5 | (d))

// FMUL(d, m): Vd *= Vm.
#define FMUL(d, m) WORD $(0x6e20dc00 | (m)<<16 | (d)<<5 | (d))

// FMULX(d, m, i): Vd *= word i of Vm.
#define FMULX(d, m, i) WORD $(0x4f809000 | ((i)&1)<<21 | ((m)>>4)<<20 | ((m)&15)<<16 | ((i)>>1)<<11 | (d)<<5 | (d))

// LINE(i) adds what the next line of the factor gives to the sums of four rows,
// whose numbers are word i of V20 to V23.
#define LINE(i) \
	VLD1.P 64(R8), [V16.B16, V17.B16, V18.B16, V19.B16]; \
	SDOT(0, 16, 20, i); SDOT(1, 17, 20, i); SDOT(2, 18, 20, i); SDOT(3, 19, 20, i); \
	SDOT(4, 16, 21, i); SDOT(5, 17, 21, i); SDOT(6, 18, 21, i); SDOT(7, 19, 21, i); \
	SDOT(8, 16, 22, i); SDOT(9, 17, 22, i); SDOT(10, 18, 22, i); SDOT(11, 19, 22, i); \
	SDOT(12, 16, 23, i); SDOT(13, 17, 23, i); SDOT(14, 18, 23, i); SDOT(15, 19, 23, i)

// SCALE(r, a, b, c, d) scales the sums of row r.
#define SCALE(r, a, b, c, d) \
	SCVTF(a); SCVTF(b); SCVTF(c); SCVTF(d); \
	FMULX(a, 24, r); FMULX(b, 24, r); FMULX(c, 24, r); FMULX(d, 24, r); \
	FMUL(a, 26); FMUL(b, 27); FMUL(c, 28); FMUL(d, 29)

// func gemmDot(c *float32, ldc int, a *uint8, lda int, scale *float32, b *uint32, colScale *float32, mBlocks, nBlocks, lines int)
// Blocks of 4 rows and 16 columns; ldc and lda in bytes, lines a multiple of 4.
TEXT ·gemmDot(SB), NOSPLIT, $0-80
	MOVD ldc+8(FP), R1
	MOVD lda+24(FP), R3
	MOVD b+40(FP), R10
	MOVD colScale+48(FP), R11
	MOVD nBlocks+64(FP), R12
	MOVD lines+72(FP), R13
	MOVD c+0(FP), R14
	VMOVI $128, V25.B16

cols:
	VLD1.P 64(R11), [V26.S4, V27.S4, V28.S4, V29.S4]
	MOVD R14, R9
	MOVD a+16(FP), R4
	MOVD scale+32(FP), R15
	MOVD mBlocks+56(FP), R16

rows:
	ADD  R3, R4, R5
	ADD  R3, R5, R6
	ADD  R3, R6, R7
	MOVD R10, R8
	MOVD R13, R2
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	VEOR V4.B16, V4.B16, V4.B16
	VEOR V5.B16, V5.B16, V5.B16
	VEOR V6.B16, V6.B16, V6.B16
	VEOR V7.B16, V7.B16, V7.B16
	VEOR V8.B16, V8.B16, V8.B16
	VEOR V9.B16, V9.B16, V9.B16
	VEOR V10.B16, V10.B16, V10.B16
	VEOR V11.B16, V11.B16, V11.B16
	VEOR V12.B16, V12.B16, V12.B16
	VEOR V13.B16, V13.B16, V13.B16
	VEOR V14.B16, V14.B16, V14.B16
	VEOR V15.B16, V15.B16, V15.B16

inner:
	VLD1.P 16(R4), [V20.B16]
	VLD1.P 16(R5), [V21.B16]
	VLD1.P 16(R6), [V22.B16]
	VLD1.P 16(R7), [V23.B16]
	VEOR V25.B16, V20.B16, V20.B16 // 128 is zero
	VEOR V25.B16, V21.B16, V21.B16
	VEOR V25.B16, V22.B16, V22.B16
	VEOR V25.B16, V23.B16, V23.B16
	LINE(0)
	LINE(1)
	LINE(2)
	LINE(3)
	SUBS $4, R2, R2
	BNE  inner
	VLD1.P 16(R15), [V24.S4]
	SCALE(0, 0, 1, 2, 3)
	SCALE(1, 4, 5, 6, 7)
	SCALE(2, 8, 9, 10, 11)
	SCALE(3, 12, 13, 14, 15)
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R9)
	ADD  R1, R9, R9
	VST1 [V4.S4, V5.S4, V6.S4, V7.S4], (R9)
	ADD  R1, R9, R9
	VST1 [V8.S4, V9.S4, V10.S4, V11.S4], (R9)
	ADD  R1, R9, R9
	VST1 [V12.S4, V13.S4, V14.S4, V15.S4], (R9)
	ADD  R1, R9, R9
	SUB  R13<<2, R7, R4
	ADD  R3, R4, R4
	SUBS $1, R16, R16
	BNE  rows
	MOVD R8, R10
	ADD  $64, R14, R14
	SUBS $1, R12, R12
	BNE  cols
	RET
