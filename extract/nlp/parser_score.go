package nlp

import "strings"

// A ParserScore is how well a parser does, each figure a part of the words.
type ParserScore struct {
	Words                              int
	UPOS, XPOS, Feats, Lemma, UAS, LAS float64
	Class                              float64 // F1 of the classes of heads of mentions, where gold marks them
}

// Score compares the parser with gold trees on their own tokens. Relations
// count by their universal part.
func (p *Parser) Score(docs []*TreeDoc) (ParserScore, error) {
	var s ParserScore
	var classes classCount
	for _, d := range docs {
		sents := blank(d)
		p.Annotate(sents)
		for i := range sents {
			s.add(sents[i].Tokens, d.Sents[i].Tokens)
			gold, err := headClasses(d, i)
			if err != nil {
				return s, err
			}
			classes.add(sents[i].Tokens, gold)
		}
	}
	n := float64(max(s.Words, 1))
	for _, x := range []*float64{&s.UPOS, &s.XPOS, &s.Feats, &s.Lemma, &s.UAS, &s.LAS} {
		*x = 100 * *x / n
	}
	s.Class = 100 * classes.f1()
	return s, nil
}

// blank returns the sentences of d with the forms of their tokens alone.
func blank(d *TreeDoc) []Sentence {
	sents := make([]Sentence, len(d.Sents))
	for i := range sents {
		sents[i].Tokens = make([]Token, len(d.Sents[i].Tokens))
		for t := range sents[i].Tokens {
			sents[i].Tokens[t].Form = d.Sents[i].Tokens[t].Form
		}
	}
	return sents
}

// A classCount compares the classes of heads of mentions with the gold ones.
type classCount struct{ hit, found, gold float64 }

func (c *classCount) add(got []Token, gold []string) {
	for t, want := range gold {
		if want != "" {
			c.gold++
		}
		if got[t].Class != "" {
			c.found++
			c.hit += one(got[t].Class == want)
		}
	}
}

func (c *classCount) f1() float64 {
	if c.found+c.gold == 0 {
		return 0
	}
	return 2 * c.hit / (c.found + c.gold)
}

func one(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}

// add counts the words that are right.
func (s *ParserScore) add(got, want []Token) {
	s.Words += len(want)
	for i := range want {
		g, w := &got[i], &want[i]
		s.UPOS += one(g.UPOS == w.UPOS)
		s.XPOS += one(g.XPOS == w.XPOS)
		s.Feats += one(g.Feats == w.Feats)
		s.Lemma += one(g.Lemma == w.Lemma || w.Lemma == "_" || w.Lemma == "")
		head := g.Head == w.Head
		s.UAS += one(head)
		s.LAS += one(head && universalRel(g.Rel) == universalRel(w.Rel))
	}
}

// universalRel is a relation without its subtype.
func universalRel(rel string) string {
	universal, _, _ := strings.Cut(rel, ":")
	return universal
}
