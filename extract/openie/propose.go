package openie

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// propose builds the propositions of clause c, one for each conjunct of its
// subject and object.
func (x *extractor) propose(c *clause) {
	c.chain = x.chain(c.head)
	if c.donor >= 0 {
		c.chain = append(x.outer(c.donor), c.chain...)
	}
	relation := x.predicate(c)
	args := x.operands(c)
	if p, ok := x.predicative(c); ok {
		args = slices.Insert(args, 0, p)
	}
	args = append(args, x.quoted(c, args)...)
	if x.opts.Style == Minimal {
		relation, args = x.minimalOperands(c, relation, args)
	} else {
		relation, args = x.lighten(c, relation, args)
	}
	args = x.absorbInfinitive(c, relation, args)
	first, rest := x.chooseObject(c, args)
	if x.isBareQuestion(c.head) || first == nil && x.isOpen(c.head) {
		return
	}
	for _, s := range x.subjects(c) {
		for _, o := range x.alternatives(first) {
			x.emit(c, relation, s, o, rest)
		}
	}
	x.smallClause(c, args)
	x.order(c)
}

// isOpen reports whether clause i leaves open what it is about: "where the
// money went", "than Sembia claims". Without an object it says nothing.
func (x *extractor) isOpen(i int) bool {
	for _, k := range x.tree.Children(i) {
		switch word := lower(&x.toks[k]); {
		case k > i:
		case word == "than":
			return true
		case word == "where" || word == "when" || word == "why" || word == "what" || word == "who":
			return x.rel(i) == "ccomp"
		}
	}
	return false
}

// predicative returns the nominal, adjective or phrase that a copula joins to
// the subject: "(is) the father", "(is) in Paris".
func (x *extractor) predicative(c *clause) (operand, bool) {
	last := c.chain[len(c.chain)-1]
	if !x.isCopular(last) {
		return operand{}, false
	}
	o := operand{head: last, kind: complement}
	if x.isClausal(last) {
		o.kind = speech
		o.preposition, o.tokens = x.cutMark(x.inner(last))
		return o, len(o.tokens) > 0
	}
	if x.absorbed(last) {
		return o, false
	}
	o.preposition = x.adposition(last)
	drop := x.clauseLevel(last, x.predicate(c))
	o.tokens = x.trim(without(x.phrase(last, true), append(drop, o.preposition...)))
	x.cutLead(&o)
	o.role = x.role(&o)
	return o, len(o.tokens) > 0
}

// inner returns clause i without the copula and the subject that predicate
// it of something.
func (x *extractor) inner(i int) []int {
	return x.gather(i, func(k int) bool {
		r := x.rel(k)
		return r != "nsubj:outer" && r != "csubj:outer" && r != "cop" && !(nlp.IsRel(r, "aux") && k < x.child(i, "cop"))
	})
}

// clauseLevel returns what hangs on predicate nominal i but belongs to its
// clause: adjuncts, and adverbs before the copula or behind the predicate.
func (x *extractor) clauseLevel(i int, relation []int) []int {
	var out []int
	cop := x.child(i, "cop")
	for _, k := range x.tree.Children(i) {
		switch {
		case x.is(k, "obl") && !x.isMeasure(k), x.rel(k) == "ccomp", x.rel(k) == "xcomp",
			x.rel(k) == "advmod" && (k < cop || k > i || contains(relation, k)),
			x.toks[k].UPOS == "PUNCT" && k < cop:
			out = append(out, x.tree.Subtree(k, nil)...)
		}
	}
	return out
}

// isMeasure reports whether token k measures the adjective behind it: "50
// meters tall".
func (x *extractor) isMeasure(k int) bool {
	return k < x.head(k) && (x.rel(k) == "obl:unmarked" || x.rel(k) == "obl:npmod") && x.toks[x.head(k)].UPOS == "ADJ"
}

