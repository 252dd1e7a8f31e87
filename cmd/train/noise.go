package main

import (
	"math/rand/v2"
	"slices"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// parseNoisily annotates training documents about as well as the parser does
// new ones. It has seen them, and what learns from its trees would trust them
// too much; so it reads them with two of five content words changed for others
// of the same tag. The tree is that of one reading; the tags of a word come from
// a reading that left the word itself alone.
func parseNoisily(p *nlp.Parser, docs []*nlp.TreeDoc, seed uint64) {
	forms := map[string][]string{} // by tag
	for _, d := range docs {
		for i := range d.Sents {
			for _, t := range d.Sents[i].Tokens {
				if isContent(&t) {
					forms[t.XPOS] = append(forms[t.XPOS], t.Form)
				}
			}
		}
	}
	r := rand.New(rand.NewPCG(seed, 11))
	for _, d := range docs {
		first, changed := readChanged(p, d, forms, r, nil)
		second, _ := readChanged(p, d, forms, r, changed)
		for i := range d.Sents {
			toks := d.Sents[i].Tokens
			for k := range toks {
				t, tree, tags := &toks[k], &first[i].Tokens[k], &first[i].Tokens[k]
				if changed[i][k] {
					tags = &second[i].Tokens[k]
				}
				t.Head, t.Rel = tree.Head, tree.Rel
				t.Lemma, t.UPOS, t.XPOS, t.Feats, t.Class = tags.Lemma, tags.UPOS, tags.XPOS, tags.Feats, tags.Class
			}
		}
	}
}

// readChanged parses the document with some content words changed, none of
// those to keep, and tells which.
func readChanged(p *nlp.Parser, d *nlp.TreeDoc, forms map[string][]string, r *rand.Rand, keep [][]bool) (sents []nlp.Sentence, changed [][]bool) {
	const part = 0.4
	for i := range d.Sents {
		s := d.Sents[i]
		s.Tokens = slices.Clone(s.Tokens)
		is := make([]bool, len(s.Tokens))
		for k := range s.Tokens {
			t := &s.Tokens[k]
			if !isContent(t) || keep != nil && keep[i][k] || r.Float64() >= part {
				continue
			}
			others := forms[t.XPOS]
			t.Form, is[k] = others[r.IntN(len(others))], true
		}
		sents, changed = append(sents, s), append(changed, is)
	}
	p.Annotate(sents)
	return sents, changed
}

func isContent(t *nlp.Token) bool {
	switch t.UPOS {
	case "NOUN", "PROPN", "VERB", "ADJ":
		return true
	}
	return false
}
