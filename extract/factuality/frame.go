package factuality

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// posOf is the lexicon's part of speech of a token.
func posOf(tok *nlp.Token) string {
	switch tok.UPOS {
	case "VERB", "AUX":
		return "verb"
	case "ADJ":
		return "adj"
	case "NOUN", "PROPN":
		return "noun"
	}
	return strings.ToLower(tok.UPOS)
}

// names are the lexicon keys of a predicate: with its particle, then without.
func (a *Analysis) names(head int) []string {
	lemma := lower(a.token(head))
	if p := a.tree.Child(head, "compound:prt"); p >= 0 {
		return []string{lemma + "_" + lower(a.token(p)), lemma}
	}
	if next := head + 1; next < len(a.memo) && a.token(next).Head == head && a.token(next).Rel == "advmod" {
		return []string{lemma + "_" + lower(a.token(next)), lemma}
	}
	return []string{lemma}
}

// frame names the form of the clause that pred heads, in the terms of the
// lexicon; a gerund after a preposition has the preposition as its frame.
func (a *Analysis) frame(pred int) string {
	if mark := a.marker(pred); mark == "if" {
		return "whether"
	} else if mark != "" {
		return mark
	}
	switch tok := a.token(pred); {
	case a.hasInterrogative(pred):
		return "wh"
	case a.finite(pred):
		return "that"
	case tok.XPOS == "VBG", a.perfectGerund(pred):
		return "ing"
	case tok.XPOS == "VB":
		return "bare"
	}
	return "adj"
}

// marker is the subordinator of the clause, "" when it has none. The "to" of
// an infinitive counts before what introduces it ("in order to", "for x to").
func (a *Analysis) marker(pred int) string {
	first := ""
	for _, k := range a.tree.Children(pred) {
		tok := a.token(k)
		lemma := lower(tok)
		if tok.Rel != "mark" && (tok.Rel != "case" || a.token(pred).XPOS != "VBG") && !(tok.Rel == "obl:unmarked" && lemma == "that") {
			continue // "the myth that prices fell": no place in the clause is left for "that"
		}
		if lemma == "to" && first != "whether" {
			return lemma
		}
		if first == "" || a.openMatter(k) {
			first = lemma
		}
	}
	return first
}

// openMatter reports whether mark m is a "whether" behind a preposition: "doubts
// over whether", "declined to comment on whether".
func (a *Analysis) openMatter(m int) bool {
	if m == 0 || lower(a.token(m)) != "whether" || a.token(m-1).Head != a.token(m).Head {
		return false
	}
	rel := a.token(m - 1).Rel
	return rel == "mark" || rel == "case"
}

// perfectGerund recognises "having taken".
func (a *Analysis) perfectGerund(pred int) bool {
	for _, k := range a.tree.Children(pred) {
		if a.token(k).Rel == "aux" && a.token(k).XPOS == "VBG" {
			return true
		}
	}
	return false
}

// finite reports whether the clause of pred shows tense.
func (a *Analysis) finite(pred int) bool {
	tense, _ := a.tense(pred)
	return tense != ""
}

// hasInterrogative reports whether a wh-word opens the clause.
func (a *Analysis) hasInterrogative(pred int) bool {
	for _, k := range a.tree.Children(pred) {
		if k < pred && strings.HasPrefix(a.token(k).XPOS, "W") {
			return true
		}
	}
	return strings.HasPrefix(a.token(pred).XPOS, "W")
}

var conditions = words("if unless providing provided assuming suppose supposing whether")

// isCondition reports whether clause k is a condition: marked, or inverted
// ("had he known"). "Even if" concedes, and "on whether" asks.
func (a *Analysis) isCondition(k int) bool {
	if a.token(k).Rel != "advcl" {
		return false
	}
	for _, m := range a.tree.Children(k) {
		if a.token(m).Rel == "mark" && conditions[lower(a.token(m))] {
			return m == 0 || lower(a.token(m-1)) != "even" && !a.openMatter(m)
		}
	}
	return a.marker(k) == "" && (a.inverted(k) || a.provided(k))
}

// provided recognises "provided that ..." and "assuming that ..." where the
// tree makes a clause of the first word.
func (a *Analysis) provided(k int) bool {
	tok := a.token(k)
	return conditions[strings.ToLower(tok.Form)] && a.tree.Child(k, "ccomp") >= 0 && a.tree.Child(k, "nsubj", "aux") < 0
}

// inverted recognises "had he known", "should it fail", "were it true".
func (a *Analysis) inverted(k int) bool {
	subject := a.tree.Child(k, "nsubj")
	if subject < 0 || a.questionMark(k) >= 0 {
		return false
	}
	for _, d := range a.tree.Children(k) {
		if d < subject && (a.token(d).Rel == "aux" || a.token(d).Rel == "cop" || a.token(d).Rel == "aux:pass") {
			switch strings.ToLower(a.token(d).Form) {
			case "had", "should", "were":
				return true
			}
		}
	}
	return false
}

// shares returns the conjunct whose auxiliaries pred shares, or -1.
func (a *Analysis) shares(pred int) int {
	tok := a.token(pred)
	if tok.Rel != "conj" || tok.Head < 0 || tok.Head >= pred || tok.XPOS != a.token(tok.Head).XPOS {
		return -1
	}
	if tok.XPOS != "VB" && tok.XPOS != "VBN" && tok.XPOS != "VBG" {
		return -1
	}
	for _, k := range a.tree.Children(pred) {
		kid := a.token(k)
		if nlp.IsRel(kid.Rel, "nsubj") || nlp.IsRel(kid.Rel, "aux") || kid.Rel == "mark" || kid.Rel == "cc" && lower(kid) == "but" {
			return -1
		}
	}
	return tok.Head
}

// reports reports whether the predicate is one of saying or thinking that can
// stand beside the clause it reports.
func (a *Analysis) reports(pred int) bool {
	tok := a.token(pred)
	if tok.UPOS != "VERB" {
		return false
	}
	if object := a.tree.Child(pred, "obj"); tok.Lemma == "put" && object >= 0 && lower(a.token(object)) == "it" {
		return true
	}
	for _, name := range a.names(pred) {
		if a.lex.reporting["verb "+name] {
			return true
		}
	}
	sig, ok := a.lex.find("verb", "that", a.names(pred)...)
	return ok && modalityOf(sig.positive) == schema.Reported
}
