package nlp

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sampleCoNLLU = `# newdoc id = d1
# global.Entity = GRP-etype-infstat-minspan-link-identity
# meta::dateCreated = 2024-05-01
# newpar
# sent_id = d1-1
# speaker = Ann
# text = She can't see Lake Van’s shore.
1	She	she	PRON	PRP	Case=Nom	4	nsubj	_	Entity=(1-person-new-1-ana)
2-3	can't	_	_	_	_	_	_	_	_
2	ca	can	AUX	MD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	see	see	VERB	VB	_	0	root	_	_
5	Lake	Lake	PROPN	NNP	_	6	compound	_	Entity=(2-place-new-2-coref(3-place-new-1,2-coref-Lake_Van%2DLake
6-7	Van’s	_	_	_	_	_	_	_	_
6	Van	Van	PROPN	NNP	_	8	nmod:poss	_	_
7	’s	's	PART	POS	_	6	case	_	Entity=3)
7.1	ghost	_	_	_	_	_	_	4:dep	_
8	shore	shore	NOUN	NN	_	4	obj	_	Entity=2)|SpaceAfter=No
9	.	.	PUNCT	.	_	4	punct	_	_

# newpar_block = p
# sent_id = d1-2
1	Yes	yes	INTJ	UH	_	0	root	_	SpaceAfter=No
2	!	!	PUNCT	.	_	1	punct	_	_

# newpar id = p2
# sent_id = d1-3
1-2	du	_	_	_	_	_	_	_	SpaceAfter=No
1	de	_	_	_	_	_	_	_	_
2	le	_	_	_	_	_	_	_	_
3	.	_	_	_	_	_	_	_	_

# newdoc id = d2
# sent_id = d2-1
1	_	_	PUNCT	NFP	_	0	root	_	_
`

func readAll(t *testing.T, r io.Reader) []*TreeDoc {
	t.Helper()
	var docs []*TreeDoc
	for d, err := range ReadCoNLLU(r) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

func TestReadCoNLLURebuildsTextAndSpans(t *testing.T) {
	docs := readAll(t, strings.NewReader(sampleCoNLLU))
	if len(docs) != 2 || docs[0].ID != "d1" || docs[1].ID != "d2" {
		t.Fatalf("got %d documents", len(docs))
	}
	d := docs[0]
	if want := "She can't see Lake Van’s shore. Yes!\n\ndu."; d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	var got []string
	for _, s := range d.Sents {
		got = append(got, "["+s.Span.In(d.Text)+"]")
		for _, tok := range s.Tokens {
			got = append(got, tok.Span.In(d.Text))
		}
	}
	want := "[She can't see Lake Van’s shore.]|She|ca|n't|see|Lake|Van|’s|shore|.|[Yes!]|Yes|!|[du.]|du||."
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("spans\n%s, want\n%s", s, want)
	}
	s := d.Sents[0]
	if s.Speaker != "Ann" || s.Tokens[1].Multi != 2 || s.Tokens[2].SpaceAfter != true || s.Tokens[1].SpaceAfter {
		t.Errorf("sentence read as %+v", s)
	}
	if d.Sents[1].Paragraph != 0 || d.Sents[2].Paragraph != 1 {
		t.Error("paragraphs are not counted by newpar")
	}
	if d.Meta("dateCreated") != "2024-05-01" || d.Date.Day() != 1 {
		t.Error("the date of the document is lost")
	}
	if docs[1].Sents[0].Tokens[0].Lemma != "_" {
		t.Error("the lemma of a literal underscore is lost")
	}
}