// quoted finds the speech that a verb reports without governing it, because it
// stands in the middle or at the end: "There was some profit, he said".
func (x *extractor) quoted(c *clause, args []operand) []operand {
	for i := range args {
		if k := args[i].kind; k == object || k == speech || k == complement || k == infinitive || x.calledOn(args[i].head) >= 0 {
			return nil
		}
	}
	verb := c.chain[len(c.chain)-1]
	tokens := x.speakers.content(x.index, verb)
	if contains(tokens, c.subject) {
		tokens = nil // "is portrayed as": what is reported is the subject's part
	}
	if h := x.head(c.head); len(tokens) == 0 && x.rel(c.head) == "parataxis" && h >= 0 && isSpeech(&x.toks[c.head]) {
		tokens = without(x.tree.Subtree(h, nil), x.tree.Subtree(c.head, nil))
	}
	tokens = x.close(tokens)
	if tokens = x.trim(tokens); len(tokens) == 0 {
		return nil
	}
	return []operand{{head: x.top(tokens), kind: speech, tokens: tokens}}
}

// close takes out the commas around a hole ("Farmers, it added, were pressed"),
// but for that of an apposition behind it ("The flood killed 61, it added, most of
// them children").
func (x *extractor) close(tokens []int) []int {
	var out []int
	for n, i := range tokens {
		before := n > 0 && tokens[n-1] != i-1
		after := n+1 < len(tokens) && tokens[n+1] != i+1
		if x.toks[i].Form != "," || !before && !after || x.rel(max(x.head(i), 0)) == "parataxis" && isNominal(&x.toks[x.head(i)]) {
			out = append(out, i)
		}
	}
	return out
}

// top returns the token of a phrase that hangs on none of the others.
func (x *extractor) top(tokens []int) int {
	for _, i := range tokens {
		if h := x.head(i); x.toks[i].UPOS != "PUNCT" && !contains(tokens, h) {
			return i
		}
	}
	return tokens[0]
}

// chooseObject takes the operand that stands in the object's place, and gives
// the others in the order of the text. An oblique in it leaves its
// preposition to the relation.
func (x *extractor) chooseObject(c *clause, args []operand) (*operand, []operand) {
	best := -1
	for i := range args {
		if best < 0 || x.objectRank(c, &args[i]) < x.objectRank(c, &args[best]) {
			best = i
		}
	}
	if best < 0 {
		return nil, nil
	}
	if x.isSource(&args[best]) && x.opts.Style == Full {
		return nil, args // what is left says who says so
	}
	chosen := args[best]
	rest := slices.Delete(slices.Clone(args), best, best+1)
	if chosen.kind == object {
		rest = x.absorb(&chosen, rest)
	}
	slices.SortStableFunc(rest, func(a, b operand) int { return a.head - b.head })
	return &chosen, rest
}

// absorb joins a predicative to the object of which it is predicated: the
// object of "called it baseless" is "it baseless".
func (x *extractor) absorb(o *operand, rest []operand) []operand {
	for i := range rest {
		if rest[i].kind == complement && len(rest[i].preposition) == 0 {
			o.tokens = union(o.tokens, rest[i].tokens)
			return slices.Delete(rest, i, i+1)
		}
	}
	return rest
}

// objectRank orders operands by how well they stand in the object's place.
func (x *extractor) objectRank(c *clause, o *operand) int {
	if x.opts.Style == Minimal {
		return x.minimalRank(c, o)
	}
	last := c.chain[len(c.chain)-1]
	rank := 1000 * int(objectOrder[o.kind])
	if x.isSource(o) {
		rank += 9000
	}
	if o.kind == oblique && o.role == "time" {
		rank += 2500
	}
	if o.borrowed {
		rank += 9000
	}
	if o.head < last {
		return rank + 500 + last - o.head
	}
	return rank + o.head - last
}

// isSource reports whether o says according to whom.
func (x *extractor) isSource(o *operand) bool {
	return strings.EqualFold(x.text(o.preposition), "according to")
}

