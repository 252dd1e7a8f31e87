package pebble

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/sstable/block"
	"github.com/cockroachdb/pebble/v2/sstable/colblk"
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

	schema      *colblk.KeySchema
	compression *block.CompressionProfile // nil for that of the level
}

func (b *bulk) newTable(name string) *table {
	return &table{b: b, name: name, schema: &keySchema}
}

// An indexTable is a table of tuples, whose columns are written from the
// tuples, not from their keys. It is packed by MinLZ, which takes a sixth of
// the time of zstd to write, and to read what no cache has; zstd would make a
// quad a fifth smaller, and does when pebble compacts the table.
type indexTable struct {
	*table
	index byte
	next  tuple
	key   []byte
}

func (b *bulk) newIndexTable(x *index) *indexTable {
	t := &indexTable{table: b.newTable(string(x.table)), index: x.table}
	t.schema, t.compression = keySchemaOf(&t.next), block.FastestCompression
	return t
}

// keyOf makes the key of a tuple that is in the order of the index. It is
// what add must be called with next, or not at all.
func (t *indexTable) keyOf(next tuple) []byte {
	t.next = next
	t.key = appendTuple(t.key[:0], t.index, next)
	return t.key
}

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
	opts.KeySchema, opts.Compression = t.schema, cmp.Or(t.compression, opts.Compression)
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

// A tableBehind is a table that is written by a goroutine of its own, some
// entries at a time, while whoever adds them goes on.
type tableBehind struct {
	t    *table
	next *entries
	full chan *entries
	free chan *entries // to be used again
	done chan error
}

// entries are keys and values, one behind the other.
type entries struct {
	data []byte
	ends []int // of each key and each value
}

// handed is how many bytes of entries are handed on at a time.
const handed = 64 << 10

func (t *table) behind() *tableBehind {
	b := &tableBehind{
		t: t, next: &entries{},
		full: make(chan *entries, 4), free: make(chan *entries, 4), done: make(chan error, 1),
	}
	go b.write()
	return b
}

func (b *tableBehind) write() {
	var err error
	for e := range b.full {
		if err == nil { // else they are only taken away
			err = e.each(b.t.add)
		}
		select {
		case b.free <- e:
		default:
		}
	}
	b.done <- err
}

func (e *entries) each(add func(key, value []byte) error) error {
	start := 0
	for i := 0; i < len(e.ends); i += 2 {
		if err := add(e.data[start:e.ends[i]], e.data[e.ends[i]:e.ends[i+1]]); err != nil {
			return err
		}
		start = e.ends[i+1]
	}
	return nil
}

// add appends an entry. Its error is found by close.
func (b *tableBehind) add(key, value []byte) {
	e := b.next
	e.data = append(e.data, key...)
	e.ends = append(e.ends, len(e.data))
	e.data = append(e.data, value...)
	e.ends = append(e.ends, len(e.data))
	if len(e.data) < handed {
		return
	}
	b.full <- e
	select {
	case b.next = <-b.free:
		b.next.data, b.next.ends = b.next.data[:0], b.next.ends[:0]
	default:
		b.next = &entries{}
	}
}

func (b *tableBehind) close() error {
	b.full <- b.next
	close(b.full)
	return errors.Join(<-b.done, b.t.close())
}
