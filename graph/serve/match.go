package serve

import (
	"context"

	"github.com/cayleygraph/quad"
)

// match keeps the server's view of the store, and the judgements on which
// entities are one thing, in step with articles that were written or removed.
// It returns how many judgements changed. A client that has gone does not stop
// it: the articles are there all the same.
func (s *Server) match(ctx context.Context, changed ...quad.IRI) (int, error) {
	s.catalog.Changed(changed...)
	if s.config.Matcher == nil {
		return 0, nil
	}
	s.judging.Lock()
	defer s.judging.Unlock()
	defer s.catalog.Judged()
	return s.config.Matcher.Match(context.WithoutCancel(ctx), changed...)
}

// warm reads the store ahead of the first request. An error is not lost: that
// request meets it again.
func (s *Server) warm(ctx context.Context) {
	if s.catalog.Warm(ctx) == nil && s.config.Write && s.config.Matcher != nil {
		_, _ = s.config.Matcher.Records(ctx)
	}
}
