package openie

import (
	"slices"
	"strings"
)

// phraseRule writes what the minimal style says besides the clauses.
var phraseRule = Rule{
	Name:    "phrase in a phrase",
	Reason:  "in the minimal style, what a noun of a slot is of, in or from is a proposition of its own",
	Example: "She became a judge of the High Court.",
	Result:  "She; became a judge of; the High Court",
}

// minimalOperands drops what the minimal style has no place for: who says so,
// which is the speaker, and an adverb that the relation takes because another
// operand stands behind it ("sold poorly in; Europe").
func (x *extractor) minimalOperands(c *clause, relation []int, args []operand) ([]int, []operand) {
	last := c.chain[len(c.chain)-1]
	var out []operand
	for n := range args {
		o := &args[n]
		switch {
		case x.isSource(o):
			continue
		case o.kind == adverb && len(o.tokens) == 1 && o.head == last+1 && o.role == "" && !x.isCopular(last) && n+1 < len(args) && args[n+1].head > o.head:
			relation = union(relation, o.tokens)
			continue
		}
		out = append(out, *o)
	}
	return relation, out
}

// minimalRank orders operands by how well they stand in the object's place of
// a triple: whom something is given before what, then the object, and else
// what comes first behind the verb.
func (x *extractor) minimalRank(c *clause, o *operand) int {
	last := c.chain[len(c.chain)-1]
	rank := 0
	switch {
	case o.kind == recipient && o.head > last, o.kind == object:
	case o.kind == speech, o.kind == complement:
		rank = 1000
	case o.kind == bare && x.toks[o.head].Lemma == "time":
		rank = 2800 // "was considered several times for a post"
	case o.kind == oblique, o.kind == agent, o.kind == bare, o.kind == adverb:
		rank = 2000
	default:
		rank = 3000
	}
	if o.borrowed {
		rank += 9000
	}
	if o.head < last {
		return rank + 500 + last - o.head
	}
	return rank + o.head - last
}

// nest writes what the phrases of proposition p are of, in or from.
func (x *extractor) nest(c *clause, p *Proposition, relation []int, o *operand, rest []operand) {
	if o == nil || o.kind == speech || o.kind == infinitive || o.kind == adverbial || !x.kept(p) {
		return
	}
	x.nestPhrase(c, p, union(relation, o.preposition), "", o)
	if o.kind != object && o.kind != complement {
		x.nestAll(c, p, relation, rest)
		return
	}
	x.nestAll(c, p, union(relation, x.bareNoun(o.head)), rest)
}

func (x *extractor) nestAll(c *clause, p *Proposition, relation []int, rest []operand) {
	for i := range rest {
		if a := &rest[i]; a.kind == oblique && a.head > p.Verb {
			x.nestPhrase(c, p, union(relation, a.preposition), "", a)
		}
	}
}

// kept reports whether p is the proposition that was written last.
func (x *extractor) kept(p *Proposition) bool {
	n := len(x.out)
	return n > 0 && x.out[n-1].Sent == p.Sent && x.out[n-1].Verb == p.Verb && slices.Equal(x.out[n-1].Predicate.Tokens, p.Predicate.Tokens)
}

// nestPhrase writes one proposition for each prepositional phrase of the noun
// that o is, and goes on within it. Path is what its name holds behind the
// verb.
func (x *extractor) nestPhrase(c *clause, p *Proposition, relation []int, path string, o *operand) {
	relation = union(relation, x.bareNoun(o.head))
	path = join(path, strings.ToLower(x.toks[o.head].Form))
	for _, k := range x.tree.Children(o.head) {
		inner := operand{head: k, kind: oblique, preposition: x.adposition(k)}
		if x.rel(k) != "nmod" || k < o.head || len(inner.preposition) == 0 || !contains(o.tokens, k) {
			continue
		}
		inner.tokens = without(x.phrase(k, true), inner.preposition)
		for _, alt := range x.alternatives(&inner) {
			if len(alt.tokens) == 0 {
				continue
			}
			words := union(relation, alt.preposition)
			inside := join(path, strings.ToLower(x.text(alt.preposition)))
			q := *p
			q.Arguments = nil
			q.Predicate = Slot{Text: x.text(words), Tokens: words, Head: p.Verb}
			q.Object = x.slot(alt.tokens, alt.head)
			x.name(&q, c, nil)
			q.Name, q.Lemma = join(q.Name, inside), join(q.Lemma, inside)
			x.add(q, &phraseRule, p.Verb)
			x.nestPhrase(c, p, words, inside, alt)
		}
	}
}

// bareNoun returns noun i with what stands before it, without the phrases
// behind it.
func (x *extractor) bareNoun(i int) []int {
	return without(x.gather(i, func(k int) bool {
		return (k < i || x.is(k, "flat") || x.is(k, "fixed") || x.rel(k) == "nummod" || x.isClose(k)) && x.rel(k) != "cc" && x.rel(k) != "cop" &&
			!x.is(k, "nsubj") && !x.is(k, "aux") && x.rel(k) != "mark" && x.rel(k) != "advmod"
	}), x.adposition(i))
}
