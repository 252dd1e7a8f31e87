package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/graph/picture"
	"github.com/sayso-graph/sayso/graph/store"
)

// graphCommand draws the neighbourhood of an entity.
func (a *app) graphCommand() *cobra.Command {
	var about, file string
	var opts picture.Options
	cmd := &cobra.Command{
		Use:   "graph --about ENTITY",
		Short: "Draw what is said about an entity",
		Long: `Draw an entity with those that claims connect it with: what articles state in
solid lines, what others say dashed, what is negated in red. The name of the
file says in which form: .svg, .html (a page that needs nothing else), .dot
(Graphviz) or .graphml (Gephi, yEd). Whole stores: sayso export --format dot.`,
		Example: `  sayso graph --about ILO -o ilo.svg
  sayso graph --about "Liu Pengyu" --depth 2 -o liu.html`,
		Args: noEntityArg,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if about == "" {
				return usage("graph needs --about ENTITY")
			}
			form := file
			if form == "" || form == "-" {
				form = ".svg"
			}
			if err := picture.CheckName(form); err != nil {
				return usage("%v", err)
			}
			return a.withStore(cmd.Context(), reading, func(st *store.Store) error {
				centre, err := a.find(cmd.Context(), st, about)
				if err != nil {
					return err
				}
				g, err := picture.Around(cmd.Context(), st, centre.IRI, opts)
				if err != nil {
					return err
				}
				return a.output(file, func(w io.Writer) error { return g.Write(w, form) })
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&about, "about", "", "the entity in the middle: an IRI, a name, a surname or an acronym")
	f.StringVarP(&file, "output", "o", "", "file to write; without, SVG on standard output")
	f.IntVar(&opts.Nodes, "nodes", 40, "entities at the most")
	f.IntVar(&opts.Depth, "depth", 1, "steps from the entity in the middle")
	return cmd
}
