package openie

import (
	"github.com/sayso-graph/sayso/extract/factuality"
	"github.com/sayso-graph/sayso/extract/nlp"
)

// A Style is how much a proposition says.
type Style uint8

// The styles.
const (
	// Full gives one proposition per subject and verb with all its arguments,
	// and the relations that are implied (appositions, titles, possessives).
	Full Style = iota
	// Minimal gives what the clauses state, one conjunct a proposition,
	// without the clauses and asides that hang on an argument.
	Minimal
)

// Options choose what [Extract] gives. The zero value is the default.
type Options struct {
	Style Style
	// MinConfidence drops what is less probable; 0 stands for
	// DefaultMinConfidence, a negative number keeps everything.
	MinConfidence float64
}

// Extract returns the propositions of doc, which must be parsed: in the order
// of their sentences, and within one in the order of the tokens that state
// them. It gives the same for the same document always, keeps nothing, and
// may be called by several goroutines at once.
func Extract(doc *nlp.Doc, opts Options) []Proposition {
	x := extractor{doc: doc, opts: opts}
	for s := range doc.Sents {
		x.sentence(s)
	}
	return x.out
}

// An extractor reads one document.
type extractor struct {
	doc  *nlp.Doc
	opts Options
	out  []Proposition

	// of the sentence being read
	index int
	sent  *nlp.Sentence
	toks  []nlp.Token
	tree  *nlp.Tree
	facts *factuality.Analysis
	dates []nlp.Mention // those of the sentence that have a value
	// asker is the clause whose slots are being filled: it is no part of the
	// noun that it hangs on.
	asker int
}

// maxTokens bounds a sentence; what is longer is no sentence of running text
// (tables, lists of names), and its tree is not to be trusted.
const maxTokens = 400

func (x *extractor) sentence(s int) {
	x.index, x.sent = s, &x.doc.Sents[s]
	x.toks = x.sent.Tokens
	if len(x.toks) == 0 || len(x.toks) > maxTokens {
		return
	}
	x.tree = nlp.NewTree(x.sent)
	x.facts = factuality.Analyze(x.sent)
	for i := range x.toks {
		if x.isClause(i) {
			x.clause(i)
		}
		if isNominal(&x.toks[i]) {
			x.nominal(i)
		}
	}
}

// clause takes the first clause rule that finds a subject.
func (x *extractor) clause(i int) {
	for r := range clauseRules {
		c := clause{rule: &clauseRules[r], head: i, subject: -1, filler: gap{tok: -1}, donor: -1}
		x.asker = i
		if c.rule.clause(x, &c) {
			x.propose(&c)
			return
		}
	}
}

// nominal applies every nominal rule.
func (x *extractor) nominal(i int) {
	if x.opts.Style == Minimal {
		return
	}
	x.asker = -1
	for r := range nominalRules {
		nominalRules[r].nominal(x, &nominalRules[r], i)
	}
}

// add completes a proposition with how it is put, and keeps it.
func (x *extractor) add(p Proposition) {
	status := x.facts.Of(p.Verb)
	p.Polarity, p.Modality, p.Tense = status.Polarity, status.Modality, status.Tense
	p.Attribution = -1
	p.Confidence = 1
	x.out = append(x.out, p)
}
