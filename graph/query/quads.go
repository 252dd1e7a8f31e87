package query

import (
	"context"
	"iter"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// Quads yields what the store says of the answers of a query: a row with cells
// subject, predicate and object is the quads of that statement, another row
// stands for all quads whose subject is its "id". Each comes once, as it is
// stored: an entity with several names has the quads of all of them.
func Quads(ctx context.Context, qs graph.QuadStore, rows iter.Seq2[Row, error]) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		ids, err := identitiesOf(ctx, qs)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		seen := map[quad.Quad]bool{}
		for row, err := range rows {
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			want, ok := wanted(row)
			if !ok {
				continue
			}
			for q, err := range statements(ctx, qs, ids, want) {
				if seen[q] && err == nil {
					continue
				}
				seen[q] = true
				if !yield(q, err) || err != nil {
					return
				}
			}
		}
	}
}

// wanted returns the pattern of quads that a row stands for: nil terms stand
// for any. It reports false for a row without a node.
func wanted(row Row) (quad.Quad, bool) {
	q := quad.Quad{Subject: row.Get("subject"), Predicate: row.Get("predicate"), Object: row.Get("object")}
	if q.Subject == nil || q.Predicate == nil || q.Object == nil {
		q = quad.Quad{Subject: row.Get("id")}
	}
	return q, q.Subject != nil
}

// statements yields the quads of a pattern, with every name of its terms.
func statements(ctx context.Context, qs graph.QuadStore, ids *schema.Identities, want quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, subject := range names(ids, want.Subject) {
			for q, err := range with(ctx, qs, quad.Subject, subject) {
				if err == nil && want.Predicate != nil &&
					(q.Predicate != want.Predicate || !slices.Contains(names(ids, want.Object), q.Object)) {
					continue
				}
				if !yield(q, err) || err != nil {
					return
				}
			}
		}
	}
}

// names returns the terms that name what a term names.
func names(ids *schema.Identities, v quad.Value) []quad.Value {
	iri, ok := v.(quad.IRI)
	if !ok {
		return []quad.Value{v}
	}
	var list []quad.Value
	for _, member := range ids.Members(schema.Compact(string(iri))) {
		list = append(list, schema.IRI(member))
	}
	return list
}
