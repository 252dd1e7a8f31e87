package pebble

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"

	"github.com/sayso-graph/sayso/graph/store/term"
)

// Totals that the store keeps; their names are keys on disk.
const (
	totalQuads      = "Q"
	totalNodes      = "N"
	totalPredicates = "P"
	totalLabels     = "L"
	totalSources    = "S"
)

var totals = []string{totalLabels, totalNodes, totalPredicates, totalQuads, totalSources}

// writer is the state between changes. DB.writing guards it.
type writer struct {
	last   id     // label that was removed last
	next   uint64 // sequence number of the next new value
	totals map[string]int64
}

func (w *writer) start(d *DB) error {
	w.totals = map[string]int64{}
	next, _, err := d.getMeta("next")
	if err != nil {
		return err
	}
	w.next = uint64(max(next, 1))
	for _, name := range totals {
		if w.totals[name], _, err = getVarint(d.db, totalKey(name)); err != nil {
			return err
		}
	}
	return nil
}

func totalKey(name string) []byte { return append([]byte{tableCounts}, name...) }

// A change is a set of quads to add and to remove that become visible
// together. It is made by DB.change under DB.writing, filled, and committed
// or dropped; dropping it leaves no trace.
type change struct {
	db    *DB
	batch *pebble.Batch

	next  uint64
	fresh map[string]id // value key -> id, of values that are not on disk
	names map[id][]byte // their encodings; nil for inline ids
	named []string      // keys of fresh that are written
	gone  []string      // value keys that are deleted

	// add and drop are the net effect, disjoint: quads that are not on disk
	// and shall be, and quads that are and shall not be.
	add, drop map[tuple]struct{}

	totals map[string]int64 // differences

	// descending tells that articles are removed from the newest on.
	descending bool
}

func (d *DB) change() *change {
	return &change{
		db: d, batch: d.db.NewBatch(), next: d.writer.next,
		fresh: map[string]id{}, names: map[id][]byte{},
		add: map[tuple]struct{}{}, drop: map[tuple]struct{}{},
		totals: map[string]int64{},
	}
}

func (c *change) get(key []byte) ([]byte, bool, error) { return get(c.db.db, key) }

// find is the id of a value that is on disk or new in this change.
func (c *change) find(val quad.Value) (id, bool, error) {
	if val == nil {
		return none, true, nil
	}
	val = term.Canonical(val)
	if n, ok := term.Inline(val); ok {
		return n, true, nil // whether it is a node yet is known when the change is finished
	}
	enc, err := term.Append(nil, val)
	if err != nil {
		return none, false, err
	}
	return c.findKey(valueKey(nil, enc))
}

func (c *change) findKey(key []byte) (id, bool, error) {
	if n, ok := c.fresh[string(key)]; ok {
		return n, true, nil
	}
	if n, ok := c.db.known.get(string(key)); ok {
		return n, true, nil
	}
	b, ok, err := c.get(key)
	if !ok || err != nil {
		return none, false, err
	}
	n, _, err := readID(b)
	if err == nil {
		c.db.known.put(string(key), n, len(key)+64)
	}
	return n, err == nil, err
}

// id is find that makes an id for a value that has none.
func (c *change) id(val quad.Value) (id, error) {
	if val == nil {
		return none, nil
	}
	val = term.Canonical(val)
	if n, ok := term.Inline(val); ok {
		return n, nil
	}
	enc, err := term.Append(nil, val)
	if err != nil {
		return none, err
	}
	key := valueKey(nil, enc)
	n, ok, err := c.findKey(key)
	if ok || err != nil {
		return n, err
	}
	n = term.MakeID(c.next, term.KindDict)
	c.next++
	c.fresh[string(key)] = n
	c.names[n] = enc
	return n, nil
}

// tuple turns a quad into ids, making those that are missing.
func (c *change) tuple(q quad.Quad) (t tuple, err error) {
	for i, d := range quad.Directions {
		if t[i], err = c.id(q.Get(d)); err != nil {
			return t, err
		}
	}
	return t, nil
}

