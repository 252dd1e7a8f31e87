package neural

import "unsafe"

// words views pairs of bfloat16 as words.
func words(s []bf16) []uint32 {
	return unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(s))), len(s)/2)
}

// words8 views fours of bytes as words.
func words8(s []uint8) []uint32 {
	return unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(s))), len(s)/4)
}
