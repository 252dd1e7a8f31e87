package pebble

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"iter"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/term"
)

// Articles share one wait for the disk as long as a group lasts.
const (
	groupSize = 64
	groupTime = 50 * time.Millisecond
)

// A group is a run of commits that wait for the disk together. The last one
// on the log carries all before it, so only the newest wait is kept open
// while the next change is made; each must be called.
type group struct {
	waits []func() error
	began time.Time
}

func (g *group) add(wait func() error) error {
	if len(g.waits) == 0 {
		g.began = time.Now()
	}
	g.waits = append(g.waits, wait)
	if len(g.waits) >= groupSize || time.Since(g.began) > groupTime {
		return g.settle()
	}
	return nil
}

func (g *group) settle() error {
	var errs []error
	for _, wait := range g.waits {
		errs = append(errs, wait())
	}
	g.waits = g.waits[:0]
	return errors.Join(errs...)
}

// ReplaceAll implements backend.Backend.
func (d *DB) ReplaceAll(ctx context.Context, seq iter.Seq2[backend.Batch, error]) error {
	var g group
	err := d.replaceEach(ctx, seq, &g)
	return errors.Join(err, g.settle())
}

func (d *DB) replaceEach(ctx context.Context, seq iter.Seq2[backend.Batch, error], g *group) error {
	for b, err := range seq {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		wait, err := d.write(func(c *change) error { return c.replace(b) })
		if err != nil {
			return err
		}
		if err := g.add(wait); err != nil {
			return err
		}
	}
	return nil
}

// write makes one change with fill and commits it. The caller must call wait
// before it calls the change durable.
func (d *DB) write(fill func(*change) error) (wait func() error, err error) {
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := d.writable(); err != nil {
		return nil, err
	}
	if err := d.enter(); err != nil {
		return nil, err
	}
	defer d.leave()
	c := d.change()
	if err := fill(c); err != nil {
		c.abandon()
		return nil, err
	}
	if err := c.finish(); err != nil {
		c.abandon()
		return nil, ioError(err)
	}
	return c.commit()
}

// replace makes the quads of b the content of its label.
func (c *change) replace(b backend.Batch) error {
	old, err := c.labelled(b.Label)
	if err != nil {
		return err
	}
	for _, q := range b.Quads {
		t, err := c.tuple(q)
		if err != nil {
			return err
		}
		if old[t] {
			old[t] = false // stays
		} else if _, there := old[t]; !there {
			c.insert(t)
		}
	}
	for t, goes := range old {
		if goes {
			c.remove(t)
		}
	}
	if b.Source == "" {
		return nil
	}
	return c.setSource(b.Source, b.Label)
}

// labelled gives the quads on disk that have the label, each marked true.
func (c *change) labelled(label quad.Value) (map[tuple]bool, error) {
	quads := map[tuple]bool{}
	n, ok, err := c.find(label)
	if err != nil || !ok {
		return quads, err
	}
	prefix := lspo.appendPrefix(nil, tuple{3: n}, 1)
	it, err := c.db.db.NewIter(nil)
	if err != nil {
		return nil, err
	}
	bound(it, prefix)
	for ok := it.First(); ok; ok = it.Next() {
		t, err := lspo.read(it.Key())
		if err != nil {
			return nil, errors.Join(err, it.Close())
		}
		quads[t] = true
	}
	return quads, errors.Join(it.Error(), it.Close())
}

// Remove implements backend.Backend.
func (d *DB) Remove(_ context.Context, label quad.Value) (n int, err error) {
	wait, err := d.write(func(c *change) error {
		old, err := c.labelled(label)
		if err != nil {
			return err
		}
		for t := range old {
			c.remove(t)
		}
		n = len(old)
		if id, ok, err := c.find(label); err == nil && ok {
			c.descending, d.writer.last = id < d.writer.last, id
		}
		return c.dropSources(label)
	})
	if err != nil {
		return 0, err
	}
	return n, wait()
}

func sourceKey(source string) []byte { return append([]byte{tableSources}, source...) }

// originPrefix begins the keys that list the sources of a label. It is a
// hash, as a label of any length must be followed by a source of any length.
func originPrefix(label []byte) []byte {
	sum := sha256.Sum256(label)
	return append([]byte{tableOrigins}, sum[:16]...)
}

// setSource remembers that label was read from source. The label is kept as
// a value, not as an id: an article without quads has a source and no node.
func (c *change) setSource(source string, label quad.Value) error {
	enc, err := term.Append(nil, term.Canonical(label))
	if err != nil {
		return err
	}
	old, ok, err := c.get(sourceKey(source))
	if err != nil || ok && bytes.Equal(old, enc) {
		return err
	}
	if ok {
		if err := c.batch.Delete(append(originPrefix(old), source...), nil); err != nil {
			return err
		}
	} else {
		c.totals[totalSources]++
	}
	if err := c.batch.Set(append(originPrefix(enc), source...), nil, nil); err != nil {
		return err
	}
	return c.batch.Set(sourceKey(source), enc, nil)
}

func (c *change) dropSources(label quad.Value) error {
	if label == nil {
		return nil
	}
	enc, err := term.Append(nil, term.Canonical(label))
	if err != nil {
		return err
	}
	prefix := originPrefix(enc)
	it, err := c.db.db.NewIter(nil)
	if err != nil {
		return err
	}
	bound(it, prefix)
	for ok := it.First(); ok; ok = it.Next() {
		source := string(it.Key()[len(prefix):])
		c.totals[totalSources]--
		err := errors.Join(c.batch.Delete(it.Key(), nil), c.batch.Delete(sourceKey(source), nil))
		if err != nil {
			return errors.Join(err, it.Close())
		}
	}
	return errors.Join(it.Error(), it.Close())
}

// SetSources implements backend.Backend.
func (d *DB) SetSources(ctx context.Context, seq iter.Seq2[backend.Source, error]) error {
	wait, err := d.write(func(c *change) error {
		for src, err := range seq {
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				err = c.setSource(src.Name, src.Label)
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

// Source implements backend.Backend.
func (d *DB) Source(_ context.Context, source string) (quad.Value, bool, error) {
	enc, ok, err := d.view().get(sourceKey(source))
	if err != nil || !ok {
		return nil, false, err
	}
	label, err := term.Read(enc)
	return label, err == nil, err
}

// Sources implements backend.Backend.
func (d *DB) Sources(ctx context.Context) iter.Seq2[backend.Source, error] {
	return func(yield func(backend.Source, error) bool) {
		var fault error
		stopped := false
		err := d.view().scan([]byte{tableSources}, []byte{tableSources}, func(key, value []byte) bool {
			var label quad.Value
			if label, fault = term.Read(value); fault == nil {
				fault = ctx.Err()
			}
			stopped = fault == nil && !yield(backend.Source{Name: string(key[1:]), Label: label}, nil)
			return fault == nil && !stopped
		})
		if err = errors.Join(err, fault); err != nil && !stopped {
			yield(backend.Source{}, err)
		}
	}
}
