package openie

import (
	"slices"
	"strings"
)

// order adds that somebody was asked or forced to do what c says he was asked
// to: he was asked, whether he does it or not.
func (x *extractor) order(c *clause) {
	if len(c.chain) < 2 || x.opts.Style == Minimal || !x.isPassive(c.chain[0]) || !ordering[x.toks[c.chain[0]].Lemma] {
		return
	}
	short := *c
	short.rule, short.chain = &orderRule, c.chain[:1]
	relation, args := x.predicate(&short), x.operands(&short)
	for _, s := range x.subjects(&short) {
		x.emit(&short, relation, s, nil, args)
	}
}

// ordering lists verbs of asking and forcing, whose object acts.
var ordering = set(`ask order tell urge press pressure force compel oblige require request instruct direct command advise warn
	encourage invite persuade coerce summon forbid sentence`)

// smallClause adds the claim inside "called it baseless" and "described it as
// baseless": it is baseless.
func (x *extractor) smallClause(c *clause, args []operand) {
	var obj, pred *operand
	for i := range args {
		switch {
		case args[i].kind == object && obj == nil:
			obj = &args[i]
		case args[i].kind == complement && args[i].head != c.chain[len(c.chain)-1], x.isVerdict(c, &args[i]):
			pred = &args[i]
		}
	}
	if obj == nil || x.opts.Style == Minimal {
		return
	}
	if pred == nil {
		if pred = x.verdictOn(c, obj); pred == nil {
			return
		}
	}
	x.verdict(c, obj, pred)
	for _, h := range x.conjuncts(obj.head)[1:] {
		if name := x.naming(h); name >= 0 {
			x.verdict(c, &operand{head: h, tokens: x.phrase(h, true)}, &operand{head: name, tokens: x.phrase(name, true)})
		}
	}
}

// verdict writes that pred is said of obj.
func (x *extractor) verdict(c *clause, obj, pred *operand) {
	subject := without(obj.tokens, union(pred.tokens, pred.preposition))
	if len(pred.preposition) > 0 {
		as := pred.preposition[0]
		subject = slices.DeleteFunc(slices.Clone(subject), func(i int) bool { return i > as })
	}
	if len(subject) == 0 {
		return
	}
	x.add(Proposition{
		Sent: x.index, Subject: x.slot(x.trim(subject), obj.head), Object: x.slot(pred.tokens, pred.head),
		Predicate: Slot{Text: "be", Head: -1},
		Verb:      pred.head, Lemma: "be", Name: "is",
	}, &smallClauseRule, c.head)
}

// isVerdict reports whether o says as what the verb of c describes its object.
func (x *extractor) isVerdict(c *clause, o *operand) bool {
	return o.kind == oblique && strings.EqualFold(x.text(o.preposition), "as") && describing[x.toks[c.chain[len(c.chain)-1]].Lemma]
}

// verdictOn finds the verdict where the parser hangs it on the object.
func (x *extractor) verdictOn(c *clause, obj *operand) *operand {
	for _, k := range x.tree.Children(obj.head) {
		o := operand{head: k, kind: oblique}
		if x.rel(k) != "nmod" && x.rel(k) != "acl" || k < obj.head {
			continue
		}
		if x.spell(&o); x.isVerdict(c, &o) && len(o.tokens) > 0 {
			return &o
		}
	}
	return x.writtenVerdict(c, obj)
}

// writtenVerdict reads "labeled the claim as false" from the words, where the
// tree gives "as" to something that follows.
func (x *extractor) writtenVerdict(c *clause, obj *operand) *operand {
	as := obj.head + 1
	if !describing[x.toks[c.chain[len(c.chain)-1]].Lemma] || as >= len(x.toks) || lower(&x.toks[as]) != "as" {
		return nil
	}
	o := operand{kind: oblique, preposition: []int{as}}
	for i := as + 1; i < len(x.toks); i++ {
		upos := x.toks[i].UPOS
		noun := upos == "ADJ" || upos == "NOUN" || upos == "PROPN"
		opening := upos == "PUNCT" && len(o.tokens) == 0
		if !noun && !opening && upos != "DET" && upos != "ADV" {
			break
		}
		if noun {
			o.head = i
		}
		if !opening {
			o.tokens = append(o.tokens, i)
		}
	}
	if o.head == 0 {
		return nil
	}
	return &o
}

// describing lists verbs that say as what they take their object.
var describing = set(`blast brand characterise characterize cite classify condemn consider criticise criticize decry denounce
	depict deride describe dismiss hail identify label lambast mock paint portray praise present recognise recognize
	quote regard reject ridicule see slam tout treat view`)