// objectOrder ranks kinds of operands; kinds with the same rank compete by
// their distance from the verb.
var objectOrder = [...]uint8{
	object: 0, speech: 1, complement: 2, agent: 3, oblique: 4, recipient: 2, infinitive: 5, bare: 6, adverb: 7, adverbial: 8,
}

// subjects returns the subject of c, conjunct by conjunct.
func (x *extractor) subjects(c *clause) [][]int {
	s := c.subject
	if x.is(s, "csubj") && contains(x.chainTops(c), x.head(s)) {
		return [][]int{x.clausePhrase(s)}
	}
	if x.rel(s) == "nmod:poss" {
		return [][]int{x.genitive(s)}
	}
	heads := x.conjuncts(s)
	if len(heads) == 1 || !splitSubjects && x.opts.Style == Full {
		return [][]int{x.elsewhere(c, without(x.whole(s), x.adposition(s)))}
	}
	var out [][]int
	for _, h := range heads {
		out = append(out, x.elsewhere(c, x.single(without(x.phrase(h, true), x.adposition(h)), h)))
	}
	return out
}

// elsewhere takes the place of existential c, which is its object, out of its
// subject.
func (x *extractor) elsewhere(c *clause, subject []int) []int {
	if c.place < 0 {
		return subject
	}
	return x.trim(without(subject, x.tree.Subtree(c.place, nil)))
}

const splitSubjects = false

// alternatives returns o with each of its conjuncts in its place. What is between
// two numbers is between neither.
func (x *extractor) alternatives(o *operand) []*operand {
	if o == nil || o.kind == speech || o.kind == adverbial || o.kind == infinitive {
		return []*operand{o}
	}
	heads := x.conjuncts(o.head)
	if len(heads) == 1 {
		return []*operand{o}
	}
	if len(o.preposition) == 1 && x.toks[o.head].UPOS == "NUM" && lower(&x.toks[o.preposition[0]]) == "between" {
		both := *o
		both.tokens = without(x.whole(o.head), o.preposition)
		return []*operand{&both}
	}
	first := *o
	first.tokens = x.single(o.tokens, o.head)
	out := []*operand{&first}
	denied := x.denial(o.head)
	for _, h := range heads[1:] {
		alt := *o
		alt.head = h
		own, not := x.adposition(h), x.denial(h)
		if len(own) > 0 {
			alt.preposition, alt.lead = own, nil
		}
		alt.lead, alt.contrary = append(slices.Clone(alt.lead), not...), (len(not) > 0) != (len(denied) > 0)
		alt.tokens = without(x.phrase(h, true), append(not, own...))
		if len(alt.tokens) > 0 {
			out = append(out, &alt)
		}
	}
	return out
}

// single takes "both" or "either" out of the first conjunct i, which stands alone.
func (x *extractor) single(tokens []int, i int) []int {
	if both := x.child(i, "cc:preconj"); both >= 0 {
		return without(tokens, []int{both})
	}
	return tokens
}

// denial returns the "not" of conjunct i: "by the state, not the industry".
func (x *extractor) denial(i int) []int {
	for _, k := range x.tree.Children(i) {
		if k < i && x.isNegation(k) {
			return []int{k}
		}
	}
	return nil
}

// emit writes one proposition.
func (x *extractor) emit(c *clause, relation, subject []int, o *operand, rest []operand) {
	if len(subject) == 0 {
		return
	}
	p := Proposition{
		Sent:    x.index,
		Subject: x.ownedSlot(subject, c.subject, c.head),
		Object:  Slot{Head: -1},
		Verb:    c.chain[len(c.chain)-1],
		Passive: c.passive || x.isPassive(c.chain[0]),
	}
	if c.frame >= 0 {
		p.Verb = c.frame
	}
	words, relation := x.relationText(c, relation)
	tokens := relation
	if o != nil && o.kind == adverbial {
		p.Arguments = append(p.Arguments, x.circumstance(o)) // when, if or because is no object
		o = nil
	}
	if o != nil {
		p.Object = x.slot(o.tokens, o.head)
		words = join(words, x.text(o.lead), x.text(o.preposition), o.implied)
		tokens = union(union(relation, o.lead), o.preposition)
	}
	p.Predicate = Slot{Text: words, Tokens: tokens, Head: p.Verb}
	for i := range rest {
		if a, ok := x.argument(&rest[i]); ok {
			p.Arguments = append(p.Arguments, a)
		}
	}
	x.name(&p, c, o)
	x.contrary = o != nil && o.contrary
	x.add(p, c.rule, x.reporter(c))
	if x.opts.Style == Minimal {
		x.nest(c, &p, relation, o, rest)
	}
	x.contrary = false
}

