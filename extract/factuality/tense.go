package factuality

import (
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// tense reads tense and aspect off the auxiliaries and the form of the verb.
// The future is "will", "shall" and "be going to"; English has no other.
func (a *Analysis) tense(pred int) (tense, aspect string) {
	finite := a.token(pred).XPOS
	perfect, progressive := false, finite == "VBG" && a.auxiliary(pred, "be")
	if up := a.goingTo(pred); up >= 0 {
		return schema.Future, ""
	}
	for _, k := range a.tree.Children(pred) {
		tok := a.token(k)
		if !nlp.IsRel(tok.Rel, "aux") && tok.Rel != "cop" {
			continue
		}
		if tense == "" {
			tense = finiteTense(tok)
		}
		if tok.Lemma == "would" && a.futureInPast(pred) && !a.cameTrue(pred) {
			tense = schema.Future
		}
		perfect = perfect || tok.Lemma == "have" && tok.Rel == "aux"
	}
	if tense == "" {
		tense = finiteTense(a.token(pred))
	}
	switch {
	case perfect && progressive:
		aspect = "perfect progressive"
	case perfect:
		aspect = "perfect"
	case progressive:
		aspect = "progressive"
	}
	return tense, aspect
}

// finiteTense is the tense that one word shows by itself.
func finiteTense(tok *nlp.Token) string {
	switch tok.XPOS {
	case "VBD":
		return "past"
	case "VBZ", "VBP":
		return "present"
	case "MD":
		switch tok.Lemma {
		case "will", "shall", "'ll", "wo", "’ll":
			return schema.Future
		case "would", "could", "might":
			return "past"
		}
		return "present"
	}
	return ""
}

// auxiliary reports whether the clause has an auxiliary with that lemma.
func (a *Analysis) auxiliary(pred int, lemma string) bool {
	for _, k := range a.tree.Children(pred) {
		if tok := a.token(k); nlp.IsRel(tok.Rel, "aux") && tok.Lemma == lemma {
			return true
		}
	}
	return false
}

// goingTo returns the "going" that makes pred a future ("is going to sell"),
// or -1.
func (a *Analysis) goingTo(pred int) int {
	tok := a.token(pred)
	if tok.Head < 0 || tok.Rel != "xcomp" || a.marker(pred) != "to" {
		return -1
	}
	if up := a.token(tok.Head); up.Lemma == "go" && up.XPOS == "VBG" {
		return tok.Head
	}
	return -1
}
