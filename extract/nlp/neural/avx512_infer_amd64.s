#include "textflag.h"

// Inference with AVX-512 and its instructions for neural networks (VNNI).

#define ROW8(p, c0, c1) \
	VPBROADCASTD p, Z18; \
	VPDPBUSD Z16, Z18, c0; \
	VPDPBUSD Z17, Z18, c1

// LINE8 adds what line k of the factor gives to the sums of 8 rows.
#define LINE8(k) \
	VMOVDQU32 k*64(DX), Z16; \
	VMOVDQU32 k*64(R11), Z17; \
	ROW8(k*4(AX), Z0, Z1); \
	ROW8(k*4(AX)(R8*1), Z2, Z3); \
	ROW8(k*4(AX)(R8*2), Z4, Z5); \
	ROW8(k*4(AX)(R9*1), Z6, Z7); \
	ROW8(k*4(R10), Z8, Z9); \
	ROW8(k*4(R10)(R8*1), Z10, Z11); \
	ROW8(k*4(R10)(R8*2), Z12, Z13); \
	ROW8(k*4(R10)(R9*1), Z14, Z15)

// STORE8 scales the sums of row k of the block, stores them at DX and goes on to
// the next row.
#define STORE8(k, c0, c1) \
	VBROADCASTSS k*4(R15), Z19; \
	VCVTDQ2PS c0, c0; \
	VCVTDQ2PS c1, c1; \
	VMULPS Z19, c0, c0; \
	VMULPS Z19, c1, c1; \
	VMULPS Z22, c0, c0; \
	VMULPS Z23, c1, c1; \
	VMOVUPS c0, (DX); \
	VMOVUPS c1, 64(DX); \
	ADDQ R12, DX

// func gemmVNNI(c *float32, ldc int, a *uint8, lda int, scale *float32, b *uint32, shift *int32, colScale *float32, mBlocks, nPairs, lines int)
// Blocks of 8 rows and 32 columns; ldc and lda in bytes, lines even.
TEXT ·gemmVNNI(SB), NOSPLIT, $0-88
	MOVQ ldc+8(FP), R12
	MOVQ lda+24(FP), R8
	LEAQ (R8)(R8*2), R9
	MOVQ b+40(FP), R14
	MOVQ shift+48(FP), R13
	MOVQ colScale+56(FP), BX
	MOVQ mBlocks+64(FP), AX
	SHLQ $5, AX
	ADDQ scale+32(FP), AX
	MOVQ AX, mBlocks+64(FP) // the end of scale

cols:
	DECQ nPairs+72(FP)
	JLT  done
	VMOVDQU32 (R13), Z20
	VMOVDQU32 64(R13), Z21
	VMOVUPS (BX), Z22
	VMOVUPS 64(BX), Z23
	MOVQ c+0(FP), DI
	MOVQ a+16(FP), SI
	MOVQ scale+32(FP), R15

rows:
	MOVQ R14, DX
	MOVQ lines+80(FP), CX
	MOVQ CX, R11
	SHLQ $6, R11
	ADDQ R14, R11
	MOVQ SI, AX
	LEAQ (SI)(R8*4), R10
	VMOVDQA32 Z20, Z0
	VMOVDQA32 Z21, Z1
	VMOVDQA32 Z20, Z2
	VMOVDQA32 Z21, Z3
	VMOVDQA32 Z20, Z4
	VMOVDQA32 Z21, Z5
	VMOVDQA32 Z20, Z6
	VMOVDQA32 Z21, Z7
	VMOVDQA32 Z20, Z8
	VMOVDQA32 Z21, Z9
	VMOVDQA32 Z20, Z10
	VMOVDQA32 Z21, Z11
	VMOVDQA32 Z20, Z12
	VMOVDQA32 Z21, Z13
	VMOVDQA32 Z20, Z14
	VMOVDQA32 Z21, Z15

inner:
	LINE8(0)
	LINE8(1)
	ADDQ $128, DX
	ADDQ $128, R11
	ADDQ $8, AX
	ADDQ $8, R10
	SUBQ $2, CX
	JNZ  inner
	MOVQ DI, DX
	STORE8(0, Z0, Z1)
	STORE8(1, Z2, Z3)
	STORE8(2, Z4, Z5)
	STORE8(3, Z6, Z7)
	STORE8(4, Z8, Z9)
	STORE8(5, Z10, Z11)
	STORE8(6, Z12, Z13)
	STORE8(7, Z14, Z15)
	LEAQ (SI)(R8*8), SI
	LEAQ (DI)(R12*8), DI
	ADDQ $32, R15
	CMPQ R15, mBlocks+64(FP)
	JNE  rows
	MOVQ lines+80(FP), AX
	SHLQ $7, AX
	ADDQ AX, R14
	ADDQ $128, R13
	ADDQ $128, BX
	ADDQ $128, c+0(FP)
	JMP  cols

