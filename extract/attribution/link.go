package attribution

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// A linker gives quotations their speakers.
type linker struct {
	doc     *nlp.Doc
	quotes  []*quotation
	lex     lexicon
	inQuote [][]int // for each token of each sentence its quotation, -1 for none
	all     []Attribution
	cued    [][]int // attributions by the sentence of their cue
	finders []*finder
}

// add enters attributions and returns the index of the last.
func (l *linker) add(found ...Attribution) int {
	for i := range found {
		s := found[i].Cue.Sent
		l.cued[s] = append(l.cued[s], len(l.all))
		l.all = append(l.all, found[i])
	}
	return len(l.all) - 1
}

func (l *linker) mask() {
	l.inQuote = make([][]int, len(l.doc.Sents))
	for s := range l.doc.Sents {
		l.inQuote[s] = slices.Repeat([]int{-1}, len(l.doc.Sents[s].Tokens))
	}
	for q, quote := range l.quotes {
		for _, p := range quote.parts {
			for _, t := range p.Tokens {
				l.inQuote[p.Sent][t] = q
			}
		}
	}
}

// finder returns the finder of sentence s, made once.
func (l *linker) finder(s int) *finder {
	if l.finders[s] == nil {
		l.finders[s] = l.newFinder(s)
	}
	return l.finders[s]
}

func (l *linker) newFinder(s int) *finder {
	sent := &l.doc.Sents[s]
	f := &finder{
		doc: l.doc, sent: s, toks: slices.Clone(sent.Tokens), tree: nlp.NewTree(sent), lex: l.lex, quote: l.inQuote[s], quotes: l.quotes,
	}
	for i := range f.toks {
		if h := f.toks[i].Head; h < -1 || h >= len(f.toks) {
			f.toks[i].Head = -1 // a malformed tree must not be climbed out of
		}
	}
	f.repair()
	return f
}

// link completes each content by the quotations that it touches, then looks
// for the speakers of the quotations that are left over.
func (l *linker) link() {
	owner := slices.Repeat([]int{-1}, len(l.quotes))
	for q, quote := range l.quotes {
		if quote.speech {
			if owner[q] = l.nearest(q); owner[q] < 0 {
				owner[q] = l.touching(q)
			}
			l.give(owner[q], q)
		}
	}
	for q, quote := range l.quotes {
		if quote.speech && owner[q] < 0 {
			owner[q] = l.speakerOf(q, owner)
			l.give(owner[q], q)
		}
	}
}

// give adds quotation q to the content of attribution a, if there is one.
func (l *linker) give(a, q int) {
	if a < 0 {
		return
	}
	for _, p := range l.quotes[q].parts {
		l.all[a].add(p.Sent, subtract(p.Tokens, union(l.all[a].Source.at(p.Sent), l.all[a].Cue.at(p.Sent))))
	}
}

// at returns the part's tokens in sentence sent.
func (p Part) at(sent int) []int {
	if p.Sent != sent {
		return nil
	}
	return p.Tokens
}

// nearest returns the attribution of the verb of saying right before or right
// behind quotation q, with no other punctuation between than a comma or colon;
// or -1. A quotation that opens with a capital belongs to what announces it,
// any other rather to what follows.
func (l *linker) nearest(q int) int {
	firstSent, first := l.quotes[q].first()
	lastSent, last := l.quotes[q].last()
	before := l.sayingNear(firstSent, first-1, -1)
	behind := l.sayingNear(lastSent, last+1, 1)
	sentence, verb := lastSent, behind
	if f := l.finder(firstSent); before >= 0 && (behind < 0 || first > 0 && f.direct(q)) {
		sentence, verb = firstSent, before
	}
	if verb < 0 {
		return -1
	}
	if a := l.cuedBy(sentence, verb); a >= 0 {
		if l.all[a].Clausal {
			return a
		}
		return -1
	}
	f := l.finder(sentence)
	if f.subject(verb) < 0 {
		return -1
	}
	return l.create(f, verb)
}

// sayingNear looks from token i of sentence s in direction step, over one comma
// or colon, for a verb of saying before the next punctuation; -1 for none.
func (l *linker) sayingNear(s, i, step int) int {
	toks := l.doc.Sents[s].Tokens
	f := l.finder(s)
	for n := 0; n < 12 && i >= 0 && i < len(toks); n, i = n+1, i+step {
		if l.inQuote[s][i] >= 0 || toks[i].UPOS == "PUNCT" && (n > 0 || toks[i].Form != "," && toks[i].Form != ":") {
			return -1
		}
		if toks[i].UPOS == "VERB" {
			if kind, ok := f.lex.kind("verb", "clause", f.names(i)...); ok && (kind == Say || kind == Ask) {
				return i
			}
			if step > 0 {
				return -1
			}
		}
	}
	return -1
}

// touching returns the attribution outside quotation q whose clausal content
// holds the greatest part of it, or -1.
func (l *linker) touching(q int) int {
	best, most := -1, 0
	for _, p := range l.quotes[q].parts {
		for _, a := range l.cued[p.Sent] {
			at := &l.all[a]
			if !at.Clausal || at.Weak || l.inQuote[at.Cue.Sent][at.Verb] == q {
				continue
			}
			n := l.common(at, q)
			if n > most && (2*n > len(p.Tokens) || n > 3) {
				best, most = a, n
			}
		}
	}
	return best
}

// common counts the tokens of quotation q in the content of an attribution.
func (l *linker) common(a *Attribution, q int) int {
	n := 0
	for _, p := range a.Content {
		for _, t := range p.Tokens {
			if l.inQuote[p.Sent][t] == q {
				n++
			}
		}
	}
	return n
}

