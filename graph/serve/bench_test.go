package serve_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"sync/atomic"
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
func large(tb testing.TB) *store.Store { return inventedStore(tb, manyArticles) }

func inventedStore(tb testing.TB, articles int) *store.Store {
	tb.Helper()
	st, err := store.Open(tb.Context(), tb.TempDir()+"/store", store.Options{Create: true})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = st.Close() })
	if _, err := st.Import(tb.Context(), newstest.Quads(1, articles)); err != nil {
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

// BenchmarkMillion asks a store of a million quads over HTTP, from so many
// clients at once: 64 that look up entities, 200 that run Gizmo.
func BenchmarkMillion(b *testing.B) {
	st := inventedStore(b, 860)
	server := httptest.NewServer(serve.New(serve.Config{Store: st, Rate: 1e9}))
	defer server.Close()
	names := []string{}
	for e, err := range query.Entities(b.Context(), st, query.EntityFilter{Limit: 1000}) {
		if err != nil {
			b.Fatal(err)
		}
		names = append(names, e.IRI)
	}
	run := func(name string, clients int, path func(i int) string) {
		b.Run(name, func(b *testing.B) {
			client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
			defer client.CloseIdleConnections()
			var next atomic.Int64
			b.SetParallelism(max(1, clients/runtime.GOMAXPROCS(0)))
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					resp, err := client.Get(server.URL + path(int(next.Add(1))))
					if err != nil {
						b.Error(err)
						return
					}
					_, err = io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
					if err != nil || resp.StatusCode != http.StatusOK {
						b.Errorf("%d %v", resp.StatusCode, err)
						return
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
		})
	}
	run("entities", 64, func(i int) string { return "/api/entities/" + url.PathEscape(names[i%len(names)]) })
	run("gizmo", 200, func(i int) string {
		return "/api/query?q=" + url.QueryEscape(`g.V("<`+names[i%len(names)]+`>").out("<rel:met>").limit(100).all()`)
	})
}
