package store

import (
	"context"
	"iter"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// Notes lists what SetNotes has kept and is still true, as of a Snapshot: the
// notes on the labels whose quads have not changed since. A store on a server
// keeps none.
func (s *Store) Notes(ctx context.Context, at graph.QuadStore) iter.Seq2[[]byte, error] {
	if b, ok := s.backend.(backend.Noter); ok {
		return wrapSeq(s, b.Notes(ctx, at))
	}
	return func(func([]byte, error) bool) {}
}

// SetNotes keeps notes on labels, which a reader made of a Snapshot, so that
// the next one need not read these labels. When something was written since
// the snapshot, or the store cannot keep notes, it does nothing.
func (s *Store) SetNotes(ctx context.Context, at graph.QuadStore, notes map[quad.IRI][]byte) error {
	if b, ok := s.backend.(backend.Noter); ok && !s.readOnly {
		return s.wrap(b.SetNotes(ctx, at, notes))
	}
	return nil
}
