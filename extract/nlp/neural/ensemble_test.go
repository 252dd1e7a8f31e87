package neural

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var full = Config{
	Vector: 100, Word: 92, Gram: 64, Affix: 32, Shape: 32, Words: 11000, Grams: 1 << 14, Affixes: 1 << 13, Shapes: 1 << 10,
	Layers: 3, Hidden: 256, TagLayer: 2, TagHidden: 256, Tags: []int{17, 49, 264, 295, 11}, Arc: 256, Label: 128, Rels: 51,
}

// known makes the forms of sents known to run.
func known(run *Runner, sents [][]Features) [][]int32 {
	out := make([][]int32, len(sents))
	for i := range sents {
		for t := range sents[i] {
			out[i] = append(out[i], run.AddWord(&sents[i][t]))
		}
	}
	return out
}

// runAll parses sents with nets and lists heads, relations and best tags.
func runAll(nets []*Net, sents [][]Features) (out [][]int) {
	run := NewEnsemble(nets...).NewRunner()
	run.Run(known(run, sents))
	for s := range sents {
		for t := range sents[s] {
			head, rel := run.Arc(s, t, 0)
			row := []int{head, rel}
			for k := range nets[0].Config.Tags {
				scores := run.Tags(s, t, k)
				row = append(row, slices.Index(scores, slices.Max(scores)))
			}
			out = append(out, row)
		}
	}
	return out
}

// trained returns two small networks that have learned something, so that
// their choices are clear, and sentences.
func trained(t testing.TB) (nets []*Net, sents [][]Features) {
	t.Helper()
	return trainTwo()
}

var trainTwo = sync.OnceValues(func() (nets []*Net, sents [][]Features) {
	r := rand.New(rand.NewPCG(4, 4))
	ex := randomExamples(r, tiny, 33, 20, 18, 17, 17, 9, 5, 2, 1, 1)
	for seed := range uint64(2) {
		plan := Plan{Seed: seed, Weights: []float32{1, 1, 1, 1}, Tokens: 1000, Sentences: 20, Rate: 0.01, Average: 0.9, Freq: make([]int32, tiny.Words)}
		tr := NewTrainer(New(tiny, r), plan)
		for range 60 {
			for _, b := range tr.Batches(ex) {
				tr.Step(b, 0)
			}
		}
		nets = append(nets, tr.Averaged())
	}
	sents, _ = split(ex)
	return nets, sents
})

func TestRunGivesTrees(t *testing.T) {
	nets, sents := trained(t)
	got := runAll(nets, sents)
	for i := range sents {
		heads := make([]int, len(sents[i]))
		for k := range heads {
			heads[k] = got[k][0] + 1
			if (got[k][0] < 0) != (got[k][1] == 0) {
				t.Errorf("sentence %d token %d: head %d has relation %d", i, k, got[k][0], got[k][1])
			}
		}
		if !validTree(heads) {
			t.Errorf("sentence %d: %v is no tree", i, heads)
		}
		got = got[len(sents[i]):]
	}
}

// TestKernelsAgree demands the same trees and tags of all kernels.
func TestKernelsAgree(t *testing.T) {
	nets, sents := trained(t)
	native := runAll(nets, sents)
	for _, set := range kernelSets() {
		with(set, func() {
			if diff := cmp.Diff(native, runAll(nets, sents)); diff != "" {
				t.Errorf("%s: %s", set.name, diff)
			}
		})
	}
}

// TestPassEqualsBatch compares inference with the pass that training makes.
func TestPassEqualsBatch(t *testing.T) {
	nets, sents := trained(t)
	n := nets[0]
	n.repack(true)
	b := Batch{sents: sents}
	b.arrange(len(sents), func(s int) int { return len(sents[s]) })
	b.reserve(n)
	b.encode(n)
	b.readTags(n)
	b.readArcs(n)
	run := NewEnsemble(n).NewRunner()
	run.Run(known(run, sents))
	p := &run.passes[0]
	differ(t, "tags", p.tags[:b.tokens*n.tag2.cols], b.tags[:b.tokens*n.tag2.cols], 1e-3)
	for s := range sents {
		k := len(sents[s])
		stride := b.scoreArcs(n, s)
		p.scoreArcs(&run.layout, s, k)
		for i := range k {
			differ(t, "arcs", p.scores[i*stride:][:k+1], b.scores[i*stride:][:k+1], 1e-3)
		}
	}
}

func TestFileKeepsNetworks(t *testing.T) {
	nets, sents := trained(t)
	buf := nets[0].AppendTo(nil)
	again, rest, err := Read(tiny, append(buf, 7))
	if err != nil || len(rest) != 1 {
		t.Fatalf("%d bytes left, %v", len(rest), err)
	}
	want, got := runAll(nets[:1], sents), runAll([]*Net{again}, sents)
	same := 0
	for i := range want {
		if slices.Equal(want[i], got[i]) {
			same++
		}
	}
	if same*100 < 95*len(want) {
		t.Errorf("%d of %d tokens are as before", same, len(want))
	}
	if _, _, err := Read(tiny, buf[:len(buf)-1]); !errors.Is(err, ErrModel) {
		t.Errorf("a file cut short gives %v", err)
	}
}

func TestCheckpoint(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	ex := randomExamples(r, tiny, 9, 5, 2)
	plan := Plan{Seed: 3, Weights: []float32{1, 1, 1, 1}, Tokens: 10, Sentences: 20, Rate: 0.01, Average: 0.9, Freq: make([]int32, tiny.Words), Dropout: Dropout{Hidden: 0.3}}
	epoch := func(t *Trainer) (l Loss) {
		for _, b := range t.Batches(ex) {
			l = t.Step(b, 0)
		}
		return l
	}
	one := NewTrainer(New(tiny, rand.New(rand.NewPCG(1, 1))), plan)
	epoch(one)
	var buf bytes.Buffer
	if err := one.Save(&buf); err != nil {
		t.Fatal(err)
	}
	two := NewTrainer(New(tiny, rand.New(rand.NewPCG(2, 2))), plan)
	if err := two.Resume(&buf); err != nil {
		t.Fatal(err)
	}
	if a, b := epoch(one), epoch(two); a.Arc != b.Arc {
		t.Errorf("after the checkpoint %v, without it %v", b, a)
	}
}

func TestVectors(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	const words, dim = 1000, 10
	hashes, values := make([]uint64, words), randomRow(r, words*dim)
	for i := range hashes {
		hashes[i] = r.Uint64()
	}
	v, rest, err := ReadVectors(Quantize(dim, hashes, values, 1).AppendTo(nil))
	if err != nil || len(rest) > 0 {
		t.Fatal(len(rest), err)
	}
	var noise, power float64
	for i, h := range hashes {
		for k, x := range v.Lookup(h) {
			d := float64(x - values[i*dim+k])
			noise += d * d
			power += float64(values[i*dim+k] * values[i*dim+k])
		}
	}
	if noise > 0.02*power {
		t.Errorf("noise is %.3f of the power", noise/power)
	}
	if v.Lookup(1) != nil {
		t.Error("a word that is not there has a vector")
	}
}

func BenchmarkRun(b *testing.B) {
	r := rand.New(rand.NewPCG(2, 2))
	ex := randomExamples(r, full, slices.Repeat([]int{17}, 32)...)
	sents, _ := split(ex)
	run := NewEnsemble(New(full, r)).NewRunner()
	ids := known(run, sents)
	b.ReportAllocs()
	for b.Loop() {
		run.Run(ids)
	}
	b.ReportMetric(float64(32*17*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
