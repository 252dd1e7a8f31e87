package neural

import "unsafe"

// words views bytes, or bfloat16, as words of 32 bits.
func words[T uint8 | bf16](s []T) []uint32 {
	per := 4 / int(unsafe.Sizeof(*new(T)))
	return unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(s))), len(s)/per)
}
