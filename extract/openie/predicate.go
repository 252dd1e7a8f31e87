package openie

import "slices"

// chain returns clause head i with the verbs that make one relation with it:
// "is expected" + "to rise".
func (x *extractor) chain(i int) []int {
	out := []int{i}
	for len(out) < len(x.toks) {
		next := -1
		for _, k := range x.tree.Children(i) {
			if x.merges(k) {
				next = k
				break
			}
		}
		if next < 0 {
			break
		}
		out = append(out, next)
		i = next
	}
	return out
}

// predicate returns the tokens of the relation of clause c, ascending:
// auxiliaries, negation, the adverbs that stand beside the verb, the verb,
// its particle.
func (x *extractor) predicate(c *clause) []int {
	out := x.shared(c)
	for n, v := range c.chain {
		if !x.isCopular(v) {
			out = append(out, v)
		} else if x.absorbed(v) {
			out = append(out, x.adjective(v)...)
		}
		out = x.helpers(out, v, n > 0 || c.rule.infinitive || x.child(v, "cop") >= 0)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// shared returns what a conjoined clause leaves unsaid after its first
// conjunct: the auxiliaries, and the "to" of an infinitive.
func (x *extractor) shared(c *clause) []int {
	if c.donor < 0 || x.hasAuxiliary(c.head) {
		return nil
	}
	var out []int
	to := x.infinitive(c.donor)
	for _, k := range x.tree.Children(c.donor) {
		sameForm := x.toks[c.donor].XPOS == x.toks[c.head].XPOS
		if sameForm && (x.is(k, "aux") || x.isNegation(k) && x.isDisjunct(c.head)) || x.rel(k) == "cop" && to >= 0 {
			out = append(out, k)
		}
	}
	if to >= 0 && x.infinitive(c.head) < 0 && (len(out) > 0 || x.merges(c.donor)) {
		out = append(out, to)
	}
	return out
}

// isStranded reports whether token k is a preposition behind verb v whose noun
// stands elsewhere: "are referred to as".
func (x *extractor) isStranded(k, v int) bool {
	return k > v && x.toks[k].UPOS == "ADP" && len(x.tree.Children(k)) == 0 && (x.rel(k) == "obl" || x.rel(k) == "advmod")
}

// isNegation reports whether token k negates its head.
func (x *extractor) isNegation(k int) bool {
	return x.rel(k) == "advmod" && (x.toks[k].Lemma == "not" || lower(&x.toks[k]) == "n't")
}

// isDisjunct reports whether conjunct i is joined by "or" or "nor", so that a
// negation of the first conjunct negates it too.
func (x *extractor) isDisjunct(i int) bool {
	cc := x.child(i, "cc")
	return cc >= 0 && (lower(&x.toks[cc]) == "or" || lower(&x.toks[cc]) == "nor")
}

// helpers appends the dependents of verb v that belong to its relation.
func (x *extractor) helpers(out []int, v int, withTo bool) []int {
	if x.isClausal(v) {
		return append(out, x.child(v, "cop"))
	}
	start := v
	for _, k := range x.tree.Children(v) {
		switch {
		case x.is(k, "aux"), x.rel(k) == "cop":
			out = append(out, k)
			start = min(start, k)
		case x.rel(k) == "compound:prt", x.isStranded(k, v), x.rel(k) == "compound" && k < v && x.toks[v].UPOS == "VERB", x.toks[k].UPOS == "PUNCT" && k == v-1 && x.toks[k].XPOS == "HYPH":
			out = append(out, k)
		case x.rel(k) == "mark" && withTo && x.toks[k].XPOS == "TO":
			out = append(out, k)
			start = min(start, k)
		}
	}
	for _, k := range x.tree.Children(v) {
		if x.isRelationAdverb(k, v, start) {
			out = append(out, k)
		}
	}
	return out
}

// adjective returns predicate adjective v with the adverbs before it.
func (x *extractor) adjective(v int) []int {
	return x.gather(v, func(k int) bool {
		return k < v && k > x.child(v, "cop") && (x.rel(k) == "advmod" || x.is(k, "obl") && len(x.adposition(k)) == 0)
	})
}

// isRelationAdverb reports whether adverb k stands within the relation of
// verb v, whose auxiliaries begin at start, or right before it.
func (x *extractor) isRelationAdverb(k, v, start int) bool {
	tok := &x.toks[k]
	if x.rel(k) != "advmod" || tok.UPOS != "ADV" && tok.UPOS != "PART" || len(x.tree.Children(k)) > 0 {
		return false
	}
	if tok.Lemma == "not" || tok.Lemma == "never" {
		return true
	}
	if cop := x.child(v, "cop"); x.isCopular(v) && k > cop && !focus[lower(tok)] {
		return false // "is very rich": the adverb belongs to the adjective
	}
	if k == v+1 && k+1 < len(x.toks) && x.toks[k+1].UPOS == "ADP" && !isTimeWord(tok) {
		return true // "relied heavily on"
	}
	return k < v && k >= start-1 && tok.XPOS != "WRB" && !x.isRelativizer(k) && k > 0 && x.toks[k+1].UPOS != "PUNCT"
}

// adposition returns the prepositions of phrase head i, ascending.
func (x *extractor) adposition(i int) []int {
	var out []int
	for _, k := range x.tree.Children(i) {
		tok := &x.toks[k]
		if x.rel(k) != "case" || k > i || tok.XPOS == "POS" || tok.UPOS == "PUNCT" || tok.UPOS == "SYM" {
			continue
		}
		out = append(out, k)
		for _, f := range x.tree.Children(k) {
			if x.rel(f) == "fixed" {
				out = append(out, f)
			}
		}
	}
	slices.Sort(out)
	return out
}

// focus lists adverbs that modify the clause even when they stand between
// copula and predicate: "is also rich".
var focus = set(`also always already currently ever frequently generally just largely long mainly mostly no no-longer
	normally now often only probably rarely really seldom simply sometimes still then therefore thus typically
	usually actually certainly clearly indeed perhaps possibly likely`)
