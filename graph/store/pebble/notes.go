package pebble

import (
	"bytes"
	"context"
	"errors"
	"iter"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A note is kept under the id of a label, and goes with the first change to
// the quads of that label, whoever makes it.
func noteKey(label id) []byte { return appendID([]byte{tableNotes}, label) }

// viewOf is the view of a snapshot; nil when at is none of this DB.
func (d *DB) viewOf(at graph.QuadStore) *view {
	if s, ok := at.(*viewer); ok && s.db == d {
		return s.fixed
	}
	return nil
}

// Notes implements backend.Noter.
func (d *DB) Notes(ctx context.Context, at graph.QuadStore) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		v := d.viewOf(at)
		if v == nil {
			return
		}
		stopped := false
		err := v.scan([]byte{tableNotes}, []byte{tableNotes}, func(_, note []byte) bool {
			stopped = !yield(bytes.Clone(note), nil)
			return !stopped && ctx.Err() == nil
		})
		if err = errors.Join(err, ctx.Err()); err != nil && !stopped {
			yield(nil, err)
		}
	}
}

// SetNotes implements backend.Noter.
func (d *DB) SetNotes(_ context.Context, at graph.QuadStore, notes map[quad.IRI][]byte) error {
	if d.readOnly || len(notes) == 0 {
		return nil
	}
	wait, err := d.write(func(c *change) error {
		if v := d.viewOf(at); v == nil || v != d.current.Load() {
			return nil // what the notes tell may be no longer true
		}
		for label, note := range notes {
			n, ok, err := c.find(label)
			if err == nil && ok {
				err = c.batch.Set(noteKey(n), note, nil)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return wait()
}

// dropNotes takes away the notes of the labels whose quads change.
func (c *change) dropNotes(changed ...[]tuple) error {
	seen := map[id]bool{none: true}
	for _, tuples := range changed {
		for _, t := range tuples {
			if label := t[3]; !seen[label] {
				seen[label] = true
				if err := c.batch.Delete(noteKey(label), nil); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// dropNotes takes away the notes of the labels that an import adds to. It is
// called where the import becomes visible, with nobody else writing.
func (b *bulk) dropNotes() error {
	batch := b.db.db.NewBatch()
	it, err := b.db.db.NewIter(nil)
	if err != nil {
		return errors.Join(err, batch.Close())
	}
	bound(it, []byte{tableNotes})
	for ok := it.First(); ok && err == nil; ok = it.Next() {
		label, _, corrupt := readID(it.Key()[1:])
		if err = corrupt; err == nil && b.labels[label] != 0 {
			err = batch.Delete(it.Key(), nil)
		}
	}
	if err = errors.Join(err, it.Close()); err == nil && !batch.Empty() {
		err = batch.Commit(b.db.sync)
	}
	return errors.Join(err, batch.Close())
}
