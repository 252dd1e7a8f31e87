package resolve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/extract/coref"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// entitiesOf reads sentences parsed by hand, with classes in the last column
// but one, and makes each mention a chain of its own.
func entitiesOf(t *testing.T, conllu string) map[string]schema.Entity {
	t.Helper()
	out := map[string]schema.Entity{}
	for d, err := range nlp.ReadCoNLLU(strings.NewReader(conllu)) {
		if err != nil {
			t.Fatal(err)
		}
		var classes []string
		for line := range strings.Lines(conllu) {
			if cols := strings.Split(line, "\t"); len(cols) == 10 {
				classes = append(classes, strings.Trim(cols[8], "_"))
			}
		}
		for i := range d.Sents {
			for j := range d.Sents[i].Tokens {
				d.Sents[i].Tokens[j].Class, classes = classes[0], classes[1:]
			}
		}
		d.FindMentions()
		var chains []coref.Chain
		for i := range d.Mentions {
			chains = append(chains, coref.Chain{Mentions: []int{i}, Name: i})
		}
		inv := newInventory(&d.Doc, chains, Default(), "urn:x")
		for _, thing := range inv.things {
			out[thing.entity.IRI] = thing.entity
		}
	}
	return out
}

const congress = `1	Congress	Congress	PROPN	NNP	Number=Sing	2	nsubj	organization	_
2	thanked	thank	VERB	VBD	_	0	root	_	_
3	America	America	PROPN	NNP	Number=Sing	2	obj	place	SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

`

const party = `1	The	the	DET	DT	Definite=Def	3	det	_	_
2	Congress	Congress	PROPN	NNP	Number=Sing	3	compound	organization	_
3	party	party	NOUN	NN	Number=Sing	4	nsubj	organization	_
4	thanked	thank	VERB	VBD	_	0	root	_	_
5	India	India	PROPN	NNP	Number=Sing	4	obj	place	SpaceAfter=No
6	.	.	PUNCT	.	_	4	punct	_	_

`

const federation = `1	The	the	DET	DT	Definite=Def	4	det	_	_
2	Spanish	Spanish	ADJ	JJ	Degree=Pos	4	amod	_	_
3	football	football	NOUN	NN	Number=Sing	4	compound	_	_
4	federation	federation	NOUN	NN	Number=Sing	5	nsubj	organization	_
5	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
6	.	.	PUNCT	.	_	5	punct	_	_

`

const nation = `1	Kenya	Kenya	PROPN	NNP	Number=Sing	2	nsubj	place	_
2	grows	grow	VERB	VBZ	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

1	Our	our	PRON	PRP$	Poss=Yes	2	nmod:poss	person	_
2	nation	nation	NOUN	NN	Number=Sing	3	nsubj	place	_
3	thrives	thrive	VERB	VBZ	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

`

const writer = `1	Jane	Jane	PROPN	NNP	Number=Sing	6	nsubj	person	_
2	Roe	Roe	PROPN	NNP	Number=Sing	1	flat	_	_
3	is	be	AUX	VBZ	_	6	cop	_	_
4	a	a	DET	DT	_	6	det	_	_
5	British	British	ADJ	JJ	_	6	amod	_	_
6	writer	writer	NOUN	NN	Number=Sing	0	root	person	_
7	and	and	CCONJ	CC	_	8	cc	_	_
8	actress	actress	NOUN	NN	Number=Sing	6	conj	person	SpaceAfter=No
9	.	.	PUNCT	.	_	6	punct	_	_

`

func TestDescriptionsThatName(t *testing.T) {
	for _, c := range []struct {
		name, conllu, iri string
		aliases           []string
		mentions          int
	}{
		{"a congress in the news of the United States", congress, "ent:US_Congress", nil, 1},
		{"a party of that name in India", party, "ent:Congress_party", []string{"Congress"}, 2},
		{"the federation of a nation", federation, "ent:Spanish_football_federation", nil, 1},
		{"the speaker's nation", nation, "ent:Kenya", nil, 2},
		{"what somebody is, twice", writer, "ent:Jane_Roe", nil, 3},
	} {
		all := entitiesOf(t, c.conllu)
		e, ok := all[c.iri]
		if !ok || !e.Named || !slices.Equal(e.Aliases, c.aliases) || len(e.Mentions) != c.mentions {
			t.Errorf("%s: %+v, of %+v", c.name, e, all)
		}
	}
}

