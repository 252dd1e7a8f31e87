//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package pebble

import (
	"io"
	"os"
	"syscall"
)

// lockFile takes a lock on a file of the disk that other readers may take too.
func lockFile(name string) (io.Closer, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	spec := syscall.Flock_t{Type: syscall.F_RDLCK, Whence: io.SeekStart}
	if err := syscall.FcntlFlock(f.Fd(), syscall.F_SETLK, &spec); err != nil {
		_ = f.Close() // nothing was written
		return nil, err
	}
	return f, nil
}
