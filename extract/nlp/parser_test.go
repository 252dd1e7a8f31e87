package nlp

import (
	"bytes"
	"compress/gzip"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/data/model"
	"github.com/sayso-graph/sayso/extract/nlp/neural"
)

// sentence makes a sentence of words that blanks part.
func sentence(words string) Sentence {
	var s Sentence
	for w := range strings.FieldsSeq(words) {
		s.Tokens = append(s.Tokens, Token{Form: w})
	}
	return s
}

func defaultParser(t testing.TB) *Parser {
	t.Helper()
	p, err := DefaultParser()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAnnotate(t *testing.T) {
	sents := []Sentence{
		sentence("The children were told that Liu Pengyu lives in Beijing ."),
		sentence(""),
		sentence("Stop !"),
	}
	defaultParser(t).Annotate(sents)
	type row struct{ form, lemma, upos, rel, head, class string }
	var got []row
	for _, s := range sents {
		for _, tok := range s.Tokens {
			head := "-"
			if tok.Head >= 0 {
				head = s.Tokens[tok.Head].Form
			}
			got = append(got, row{tok.Form, tok.Lemma, tok.UPOS, tok.Rel, head, tok.Class})
		}
	}
	want := []row{
		{"The", "the", "DET", "det", "children", ""},
		{"children", "child", "NOUN", "nsubj:pass", "told", "person"},
		{"were", "be", "AUX", "aux:pass", "told", ""},
		{"told", "tell", "VERB", "root", "-", ""},
		{"that", "that", "SCONJ", "mark", "lives", ""},
		{"Liu", "Liu", "PROPN", "nsubj", "lives", "person"},
		{"Pengyu", "Pengyu", "PROPN", "flat", "Liu", ""},
		{"lives", "live", "VERB", "ccomp", "told", ""},
		{"in", "in", "ADP", "case", "Beijing", ""},
		{"Beijing", "Beijing", "PROPN", "obl", "lives", "place"},
		{".", ".", "PUNCT", "punct", "told", ""},
		{"Stop", "stop", "VERB", "root", "-", ""},
		{"!", "!", "PUNCT", "punct", "Stop", ""},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Error(diff)
	}
}

// treeFault says why the heads of s are no tree with one root, "" if they are.
func treeFault(s *Sentence) string {
	roots := 0
	for i, tok := range s.Tokens {
		if tok.Head < 0 {
			roots++
		}
		if (tok.Head < 0) != (tok.Rel == "root") || tok.UPOS == "" || tok.Lemma == "" {
			return "labels"
		}
		steps := 0
		for v := i; v >= 0; v = s.Tokens[v].Head {
			if steps++; v >= len(s.Tokens) || steps > len(s.Tokens) {
				return "cycle"
			}
		}
	}
	if roots != 1 && len(s.Tokens) > 0 {
		return "roots"
	}
	return ""
}

func FuzzAnnotate(f *testing.F) {
	f.Add("The cat sat on the mat .")
	f.Add("\xff\x00 é \u202e ’ “ 1.000.000 ----- a-b- -")
	f.Add(strings.Repeat("of ", 300))
	f.Add(strings.Repeat("ß", 5000))
	p := defaultParser(f)
	f.Fuzz(func(t *testing.T, words string) {
		sents := []Sentence{sentence(words), sentence("And more .")}
		p.Annotate(sents)
		for i := range sents {
			if fault := treeFault(&sents[i]); fault != "" {
				t.Errorf("%q: %s", words, fault)
			}
		}
	})
}

// vocabulary is what random sentences are made of.
var vocabulary = strings.Fields("the a of in said that which Biden China officials workers company New York , . and not has been asked 2024 three reports to leave market quickly new")

func randomSentences(r *rand.Rand, n int) []Sentence {
	sents := make([]Sentence, n)
	for i := range sents {
		for range 1 + r.IntN(40) {
			sents[i].Tokens = append(sents[i].Tokens, Token{Form: vocabulary[r.IntN(len(vocabulary))]})
		}
	}
	return sents
}

// TestAnnotateConcurrently also holds that a document's analysis does not
// depend on the company that it keeps: sums are made in the same order whatever
// the batch.
func TestAnnotateConcurrently(t *testing.T) {
	p := defaultParser(t)
	sents := randomSentences(rand.New(rand.NewPCG(1, 1)), 40)
	clone := func() []Sentence {
		out := make([]Sentence, len(sents))
		for i := range out {
			out[i].Tokens = append([]Token(nil), sents[i].Tokens...)
		}
		return out
	}
	want := clone()
	for i := range want {
		p.Annotate(want[i : i+1])
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got := clone()
			var docs [][]Sentence
			for i := range got {
				docs = append(docs, got[i:i+1])
			}
			p.Annotate(docs...)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	wg.Wait()
}

func TestAnnotateAllocatesNothing(t *testing.T) {
	p := defaultParser(t)
	sents := randomSentences(rand.New(rand.NewPCG(1, 1)), 40)
	p.Annotate(sents)
	if n := testing.AllocsPerRun(5, func() { p.Annotate(sents) }); n > 2 {
		t.Errorf("%v allocations for 40 sentences", n)
	}
}

const tinyTreebank = `# sent_id = 1
# text = Dogs bark.
1	Dogs	dog	NOUN	NNS	Number=Plur	2	nsubj	_	_
2	bark	bark	VERB	VBP	Mood=Ind	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

# sent_id = 2
# text = Dogs saw cats.
1	Dogs	dog	NOUN	NNS	Number=Plur	2	nsubj	_	_
2	saw	see	VERB	VBD	Mood=Ind	0	root	_	_
3	cats	cat	NOUN	NNS	Number=Plur	2	obj	_	SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

`

// tinyTask is a task of two sentences, each twice.
func tinyTask(t testing.TB) (*ParserTask, []*TreeDoc) {
	t.Helper()
	var docs []*TreeDoc
	for d, err := range ReadCoNLLU(strings.NewReader(strings.Repeat(tinyTreebank, 2))) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	var hashes []uint64 // the lemmas must be known words
	for _, w := range []string{"dog", "bark", "see", "cat"} {
		hashes = append(hashes, HashWord(w))
	}
	vectors := neural.Quantize(neural.NewWordTable(hashes, []uint16{0, 1, 2, 3}), 2, 2, []float32{1, 2, 3, 4, 5, 6, 7, 8}, 1)
	task, err := NewParserTask(docs, nil, Knowledge{Vectors: []*neural.Vectors{vectors, vectors}, Clusters: neural.NewWordTable(hashes, []uint16{0, 1, 0, 1})}, neural.Config{
		Word: 8, Gram: 16, Affix: 16, Shape: 16, Cluster: 4, Grams: 64, Affixes: 64, Shapes: 16, Clusters: 2,
		Layers: 2, Hidden: 32, TagLayer: 1, TagHidden: 32, Arc: 32, Label: 32,
	})
	if err != nil {
		t.Fatal(err)
	}
	return task, docs
}

func tinyPlan() neural.Plan {
	return neural.Plan{Seed: 1, Weights: []float32{1, 1, 1, 1, 1}, Tokens: 100, Sentences: 10, Rate: 0.01, Average: 0.9}
}

// TestParserTask learns the sentences by heart and keeps them in a file.
func TestParserTask(t *testing.T) {
	task, docs := tinyTask(t)
	tr := task.Trainer(tinyPlan())
	for range 80 {
		for _, b := range tr.Batches(task.Examples) {
			tr.Step(b, 0)
		}
	}
	buf, err := task.Parser(tr.Averaged()).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Load(fstest.MapFS{parserFile: {Data: buf}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.Score(docs)
	if err != nil {
		t.Fatal(err)
	}
	if want := (ParserScore{Words: 14, UPOS: 100, XPOS: 100, Feats: 100, Lemma: 100, UAS: 100, LAS: 100}); s != want {
		t.Errorf("scores %+v", s)
	}
	for n := range len(buf) / 512 {
		if _, err := unmarshalParser(buf[:512*n]); !errors.Is(err, ErrModel) {
			t.Fatalf("the first %d bytes of %d are taken for a model: %v", 512*n, len(buf), err)
		}
	}
}

// FuzzLoad puts bytes into a sound model, at a place: what loads must give
// trees all the same.
func FuzzLoad(f *testing.F) {
	task, _ := tinyTask(f)
	buf, err := task.Parser(task.Trainer(tinyPlan()).Averaged()).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint16(0), []byte("sayso"))
	f.Add(uint16(len(parserMagic)), []byte{255, 255, 255, 255})
	f.Add(uint16(len(buf)-9), []byte{0, 0, 192, 127})
	if i := bytes.Index(buf, []byte(`"Hidden":32`)); i > 0 {
		f.Add(uint16(i), []byte(`"Hidden":-1`))
	}
	f.Fuzz(func(t *testing.T, at uint16, with []byte) {
		data := slices.Clone(buf)
		copy(data[int(at)%len(data):], with)
		p, err := unmarshalParser(data)
		if err != nil {
			return
		}
		sents := []Sentence{sentence("Dogs saw cats ."), sentence("a")}
		p.Annotate(sents)
		for i := range sents {
			if fault := treeFault(&sents[i]); fault != "" && fault != "labels" {
				t.Error(fault)
			}
		}
	})
}

func TestLemmaScript(t *testing.T) {
	for _, c := range []struct{ form, lemma, script string }{
		{"Dogs", "dog", "L1:"},
		{"parties", "party", "L3:y"},
		{"Biden", "Biden", "K0:"},
		{"the", "the", "L0:"},
		{"n't", "not", "L2:ot"},
		{"AMERICANS", "American", "T1:"},
		{"us", "US", "U0:"},
		{"naïve", "naïf", "L2:f"},
		{"", "", "L0:"},
	} {
		script := lemmaScript(c.form, c.lemma)
		if script != c.script {
			t.Errorf("%s, %s: script %q, want %q", c.form, c.lemma, script, c.script)
		}
		if got := applyScript(script, c.form); got != c.lemma {
			t.Errorf("%q makes %q of %q, want %q", script, got, c.form, c.lemma)
		}
	}
	for _, bad := range []string{"", "L", "Lx:", "L9:y"} {
		if got := applyScript(bad, "word"); got != "" {
			t.Errorf("%q makes %q", bad, got)
		}
	}
}

func TestWordShape(t *testing.T) {
	for form, want := range map[string]string{"McDonald's": "XxXxxx'x", "U.S.": "X.X.", "1,000,000": "d,ddd,ddd", "-----": "---"} {
		if got := wordShape(form); got != want {
			t.Errorf("%s: %s, want %s", form, got, want)
		}
	}
}

// readDev reads a treebank beside the repository, and skips the test where it
// is not there.
func readDev(t testing.TB, name string) []*TreeDoc {
	path := filepath.Join("..", "..", "..", "shared", "ud", name+".conllu.gz")
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("needs the treebanks: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*TreeDoc
	for d, err := range ReadCoNLLU(z) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

func BenchmarkAnnotate(b *testing.B) {
	p := defaultParser(b)
	var sents []Sentence
	words := 0
	for _, d := range readDev(b, "gum-dev") {
		for _, s := range d.Sents {
			sents = append(sents, s)
			words += len(s.Tokens)
		}
	}
	p.Annotate(sents)
	b.ReportAllocs()
	for b.Loop() {
		p.Annotate(sents)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(model.FS); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/load")
}
