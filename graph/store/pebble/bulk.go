package pebble

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"github.com/cayleygraph/quad"
)

// Import goes one of two ways. Up to importBatch quads are one change like an
// article. More go past the log and the memtable:
//
//	quads --> chunks --> names: merge of the chunks' values  --+
//	            |                                              +--> ingest
//	            +-----> quads: per index, sort and merge     --+
//
// A chunk holds as many quads as fit in memory, in numbers of its own for the
// values. The first heldQuads stay there; an import of no more sorts them at
// once and has no runs to write and merge. Merging the chunks' sorted values
// with the dictionary gives every value its id; the quads are then renumbered,
// sorted in the order of each index and written as tables that pebble takes in
// as they are. All tables, counters included, become visible in one step, and
// only then: an import that is interrupted leaves files in a directory that the
// next Open removes.
const (
	importBatch = 20_000
	chunkQuads  = 400_000
	chunkBytes  = 64 << 20 // of values
	heldQuads   = 1 << 20  // 32 MB, and five times that while they are sorted
	heldBytes   = 64 << 20 // of their values
	handful     = 2048     // quads after which an import looks whether it goes on
)

// Import implements backend.Backend.
func (d *DB) Import(ctx context.Context, seq iter.Seq2[quad.Quad, error]) (int64, error) {
	var b *bulk
	defer func() { b.abandon() }()
	var few []quad.Quad
	if err := d.writable(); err != nil {
		return 0, err
	}
	n := 0
	for q, err := range seq {
		if n++; err == nil && n%handful == 0 {
			err = ctx.Err()
		}
		switch {
		case err != nil:
			return 0, err
		case b != nil:
			err = b.add(q)
		default:
			if few = append(few, q); len(few) == importBatch {
				b, err = d.newBulk(ctx, few)
				few = nil
			}
		}
		if err != nil {
			return 0, ioError(err)
		}
	}
	if b == nil {
		return d.insertAll(few)
	}
	added, err := b.finish()
	return added, ioError(err)
}

// bulk is one import of many quads.
type bulk struct {
	db     *DB
	ctx    context.Context
	dir    string
	chunks []*chunk

	filling *chunk // the last of the chunks, nil between two of them
	sealing sync.WaitGroup
	sealErr error

	room           []tuple // for the quads of the first chunks, one behind the other
	taken          int     // of room
	held, heldSize int     // quads in chunks that are held, and bytes of values

	mu     sync.Mutex
	tables []string // files to ingest

	nodes      int64 // values that were not there
	fresh      int64 // quads that were not there
	predicates map[id]int64
	labels     map[id]int64
}

// newBulk takes the directory of imports, and the first quads; a second import
// waits for it.
func (d *DB) newBulk(ctx context.Context, few []quad.Quad) (*bulk, error) {
	d.importing.Lock()
	b := &bulk{
		db: d, ctx: ctx, dir: filepath.Join(d.dir, leftovers),
		room:       make([]tuple, d.heldQuads),
		predicates: map[id]int64{}, labels: map[id]int64{},
	}
	err := d.removeLeftovers()
	if err == nil {
		err = d.fs.MkdirAll(b.dir, 0o755)
	}
	for i := 0; i < len(few) && err == nil; i++ {
		err = b.add(few[i])
	}
	return b, err
}

func (b *bulk) path(name string) string { return filepath.Join(b.dir, name) }

// add puts a quad into a chunk.
func (b *bulk) add(q quad.Quad) error {
	if b.filling == nil {
		b.filling = newChunk(fmt.Sprintf("%06d", len(b.chunks)), b.roomForChunk())
		b.chunks = append(b.chunks, b.filling)
	}
	if err := b.filling.add(q); err != nil {
		return err
	}
	if b.filling.full() {
		return b.seal()
	}
	return nil
}

// roomForChunk is behind the chunk before, as long as there is any, so that
// the quads of chunks that are held lie together.
func (b *bulk) roomForChunk() []tuple {
	if left := b.room[b.taken:]; len(left) > 0 {
		return left[:min(len(left), b.db.chunkQuads)]
	}
	return make([]tuple, b.db.chunkQuads)
}

