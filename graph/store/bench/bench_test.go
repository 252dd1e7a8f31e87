package bench

import (
	"context"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

func TestArticlesAreReproducible(t *testing.T) {
	var runs [2][]quad.Quad
	for i := range runs {
		for _, quads := range Articles(7, 20) {
			runs[i] = append(runs[i], quads...)
		}
	}
	if n := len(runs[0]) / 20; n < QuadsPerArticle*9/10 || n > QuadsPerArticle*11/10 {
		t.Errorf("an article has %d quads, promised are about %d", n, QuadsPerArticle)
	}
	for i, q := range runs[0] {
		if q != runs[1][i] {
			t.Fatalf("quad %d is %v, then %v", i, q, runs[1][i])
		}
	}
}

func TestEnginesAgree(t *testing.T) {
	quads := 6000
	if n, err := strconv.Atoi(os.Getenv("BENCH_QUADS")); err == nil {
		quads = n
	}
	cfg := Config{Quads: quads, Dir: t.TempDir()}
	if e := os.Getenv("BENCH_ENGINES"); e != "" {
		cfg.Engines = strings.Split(e, ",")
	} else {
		cfg.Engines = []string{"sayso", "leveldb", "memstore"}
	}
	results, err := Run(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := Write(&b, results); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + b.String())
	for _, r := range results[1:] {
		for i, q := range r.Queries {
			if want := results[0].Queries[i].Answers; q.Answers != want {
				t.Errorf("%s, %s: %d answers, want %d", r.Engine, q.Name, q.Answers, want)
			}
		}
	}
}
