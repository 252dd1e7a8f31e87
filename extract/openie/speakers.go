package openie

import (
	"slices"

	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/extract/factuality"
	"github.com/sayso-graph/sayso/extract/nlp"
)

// speakers finds whose words a clause is.
type speakers struct {
	all    []attribution.Attribution
	depths []int         // of each, how many speakers stand around it
	bySent map[int][]int // attributions that have content in a sentence
}

func newSpeakers(all []attribution.Attribution) speakers {
	s := speakers{all: all, depths: make([]int, len(all)), bySent: map[int][]int{}}
	for i := range all {
		for _, part := range all[i].Content {
			s.bySent[part.Sent] = append(s.bySent[part.Sent], i)
		}
		for v := all[i].Via; v >= 0 && v < len(all) && s.depths[i] <= len(all); v = all[v].Via {
			s.depths[i]++
		}
	}
	return s
}

// innermost returns the attribution that token tok of sentence sent is claimed
// in and no other inside it is, or -1. What is claimed in the complement of
// verb frame ("called it baseless") belongs to that verb's attribution. What
// projects ("agreed to sell to Acme, a rival") is claimed by who speaks, not
// by who plans, asks or thinks. The attribution of verb except is left out.
func (s *speakers) innermost(sent, tok, frame int, projects bool, except int) int {
	best := -1
	for _, i := range s.bySent[sent] {
		a := &s.all[i]
		if frame >= 0 && a.Cue.Sent == sent && a.Verb == frame {
			return i
		}
		if except >= 0 && a.Cue.Sent == sent && a.Verb == except {
			continue
		}
		if projects && !a.Quoted && a.Kind != attribution.Say && a.Kind != attribution.Show {
			continue
		}
		if !a.Clausal || a.Cue.Sent == sent && a.Verb == tok || !a.Holds(sent, tok) {
			continue
		}
		if best < 0 || s.depths[i] > s.depths[best] {
			best = i
		}
	}
	return best
}

// sourceOf returns the attribution by "according to" whose source token tok of
// sentence sent is part of, or -1: what describes a source is said by who names
// it.
func (s *speakers) sourceOf(sent, tok int) int {
	for i := range s.all {
		if a := &s.all[i]; a.Frame == "according" && a.Source.Has(sent, tok) {
			return i
		}
	}
	return -1
}

// isCue reports whether token tok of sentence sent reports something.
func (s *speakers) isCue(sent, tok int) bool {
	return slices.ContainsFunc(s.all, func(a attribution.Attribution) bool { return a.Cue.Sent == sent && a.Verb == tok })
}

// content returns the tokens of sentence sent that the verb reports as a
// clause, none when they stand elsewhere.
func (s *speakers) content(sent, verb int) []int {
	for _, i := range s.bySent[sent] {
		a := &s.all[i]
		if !a.Clausal || a.Cue.Sent != sent || a.Verb != verb {
			continue
		}
		for _, part := range a.Content {
			if part.Sent == sent {
				return part.Tokens
			}
		}
	}
	return nil
}

// speaker returns the attribution that p is claimed in, or -1.
func (x *extractor) speaker(p *Proposition, status *factuality.Status, r *Rule, frame int) int {
	if s := x.speakers.sourceOf(x.index, p.Verb); s >= 0 {
		return x.opts.Attributions[s].Via
	}
	a := x.speakers.innermost(x.index, x.host(p), frame, r.projects || x.supplement(p.Verb) >= 0, x.raising(p.Verb))
	for a >= 0 && (x.isCue(p, a) || x.presupposes(a, p, status)) {
		ignorant := x.ignorant(a, p, status)
		a = x.opts.Attributions[a].Via
		if ignorant && a >= 0 {
			a = x.opts.Attributions[a].Via
		}
	}
	return a
}

// ignorant reports whether attribution a is of what its source does not know, a
// pronoun: who "said she did not know that he stole" vouches for it no more than
// she knew, the author does.
func (x *extractor) ignorant(a int, p *Proposition, status *factuality.Status) bool {
	by := &x.opts.Attributions[a]
	unknown := by.Hypothesis || x.toks[by.Verb].Lemma == "unaware"
	return unknown && by.Speaker >= 0 && by.Cue.Sent == p.Sent && x.presupposes(a, p, status) && x.toks[by.Speaker].UPOS == "PRON"
}

// host returns the token whose place tells who claims p: its verb, or the verb
// that its participle goes with. In "said that transfers had risen, affecting
// many", whoever says the one says the other.
func (x *extractor) host(p *Proposition) int {
	top := p.Verb
	for nlp.IsRel(x.toks[top].Rel, "xcomp") && slices.Contains(p.Predicate.Tokens, x.toks[top].Head) {
		top = x.toks[top].Head
	}
	h := x.head(top)
	if h < 0 || h > top || x.rel(top) != "advcl" || !x.isGerund(top) || x.child(top, "nsubj", "mark") >= 0 || !x.isClause(h) {
		return p.Verb
	}
	if x.speakers.isCue(x.index, top) && !x.speakers.isCue(x.index, h) {
		return p.Verb
	}
	return h
}

// raising returns the passive verb in whose subject token i stands, or -1. What
// is said of the subject in passing ("The deal, which needs approval, is
// expected to close") is not said by who expects it.
func (x *extractor) raising(i int) int {
	for range x.toks {
		if i < 0 || x.head(i) < 0 {
			break
		}
		if x.rel(i) == "nsubj:pass" {
			return x.head(i)
		}
		i = x.head(i)
	}
	return -1
}

// supplement returns the relative clause behind a comma on a name that token i
// is in, or -1. Such a clause is no part of what is planned, asked or held
// against somebody: "accused them of working for Kest, which denies it" (Potts, The
// Logic of Conventional Implicatures, 2005).
func (x *extractor) supplement(i int) int {
	clause, antecedent := x.relative(i)
	if clause < 0 || antecedent < 0 || x.toks[antecedent].UPOS != "PROPN" {
		return -1
	}
	for k := clause; k > antecedent; k-- {
		if x.toks[k].Form == "," {
			return clause
		}
	}
	return -1
}

// presupposes reports whether attribution a is one of knowledge, whose content
// the author vouches for: "knew that the dam was weak".
func (x *extractor) presupposes(a int, p *Proposition, status *factuality.Status) bool {
	by := &x.opts.Attributions[a]
	return status.Factive && by.Kind == attribution.Think && by.Cue.Sent == p.Sent && by.Verb == status.Embedder
}

// isCue reports whether the verb of an attribution is part of the predicate of
// p: "refused to block" is no report of who refused.
func (x *extractor) isCue(p *Proposition, attribution int) bool {
	a := &x.opts.Attributions[attribution]
	return a.Cue.Sent == p.Sent && a.Verb != p.Verb && slices.Contains(p.Predicate.Tokens, a.Verb)
}
