#include "textflag.h"

// The matrix products for AMX. The Go assembler does not know its instructions:
// they are spelled out in bytes, with the mnemonic beside them.

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
#define TDP8_00 BYTE $0xC4; BYTE $0xE2; BYTE $0x49; BYTE $0x5E; BYTE $0xC4 // tdpbusd tmm6, tmm4, tmm0
#define TDP8_01 BYTE $0xC4; BYTE $0xE2; BYTE $0x41; BYTE $0x5E; BYTE $0xCC // tdpbusd tmm7, tmm4, tmm1
#define TDP8_10 BYTE $0xC4; BYTE $0xE2; BYTE $0x49; BYTE $0x5E; BYTE $0xD5 // tdpbusd tmm6, tmm5, tmm2
#define TDP8_11 BYTE $0xC4; BYTE $0xE2; BYTE $0x41; BYTE $0x5E; BYTE $0xDD // tdpbusd tmm7, tmm5, tmm3
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

// func gemmAMX8(c *float32, ldc int, a *uint8, lda int, scale *float32, b *uint32, shift *int32, colScale *float32, mTiles, nPairs, kTiles int)
// ldc in bytes. Blocks of 32 rows, the last of 16, and 32 columns; each is
// scaled as soon as its sums are there.
TEXT ·gemmAMX8(SB), NOSPLIT, $0-88
	MOVQ ldc+8(FP), R12
	MOVQ lda+24(FP), R8
	MOVQ b+40(FP), R14
	LEAQ tileConfig<>(SB), AX
	LDTILECFG_AX
	MOVQ $64, R10

cols:
	DECQ nPairs+72(FP)
	JLT  done
	MOVQ c+0(FP), DI
	MOVQ a+16(FP), SI
	MOVQ scale+32(FP), BX
	MOVQ mTiles+64(FP), R15
	MOVQ shift+48(FP), AX
	VMOVDQU32 (AX), Z20
	VMOVDQU32 64(AX), Z21
	MOVQ colScale+56(FP), AX
	VMOVUPS (AX), Z22
	VMOVUPS 64(AX), Z23

rows:
	MOVQ R14, DX
	MOVQ kTiles+80(FP), CX
	MOVQ CX, R11
	SHLQ $10, R11
	ADDQ R14, R11
	CMPQ R15, $2
	JLT  one
	MOVQ R12, R13
	SHLQ $4, R13
	ADDQ DI, R13
	MOVQ R8, R9
	SHLQ $4, R9
	ADDQ SI, R9
	ZERO_C0
	ZERO_C1

inner2:
	TILELOAD_A0
	TILELOAD_B0
	TDP8_00
	TILELOAD_B1
	TDP8_01
	TILELOAD_A1
	TDP8_10
	TDP8_11
	ADDQ $64, SI
	ADDQ $64, R9
	ADDQ $1024, DX
	ADDQ $1024, R11
	DECQ CX
	JNZ  inner2
	STORE_C0
	STORE_C1
	MOVQ $32, CX
	JMP  scales

one:
	ZERO_C0

inner1:
	TILELOAD_A0
	TILELOAD_B0
	TDP8_00
	TILELOAD_B1
	TDP8_01
	ADDQ $64, SI
	ADDQ $1024, DX
	ADDQ $1024, R11
	DECQ CX
	JNZ  inner1
	STORE_C0
	MOVQ $16, CX

scales:
	VPADDD (DI), Z20, Z0
	VPADDD 64(DI), Z21, Z1
	VBROADCASTSS (BX), Z2
	VCVTDQ2PS Z0, Z0
	VCVTDQ2PS Z1, Z1
	VMULPS Z2, Z0, Z0
	VMULPS Z2, Z1, Z1
	VMULPS Z22, Z0, Z0
	VMULPS Z23, Z1, Z1
	VMOVUPS Z0, (DI)
	VMOVUPS Z1, 64(DI)
	ADDQ R12, DI
	ADDQ $4, BX
	DECQ CX
	JNZ  scales
	MOVQ kTiles+80(FP), AX
	SHLQ $6, AX
	SUBQ AX, SI
	MOVQ R8, AX
	SHLQ $5, AX
	ADDQ AX, SI
	SUBQ $2, R15
	JG   rows
	MOVQ kTiles+80(FP), AX
	SHLQ $11, AX
	ADDQ AX, R14
	ADDQ $128, c+0(FP)
	ADDQ $128, shift+48(FP)
	ADDQ $128, colScale+56(FP)
	JMP  cols

done:
	TILERELEASE
	VZEROUPPER
	RET
