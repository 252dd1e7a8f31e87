package openie

import (
	"slices"

	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/extract/factuality"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// A Style is how much a proposition says.
type Style uint8

// The styles.
const (
	// Full gives one proposition per subject and verb with all its arguments,
	// and the relations that are implied (appositions, titles, possessives).
	Full Style = iota
	// Minimal gives what the clauses state, one conjunct a proposition,
	// without the clauses and asides that hang on an argument, and what the
	// phrases of an argument say as propositions of their own.
	Minimal
)

// Options choose what [Extract] gives. The zero value is the default.
type Options struct {
	Style Style
	// MinConfidence drops what is less probable; 0 stands for a bound that
	// suits the style and the rule (DefaultMinConfidence for what is implied),
	// a negative number keeps everything.
	MinConfidence float64
	// Attributions are those that attribution.Find gives for the document; a
	// proposition holds the index of the innermost that it is the content of.
	Attributions []attribution.Attribution
}

// Extract returns the propositions of doc, which must be parsed; a sentence
// whose heads form no tree gives none. They come in the order
// of their sentences, and within one in the order of the tokens that state
// them. It gives the same for the same document always, keeps nothing, and
// may be called by several goroutines at once.
func Extract(doc *nlp.Doc, opts Options) []Proposition {
	x := extractor{confidence: defaultConfidence(), doc: doc, opts: opts, values: map[int]string{}, speakers: newSpeakers(opts.Attributions)}
	for s := range doc.Sents {
		x.sentence(s)
	}
	return x.out
}

// An extractor reads one document.
type extractor struct {
	doc        *nlp.Doc
	opts       Options
	out        []Proposition
	speakers   speakers
	confidence *Confidence
	framing    float64 // the confidence of the last proposition that was judged

	// of the sentence being read
	index  int
	sent   *nlp.Sentence
	toks   []nlp.Token
	tree   *nlp.Tree
	facts  *factuality.Analysis
	next   int            // the first mention of the document that is not before it
	values map[int]string // of the sentence: heads of dates and their values
	// asker is the clause whose slots are being filled: it is no part of the
	// noun that it hangs on.
	asker    int
	contrary bool // the proposition being written has the other polarity than its clause
}

// maxTokens bounds a sentence; what is longer is no sentence of running text
// (tables, lists of names), and its tree is not to be trusted.
const maxTokens = 400

func (x *extractor) sentence(s int) {
	x.index, x.sent = s, &x.doc.Sents[s]
	x.toks = x.sent.Tokens
	if len(x.toks) == 0 || len(x.toks) > maxTokens || !isTree(x.toks) {
		return
	}
	x.tree = nlp.NewTree(x.sent)
	x.facts = factuality.Analyze(x.sent)
	x.findDates(s)
	for i := range x.toks {
		if x.isClause(i) {
			x.clause(i)
		}
		if isNominal(&x.toks[i]) {
			x.nominal(i)
		}
	}
}

// isTree reports whether every token hangs on a root: files may hold anything.
func isTree(toks []nlp.Token) bool {
	for i := range toks {
		h := i
		for steps := 0; h >= 0; steps++ {
			if steps > len(toks) || h >= len(toks) {
				return false
			}
			h = toks[h].Head
		}
	}
	return true
}

// findDates collects the dates of sentence s. Mentions are sorted by sentence.
func (x *extractor) findDates(s int) {
	clear(x.values)
	for x.next < len(x.doc.Mentions) && x.doc.Mentions[x.next].Sent < s {
		x.next++
	}
	for i := x.next; i < len(x.doc.Mentions) && x.doc.Mentions[i].Sent == s; i++ {
		if m := &x.doc.Mentions[i]; m.Type == schema.Date && m.Value != "" {
			x.values[m.Head] = m.Value
		}
	}
}

// clause takes the first clause rule that finds a subject.
func (x *extractor) clause(i int) {
	for r := range clauseRules {
		c := newClause(&clauseRules[r], i)
		x.asker = i
		if c.rule.clause(x, &c) && c.subject >= 0 {
			x.propose(&c)
			return
		}
	}
}

// nominal applies every nominal rule. Of what is implied, the minimal style
// has only what tells what a name is.
func (x *extractor) nominal(i int) {
	x.asker = -1
	for r := range nominalRules {
		if rule := &nominalRules[r]; x.opts.Style == Full || !rule.Implied || rule.minimal {
			rule.nominal(x, rule, i)
		}
	}
}

// add completes a proposition with how it is put, and keeps it. Frame is the
// verb whose complement it is read from, -1 for a clause of its own.
func (x *extractor) add(p Proposition, r *Rule, frame int) {
	p.Rule, p.Derived = r.Name, r.Derived
	status := factuality.Status{Polarity: schema.Positive, Modality: schema.Asserted}
	if !r.projects {
		status = x.status(&p)
	}
	p.Polarity, p.Modality, p.Tense = status.Polarity, status.Modality, status.Tense
	if x.contrary {
		p.Polarity = opposite(p.Polarity)
	}
	p.Attribution = x.speaker(&p, &status, r, frame)
	switch {
	case p.Attribution >= 0 && p.Modality == schema.Asserted:
		p.Modality = schema.Reported
	case p.Attribution < 0 && p.Modality == schema.Reported && (x.supplement(p.Verb) >= 0 || x.speakers.sourceOf(x.index, p.Verb) >= 0):
		p.Modality = schema.Asserted
	}
	p.Time = x.time(&p)
	p.Confidence = x.judge(p, r, frame)
	if p.Confidence >= x.bound(r) {
		x.out = append(x.out, p)
	}
}

// status says how p is put. A predicate of several verbs ("managed to pay") is
// put as its last one is, but what an earlier one makes of the polarity is part
// of what it is called: "failed to pay" is so, although nothing was paid. Where
// the last is left open only because the first is denied ("is not forced to
// work"), it is put as the first.
func (x *extractor) status(p *Proposition) factuality.Status {
	status := x.facts.Of(p.Verb)
	first := p.Verb
	turned := false
	for nlp.IsRel(x.toks[first].Rel, "xcomp") && slices.Contains(p.Predicate.Tokens, x.toks[first].Head) {
		turned = turned != x.facts.Of(first).Turned
		first = x.toks[first].Head
	}
	if first != p.Verb && status.Modality == schema.Possible {
		if s := x.facts.Of(first); s.Polarity == schema.Negative && s.Modality != schema.Possible {
			return s
		}
	}
	if turned {
		status.Polarity = opposite(status.Polarity)
	}
	return status
}

func opposite(p schema.Polarity) schema.Polarity {
	if p == schema.Negative {
		return schema.Positive
	}
	return schema.Negative
}

// bound returns the confidence that a proposition of rule r must have.
func (x *extractor) bound(r *Rule) float64 {
	switch {
	case x.opts.MinConfidence != 0:
		return x.opts.MinConfidence
	case x.opts.Style == Minimal:
		return minMinimal
	case r.Implied:
		return DefaultMinConfidence
	}
	return minStated
}

// minStated is the bound for what a clause states. The benchmark counts what
// the content of reported speech says as wrong, so that confidence in it is
// too low; only what is hardly a proposition falls below.
const minStated = 0.06

// minMinimal is the bound of the minimal style, whose benchmarks count every
// triple for itself.
const minMinimal = 0.45

// judge returns the confidence in p. What a verb's complement says is as sure
// as what the verb does.
func (x *extractor) judge(p Proposition, r *Rule, frame int) float64 {
	switch {
	case r == &phraseRule:
		return x.framing * phraseDiscount
	case r.sure > 0:
		return r.sure
	case frame >= 0:
		return x.framing
	case r.judgedAs != "":
		p.Rule = r.judgedAs
	}
	x.framing = x.confidence.Of(Features(x.doc, &p))
	return x.framing
}

// phraseDiscount is how much less sure the phrase in a phrase is than its
// clause: where a prepositional phrase hangs is what parsers err on most.
const phraseDiscount = 0.9

// time returns the normal form of the first slot of p that is a time, "" when
// there is none or it could not be told.
func (x *extractor) time(p *Proposition) string {
	for _, a := range p.Arguments {
		if a.Role == "time" {
			if v := x.values[a.Head]; v != "" {
				return v
			}
		}
	}
	if p.Object.Head >= 0 && p.Verb != p.Object.Head {
		return x.values[p.Object.Head]
	}
	return ""
}
