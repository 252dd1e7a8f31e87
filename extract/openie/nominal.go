package openie

import "strings"

// A noun is a noun phrase: its tokens and the one that heads them.
type noun struct {
	tokens []int
	head   int
}

// A relation is what holds between two nouns that no verb joins.
type relation struct {
	name, lemma string
	text        string // as it is written, "" for the name
	tokens      []int  // those that state it, if any
}

var (
	identity   = relation{name: "is", lemma: "be"}
	possession = relation{name: "has", lemma: "have"}
	alias      = relation{name: "was known as", lemma: "know as", text: "is"}
)

// being returns the relation of being something to or at something.
func being(words string, tokens []int) relation {
	return relation{name: join("is", words), lemma: join("be", words), tokens: tokens}
}

// imply writes a proposition that nouns imply without a verb.
func (x *extractor) imply(r *Rule, subject noun, rel relation, object noun) {
	if len(subject.tokens) == 0 || len(object.tokens) == 0 {
		return
	}
	if rel.text == "" {
		rel.text = rel.name
	}
	x.add(Proposition{
		Sent:      x.index,
		Subject:   x.nounSlot(subject),
		Predicate: Slot{Text: x.inflect(rel.text, subject), Tokens: rel.tokens, Head: -1},
		Object:    x.nounSlot(object),
		Verb:      x.anchor(rel.tokens, object.head),
		Name:      rel.name,
		Lemma:     rel.lemma,
	}, r, -1)
}

// nounSlot renders a noun; "whose fleet" is given its owner.
func (x *extractor) nounSlot(n noun) Slot { return x.ownedSlot(n.tokens, n.head, n.head) }

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
	if x.naming(h) == i || x.contrasted(i) {
		return
	}
	if isTimeWord(&x.toks[h]) || isTimeWord(&x.toks[i]) || x.toks[i].UPOS == "NUM" || x.isAcronym(i, h) || x.clash(i, h) || wordNouns[x.toks[h].Lemma] {
		return
	}
	if x.toks[i].UPOS == "PROPN" && x.toks[h].UPOS == "NOUN" {
		// "the company's founder, Jane Roe": the name is what is described
		x.imply(r, noun{x.core(i), i}, identity, x.named(h))
		return
	}
	x.imply(r, x.named(h), identity, noun{x.phrase(i, false), i})
}

// contrasted reports whether i is named as what is not meant: "Kerr, not Bley".
func (x *extractor) contrasted(i int) bool {
	k := x.child(i, "advmod", "cc")
	return k >= 0 && lower(&x.toks[k]) == "not"
}

// wordNouns lists nouns for words, behind which a word stands as an example.
var wordNouns = set("name word term title phrase expression nickname number letter")

// clash reports whether tokens i and j name things of kinds that exclude each
// other, so that one cannot be the other.
func (x *extractor) clash(i, j int) bool {
	a, b := x.toks[i].Class, x.toks[j].Class
	return a != b && exclusive[a] && exclusive[b]
}

var exclusive = set("person place time")

// named returns what token i is called.
func (x *extractor) named(i int) noun { return noun{without(x.core(i), x.adposition(i)), i} }

func (x *extractor) acronym(r *Rule, i int) {
	if x.rel(i) == "appos" && x.head(i) >= 0 && x.isAcronym(i, x.head(i)) {
		x.imply(r, x.named(x.head(i)), alias, noun{x.phrase(i, true), i})
	}
}

// isAcronym reports whether token i stands in brackets behind h and is made of
// initials of its name: "International Labor Organization (ILO)".
func (x *extractor) isAcronym(i, h int) bool {
	short := x.toks[i].Form
	if i == 0 || !isBracket(&x.toks[i-1]) || len(short) < 2 || short != strings.ToUpper(short) {
		return false
	}
	n := 0
	for _, k := range x.core(h) {
		if n < len(short) && strings.HasPrefix(strings.ToUpper(x.toks[k].Form), short[n:n+1]) {
			n++
		}
	}
	return n == len(short)
}

func (x *extractor) title(r *Rule, i int) {
	if f := x.flatName(i); f >= 0 {
		words := without(x.gather(i, func(k int) bool { return k < i && x.rel(k) != "det" }), x.adposition(i))
		x.imply(r, noun{x.tree.Subtree(f, nil), f}, identity, noun{words, i})
		return
	}
	if x.rel(i) != "nmod:desc" || x.head(i) < i || honorifics[lower(&x.toks[i])] {
		return
	}
	title, name := x.phrase(i, true), x.named(x.head(i))
	name.tokens = without(name.tokens, title)
	x.imply(r, name, identity, noun{title, i})
}

// nobility lists titles (and offices) that are given names as well: "Sultan al-Jaber".
var nobility = set("sultan prince king duke earl baron count queen princess khan shah emir dean bishop abbot")

// flatName returns the name that title i begins in the tree: "coach Gary
// Pool", where the parser takes all three for one name; -1 when there is none.
func (x *extractor) flatName(i int) int {
	f := i + 1
	if f >= len(x.toks) || x.rel(f) != "flat" || x.head(f) != i || x.toks[f].UPOS != "PROPN" || honorifics[lower(&x.toks[i])] {
		return -1
	}
	if x.toks[i].UPOS != "NOUN" && (!relational(lower(&x.toks[i])) || nobility[lower(&x.toks[i])]) {
		return -1
	}
	return f
}

var honorifics = set(`mr mr. mrs mrs. ms ms. miss dr dr. st st. sir dame lord lady`)

func (x *extractor) possessive(r *Rule, i int) {
	if x.rel(i) != "nmod:poss" || x.head(i) < 0 || x.toks[i].UPOS == "PRON" {
		return
	}
	owned := x.named(x.head(i))
	owned.tokens = without(owned.tokens, x.tree.Subtree(i, nil))
	x.imply(r, noun{x.genitive(i), i}, possession, owned)
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
	thing := x.named(h)
	thing.tokens = without(thing.tokens, x.tree.Subtree(i, nil))
	x.imply(r, thing, being(x.text(prep), prep), noun{without(x.phrase(i, true), prep), i})
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
func (x *extractor) inflect(relation string, subject noun) string {
	first, rest, _ := strings.Cut(relation, " ")
	switch {
	case first == "is":
		first = "be"
	case first == "has" && x.isPlural(subject):
		first = "have"
	}
	return join(first, rest)
}
