package openie

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// checkSlots fails unless the tokens of every slot are in the sentence and in
// order, and its text holds each of them.
func checkSlots(t *testing.T, doc *nlp.Doc, p *Proposition) {
	t.Helper()
	slots := []Slot{p.Subject, p.Predicate, p.Object}
	for _, a := range p.Arguments {
		slots = append(slots, a.Slot)
		if !strings.HasPrefix(a.Text, a.Preposition) {
			t.Errorf("argument %q without its preposition %q", a.Text, a.Preposition)
		}
	}
	toks := doc.Sents[p.Sent].Tokens
	for _, s := range slots {
		if !slices.IsSorted(s.Tokens) || len(slices.Compact(slices.Clone(s.Tokens))) != len(s.Tokens) {
			t.Fatalf("%s: tokens %v", p.Rule, s.Tokens)
		}
		for _, i := range s.Tokens {
			reworded := p.Rule == "nominalization" && s.Text == p.Predicate.Text // "rejection" is "rejected"
			if i < 0 || i >= len(toks) || !reworded && !strings.Contains(s.Text, toks[i].Span.In(doc.Text)) {
				t.Fatalf("%s: token %d is not in %q", p.Rule, i, s.Text)
			}
		}
	}
	if p.Subject.Text == "" || p.Predicate.Text == "" || p.Name == "" || p.Lemma == "" || p.Rule == "" {
		t.Fatalf("incomplete: %+v", p)
	}
	if p.Confidence <= 0 || p.Confidence > 1 || p.Verb < 0 || p.Verb >= len(toks) {
		t.Fatalf("confidence %v, verb %d", p.Confidence, p.Verb)
	}
}

func TestSlotsAreTokensOfTheirSentence(t *testing.T) {
	doc := readDoc(t, "rules.conllu")
	for _, style := range []Style{Full, Minimal} {
		opts := Options{Style: style, MinConfidence: -1, Attributions: attribution.Find(doc)}
		all := Extract(doc, opts)
		for i := range all {
			checkSlots(t, doc, &all[i])
		}
		if again := Extract(doc, opts); !reflect.DeepEqual(all, again) {
			t.Error("a second reading differs")
		}
	}
}

func TestMinConfidenceDropsWhatIsLessProbable(t *testing.T) {
	doc := readDoc(t, "rules.conllu")
	all, few := Extract(doc, Options{MinConfidence: -1}), Extract(doc, Options{MinConfidence: 0.6})
	if len(few) == 0 || len(few) >= len(all) {
		t.Fatalf("%d of %d propositions", len(few), len(all))
	}
	for _, p := range few {
		if p.Confidence < 0.6 {
			t.Errorf("confidence %v", p.Confidence)
		}
	}
}

func TestPassiveWithAgentIsFoldedOntoItsActive(t *testing.T) {
	doc := readDoc(t, "rules.conllu")
	for _, p := range Extract(doc, Options{MinConfidence: -1}) {
		if !p.Inverse {
			continue
		}
		subject, object := p.Folded()
		if p.Name != "captured" || subject.Text != "rebels" || object.Text != "The town" {
			t.Errorf("%s–%s–%s", subject.Text, p.Name, object.Text)
		}
		return
	}
	t.Error("no passive was folded")
}

func TestTimeIsThatOfTheArgument(t *testing.T) {
	doc := readDoc(t, "rules.conllu")
	var sent int
	for s := range doc.Sents {
		if strings.HasPrefix(doc.Sents[s].Span.In(doc.Text), "The town was captured") {
			sent = s
		}
	}
	year := len(doc.Sents[sent].Tokens) - 2
	doc.Mentions = []nlp.Mention{{
		Phrase: nlp.Phrase{Sent: sent, First: year, End: year + 1}, Head: year,
		Type: schema.Date, Form: nlp.Measure, Value: "2012",
	}}
	for _, p := range Extract(doc, Options{MinConfidence: -1}) {
		if want := map[bool]string{true: "2012"}[p.Sent == sent]; p.Time != want {
			t.Errorf("sentence %d: time %q", p.Sent, p.Time)
		}
	}
}

