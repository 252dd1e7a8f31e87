package neural

import "unsafe"

// The kernels in use; tests switch them off to compare with the portable ones.
var (
	useAVX2   = hasAVX2
	useAVX512 = hasAVX512
	useAMX    = hasAMX
)

// words views pairs of bfloat16 as words.
func words(s []bf16) []uint32 {
	return unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(s))), len(s)/2)
}
