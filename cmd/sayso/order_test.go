package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sayso-graph/sayso/extract"
	"github.com/sayso-graph/sayso/extract/resolve"
	"github.com/sayso-graph/sayso/graph/export"
	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// The sample gives the same export, the judgements on entities with it, byte
// for byte, in whatever order its articles come, all at once or one by one.
func TestOrderOfArticlesDoesNotShow(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it reads the whole sample")
	}
	p, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var readings []schema.Reading
	for r, err := range p.Read(t.Context(), sampleArticles(t.Context())) {
		if err != nil {
			t.Fatal(err)
		}
		readings = append(readings, r)
	}
	rng := rand.New(rand.NewPCG(20, 20))
	want := exported(t, readings, len(readings))
	if !bytes.Contains(want, []byte(schema.JudgementPrefix)) {
		t.Fatal("no judgement on entities: the test shows nothing")
	}
	for i := range 20 {
		rng.Shuffle(len(readings), func(i, j int) { readings[i], readings[j] = readings[j], readings[i] })
		atOnce := []int{len(readings), 1 + rng.IntN(len(readings))}[i%2]
		if got := exported(t, readings, atOnce); !bytes.Equal(got, want) {
			t.Fatalf("order %d, %d at once: the export differs", i, atOnce)
		}
	}
}

// exported loads and matches so many readings at once, and exports the store.
func exported(t *testing.T, readings []schema.Reading, atOnce int) []byte {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	m := load.NewMatcher(st, resolve.Judger{})
	for part := range slices.Chunk(readings, atOnce) {
		report, err := load.Load(ctx, st, each(part), load.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Match(ctx, report.Changed...); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := export.Write(ctx, &out, st, export.Options{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
