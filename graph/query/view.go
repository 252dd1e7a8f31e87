package query

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/nquads"
	"github.com/sayso-graph/sayso/schema"
)

// Prefixed is a store that is asked for terms by any of their spellings, and
// answers with them as they are stored: for Cayley's own query languages.
func Prefixed(qs graph.QuadStore) graph.QuadStore { return &view{QuadStore: qs, stored: true} }

// A view is a store as a Gizmo query sees it. On the way in every term may be
// prefixed: all of Gizmo's functions ask ValueOf for the terms they are given,
// so ent:ILO works in each of them. On the way out IRIs are prefixed again and
// literals have the form that JavaScript understands best.
type view struct {
	graph.QuadStore
	full   bool // IRIs come out absolute
	stored bool // all terms come out as they are stored
	hook   *hook
}

// ValueOf finds a term by any of its spellings.
func (v *view) ValueOf(term quad.Value) graph.Ref {
	if term == hookIRI && v.hook != nil {
		return graph.PreFetched(v.hook)
	}
	return valueOf(v.QuadStore, term)
}

// valueOf finds a term by any of its spellings. A text that is nowhere in the
// store as it is may be one in English, as the words of articles are and as
// queries show them: "spokesperson" is "spokesperson"@en. Or it begins with a
// prefix and is a name whose brackets were forgotten: "ent:ILO" is <ent:ILO>.
func valueOf(qs graph.QuadStore, term quad.Value) graph.Ref {
	ref := qs.ValueOf(absolute(term))
	text, ok := term.(quad.String)
	if ref != nil || !ok {
		return ref
	}
	if ref = qs.ValueOf(quad.LangString{Value: text, Lang: "en"}); ref != nil {
		return ref
	}
	if iri := schema.Expand(string(text)); iri != string(text) && schema.ValidIRI(iri) {
		return qs.ValueOf(quad.IRI(iri))
	}
	return nil
}

// NameOf returns a term as JavaScript is to see it.
func (v *view) NameOf(ref graph.Ref) quad.Value {
	term := nameOf(v.QuadStore, ref)
	if v.stored {
		return term
	}
	switch t := term.(type) {
	case quad.IRI:
		if !v.full {
			return quad.IRI(schema.Compact(string(t)))
		}
	case quad.TypedString:
		return plain(t)
	}
	return term
}

// nameOf returns a term as it is stored.
func nameOf(qs graph.QuadStore, ref graph.Ref) quad.Value {
	if pre, ok := ref.(graph.PreFetchedValue); ok {
		return pre.NameOf()
	}
	return qs.NameOf(ref)
}

// absolute expands prefixes, and gives a typed literal the value in Go that
// the store has for it.
func absolute(term quad.Value) quad.Value {
	switch t := term.(type) {
	case quad.IRI:
		return schema.IRI(string(t))
	case quad.TypedString:
		return nquads.Literal(string(t.Value), schema.IRI(string(t.Type)))
	}
	return term
}

// plain makes a decimal a number and any other typed literal its text.
func plain(t quad.TypedString) quad.Value {
	if f, ok := number(t); ok {
		return quad.Float(f)
	}
	return t.Value
}

// OptimizeShape lets the store optimize, and replaces comparisons.
func (v *view) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	changed := false
	if f, ok := s.(shape.Filter); ok {
		s, changed = comparisons(f)
	}
	if o, ok := v.QuadStore.(shape.Optimizer); ok {
		opt, ok := o.OptimizeShape(s)
		return opt, ok || changed
	}
	return s, changed
}

// SizeOfIndex forwards the store's statistics.
func (v *view) SizeOfIndex(c map[quad.Direction]graph.Ref) (int64, bool) {
	if ix, ok := v.QuadStore.(shape.QuadIndexer); ok {
		return ix.SizeOfIndex(c)
	}
	return 0, false
}

// LookupQuadIndex forwards the store's index.
func (v *view) LookupQuadIndex(c map[quad.Direction]graph.Ref) (shape.InternalQuad, bool) {
	if ix, ok := v.QuadStore.(shape.QuadIndexer); ok {
		return ix.LookupQuadIndex(c)
	}
	return shape.InternalQuad{}, false
}

// comparisons replaces cayley's comparisons, which hold only between values of
// one Go type: gt(0.8) never holds of a decimal, nor gte("2025-02-01") of a
// date.
func comparisons(f shape.Filter) (shape.Shape, bool) {
	var filters []shape.ValueFilter
	changed := false
	for _, vf := range f.Filters {
		if c, ok := vf.(shape.Comparison); ok {
			vf, changed = comparison{c.Op, c.Val}, true
		}
		filters = append(filters, vf)
	}
	if !changed {
		return f, false
	}
	return shape.Filter{From: f.From, Filters: filters}, true
}

// A comparison holds of terms that compare to a value: numbers by size, IRIs
// among each other and texts (dates too) by their letters.
type comparison struct {
	op  iterator.Operator
	val quad.Value
}

func (c comparison) BuildIterator(qs graph.QuadStore, it graph.Iterator) graph.Iterator {
	holds := c.predicate()
	return iterator.NewValueFilter(qs, it, func(term quad.Value) (bool, error) { return holds(term), nil })
}

func (c comparison) predicate() func(quad.Value) bool {
	if want, ok := number(c.val); ok {
		return func(term quad.Value) bool {
			got, ok := number(term)
			return ok && iterator.RunFloatOp(quad.Float(got), c.op, quad.Float(want))
		}
	}
	if want, ok := c.val.(quad.IRI); ok {
		want := schema.Compact(string(want))
		return func(term quad.Value) bool {
			got, ok := term.(quad.IRI)
			return ok && iterator.RunStrOp(schema.Compact(string(got)), c.op, want)
		}
	}
	want := text(c.val)
	return func(term quad.Value) bool {
		if _, ok := term.(quad.Identifier); ok {
			return false
		}
		if _, ok := number(term); ok {
			return false
		}
		return iterator.RunStrOp(text(term), c.op, want)
	}
}
