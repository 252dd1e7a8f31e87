package pebble

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// partial ends the name of a copy that is being made; it becomes the copy by
// being renamed, so that there is never half a store under its own name.
const partial = ".partial"

// Checkpoint makes a copy of the store, as it is now, in a directory that
// does not exist, while others read and write. Tables are linked, not copied,
// where the file system allows: it takes milliseconds and little room. It is
// not for a store in memory.
func (d *DB) Checkpoint(dir string) error {
	if err := d.enter(); err != nil {
		return err
	}
	defer d.leave()
	return place(d.fs, dir, func(dir string) error {
		return d.db.Checkpoint(dir, pebble.WithFlushedWAL())
	})
}

// Volatile tells that the store is in memory.
func (d *DB) Volatile() bool { return d.opts.DisableWAL }

// Copy copies a store that nobody has open to a directory that does not
// exist.
func Copy(from, to string) error {
	return place(vfs.Default, to, func(dir string) error {
		db, err := Open(from, Options{ReadOnly: true}) // takes the lock
		if err != nil {
			return fmt.Errorf("%s: %w", from, err)
		}
		_, err = vfs.Clone(vfs.Default, vfs.Default, from, dir, vfs.CloneSync)
		return errors.Join(err, db.Close())
	})
}

// place lets make make a directory under another name and renames it.
func place(fsys vfs.FS, dir string, make func(dir string) error) error {
	if names, err := fsys.List(dir); err == nil && len(names) > 0 {
		return fmt.Errorf("%s: %w", dir, backend.ErrExists)
	}
	if err := fsys.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return ioError(err)
	}
	temp := dir + partial
	if err := fsys.RemoveAll(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ioError(err)
	}
	if err := make(temp); err != nil {
		return errors.Join(ioError(err), fsys.RemoveAll(temp))
	}
	if err := fsys.RemoveAll(dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // empty
		return ioError(err)
	}
	if err := fsys.Rename(temp, dir); err != nil {
		return ioError(err)
	}
	return syncDir(fsys, filepath.Dir(dir))
}

func syncDir(fsys vfs.FS, dir string) error {
	f, err := fsys.OpenDir(dir)
	if err != nil {
		return ioError(err)
	}
	return ioError(errors.Join(f.Sync(), f.Close()))
}
