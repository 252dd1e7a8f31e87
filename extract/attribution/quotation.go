package attribution

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// A quotation is a stretch of text in quotation marks, marks included. It may
// run over sentences and, where each new paragraph opens again and only the
// last one closes, over paragraphs.
type quotation struct {
	parts []Part
	// speech tells speech from quoted words that belong to a sentence of the
	// author's: it ends like a sentence or a clause before its cue.
	speech bool
	// continued says that the quotation was still open at the end of its
	// paragraph: the next paragraph that opens with a mark goes on with it.
	continued bool
}

// first and last are the outermost tokens.
func (q *quotation) first() (sent, tok int) {
	p := q.parts[0]
	return p.Sent, p.Tokens[0]
}

func (q *quotation) last() (sent, tok int) {
	p := q.parts[len(q.parts)-1]
	return p.Sent, p.Tokens[len(p.Tokens)-1]
}

// size counts the tokens.
func (q *quotation) size() int {
	n := 0
	for i := range q.parts {
		n += len(q.parts[i].Tokens)
	}
	return n
}

// mark classifies a quotation mark: opening, closing, or either.
type mark uint8

const (
	noMark mark = iota
	opens
	closes
	either
)

// markOf classifies a double mark.
func markOf(form string) mark {
	switch form {
	case "“", "„", "«", "``", "‟":
		return opens
	case "”", "»":
		return closes
	case `"`, "''", "＂":
		return either
	}
	return noMark
}

// isMark reports whether token tok is a quotation mark, double or single.
func isMark(tok *nlp.Token) bool {
	return tok.UPOS == "PUNCT" && (markOf(tok.Form) != noMark || isSingle(tok.Form))
}

func isSingle(form string) bool {
	return form == "'" || form == "‘" || form == "’" || form == "‚" || form == "‛"
}

// singleMark classifies single mark i, which may be an apostrophe too, by the
// blanks around it.
func singleMark(toks []nlp.Token, i int) mark {
	if toks[i].UPOS != "PUNCT" {
		return noMark
	}
	blankBefore := i == 0 || toks[i-1].SpaceAfter
	blankBehind := toks[i].SpaceAfter && i+1 < len(toks)
	switch form := toks[i].Form; {
	case blankBefore && !blankBehind && form != "’", form == "‘":
		return opens
	case !blankBefore && form != "‚" && form != "‛":
		return closes
	}
	return noMark
}

// quotations finds the outermost quotations of a document. A straight mark
// opens where none is open in its paragraph, and closes otherwise; single marks
// are those of a quotation of their own only outside of double ones, and the other
// way round. A mark that is never closed counts only where the next paragraph opens
// again, or where the rest of the paragraph is more than one sentence; a single
// one not even then.
func quotations(doc *nlp.Doc) []*quotation {
	var out []*quotation
	for first := 0; first < len(doc.Sents); {
		end := first + 1
		for end < len(doc.Sents) && doc.Sents[end].Paragraph == doc.Sents[first].Paragraph {
			end++
		}
		out = append(out, paragraphQuotations(doc, first, end)...)
		first = end
	}
	return out
}

func paragraphQuotations(doc *nlp.Doc, first, end int) []*quotation {
	var out []*quotation
	openSent, openTok, openSingle := -1, -1, false
	for s := first; s < end; s++ {
		toks := doc.Sents[s].Tokens
		for i := range toks {
			m, single := markOf(toks[i].Form), isSingle(toks[i].Form)
			if single {
				m = singleMark(toks, i)
			}
			switch inside := openSent >= 0; {
			case m == noMark, inside && single != openSingle:
			case inside && m != opens:
				out = append(out, newQuotation(doc, openSent, openTok, s, i))
				openSent = -1
			case m != closes && (!single || closesLater(doc, s, i, end)):
				openSent, openTok, openSingle = s, i, single
			}
		}
	}
	if openSent >= 0 && !openSingle && reopens(doc, end) {
		q := newQuotation(doc, openSent, openTok, end-1, len(doc.Sents[end-1].Tokens)-1)
		q.continued, q.speech = true, true
		out = append(out, q)
	}
	return out
}

// closesLater reports whether the single quotation that token i of sentence s
// opens is closed before another opens and before sentence end.
func closesLater(doc *nlp.Doc, s, i, end int) bool {
	for ; s < end; s, i = s+1, -1 {
		toks := doc.Sents[s].Tokens
		for k := i + 1; k < len(toks); k++ {
			if !isSingle(toks[k].Form) {
				continue
			}
			if m := singleMark(toks, k); m != noMark {
				return m == closes
			}
		}
	}
	return false
}

// reopens reports whether the paragraph that starts at sentence s opens with a
// quotation mark.
func reopens(doc *nlp.Doc, s int) bool {
	if s >= len(doc.Sents) || len(doc.Sents[s].Tokens) == 0 {
		return false
	}
	m := markOf(doc.Sents[s].Tokens[0].Form)
	return m == opens || m == either
}

func newQuotation(doc *nlp.Doc, fromSent, fromTok, toSent, toTok int) *quotation {
	q := &quotation{}
	for s := fromSent; s <= toSent; s++ {
		begin, end := 0, len(doc.Sents[s].Tokens)
		if s == fromSent {
			begin = fromTok
		}
		if s == toSent {
			end = toTok + 1
		}
		if begin < end {
			q.parts = append(q.parts, Part{Sent: s, Tokens: seq(begin, end)})
		}
	}
	q.speech = isSpeech(doc, q)
	return q
}

// seq returns the integers of [begin, end).
func seq(begin, end int) []int {
	out := make([]int, 0, end-begin)
	for i := begin; i < end; i++ {
		out = append(out, i)
	}
	return out
}

// isSpeech recognises a quotation that is no mere part of the author's
// sentence: it spans sentences, or ends with a comma or the mark of a sentence
// inside or right behind it, and has either a verb or a sentence of its own.
func isSpeech(doc *nlp.Doc, q *quotation) bool {
	if len(q.parts) > 1 {
		return true
	}
	s, last := q.last()
	_, first := q.first()
	toks := doc.Sents[s].Tokens
	if last-first < 2 {
		return false
	}
	stop := strings.ContainsAny(toks[last-1].Form, ",.?!…—–")
	if !stop && last+1 < len(toks) {
		stop = strings.ContainsAny(toks[last+1].Form, ",.?!")
	}
	return stop && (hasPredicate(toks[first+1:last]) || wholeSentence(toks, first, last))
}

// hasPredicate reports whether a verb or copula stands among the tokens.
func hasPredicate(toks []nlp.Token) bool {
	for i := range toks {
		switch toks[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD", "VB":
			return true
		}
	}
	return false
}

// wholeSentence reports whether nothing but punctuation is outside.
func wholeSentence(toks []nlp.Token, first, last int) bool {
	for i := range toks {
		if (i < first || i > last) && toks[i].UPOS != "PUNCT" {
			return false
		}
	}
	return true
}
