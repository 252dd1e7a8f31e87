//go:build amd64

package neural

import "syscall"

// permitTiles asks Linux for the use of the tile registers, which are off
// until a process does.
func permitTiles() bool {
	const (
		archPrctl       = 158
		reqXCompPerm    = 0x1023
		xfeatureTiledat = 18
	)
	_, _, errno := syscall.RawSyscall(archPrctl, reqXCompPerm, xfeatureTiledat, 0)
	return errno == 0
}
