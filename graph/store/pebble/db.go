package pebble

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/sstable/colblk"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/term"
)

// formatVersion is written into every store; a store of another version is
// refused with backend.ErrFormat rather than misread.
const formatVersion = 2

// Options say how to open a DB. The zero value opens an existing directory
// for reading and writing.
type Options struct {
	ReadOnly bool
	Create   bool
	// FS is the file system; nil means the disk.
	FS vfs.FS
	// CacheBytes bounds the cache of data blocks; 0 means 64 MB.
	CacheBytes int64

	// disk says that FS is the disk itself.
	disk bool
	// volatile leaves the log out: a store in memory ends with its process.
	volatile bool
	// memTable is how much is kept in memory before it becomes a table.
	memTable uint64
	// chunk and held are how many quads of an import make a chunk, and how
	// many stay in memory; chunkQuads and heldQuads when chunk is 0.
	chunk, held int
}

// A DB is the embedded store. It implements backend.Backend.
type DB struct {
	*viewer // of the newest commit

	db       *pebble.DB
	opts     *pebble.Options
	dir      string
	fs       *failStop
	readOnly bool
	sync     *pebble.WriteOptions

	chunkQuads, heldQuads int // of imports

	gate sync.RWMutex // read-locked by whoever is inside pebble; locked for good by Close

	values *cache[id, quad.Value] // what ids stand for; never wrong, as ids are not reused
	known  *cache[string, id]     // value key -> id, of the newest commit
	ranges ranges

	importing sync.Mutex // held by a bulk import, from its first chunk on
	writing   sync.Mutex // held by the one writer
	writer    writer

	current atomic.Pointer[view] // what a reader who comes now will see
	views   viewSet
}

var (
	_ backend.Backend = (*DB)(nil)
	_ backend.Noter   = (*DB)(nil)
)

// OpenMemory makes an empty store that lives as long as the process.
func OpenMemory() (*DB, error) {
	return Open("memory", Options{Create: true, FS: vfs.NewMem(), volatile: true})
}

// Open opens the store in a directory.
func Open(dir string, opts Options) (*DB, error) {
	if opts.FS == nil {
		opts.FS, opts.disk = vfs.Default, true
	}
	dir = filepath.Clean(dir)
	if err := precheck(dir, opts); err != nil {
		return nil, err
	}
	stop := newFailStop(opts.FS, dir)
	opts.FS = stop
	popts := pebbleOptions(opts)
	pdb, err := pebble.Open(dir, popts)
	if fault := stop.stopped(); fault != nil {
		if err == nil {
			_ = pdb.Close() // what it says follows from the fault
		}
		return nil, openError(fault)
	}
	if err != nil {
		return nil, openError(err)
	}
	d := &DB{db: pdb, opts: popts, dir: dir, fs: stop, readOnly: opts.ReadOnly, sync: pebble.Sync}
	if opts.volatile {
		d.sync = pebble.NoSync
	}
	if d.chunkQuads, d.heldQuads = opts.chunk, opts.held; opts.chunk == 0 {
		d.chunkQuads, d.heldQuads = chunkQuads, heldQuads
	}
	d.values = newCache[id, quad.Value](valueCacheBytes)
	d.known = newCache[string, id](knownCacheBytes)
	d.ranges.m = newCache[pattern, *quadRange](rangeCacheQuads)
	d.viewer = &viewer{db: d}
	if err := d.start(opts); err != nil {
		return nil, errors.Join(err, pdb.Close())
	}
	return d, nil
}

// precheck gives the plain reason where pebble would give a long one.
func precheck(dir string, opts Options) error {
	names, err := opts.FS.List(dir)
	switch {
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%w: not a directory", backend.ErrFormat)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case len(names) == 0 && (!opts.Create || opts.ReadOnly):
		return backend.ErrNotFound
	case len(names) > 0 && !looksLikeStore(names):
		return fmt.Errorf("%w: a directory with other files", backend.ErrFormat)
	}
	return nil
}

func looksLikeStore(names []string) bool {
	for _, n := range names {
		if n == "LOCK" || len(n) > 9 && n[:9] == "MANIFEST-" {
			return true
		}
	}
	return false
}

const (
	blockCacheBytes = 64 << 20
	valueCacheBytes = 64 << 20
	knownCacheBytes = 32 << 20
	memTableBytes   = 32 << 20
)

