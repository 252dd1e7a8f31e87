package openie

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// rel returns the relation of token i, subtype included.
func (x *extractor) rel(i int) string { return x.toks[i].Rel }

// is reports whether token i has the relation base or a subtype of it.
func (x *extractor) is(i int, base string) bool { return nlp.IsRel(x.toks[i].Rel, base) }

// head returns the governor of token i, or -1.
func (x *extractor) head(i int) int { return x.toks[i].Head }

// child returns the first dependent of i with one of the relations, or -1; no
// token (-1) has none.
func (x *extractor) child(i int, rels ...string) int {
	if i < 0 {
		return -1
	}
	return x.tree.Child(i, rels...)
}

// isNominal reports whether tok can head a noun phrase.
func isNominal(tok *nlp.Token) bool {
	switch tok.UPOS {
	case "NOUN", "PROPN", "PRON", "NUM", "SYM":
		return true
	}
	return false
}

// isClause reports whether token i heads a clause: a verb that is no modifier
// of a noun, or anything with a copula.
func (x *extractor) isClause(i int) bool {
	switch tok := &x.toks[i]; {
	case x.child(i, "cop", "aux:pass") >= 0:
		return true
	case tok.UPOS != "VERB" && tok.UPOS != "AUX":
		return false
	}
	switch r := x.rel(i); {
	case r == "root", r == "ccomp", r == "xcomp", r == "parataxis", r == "conj":
		return true
	case nlp.IsRel(r, "acl"), nlp.IsRel(r, "advcl"), nlp.IsRel(r, "csubj"):
		return true
	}
	return x.child(i, "nsubj") >= 0
}

// isParticiple reports whether token i is a past participle.
func (x *extractor) isParticiple(i int) bool { return x.toks[i].XPOS == "VBN" }

// isGerund reports whether token i is an -ing form, or has one as its first
// auxiliary: "having forged".
func (x *extractor) isGerund(i int) bool {
	if k := x.child(i, "aux", "aux:pass"); k >= 0 && x.toks[i].XPOS == "VBN" {
		i = k
	}
	return x.toks[i].XPOS == "VBG"
}

// infinitive returns the "to" of an infinitive, or -1.
func (x *extractor) infinitive(i int) int {
	for _, k := range x.tree.Children(i) {
		if x.rel(k) == "mark" && x.toks[k].XPOS == "TO" {
			return k
		}
	}
	return -1
}

// isPassive reports whether clause head i is in the passive voice; a bare
// participle behind a noun is.
func (x *extractor) isPassive(i int) bool {
	if x.child(i, "nsubj:pass", "aux:pass", "csubj:pass") >= 0 {
		return true
	}
	if x.child(i, "obl:agent") >= 0 && x.isParticiple(i) {
		return true
	}
	return x.rel(i) == "acl" && x.isParticiple(i) && x.child(i, "aux") < 0 // "reports that she had left"
}

// isRelativizer reports whether token i is who, which, that or the like,
// standing for the noun that a relative clause hangs on.
func (x *extractor) isRelativizer(i int) bool {
	tok := &x.toks[i]
	if strings.Contains(tok.Feats, "PronType=Rel") {
		return true
	}
	if tok.XPOS != "WDT" && tok.XPOS != "WP" && tok.XPOS != "WP$" {
		return false
	}
	return true
}

// relative climbs from clause i over its coordination to a relative clause,
// and returns the head of that clause and its antecedent, or -1, -1.
func (x *extractor) relative(i int) (clause, antecedent int) {
	for range x.toks {
		switch r := x.rel(i); {
		case x.head(i) < 0:
			return -1, -1
		case r == "acl:relcl":
			return i, x.head(i)
		case r == "conj" || r == "xcomp" || r == "ccomp":
			i = x.head(i)
		default:
			return -1, -1
		}
		if i < 0 {
			break
		}
	}
	return -1, -1
}

// lower returns the token's form in lower case.
func lower(tok *nlp.Token) string { return strings.ToLower(tok.Form) }