// findTuple turns a quad into ids; ok is false when a term of it is in no quad.
func (c *change) findTuple(q quad.Quad) (t tuple, ok bool, err error) {
	for i, d := range quad.Directions {
		if t[i], ok, err = c.find(q.Get(d)); !ok || err != nil {
			return t, false, err
		}
	}
	return t, true, nil
}

// has tells whether the quad is there, this change included.
func (c *change) has(t tuple) (bool, error) {
	if _, ok := c.add[t]; ok {
		return true, nil
	}
	if _, ok := c.drop[t]; ok {
		return false, nil
	}
	for _, n := range t {
		if c.names[n] != nil {
			return false, nil // a value of this change is in no quad on disk
		}
	}
	_, ok, err := c.get(spol.appendKey(nil, t))
	return ok, err
}

// insert adds a quad that is not there.
func (c *change) insert(t tuple) {
	if _, ok := c.drop[t]; ok {
		delete(c.drop, t)
		return
	}
	c.add[t] = struct{}{}
}

// remove takes out a quad that is there.
func (c *change) remove(t tuple) {
	if _, ok := c.add[t]; ok {
		delete(c.add, t)
		return
	}
	c.drop[t] = struct{}{}
}

// finish writes the net effect into the batch: quads, names, counts, and that
// notes on what changes are no longer true.
func (c *change) finish() error {
	add, drop := sortedTuples(c.add), sortedTuples(c.drop)
	if err := errors.Join(c.writeQuads(add, drop), c.dropNotes(add, drop)); err != nil {
		return err
	}
	if err := c.writeNames(add); err != nil {
		return err
	}
	if err := c.dropNames(drop); err != nil {
		return err
	}
	if err := c.writeCounts(add, drop); err != nil {
		return err
	}
	return c.writeTotals()
}

func sortedTuples(set map[tuple]struct{}) []tuple {
	return slices.SortedFunc(maps.Keys(set), func(a, b tuple) int { return slices.Compare(a[:], b[:]) })
}

func (c *change) writeQuads(add, drop []tuple) error {
	var key []byte
	for _, x := range indexes {
		for _, t := range drop {
			key = x.appendKey(key[:0], t)
			if err := c.batch.Delete(key, nil); err != nil {
				return err
			}
		}
		for _, t := range add {
			key = x.appendKey(key[:0], t)
			if err := c.batch.Set(key, nil, nil); err != nil {
				return err
			}
		}
	}
	c.totals[totalQuads] += int64(len(add) - len(drop))
	return nil
}

