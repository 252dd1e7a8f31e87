package serve

import (
	"context"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/load"
)

// match keeps the server's view of the store, and the judgements on which
// entities are one thing, in step with articles that were written or removed.
// It returns how many judgements changed. A client that has gone does not stop
// it: the articles are there all the same.
func (s *Server) match(ctx context.Context, changed ...quad.IRI) (int, error) {
	s.catalog.Changed(changed...)
	if s.config.Judger == nil {
		return 0, nil
	}
	ctx = context.WithoutCancel(ctx)
	s.judging.Lock()
	defer s.judging.Unlock()
	records, err := s.catalog.Records(ctx)
	if err != nil {
		return 0, err
	}
	defer s.catalog.Judged()
	return load.Rejudge(ctx, s.config.Store, s.config.Judger.Name(), s.config.Judger.Match(records))
}
