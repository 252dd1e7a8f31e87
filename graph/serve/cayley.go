package serve

import (
	"net/http"

	"github.com/cayleygraph/cayley/graph"
	cayleyhttp "github.com/cayleygraph/cayley/server/http"

	// The formats that clients of Cayley's API may name.
	_ "github.com/cayleygraph/quad/json"
	_ "github.com/cayleygraph/quad/jsonld"
	_ "github.com/cayleygraph/quad/nquads"
	_ "github.com/cayleygraph/quad/pquads"
)

// cayley is Cayley's own API, version 2, over the same store.
func (s *Server) cayley() http.Handler {
	qs := s.config.Store.QuadStore()
	writer, err := graph.NewQuadWriter("single", qs, nil)
	if err != nil {
		return s.answer(func(http.ResponseWriter, *http.Request) error { return err })
	}
	api := cayleyhttp.NewAPIv2(&graph.Handle{QuadStore: qs, QuadWriter: writer})
	api.SetReadOnly(!s.config.Write)
	api.SetQueryTimeout(s.config.QueryTimeout)
	api.SetQueryLimit(s.config.QueryLimit)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		api.ServeHTTP(w, r)
		if changes(r) {
			s.catalog.Changed()
		}
	})
}