// writeNames puts the values of added quads into the dictionary.
func (c *change) writeNames(add []tuple) error {
	seen := map[id]bool{none: true}
	for _, t := range add {
		for _, n := range t {
			if seen[n] {
				continue
			}
			seen[n] = true
			if err := c.writeName(n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *change) writeName(n id) error {
	key := nameKey(nil, n)
	enc := c.names[n]
	if enc == nil {
		if n.Kind() == term.KindDict {
			return nil // on disk
		}
		if _, ok, err := c.get(key); ok || err != nil {
			return err
		}
	} else {
		vk := valueKey(nil, enc)
		c.named = append(c.named, string(vk))
		if err := c.batch.Set(vk, appendID(nil, n), nil); err != nil {
			return err
		}
	}
	c.totals[totalNodes]++
	return c.batch.Set(key, enc, nil)
}

// dropNames takes values out of the dictionary that were only in dropped quads.
func (c *change) dropNames(drop []tuple) error {
	live := map[id]bool{none: true}
	for t := range c.add {
		for _, n := range t {
			live[n] = true
		}
	}
	it, err := c.db.db.NewIter(nil)
	if err != nil {
		return err
	}
	for _, t := range drop {
		for _, n := range t {
			if live[n] {
				continue
			}
			live[n] = true // looked at
			if err := c.dropName(it, n); err != nil {
				return errors.Join(err, it.Close())
			}
		}
	}
	return it.Close()
}

func (c *change) dropName(it *pebble.Iterator, n id) error {
	used, err := c.stillUsed(it, n)
	if used || err != nil {
		return err
	}
	key := nameKey(nil, n)
	enc, ok, err := c.get(key)
	if err != nil || !ok {
		return errors.Join(err, missing(ok, n))
	}
	if n.Kind() == term.KindDict {
		vk := valueKey(nil, enc)
		c.gone = append(c.gone, string(vk))
		if err := c.batch.Delete(vk, nil); err != nil {
			return err
		}
	}
	c.totals[totalNodes]--
	return c.batch.Delete(key, nil)
}

func missing(ok bool, n id) error {
	if ok {
		return nil
	}
	return fmt.Errorf("%w: id %d is in a quad and not in the dictionary", term.ErrCorrupt, n)
}

// stillUsed looks for a quad with the value that this change does not drop.
// It passes over at most the dropped quads, so that removing an article takes
// time in proportion to the article. What earlier changes dropped is passed
// over too, by pebble, until it is compacted; articles that are removed one
// after another leave such gaps at one end of a range, so that the search
// begins at the other.
func (c *change) stillUsed(it *pebble.Iterator, n id) (bool, error) {
	// Predicates are counted; their ranges are the longest.
	count, ok, err := getVarint(c.db.db, countKey(nil, 'P', n))
	if ok {
		for t := range c.drop {
			if t[1] == n {
				count--
			}
		}
	}
	if count > 0 || err != nil {
		return count > 0, err
	}
	for _, x := range []*index{lspo, ospl, spol} {
		if used, err := c.usedIn(it, x, n); used || err != nil {
			return used, err
		}
	}
	return false, nil
}

func (c *change) usedIn(it *pebble.Iterator, x *index, n id) (bool, error) {
	bound(it, appendID([]byte{x.table}, n))
	seek, next := it.Last, it.Prev
	if c.descending {
		seek, next = it.First, it.Next
	}
	for ok := seek(); ok; ok = next() {
		t, err := x.read(it.Key())
		if err != nil {
			return false, err
		}
		if _, dropped := c.drop[t]; !dropped {
			return true, nil
		}
	}
	return false, it.Error()
}

// writeCounts keeps the numbers of quads by predicate and by label.
func (c *change) writeCounts(add, drop []tuple) error {
	for _, k := range []struct {
		table byte
		at    int
		total string
	}{{'P', 1, totalPredicates}, {'L', 3, totalLabels}} {
		diff := map[id]int64{}
		for _, t := range add {
			diff[t[k.at]]++
		}
		for _, t := range drop {
			diff[t[k.at]]--
		}
		for _, n := range slices.Sorted(maps.Keys(diff)) {
			if err := c.writeCount(countKey(nil, k.table, n), n, diff[n], k.total); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *change) writeCount(key []byte, n id, diff int64, total string) error {
	old, _, err := getVarint(c.db.db, key)
	if err != nil || diff == 0 {
		return err
	}
	if n != none { // the missing label is counted but is no label
		c.totals[total] += sign(old+diff) - sign(old)
	}
	if old+diff == 0 {
		return c.batch.Delete(key, nil)
	}
	return c.batch.Set(key, binary.AppendVarint(nil, old+diff), nil)
}

func sign(n int64) int64 {
	if n > 0 {
		return 1
	}
	return 0
}

func (c *change) writeTotals() error {
	for _, name := range totals {
		if c.totals[name] == 0 {
			continue
		}
		n := c.db.writer.totals[name] + c.totals[name]
		if err := c.batch.Set(totalKey(name), binary.AppendVarint(nil, n), nil); err != nil {
			return err
		}
	}
	if c.next == c.db.writer.next {
		return nil
	}
	return c.batch.Set(metaKey("next"), binary.AppendVarint(nil, int64(c.next)), nil)
}