done:
	VZEROUPPER
	RET

DATA zero8<>+0(SB)/4, $128
GLOBL zero8<>(SB), RODATA|NOPTR, $4

DATA unsigned<>+0(SB)/4, $0x7fffffff
GLOBL unsigned<>(SB), RODATA|NOPTR, $4

// func quantRow512(dst *uint8, src *float32, unit float32, n int)
TEXT ·quantRow512(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	VBROADCASTSS unit+16(FP), Z1
	VPBROADCASTD zero8<>(SB), Z2
	MOVQ n+24(FP), CX

quant:
	VMULPS (SI), Z1, Z0
	VCVTPS2DQ Z0, Z0
	VPADDD Z2, Z0, Z0
	VPMOVDB Z0, (DI)
	ADDQ $64, SI
	ADDQ $16, DI
	SUBQ $16, CX
	JNZ  quant
	VZEROUPPER
	RET

// func maxAbs512(x *float32, n int) float32
TEXT ·maxAbs512(SB), NOSPLIT, $0-20
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VPBROADCASTD unsigned<>(SB), Z2
	VPXORD Z0, Z0, Z0

most:
	VPANDD (DI), Z2, Z1
	VPMAXUD Z1, Z0, Z0
	ADDQ $64, DI
	SUBQ $16, CX
	JNZ  most
	VEXTRACTI64X4 $1, Z0, Y1
	VPMAXUD Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPMAXUD X1, X0, X0
	VPSHUFD $0x4E, X0, X1
	VPMAXUD X1, X0, X0
	VPSHUFD $0xB1, X0, X1
	VPMAXUD X1, X0, X0
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET

// POWER512(t, y, r): t becomes power of t; y and r are scratch. VRANGEPS takes
// what is nearer to 0, with the sign of t.
#define POWER512(t, y, r) \
	VRANGEPS $2, Z30, t, t; \
	VADDPS Z28, t, y; \
	VSUBPS Z28, y, r; \
	VSUBPS r, t, r; \
	VPERMD Z20, y, t; \
	VPSLLD $20, y, y; \
	VPADDD y, t, t; \
	VMULPS Z26, r, y; \
	VADDPS Z25, y, y; \
	VMULPS r, y, y; \
	VADDPS Z31, y, y; \
	VMULPS y, t, t

// func cell512(z, u, bias, c *float32, h *uint8, n int, k *[9]float32)
// As cellGo, 16 units at a time.
TEXT ·cell512(SB), NOSPLIT, $0-56
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
	VBROADCASTSS 0(DX), Z31
	VBROADCASTSS 4(DX), Z30
	VBROADCASTSS 12(DX), Z28
	VBROADCASTSS 16(DX), Z25
	VBROADCASTSS 20(DX), Z26
	VBROADCASTSS 24(DX), Z24
	VBROADCASTSS 28(DX), Z23
	VBROADCASTSS 32(DX), Z22
	VPBROADCASTD zero8<>(SB), Z27
	VBROADCASTI64X4 ·powEighths(SB), Z20

unit:
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
	VMULPS  Z24, Z0, Z0
	VMULPS  Z24, Z1, Z1
	VMULPS  Z23, Z2, Z2
	VMULPS  Z24, Z3, Z3
	POWER512(Z0, Z4, Z5)
	POWER512(Z1, Z6, Z7)
	POWER512(Z2, Z8, Z9)
	POWER512(Z3, Z10, Z11)
	VADDPS  Z31, Z0, Z0     // i
	VADDPS  Z31, Z1, Z1     // f
	VADDPS  Z31, Z2, Z4
	VMULPS  Z4, Z0, Z0      // ig
	VSUBPS  Z2, Z31, Z2     // 1-g
	VMULPS  Z1, Z2, Z2
	VMULPS  (CX), Z0, Z4
	VADDPS  Z4, Z2, Z2
	VMULPS  Z1, Z0, Z0
	VDIVPS  Z0, Z2, Z2
	VMOVUPS Z2, (CX)
	VMULPS  Z23, Z2, Z2
	POWER512(Z2, Z4, Z5)
	VADDPS  Z31, Z3, Z3     // o
	VADDPS  Z31, Z2, Z4
	VMULPS  Z4, Z3, Z3
	VSUBPS  Z2, Z31, Z2
	VDIVPS  Z3, Z2, Z2
	VMULPS  Z22, Z2, Z2
	VCVTPS2DQ Z2, Z2
	VPADDD  Z27, Z2, Z2
	VPMOVDB Z2, (R9)
	ADDQ $64, AX
	ADDQ $64, BX
	ADDQ $64, R13
	ADDQ $64, CX
	ADDQ $16, R9
	SUBQ $16, R10
	JNZ  unit
	VZEROUPPER
	RET
