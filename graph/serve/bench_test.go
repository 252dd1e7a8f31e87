package serve_test

import (
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/sayso-graph/sayso/graph/newstest"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/serve"
	"github.com/sayso-graph/sayso/graph/store"
)

// manyArticles have a hundred thousand claims.
const manyArticles = 100_000 / newstest.ClaimsPerArticle

// large returns a store with a hundred thousand claims.
func large(tb testing.TB) *store.Store {
	tb.Helper()
	st, err := store.Open(tb.Context(), tb.TempDir()+"/store", store.Options{Create: true})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = st.Close() })
	if _, err := st.Import(tb.Context(), newstest.Quads(1, manyArticles)); err != nil {
		tb.Fatal(err)
	}
	return st
}

// BenchmarkLarge asks a store of 100,000 claims for what the page shows.
func BenchmarkLarge(b *testing.B) {
	st := large(b)
	server := serve.New(serve.Config{Store: st, Rate: 1e9, Burst: 1e9})
	began := time.Now()
	if err := query.NewCatalog(st).Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Logf("the catalog is read in %s", time.Since(began))
	var first query.EntityRow
	for e, err := range query.Entities(b.Context(), st, query.EntityFilter{Limit: 1}) {
		if err != nil {
			b.Fatal(err)
		}
		first = e
	}
	about := url.QueryEscape(first.IRI)
	b.Logf("%+v", first)
	for _, path := range []string{
		"/api/stats", "/api/articles?limit=15", "/api/articles?text=harbour&limit=5", "/api/entities?limit=25", "/api/entities?text=ada&limit=8", "/api/entities?text=bebreo&limit=8",
		"/api/entities?limit=10000&unnamed=true", "/api/entities/" + url.PathEscape(first.IRI), "/api/entities/" + url.PathEscape(first.IRI) + "/neighbours",
		"/api/network?limit=100", "/api/network?limit=5000", "/api/network?about=" + about, "/api/entities/" + url.PathEscape(first.IRI) + "/speakers",
		"/api/claims?limit=50&about=" + about, "/api/claims?limit=50&by=" + about,
		"/api/claims?limit=10&disputed=true&about=" + about, "/api/claims?limit=3&disputed=true", "/api/complete?text=" + url.QueryEscape(`g.V("<ent:A`),
		"/api/query?q=" + url.QueryEscape(`g.V("<`+first.IRI+`>").out("<rel:requested>").limit(100).all()`),
	} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				w := httptest.NewRecorder()
				server.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost"+path, nil))
				if w.Code != 200 {
					b.Fatal(w.Body)
				}
				b.SetBytes(int64(w.Body.Len()))
			}
		})
	}
}
