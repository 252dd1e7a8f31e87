package openie

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// name sets what a proposition is called: the simple past of its verb with
// particle and preposition, without auxiliaries, negation and adverbs. A
// passive whose agent stands in the object's place is called as its active,
// and marked as inverse.
func (x *extractor) name(p *Proposition, c *clause, o *operand) {
	preposition := ""
	if o != nil && o.kind != speech {
		preposition = strings.ToLower(join(x.text(o.preposition), o.implied))
	}
	p.Inverse = p.Passive && o != nil && o.kind == agent && len(c.chain) == 1
	if p.Inverse {
		preposition = ""
	}
	if c.light >= 0 {
		preposition = join(strings.ToLower(x.toks[c.light].Lemma), preposition)
	}
	p.Lemma = join(x.words(c.chain, x.lemma), preposition)
	first := true
	p.Name = join(x.words(c.chain, func(v int) string {
		if first {
			first = false
			return x.verbName(p, v)
		}
		return x.infinitiveName(v, v == c.head && c.donor >= 0 && x.infinitive(c.donor) >= 0)
	}), preposition)
}

// infinitiveName returns the name of v, a later verb of a relation; shared
// says that its "to" stands before an earlier conjunct.
func (x *extractor) infinitiveName(v int, shared bool) string {
	name := x.lemma(v)
	switch {
	case x.child(v, "aux:pass") >= 0:
		name = join("be", lower(&x.toks[v]), x.particle(v))
	case x.isGerund(v) && !x.isCopular(v):
		return join(lower(&x.toks[v]), x.particle(v))
	}
	if shared || x.infinitive(v) >= 0 {
		return join("to", name)
	}
	return name
}

// words joins what name gives for each verb.
func (x *extractor) words(verbs []int, name func(v int) string) string {
	var out string
	for _, v := range verbs {
		out = join(out, name(v))
	}
	return out
}

// lemma returns the lemma of verb v with its particle; a predicate adjective
// or noun is "be", with its word only where the relation holds it.
func (x *extractor) lemma(v int) string {
	if x.isCopular(v) {
		if x.absorbed(v) {
			return join("be", strings.ToLower(x.toks[v].Form))
		}
		return "be"
	}
	return join(x.base(v), x.particle(v))
}

// base returns the verb's lemma, with the word that is compounded with it.
func (x *extractor) base(v int) string {
	if l := x.toks[v].Lemma; l != "" && l != "_" {
		return strings.ToLower(l)
	}
	return lower(&x.toks[v])
}

func (x *extractor) particle(v int) string {
	if k := x.child(v, "compound:prt"); k >= 0 {
		return lower(&x.toks[k])
	}
	return ""
}

// verbName returns the finite name of v, the first verb of a relation.
func (x *extractor) verbName(p *Proposition, v int) string {
	switch {
	case x.isCopular(v):
		return "is" + strings.TrimPrefix(x.lemma(v), "be")
	case p.Passive && !p.Inverse:
		return join("was", lower(&x.toks[v]), x.particle(v))
	case x.toks[v].Lemma == "be":
		return "was"
	case x.toks[v].XPOS == "VBD":
		return join(lower(&x.toks[v]), x.particle(v), x.comparative(v))
	}
	return join(x.past(v), x.particle(v), x.comparative(v))
}

// past returns the simple past of verb v: what lies somewhere lay there, and who
// lies to somebody lied.
func (x *extractor) past(v int) string {
	base := x.base(v)
	if base != "lie" {
		return past(base)
	}
	for _, k := range x.tree.Children(v) {
		if a := x.adposition(k); len(a) > 0 && somewhere[lower(&x.toks[a[0]])] {
			return past(base)
		}
	}
	return "lied"
}

var somewhere = set("along at behind below beneath between in near off on under within")

// comparative returns the adverb that compares what v does: "ran faster than".
func (x *extractor) comparative(v int) string {
	if k := v + 1; k < len(x.toks) && x.head(k) == v && x.toks[k].XPOS == "RBR" && x.isRelationAdverb(k, v, v) {
		return lower(&x.toks[k])
	}
	return ""
}

// isCopular reports whether v is what a copula joins to its subject.
func (x *extractor) isCopular(v int) bool {
	return x.child(v, "cop") >= 0 && (x.toks[v].UPOS != "VERB" || x.isClausal(v))
}

// isClausal reports whether v heads a clause that a copula joins to a subject
// outside it: "the trouble is that nobody came".
func (x *extractor) isClausal(v int) bool {
	return x.child(v, "nsubj:outer", "csubj:outer") >= 0 && x.child(v, "cop") >= 0 && x.infinitive(v) < 0
}

// absorbed reports whether the relation holds predicate adjective v itself:
// "is equal to", "is able to".
func (x *extractor) absorbed(v int) bool {
	if x.toks[v].UPOS != "ADJ" || !x.isCopular(v) {
		return false
	}
	if x.child(v, "det", "nmod", "nmod:poss") >= 0 {
		return false // "the chief executive of": a noun, whatever its tag
	}
	for _, k := range x.tree.Children(v) {
		if k > v && (x.rel(k) == "obl" && len(x.adposition(k)) > 0 || x.rel(k) == "ccomp" || x.rel(k) == "xcomp") {
			return true
		}
	}
	return false
}

// isSpeech reports whether tok is a verb of saying or thinking that can stand
// in the middle of what is said.
func isSpeech(tok *nlp.Token) bool { return speechVerbs[tok.Lemma] }

var speechVerbs = set(`say tell add argue note report claim state announce explain write ask reply warn insist
	believe think admit concede contend maintain declare suggest predict remark observe recall assert agree
	acknowledge caution charge guess suppose hope fear know suspect conclude confirm deny estimate figure joke
	lament quip recount retort shout whisper testify respond stress complain comment continue`)
