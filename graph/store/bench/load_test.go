package bench

import (
	"path/filepath"
	"testing"
)

// BenchmarkLoad loads a file of N-Quads into each store; an operation is a quad.
func BenchmarkLoad(b *testing.B) {
	for _, e := range Engines() {
		b.Run(e.Name, func(b *testing.B) {
			dir := b.TempDir()
			data, err := Config{}.dataset(dir, b.N)
			if err != nil {
				b.Fatal(err)
			}
			s, err := e.open(b.Context(), filepath.Join(dir, "db"))
			if err != nil {
				b.Fatal(err)
			}
			measured(b, b.N, "quad", func() {
				if err := s.loadData(b.Context(), data); err != nil {
					b.Fatal(err)
				}
			})
			if err := s.close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}
