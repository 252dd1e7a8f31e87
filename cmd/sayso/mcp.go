package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"

	"github.com/spf13/cobra"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/sayso-graph/sayso/extract/resolve"
	"github.com/sayso-graph/sayso/graph/mcp"
	"github.com/sayso-graph/sayso/graph/serve"
	"github.com/sayso-graph/sayso/graph/store"
)

// mcpCommand offers the store to an assistant.
func (a *app) mcpCommand() *cobra.Command {
	var addr string
	var write bool
	var hosts []string
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Let an assistant ask the graph (Model Context Protocol)",
		Long: `Offer the store to an assistant that speaks the Model Context Protocol, over
standard input and output, or with --http over streamable HTTP at /mcp. Its
answers are claims with their passages. With --write it may load texts; with a
--token every request over HTTP must carry it (Authorization: Bearer TOKEN).

To connect an assistant, name it this command as a local server, with the store
as an absolute path: sayso mcp --store /home/me/news.db`,
		Example: `  sayso mcp --store news.db
  sayso mcp --http 127.0.0.1:64211`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config := mcp.Config{Version: version(), QueryTimeout: a.settings.v.GetDuration("timeout")}
			opts := reading
			if write {
				opts = creating
				p, err := a.pipeline()
				if err != nil {
					return err
				}
				config.Extractor = extractor{p}
			}
			return a.withStore(cmd.Context(), opts, func(st *store.Store) error {
				config.Store = st
				config.Judger = resolve.Judger{}
				if addr == "" {
					return endOf(mcp.New(config).Run(cmd.Context(), a.stdio()))
				}
				l, err := net.Listen("tcp", addr)
				if err != nil {
					return err
				}
				bounds := serve.Config{Token: a.settings.v.GetString("token"), Hosts: hosts}
				return a.serveMCP(cmd.Context(), l, config, bounds)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&addr, "http", "", "address to listen on, instead of standard input and output")
	f.BoolVar(&write, "write", false, "let the assistant load texts")
	f.StringArrayVar(&hosts, "host", nil, "a name of this machine besides localhost (may be repeated)")
	a.settings.flag(f, "timeout", "token")
	return cmd
}

// serveMCP answers over HTTP within the bounds that serve keeps.
func (a *app) serveMCP(ctx context.Context, l net.Listener, config mcp.Config, bounds serve.Config) error {
	mux := http.NewServeMux()
	mux.Handle("/mcp", mcp.New(config).Handler())
	a.note("serving on http://%s/mcp", l.Addr())
	return serve.Serve(ctx, l, serve.Guarded(bounds, mux), config.QueryTimeout)
}

// stdio speaks over the streams of the command.
func (a *app) stdio() sdk.Transport {
	in, ok := a.in.(io.ReadCloser)
	if !ok {
		in = io.NopCloser(a.in)
	}
	return &sdk.IOTransport{Reader: in, Writer: openWriter{a.out}}
}

// An openWriter stays open when a client leaves.
type openWriter struct{ io.Writer }

func (openWriter) Close() error { return nil }

// endOf takes the leaving of the client, or of the user, for a good end.
func endOf(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