func TestSpeakerIsTheInnermost(t *testing.T) {
	said := attribution.Attribution{
		Cue: attribution.Part{Tokens: []int{1}}, Verb: 1, Clausal: true, Via: -1,
		Content: []attribution.Part{{Tokens: []int{2, 3, 4, 5, 6}}},
	}
	told := attribution.Attribution{
		Cue: attribution.Part{Tokens: []int{3}}, Verb: 3, Clausal: true, Via: 0,
		Content: []attribution.Part{{Tokens: []int{5, 6}}},
	}
	topic := attribution.Attribution{
		Cue: attribution.Part{Tokens: []int{8}}, Verb: 8, Via: -1,
		Content: []attribution.Part{{Tokens: []int{9}}},
	}
	s := newSpeakers([]attribution.Attribution{said, told, topic})
	for _, c := range []struct{ tok, frame, want int }{
		{6, -1, 1}, {3, -1, 0}, {1, -1, -1}, {9, -1, -1}, {9, 8, 2}, {0, -1, -1},
	} {
		if got := s.innermost(0, c.tok, c.frame, false, -1); got != c.want {
			t.Errorf("innermost(%d, %d) = %d, want %d", c.tok, c.frame, got, c.want)
		}
	}
}

func TestConfidenceLearnsWhatTheFeaturesSay(t *testing.T) {
	var examples []Example
	for range 50 {
		examples = append(examples,
			Example{Features: []string{"good", "both"}, Truth: 1},
			Example{Features: []string{"bad", "both"}, Truth: 0.2})
	}
	m := TrainConfidence(examples, Training{Ridge: 0.1})
	good, bad := m.Of([]string{"good", "both"}), m.Of([]string{"bad", "both"})
	if good < 0.95 || bad < 0.15 || bad > 0.25 {
		t.Errorf("good %.2f, bad %.2f", good, bad)
	}
	if _, err := LoadConfidence([]byte("{")); err == nil {
		t.Error("half a file is a model")
	}
	if len(defaultConfidence().Weights) == 0 || len(defaultMapping().entries) == 0 {
		t.Error("the model or the mapping that the program carries cannot be read")
	}
}

// Any tree, however wrong, gives sound slots or none.
func FuzzExtract(f *testing.F) {
	f.Add([]byte{0, 10, 20, 30, 40, 50, 60, 70, 80, 90})
	f.Fuzz(func(t *testing.T, data []byte) {
		doc := randomDoc(data)
		for _, style := range []Style{Full, Minimal} {
			all := Extract(doc, Options{Style: style, MinConfidence: -1})
			for i := range all {
				checkSlots(t, doc, &all[i])
			}
		}
	})
}

func TestRandomTreesGiveSoundSlots(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	data := make([]byte, 72)
	for range 2000 {
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		doc := randomDoc(data[:3*(1+r.IntN(24))])
		all := Extract(doc, Options{MinConfidence: -1})
		for i := range all {
			checkSlots(t, doc, &all[i])
		}
	}
}

// randomDoc makes a sentence of real words with tags, relations and heads
// taken from data: three bytes a token.
func randomDoc(data []byte) *nlp.Doc {
	forms := strings.Fields("The China 's report , who asked rejected by in to not is that there Oslo ( ILO ) 1990 and said")
	tags := strings.Fields("NOUN PROPN VERB AUX ADJ ADV PRON DET ADP PUNCT NUM CCONJ SCONJ PART")
	fine := strings.Fields("NN VBN VBD VBG VB IN TO WP WDT POS RB CD NNS WRB")
	rels := strings.Fields(`root nsubj nsubj:pass nsubj:outer obj iobj obl obl:agent obl:unmarked ccomp xcomp advcl acl
		acl:relcl conj cc appos nmod nmod:poss nmod:desc cop aux aux:pass case mark det amod compound compound:prt flat
		parataxis punct expl advmod fixed csubj`)
	var sent nlp.Sentence
	text := ""
	n := min(len(data)/3, 24)
	for i := range n {
		a, b, c := int(data[3*i]), int(data[3*i+1]), int(data[3*i+2])
		form := forms[a%len(forms)]
		tok := nlp.Token{
			Form: form, Lemma: strings.ToLower(form), UPOS: tags[a/8%len(tags)], XPOS: fine[b%len(fine)],
			Rel: rels[(b+c)%len(rels)], Head: c%(i+1) - 1, SpaceAfter: true,
			Span: schema.Span{Start: len(text), End: len(text) + len(form)},
		}
		if b%16 == 0 {
			tok.Head = c%(n+1) - 1 // forward too, and perhaps in a circle
		}
		text += form + " "
		sent.Tokens = append(sent.Tokens, tok)
	}
	sent.Span.End = len(text)
	return &nlp.Doc{Text: text, Sents: []nlp.Sentence{sent}}
}

func BenchmarkExtract(b *testing.B) {
	doc := readDoc(b, "rules.conllu")
	b.ReportAllocs()
	for b.Loop() {
		Extract(doc, Options{})
	}
	b.ReportMetric(float64(b.N*len(doc.Sents))/b.Elapsed().Seconds(), "sentences/s")
}
