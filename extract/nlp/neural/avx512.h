// Macros of the AVX-512 kernels.

#define LOADCONSTS \
	VBROADCASTSS ·avx512Consts+0(SB), Z31; \
	VBROADCASTSS ·avx512Consts+4(SB), Z30; \
	VBROADCASTSS ·avx512Consts+8(SB), Z29; \
	VBROADCASTSS ·avx512Consts+12(SB), Z28; \
	VBROADCASTSS ·avx512Consts+16(SB), Z27; \
	VBROADCASTSS ·avx512Consts+20(SB), Z26; \
	VBROADCASTSS ·avx512Consts+24(SB), Z25; \
	VBROADCASTSS ·avx512Consts+28(SB), Z24; \
	VBROADCASTSS ·avx512Consts+32(SB), Z23; \
	VBROADCASTSS ·avx512Consts+36(SB), Z22; \
	VBROADCASTSS ·avx512Consts+40(SB), Z21; \
	VPBROADCASTD ·avx512Consts+44(SB), Z20; \
	VPBROADCASTD ·avx512Consts+48(SB), Z19

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
