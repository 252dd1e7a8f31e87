package resolve

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/extract/coref"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/openie"
	"github.com/sayso-graph/sayso/schema"
)

// rejection is an article of three sentences, parsed by hand. Classes stand in
// the last column but one.
const rejection = `1	The	the	DET	DT	_	4	det	_	_
2	World	World	PROPN	NNP	Number=Sing	4	compound	_	_
3	Puzzle	Puzzle	PROPN	NNP	Number=Sing	4	compound	_	_
4	Federation	Federation	PROPN	NNP	Number=Sing	8	nsubj	organization	_
5	(	(	PUNCT	-LRB-	_	6	punct	_	SpaceAfter=No
6	WPF	WPF	PROPN	NNP	Number=Sing	4	appos	organization	SpaceAfter=No
7	)	)	PUNCT	-RRB-	_	6	punct	_	_
8	issued	issue	VERB	VBD	_	0	root	_	_
9	a	a	DET	DT	_	10	det	_	_
10	report	report	NOUN	NN	Number=Sing	8	obj	abstract	SpaceAfter=No
11	.	.	PUNCT	.	_	8	punct	_	_

1	The	the	DET	DT	_	3	det	_	_
2	WPF	WPF	PROPN	NNP	Number=Sing	3	compound	organization	_
3	Committee	Committee	PROPN	NNP	Number=Sing	4	nsubj	organization	_
4	asked	ask	VERB	VBD	_	0	root	_	_
5	China	China	PROPN	NNP	Number=Sing	4	obj	place	SpaceAfter=No
6	.	.	PUNCT	.	_	4	punct	_	_

1	Liu	Liu	PROPN	NNP	Number=Sing	3	nsubj	person	_
2	Pengyu	Pengyu	PROPN	NNP	Number=Sing	1	flat	_	_
3	called	call	VERB	VBD	_	0	root	_	_
4	it	it	PRON	PRP	Gender=Neut|Number=Sing|Person=3	3	obj	abstract	_
5	“	“	PUNCT	''	_	6	punct	_	SpaceAfter=No
6	baseless	baseless	ADJ	JJ	_	3	xcomp	_	SpaceAfter=No
7	”	”	PUNCT	''	_	6	punct	_	SpaceAfter=No
8	.	.	PUNCT	.	_	3	punct	_	_

`

func parsed(t *testing.T, conllu string) *nlp.Doc {
	t.Helper()
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
		return &d.Doc
	}
	t.Fatal("no document")
	return nil
}

// chainsByHand puts "it" to the report and leaves every other mention alone.
func chainsByHand(d *nlp.Doc) []coref.Chain {
	var out []coref.Chain
	report := -1
	for i := range d.Mentions {
		m := &d.Mentions[i]
		switch d.Sents[m.Sent].Tokens[m.Head].Form {
		case "report":
			report = len(out)
		case "it":
			out[report].Mentions = append(out[report].Mentions, i)
			continue
		}
		out = append(out, coref.Chain{Mentions: []int{i}, Name: i})
	}
	return out
}

