package coref

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// story is a document of two sentences, by hand.
const story = `# newdoc id = story
# sent_id = 1
1	Jane	Jane	PROPN	NNP	Number=Sing	3	nsubj	_	Entity=(1-person
2	Roe	Roe	PROPN	NNP	Number=Sing	1	flat	_	Entity=1)
3	praised	praise	VERB	VBD	_	0	root	_	_
4	the	the	DET	DT	_	5	det	_	Entity=(2-abstract
5	report	report	NOUN	NN	Number=Sing	3	obj	_	Entity=2)|SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_

# sent_id = 2
1	She	she	PRON	PRP	Gender=Fem|Number=Sing|Person=3	2	nsubj	_	Entity=(1-person)
2	wrote	write	VERB	VBD	_	0	root	_	_
3	it	it	PRON	PRP	Gender=Neut|Number=Sing|Person=3	2	obj	_	Entity=(2-abstract)
4	herself	herself	PRON	PRP	Gender=Fem|Number=Sing|Person=3	2	obl:unmarked	_	Entity=(1-person)|SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

`

// read returns the document with its mentions and their gold clusters.
func read(t testing.TB, conllu string) (*nlp.Doc, []GoldMention) {
	t.Helper()
	for d, err := range nlp.ReadCoNLLU(strings.NewReader(conllu)) {
		if err != nil {
			t.Fatal(err)
		}
		var gold []GoldMention
		for i := range d.Sents {
			tags, err := d.Entities(i)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range tags {
				gold = append(gold, GoldMention{Sent: i, First: e.First, End: e.End, Head: e.First, Class: e.Class, Cluster: int(e.Group[0] - '0')})
				d.Sents[i].Tokens[e.First].Class = ""
			}
			for k := range gold {
				if g := &gold[k]; g.Sent == i && d.Sents[i].Tokens[g.First].UPOS == "DET" {
					g.Head = g.End - 1
				}
			}
		}
		if err := (GoldDoc{ID: d.ID, Mentions: gold}).Classify(&d.Doc); err != nil {
			t.Fatal(err)
		}
		d.FindMentions()
		return &d.Doc, gold
	}
	t.Fatal("no document")
	return nil, nil
}

func chainsOf(d *nlp.Doc, chains []Chain) []string {
	var out []string
	for _, c := range chains {
		var words []string
		for _, i := range c.Mentions {
			m := d.Mentions[i]
			words = append(words, d.Sents[m.Sent].Words(m.First, m.End).In(d.Text))
		}
		out = append(out, strings.Join(words, " = "))
	}
	return out
}

func TestResolve(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	d, _ := read(t, story)
	chains := m.Resolve(d)
	want := []string{"Jane Roe = She = herself", "the report = it"}
	if diff := cmp.Diff(want, chainsOf(d, chains)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if name := chains[0].Name; name != chains[0].Mentions[0] {
		t.Errorf("the chain of Jane Roe is named by mention %d", name)
	}
}

func TestTrainLearnsTheLesson(t *testing.T) {
	d, gold := read(t, story)
	lessons := slices.Repeat([]Lesson{NewLesson(d, gold)}, 50)
	opt := Training{Epochs: 6, Windows: -1, Blur: -1, Drop: 0.01, Seed: 1, MinSteps: -1}
	m, again := Train(lessons, opt), Train(lessons, opt)
	if !bytes.Equal(written(t, m), written(t, again)) {
		t.Error("two runs of one seed gave different models")
	}
	want := []string{"Jane Roe = She = herself", "the report = it"}
	if diff := cmp.Diff(want, chainsOf(d, m.Resolve(d))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What "he" and "she" stand for can be fitted again, the rest is kept.
func TestTrainKeepsTheBase(t *testing.T) {
	d, gold := read(t, story)
	lessons := []Lesson{NewLesson(d, gold)}
	opt := Training{Epochs: 2, VoterEpochs: 2, Voters: 1, Windows: -1, Seed: 1, MinSteps: -1}
	first := Train(lessons, opt)
	opt.Base, opt.VoterEpochs = first, 1
	second := Train(lessons, opt)
	if second.people[0].out == first.people[0].out {
		t.Error("the models of persons are those of the base")
	}
	second.people = first.people
	if diff := cmp.Diff(written(t, first), written(t, second)); diff != "" {
		t.Errorf("the rest is not the base's (-want +got):\n%s", diff)
	}
}

func written(t *testing.T, m *Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestModelRoundTrip(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	first := written(t, m)
	m2, err := ReadModel(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if second := written(t, m2); len(first) != len(second) {
		t.Errorf("a model of %d bytes was read and written as %d", len(first), len(second))
	}
	if _, err := ReadModel(strings.NewReader("no model")); err == nil {
		t.Error("what is no model was read")
	}
}

func TestPassageMarksHeads(t *testing.T) {
	d, _ := read(t, story)
	l := NewPassage(d, []Mark{{Span: schema.Span{Start: 0, End: len("Jane Roe")}, Cluster: 4}})
	if diff := cmp.Diff([]int{4, Unknown, Unknown, Unknown, Unknown}, l.Gold); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Whatever the trees, every mention is in exactly one chain.
func TestChainsPartitionTheMentions(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		d := randomDoc(rt)
		d.FindMentions()
		seen := make([]int, len(d.Mentions))
		for _, c := range m.Resolve(d) {
			if !slices.IsSorted(c.Mentions) || !slices.Contains(c.Mentions, c.Name) {
				rt.Fatalf("chain %v named by %d", c.Mentions, c.Name)
			}
			for _, i := range c.Mentions {
				seen[i]++
			}
		}
		for i, n := range seen {
			if n != 1 {
				rt.Fatalf("mention %d is in %d chains", i, n)
			}
		}
	})
}

func randomDoc(rt *rapid.T) *nlp.Doc {
	words := rapid.SampledFrom([]string{"Roe", "she", "it", "I", "“", "”", "said", "the", "report", "ILO", "their"})
	tags := rapid.SampledFrom([]string{"PROPN", "PRON", "VERB", "NOUN", "DET", "PUNCT"})
	rels := rapid.SampledFrom([]string{"nsubj", "obj", "flat", "compound", "appos", "nmod:poss", "det", "punct", "conj"})
	classes := rapid.SampledFrom([]string{"", "person", "organization", "abstract"})
	d := &nlp.Doc{}
	for range rapid.IntRange(1, 4).Draw(rt, "sentences") {
		var s nlp.Sentence
		n := rapid.IntRange(1, 8).Draw(rt, "tokens")
		for i := range n {
			w := words.Draw(rt, "word")
			start := len(d.Text)
			d.Text += w + " "
			head := rapid.IntRange(-1, n-1).Draw(rt, "head")
			if head == i {
				head = -1
			}
			s.Tokens = append(s.Tokens, nlp.Token{
				Form: w, Lemma: w, UPOS: tags.Draw(rt, "tag"), Rel: rels.Draw(rt, "rel"), Head: head,
				Class: classes.Draw(rt, "class"), Span: schema.Span{Start: start, End: start + len(w)}, SpaceAfter: true,
			})
		}
		d.Sents = append(d.Sents, s)
	}
	return d
}

func BenchmarkResolve(b *testing.B) {
	m, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	d, _ := read(b, story)
	one := d.Sents
	for len(d.Sents) < 200 {
		d.Sents = append(d.Sents, one...)
	}
	d.FindMentions()
	for b.Loop() {
		m.Resolve(d)
	}
	b.ReportMetric(float64(b.N*len(d.Sents))/b.Elapsed().Seconds(), "sents/s")
}
