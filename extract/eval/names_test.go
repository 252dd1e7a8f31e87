package eval

import (
	"math"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/extract/coref"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// named reads a document of one sentence whose tags are those of its brackets.
func named(t *testing.T, conllu string) NamedDoc {
	t.Helper()
	for d, err := range nlp.ReadCoNLLU(strings.NewReader(strings.ReplaceAll(conllu, " ", "\t") + "\n")) {
		if err != nil {
			t.Fatal(err)
		}
		tags, err := d.Entities(0)
		if err != nil {
			t.Fatal(err)
		}
		return NamedDoc{Doc: &d.Doc, Tags: tags}
	}
	t.Fatal("no document")
	return NamedDoc{}
}

func TestNamesByHand(t *testing.T) {
	gold := named(t, `1 Roe _ PROPN _ _ 2 nsubj _ Entity=(1-person)
2 left _ VERB _ _ 0 root _ _
3 Acme _ PROPN _ _ 2 obj _ Entity=(2-organization)
4 in _ ADP _ _ 5 case _ _
5 Geneva _ PROPN _ _ 2 obl _ Entity=(3-place)
6 town _ NOUN _ _ 2 obl _ Entity=(4-place)
`)
	system := named(t, `1 Roe _ PROPN _ _ 2 nsubj _ Entity=(1-person)
2 left _ VERB _ _ 0 root _ _
3 Acme _ PROPN _ _ 2 obj _ Entity=(2-place)
4 in _ ADP _ _ 5 case _ _
5 Geneva _ NOUN _ _ 2 obl _ Entity=(3-place)
6 town _ PROPN _ _ 2 obl _ Entity=(4-place)
`)
	s, err := Names([]NamedDoc{gold}, []NamedDoc{system})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		got       PRF
		want      float64
		precision float64
	}{
		{"untyped", s.Untyped, 2. / 3, 2. / 3},
		{"typed", s.Typed, 1. / 3, 1. / 3},
		{"untyped by gold tags", s.UntypedGold, 1, 1},
		{"typed by gold tags", s.TypedGold, 2. / 3, 2. / 3},
	} {
		if math.Abs(c.got.F1-c.want) > 1e-9 || math.Abs(c.got.Precision-c.precision) > 1e-9 {
			t.Errorf("%s: %+v, want F1 %.3f", c.name, c.got, c.want)
		}
	}
	if len(s.Types) != 3 || s.Types[1].Type != "person" || s.Types[1].F1 != 1 {
		t.Errorf("types %+v", s.Types)
	}
	if _, err := Names([]NamedDoc{gold}, nil); err == nil {
		t.Error("a missing document is no error")
	}
}

func TestGAPAnswer(t *testing.T) {
	d := &nlp.Doc{Text: "Sir Ann é saw Bea. She left."}
	at := func(word string) schema.Span {
		i := strings.Index(d.Text, word)
		return schema.Span{Start: i, End: i + len(word)}
	}
	var s nlp.Sentence
	for _, w := range []string{"Sir", "Ann", "é", "saw", "Bea", ".", "She"} {
		s.Tokens = append(s.Tokens, nlp.Token{Form: w, Span: at(w)})
	}
	d.Sents = []nlp.Sentence{s}
	mention := func(first, end, head int) nlp.Mention {
		return nlp.Mention{Phrase: nlp.Phrase{First: first, End: end}, Head: head}
	}
	d.Mentions = []nlp.Mention{mention(0, 2, 0), mention(4, 5, 4), mention(6, 7, 6)}
	e := GAPExample{Text: d.Text, Pronoun: "She", PronounOffset: 19, A: "Ann", AOffset: 4, B: "Bea", BOffset: 14}
	for _, c := range []struct {
		name   string
		chains []coref.Chain
		want   GAPAnswer
	}{
		{"a name inside a mention of another head", []coref.Chain{{Mentions: []int{0, 2}}, {Mentions: []int{1}}}, GAPAnswer{A: true}},
		{"a name that is a mention", []coref.Chain{{Mentions: []int{0}}, {Mentions: []int{1, 2}}}, GAPAnswer{B: true}},
		{"neither", []coref.Chain{{Mentions: []int{0}}, {Mentions: []int{1}}, {Mentions: []int{2}}}, GAPAnswer{}},
	} {
		if got := e.Answer(d, c.chains); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
