package eval

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/extract/nlp"
)

const udGold = `1-2	don't	_	_	_	_	_	_	_	_
1	do	do	AUX	VB	Mood=Imp|VerbForm=Fin	3	aux	_	_
2	n't	not	PART	RB	Polarity=Neg	3	advmod	_	_
3	go	go	VERB	VB	VerbForm=Inf	0	root	_	_
4	out	out	ADV	RB	_	3	advmod	_	SpaceAfter=No
5	!	!	PUNCT	.	_	3	punct	_	_

1	Yes	yes	INTJ	UH	_	0	root	_	_
2	_	_	SYM	SYM	_	1	dep	_	_
`

const udSystem = `1-2	don't	_	_	_	_	_	_	_	_
1	do	do	AUX	VBP	VerbForm=Fin|Mood=Imp|Odd=Yes	3	aux	_	_
2	n't	n't	PART	RB	Polarity=Neg	3	advmod	_	_
3	go	go	VERB	VB	VerbForm=Inf	0	root	_	_
4	out!	out	ADV	RB	_	3	obj	_	_
5	Yes	yes	INTJ	UH	_	3	discourse:x	_	_
6	_	under	SYM	SYM	_	5	dep	_	_
`

func TestUDByHand(t *testing.T) {
	table, err := UDFiles(strings.NewReader(udGold), strings.NewReader(udSystem))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][4]int{ // gold, system, correct, aligned
		"Tokens":    {6, 5, 4, -1}, // don't go Yes _
		"Sentences": {2, 1, 0, -1},
		"Words":     {7, 6, 5, -1}, // do n't go Yes _
		"UPOS":      {7, 6, 5, 5},
		"XPOS":      {7, 6, 4, 5}, // VBP
		"UFeats":    {7, 6, 5, 5}, // order and Odd= do not count
		"Lemmas":    {7, 6, 4, 5}, // n't for not; _ accepts under
		"UAS":       {7, 6, 4, 5}, // Yes is no root
		"LAS":       {7, 6, 4, 5},
		"CLAS":      {5, 5, 3, 4},
	}
	for _, m := range UDMetrics {
		s := table.Get(m)
		if got := [4]int{s.Gold, s.System, s.Correct, s.Aligned}; got != want[m] {
			t.Errorf("%s: gold, system, correct, aligned %v, want %v", m, got, want[m])
		}
	}
}

func TestUDRefusesOtherText(t *testing.T) {
	_, err := UDFiles(strings.NewReader(udGold), strings.NewReader(strings.ReplaceAll(udSystem, "Yes", "No")))
	if err == nil || !strings.Contains(err.Error(), "texts differ: at character 11") {
		t.Errorf("error %v", err)
	}
}

// readTrees reads a treebank of the shared data, or skips the test.
func readTrees(t *testing.T, name string) []*nlp.TreeDoc {
	t.Helper()
	var docs []*nlp.TreeDoc
	for d, err := range nlp.ReadCoNLLU(openShared(t, "ud", name+".conllu.gz")) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// spoil returns a copy of a document as a bad system might have it.
func spoil(d *nlp.TreeDoc, rng *rand.Rand) *nlp.TreeDoc {
	c := *d
	c.Sents = nil
	for _, s := range d.Sents {
		s.Tokens = slices.Clone(s.Tokens)
		for i := range s.Tokens {
			tok := &s.Tokens[i]
			switch rng.IntN(12) {
			case 0:
				tok.UPOS, tok.XPOS = "X", "FW"
			case 1:
				tok.Feats = "Number=Plur"
			case 2:
				tok.Lemma = "be"
			case 3:
				if i > 0 && tok.Head >= 0 {
					tok.Head = i - 1
				}
			case 4:
				tok.Rel = "obl:tmod"
			case 5: // a multiword token becomes one word
				if tok.Multi == 2 && s.Tokens[i+1].Head != i && tok.Head != i+1 {
					tok.Multi = 0
				}
			}
		}
		// Two sentences in one.
		if n := len(c.Sents); n > 0 && rng.IntN(8) == 0 && s.Paragraph == c.Sents[n-1].Paragraph {
			last := &c.Sents[n-1]
			base := len(last.Tokens)
			for _, tok := range s.Tokens {
				if tok.Head >= 0 {
					tok.Head += base
				}
				last.Tokens = append(last.Tokens, tok)
			}
			last.Span = last.Span.Cover(s.Span)
			continue
		}
		c.Sents = append(c.Sents, s)
	}
	return &c
}

// script runs one of the public scorers, or skips the test.
func script(t *testing.T, args ...string) []byte {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not here")
	}
	path := filepath.Join("..", "..", "..", "shared", "eval", "score", args[0])
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the public scorers are not here: %v", err)
	}
	cmd := exec.Command(python, append([]string{path}, args[1:]...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", args[0], err, stderr.String())
	}
	return out
}

// writeTrees writes documents with entity tags to a file.
func writeTrees(t *testing.T, name string, docs []*nlp.TreeDoc, tags func(i int) []nlp.EntityTag) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := nlp.NewCoNLLUWriter(f)
	for i, d := range docs {
		var es []nlp.EntityTag
		if tags != nil {
			es = tags(i)
		}
		if err := w.Write(d.ID, &d.Doc, es); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// The public scorer and UD agree on a treebank and a spoilt copy of it.
func TestUDAgreesWithThePublicScorer(t *testing.T) {
	if testing.Short() {
		t.Skip("runs Python")
	}
	gold := readTrees(t, "gum-dev")
	rng := rand.New(rand.NewPCG(7, 7))
	var system []*nlp.TreeDoc
	for _, d := range gold {
		system = append(system, spoil(d, rng))
	}
	goldPath, systemPath := writeTrees(t, "gold", gold, nil), writeTrees(t, "system", system, nil)
	var want map[string]struct {
		P, R, F1              float64
		Gold, System, Correct int
		AlignedAcc            *float64 `json:"aligned_acc"`
	}
	if err := json.Unmarshal(script(t, "ud_score.py", "score", goldPath, systemPath, "--json"), &want); err != nil {
		t.Fatal(err)
	}
	g, err := os.Open(goldPath)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	s, err := os.Open(systemPath)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	table, err := UDFiles(g, s)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range UDMetrics {
		got, w := table.Get(m), want[m]
		prf := got.PRF()
		if got.Gold != w.Gold || got.System != w.System || got.Correct != w.Correct || prf.F1 != w.F1 || prf.Precision != w.P || prf.Recall != w.R {
			t.Errorf("%s: %+v, the public scorer has %+v", m, got, w)
		}
		if w.AlignedAcc != nil && math.Abs(*w.AlignedAcc-float64(got.Correct)/float64(got.Aligned)) > 1e-12 {
			t.Errorf("%s: accuracy on aligned words differs", m)
		}
	}
}
