package pebble

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

// node is cayley's reference to a value.
type node id

func (n node) Key() any { return n }

// quadRef is cayley's reference to a quad: the quad itself in ids, so that
// its directions are known without reading anything.
type quadRef tuple

func (q quadRef) Key() any { return q }

// A viewer is cayley's QuadStore over one view, or over the newest.
type viewer struct {
	db    *DB
	fixed *view // nil for the newest
}

var (
	_ graph.QuadStore      = (*viewer)(nil)
	_ graph.BatchQuadStore = (*viewer)(nil)
)

func (s *viewer) at() *view {
	if s.fixed != nil {
		return s.fixed
	}
	return s.db.view()
}

// ref turns a reference of cayley's into an id.
func (s *viewer) ref(r graph.Ref) (id, bool) {
	switch r := r.(type) {
	case node:
		return id(r), true
	case graph.PreFetchedValue:
		n, ok, err := s.at().lookup(r.NameOf())
		return n, ok && err == nil
	}
	return none, false
}

// ValueOf implements graph.Namer; nil when no quad has the value.
func (s *viewer) ValueOf(v quad.Value) graph.Ref {
	if v == nil {
		return nil
	}
	n, ok, err := s.at().lookup(v)
	if !ok || err != nil {
		return nil
	}
	return node(n)
}

// NameOf implements graph.Namer.
func (s *viewer) NameOf(r graph.Ref) quad.Value {
	switch r := r.(type) {
	case node:
		v, _ := s.at().value(id(r))
		return v
	case graph.PreFetchedValue:
		return r.NameOf()
	}
	return nil
}

// ValuesOf implements graph.BatchQuadStore.
func (s *viewer) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	v := s.at()
	out := make([]quad.Value, len(refs))
	for i, r := range refs {
		var err error
		switch r := r.(type) {
		case node:
			out[i], err = v.value(id(r))
		case graph.PreFetchedValue:
			out[i] = r.NameOf()
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// RefsOf implements graph.BatchQuadStore; a value of no quad is an error.
func (s *viewer) RefsOf(_ context.Context, vals []quad.Value) ([]graph.Ref, error) {
	v := s.at()
	out := make([]graph.Ref, len(vals))
	for i, val := range vals {
		n, ok, err := v.lookup(val)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, &graph.DeltaError{Err: graph.ErrNodeNotExists}
		}
		out[i] = node(n)
	}
	return out, nil
}

// Quad implements graph.QuadIndexer.
func (s *viewer) Quad(r graph.Ref) quad.Quad {
	t, ok := r.(quadRef)
	if !ok {
		return quad.Quad{}
	}
	q, _ := s.at().quad(tuple(t))
	return q
}

// QuadDirection implements graph.QuadIndexer.
func (s *viewer) QuadDirection(r graph.Ref, d quad.Direction) graph.Ref {
	t, ok := r.(quadRef)
	if !ok || tuple(t).at(d) == none {
		return nil
	}
	return node(tuple(t).at(d))
}

// QuadIterator implements graph.QuadIndexer.
func (s *viewer) QuadIterator(d quad.Direction, r graph.Ref) graph.Iterator {
	n, ok := s.ref(r)
	if !ok {
		return iterator.NewNull()
	}
	var p pattern
	p.bind(d, n)
	return graph.NewLegacy(&quadsIterator{s, p}, nil)
}

// QuadIteratorSize implements graph.QuadIndexer.
func (s *viewer) QuadIteratorSize(ctx context.Context, d quad.Direction, r graph.Ref) (graph.Size, error) {
	n, ok := s.ref(r)
	if !ok {
		return graph.Size{Exact: true}, nil
	}
	var p pattern
	p.bind(d, n)
	return s.at().size(ctx, p)
}

// NodesAllIterator implements graph.QuadStore.
func (s *viewer) NodesAllIterator() graph.Iterator {
	return graph.NewLegacy(&nodesIterator{s}, nil)
}

// QuadsAllIterator implements graph.QuadStore.
func (s *viewer) QuadsAllIterator() graph.Iterator {
	return graph.NewLegacy(&quadsIterator{s, pattern{}}, nil)
}

// Stats implements graph.QuadStore; both numbers are always exact.
func (s *viewer) Stats(context.Context, bool) (graph.Stats, error) {
	v := s.at()
	quads, err := v.count(totalKey(totalQuads))
	if err != nil {
		return graph.Stats{}, err
	}
	nodes, err := v.count(totalKey(totalNodes))
	return graph.Stats{
		Nodes: graph.Size{Size: nodes, Exact: true},
		Quads: graph.Size{Size: quads, Exact: true},
	}, err
}

// Close implements graph.QuadStore and does nothing: the DB owns its view.
func (s *viewer) Close() error { return nil }
