package coref

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// fronted names the person behind the pronoun.
const fronted = `# newdoc id = fronted
# sent_id = 1
1	Jane	Jane	PROPN	NNP	Number=Sing	3	nsubj	_	Entity=(1-person)
2	often	often	ADV	RB	_	3	advmod	_	_
3	sings	sing	VERB	VBZ	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

# sent_id = 2
1	In	in	ADP	IN	_	3	case	_	_
2	his	his	PRON	PRP$	Gender=Masc|Number=Sing|Person=3|Poss=Yes	3	nmod:poss	_	Entity=(2-person)
3	book	book	NOUN	NN	Number=Sing	6	obl	_	SpaceAfter=No
4	,	,	PUNCT	,	_	3	punct	_	_
5	John	John	PROPN	NNP	Number=Sing	6	nsubj	_	Entity=(2-person)
6	praises	praise	VERB	VBZ	_	0	root	_	_
7	Paul	Paul	PROPN	NNP	Number=Sing	6	obj	_	Entity=(3-person)|SpaceAfter=No
8	.	.	PUNCT	.	_	6	punct	_	_

`

func TestPronounBeforeItsName(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	d, _ := read(t, fronted)
	want := map[string]bool{"his = John": true}
	got := map[string]bool{}
	for _, chain := range chainsOf(d, m.Resolve(d)) {
		if want[chain] {
			got[chain] = true
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("chains %v (-want +got):\n%s", chainsOf(d, m.Resolve(d)), diff)
	}
}

// A description in apposition to a name is no person of its own for pronouns.
func TestDescriptionStandsForName(t *testing.T) {
	ts := []traits{
		{form: name, class: "person", gender: anyone, number: singular, name: []string{"roe"}, head: 0, end: 1, appos: -1, predRel: -1, verbAt: 5, rel: "nsubj"},
		{form: indefinite, class: "person", gender: anyone, number: singular, first: 2, end: 4, head: 3, appos: 0, predRel: -1, verbAt: 0, rel: "appos", at: 3},
		{form: pronounShe, gender: female, number: singular, sent: 1, end: 1, appos: -1, predRel: -1, verbAt: 1, rel: "nsubj", at: 10},
	}
	s := newState(ts)
	for i := range ts {
		s.put(i, -1)
	}
	p := newRevision(ts, s.mentions(), (*traits).he)
	cs := p.candidates(2)
	if len(cs) != 1 || cs[0].id != 0 || cs[0].prev != 1 {
		t.Fatalf("candidates %+v, want the name alone, last mentioned by its description", cs)
	}
	p.put(2, cs[0].id)
	if diff := cmp.Diff([][]int{{0, 2}, {1}}, p.entities()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatPronounsMayMean(t *testing.T) {
	tests := []struct {
		pronoun string
		of      traits
		want    bool
	}{
		{"it", traits{form: name, class: "organization", gender: neuter, number: singular | plural}, true},
		{"it", traits{form: name, class: "organization", gender: neuter, number: plural}, true},
		{"it", traits{form: name, class: "person", gender: male, number: singular}, false},
		{"it", traits{form: bare, class: "object", gender: neuter, number: plural}, false},
		{"they", traits{form: bare, class: "object", gender: neuter, number: plural}, true},
		{"they", traits{form: name, class: "organization", gender: neuter, number: singular | plural}, true},
		{"they", traits{form: indefinite, class: "person", gender: anyone, number: singular}, true},
		{"they", traits{form: definite, class: "object", gender: neuter, number: singular}, false},
		{"they", traits{form: pronounWe, class: "person", gender: anyGender, number: plural}, false},
		{"she", traits{form: name, class: "person", gender: female, number: singular}, true},
		{"she", traits{form: name, class: "person", gender: male, number: singular}, false},
		{"she", traits{form: name, class: "person", gender: male, doubt: anyone, number: singular}, true},
	}
	for _, tt := range tests {
		p := pronounForms[tt.pronoun]
		ts := []traits{tt.of, {form: p.form, gender: p.gender, number: p.number, sent: 1}}
		v := newRevision(ts, [][]int{{0}, {1}}, func(t *traits) bool { return t.form == p.form })
		if got := len(v.candidates(1)) == 1; got != tt.want {
			t.Errorf("%q may mean %v %s %v: %v, want %v", tt.pronoun, tt.of.form, tt.of.class, tt.of.number, got, tt.want)
		}
	}
}

// A surname that looks like a first name leaves the gender open, until the full
// name or a title tells it.
func TestGenderInDoubt(t *testing.T) {
	tests := []struct {
		class, words  string
		gender, doubt gender
	}{
		{"person", "Kelly", anyone, anyone},
		{"person", "Kelly Roe", female, unassigned},
		{"person", "Mr. Kelly", male, unassigned},
		{"person", "Allen", male, anyone},
		{"place", "Roe", neuter, anyone},
		{"place", "China", neuter, unassigned},
		{"organization", "Roe", anyGender, unassigned},
	}
	for _, tt := range tests {
		if got := readTraits(nameAlone(tt.class, tt.words))[0]; got.gender&tt.gender != got.gender || got.doubt != tt.doubt {
			t.Errorf("%s %s: gender %b, in doubt %b; want %b, %b", tt.class, tt.words, got.gender, got.doubt, tt.gender, tt.doubt)
		}
	}
}

// nameAlone is a document of a name.
func nameAlone(class, words string) *nlp.Doc {
	var s nlp.Sentence
	d := &nlp.Doc{Text: words}
	list := strings.Fields(words)
	for i, w := range list {
		t := nlp.Token{Form: w, Lemma: w, UPOS: "PROPN", XPOS: "NNP", Rel: "compound", Head: len(list) - 1}
		if i == t.Head {
			t.Head, t.Rel, t.Class = -1, "root", class
		}
		t.Span.Start = strings.Index(words, w)
		t.Span.End = t.Span.Start + len(w)
		s.Tokens = append(s.Tokens, t)
	}
	d.Sents = []nlp.Sentence{s}
	d.Mentions = []nlp.Mention{{Phrase: nlp.Phrase{End: len(list)}, Head: len(list) - 1, Class: class, Form: nlp.Named}}
	return d
}

func TestReferentKeepsWhatItsMentionsShare(t *testing.T) {
	surname := traits{form: name, class: "person", gender: female, doubt: anyone, number: singular}
	tests := []struct {
		then        traits
		gender, may gender
	}{
		{traits{form: name, class: "person", gender: male, number: singular}, male, male},
		{traits{form: pronounShe, gender: female, number: singular}, female, female},
		{traits{form: name, class: "person", gender: anyone, number: singular}, female, anyone},
	}
	for _, tt := range tests {
		v := newRevision([]traits{surname, tt.then}, [][]int{{0, 1}}, func(*traits) bool { return false })
		if x := v.list[0]; x.gender != tt.gender || x.may != tt.may {
			t.Errorf("a %b name, then %b: gender %b of %b, want %b of %b", surname.gender, tt.then.gender, x.gender, x.may, tt.gender, tt.may)
		}
	}
}

// What is spoken of, from left to right: "Roe met Poe. Poe told Doe that she …"
func TestCentersOfAttention(t *testing.T) {
	person := func(sent, at int, rel string) traits {
		return traits{form: name, class: "person", gender: female, number: singular, sent: sent, at: at, head: at, first: at, end: at + 1, rel: rel, appos: -1, predRel: -1}
	}
	ts := []traits{
		person(0, 0, "nsubj"), person(0, 2, "obj"),
		person(1, 4, "nsubj"), person(1, 6, "obj"),
		{form: pronounShe, gender: female, number: singular, sent: 1, at: 8, rel: "nsubj"},
	}
	v := newRevision(ts, [][]int{{0}, {1, 2}, {3}, {4}}, (*traits).he)
	type center struct {
		Here, Before role
		Count        int
		Left, Named  uint32
	}
	want := map[int]center{
		0: {Here: numRoles, Before: subject, Count: 1, Left: 0, Named: 2},
		1: {Here: subject, Before: object, Count: 2, Left: 0, Named: 1},
		2: {Here: object, Before: numRoles, Count: 1, Left: 1, Named: 0},
	}
	got := map[int]center{}
	cs := v.candidates(4)
	for k := range cs {
		c := &cs[k]
		here, before, n := v.salience(&ts[4], c)
		got[c.id] = center{here, before, n, v.leftRank(c, cs), v.namedRank(c, cs)}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMarkerOfTheClause(t *testing.T) {
	const text = `# newdoc id = a
# sent_id = 1
1	Roe	Roe	PROPN	NNP	Number=Sing	2	nsubj	_	Entity=(1-person)
2	left	leave	VERB	VBD	_	0	root	_	_
3	because	because	SCONJ	IN	_	5	mark	_	_
4	she	she	PRON	PRP	Gender=Fem|Number=Sing|Person=3	5	nsubj	_	Entity=(1-person)
5	heard	hear	VERB	VBD	_	2	advcl	_	_
6	her	she	PRON	PRP$	Gender=Fem|Number=Sing|Person=3|Poss=Yes	7	nmod:poss	_	Entity=(1-person)
7	name	name	NOUN	NN	Number=Sing	5	obj	_	SpaceAfter=No
8	.	.	PUNCT	.	_	2	punct	_	_

`
	d, _ := read(t, text)
	var got []string
	for _, x := range readTraits(d) {
		got = append(got, x.text+" "+x.marker)
	}
	if diff := cmp.Diff([]string{"roe ", "she because", "her name because", "her because"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
