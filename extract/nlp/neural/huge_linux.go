package neural

import (
	"syscall"
	"unsafe"
)

// hugeWords returns n words in pages of 2 MB where the system grants them: the
// weights of a network spread over more small pages than the processor can
// remember the addresses of.
func hugeWords(n int) []uint32 {
	const (
		page     = 2 << 20
		hugePage = 14 // MADV_HUGEPAGE
	)
	room := make([]uint32, n+page/4)
	skip := int(-uintptr(unsafe.Pointer(&room[0]))%page) / 4
	s := room[skip:][:n:n]
	if whole := n * 4 &^ (page - 1); whole > 0 {
		// Without the advice all goes on as before, only slower.
		_ = syscall.Madvise(unsafe.Slice((*byte)(unsafe.Pointer(&s[0])), whole), hugePage)
	}
	return s
}
