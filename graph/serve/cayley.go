package serve

import (
	"net/http"

	"github.com/cayleygraph/cayley/graph"
	cayleyhttp "github.com/cayleygraph/cayley/server/http"

	// The languages and formats that clients of Cayley's API may name.
	_ "github.com/cayleygraph/cayley/query/graphql"
	_ "github.com/cayleygraph/cayley/query/mql"
	_ "github.com/cayleygraph/quad/json"
	_ "github.com/cayleygraph/quad/jsonld"
	_ "github.com/cayleygraph/quad/nquads"
	_ "github.com/cayleygraph/quad/pquads"

	"github.com/sayso-graph/sayso/graph/query"
)

// version1 answers the calls of Cayley's first API, which its clients for
// Node.js still make, through the second, whose answers hold those of the
// first.
func version1(v2 http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.Clone(r.Context())
		r.URL.Path = "/api/v2/" + r.PathValue("call")
		if language := r.PathValue("language"); language != "" {
			values := r.URL.Query()
			values.Set("lang", language)
			r.URL.Path, r.URL.RawQuery = "/api/v2/query", values.Encode()
		}
		r.URL.RawPath = ""
		r.Header.Set("Content-Type", "application/json") // the quads of a write; a query has none
		v2.ServeHTTP(w, r)
	})
}

// cayley is Cayley's own API, version 2, over the same store. Terms may be
// prefixed in what is asked; answers are absolute.
func (s *Server) cayley() http.Handler {
	qs := s.config.Store.QuadStore()
	writer, err := graph.NewQuadWriter("single", qs, nil)
	if err != nil {
		return s.answer(func(http.ResponseWriter, *http.Request) error { return err })
	}
	api := cayleyhttp.NewAPIv2(&graph.Handle{QuadStore: query.Prefixed(qs), QuadWriter: writer})
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
