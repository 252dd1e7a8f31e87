package neural

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

var full = Config{
	Vector: 400, Word: 92, Gram: 64, Affix: 32, Shape: 32, Cluster: 20,
	Words: 13000, Grams: 1 << 14, Affixes: 1 << 13, Shapes: 1 << 10, Clusters: 1000,
	Layers: 3, Hidden: 256, TagLayer: 2, TagHidden: 256, Tags: []int{17, 49, 264, 295, 11}, Arc: 256, Label: 128, Rels: 51,
}

// runOn runs the sentences, whose forms it makes known.
func runOn(run *Runner, sents []Example) {
	forms, styles := make([][]int32, len(sents)), make([]float32, len(sents))
	for i := range sents {
		for t := range sents[i].Tokens {
			forms[i] = append(forms[i], run.AddWord(&sents[i].Tokens[t]))
		}
		styles[i] = sents[i].Style
	}
	run.Run(forms, styles)
}

// runAll parses sents with nets and lists heads, relations and best tags.
func runAll(nets []*Net, sents []Example) (out [][]int) {
	run := NewEnsemble(nets...).NewRunner()
	runOn(run, sents)
	for s := range sents {
		for t := range sents[s].Tokens {
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
func trained(t testing.TB) (nets []*Net, sents []Example) {
	t.Helper()
	return trainTwo()
}

var trainTwo = sync.OnceValues(func() (nets []*Net, sents []Example) {
	r := rand.New(rand.NewPCG(4, 4))
	ex := randomExamples(r, tiny, 33, 20, 18, 17, 17, 9, 5, 2, 1, 1)
	for seed := range uint64(2) {
		plan := Plan{Seed: seed, Weights: []float32{1, 1, 1, 1}, Tokens: 1000, Sentences: 20, Rate: 0.01, Average: 0.9, Freq: make([]int32, tiny.Words)}
		tr := NewTrainer(New(tiny, r), plan)
		for range 100 {
			for _, b := range tr.Batches(ex) {
				tr.Step(b, 0)
			}
		}
		nets = append(nets, tr.Averaged())
	}
	return nets, ex
})

func TestRunGivesTrees(t *testing.T) {
	nets, sents := trained(t)
	got := runAll(nets, sents)
	for i := range sents {
		heads := make([]int, len(sents[i].Tokens))
		for k := range heads {
			heads[k] = got[k][0] + 1
			if (got[k][0] < 0) != (got[k][1] == 0) {
				t.Errorf("sentence %d token %d: head %d has relation %d", i, k, got[k][0], got[k][1])
			}
		}
		if !validTree(heads) {
			t.Errorf("sentence %d: %v is no tree", i, heads)
		}
		got = got[len(heads):]
	}
}

// TestKernelsAgree demands the same scores of all kernels and all machines, to
// the last bit.
func TestKernelsAgree(t *testing.T) {
	const want = 0x1f1edb9547646e2d
	r := rand.New(rand.NewPCG(8, 8))
	// Sums and products of these are exact: no machine rounds them otherwise.
	eighths := func(x []float32, most int) {
		for i := range x {
			x[i] = float32(r.IntN(2*most+1)-most) / 8
		}
	}
	sents := randomExamples(r, tiny, 33, 20, 18, 17, 17, 9, 5, 2, 1, 1)
	for i := range sents {
		sents[i].Style = float32(i%3-1) / 2
		for k := range sents[i].Tokens {
			eighths(sents[i].Tokens[k].Vector, 16)
		}
	}
	var nets []*Net
	for range 2 {
		n := newNet(tiny).alloc()
		for _, p := range n.params() {
			eighths(p.w, 4)
		}
		nets = append(nets, n)
	}
	scores := func() (all []float32) {
		run := NewEnsemble(nets...).NewRunner()
		runOn(run, sents)
		for i := range run.passes {
			p := &run.passes[i]
			for s := range sents {
				k := len(sents[s].Tokens)
				stride := p.scoreArcs(&run.layout, s, k)
				for i := range k {
					all = append(all, p.scores[i*stride:][:k+1]...)
				}
			}
			all = append(all, p.tags[:run.tokens*p.net.tag2.cols]...)
			all = append(all, p.rels[:run.tokens*p.net.rel.cols]...)
		}
		return all
	}
	var portable []float32
	with(portableKernels, func() { portable = scores() })
	for _, set := range kernelSets() {
		with(set, func() { same(t, set.name, scores(), portable) })
	}
	hash := fnv.New64a()
	_ = binary.Write(hash, binary.LittleEndian, portable)
	if got := hash.Sum64(); got != want {
		t.Errorf("the scores' hash is %#x, on other machines %#x", got, uint64(want))
	}
}

// TestPassEqualsBatch compares inference with the pass that training makes, whose
// numbers are not rounded to 8 bits.
func TestPassEqualsBatch(t *testing.T) {
	nets, sents := trained(t)
	n := nets[0]
	repack(n)
	var b Batch
	b.take(sents)
	b.reserve(n)
	b.encode(n)
	b.readTags(n)
	b.readArcs(n)
	run := NewEnsemble(n).NewRunner()
	runOn(run, sents)
	p := &run.passes[0]
	alike(t, "tags", p.tags[:b.tokens*n.tag2.cols], b.tags[:b.tokens*n.tag2.cols])
	for s := range sents {
		k := len(sents[s].Tokens)
		stride := b.scoreArcs(n, s)
		p.scoreArcs(&run.layout, s, k)
		for i := range k {
			alike(t, "arcs", p.scores[i*stride:][:k+1], b.scores[i*stride:][:k+1])
		}
	}
}

// repack readies a network for the pass that training makes.
func repack(n *Net) {
	for _, p := range n.factors() {
		p.repack(make([]bf16, len(p.w)), true)
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
	untagged := tiny
	untagged.Tags = nil
	if _, _, err := Read(untagged, buf); err != nil {
		t.Errorf("without tags: %v", err)
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
	hashes, of, values := make([]uint64, words), make([]uint16, words), randomRow(r, words/2*dim)
	for i := range hashes {
		hashes[i], of[i] = r.Uint64(), uint16(i/2) // two words a vector
	}
	for group, most := range []float64{1: 1e-3, 2: 0.02, 3: 0.08, 4: 0.2} {
		if group == 0 {
			continue
		}
		v, rest, err := ReadVectors(Quantize(NewWordTable(hashes, of), dim, group, values, 1).AppendTo(nil))
		if err != nil || len(rest) > 0 {
			t.Fatal(len(rest), err)
		}
		var noise, power float64
		got := make([]float32, dim)
		for i, h := range hashes {
			if !v.Lookup(h, got) {
				t.Fatalf("word %d has no vector", i)
			}
			for k, x := range got {
				want := float64(values[i/2*dim+k])
				noise += (float64(x) - want) * (float64(x) - want)
				power += want * want
			}
		}
		if noise > most*power {
			t.Errorf("a byte for %d numbers: noise is %.4f of the power", group, noise/power)
		}
		if v.Lookup(1, got) || v.Has(1) {
			t.Error("a word that is not there has a vector")
		}
	}
}

func BenchmarkRun(b *testing.B) {
	r := rand.New(rand.NewPCG(2, 2))
	ex := randomExamples(r, full, slices.Repeat([]int{17}, 32)...)
	run := NewEnsemble(New(full, r)).NewRunner()
	runOn(run, ex)
	forms, styles := slices.Clone(run.sents), make([]float32, len(ex))
	b.ReportAllocs()
	for b.Loop() {
		run.Run(forms, styles)
	}
	b.ReportMetric(float64(32*17*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