func TestEntities(t *testing.T) {
	d := readAll(t, strings.NewReader(sampleCoNLLU))[0]
	got, err := d.Entities(0)
	if err != nil {
		t.Fatal(err)
	}
	want := []EntityTag{
		{Phrase: Phrase{0, 0, 1}, Group: "1", Class: "person", Infstat: "new", Link: "ana", MinSpan: "1"},
		{Phrase: Phrase{0, 4, 8}, Group: "2", Class: "place", Infstat: "new", Link: "coref", MinSpan: "2"},
		{Phrase: Phrase{0, 4, 7}, Group: "3", Class: "place", Infstat: "new", Link: "coref", MinSpan: "1,2", Entity: "Lake_Van-Lake"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Phrases that cross, as a bad tree may give, are written so that they can be
// read.
func TestBracketsOfCrossingPhrases(t *testing.T) {
	tags := []EntityTag{
		{Phrase: Phrase{0, 0, 2}, Group: "1", Class: "place"},
		{Phrase: Phrase{0, 1, 3}, Group: "2", Class: "place"},
		{Phrase: Phrase{0, 1, 2}, Group: "3", Class: "place"},
	}
	d := &TreeDoc{EntityFields: []string{"GRP", "etype"}}
	d.Sents = []Sentence{{Tokens: make([]Token, 3)}}
	d.Misc = [][]string{nil}
	for _, value := range brackets(tags, 3) {
		d.Misc[0] = append(d.Misc[0], "Entity="+value)
	}
	got, err := d.Entities(0)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(tags, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadCoNLLUErrors(t *testing.T) {
	row := func(cols ...string) string { return strings.Join(cols, "\t") + "\n" }
	word := func(id, form, head string) string {
		return row(id, form, "_", "_", "_", "_", head, "dep", "_", "_")
	}
	for name, c := range map[string]struct {
		in   string
		line int
	}{
		"too few columns":             {"1\ta\n", 1},
		"word id out of order":        {word("1", "a", "0") + word("3", "b", "1"), 2},
		"empty form":                  {word("1", " ", "0"), 1},
		"head outside the sentence":   {"\n\n" + word("1", "a", "2") + "\n", 4},
		"head is no number":           {word("1", "a", "x"), 1},
		"range backwards":             {word("2-1", "a", "_"), 1},
		"range beyond the sentence":   {word("1-2", "a", "_") + word("1", "a", "0"), 2},
		"range inside a range":        {word("1-3", "abc", "_") + word("1", "a", "0") + word("2-3", "bc", "1"), 3},
		"comment inside the sentence": {word("1", "a", "0") + "# x = y\n", 2},
		"range alone":                 {word("1-2", "a", "_") + "\n", 2},
	} {
		var err error
		for _, err = range ReadCoNLLU(strings.NewReader(c.in)) {
		}
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || syntax.Line != c.line {
			t.Errorf("%s: error %v, want one of line %d", name, err, c.line)
		}
	}
}

func TestCoNLLUWriterRoundTrip(t *testing.T) {
	docs := readAll(t, strings.NewReader(sampleCoNLLU))
	checkRoundTrip(t, docs)
}

// checkRoundTrip writes documents, reads them again and compares all that the
// writer promises to keep.
func checkRoundTrip(t *testing.T, docs []*TreeDoc) {
	t.Helper()
	var buf bytes.Buffer
	cw := NewCoNLLUWriter(&buf)
	var tags [][]EntityTag
	for _, d := range docs {
		var all []EntityTag
		for i := range d.Sents {
			es, err := d.Entities(i)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range es {
				all = append(all, EntityTag{Phrase: e.Phrase, Group: e.Group, Class: e.Class, Entity: e.Entity})
			}
		}
		tags = append(tags, all)
		if err := cw.Write(d.ID, &d.Doc, all); err != nil {
			t.Fatal(err)
		}
	}
	if err := cw.Flush(); err != nil {
		t.Fatal(err)
	}
	again := readAll(t, &buf)
	if len(again) != len(docs) {
		t.Fatalf("%d documents became %d", len(docs), len(again))
	}
	for k, d := range docs {
		a := again[k]
		if d.ID != a.ID || d.Text != a.Text {
			t.Fatalf("document %s became %s", d.ID, a.ID)
		}
		if diff := cmp.Diff(d.Sents, a.Sents); diff != "" {
			t.Fatal(diff)
		}
		var got []EntityTag
		for i := range a.Sents {
			es, err := a.Entities(i)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, es...)
		}
		if diff := cmp.Diff(tags[k], got); diff != "" {
			t.Fatal(diff)
		}
	}
}

// openTreebank opens a gzipped treebank of the shared data, or skips.
func openTreebank(t testing.TB, name string) io.Reader {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "ud", name+".conllu.gz"))
	if err != nil {
		t.Skipf("treebank %s is not here: %v", name, err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestTreebankRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("reads whole treebanks")
	}
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		docs := readAll(t, openTreebank(t, name))
		var sents int
		for _, d := range docs {
			sents += len(d.Sents)
		}
		if want := map[string][2]int{"ewt-dev": {318, 2001}, "gum-dev": {20, 1022}}[name]; len(docs) != want[0] || sents != want[1] {
			t.Errorf("%s: %d documents, %d sentences, want %v", name, len(docs), sents, want)
		}
		checkRoundTrip(t, docs)
	}
}

func FuzzReadCoNLLU(f *testing.F) {
	f.Add([]byte(sampleCoNLLU))
	f.Fuzz(func(t *testing.T, data []byte) {
		for d, err := range ReadCoNLLU(bytes.NewReader(data)) {
			if err != nil {
				return
			}
			at := 0
			for _, s := range d.Sents {
				for _, tok := range s.Tokens {
					if tok.Span.Start < at || tok.Span.End > s.Span.End {
						t.Fatalf("token %q at %v leaves its place", tok.Form, tok.Span)
					}
					at = tok.Span.End
				}
			}
			var buf bytes.Buffer
			cw := NewCoNLLUWriter(&buf)
			if err := cw.Write(d.ID, &d.Doc, nil); err != nil {
				t.Fatal(err)
			}
			if err := cw.Flush(); err != nil {
				t.Fatal(err)
			}
			for again, err := range ReadCoNLLU(&buf) {
				if err != nil || len(again.Sents) != len(d.Sents) {
					t.Fatalf("what was written reads as %v", err)
				}
			}
		}
	})
}