// reporter returns the verb that accuses the subject of c of what c says, or
// -1: it is that verb's subject who says so.
func (x *extractor) reporter(c *clause) int {
	h := x.head(c.head)
	switch {
	case !c.rule.Derived:
		return -1
	case x.rel(c.head) == "acl":
		return x.head(h)
	}
	return h
}

// owner returns what the relative clause that token i is in hangs on, or -1.
func (x *extractor) owner(i int) int {
	for range x.toks {
		if i < 0 || x.isClause(i) {
			break
		}
		i = x.head(i)
	}
	if i < 0 {
		return -1
	}
	_, owner := x.relative(i)
	return owner
}

// ownedSlot renders noun phrase tokens of clause; "whose fleet" is given its
// owner.
func (x *extractor) ownedSlot(tokens []int, head, clause int) Slot {
	s := x.slot(tokens, head)
	whose, owner := x.whose(head), x.owner(clause)
	if whose >= 0 && owner >= 0 && contains(tokens, whose) {
		name := x.phrase(owner, true)
		rest := without(tokens, []int{whose})
		s.Text = join(x.text(without(name, x.adposition(owner)))+"'s", x.text(rest))
		s.Tokens = union(rest, name)
	}
	return s
}

// relationText renders the relation, with the auxiliary that it implies as
// its lemma, since nobody said its tense; "being" and "having" give way to it.
// The minimal style invents no word. It returns the tokens that are left too.
func (x *extractor) relationText(c *clause, relation []int) (string, []int) {
	if !c.implied || x.opts.Style != Full {
		return x.text(relation), relation
	}
	auxiliary := "be"
	if first := relation[0]; x.toks[first].XPOS == "VBG" && x.is(first, "aux") {
		auxiliary, relation = x.toks[first].Lemma, relation[1:]
	}
	return join(auxiliary, x.text(relation)), relation
}

// argument renders a further argument, preposition first.
func (x *extractor) argument(o *operand) (Argument, bool) {
	if o.kind == adverbial && !x.isModifier(o) {
		return Argument{}, false
	}
	return x.circumstance(o), true
}

func (x *extractor) circumstance(o *operand) Argument {
	tokens := union(union(o.tokens, o.preposition), o.lead)
	a := Argument{Slot: x.slot(tokens, o.head), Preposition: x.text(o.preposition), Role: o.role}
	if o.implied != "" {
		a.Text, a.Preposition = join(o.implied, a.Text), o.implied
	}
	return a
}

// isModifier reports whether an adverbial clause modifies more than it says:
// it is short, and a conjunction joins it. Others are claims of their own.
func (x *extractor) isModifier(o *operand) bool {
	return x.opts.Style == Full && len(o.tokens) <= maxModifier && x.child(o.head, "mark", "advmod") >= 0
}

// maxModifier is the length in tokens up to which an adverbial clause is an
// argument.
const maxModifier = 6

// join puts one blank between the words that are there.
func join(words ...string) string {
	var out string
	for _, w := range words {
		switch {
		case w == "":
		case out == "":
			out = w
		default:
			out += " " + w
		}
	}
	return out
}

// union merges two ascending lists.
func union(a, b []int) []int {
	if len(b) == 0 {
		return a
	}
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}