func pebbleOptions(opts Options) *pebble.Options {
	size := opts.CacheBytes
	if size == 0 {
		size = blockCacheBytes
	}
	memTable := opts.memTable
	if memTable == 0 {
		memTable = memTableBytes
	}
	o := &pebble.Options{
		FS:                          locks{opts.FS, opts.ReadOnly, opts.disk},
		ReadOnly:                    opts.ReadOnly,
		DisableWAL:                  opts.volatile,
		CacheSize:                   size,
		FormatMajorVersion:          pebble.FormatNewest,
		MemTableSize:                memTable,
		MemTableStopWritesThreshold: 4,
		L0CompactionThreshold:       4,
		Logger:                      logger{},
		// Whoever reads a damaged file gets its error; that is enough.
		EventListener: &pebble.EventListener{DataCorruption: func(pebble.DataCorruptionInfo) {}},
	}
	for i := range o.Levels {
		o.Levels[i].BlockSize = 16 << 10
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
	}
	// Version 1 had pebble's own schema; its stores are opened to say so.
	old := colblk.DefaultKeySchema(pebble.DefaultComparer, 16)
	o.KeySchema, o.KeySchemas = keySchema.Name, sstable.MakeKeySchemas(&keySchema, &old)
	o.Levels[bottomLevel].FilterPolicy = pebble.NoFilterPolicy // pebble would not ask it
	o.ApplyCompressionSettings(func() pebble.DBCompressionSettings { return compression })
	o.EnsureDefaults()
	return o
}

// compression is pebble's DBCompressionBalanced but that the bottom level is
// always packed with zstd, where pebble would be content with the faster
// MinLZ for what zstd makes less than a fifth smaller: ids are such.
var compression = func() pebble.DBCompressionSettings {
	c := pebble.DBCompressionBalanced
	c.Name = "sayso"
	bottom := *c.Levels[bottomLevel]
	bottom.Name, bottom.AdaptiveReductionCutoffPercent = "sayso", 0
	c.Levels[bottomLevel] = &bottom
	return c
}()

// start reads or writes the format version and the counters.
func (d *DB) start(opts Options) error {
	version, ok, err := d.getMeta("version")
	switch {
	case err != nil:
		return err
	case ok && version != formatVersion:
		return fmt.Errorf("%w: format %d, this program reads %d", backend.ErrFormat, version, formatVersion)
	case !ok && opts.ReadOnly:
		return fmt.Errorf("%w: empty", backend.ErrFormat)
	case !ok:
		if err := d.db.Set(metaKey("version"), binary.AppendVarint(nil, formatVersion), d.sync); err != nil {
			return err
		}
	}
	if !opts.ReadOnly {
		if err := d.removeLeftovers(); err != nil {
			return err
		}
	}
	if err := d.writer.start(d); err != nil {
		return err
	}
	if err := d.fs.stopped(); err != nil {
		return ioError(err)
	}
	return d.advance(func() error { return nil }, func() {})
}

func metaKey(name string) []byte { return append([]byte{tableMeta}, name...) }

func (d *DB) getMeta(name string) (int64, bool, error) {
	return getVarint(d.db, metaKey(name))
}

// getVarint reads a signed number; ok is false where there is none.
func getVarint(r pebble.Reader, key []byte) (n int64, ok bool, err error) {
	b, closer, err := r.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	defer closer.Close()
	n, used := binary.Varint(b)
	if used != len(b) {
		return 0, false, term.ErrCorrupt
	}
	return n, true, nil
}

// Close waits for reads and writes that are under way and frees the directory
// for other processes.
func (d *DB) Close() error {
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := d.enter(); err != nil {
		return nil // closed before
	}
	d.leave()
	d.gate.Lock()
	d.views.closeAll()
	return d.db.Close()
}

// openError turns pebble's and the system's errors into those of the contract.
func openError(err error) error {
	switch {
	case errors.Is(err, backend.ErrLocked):
		return backend.ErrLocked
	case errors.Is(err, pebble.ErrDBDoesNotExist):
		return backend.ErrNotFound
	case pebble.IsCorruptionError(err):
		return fmt.Errorf("%w: %w", backend.ErrFormat, plain(err))
	}
	return ioError(err)
}

// ioError does the same for errors of reading and writing.
func ioError(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return backend.ErrFull
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", backend.ErrReadOnly, plain(err))
	}
	return err
}

// plain drops what wraps the system's own error, which names file and reason.
func plain(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe
	}
	return err
}

// leftovers is where a bulk import prepares its tables.
const leftovers = "import"

func (d *DB) removeLeftovers() error {
	err := d.fs.RemoveAll(filepath.Join(d.dir, leftovers))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
