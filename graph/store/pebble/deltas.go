package pebble

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// ApplyDeltas implements graph.QuadStore: all deltas, in order, or none.
func (s *viewer) ApplyDeltas(deltas []graph.Delta, opts graph.IgnoreOpts) error {
	wait, err := s.db.write(func(c *change) error {
		for _, delta := range deltas {
			if err := c.delta(delta, opts); err != nil {
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

func (c *change) delta(delta graph.Delta, opts graph.IgnoreOpts) error {
	switch delta.Action {
	case graph.Add:
		return c.addDelta(delta, opts.IgnoreDup)
	case graph.Delete:
		return c.deleteDelta(delta, opts.IgnoreMissing)
	}
	return &graph.DeltaError{Delta: delta, Err: graph.ErrInvalidAction}
}

func (c *change) addDelta(delta graph.Delta, ignoreDup bool) error {
	t, err := c.tuple(delta.Quad)
	if err != nil {
		return err
	}
	there, err := c.has(t)
	switch {
	case err != nil:
		return err
	case !there:
		c.insert(t)
	case !ignoreDup:
		return &graph.DeltaError{Delta: delta, Err: graph.ErrQuadExists}
	}
	return nil
}

func (c *change) deleteDelta(delta graph.Delta, ignoreMissing bool) error {
	t, there, err := c.findTuple(delta.Quad)
	if err == nil && there {
		there, err = c.has(t)
	}
	switch {
	case err != nil:
		return err
	case there:
		c.remove(t)
	case !ignoreMissing:
		return &graph.DeltaError{Delta: delta, Err: graph.ErrQuadNotExist}
	}
	return nil
}

// NewQuadWriter implements graph.QuadStore: each call of WriteQuads is a
// change of its own, durable when it returns.
func (s *viewer) NewQuadWriter() (quad.WriteCloser, error) { return quadWriter{s.db}, nil }

type quadWriter struct{ db *DB }

func (w quadWriter) WriteQuad(q quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{q})
	return err
}

func (w quadWriter) WriteQuads(quads []quad.Quad) (int, error) {
	if _, err := w.db.insertAll(quads); err != nil {
		return 0, err
	}
	return len(quads), nil
}

func (w quadWriter) Close() error { return nil }

// insertAll adds quads in one change and tells how many were new.
func (d *DB) insertAll(quads []quad.Quad) (n int64, err error) {
	wait, err := d.write(func(c *change) error {
		for _, q := range quads {
			if err := c.addDelta(graph.Delta{Quad: q, Action: graph.Add}, true); err != nil {
				return err
			}
		}
		n = int64(len(c.add))
		return nil
	})
	if err != nil {
		return 0, err
	}
	return n, wait()
}
