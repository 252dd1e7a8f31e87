package nlp

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/schema"
)

// tagged builds a sentence of tokens "form/UPOS/head/rel/class", heads from
// 1, 0 for the root.
func tagged(t *testing.T, tokens string) *Doc {
	t.Helper()
	d := &Doc{}
	var s Sentence
	for field := range strings.FieldsSeq(tokens) {
		parts := strings.Split(field, "/")
		head := 0
		for _, c := range parts[2] {
			head = 10*head + int(c-'0')
		}
		start := len(d.Text)
		d.Text += parts[0] + " "
		tok := Token{Form: parts[0], Lemma: strings.ToLower(parts[0]), UPOS: parts[1], Head: head - 1, Rel: parts[3], Class: parts[4]}
		if parts[0] == "'s" {
			tok.XPOS = "POS"
		}
		tok.Span, tok.SpaceAfter = schema.Span{Start: start, End: start + len(parts[0])}, true
		s.Tokens = append(s.Tokens, tok)
	}
	d.Sents = []Sentence{s}
	return d
}

func TestFindMentions(t *testing.T) {
	for _, c := range []struct {
		name, tokens string
		want         []string
	}{
		{
			"prepositions and adverbs before a phrase are no part of it",
			"only/ADV/4/advmod/ in/ADP/4/case/ the/DET/4/det/ city/NOUN/0/root/place",
			[]string{"the city (place)"},
		},
		{
			"complements are, appositions are not",
			"the/DET/2/det/ head/NOUN/0/root/person of/ADP/4/case/ Acme/PROPN/2/nmod/organization ,/PUNCT/6/punct/ Roe/PROPN/2/appos/person",
			[]string{"the head of Acme (person)", "Acme (organization)", "Roe (person)"},
		},
		{
			"the age of a named person is none",
			"Roe/PROPN/4/nsubj/person ,/PUNCT/3/punct/ 42/NUM/1/nmod:unmarked/ left/VERB/0/root/",
			[]string{"Roe (person)"},
		},
		{
			"what a named person did before is none",
			"Roe/PROPN/0/root/person ,/PUNCT/3/punct/ born/VERB/1/acl/ in/ADP/5/case/ Geneva/PROPN/3/obl/place",
			[]string{"Roe (person)", "Geneva (place)"},
		},
		{
			"what tells one person from another is",
			"Roe/PROPN/0/root/person born/VERB/1/acl/ in/ADP/4/case/ Geneva/PROPN/2/obl/place",
			[]string{"Roe born in Geneva (person)", "Geneva (place)"},
		},
		{
			"a genitive ending is a part",
			"Acme/PROPN/3/nmod:poss/organization 's/PART/1/case/ fleet/NOUN/0/root/object",
			[]string{"Acme 's fleet (other)", "Acme 's (organization)"},
		},
		{
			"conjuncts are mentions of their own",
			"Roe/PROPN/0/root/person and/CCONJ/3/cc/ Poe/PROPN/1/conj/person",
			[]string{"Roe (person)", "Poe (person)"},
		},
		{
			"a predicate begins after its copula",
			"she/PRON/4/nsubj/person is/AUX/4/cop/ a/DET/4/det/ judge/NOUN/0/root/person here/ADV/4/advmod/",
			[]string{"she (person)", "a judge (person)"},
		},
		{
			"a byname is a part of the name",
			"Peter/PROPN/0/root/person the/DET/3/det/ Great/PROPN/1/appos/",
			[]string{"Peter the Great (person)"},
		},
		{
			"an apposition with an article is none",
			"Peter/PROPN/0/root/person the/DET/3/det/ tsar/NOUN/1/appos/person",
			[]string{"Peter (person)", "the tsar (person)"},
		},
		{
			"letters behind a name are a part of it",
			"Jane/PROPN/0/root/person Roe/PROPN/1/flat/ ,/PUNCT/4/punct/ QC/PROPN/1/appos/",
			[]string{"Jane Roe , QC (person)"},
		},
		{
			"the seat of a body is a part of its name",
			"University/PROPN/0/root/organization of/ADP/3/case/ Texas/PROPN/1/nmod/place Arlington/PROPN/1/appos/",
			[]string{"University of Texas Arlington (organization)", "Texas (place)", "Arlington (place)"},
		},
		{
			"what is said before a name is no part of it",
			"Born/VERB/4/acl/ in/ADP/3/case/ Arles/PROPN/1/obl/place Roe/PROPN/5/nsubj/person left/VERB/0/root/",
			[]string{"Arles (place)", "Roe (person)"},
		},
		{
			"nor is the language that it is given in",
			"Latin/PROPN/3/nmod/abstract :/PUNCT/1/punct/ Roma/PROPN/0/root/place",
			[]string{"Latin (work)", "Roma (place)"},
		},
		{
			"a price behind a name is none",
			"Athens/PROPN/0/root/place :/PUNCT/3/punct/ €9/SYM/1/dep/",
			[]string{"Athens (place)"},
		},
		{
			"quotation marks are taken in by pairs",
			"the/DET/3/det/ “/PUNCT/3/punct/ plan/NOUN/0/root/abstract ”/PUNCT/3/punct/",
			[]string{"the “ plan ” (other)"},
		},
		{
			"no name goes on with the time",
			"Rome/PROPN/4/nsubj/place today/NOUN/1/nmod:unmarked/ is/AUX/4/cop/ big/ADJ/0/root/",
			[]string{"Rome (place)"},
		},
		{
			"no phrase begins with a comma or a conjunction",
			"left/VERB/0/root/ ,/PUNCT/4/punct/ and/CCONJ/4/cc/ old/ADJ/5/amod/ Roe/PROPN/1/obj/person",
			[]string{"old Roe (person)"},
		},
		{
			"without classes, nouns, names and pronouns are mentions",
			"Geneva/PROPN/2/nsubj/ hosts/VERB/0/root/ big/ADJ/4/amod/ talks/NOUN/2/obj/",
			[]string{"Geneva (place)", "big talks (other)"},
		},
	} {
		d := tagged(t, c.tokens)
		d.FindMentions()
		var got []string
		for _, m := range d.Mentions {
			got = append(got, d.Sents[0].Words(m.First, m.End).In(d.Text)+" ("+string(m.Type)+")")
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestOneNameHasOneClass(t *testing.T) {
	d := tagged(t, "Zog/PROPN/2/nsubj/person met/VERB/0/root/ Zog/PROPN/2/obj/place and/CCONJ/5/cc/ Zog/PROPN/3/conj/person")
	d.FindMentions()
	for _, m := range d.Mentions {
		if m.Class != "person" || m.Type != schema.Person {
			t.Errorf("Zog is of class %s, type %s", m.Class, m.Type)
		}
	}
}

// The word for a company tells what its name names, and what is short for it.
func TestCompaniesAreOrganizations(t *testing.T) {
	for _, c := range []struct {
		name, tokens string
		want         map[string]string // class of the head
	}{
		{
			"a company and its short name",
			"Velmont/PROPN/2/compound/ Construction/PROPN/3/nsubj/abstract built/VERB/0/root/ what/PRON/5/obj/ Velmont/PROPN/6/nsubj/person owns/VERB/3/ccomp/",
			map[string]string{"Construction": "organization", "Velmont": "organization"},
		},
		{
			"a person of the same name",
			"Velmont/PROPN/2/compound/ Holdings/PROPN/3/nsubj/abstract paid/VERB/0/root/ Jane/PROPN/3/iobj/person Velmont/PROPN/4/flat/ when/ADV/8/advmod/ Velmont/PROPN/8/nsubj/person left/VERB/3/advcl/",
			map[string]string{"Holdings": "organization", "Jane": "person", "Velmont": "person"},
		},
		{
			"who works for a company",
			"Jane/PROPN/6/nsubj/person Roe/PROPN/1/flat/ of/ADP/5/case/ Velmont/PROPN/5/compound/ Holdings/PROPN/1/nmod/organization left/VERB/0/root/",
			map[string]string{"Jane": "person", "Holdings": "organization"},
		},
		{
			"words that are companies by their letters",
			"HydroKor/PROPN/2/nsubj/person sued/VERB/0/root/ Nordbank/PROPN/2/obj/person and/CCONJ/5/cc/ Jane/PROPN/3/conj/person Softbank/PROPN/5/flat/",
			map[string]string{"HydroKor": "organization", "Nordbank": "organization", "Jane": "person"},
		},
		{
			"what the lexicon knows by several words",
			"Red/PROPN/2/compound/ Cross/PROPN/3/nsubj/person left/VERB/0/root/ West/PROPN/5/compound/ Bank/PROPN/3/obj/place",
			map[string]string{"Cross": "organization", "Bank": "place"},
		},
		{
			"a country that is known",
			"France/PROPN/2/compound/ Telecom/PROPN/3/nsubj/organization left/VERB/0/root/ France/PROPN/3/obj/place",
			map[string]string{"Telecom": "organization", "France": "place"},
		},
	} {
		d := tagged(t, c.tokens)
		d.FindMentions()
		got := map[string]string{}
		for _, m := range d.Mentions {
			if m.Form == Named {
				got[d.Sents[0].Tokens[m.Head].Form] = m.Class
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Inside the name of a company the short one is no mention, so that both are one thing.
func TestShortNameInsideCompany(t *testing.T) {
	d := tagged(t, "Velmont/PROPN/2/compound/organization Construction/PROPN/3/nsubj/organization left/VERB/0/root/ Velmont/PROPN/3/obj/organization")
	d.FindMentions()
	var got []Phrase
	for _, m := range d.Mentions {
		got = append(got, m.Phrase)
	}
	if diff := cmp.Diff([]Phrase{{0, 0, 2}, {0, 3, 4}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
