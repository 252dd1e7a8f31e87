package serve

import (
	"context"
	"io"
	"iter"
	"math"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// An Extractor turns articles into readings; serve calls it for what is
// uploaded. An article that cannot be read is an error that does not end the
// sequence.
type Extractor interface {
	Extract(ctx context.Context, name, mediaType string, body io.Reader) iter.Seq2[schema.Reading, error]
}

// Config says what is served and within which bounds. The zero value of each
// bound stands for the default beside it.
type Config struct {
	Store     *store.Store
	Extractor Extractor // nil: articles cannot be uploaded
	// Candidates are shown for review; nil: there is none.
	Candidates Candidates
	// Judger judges anew which entities are one thing when articles come and
	// go; nil: nothing does.
	Judger load.Judger
	Write  bool     // allow requests that change the store
	Token  string   // such requests must carry it; "": none is asked for
	Hosts  []string // names of this machine besides its addresses and localhost

	QueryTimeout time.Duration // 30 s
	QueryLimit   int           // most rows of a query: 10,000
	MaxBody      int64         // of a request, in bytes: 32 MB
	Rate         float64       // requests a second of one client, on average: 500
	Burst        int           // requests that a client may send at once: twice Rate
}

// defaults fills the zero bounds.
func (c Config) defaults() Config {
	if c.QueryTimeout == 0 {
		c.QueryTimeout = 30 * time.Second
	}
	if c.QueryLimit == 0 {
		c.QueryLimit = 10_000
	}
	if c.MaxBody == 0 {
		c.MaxBody = 32 << 20
	}
	if c.Rate == 0 {
		c.Rate = 500
	}
	if c.Burst == 0 {
		c.Burst = max(1, int(min(2*c.Rate, math.MaxInt32)))
	}
	return c
}

// A Server answers HTTP requests about one store. It is safe for concurrent
// use and keeps no state of its clients but their request rates. Of the store
// it keeps a catalog: who else writes to an embedded store in this process is
// seen some seconds later.
type Server struct {
	config  Config
	metrics *metrics
	catalog *query.Catalog
	judging sync.Mutex // held while judgements are changed, which is done in two steps
	handler http.Handler
}

// New returns a server; the store stays the caller's to close, after the
// server has stopped.
func New(config Config) *Server {
	s := &Server{config: config.defaults(), metrics: newMetrics(), catalog: query.NewCatalog(config.Store)}
	s.handler = guard(s.config, s.mayRun, s.routes())
	return s
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// A route is a line of the API; the OpenAPI file is tested against the list.
type route struct {
	method, path string
	handle       func(http.ResponseWriter, *http.Request) error
}

func (s *Server) apiRoutes() []route {
	return []route{
		{"GET", "/api/health", s.health},
		{"GET", "/api/stats", s.stats},
		{"GET", "/api/articles", s.listArticles},
		{"GET", "/api/articles/{article}", s.showArticle},
		{"POST", "/api/articles", s.uploadArticles},
		{"DELETE", "/api/articles/{article}", s.removeArticle},
		{"GET", "/api/entities", s.listEntities},
		{"GET", "/api/entities/{entity}", s.showEntity},
		{"GET", "/api/entities/{entity}/neighbours", s.neighbours},
		{"GET", "/api/entities/{entity}/speakers", s.speakers},
		{"GET", "/api/network", s.network},
		{"GET", "/api/judgements", s.listJudgements},
		{"GET", "/api/judgements/candidates", s.listCandidates},
		{"POST", "/api/judgements", s.judge},
		{"DELETE", "/api/judgements", s.unjudge},
		{"GET", "/api/claims", s.listClaims},
		{"GET", "/api/claims/{claim}", s.showClaim},
		{"GET", "/api/query", s.query},
		{"POST", "/api/query", s.query},
		{"GET", "/api/examples", s.examples},
		{"GET", "/api/complete", s.complete},
		{"GET", "/api/export", s.export},
		{"GET", "/api/openapi.json", s.openAPI},
	}
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	described := describedParameters()
	for _, r := range s.apiRoutes() {
		mux.Handle(r.method+" "+r.path, s.metrics.count(r.path, s.answer(described.only(&r))))
	}
	mux.Handle("GET /metrics", s.metrics.handler())
	cayley := s.cayley()
	mux.Handle("/api/v2/", s.metrics.count("/api/v2/", cayley))
	for _, path := range []string{"/api/v1/query/{language}", "/api/v1/{call}"} {
		mux.Handle("POST "+path, s.metrics.count("/api/v1/", version1(cayley)))
	}
	servePage(mux)
	mux.Handle("/", s.answer(func(http.ResponseWriter, *http.Request) error { return notFound("no such page") }))
	return mux
}

// Serve answers on a listener until ctx ends; then it lets the requests that
// run finish, for as long as a query may take.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	var warming sync.WaitGroup
	defer warming.Wait()
	// An error is not lost: the first request meets it again.
	warming.Go(func() { _ = s.catalog.Warm(ctx) })
	return Serve(ctx, l, s, s.config.QueryTimeout)
}

// Serve answers with any handler on a listener, patiently with no client, until
// ctx ends; then requests that run may go on for the time of grace.
func Serve(ctx context.Context, l net.Listener, handler http.Handler, grace time.Duration) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      2*grace + time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		stopped <- server.Shutdown(last)
	}()
	if err := server.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return <-stopped
}
