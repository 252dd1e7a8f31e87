package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/graph/store/bench"
)

// benchCommand compares the store with those of Cayley.
func (a *app) benchCommand() *cobra.Command {
	var config bench.Config
	var sizes []int
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Load and query the same quads in this store and in Cayley's, side by side",
		Long: `Load and query the same quads in this store and in Cayley's, side by side.
Every store loads an N-Quads file the way its own command does ("sayso import",
"cayley load"). Without --file the quads are generated articles; with several
sizes there is a table of each, and one of what the growth costs.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config.Progress = func(engine, step string) { a.note("%s: %s", engine, step) }
			return a.bench(cmd, config, sizes)
		},
	}
	f := cmd.Flags()
	f.IntSliceVar(&sizes, "quads", []int{100_000}, "quads to generate; several sizes to compare, as 1000000,10000000")
	f.StringVar(&config.File, "file", "", "N-Quads to load in place of generated ones: 30kmoviedata.nq.gz of Cayley")
	f.StringSliceVar(&config.Engines, "engines", nil, "stores to compare; all without")
	f.StringVar(&config.Postgres, "postgres", "", "address of an empty PostgreSQL database to measure too")
	f.StringVar(&config.Dir, "dir", "", "folder for the stores; a temporary one without")
	return cmd
}

func (a *app) bench(cmd *cobra.Command, config bench.Config, sizes []int) error {
	var all [][]bench.Result
	for _, n := range sizes {
		if n <= 0 {
			return usage("--quads %d: not a number above 0", n)
		}
		config.Quads = n
		results, err := bench.Run(cmd.Context(), config)
		if err != nil {
			return err
		}
		if err := bench.Write(a.out, results); err != nil {
			return err
		}
		all = append(all, results)
	}
	if len(all) < 2 {
		return nil
	}
	fmt.Fprintln(a.out)
	return bench.WriteGrowth(a.out, all[0], all[len(all)-1])
}
