package nlp

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/schema"
)

func TestCitations(t *testing.T) {
	for _, c := range []struct {
		name, tokens string
		want         []string
		author       string // class of Roe
	}{
		{
			"in brackets, with a comma",
			"work/NOUN/0/root/abstract (/PUNCT/3/punct/ Roe/PROPN/1/dep/abstract ,/PUNCT/5/punct/ 2016/NUM/3/nmod:unmarked/ )/PUNCT/3/punct/",
			[]string{"Roe , 2016"},
			"person",
		},
		{
			"the year in brackets",
			"Roe/PROPN/5/nsubj/person (/PUNCT/3/punct/ 2016a/NUM/1/nmod:unmarked/ )/PUNCT/3/punct/ doubted/VERB/0/root/ it/PRON/5/obj/",
			[]string{"Roe ( 2016a )"},
			"person",
		},
		{
			"of a genitive",
			"Roe/PROPN/6/nmod:poss/person 's/PART/1/case/ (/PUNCT/4/punct/ 2016/NUM/1/nmod:unmarked/ )/PUNCT/4/punct/ work/NOUN/0/root/abstract",
			[]string{"Roe 's ( 2016 )"},
			"person",
		},
		{
			"several authors",
			"see/VERB/0/root/ Roe/PROPN/1/obj/abstract &/CCONJ/4/cc/ Poe/PROPN/2/conj/person (/PUNCT/6/punct/ 2016/NUM/2/nmod:unmarked/ )/PUNCT/6/punct/",
			[]string{"Roe & Poe ( 2016 )"},
			"person",
		},
		{
			"several works",
			"(/PUNCT/2/punct/ Roe/PROPN/0/root/person et/X/4/cc/ al./X/2/conj/ ,/PUNCT/6/punct/ 2016/NUM/2/nmod:unmarked/ ;/PUNCT/8/punct/ Poe/PROPN/2/conj/person ,/PUNCT/10/punct/ 1999/NUM/8/nmod:unmarked/ )/PUNCT/2/punct/",
			[]string{"Roe et al. , 2016", "Poe , 1999"},
			"person",
		},
		{
			"a work and its year are none",
			"Roe/PROPN/0/root/abstract (/PUNCT/3/punct/ 2016/NUM/1/nmod:unmarked/ )/PUNCT/3/punct/",
			nil, "abstract",
		},
		{
			"years of a life are none",
			"Roe/PROPN/0/root/person (/PUNCT/3/punct/ 1922/NUM/1/dep/ –/PUNCT/5/punct/ 2013/NUM/3/nmod/ )/PUNCT/3/punct/",
			nil, "person",
		},
		{
			"a comma in running text makes none",
			"Roe/PROPN/4/nsubj/person ,/PUNCT/1/punct/ 2016/NUM/1/nmod:unmarked/ left/VERB/0/root/",
			nil, "person",
		},
		{
			"other numbers make none",
			"(/PUNCT/2/punct/ Roe/PROPN/0/root/person ,/PUNCT/4/punct/ 3012/NUM/2/nmod:unmarked/ )/PUNCT/2/punct/",
			nil, "person",
		},
	} {
		d := tagged(t, c.tokens)
		for h, tok := range d.Sents[0].Tokens {
			if tok.Class != "" && tok.UPOS == "PROPN" {
				d.Mentions = append(d.Mentions, Mention{Phrase: Phrase{First: h, End: h + 1}, Head: h, Form: Named, Class: tok.Class, Type: mentionType(tok.Class, Named, &tok)})
			}
		}
		d.settleAuthors()
		var got []string
		for _, p := range d.Citations() {
			got = append(got, d.Sents[0].Words(p.First, p.End).In(d.Text))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		roe := &d.Mentions[0]
		if wantType := map[string]schema.EntityType{"person": schema.Person, "abstract": schema.Work}[c.author]; roe.Class != c.author || roe.Type != wantType {
			t.Errorf("%s: Roe is %s (%s)", c.name, roe.Class, roe.Type)
		}
	}
}
