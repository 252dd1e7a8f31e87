package openie

// absorbInfinitive writes, in the minimal style, what an infinitive or gerund
// behind the object is about as a triple of its own, whose relation holds the object:
// "requested China to provide; explanations". The infinitive is then no
// further argument.
func (x *extractor) absorbInfinitive(c *clause, relation []int, args []operand) []operand {
	if x.opts.Style != Minimal {
		return args
	}
	var rest []operand
	for i := range args {
		v := x.purposeOf(&args[i])
		if v < 0 || len(x.conjuncts(args[i].head)) > 1 {
			rest = append(rest, args[i])
			continue
		}
		inner := newClause(c.rule, v)
		inner.subject, inner.chain = c.subject, x.chain(v)
		object, further := x.chooseObject(&inner, x.operands(&inner))
		if object == nil {
			rest = append(rest, args[i])
			continue
		}
		inner.chain, inner.frame = append(append([]int{}, c.chain...), inner.chain...), c.chain[len(c.chain)-1]
		absorbed := union(x.upTo(v, args), x.infinitivePhrase(&inner))
		for _, s := range x.subjects(c) {
			for _, o := range x.alternatives(object) {
				x.emit(&inner, union(relation, absorbed), s, o, further)
			}
		}
		if args[i].head != v {
			o := args[i]
			o.tokens = without(o.tokens, x.clausePhrase(v))
			rest = append(rest, o)
		}
	}
	return rest
}

// purposeOf returns the infinitive that operand o is ("voted to reject the
// bill"), or that modifies its noun ("votes to block the bill"), or the gerund
// of what it is accused of; -1 when there is none.
func (x *extractor) purposeOf(o *operand) int {
	switch o.kind {
	case infinitive:
		if x.infinitive(o.head) >= 0 || x.accused(o.head) >= 0 {
			return o.head
		}
	case adverbial:
		if x.isPurpose(o.head) {
			return o.head
		}
	case object:
		for _, k := range x.tree.Children(o.head) {
			if x.rel(k) == "acl" && (x.infinitive(k) >= 0 || x.accused(k) >= 0) {
				return k
			}
		}
	}
	return -1
}

// isPurpose reports whether i is an infinitive behind a verb that says to what
// end: "voted to reject the bill".
func (x *extractor) isPurpose(i int) bool {
	return x.rel(i) == "advcl" && x.infinitive(i) >= 0 && i > x.head(i) && x.child(i, "nsubj") < 0
}

// upTo returns the tokens of the object that stands before infinitive v.
func (x *extractor) upTo(v int, args []operand) []int {
	for i := range args {
		if args[i].kind == object && args[i].head < v {
			return without(args[i].tokens, x.clausePhrase(v))
		}
	}
	return nil
}

// infinitivePhrase returns the verb of c with its "to", or the preposition of
// its gerund.
func (x *extractor) infinitivePhrase(c *clause) []int {
	words := x.predicate(c)
	if to := x.infinitive(c.head); to >= 0 {
		return union(words, []int{to})
	}
	if of := x.child(c.head, "mark", "case"); of >= 0 {
		words = union(words, []int{of})
	}
	return words
}