const nickname = `1	Ada	Ada	PROPN	NNP	Number=Sing	6	nsubj	person	_
2	"	"	PUNCT	''	_	3	punct	_	SpaceAfter=No
3	Bo	Bo	PROPN	NNP	Number=Sing	1	flat	_	SpaceAfter=No
4	"	"	PUNCT	''	_	3	punct	_	_
5	Roe	Roe	PROPN	NNP	Number=Sing	1	flat	_	_
6	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
7	.	.	PUNCT	.	_	6	punct	_	_

`

const workers = `1	The	the	DET	DT	_	4	det	_	_
2	Workers	Worker	PROPN	NNPS	Number=Plur	4	compound	_	SpaceAfter=No
3	'	's	PART	POS	_	2	case	_	_
4	Union	Union	PROPN	NNP	Number=Sing	5	nsubj	organization	_
5	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
6	.	.	PUNCT	.	_	5	punct	_	_

`

const firm = `1	Zoe	Zoe	PROPN	NNP	Number=Sing	4	nsubj	organization	_
2	&	&	CCONJ	CC	_	3	cc	_	_
3	Poe	Poe	PROPN	NNP	Number=Sing	1	flat	_	_
4	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

`

func TestJoinedNames(t *testing.T) {
	for conllu, iri := range map[string]string{nickname: "ent:Ada_Roe", workers: "ent:Workers'_Union", firm: "ent:Zoe_&_Poe"} {
		if all := entitiesOf(t, conllu); !all[iri].Named || len(all) != 1 {
			t.Errorf("no %s alone in %+v", iri, all)
		}
	}
}

func TestMatchMore(t *testing.T) {
	famous := person("Jane Roe", 5, "a")
	for _, c := range []struct {
		name string
		in   []schema.Record
		want int
	}{
		{"a surname of one whom many articles name", []schema.Record{famous, person("Roe", 1)}, 1},
		{"a blank in another place", []schema.Record{person("Petgor Michev", 1, "a"), person("PetgorMichev", 1, "a")}, 1},
		{"spellings of a sound", []schema.Record{person("Taji Rokhanov", 1, "a"), person("Taji Rokhanoff", 1, "a")}, 1},
	} {
		if got := Match(c.in); len(got) != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// What a name is said to be is no name of its own, nor of its type.
func TestPredicatesOfNames(t *testing.T) {
	const said = `1	Acme	Acme	PROPN	NNP	Number=Sing	4	nsubj	organization	_
2	is	be	AUX	VBZ	_	4	cop	_	_
3	a	a	DET	DT	Definite=Ind	4	det	_	_
4	%s	%s	%s	_	Number=Sing	0	root	%s	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

`
	tests := []struct {
		word, upos, class string
		want              []string
	}{
		{"home", "NOUN", "place", []string{"ent:Acme"}},
		{"Buddhist", "PROPN", "organization", []string{"ent:Acme"}},
	}
	for _, tt := range tests {
		got := []string{}
		for iri := range entitiesOf(t, fmt.Sprintf(said, tt.word, tt.word, tt.upos, tt.class)) {
			got = append(got, iri)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Acme is a %s (-want +got):\n%s", tt.word, diff)
		}
	}
}

// Two presidents are two, though both are called "President".
func TestOfficeOfTwo(t *testing.T) {
	called := func(names ...string) *thing { return &thing{names: names} }
	tests := []struct {
		key  string
		a, b *thing
		want bool
	}{
		{"person president", called("Joe Biden", "President"), called("Emmanuel Macron", "President"), true},
		{"person president", called("Joe Biden", "President"), called("President"), false},
		{"person joe biden", called("Joe Biden"), called("Joe Biden", "President"), false},
	}
	for _, tt := range tests {
		if got := officeOfTwo(tt.key, tt.a, tt.b); got != tt.want {
			t.Errorf("%q of %v and %v: %v, want %v", tt.key, tt.a.names, tt.b.names, got, tt.want)
		}
	}
}
