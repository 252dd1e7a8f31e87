package pebble

import (
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// failStop is a file system that stops at the first write that fails. From
// then on nothing on the disk is touched: it stays as a crash at that moment
// would have left it, which is a state that Open can read. Pebble, whose only
// answer to a failed write of its log or manifest is to end the process, is
// told that all is well, so that readers can go on; what it creates from then
// on is in memory. Writers learn of the fault from DB.writable and settle.
// Only of a table is pebble told the truth: it then writes the table again.
//
// The files of an import and of a backup are left out: what cannot be written
// is given up, and the store is as good as before.
type failStop struct {
	vfs.FS
	dir     string     // of the store, whose files alone are watched
	imports string     // where the files of an import are
	after   *vfs.MemFS // what is written after the fault

	mu    sync.RWMutex
	fault error
}

func newFailStop(fs vfs.FS, dir string) *failStop {
	return &failStop{FS: fs, dir: dir, imports: filepath.Join(dir, leftovers), after: vfs.NewMem()}
}

// watches tells whether a failed write of the file stops the store.
func (f *failStop) watches(name string) bool {
	return (name == f.dir || within(f.dir, name)) && name != f.imports && !within(f.imports, name)
}

func within(dir, name string) bool {
	return strings.HasPrefix(name, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
}

// stopped is the error of the write that failed, or nil.
func (f *failStop) stopped() error {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.fault
}

// do changes the disk, or memory after the fault.
func (f *failStop) do(name string, change, instead func() error) error {
	if !f.watches(name) {
		return change()
	}
	if f.stopped() == nil {
		err := change()
		if err == nil || os.IsNotExist(err) {
			return err
		}
		f.mu.Lock()
		if f.fault == nil {
			f.fault = err
		}
		f.mu.Unlock()
	}
	return instead()
}

// create is do for what gives a file to write.
func (f *failStop) create(name string, change func() (vfs.File, error), category vfs.DiskWriteCategory) (file vfs.File, err error) {
	err = f.do(name, func() error {
		onDisk, err := change()
		file = failStopFile{onDisk, f, name}
		return err
	}, func() error {
		if err := f.after.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		file, err = f.after.Create(name, category)
		return err
	})
	if err != nil {
		return nil, err
	}
	return file, nil
}

func (f *failStop) Create(name string, category vfs.DiskWriteCategory) (vfs.File, error) {
	return f.create(name, func() (vfs.File, error) { return f.FS.Create(name, category) }, category)
}

func (f *failStop) OpenReadWrite(name string, category vfs.DiskWriteCategory, opts ...vfs.OpenOption) (vfs.File, error) {
	return f.create(name, func() (vfs.File, error) { return f.FS.OpenReadWrite(name, category, opts...) }, category)
}

func (f *failStop) ReuseForWrite(old, name string, category vfs.DiskWriteCategory) (vfs.File, error) {
	return f.create(name, func() (vfs.File, error) { return f.FS.ReuseForWrite(old, name, category) }, category)
}

func (f *failStop) Link(old, name string) error {
	return f.do(name, func() error { return f.FS.Link(old, name) }, func() error { return f.copy(old, name) })
}

func (f *failStop) Rename(old, name string) error {
	return f.do(name, func() error { return f.FS.Rename(old, name) }, func() error { return f.copy(old, name) })
}

// copy stands for a link or a new name in memory.
func (f *failStop) copy(old, name string) error {
	if err := f.after.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if f.inMemory(old) {
		return f.after.Link(old, name)
	}
	return vfs.CopyAcrossFS(f.FS, old, f.after, name)
}

func (f *failStop) inMemory(name string) bool {
	if f.stopped() == nil {
		return false
	}
	_, err := f.after.Stat(name)
	return err == nil
}

func (f *failStop) Remove(name string) error {
	return f.do(name, func() error { return f.FS.Remove(name) }, func() error { return nil })
}

func (f *failStop) RemoveAll(name string) error {
	return f.do(name, func() error { return f.FS.RemoveAll(name) }, func() error { return nil })
}

func (f *failStop) MkdirAll(name string, perm os.FileMode) error {
	return f.do(name, func() error { return f.FS.MkdirAll(name, perm) }, func() error { return f.after.MkdirAll(name, perm) })
}

func (f *failStop) Open(name string, opts ...vfs.OpenOption) (vfs.File, error) {
	if f.inMemory(name) {
		return f.after.Open(name, opts...)
	}
	return f.FS.Open(name, opts...)
}

func (f *failStop) Stat(name string) (vfs.FileInfo, error) {
	if f.inMemory(name) {
		return f.after.Stat(name)
	}
	return f.FS.Stat(name)
}

func (f *failStop) OpenDir(name string) (vfs.File, error) {
	dir, err := f.FS.OpenDir(name)
	if err != nil {
		return nil, err
	}
	return failStopFile{dir, f, name}, nil
}

func (f *failStop) Unwrap() vfs.FS { return f.FS }

// failStopFile is a file whose writes may be the ones that fail.
type failStopFile struct {
	vfs.File
	fs   *failStop
	name string
}

// rest is what becomes of a write after the fault.
func (f failStopFile) rest() error {
	if strings.HasSuffix(f.name, ".sst") || strings.HasSuffix(f.name, ".blob") {
		return f.fs.stopped()
	}
	return nil
}

func nothing() error { return nil }

func (f failStopFile) Write(p []byte) (n int, err error) {
	err = f.fs.do(f.name, func() error { n, err = f.File.Write(p); return err }, f.rest)
	return written(n, err, p)
}

func (f failStopFile) WriteAt(p []byte, off int64) (n int, err error) {
	err = f.fs.do(f.name, func() error { n, err = f.File.WriteAt(p, off); return err }, f.rest)
	return written(n, err, p)
}

func written(n int, err error, p []byte) (int, error) {
	if err != nil {
		return n, err
	}
	return len(p), nil
}

func (f failStopFile) Preallocate(off, length int64) error {
	return f.fs.do(f.name, func() error { return f.File.Preallocate(off, length) }, f.rest)
}

func (f failStopFile) Sync() error     { return f.fs.do(f.name, f.File.Sync, f.rest) }
func (f failStopFile) SyncData() error { return f.fs.do(f.name, f.File.SyncData, f.rest) }

func (f failStopFile) SyncTo(length int64) (full bool, err error) {
	err = f.fs.do(f.name, func() error { full, err = f.File.SyncTo(length); return err },
		func() error { full = true; return f.rest() })
	return full, err
}

func (f failStopFile) Close() error { return f.fs.do(f.name, f.File.Close, nothing) }