// seal seals the chunk while the next one fills; there are never three.
func (b *bulk) seal() error {
	b.sealing.Wait()
	if b.sealErr != nil {
		return b.sealErr
	}
	c := b.filling
	b.filling = nil
	b.taken = min(b.taken+len(c.quads), len(b.room))
	if b.held+len(c.quads) <= b.taken && b.heldSize+c.size() <= heldBytes {
		c.held = true
		b.held, b.heldSize = b.held+len(c.quads), b.heldSize+c.size()
	}
	b.sealing.Go(func() { b.sealErr = c.seal(b) })
	return nil
}

// abandon removes what the import has written. It is called at the end of
// every import, of a nil bulk too. What cannot be removed now is when the next
// import begins, or the store is opened: the outcome of this one stands.
func (b *bulk) abandon() {
	if b == nil {
		return
	}
	b.sealing.Wait()
	defer b.db.importing.Unlock()
	_ = b.db.fs.RemoveAll(b.dir)
}

// finish turns the chunks into tables and hands them to pebble.
func (b *bulk) finish() (int64, error) {
	if b.filling != nil {
		if err := b.seal(); err != nil {
			return 0, err
		}
	}
	b.sealing.Wait()
	if b.sealErr != nil {
		return 0, b.sealErr
	}
	d := b.db
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := d.writable(); err != nil {
		return 0, err
	}
	if err := d.enter(); err != nil {
		return 0, err
	}
	defer d.leave()
	quads := func() error { return b.steps(b.sortQuads, b.mergeQuads) }
	if b.allHeld() {
		quads = b.sortHeld
	}
	rest := func() error { return together(b.mergeNames, quads) }
	if err := b.steps(b.mergeValues, rest, b.count); err != nil {
		return 0, err
	}
	return b.fresh, b.ingest()
}

// steps runs one after another until one fails or the import is given up.
func (b *bulk) steps(steps ...func() error) error {
	for _, step := range steps {
		if err := errors.Join(step(), b.ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}

// count writes the counters as they will be.
func (b *bulk) count() error {
	w := &b.db.writer
	counts := map[string]int64{}
	next := map[string]int64{
		totalQuads: w.totals[totalQuads] + b.fresh,
		totalNodes: w.totals[totalNodes] + b.nodes,
	}
	for _, k := range []struct {
		table byte
		diff  map[id]int64
		total string
	}{{'P', b.predicates, totalPredicates}, {'L', b.labels, totalLabels}} {
		next[k.total] = w.totals[k.total]
		for n, diff := range k.diff {
			key := countKey(nil, k.table, n)
			old, _, err := getVarint(b.db.db, key)
			if err != nil {
				return err
			}
			counts[string(key)] = old + diff
			if old == 0 && n != none {
				next[k.total]++
			}
		}
	}
	for name, n := range next {
		counts[string(totalKey(name))] = n
	}
	if err := b.writeNumbers("counts", counts); err != nil {
		return err
	}
	return b.writeNumbers("meta", map[string]int64{string(metaKey("next")): int64(b.top())})
}

func (b *bulk) writeNumbers(name string, numbers map[string]int64) error {
	t := b.newTable(name)
	for _, key := range slices.Sorted(maps.Keys(numbers)) {
		if err := t.add([]byte(key), binary.AppendVarint(nil, numbers[key])); err != nil {
			return errors.Join(err, t.close())
		}
	}
	return t.close()
}

// top is the next sequence number after the import.
func (b *bulk) top() uint64 {
	last := b.chunks[len(b.chunks)-1]
	return last.base + uint64(last.count) + 1
}

// ingest makes all tables visible at once.
func (b *bulk) ingest() error {
	if b.fresh == 0 {
		return nil // and so no new values: everything was there
	}
	err := b.db.advance(func() error {
		if err := b.dropNotes(); err != nil {
			return err
		}
		return errors.Join(b.db.db.Ingest(b.ctx, b.tables), b.db.fs.stopped())
	}, b.db.ranges.m.clear)
	if err != nil {
		return err
	}
	return b.db.writer.start(b.db)
}