// speakerOf finds the attribution of a quotation that no clause reports: one
// whose cue is beside it, a new one by a verb or a name beside it, one
// announced by a colon, or the speaker of the quotation before.
func (l *linker) speakerOf(q int, owner []int) int {
	firstSent, firstTok := l.quotes[q].first()
	lastSent, lastTok := l.quotes[q].last()
	for _, try := range []func() int{
		func() int { return l.beside(lastSent, lastTok+1, q, 1) },
		func() int { return l.beside(firstSent, firstTok-1, q, -1) },
		func() int { return l.behind(lastSent, lastTok) },
		func() int { return l.signed(lastSent, lastTok+1, q) },
		func() int { return l.announced(firstSent, firstTok) },
		func() int { return l.before(q, owner) },
	} {
		if a := try(); a >= 0 {
			return a
		}
	}
	return -1
}

// beside looks from token i of sentence s in direction step for the verb with
// a subject that stands nearest to the quotation and outside of any.
func (l *linker) beside(s, i, q, step int) int {
	toks := l.doc.Sents[s].Tokens
	f := l.finder(s)
	for ; i >= 0 && i < len(toks); i += step {
		if l.inQuote[s][i] >= 0 {
			return -1
		}
		if toks[i].UPOS != "VERB" || f.subject(i) < 0 {
			continue
		}
		if a := l.cuedBy(s, i); a >= 0 {
			if l.all[a].Clausal {
				return a
			}
			return -1
		}
		if !l.speaks(f, i) {
			continue
		}
		return l.create(f, i)
	}
	return -1
}

// behind looks at the sentence after a quotation that ends its own: "Who asked
// you?" | he said.
func (l *linker) behind(s, last int) int {
	next := s + 1
	if last+1 < len(l.doc.Sents[s].Tokens) || next >= len(l.doc.Sents) || l.doc.Sents[next].Paragraph != l.doc.Sents[s].Paragraph {
		return -1
	}
	f := l.finder(next)
	for v := range f.toks {
		if f.toks[v].UPOS != "VERB" {
			continue
		}
		if f.subject(v) >= 0 && l.speaks(f, v) && f.tree.Child(v, "obj", "obl") < 0 && l.cuedBy(next, v) < 0 {
			return l.create(f, v)
		}
		return -1
	}
	return -1
}

// speaks reports whether verb v can introduce a quotation without governing it.
func (l *linker) speaks(f *finder, v int) bool {
	kind, ok := f.lex.kind("verb", "clause", f.names(v)...)
	return ok && (kind == Say || kind == Ask || kind == Think) && f.tree.Child(v, "ccomp", "xcomp") < 0
}

func (l *linker) cuedBy(s, v int) int {
	for _, a := range l.cued[s] {
		if l.all[a].Verb == v {
			return a
		}
	}
	return -1
}

// create adds an attribution by verb v whose content is still to come.
func (l *linker) create(f *finder, v int) int {
	source, speaker := f.source(v)
	kind, ok := f.lex.kind("verb", "clause", f.names(v)...)
	if !ok {
		kind = Say
	}
	return l.add(Attribution{Source: source, Speaker: speaker, Cue: Part{f.sent, f.cue(v, nil)}, Verb: v, Kind: kind, Frame: "quotation", Clausal: true, Via: -1})
}

// signed recognises a quotation with its author behind a dash: "..." — Kim.
func (l *linker) signed(s, i, q int) int {
	if i >= len(l.doc.Sents[s].Tokens) && s+1 < len(l.doc.Sents) {
		s, i = s+1, 0
	}
	toks := l.doc.Sents[s].Tokens
	if i+1 >= len(toks) || !strings.Contains("-–—―--", toks[i].Form) || toks[i+1].UPOS != "PROPN" {
		return -1
	}
	end := i + 1
	for end < len(toks) && toks[end].UPOS != "VERB" && l.inQuote[s][end] < 0 {
		end++
	}
	return l.add(Attribution{Source: Part{s, l.finder(s).trim(seq(i+1, end))}, Speaker: i + 1, Cue: Part{s, []int{i}}, Verb: i, Kind: Say, Frame: "signed", Clausal: true, Via: -1})
}

// announced recognises a quotation after a sentence that ends in a colon: its
// last verb with a subject is the cue.
func (l *linker) announced(s, i int) int {
	if i > 0 || s == 0 {
		return -1
	}
	toks := l.doc.Sents[s-1].Tokens
	if len(toks) == 0 || toks[len(toks)-1].Form != ":" {
		return -1
	}
	f := l.finder(s - 1)
	for v := len(toks) - 1; v >= 0; v-- {
		if toks[v].UPOS == "VERB" && f.subject(v) >= 0 {
			if a := l.cuedBy(s-1, v); a >= 0 {
				return a
			}
			return l.create(f, v)
		}
	}
	return -1
}

// before returns the owner of the quotation before q when q goes on with it:
// in the same paragraph, after a paragraph that ends inside a quotation, or a
// paragraph that is one quotation after one that ends with a quotation.
func (l *linker) before(q int, owner []int) int {
	if q == 0 {
		return -1
	}
	prev := l.quotes[q-1]
	if owner[q-1] < 0 && !prev.speech {
		owner[q-1] = l.touching(q - 1)
	}
	if owner[q-1] < 0 {
		return -1
	}
	lastSent, lastTok := prev.last()
	sent, tok := l.quotes[q].first()
	gap := l.doc.Sents[sent].Paragraph - l.doc.Sents[lastSent].Paragraph
	endsParagraph := sent == lastSent+1 && lastTok >= len(l.doc.Sents[lastSent].Tokens)-2
	switch {
	case gap == 0 && sent <= lastSent+2, gap == 1 && prev.continued, gap == 1 && tok == 0 && endsParagraph:
		return owner[q-1]
	}
	return -1
}
