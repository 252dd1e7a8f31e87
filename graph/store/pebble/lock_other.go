//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package pebble

import (
	"io"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// lockFile takes a lock that nobody else may take: a system without locks of
// the POSIX kind has one reader at a time.
func lockFile(name string) (io.Closer, error) { return vfs.Default.Lock(name) }
