package main

import (
	"context"
	"io"
	"iter"
	"net"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract"
	"github.com/sayso-graph/sayso/extract/article"
	"github.com/sayso-graph/sayso/extract/resolve"
	"github.com/sayso-graph/sayso/graph/serve"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// serveCommand answers over HTTP.
func (a *app) serveCommand() *cobra.Command {
	var addr string
	var config serve.Config
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the graph in a browser, and answer over HTTP",
		Long: `Serve a page to look at the graph, and an API. The API is described at /api/openapi.json; Cayley's own,
version 2, is under /api/v2/. The server only reads unless --write is given;
then whoever may reach it may change the store, unless there is a --token.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			opts := reading
			if config.Write {
				opts = creating
				p, err := a.pipeline()
				if err != nil {
					return err
				}
				config.Extractor = extractor{p}
			}
			return a.withStore(cmd.Context(), opts, func(st *store.Store) error {
				l, err := net.Listen("tcp", addr)
				if err != nil {
					return err
				}
				a.note("serving on http://%s", l.Addr())
				defer st.Announce(l.Addr().String())()
				config.Store = st
				config.Judger = resolve.Judger{}
				config.Candidates = candidatePairs
				config.Token = a.settings.v.GetString("token")
				config.QueryTimeout = a.settings.v.GetDuration("timeout")
				return serve.New(config).Serve(cmd.Context(), l)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&addr, "addr", "127.0.0.1:64210", "address to listen on")
	f.BoolVar(&config.Write, "write", false, "allow requests that change the store")
	f.Float64Var(&config.Rate, "rate", 500, "requests a second that one client may send, in the long run; twice as many at once")
	f.StringArrayVar(&config.Hosts, "host", nil, "a name of this machine besides localhost (may be repeated)")
	a.settings.flag(f, "timeout", "token")
	return cmd
}

// maxCandidates is how many pairs of entities one review can show.
const maxCandidates = 1000

// candidatePairs compares the entities of the store for a review.
func candidatePairs(records []schema.Record) []schema.Judgement {
	return resolve.Candidates(records, maxCandidates)
}

// An extractor reads uploaded articles for the server.
type extractor struct{ pipeline *extract.Pipeline }

func (x extractor) Extract(ctx context.Context, name, mediaType string, body io.Reader) iter.Seq2[schema.Reading, error] {
	src := article.FromReader(name, mediaType, body, article.Options{})
	return func(yield func(schema.Reading, error) bool) {
		for art, err := range article.Read(ctx, src) {
			var r schema.Reading
			if err == nil {
				r, err = x.pipeline.ReadOne(art)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}