func TestClaims(t *testing.T) {
	d := parsed(t, rejection)
	a := schema.Article{IRI: "urn:sayso:article:test", Text: d.Text}
	mapping, err := openie.NewMapping()
	if err != nil {
		t.Fatal(err)
	}
	resolver := Resolver{Mapping: mapping}
	r := resolver.Claims(a, d, chainsByHand(d), openie.Extract(d, openie.Options{MinConfidence: -1}), nil)
	var entities, stated []string
	for _, e := range r.Entities {
		if e.Named {
			entities = append(entities, e.IRI+" "+string(e.Type)+" "+strings.Join(append([]string{e.Name}, e.Aliases...), " = "))
		}
	}
	wantEntities := []string{
		"ent:China place China",
		"ent:Liu_Pengyu person Liu Pengyu",
		"ent:WPF_Committee organization WPF Committee",
		"ent:World_Puzzle_Federation organization World Puzzle Federation = WPF",
	}
	if diff := cmp.Diff(wantEntities, entities); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	for _, c := range r.Claims {
		object := c.Object.Entity
		if object == "" {
			object = c.Object.Literal
		}
		stated = append(stated, c.Subject.Entity+" "+c.Predicate.IRI+" "+object)
	}
	for _, want := range []string{
		"ent:WPF_Committee rel:asked ent:China",
		"ent:World_Puzzle_Federation rel:asked ent:China", // its organ acts for it
		"ent:Liu_Pengyu rel:called report baseless",       // the pronoun is resolved, the marks are gone
	} {
		if !strings.Contains("\n"+strings.Join(stated, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("%q is not among\n%s", want, strings.Join(stated, "\n"))
		}
	}
	for _, c := range r.Claims {
		for _, s := range c.Evidence {
			if s.Empty() || s.Start < 0 || s.End > len(d.Text) {
				t.Errorf("claim %s has evidence %v", c.Predicate.IRI, s)
			}
		}
	}
}

// What an organ with an acronym of its own does is not what its organization does.
func TestOrganWithAnAcronymActsForItself(t *testing.T) {
	const committee = `1	The	the	DET	DT	_	3	det	_	_
2	WPF	WPF	PROPN	NNP	Number=Sing	3	compound	organization	_
3	Committee	Committee	PROPN	NNP	Number=Sing	7	nsubj	organization	_
4	(	(	PUNCT	-LRB-	_	5	punct	_	SpaceAfter=No
5	WPFC	WPFC	PROPN	NNP	Number=Sing	3	appos	organization	SpaceAfter=No
6	)	)	PUNCT	-RRB-	_	5	punct	_	_
7	asked	ask	VERB	VBD	_	0	root	_	_
8	China	China	PROPN	NNP	Number=Sing	7	obj	place	SpaceAfter=No
9	.	.	PUNCT	.	_	7	punct	_	_

`
	d := parsed(t, committee)
	mapping, err := openie.NewMapping()
	if err != nil {
		t.Fatal(err)
	}
	resolver := Resolver{Mapping: mapping}
	a := schema.Article{IRI: "urn:sayso:article:test", Text: d.Text}
	asked := 0
	for _, c := range resolver.Claims(a, d, chainsByHand(d), openie.Extract(d, openie.Options{MinConfidence: -1}), nil).Claims {
		if c.Rule == OrganRule {
			t.Errorf("%s %s %s", c.Subject.Entity, c.Predicate.IRI, c.Object.Entity)
		}
		if c.Predicate.IRI == "rel:asked" {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("%d claims that somebody asked", asked)
	}
}

// A pronoun that emphasizes gets no name of its own.
func TestEmphasizes(t *testing.T) {
	s := nlp.Sentence{Tokens: []nlp.Token{
		{Form: "counted", Head: -1, Rel: "root"},
		{Form: "bodies", Head: 0, Rel: "obj"},
		{Form: "themselves", Head: 1, Rel: "nmod:unmarked"},
		{Form: "and", Head: 4, Rel: "cc"},
		{Form: "shot", Head: 0, Rel: "conj"},
		{Form: "themselves", Head: 4, Rel: "obj"},
		{Form: "by", Head: 7, Rel: "case"},
		{Form: "himself", Head: 4, Rel: "obl"},
		{Form: "them", Head: 4, Rel: "obl:unmarked"},
	}}
	for k := range s.Tokens {
		if got := emphasizes(&s, k); got != (k == 2) {
			t.Errorf("token %d, %s: %v", k, s.Tokens[k].Form, got)
		}
	}
}

func TestFoldIsIdempotent(t *testing.T) {
	for _, s := range []string{"The Łódź", "U.N.", "  the  the  Hague ", "Côte d’Ivoire", "ﬁne"} {
		if once := fold(s); fold(once) != once && !strings.HasPrefix(once, "the ") {
			t.Errorf("fold(%q) = %q, again %q", s, once, fold(once))
		}
	}
}

func FuzzReadJudgements(f *testing.F) {
	f.Add(`{"from":"ent:a","into":"ent:b","same":true}`)
	f.Fuzz(func(t *testing.T, in string) {
		list, err := ReadJudgements(strings.NewReader(in))
		if err != nil {
			return
		}
		var out strings.Builder
		if err := WriteJudgements(&out, list); err != nil {
			t.Fatal(err)
		}
		again, err := ReadJudgements(strings.NewReader(out.String()))
		if err != nil || len(again) != len(list) {
			t.Fatalf("%d judgements became %d: %v", len(list), len(again), err)
		}
	})
}
