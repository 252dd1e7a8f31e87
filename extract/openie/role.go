package openie

import (
	"strings"
	"sync"
)

// defaultMapping is the mapping of the embedded lexicon alone. It is tested to
// be well-formed, so that an empty one never serves.
var defaultMapping = sync.OnceValue(func() *Mapping {
	m, err := NewMapping()
	if err != nil {
		return &Mapping{}
	}
	return m
})

// role says what holder is to whom: of "Liu Pengyu, spokesperson at the
// embassy", that he is spokesperson at the embassy.
func (x *extractor) roleOf(r *Rule, i int) {
	if x.toks[i].UPOS != "NOUN" && x.toks[i].UPOS != "PROPN" || !relational(strings.ToLower(x.toks[i].Lemma)) {
		return
	}
	holder := x.holder(i)
	if holder < 0 || holder == i {
		return
	}
	name := x.named(holder)
	if x.rel(i) == "nmod:desc" {
		name.tokens = without(name.tokens, x.tree.Subtree(i, nil))
	}
	for _, target := range x.roleTargets(i) {
		for _, alt := range x.alternatives(&target) {
			office := x.hyphenated(i)
			words := join(strings.ToLower(x.text(office)), x.text(alt.preposition), alt.implied)
			x.imply(r, name, being(words, union(office, alt.preposition)), noun{alt.tokens, alt.head})
		}
	}
}

// hyphenated returns noun i with what hyphens join to it: "secretary-general",
// "editor-in-chief".
func (x *extractor) hyphenated(i int) []int {
	first := i
	for first >= 2 && x.toks[first-1].Form == "-" && !x.toks[first-1].SpaceAfter && !x.toks[first-2].SpaceAfter && x.toks[first-2].Head == i {
		first -= 2
	}
	last := i
	for last+2 < len(x.toks) && !x.toks[last].SpaceAfter && x.toks[last+1].Form == "-" && !x.toks[last+1].SpaceAfter {
		last += 2
	}
	var out []int
	for k := first; k <= last; k++ {
		out = append(out, k)
	}
	return out
}

// relational reports whether a noun names somebody by his relation to
// somebody: an office, a kinship.
func relational(noun string) bool {
	m := defaultMapping()
	for _, class := range [...]string{"role", "spouse", "parent", "child", "sibling", "relative", "member", "founder", "part"} {
		if m.classes[class][noun] {
			return true
		}
	}
	return false
}

// holder returns the token that names who holds role i, or -1.
func (x *extractor) holder(i int) int {
	if f := x.flatName(i); f >= 0 {
		return f
	}
	for range x.toks {
		if a := x.child(i, "appos"); a >= 0 && x.toks[a].UPOS == "PROPN" {
			return a
		}
		h := x.head(i)
		switch r := x.rel(i); {
		case h < 0:
			return x.copularSubject(i)
		case r == "appos", r == "nmod:desc" && i < h:
			return h
		case r == "obl" && x.isRoleVerb(h) && x.hasAs(i):
			return x.subjectOf(h)
		case r == "conj" && (x.toks[h].UPOS == "NOUN" || x.toks[h].UPOS == "PROPN"):
			i = h
		default:
			return x.copularSubject(i)
		}
	}
	return -1
}

func (x *extractor) copularSubject(i int) int {
	if x.child(i, "cop") < 0 {
		return -1
	}
	return x.subjectOf(i)
}

func (x *extractor) hasAs(i int) bool {
	p := x.adposition(i)
	return len(p) == 1 && lower(&x.toks[p[0]]) == "as"
}

func (x *extractor) isRoleVerb(i int) bool {
	switch x.toks[i].Lemma {
	case "serve", "work", "act", "appoint", "hire", "elect":
		return true
	}
	return false
}

// roleTargets returns whom role i is held at, of or for. Coordinated roles
// share what stands behind the last or the first of them.
func (x *extractor) roleTargets(i int) []operand {
	var out []operand
	office := x.hyphenated(i)
	for _, k := range x.tree.Children(i) {
		o := operand{head: k, kind: oblique}
		switch {
		case contains(office, k):
			continue
		case x.rel(k) == "nmod" && k > i && rolePrepositions[x.text(x.adposition(k))]:
			o.preposition = x.adposition(k)
			o.tokens = without(x.phrase(k, true), o.preposition)
		case x.rel(k) == "nmod:poss":
			o.implied = "of"
			o.tokens = x.genitive(k)
			if owner := x.owner(k); owner >= 0 && lower(&x.toks[k]) == "whose" {
				o.head, o.tokens = owner, x.named(owner).tokens
			}
		case x.rel(k) == "compound" && x.toks[k].UPOS == "PROPN" && k < i && x.toks[i].UPOS == "NOUN":
			o.implied = "of"
			o.tokens = x.phrase(k, true)
		default:
			continue
		}
		out = append(out, o)
	}
	if h := x.head(i); len(out) == 0 && x.rel(i) == "conj" && h >= 0 && relational(strings.ToLower(x.toks[h].Lemma)) {
		return x.roleTargets(h)
	}
	return out
}

var rolePrepositions = set("at of for in with to")

// genitive returns the phrase of possessor k without its 's.
func (x *extractor) genitive(k int) []int {
	owner := x.phrase(k, true)
	if n := len(owner); n > 1 && x.toks[owner[n-1]].XPOS == "POS" {
		owner = owner[:n-1]
	}
	return owner
}
