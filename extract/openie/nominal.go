package openie

import "strings"

// imply writes a proposition that nouns imply without a verb.
func (x *extractor) imply(r *Rule, subject []int, subjectHead int, relation, lemma string, relTokens []int, object []int, objectHead int) {
	if len(subject) == 0 || len(object) == 0 {
		return
	}
	p := Proposition{
		Sent: x.index, Subject: x.slot(subject, subjectHead), Object: x.slot(object, objectHead),
		Predicate: Slot{Text: x.inflect(relation, subject, subjectHead), Tokens: relTokens, Head: -1},
		Verb:      x.anchor(relTokens, objectHead), Rule: r.Name, Lemma: lemma, Name: relation, Derived: r.Derived,
	}
	x.add(p, -1)
}

// core returns the noun phrase of i without anything that begins a clause or
// a phrase of its own: what one would call the thing.
func (x *extractor) core(i int) []int {
	return x.gather(i, func(k int) bool {
		if x.bracketed(k) {
			return false
		}
		switch r := x.rel(k); r {
		case "det", "amod", "compound", "flat", "nummod", "nmod:poss", "fixed", "punct", "nmod:desc", "nmod:unmarked":
			return k < i || r == "flat" || r == "fixed" || r == "nmod:unmarked"
		case "nmod":
			return true
		}
		return false
	})
}

func (x *extractor) apposition(r *Rule, i int) {
	if x.rel(i) != "appos" || x.head(i) < 0 {
		return
	}
	h := x.head(i)
	if isTimeWord(&x.toks[h]) || isTimeWord(&x.toks[i]) || x.toks[i].UPOS == "NUM" {
		return
	}
	x.imply(r, without(x.core(h), x.adposition(h)), h, "is", "be", nil, x.phrase(i, false), i)
}

func (x *extractor) title(r *Rule, i int) {
	if x.rel(i) != "nmod:desc" || x.head(i) < i || honorifics[lower(&x.toks[i])] {
		return
	}
	h := x.head(i)
	title := x.phrase(i, true)
	name := without(x.core(h), title)
	x.imply(r, without(name, x.adposition(h)), h, "is", "be", nil, title, i)
}

var honorifics = set(`mr mr. mrs mrs. ms ms. miss dr dr. st st. sir dame lord lady`)

func (x *extractor) possessive(r *Rule, i int) {
	if x.rel(i) != "nmod:poss" || x.head(i) < 0 || x.toks[i].UPOS == "PRON" {
		return
	}
	h := x.head(i)
	owner := x.genitive(i)
	owned := without(without(x.core(h), x.tree.Subtree(i, nil)), x.adposition(h))
	x.imply(r, owner, i, "has", "have", nil, owned, h)
}

func (x *extractor) prepositional(r *Rule, i int) {
	h := x.head(i)
	if x.rel(i) != "nmod" || h < 0 || h > i {
		return
	}
	prep := x.adposition(i)
	if len(prep) == 0 {
		return
	}
	place := without(x.phrase(i, true), prep)
	thing := without(without(x.core(h), x.tree.Subtree(i, nil)), x.adposition(h))
	x.imply(r, thing, h, join("is", x.text(prep)), join("be", x.text(prep)), prep, place, i)
}

// anchor returns the token that an implied relation hangs on: the noun that
// names it, or else its object.
func (x *extractor) anchor(relation []int, object int) int {
	for _, i := range relation {
		if isNominal(&x.toks[i]) {
			return i
		}
	}
	return object
}

// inflect makes "has" agree with its subject. "is" is given as its lemma: the
// sentence does not say whether it is or was so.
func (x *extractor) inflect(relation string, subject []int, head int) string {
	first, rest, _ := strings.Cut(relation, " ")
	switch {
	case first == "is":
		first = "be"
	case first == "has" && x.isPlural(subject, head):
		first = "have"
	}
	return join(first, rest)
}
