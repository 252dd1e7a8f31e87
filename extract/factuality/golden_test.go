package factuality

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/sayso-graph/sayso/extract/nlp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestOfGolden compares the clauses of testdata/clauses.conllu with
// testdata/clauses.txt: verbs and the predicates of copulas.
func TestOfGolden(t *testing.T) {
	file, err := os.Open("testdata/clauses.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var got bytes.Buffer
	for d, err := range nlp.ReadCoNLLU(file) {
		if err != nil {
			t.Fatal(err)
		}
		for s := range d.Sents {
			fmt.Fprintln(&got, d.Sents[s].Span.In(d.Text))
			show(&got, &d.Sents[s])
		}
	}
	if *update {
		if err := os.WriteFile("testdata/clauses.txt", got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("testdata/clauses.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("testdata/clauses.txt differs; -update rewrites it\n%s", got.Bytes())
	}
}

func show(w *bytes.Buffer, sent *nlp.Sentence) {
	a := Analyze(sent)
	for i := range sent.Tokens {
		tok := &sent.Tokens[i]
		if tok.UPOS != "VERB" && a.tree.Child(i, "cop") < 0 && tok.Rel != "xcomp" && !(tok.UPOS == "NOUN" && tok.Rel == "obj") {
			continue
		}
		s := a.Of(i)
		fmt.Fprintf(w, "  %s: %s %s", tok.Form, s.Polarity, s.Modality)
		if s.Denied {
			fmt.Fprint(w, ", denied")
		}
		if s.Tense != "" {
			fmt.Fprintf(w, ", %s", s.Tense)
		}
		if s.Aspect != "" {
			fmt.Fprintf(w, " %s", s.Aspect)
		}
		for _, c := range s.Cues {
			fmt.Fprintf(w, " <%s>", sent.Tokens[c].Form)
		}
		fmt.Fprintln(w)
	}
}

func BenchmarkOf(b *testing.B) {
	file, err := os.Open("testdata/clauses.conllu")
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	var sents []nlp.Sentence
	for d, err := range nlp.ReadCoNLLU(file) {
		if err != nil {
			b.Fatal(err)
		}
		sents = append(sents, d.Sents...)
	}
	for b.Loop() {
		for s := range sents {
			a := Analyze(&sents[s])
			for i := range sents[s].Tokens {
				a.Of(i)
			}
		}
	}
	b.ReportMetric(float64(len(sents)*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
