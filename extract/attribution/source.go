package attribution

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// source finds who speaks for verb v, and the token that heads the speaker.
func (f *finder) source(v int) (Part, int) {
	s := f.subject(v)
	if s < 0 {
		return Part{}, -1
	}
	phrase := f.phrase(s, v)
	if len(phrase) == 0 {
		return Part{}, -1
	}
	speaker := s
	if isRelative(&f.toks[s]) {
		if a := f.antecedent(v); a >= 0 {
			speaker = a
		}
	}
	if name := f.tree.Child(s, "appos"); name >= 0 && lower(&f.toks[s]) == "one" && f.toks[name].UPOS == "PROPN" {
		speaker = name // "said one of them, Ann Roe"
	}
	return Part{f.sent, phrase}, speaker
}

// antecedent is the noun that the relative clause above v describes, or -1.
func (f *finder) antecedent(v int) int {
	for range f.toks {
		tok := f.toks[v]
		if tok.Head < 0 {
			return -1
		}
		if nlp.IsRel(tok.Rel, "acl:relcl") {
			return tok.Head
		}
		v = tok.Head
	}
	return -1
}

// subject returns the head of the one who does v: its subject or agent, else
// that of the verb that controls it, or -1.
func (f *finder) subject(v int) int {
	for range f.toks {
		if f.passive(v) {
			return f.agent(v)
		}
		s := f.ownSubject(v)
		if s >= 0 && f.quote[s] == f.quote[v] && !isTime(&f.toks[s]) {
			return f.realSubject(s)
		}
		if s := f.besideVerb(v); s >= 0 {
			return s
		}
		if s := f.inverted(v); s >= 0 {
			return s
		}
		next := f.controller(v)
		if next < 0 {
			return -1
		}
		if f.isNoun(next) {
			return next
		}
		v = next
	}
	return -1
}

// ownSubject returns the subject of v, or -1. Of two, as a parser gives them
// to "The museum, he said, would open", the nearer is meant.
func (f *finder) ownSubject(v int) int {
	s := -1
	for _, k := range f.tree.Children(v) {
		if nlp.IsRel(f.toks[k].Rel, "nsubj") && (s < 0 || k < v) {
			s = k
		}
	}
	if s >= 0 {
		return s
	}
	if aux := f.tree.Child(v, "aux"); aux >= 0 {
		return f.tree.Child(aux, "nsubj") // hung on the auxiliary by mistake
	}
	return -1
}

// besideVerb returns the name or pronoun right before v that the tree hangs on
// it as something else than its subject, or -1.
func (f *finder) besideVerb(v int) int {
	for _, k := range f.tree.Children(v) {
		rel := f.toks[k].Rel
		if k == v-1 && (f.toks[k].UPOS == "PROPN" || f.toks[k].UPOS == "PRON") && rel != "obj" && !nlp.IsRel(rel, "nsubj") && f.tree.Child(k, "case") < 0 && !isTime(&f.toks[k]) && !isRelative(&f.toks[k]) {
			return k
		}
	}
	return -1
}

// inverted returns the noun between v and the quotation that stands next to it
// (`"...," said the minister`, `"...," the minister said`), which parsers take
// for all sorts of things; or -1.
func (f *finder) inverted(v int) int {
	if f.quote[v] >= 0 {
		return -1
	}
	first := v
	for first > 0 && f.quote[first-1] < 0 {
		first--
	}
	if first == 0 {
		return -1
	}
	if s := f.topNoun(first, v); s >= 0 || first < v {
		return s
	}
	end := v + 1
	for end < len(f.toks) && f.toks[end].UPOS != "PUNCT" && f.quote[end] < 0 {
		end++
	}
	return f.topNoun(v+1, end)
}

// topNoun returns the first noun of tokens [first, end) that hangs on none of
// them, or -1.
func (f *finder) topNoun(first, end int) int {
	for i := first; i < end; i++ {
		if h := f.toks[i].Head; f.isNoun(i) && (h < first || h >= end) && !isTime(&f.toks[i]) {
			return i
		}
	}
	return -1
}

// realSubject drops empty subjects ("it is said that") and dates.
func (f *finder) realSubject(s int) int {
	if f.toks[s].Rel == "expl" || isTime(&f.toks[s]) {
		return -1
	}
	return s
}

// agent is the agent of a passive: "was reported by the Post".
func (f *finder) agent(v int) int {
	if a := f.tree.Child(v, "obl:agent"); a >= 0 {
		return a
	}
	for _, k := range f.tree.Children(v) {
		if nlp.IsRel(f.toks[k].Rel, "obl") && k > v && f.markedBy(k, "by") {
			return k
		}
	}
	return -1
}

