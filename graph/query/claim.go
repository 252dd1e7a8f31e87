package query

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// ErrNoClaim: no article makes a claim with that IRI.
var ErrNoClaim = errors.New("no such claim")

// Claim returns the claim with an IRI. The error is [ErrNoClaim] when it is
// not there.
func Claim(ctx context.Context, st *store.Store, iri string) (ClaimRow, error) {
	r, err := newReader(ctx, st.Snapshot(), false)
	if err != nil {
		return ClaimRow{}, err
	}
	articles := labels{}
	err = articles.collect(with(ctx, r.qs, quad.Subject, schema.IRI(iri)), func(q quad.Quad) bool {
		return q.Predicate == schema.RDFType && q.Object == schema.RDFStatement
	})
	if err != nil {
		return ClaimRow{}, err
	}
	for label := range articles { // one: an article's IRI is part of the hash
		reading, err := r.reading(ctx, label)
		if err != nil {
			return ClaimRow{}, err
		}
		for _, row := range rows(&reading) {
			if row.Claim.IRI == iri {
				return row, nil
			}
		}
	}
	return ClaimRow{}, fmt.Errorf("%s: %w", iri, ErrNoClaim)
}
