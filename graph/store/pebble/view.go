package pebble

import (
	"bytes"
	"errors"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"github.com/sayso-graph/sayso/graph/store/term"
)

// A view is the store as it was after one commit. All reading goes through
// views. A view whose commit is past is closed when the last reader forgets
// it; cayley's iterators are not always closed, so it is the garbage
// collector that tells.
type view struct {
	db   *DB
	snap *snapshot
	seq  uint64 // of the commit
	used atomic.Bool
}

// A snapshot is what a view holds of pebble: kept apart from it so that a
// cleanup can close the one when the other is gone.
type snapshot struct {
	*pebble.Snapshot
	set *viewSet

	mu    sync.Mutex
	idle  []*pebble.Iterator // positioned anywhere; making one is dearer than moving one
	stale bool               // no new reader will come; idle iterators are not kept
}

// viewSet knows every open snapshot, so that Close leaves none behind.
type viewSet struct {
	mu   sync.Mutex
	open map[*snapshot]struct{}
}

// view is the store as of now. It never waits for a writer.
func (d *DB) view() *view {
	v := d.current.Load()
	if !v.used.Load() {
		v.used.Store(true)
	}
	return v
}

// advance runs a commit and makes its outcome what the next reader sees. What
// pebble shows and what views and caches believe change together.
func (d *DB) advance(commit func() error, forget func()) error {
	d.views.mu.Lock()
	defer d.views.mu.Unlock()
	if err := commit(); err != nil {
		return err
	}
	d.ranges.commit(forget)
	old := d.current.Swap(d.newViewLocked())
	if old == nil {
		return nil
	}
	if old.used.Load() {
		old.snap.retire()
	} else {
		old.snap.closeLocked()
	}
	return nil
}

// newViewLocked is called with views locked.
func (d *DB) newViewLocked() *view {
	s := &snapshot{Snapshot: d.db.NewSnapshot(), set: &d.views}
	if d.views.open == nil {
		d.views.open = map[*snapshot]struct{}{}
	}
	d.views.open[s] = struct{}{}
	v := &view{db: d, snap: s, seq: d.ranges.seq}
	runtime.AddCleanup(v, (*snapshot).close, s)
	return v
}

// retire closes the idle iterators of a snapshot that will have no new readers.
func (s *snapshot) retire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stale = true
	for _, it := range s.idle {
		_ = it.Close() // reading found its errors already
	}
	s.idle = nil
}

// close frees the snapshot when no reader knows it any more.
func (s *snapshot) close() {
	s.set.mu.Lock()
	defer s.set.mu.Unlock()
	s.closeLocked()
}

// closeLocked is close for who has the views locked.
func (s *snapshot) closeLocked() {
	if _, open := s.set.open[s]; open {
		delete(s.set.open, s)
		s.retire()
		_ = s.Snapshot.Close()
	}
}

// closeAll closes what readers have left behind. No reader may be inside.
func (vs *viewSet) closeAll() {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	for _, s := range slices.Collect(maps.Keys(vs.open)) {
		s.closeLocked()
	}
}

// errClosed is returned to a reader of a store that was closed under it.
var errClosed = errors.New("store is closed")

// enter keeps the store open until leave. Where a reader is inside already it
// may enter again: a Close that waits for it makes the second entry fail
// rather than block.
func (d *DB) enter() error {
	if !d.gate.TryRLock() {
		return errClosed
	}
	return nil
}

func (d *DB) leave() { d.gate.RUnlock() }

// iter borrows an iterator; give it back with done.
func (v *view) iter() (*pebble.Iterator, error) {
	if err := v.db.enter(); err != nil {
		return nil, err
	}
	s := v.snap
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.idle); n > 0 {
		it := s.idle[n-1]
		s.idle = s.idle[:n-1]
		return it, nil
	}
	it, err := s.NewIter(nil)
	if err != nil {
		v.db.leave()
	}
	return it, err
}

// maxIdle bounds the iterators kept for the next reader.
const maxIdle = 16

func (v *view) done(it *pebble.Iterator) error {
	defer v.db.leave()
	s := v.snap
	err := it.Error()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil && !s.stale && len(s.idle) < maxIdle {
		s.idle = append(s.idle, it)
		return nil
	}
	return errors.Join(err, it.Close())
}

// bound keeps an iterator among the keys with a prefix. Without, it would pass
// over everything that was deleted behind them to find that they have ended.
func bound(it *pebble.Iterator, prefix []byte) { it.SetBounds(prefix, end(prefix)) }

// scan calls f with each key that has the prefix, from the key from on, and
// its value, until f returns false. Both are valid during the call only.
func (v *view) scan(prefix, from []byte, f func(key, value []byte) bool) error {
	it, err := v.iter()
	if err != nil {
		return err
	}
	bound(it, prefix)
	for ok := it.SeekGE(from); ok; ok = it.Next() {
		value, err := it.ValueAndErr()
		if err != nil {
			return errors.Join(err, v.done(it))
		}
		if !f(it.Key(), value) {
			break
		}
	}
	return v.done(it)
}

// get copies the value of a key; ok is false where there is none.
func (v *view) get(key []byte) (value []byte, ok bool, err error) {
	if err := v.db.enter(); err != nil {
		return nil, false, err
	}
	defer v.db.leave()
	defer runtime.KeepAlive(v) // its cleanup closes the snapshot
	return get(v.snap, key)
}

func get(r pebble.Reader, key []byte) (value []byte, ok bool, err error) {
	b, closer, err := r.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return bytes.Clone(b), true, closer.Close()
}

// lookup finds the id of a value; ok is false when no quad has it.
func (v *view) lookup(val quad.Value) (n id, ok bool, err error) {
	val = term.Canonical(val)
	if n, ok := term.Inline(val); ok {
		_, ok, err := v.get(nameKey(nil, n))
		return n, ok, err
	}
	var encBuf [2 * term.MaxKey]byte
	var keyBuf [1 + term.MaxKey]byte // of its own: an encoding may fill the other
	enc, err := term.Append(encBuf[:0], val)
	if err != nil {
		return none, false, err
	}
	key := valueKey(keyBuf[:0], enc)
	if n, ok := v.db.known.get(string(key)); ok {
		return n, true, nil
	}
	b, ok, err := v.get(key)
	if !ok || err != nil {
		return none, false, err
	}
	n, _, err = readID(b)
	if err == nil {
		v.db.ranges.atNewest(v, func() { v.db.known.put(string(key), n, len(key)+64) })
	}
	return n, err == nil, err
}

// value is what an id stands for; nil for none and for an id that is no more.
func (v *view) value(n id) (quad.Value, error) {
	if n == none {
		return nil, nil
	}
	if val := term.Inlined(n); val != nil {
		return val, nil
	}
	if val, ok := v.db.values.get(n); ok {
		return val, nil
	}
	b, ok, err := v.get(nameKey(nil, n))
	if !ok || err != nil {
		return nil, err
	}
	val, err := term.Read(b)
	if err == nil {
		v.db.values.put(n, val, len(b)+64)
	}
	return val, err
}

// quad decodes a tuple.
func (v *view) quad(t tuple) (q quad.Quad, err error) {
	for i, d := range quad.Directions {
		val, err := v.value(t[i])
		if err != nil {
			return quad.Quad{}, err
		}
		q.Set(d, val)
	}
	return q, nil
}
