package query

import (
	"context"
	"iter"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Quads yields what the store says of the answers of a query: a row with cells
// subject, predicate and object is the quads of that statement, another row
// stands for all quads whose subject is its "id". Each comes once.
func Quads(ctx context.Context, qs graph.QuadStore, rows iter.Seq2[Row, error]) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		seen := map[quad.Value]bool{}
		said := map[quad.Quad]bool{}
		for row, err := range rows {
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			want := quad.Quad{Subject: row.Get("subject"), Predicate: row.Get("predicate"), Object: row.Get("object")}
			statement := want.Subject != nil && want.Predicate != nil && want.Object != nil
			if !statement {
				if want.Subject = row.Get("id"); want.Subject == nil || seen[want.Subject] {
					continue
				}
				seen[want.Subject] = true
			}
			for q, err := range with(ctx, qs, quad.Subject, want.Subject) {
				if statement && (q.Predicate != want.Predicate || q.Object != want.Object || said[q]) {
					continue
				}
				if statement {
					said[q] = true
				}
				if !yield(q, err) || err != nil {
					return
				}
			}
		}
	}
}
