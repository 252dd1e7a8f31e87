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
	speaker := s
	if isRelative(&f.toks[s]) {
		if a := f.antecedent(v); a >= 0 {
			speaker = a
		}
	}
	return Part{f.sent, f.phrase(s, v)}, speaker
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
		if s := f.tree.Child(v, "nsubj"); s >= 0 {
			return f.realSubject(s)
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

// realSubject drops empty subjects: "it is said that".
func (f *finder) realSubject(s int) int {
	if f.toks[s].Rel == "expl" {
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
// that does v, or -1. The object of "asked her to say" is her.
func (f *finder) controller(v int) int {
	tok := f.toks[v]
	h := tok.Head
	if h < 0 {
		return -1
	}
	switch {
	case tok.Rel == "xcomp", tok.Rel == "ccomp", tok.Rel == "advcl" && tok.XPOS == "VB":
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
	tokens := f.tree.Subtree(head, func(k int) bool { return !f.loose(head, k, verb) })
	return f.trim(tokens)
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
		return k < verb && f.afterComma(k)
	case "acl", "advcl":
		return f.afterComma(k)
	case "advmod":
		return tok.XPOS == "RB" && k < head && !slices.Contains([]string{"nearly", "about", "not", "more", "most", "only", "even"}, strings.ToLower(tok.Form))
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
