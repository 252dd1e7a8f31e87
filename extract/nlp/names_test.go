package nlp

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/extract/nlp/perceptron"
	"github.com/sayso-graph/sayso/schema"
)

// parsed reads a text of one paragraph.
func parsed(t testing.TB, text string) *Doc {
	t.Helper()
	tokenizer, err := LoadTokenizer()
	if err != nil {
		t.Fatal(err)
	}
	d := tokenizer.Tokenize(text, []schema.Span{{Start: 0, End: len(text)}})
	defaultParser(t).Annotate(d.Sents)
	return d
}

func TestNamesHaveClasses(t *testing.T) {
	if defaultNames() == nil {
		t.Fatal("the model of names cannot be read")
	}
	d := parsed(t, "Jane Roe met Kofi Smith of Acme Corporation in Geneva. Roe lives in France.")
	d.FindMentions()
	got := map[string]string{}
	for _, m := range d.Mentions {
		if m.Form == Named {
			got[d.Sents[m.Sent].Tokens[m.Head].Form] = m.Class
		}
	}
	want := map[string]string{"Jane": "person", "Kofi": "person", "Corporation": "organization", "Geneva": "place", "Roe": "person", "France": "place"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What the other occurrences of a word are taken for decides a doubt.
func TestDocumentDecides(t *testing.T) {
	person, place := make([]float32, nameSizes.Classes), make([]float32, nameSizes.Classes)
	for c, class := range mentionClasses {
		switch class {
		case "person":
			person[c], place[c] = 3, 0.9
		case "place":
			person[c], place[c] = 0, 1
		}
	}
	doubtful := nameOpinion{scores: place}
	if got := mentionClasses[argmax(consult([]nameOpinion{doubtful}, 0))]; got != "place" {
		t.Errorf("alone it is of class %s", got)
	}
	if got := mentionClasses[argmax(consult([]nameOpinion{doubtful, {scores: person}}, 0))]; got != "person" {
		t.Errorf("beside a person of that name it is of class %s", got)
	}
}

// How a word is used elsewhere is told once, and of the first places alone.
func TestReadElsewhere(t *testing.T) {
	const cyclone = "Cyclone/PROPN/2/compound/ Zog/PROPN/0/root/ "
	read := func(tokens string) []uint32 {
		r := newNameReader(tagged(t, tokens), defaultNames().known, nil)
		r.readElsewhere(place{0, 1})
		return r.in.Features
	}
	alone, twice := read(cyclone), read(cyclone+"Cyclone/PROPN/4/compound/ Zog/PROPN/0/root/ ")
	if len(alone) != 1 {
		t.Errorf("a word that stands once has %d features, want that it does", len(alone))
	}
	if !slices.Contains(twice, perceptron.Hash(101, "cyclone")) {
		t.Error("the word beside the other place is not told")
	}
	often := read(strings.Repeat("Cyclone/PROPN/4/compound/ Zog/PROPN/0/root/ ", 30))
	if more := len(often) - len(twice); more > 3 { // those of the next word
		t.Errorf("what is used alike 30 times has %d features more than what is twice", more)
	}
}

// inFavour returns scores in favour of a verdict by so much.
func inFavour(verdict int, much float32) []float32 {
	scores := make([]float32, nameSizes.Classes)
	scores[verdict] = much
	return scores
}

func TestSettle(t *testing.T) {
	event := slices.Index(mentionClasses, "event")
	noun := Token{Form: "Founders", Lemma: "founder", UPOS: "NOUN", XPOS: "NNS", Feats: "Number=Plur", Class: "person"}
	name := Token{Form: "Founders", Lemma: "Founder", UPOS: "PROPN", XPOS: "NNPS", Feats: "Number=Plur", Class: "person"}
	acronym := Token{Form: "ILO", Lemma: "ilo", UPOS: "NOUN", XPOS: "NN"}
	as := func(t Token, class string) Token { t.Class = class; return t }
	for _, c := range []struct {
		what    string
		in      Token
		verdict int
		much    float32
		first   bool
		want    Token
	}{
		{"a noun that is none", noun, noName, 9, false, noun},
		{"a noun that may be one", noun, event, clearly, false, noun},
		{"a noun that is clearly one", noun, event, clearly + 1, false, as(name, "event")},
		{"a noun that is a part of one", noun, partOfName, clearly + 1, false, as(name, "")},
		{"a proper noun that is none", name, noName, 9, false, name},
		{"a proper noun of another class", name, event, 0.1, false, as(name, "event")},
		{"a proper noun that is a part", name, partOfName, 0.1, false, as(name, "")},
		{"a noun that begins a sentence", noun, event, clearly + 1, true, noun},
		{"an acronym that begins a sentence", acronym, event, clearly + 1, true, Token{Form: "ILO", Lemma: "ILO", UPOS: "PROPN", XPOS: "NNP", Class: "event"}},
	} {
		got := c.in
		got.settle(inFavour(c.verdict, c.much), c.first && isTitleCase(c.in.Form))
		if got != c.want {
			t.Errorf("%s becomes %+v, want %+v", c.what, got, c.want)
		}
	}
}

func TestProperNounsKeepCapitals(t *testing.T) {
	for _, c := range []struct{ form, lemma, xpos, wantLemma, wantXPOS string }{
		{"Constitution", "constitution", "NN", "Constitution", "NNP"},
		{"MPs", "mp", "NNS", "MP", "NNPS"},
		{"Mice", "mouse", "NNS", "Mice", "NNPS"},
	} {
		tok := Token{Form: c.form, Lemma: c.lemma, UPOS: "NOUN", XPOS: c.xpos}
		if tok.makeProper(); tok.UPOS != "PROPN" || tok.Lemma != c.wantLemma || tok.XPOS != c.wantXPOS {
			t.Errorf("%s: %s %s %s, want %s %s", c.form, tok.UPOS, tok.XPOS, tok.Lemma, c.wantXPOS, c.wantLemma)
		}
	}
}

// Where no parser has scored the classes, the token's class stands for them.
func TestClassScores(t *testing.T) {
	for i, class := range append([]string{""}, mentionClasses...) {
		scores := (&Token{Class: class}).classScores()
		if argmax(scores[:]) != i {
			t.Errorf("class %q scores %v", class, scores)
		}
	}
	told := ClassScores{1: 2}
	if got := (&Token{Class: "place", ClassScores: told}).classScores(); got != told {
		t.Errorf("scores %v became %v", told, got)
	}
}

func TestNameModelRoundTrip(t *testing.T) {
	parser := defaultParser(t)
	m := defaultNames()
	if m == nil {
		t.Fatal("the model of names cannot be read")
	}
	var buf bytes.Buffer
	if err := m.Write(&buf); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadNames(parser, buf.Bytes()); err != nil {
		t.Error(err)
	}
	for _, broken := range []string{"", "no model", buf.String()[:buf.Len()-1], buf.String() + "x"} {
		if _, err := ReadNames(parser, []byte(broken)); err == nil {
			t.Errorf("%d bytes of %d were read", len(broken), buf.Len())
		}
	}
	if !strings.HasPrefix(buf.String(), namesMagic) {
		t.Error("no magic")
	}
}

// The same lessons give the same model, and it knows them.
func TestTrainNames(t *testing.T) {
	if testing.Short() {
		t.Skip("fits networks")
	}
	parser := defaultParser(t)
	lesson := NameLesson{Doc: parsed(t, strings.Repeat("Jane Roe flew to Geneva. ", 20))}
	for i := range lesson.Doc.Sents {
		var tags, classes []string
		for _, tok := range lesson.Doc.Sents[i].Tokens {
			class := map[string]string{"Jane": "person", "Geneva": "place"}[tok.Form]
			tags, classes = append(tags, tok.UPOS), append(classes, class)
		}
		lesson.Tags, lesson.Classes = append(lesson.Tags, tags), append(lesson.Classes, classes)
	}
	m := TrainNames(parser, []NameLesson{lesson}, 1)
	d := parsed(t, "Jane Roe flew to Geneva.")
	m.Settle(d)
	for _, tok := range d.Sents[0].Tokens {
		if want := map[string]string{"Jane": "person", "Geneva": "place"}[tok.Form]; tok.Class != want {
			t.Errorf("%s is of class %q, want %q", tok.Form, tok.Class, want)
		}
	}
	again := TrainNames(parser, []NameLesson{lesson}, 1)
	if a, b := m.net.AppendTo(nil), again.net.AppendTo(nil); !bytes.Equal(a, b) {
		t.Error("the same lessons give another model")
	}
}

func BenchmarkSettle(b *testing.B) {
	d := parsed(b, strings.Repeat("Jane Roe of the Acme Corporation said on Monday that its plant in Geneva would close. ", 40))
	tokens := 0
	for i := range d.Sents {
		tokens += len(d.Sents[i].Tokens)
	}
	for b.Loop() {
		defaultNames().Settle(d)
	}
	b.ReportMetric(float64(b.N*tokens)/b.Elapsed().Seconds(), "tokens/s")
}
