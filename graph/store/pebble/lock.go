package pebble

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// locks lets one writer into a store on the disk, or any number of readers:
// pebble changes nothing on the disk when it only reads. It says why a lock is
// refused. Where the lock file cannot be made because nobody may write there, a
// reader needs none: nobody can change the store under it.
type locks struct {
	vfs.FS
	readOnly bool
	disk     bool
}

func (l locks) Lock(name string) (io.Closer, error) {
	c, err := l.lock(name)
	var file *os.PathError
	switch {
	case err == nil:
		return c, nil
	case !errors.As(err, &file):
		return nil, fmt.Errorf("%w: %w", backend.ErrLocked, err)
	case l.readOnly && errors.Is(ioError(err), backend.ErrReadOnly):
		return io.NopCloser(nil), nil
	}
	return nil, err
}

func (l locks) lock(name string) (io.Closer, error) {
	switch {
	case !l.disk:
		return l.FS.Lock(name)
	case l.readOnly:
		return inUse.read(name)
	}
	return inUse.write(name, l.FS)
}

// A registry holds the locks of this process. The system gives them to the
// process, so that two stores in it would not meet, and takes them back with
// the first file that is closed.
type registry struct {
	mu      sync.Mutex
	writers map[string]bool
	readers map[string]*readLock
}

// A readLock is the one lock of all who read a store in this process.
type readLock struct {
	file io.Closer
	held int
}

var inUse = registry{writers: map[string]bool{}, readers: map[string]*readLock{}}

// errHeld says that the lock is held in this process.
var errHeld = errors.New("held by this process")

func (r *registry) write(name string, fs vfs.FS) (io.Closer, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.writers[name] || r.readers[name] != nil {
		return nil, errHeld
	}
	file, err := fs.Lock(name)
	if err != nil {
		return nil, err
	}
	r.writers[name] = true
	return closer(func() error {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.writers, name)
		return file.Close()
	}), nil
}

func (r *registry) read(name string) (io.Closer, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.writers[name] {
		return nil, errHeld
	}
	lock := r.readers[name]
	if lock == nil {
		file, err := lockFile(name)
		if err != nil {
			return nil, err
		}
		lock = &readLock{file: file}
		r.readers[name] = lock
	}
	lock.held++
	return closer(func() error {
		r.mu.Lock()
		defer r.mu.Unlock()
		if lock.held--; lock.held > 0 {
			return nil
		}
		delete(r.readers, name)
		return lock.file.Close()
	}), nil
}

// A closer is a function that closes.
type closer func() error

func (c closer) Close() error { return c() }