func (f *finder) isNoun(i int) bool {
	switch f.toks[i].UPOS {
	case "NOUN", "PROPN", "PRON", "NUM", "DET":
		return f.tree.Child(i, "cop") < 0
	}
	return false
}

// controller returns the verb whose subject is also that of v, or the noun
// that does v, or -1. The one of "asked
// her to say" and "quoted her as saying" is her.
func (f *finder) controller(v int) int {
	tok := f.toks[v]
	h := tok.Head
	if h < 0 {
		return -1
	}
	switch {
	case tok.Rel == "xcomp", tok.Rel == "ccomp", tok.Rel == "advcl" && (tok.XPOS == "VB" || tok.XPOS == "VBG" && f.markedBy(v, "as")):
		if o := f.tree.Child(h, "obj"); o >= 0 && o < v && f.toks[h].UPOS == "VERB" {
			return o
		}
		return h
	case tok.Rel == "conj", tok.Rel == "advcl", tok.Rel == "parataxis":
		return h
	case tok.Rel == "acl" && tok.XPOS != "VBN":
		return h
	case nlp.IsRel(tok.Rel, "acl:relcl"):
		return -1
	}
	return -1
}

// phrase returns the noun phrase of a source: its head with determiners,
// modifiers and appositions, without its preposition, without what hangs on it
// only loosely, and without the clause of the cue itself.
func (f *finder) phrase(head, verb int) []int {
	tokens := f.tree.Subtree(head, func(k int) bool { return !f.loose(head, k, verb) && f.quote[k] == f.quote[head] })
	tokens = f.trim(f.piece(tokens, head))
	return f.named(tokens)
}

// piece is the run of tokens around head in which no gap is wider than a
// punctuation mark or two: what a parser adds from afar is no part of a source.
func (f *finder) piece(tokens []int, head int) []int {
	at := slices.Index(tokens, head)
	first, end := at, at+1
	for first > 0 && tokens[first]-tokens[first-1] <= 3 {
		first--
	}
	for end < len(tokens) && tokens[end]-tokens[end-1] <= 3 {
		end++
	}
	return tokens[first:end]
}

// named adds the name that follows a title without a comma ("spokesman Josh
// Earnest"), and closes a bracket that is open ("(R-Ga.)").
func (f *finder) named(tokens []int) []int {
	if len(tokens) == 0 {
		return tokens
	}
	last := tokens[len(tokens)-1]
	for i := last + 1; i < len(f.toks) && f.toks[i].UPOS == "PROPN" && (f.toks[last].UPOS == "NOUN" || f.toks[last].UPOS == "PROPN") && f.quote[i] == f.quote[last]; i++ {
		if isTime(&f.toks[i]) || f.toks[i].Rel == "nmod:unmarked" { // "on Friday", "Feb 13"
			break
		}
		tokens = append(tokens, i)
	}
	return f.closed(tokens)
}

// closed adds the closing bracket behind tokens that hold an opening one.
func (f *finder) closed(tokens []int) []int {
	next := tokens[len(tokens)-1] + 1
	if next >= len(f.toks) || f.toks[next].Form != ")" {
		return tokens
	}
	if slices.ContainsFunc(tokens, func(t int) bool { return f.toks[t].Form == "(" }) {
		return append(tokens, next)
	}
	return tokens
}

// loose reports whether dependent k of a source stays outside it.
func (f *finder) loose(head, k, verb int) bool {
	tok := f.toks[k]
	if k == verb || f.above(verb, k) {
		return true
	}
	if tok.Head != head {
		return false
	}
	switch tok.Rel {
	case "case", "cc:preconj", "mark", "discourse", "parataxis", "cop":
		return tok.Rel != "case" || k < head
	case "acl:relcl":
		return f.afterComma(k) && (k < verb || !f.about(k))
	case "acl", "advcl":
		return f.afterComma(k)
	case "advmod":
		return tok.XPOS == "RB" && k < head && !slices.Contains([]string{"nearly", "about", "not", "more", "most", "only", "even"}, strings.ToLower(tok.Form))
	}
	return false
}

// about reports whether relative clause k is about a person ("who").
func (f *finder) about(k int) bool {
	for _, t := range f.tree.Children(k) {
		if strings.EqualFold(f.toks[t].Form, "who") {
			return true
		}
	}
	return false
}

// above reports whether i is in the subtree of top.
func (f *finder) above(i, top int) bool {
	for range f.toks {
		if i < 0 {
			return false
		}
		if i == top {
			return true
		}
		i = f.toks[i].Head
	}
	return false
}

// afterComma reports whether the clause of k opens after a comma or dash.
func (f *finder) afterComma(k int) bool {
	first := f.subtree(k)[0]
	if f.toks[first].UPOS == "PUNCT" {
		return true
	}
	return first > 0 && strings.ContainsAny(f.toks[first-1].Form, ",-–—―")
}
