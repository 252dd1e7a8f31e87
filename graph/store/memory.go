package store

import (
	"context"
	"iter"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// memory keeps quads in maps, with cayley's memory store as the view for
// queries.
type memory struct {
	mu      sync.Mutex
	qs      *memstore.QuadStore
	quads   map[quad.Value]map[quad.Quad]bool
	labels  []quad.Value
	sources map[string]quad.Value
}

func newMemory() *memory {
	return &memory{qs: memstore.New(), quads: map[quad.Value]map[quad.Quad]bool{}, sources: map[string]quad.Value{}}
}

func (m *memory) QuadStore() graph.QuadStore { return m.qs }

func (m *memory) add(q quad.Quad) bool {
	set := m.quads[q.Label]
	if set == nil {
		set = map[quad.Quad]bool{}
		m.quads[q.Label] = set
		m.labels = append(m.labels, q.Label)
	}
	if set[q] {
		return false
	}
	set[q] = true
	m.qs.AddQuad(q)
	return true
}

func (m *memory) drop(label quad.Value) int {
	var deltas []graph.Delta
	for q := range m.quads[label] {
		deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Delete})
	}
	_ = m.qs.ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreMissing: true})
	n := len(m.quads[label])
	m.quads[label] = map[quad.Quad]bool{}
	for s, l := range m.sources {
		if l == label {
			delete(m.sources, s)
		}
	}
	return n
}

func (m *memory) ReplaceAll(ctx context.Context, seq iter.Seq2[Batch, error]) error {
	for b, err := range seq {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		m.mu.Lock()
		m.drop(b.Label)
		for _, q := range b.Quads {
			m.add(q)
		}
		if b.Source != "" {
			m.sources[b.Source] = b.Label
		}
		m.mu.Unlock()
	}
	return nil
}

func (m *memory) Import(ctx context.Context, seq iter.Seq2[quad.Quad, error]) (n int64, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for q, err := range seq {
		if err != nil {
			return 0, err
		}
		if m.add(q) {
			n++
		}
	}
	return n, nil
}

func (m *memory) Remove(_ context.Context, label quad.Value) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.drop(label), nil
}

func (m *memory) Source(_ context.Context, source string) (quad.Value, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l, ok := m.sources[source]
	return l, ok, nil
}

func (m *memory) Sources(context.Context) iter.Seq2[backend.Source, error] {
	return func(yield func(backend.Source, error) bool) {}
}

func (m *memory) Label(_ context.Context, label quad.Value) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		m.mu.Lock()
		var list []quad.Quad
		for q := range m.quads[label] {
			list = append(list, q)
		}
		m.mu.Unlock()
		for _, q := range list {
			if !yield(q, nil) {
				return
			}
		}
	}
}

func (m *memory) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for l := range m.Labels(ctx) {
			for q := range m.Label(ctx, l) {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
}

func (m *memory) Labels(context.Context) iter.Seq2[quad.Value, error] {
	return func(yield func(quad.Value, error) bool) {
		m.mu.Lock()
		var list []quad.Value
		for _, l := range m.labels {
			if len(m.quads[l]) > 0 {
				list = append(list, l)
			}
		}
		m.mu.Unlock()
		for _, l := range list {
			if !yield(l, nil) {
				return
			}
		}
	}
}

func (m *memory) Stats(ctx context.Context) (Stats, error) {
	st, err := m.qs.Stats(ctx, true)
	return Stats{Quads: st.Quads.Size, Nodes: st.Nodes.Size, Sources: int64(len(m.sources))}, err
}

func (m *memory) Verify(context.Context) (Report, error) { return Report{}, nil }

func (m *memory) Close() error { return nil }
