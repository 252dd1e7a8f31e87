package attribution

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// repair moves clauses that parsers tend to hang too low. What says something
// of its own goes on with the verb of saying before it, not with what is said:
// a participle ("said it would stay, adding that ..."), a verb without a
// subject ("... and warned that ..."), another's or the same one's word ("...,
// but she denied that ...", "..., though he admitted that ...").
//
// An "it" that says something is its subject, not the filler of a clause that
// follows ("It maintains that ...").
func (f *finder) repair() {
	for k := range f.toks {
		f.fillSubject(k)
		if f.toks[k].UPOS != "VERB" || f.quote[k] >= 0 || !f.secondCue(k) {
			continue
		}
		if v := f.sayingAbove(k); v >= 0 && v < k && (f.toks[k].XPOS == "VBG" || f.toks[k].XPOS == f.toks[v].XPOS) {
			f.toks[k].Head = v
			if f.toks[k].XPOS == "VBG" {
				f.toks[k].Rel = "advcl"
			}
		}
	}
	f.tree = nlp.NewTree(&nlp.Sentence{Tokens: f.toks})
}

// fillSubject makes the filler of verb of saying k its subject, and the clause
// that the filler stood for what is said.
func (f *finder) fillSubject(k int) {
	it, said := f.tree.Child(k, "expl"), f.tree.Child(k, "csubj")
	if it >= 0 && said > k && strings.EqualFold(f.toks[it].Form, "it") && f.saysClause(k) && f.tree.Child(k, "aux:pass") < 0 {
		f.toks[it].Rel, f.toks[said].Rel = "nsubj", "ccomp"
	}
}

// secondCue reports whether verb k opens a further report in its sentence.
func (f *finder) secondCue(k int) bool {
	rel := f.toks[k].Rel
	if f.toks[k].XPOS == "VBG" && f.tree.Child(k, "aux") < 0 {
		return !f.reportsAnything(max(f.toks[k].Head, 0)) && (rel == "advcl" || rel == "acl" || rel == "conj" || rel == "xcomp" || rel == "dep") && f.comma(k) && f.saysClause(k)
	}
	if !f.finite(k) {
		return false
	}
	if rel == "conj" && f.tree.Child(k, "nsubj", "aux", "aux:pass", "mark") < 0 && f.unlike(k) {
		return true
	}
	if !f.reportsAnything(k) {
		return false
	}
	switch {
	case f.markedBy(k, "that"):
		return false
	case rel == "conj" && f.tree.Child(k, "nsubj") < 0:
		return f.tree.Child(k, "aux") < 0 && f.saysClause(k)
	case rel == "conj":
		return f.saysClause(k) && f.tree.Child(k, "ccomp", "obj") >= 0
	}
	return rel == "advcl" && f.saysClause(k) && (f.markedBy(k, "though") || f.markedBy(k, "although") || f.markedBy(k, "while"))
}

// unlike reports whether conjunct k, a finite verb, cannot go with the verb that
// the tree hangs it on: in "said it would order a review and warned of hackers"
// it is not "would warned".
func (f *finder) unlike(k int) bool {
	h := f.toks[k].Head
	if h < 0 {
		return false
	}
	switch f.toks[h].XPOS {
	case "VB", "VBG":
		return f.tree.Child(h, "aux", "aux:pass", "mark") >= 0
	case "VBN":
		// "had forged … and moved": the one form may be the past or a participle
		return f.tree.Child(h, "aux", "aux:pass", "mark") >= 0 && (f.reportsAnything(k) || !strings.HasSuffix(f.toks[k].Form, "ed"))
	}
	return f.tree.Child(h, "cop") >= 0 && f.reportsAnything(k)
}

// comma reports whether the token before k, or before the adverb before k, is
// a comma or dash.
func (f *finder) comma(k int) bool {
	for k--; k > 0 && f.toks[k].UPOS == "ADV"; k-- {
	}
	return k > 0 && strings.ContainsAny(f.toks[k].Form, ",-–—―\"”")
}

// saysClause reports whether verb k is one of saying and has a clause to say.
func (f *finder) saysClause(k int) bool {
	kind, ok := f.lex.kind("verb", "clause", f.names(k)...)
	return ok && (kind == Say || kind == Ask || kind == Plan) && f.toks[k].UPOS == "VERB"
}

// sayingAbove returns the highest verb of saying whose complement k is in and
// that is not itself in quotation marks, or -1.
func (f *finder) sayingAbove(k int) int {
	found := -1
	for i := range f.climb(k) {
		if f.toks[i].Rel != "ccomp" {
			continue
		}
		if h := f.toks[i].Head; h >= 0 && f.saysClause(h) && f.quote[h] < 0 {
			found = h
		}
	}
	return found
}

// climb yields i and the tokens above it.
func (f *finder) climb(i int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for range f.toks {
			if i < 0 || !yield(i) {
				return
			}
			i = f.toks[i].Head
		}
	}
}

// reportsAnything reports whether verb k is in the lexicon at all.
func (f *finder) reportsAnything(k int) bool {
	for _, name := range f.names(k) {
		if len(f.lex[entryKey{"verb", name}]) > 0 {
			return true
		}
	}
	return false
}
