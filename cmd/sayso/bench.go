package main

import (
	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/graph/store/bench"
)

// benchCommand compares the store with those of Cayley.
func (a *app) benchCommand() *cobra.Command {
	var config bench.Config
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Load and query generated quads in this store and in Cayley's, side by side",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if config.Quads <= 0 {
				return usage("--quads %d: not a number above 0", config.Quads)
			}
			config.Progress = func(engine, step string) { a.note("%s: %s", engine, step) }
			results, err := bench.Run(cmd.Context(), config)
			if err != nil {
				return err
			}
			return bench.Write(a.out, results)
		},
	}
	f := cmd.Flags()
	f.IntVar(&config.Quads, "quads", 100_000, "quads to load")
	f.StringSliceVar(&config.Engines, "engines", nil, "stores to compare; all without")
	f.StringVar(&config.Dir, "dir", "", "folder for the stores; a temporary one without")
	return cmd
}
