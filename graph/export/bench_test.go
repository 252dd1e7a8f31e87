package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"testing"

	"github.com/cayleygraph/quad"
)

// generated is a store of n quads like those of articles, which takes no time
// to read.
type generated int

func (n generated) Quads(context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for i := range int(n) {
			x := uint32(i) * 2654435761 // in no order
			q := quad.Quad{
				Subject:   quad.IRI(fmt.Sprintf("urn:sayso:claim:%026d", x)),
				Predicate: quad.IRI(fmt.Sprintf("https://sayso-graph.github.io/relation/%d", x%97)),
				Object:    quad.LangString{Value: quad.String(fmt.Sprintf("some words of an article, %d", x)), Lang: "en"},
				Label:     quad.IRI(fmt.Sprintf("urn:sayso:article:%026d", i/200)),
			}
			if !yield(q, nil) {
				return
			}
		}
	}
}

func (n generated) Labels(context.Context) iter.Seq2[quad.Value, error] {
	return func(func(quad.Value, error) bool) {}
}

func (n generated) Label(context.Context, quad.Value) iter.Seq2[quad.Quad, error] {
	return func(func(quad.Quad, error) bool) {}
}

// BenchmarkExport sorts in memory and, eight times what that holds, on disk.
func BenchmarkExport(b *testing.B) {
	const n = 100_000
	for name, memory := range map[string]int{"memory": 0, "disk": 2 << 20} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := Write(context.Background(), io.Discard, generated(n), Options{Memory: memory, Dir: b.TempDir()}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*n/b.Elapsed().Seconds(), "quads/s")
		})
	}
}
