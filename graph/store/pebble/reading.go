package pebble

import (
	"context"
	"iter"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// QuadStore implements backend.Backend.
func (d *DB) QuadStore() graph.QuadStore { return d.viewer }

// Snapshot implements backend.Backend.
func (d *DB) Snapshot() graph.QuadStore { return &viewer{db: d, fixed: d.view()} }

// Label implements backend.Backend.
func (d *DB) Label(ctx context.Context, label quad.Value) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		v := d.view()
		var n id
		if label != nil {
			var ok bool
			var err error
			if n, ok, err = v.lookup(label); err != nil || !ok {
				if err != nil {
					yield(quad.Quad{}, err)
				}
				return
			}
		}
		v.yieldQuads(ctx, lspo.appendPrefix(nil, tuple{3: n}, 1), yield)
	}
}

// Quads implements backend.Backend.
func (d *DB) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		d.view().yieldQuads(ctx, []byte{tableLSPO}, yield)
	}
}

func (v *view) yieldQuads(ctx context.Context, prefix []byte, yield func(quad.Quad, error) bool) {
	r := v.open(lspo, prefix)
	for {
		t, ok := r.next()
		if !ok {
			break
		}
		q, err := v.quad(t)
		if err == nil {
			err = ctx.Err()
		}
		if !yield(q, err) || err != nil {
			return
		}
	}
	if r.err != nil {
		yield(quad.Quad{}, r.err)
	}
}

// Labels implements backend.Backend.
func (d *DB) Labels(ctx context.Context) iter.Seq2[quad.Value, error] {
	return func(yield func(quad.Value, error) bool) {
		v := d.view()
		prefix := []byte{tableLSPO}
		for n := none; ; n++ {
			from := lspo.appendPrefix(nil, tuple{3: n}, 1)
			label, ok, err := v.firstLabel(prefix, from)
			if !ok || err != nil {
				if err != nil {
					yield(nil, err)
				}
				return
			}
			n = label
			if n == none {
				continue
			}
			val, err := v.value(n)
			if err == nil {
				err = ctx.Err()
			}
			if !yield(val, err) || err != nil {
				return
			}
		}
	}
}

// firstLabel is the label of the first quad at or after the key.
func (v *view) firstLabel(prefix, from []byte) (label id, ok bool, err error) {
	var fault error
	err = v.scan(prefix, from, func(key, _ []byte) bool {
		var t tuple
		t, fault = lspo.read(key)
		label, ok = t[3], fault == nil
		return false
	})
	if err == nil {
		err = fault
	}
	return label, ok, err
}

// Stats implements backend.Backend.
func (d *DB) Stats(context.Context) (st backend.Stats, err error) {
	v := d.view()
	for name, n := range map[string]*int64{
		totalQuads: &st.Quads, totalNodes: &st.Nodes, totalPredicates: &st.Predicates,
		totalLabels: &st.Labels, totalSources: &st.Sources,
	} {
		if *n, err = v.count(totalKey(name)); err != nil {
			return st, err
		}
	}
	if err := d.enter(); err != nil {
		return st, err
	}
	defer d.leave()
	st.Bytes = int64(d.db.Metrics().DiskSpaceUsage())
	return st, nil
}

// count reads a counter; one that is not there is 0.
func (v *view) count(key []byte) (int64, error) {
	if err := v.db.enter(); err != nil {
		return 0, err
	}
	defer v.db.leave()
	n, _, err := getVarint(v.snap, key)
	return n, err
}
