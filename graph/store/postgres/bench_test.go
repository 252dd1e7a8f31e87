package postgres_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/sql/postgres" // what is compared

	"github.com/sayso-graph/sayso/graph/store/bench"
	"github.com/sayso-graph/sayso/graph/store/postgres"
)

// BenchmarkBesideCayley loads and queries generated articles, once each, in
// ours and in cayley's SQL store on the same server, and prints the ratios.
func BenchmarkBesideCayley(b *testing.B) {
	const quads = 100_000 // enough for every entity that is asked about
	database := postgres.Databases(b)
	theirs := database(b) + "&sslmode=disable"
	if err := graph.InitQuadStore("postgres", theirs, nil); err != nil {
		b.Fatal(err)
	}
	cayley := bench.Cayley("cayley's SQL", func() (graph.QuadStore, error) {
		return graph.NewQuadStore("postgres", theirs, nil)
	})
	results, err := bench.Run(b.Context(), bench.Config{
		Quads: quads, Engines: []string{"postgres"}, Postgres: database(b), More: []bench.Engine{cayley}, Dir: b.TempDir(),
	})
	if err != nil {
		b.Fatal(err)
	}
	var table strings.Builder
	if err := bench.Write(&table, results); err != nil {
		b.Fatal(err)
	}
	fmt.Println("\n" + table.String()) // b.Log would cut it short
	b.ReportMetric(float64(results[0].Quads)/results[0].Load.Seconds(), "quads/s")
	b.ReportMetric(results[1].Load.Seconds()/results[0].Load.Seconds(), "×-cayley")
}
