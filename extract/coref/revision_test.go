package coref

import (
	"testing"

	"github.com/google/go-cmp/cmp"
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
		{"it", traits{form: name, class: "person", gender: male, number: singular}, false},
		{"it", traits{form: bare, class: "object", gender: neuter, number: plural}, false},
		{"they", traits{form: bare, class: "object", gender: neuter, number: plural}, true},
		{"they", traits{form: name, class: "organization", gender: neuter, number: singular | plural}, true},
		{"they", traits{form: indefinite, class: "person", gender: anyone, number: singular}, true},
		{"they", traits{form: definite, class: "object", gender: neuter, number: singular}, false},
		{"they", traits{form: pronounWe, class: "person", gender: anyGender, number: plural}, false},
		{"she", traits{form: name, class: "person", gender: female, number: singular}, true},
		{"she", traits{form: name, class: "person", gender: male, number: singular}, false},
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
