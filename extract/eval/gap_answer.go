package eval

import (
	"github.com/sayso-graph/sayso/extract/coref"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// Answer reads off the chains of an example's text which of the names its
// pronoun refers to. A mention stands for a stretch of text when its head lies
// in it; where none does, the smallest mention that covers it stands for it.
func (e *GAPExample) Answer(d *nlp.Doc, chains []coref.Chain) GAPAnswer {
	of := make(map[int]int, len(d.Mentions))
	for c := range chains {
		for _, i := range chains[c].Mentions {
			of[i] = c
		}
	}
	in := func(words string, offset int) map[int]bool {
		out := map[int]bool{}
		for _, i := range mentionsOf(d, e.span(words, offset)) {
			out[of[i]] = true
		}
		return out
	}
	pronoun, a, b := in(e.Pronoun, e.PronounOffset), in(e.A, e.AOffset), in(e.B, e.BOffset)
	var answer GAPAnswer
	for c := range pronoun {
		answer.A = answer.A || a[c]
		answer.B = answer.B || b[c]
	}
	return answer
}

// span returns where the words stand that begin at a code point.
func (e *GAPExample) span(words string, offset int) schema.Span {
	for i := range e.Text {
		if offset == 0 {
			return schema.Span{Start: i, End: i + len(words)}
		}
		offset--
	}
	return schema.Span{}
}

// mentionsOf returns the mentions that stand for a stretch of text.
func mentionsOf(d *nlp.Doc, span schema.Span) []int {
	var out []int
	best, size := -1, 0
	for i := range d.Mentions {
		m := &d.Mentions[i]
		s := &d.Sents[m.Sent]
		if span.Contains(s.Tokens[m.Head].Span) {
			out = append(out, i)
		}
		if words := s.Words(m.First, m.End); words.Contains(span) && (best < 0 || words.End-words.Start < size) {
			best, size = i, words.End-words.Start
		}
	}
	if len(out) == 0 && best >= 0 {
		return []int{best}
	}
	return out
}
