package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/graph/export"
	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/store"
)

type exportOptions struct {
	file     string
	format   string
	articles []string
}

// exportCommand writes the store, sorted.
func (a *app) exportCommand() *cobra.Command {
	var o exportOptions
	var formats []string
	var help strings.Builder
	for f, about := range export.Formats() {
		formats = append(formats, string(f))
		fmt.Fprintf(&help, "  %-9s %s\n", f, about)
	}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the store as sorted N-Quads",
		Long: `Write the store, sorted, so that the same quads always give the same bytes.

Formats:
` + help.String(),
		Example: `  sayso export -o graph.nq.gz
  sayso export --article https://example.org/news/1 --format jsonld`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("format", o.format, formats...); err != nil {
				return err
			}
			return a.withStore(cmd.Context(), reading, func(st *store.Store) error { return a.export(cmd, st, o) })
		},
	}
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "file to write (.gz is packed); standard output without")
	cmd.Flags().StringVar(&o.format, "format", formats[0], "form of the export")
	cmd.Flags().StringArrayVar(&o.articles, "article", nil, "only this article: its IRI, URL, id or source (may be repeated)")
	return cmd
}

func (a *app) export(cmd *cobra.Command, st *store.Store, o exportOptions) error {
	var only []quad.IRI
	for _, ref := range o.articles {
		found, err := load.Find(cmd.Context(), st, ref)
		if err != nil {
			return err
		}
		only = append(only, found...)
	}
	opts := export.Options{Format: export.Format(o.format), Articles: only}
	return a.output(o.file, func(w io.Writer) error { return export.Write(cmd.Context(), w, st, opts) })
}
