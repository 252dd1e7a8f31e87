package neural

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var tiny = Config{
	Vector: 10, Word: 12, Gram: 16, Affix: 8, Shape: 8, Cluster: 6,
	Words: 20, Grams: 30, Affixes: 20, Shapes: 10, Clusters: 7,
	Layers: 2, Hidden: 32, TagLayer: 1, TagHidden: 32, Tags: []int{5, 49, 70, 11},
	Arc: 32, Label: 32, Rels: 9,
}

// randomExamples draws sentences of the given lengths.
func randomExamples(r *rand.Rand, c Config, lengths ...int) []Example {
	ids := func(n int) []int32 {
		x := make([]int32, 1+r.IntN(5))
		for i := range x {
			x[i] = int32(r.IntN(n))
		}
		return x
	}
	var out []Example
	for _, n := range lengths {
		e := Example{Style: 2*r.Float32() - 1}
		for i := range n {
			f := Features{Word: int32(r.IntN(c.Words+1)) - 1, Cluster: int32(r.IntN(c.Clusters+1)) - 1, Shape: int32(r.IntN(c.Shapes)), Grams: ids(c.Grams), Affixes: ids(c.Affixes)}
			if r.IntN(2) == 0 {
				f.Vector = randomRow(r, c.Vector)
			}
			head := r.IntN(n)
			if head >= i+1 {
				head++
			}
			tags := make([]int32, len(c.Tags))
			for k, size := range c.Tags {
				tags[k] = int32(r.IntN(size+1)) - 1
			}
			e.Tokens = append(e.Tokens, f)
			e.Targets = append(e.Targets, Target{Head: int32(head), Rel: int32(r.IntN(c.Rels)), Tags: tags})
		}
		out = append(out, e)
	}
	return out
}

// TestGradients moves each matrix along its own gradient and expects the loss
// to change by the gradient's norm a unit. Products are of bfloat16, so that
// the two agree to a few per cent only.
func TestGradients(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	n := New(tiny, r)
	for _, p := range n.params() {
		p.trainable()
		for i := range p.w {
			p.w[i] += float32(r.NormFloat64() * 0.1)
		}
	}
	batch := randomExamples(r, tiny, 9, 7, 7, 3, 1)
	weight := []float32{1, 0.5, 0.7, 0.3}
	var b Batch
	total := func() float64 {
		repack(n)
		for _, p := range n.params() {
			clear(p.grad)
		}
		drop := &dropout{Dropout: Dropout{0.2, 0.3, 0.1, 0.3, 1, 0.1}, rand: rand.New(rand.NewPCG(7, 7)), freq: slices.Repeat([]int32{3}, tiny.Words)}
		l := b.learn(n, batch, drop, weight)
		sum := l.Arc + l.Rel
		for k, x := range l.Tags {
			sum += x * float64(weight[k])
		}
		return sum
	}
	total()
	for i, p := range n.params() {
		total()
		g := append([]float32(nil), p.grad...)
		norm := math.Sqrt(float64(kernels.dot(g, g)))
		if norm == 0 {
			t.Errorf("param %d has no gradient", i)
			continue
		}
		w := append([]float32(nil), p.w...)
		at := func(eps float64) float64 {
			copy(p.w, w)
			kernels.axpy(p.w, g, float32(eps/norm))
			return total()
		}
		eps := 0.02 / norm
		slope := (at(eps) - at(-eps)) / (2 * eps)
		copy(p.w, w)
		t.Logf("param %2d (%4d×%4d): slope %.4f, norm %.4f", i, p.rows, p.cols, slope, norm)
		if math.Abs(slope-norm) > 0.08*norm {
			t.Errorf("param %d (%d×%d): slope %.4f, norm of the gradient %.4f", i, p.rows, p.cols, slope, norm)
		}
	}
}

// TestTrainerLearns fits random targets by heart, and the same each time.
func TestTrainerLearns(t *testing.T) {
	run := func() (first, last Loss) {
		r := rand.New(rand.NewPCG(2, 2))
		ex := randomExamples(r, tiny, 6, 5, 5, 4, 3)
		tr := NewTrainer(New(tiny, r), Plan{Seed: 1, Weights: []float32{1, 1, 1, 1}, Tokens: 100, Sentences: 10, Rate: 0.01, Warmup: 5, Average: 0.9, Freq: make([]int32, tiny.Words)})
		first = tr.Step(tr.Batches(ex)[0], 0)
		for i := range 150 {
			last = tr.Step(tr.Batches(ex)[0], float64(i)/150)
		}
		return first, last
	}
	first, last := run()
	t.Log(first, last)
	if last.Arc > first.Arc/10 || last.Rel > first.Rel/10 || last.Tags[1] > first.Tags[1]/10 {
		t.Errorf("loss went from %+v only to %+v", first, last)
	}
	if _, again := run(); again.Arc != last.Arc || again.Rel != last.Rel {
		t.Errorf("a second run ends at %+v, the first at %+v", again, last)
	}
}

func BenchmarkStep(b *testing.B) {
	r := rand.New(rand.NewPCG(2, 2))
	lengths := slices.Repeat([]int{17}, 48)
	ex := randomExamples(r, full, lengths...)
	tr := NewTrainer(New(full, r), Plan{Seed: 1, Weights: []float32{1, 1, 1, 1, 1}, Tokens: 1000, Sentences: 48, Rate: 1e-4, Average: 0.9, Freq: make([]int32, full.Words), Dropout: Dropout{0.2, 0.3, 0.2, 0.3, 0.2, 0.05}})
	for b.Loop() {
		tr.Step(ex, 0)
	}
	b.ReportMetric(float64(48*17*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
