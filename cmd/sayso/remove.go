package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/store"
)

// removeCommand takes articles out of the store again.
func (a *app) removeCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "remove ARTICLE…",
		Aliases: []string{"rm"},
		Short:   "Take articles out again, with exactly their quads",
		Long: `Take articles out of the store again, with exactly the quads that they brought.
An article is named by its IRI, its URL, its id or the file that it was read from.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), writing, func(st *store.Store) error {
				var failed error
				for _, ref := range args {
					removed, err := load.Remove(cmd.Context(), st, ref)
					if errors.Is(err, load.ErrNoArticle) {
						a.warn(err)
						failed = errReported
						continue
					}
					if err != nil {
						return err
					}
					for _, iri := range removed {
						fmt.Fprintf(a.out, "removed %s\n", string(iri))
					}
				}
				return errors.Join(failed, a.match(cmd.Context(), st))
			})
		},
	}
}
