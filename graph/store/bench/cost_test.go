package bench

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/path"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// cpuTime is what the process has used of all processors; on a machine that
// others use it says more than the clock.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measured runs f and reports the processor time for each of n things.
func measured(b *testing.B, n int, thing string, f func()) {
	b.Helper()
	b.ResetTimer()
	before := cpuTime(b)
	f()
	b.StopTimer()
	b.ReportMetric(float64(cpuTime(b)-before)/float64(n), "cpu-ns/"+thing)
}

func openBench(b *testing.B) *store.Store {
	b.Helper()
	s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "db"), store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return s
}

// BenchmarkReplace loads articles, which share waits for the disk in groups.
func BenchmarkReplace(b *testing.B) {
	s := openBench(b)
	var batches []store.Batch
	for label, quads := range Articles(1, b.N) {
		batches = append(batches, store.Batch{Label: label, Quads: quads, Source: label.String()})
	}
	measured(b, b.N, "article", func() {
		err := s.ReplaceAll(b.Context(), func(yield func(store.Batch, error) bool) {
			for _, batch := range batches {
				if !yield(batch, nil) {
					return
				}
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkRemove removes articles out of a hundred thousand quads.
func BenchmarkRemove(b *testing.B) {
	s := openBench(b)
	const quads = 100_000
	if _, err := s.Import(b.Context(), Quads(1, quads)); err != nil {
		b.Fatal(err)
	}
	n := min(b.N, quads/QuadsPerArticle)
	measured(b, n, "article", func() {
		for i := range n {
			if _, err := s.Remove(b.Context(), Label(i)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkImport imports quads in bulk; an operation is a quad.
func BenchmarkImport(b *testing.B) {
	s := openBench(b)
	measured(b, b.N, "quad", func() {
		if _, err := s.Import(b.Context(), Quads(1, b.N)); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkLookup asks for the names of one entity after another, which are
// on the disk and not in the caches of the store.
func BenchmarkLookup(b *testing.B) {
	s := openBench(b)
	const quads = 1_000_000
	if _, err := s.Import(b.Context(), Quads(1, quads)); err != nil {
		b.Fatal(err)
	}
	measured(b, b.N, "lookup", func() {
		for i := range b.N {
			it := path.StartPath(s.QuadStore(), Entity(i%(2*quads/QuadsPerArticle))).Out(schema.SchemaName).Unique()
			if _, err := it.Iterate(b.Context()).AllValues(s.QuadStore()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
