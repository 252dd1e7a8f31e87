package mcp

import (
	"context"
	"io"
	"iter"
	"net/http"
	"sync"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// An Extractor turns a text into readings. An article that cannot be read is
// an error that does not end the sequence.
type Extractor interface {
	Extract(ctx context.Context, name, mediaType string, body io.Reader) iter.Seq2[schema.Reading, error]
}

// Config says what is offered.
type Config struct {
	Store     *store.Store
	Extractor Extractor // nil: there is no tool load_text
	// Judger judges anew which entities are one thing when a text was loaded;
	// nil: nothing does.
	Judger  load.Judger
	Version string // of the program, told to clients

	QueryTimeout time.Duration // longest run of a Gizmo query; 0 stands for 30 s
}

// A Server offers one store. It is safe for concurrent use.
type Server struct {
	config  Config
	catalog *query.Catalog
	judging sync.Mutex // held while judgements are changed, which is done in two steps
	sdk     *sdk.Server
}

const instructions = `sayso is a graph of what news articles say: who did, asked or said what, in which words.
Find an entity with search_entities, look at it with describe_entity, read its claims with claims.
A claim is what an article states ("stated": true) or what its "speaker" says; never present the second as a fact.
"polarity" negative is denied, "modality" other than asserted is not said to be so.
Cite the article and quote the passage; evidence gives both for the IRI of a claim.`

// New returns a server; the store stays the caller's to close, after the
// server has stopped.
func New(config Config) *Server {
	if config.QueryTimeout == 0 {
		config.QueryTimeout = 30 * time.Second
	}
	s := &Server{config: config, catalog: query.NewCatalog(config.Store)}
	s.sdk = sdk.NewServer(&sdk.Implementation{Name: "sayso", Title: "sayso: who said what", Version: config.Version},
		&sdk.ServerOptions{Instructions: instructions})
	s.addTools()
	s.addResources()
	return s
}

// Run speaks with one client until it leaves, which then has the answers to all
// that it asked, or ctx ends.
func (s *Server) Run(ctx context.Context, t sdk.Transport) error {
	ctx, stop := context.WithCancel(ctx)
	var warming sync.WaitGroup
	defer warming.Wait()
	defer stop()
	// An error is not lost: the first request meets it again.
	warming.Go(func() { _ = s.catalog.Warm(ctx) })
	return s.sdk.Run(ctx, lingering{t})
}

// Handler answers over streamable HTTP. Each request stands for itself, so
// that nothing is kept of clients that have gone.
func (s *Server) Handler() http.Handler {
	return sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s.sdk },
		&sdk.StreamableHTTPOptions{
			Stateless: true, JSONResponse: true,
			// Host names are checked by the program, which knows those that are allowed.
			DisableLocalhostProtection: true,
		})
}
