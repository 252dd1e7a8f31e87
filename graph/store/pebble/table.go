package pebble

import (
	"fmt"

	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

const (
	tableBytes = 32 << 20 // where a table is ended and the next begun
	sizeEvery  = 256      // entries after which its size is looked at
)

// A table writes sorted entries as files that pebble can ingest.
type table struct {
	b       *bulk
	name    string
	n       int // of files
	entries int
	w       *sstable.Writer // nil between files
}

func (b *bulk) newTable(name string) *table { return &table{b: b, name: name} }

// add appends an entry; keys must come in order.
func (t *table) add(key, value []byte) error {
	if t.w == nil {
		if err := t.begin(); err != nil {
			return err
		}
	}
	if err := t.w.Set(key, value); err != nil {
		return err
	}
	if t.entries++; t.entries%sizeEvery == 0 && t.w.Raw().EstimatedSize() >= tableBytes {
		return t.close()
	}
	return nil
}

func (t *table) begin() error {
	path := t.b.path(fmt.Sprintf("%s.%06d.sst", t.name, t.n))
	t.n++
	f, err := t.b.db.fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	opts := t.b.db.opts.MakeWriterOptions(bottomLevel, t.b.db.db.TableFormat())
	t.w = sstable.NewWriter(objstorageprovider.NewFileWritable(f), opts)
	t.b.mu.Lock()
	defer t.b.mu.Unlock()
	t.b.tables = append(t.b.tables, path)
	return nil
}

// bottomLevel is where bulk data belongs: compressed well, read often.
const bottomLevel = 6

// close ends the file that is being written, which syncs it.
func (t *table) close() error {
	if t.w == nil {
		return nil
	}
	err := t.w.Close()
	t.w = nil
	return err
}
