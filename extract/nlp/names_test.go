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

func TestSettleKeepsTags(t *testing.T) {
	noun := Token{Form: "Founders", UPOS: "NOUN", XPOS: "NNS", Feats: "Number=Plur"}
	want := noun
	for _, verdict := range []int{noName, partOfName, 0} {
		if noun.settle(verdict); noun != want {
			t.Errorf("verdict %d makes %+v of a common noun", verdict, noun)
		}
	}
	name := Token{Form: "Founders", UPOS: "PROPN", XPOS: "NNPS", Class: "event"}
	if name.settle(noName); name.Class != "event" {
		t.Errorf("what is no name to the model loses the parser's class for %q", name.Class)
	}
	if name.settle(0); name.Class != mentionClasses[0] || name.UPOS != "PROPN" || name.XPOS != "NNPS" {
		t.Errorf("a name is tagged %s %s, of class %s", name.UPOS, name.XPOS, name.Class)
	}
	if name.settle(partOfName); name.Class != "" {
		t.Errorf("a part of a name is of class %s", name.Class)
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

// Documents without annotation teach what the annotated ones do, and no more
// than their worth; the same lessons give the same model.
func TestTrainNames(t *testing.T) {
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
	further := parsed(t, "Jane Roe flew to Geneva.")
	m := TrainNames(parser, []NameLesson{lesson}, []*Doc{further}, 1)
	place := slices.Index(mentionClasses, "place")
	taught := m.taught(further, []*perceptron.Net{m.net})
	if len(taught) < 2 {
		t.Fatalf("%d words may head names, want Jane and Geneva at least", len(taught))
	}
	for _, e := range taught {
		sum := float32(0)
		for _, x := range e.Want {
			sum += x
		}
		if sum < 0.99*taughtWorth || sum > 1.01*taughtWorth {
			t.Errorf("an example of worth %v, want %v", sum, taughtWorth)
		}
	}
	if want := taught[len(taught)-1].Want; argmax(want) != place {
		t.Errorf("Geneva is taught as %v", want)
	}
	again := TrainNames(parser, []NameLesson{lesson}, []*Doc{further}, 1)
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
