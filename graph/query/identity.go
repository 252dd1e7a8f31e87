package query

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// Identities reads the judgements of a store on which entities are one thing.
func Identities(ctx context.Context, st *store.Store) (*schema.Identities, error) {
	return identitiesOf(ctx, st.Snapshot())
}

func identitiesOf(ctx context.Context, qs graph.QuadStore) (*schema.Identities, error) {
	list, err := schema.DecodeJudgements(with(ctx, qs, quad.Label, schema.IdentitiesLabel))
	if err != nil {
		return nil, err
	}
	return schema.NewIdentities(list), nil
}

// A reader reads a store for the listings.
type reader struct {
	qs  graph.QuadStore    // as it is stored
	one graph.QuadStore    // with one node for one thing
	ids *schema.Identities // nil: each entity is its own
}

func newReader(ctx context.Context, qs graph.QuadStore, raw bool) (reader, error) {
	r := reader{qs: qs, one: qs}
	if raw {
		return r, nil
	}
	var err error
	if r.ids, err = identitiesOf(ctx, qs); err == nil {
		r.one = merge(qs, r.ids)
	}
	return r, err
}

// reading decodes one article.
func (r reader) reading(ctx context.Context, label quad.IRI) (schema.Reading, error) {
	a, err := schema.Decode(with(ctx, r.qs, quad.Label, label))
	if err != nil {
		return a, fmt.Errorf("%s: %w", label, err)
	}
	r.ids.Apply(&a)
	return a, nil
}

// A merged store shows entities that are one thing as one node, and hides the
// judgements that say so. Every other part of a query goes through its four
// ways of finding quads, so that paths and joins need not know of it. The
// store's own optimizations would go past it and are not used; a store without
// judgements is not wrapped.
type merged struct {
	graph.QuadStore
	ids       *schema.Identities
	canonical map[any]graph.Ref   // by the key of a member
	members   map[any][]graph.Ref // by the key of the canonical node
	judged    map[any]bool        // keys of nodes with judgements
}

// merge wraps a store, if there are judgements.
func merge(qs graph.QuadStore, ids *schema.Identities) graph.QuadStore {
	m := &merged{QuadStore: qs, ids: ids, canonical: map[any]graph.Ref{}, members: map[any][]graph.Ref{}, judged: map[any]bool{}}
	if len(ids.Judged()) == 0 {
		return qs
	}
	for _, iri := range ids.Judged() {
		if ref := qs.ValueOf(schema.IRI(iri)); ref != nil {
			m.judged[ref.Key()] = true
		}
	}
	for name, members := range ids.Clusters() {
		m.add(name, members)
	}
	return m
}

func (m *merged) add(name string, members []string) {
	var refs []graph.Ref
	canonical := m.QuadStore.ValueOf(schema.IRI(name))
	for _, member := range members {
		if ref := m.QuadStore.ValueOf(schema.IRI(member)); ref != nil {
			refs = append(refs, ref)
			if canonical == nil { // the name itself is nowhere in the store
				canonical = ref
			}
		}
	}
	for _, ref := range refs {
		m.canonical[ref.Key()] = canonical
	}
	if canonical != nil {
		m.members[canonical.Key()] = refs
	}
}

func (m *merged) canonicalRef(ref graph.Ref) graph.Ref {
	if ref == nil {
		return nil
	}
	if c, ok := m.canonical[ref.Key()]; ok {
		return c
	}
	return ref
}

// ValueOf finds the node of any member.
func (m *merged) ValueOf(v quad.Value) graph.Ref { return m.canonicalRef(m.QuadStore.ValueOf(v)) }

// NameOf returns the name under which a node is known.
func (m *merged) NameOf(ref graph.Ref) quad.Value {
	return m.term(nameOf(m.QuadStore, ref))
}

func (m *merged) term(v quad.Value) quad.Value {
	if iri, ok := v.(quad.IRI); ok {
		return schema.IRI(m.ids.Canonical(schema.Compact(string(iri))))
	}
	return v
}

// Quad returns a quad with the names under which its nodes are known.
func (m *merged) Quad(ref graph.Ref) quad.Quad {
	q := m.QuadStore.Quad(ref)
	q.Subject, q.Object = m.term(q.Subject), m.term(q.Object)
	return q
}

// QuadDirection returns the node at one end of a quad.
func (m *merged) QuadDirection(ref graph.Ref, d quad.Direction) graph.Ref {
	return m.canonicalRef(m.QuadStore.QuadDirection(ref, d))
}

// QuadIterator goes through the quads of all members.
func (m *merged) QuadIterator(d quad.Direction, ref graph.Ref) graph.Iterator {
	members := m.members[m.canonicalRef(ref).Key()]
	switch len(members) {
	case 0:
		return m.quads(d, ref)
	case 1:
		return m.quads(d, members[0])
	}
	its := make([]graph.Iterator, len(members))
	for i, member := range members {
		its[i] = m.quads(d, member)
	}
	return iterator.NewOr(its...)
}

// quads goes through the quads of one node but for judgements.
func (m *merged) quads(d quad.Direction, ref graph.Ref) graph.Iterator {
	it := m.QuadStore.QuadIterator(d, ref)
	if !m.judged[ref.Key()] {
		return it
	}
	return iterator.NewValueFilter(labelNamer{m.QuadStore}, it, func(label quad.Value) (bool, error) {
		return label != schema.IdentitiesLabel, nil
	})
}

// A labelNamer names quads by their labels, so that a filter of values can
// filter quads.
type labelNamer struct{ graph.QuadStore }

// NameOf returns the label of a quad.
func (n labelNamer) NameOf(ref graph.Ref) quad.Value {
	if label := n.QuadStore.QuadDirection(ref, quad.Label); label != nil {
		return n.QuadStore.NameOf(label)
	}
	return nil
}

// QuadIteratorSize adds up the members.
func (m *merged) QuadIteratorSize(ctx context.Context, d quad.Direction, ref graph.Ref) (graph.Size, error) {
	members := m.members[m.canonicalRef(ref).Key()]
	if len(members) == 0 {
		return m.QuadStore.QuadIteratorSize(ctx, d, ref)
	}
	var sum graph.Size
	for _, member := range members {
		size, err := m.QuadStore.QuadIteratorSize(ctx, d, member)
		if err != nil {
			return sum, err
		}
		sum.Size += size.Size
		sum.Exact = size.Exact
	}
	return sum, nil
}

// NodesAllIterator leaves out the members that are known under another name.
func (m *merged) NodesAllIterator() graph.Iterator {
	var others []graph.Ref
	for _, members := range m.members {
		for _, ref := range members {
			if m.canonicalRef(ref).Key() != ref.Key() {
				others = append(others, ref)
			}
		}
	}
	all := m.QuadStore.NodesAllIterator()
	return iterator.NewNot(iterator.NewFixed(others...), all)
}
