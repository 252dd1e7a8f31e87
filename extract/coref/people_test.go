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
	p := newPeople(s)
	cs := p.candidates(2)
	if len(cs) != 1 || cs[0].id != 0 || cs[0].prev != 1 {
		t.Fatalf("candidates %+v, want the name alone, last mentioned by its description", cs)
	}
	p.put(2, cs[0].id)
	if diff := cmp.Diff([][]int{{0, 2}, {1}}, p.entities()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
