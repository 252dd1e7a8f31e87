package store

import (
	"context"
	"iter"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// A Source remembers which article was read from where.
type Source = backend.Source

// Sources lists every source with the label that was last read from it, in
// the order of their names.
func (s *Store) Sources(ctx context.Context) iter.Seq2[Source, error] {
	return wrapSeq(s, s.backend.Sources(ctx))
}
