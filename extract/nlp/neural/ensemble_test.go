package neural

import (
	"math/rand/v2"
	"slices"
	"testing"
)

var full = Config{
	Vector: 100, Word: 92, Gram: 64, Affix: 32, Shape: 32, Words: 11000, Grams: 1 << 14, Affixes: 1 << 13, Shapes: 1 << 10,
	Layers: 3, Hidden: 256, TagLayer: 2, TagHidden: 256, Tags: []int{17, 49, 264, 295, 11}, Arc: 256, Label: 128, Rels: 51,
}

func BenchmarkRun(b *testing.B) {
	r := rand.New(rand.NewPCG(2, 2))
	ex := randomExamples(r, full, slices.Repeat([]int{17}, 48)...)
	sents, _ := split(ex)
	run := NewEnsemble(New(full, r)).NewRunner()
	for b.Loop() {
		run.Run(sents, 0, func(s, t int, a Arc) {})
	}
	b.ReportMetric(float64(48*17*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
