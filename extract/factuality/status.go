package factuality

import (
	"slices"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// A Status says with what commitment a clause is put, and when it plays.
type Status struct {
	// Polarity and Modality are those of the clause itself: negation inside
	// the clause and everything above it in the tree are worked in.
	Polarity schema.Polarity
	Modality schema.Modality
	// Reported says that the clause is inside the words or thoughts of
	// somebody other than the author, whatever Modality says of it: "may" in
	// "she said he may go" is her doubt.
	Reported bool
	// Denied says that the speaker of a reported clause, or the verb above
	// it, claims the opposite: "she denied that he left".
	Denied bool

	Tense  string // "past", "present", [schema.Future], "" for a clause without tense
	Aspect string // "perfect", "progressive", "perfect progressive", ""
	// Cues are the tokens of the sentence that decided, ascending: negations,
	// modals, markers and embedding predicates.
	Cues []int
	// Embedder is the predicate whose complement the clause is, -1 for none;
	// Factive says that it takes the clause for granted: "knew that he left".
	Embedder int
	Factive  bool
	// Turned says that the word of the embedder makes the polarity of the
	// clause another than its own: "refused to sign" is positive, and nothing
	// was signed. A relation that is named with both words wants it undone.
	Turned bool
}

// An Analysis answers for the clauses of one sentence. It is not safe for
// concurrent use: answers are kept.
type Analysis struct {
	tree *nlp.Tree
	lex  *lexicon
	memo []*Status
	open []bool // being computed: a cycle in the tree must not loop
}

// Analyze prepares a parsed sentence, which must not change afterwards.
func Analyze(sent *nlp.Sentence) *Analysis {
	n := len(sent.Tokens)
	if slices.ContainsFunc(sent.Tokens, func(t nlp.Token) bool { return t.Head < -1 || t.Head >= n }) {
		sent = rooted(sent)
	}
	return &Analysis{tree: nlp.NewTree(sent), lex: shared(), memo: make([]*Status, n), open: make([]bool, n)}
}

// rooted copies a sentence whose tree is malformed and makes roots of the
// tokens with heads outside.
func rooted(sent *nlp.Sentence) *nlp.Sentence {
	out := *sent
	out.Tokens = slices.Clone(sent.Tokens)
	for i := range out.Tokens {
		if h := out.Tokens[i].Head; h < -1 || h >= len(out.Tokens) {
			out.Tokens[i].Head = -1
		}
	}
	return &out
}

// Of returns the status of the clause that token pred heads: a verb, or the
// nominal or adjectival predicate of a copular clause (or its copula), or an
// event noun ("the alleged attack"). Its cost is that of the chain of clauses above it,
// once.
func (a *Analysis) Of(pred int) Status {
	if tok := a.token(pred); (tok.Rel == "cop" || nlp.IsRel(tok.Rel, "aux")) && tok.Head >= 0 && tok.Head < len(a.memo) {
		pred = tok.Head
	}
	if s := a.memo[pred]; s != nil {
		return *s
	}
	if a.open[pred] {
		return Status{Polarity: schema.Positive, Modality: schema.Asserted, Embedder: -1}
	}
	a.open[pred] = true
	s := a.compute(pred)
	a.open[pred] = false
	a.memo[pred] = &s
	return s
}

// compute lays the operators of the clause itself over what the clause above
// makes of it. The inner modality wins: in "he may ask them to leave" the
// leaving is requested, not possible; being reported is the weakest.
func (a *Analysis) compute(pred int) Status {
	env := a.environment(pred)
	own := a.operators(pred)
	s := Status{
		Polarity: schema.Positive,
		Modality: env.modality,
		Reported: env.reported || own.reported,
		Denied:   env.denied,
		Embedder: env.embedder,
		Factive:  env.factive,
		Turned:   env.turned,
	}
	if own.negative != env.negative {
		s.Polarity = schema.Negative
	}
	if env.modality == schema.Requested && own.modality == schema.Necessary {
		own.modality = schema.Asserted // "recommended that it should": one request
	}
	if own.modality != schema.Asserted && (own.modality != schema.Reported || env.modality == schema.Asserted) {
		s.Modality = own.modality
	}
	if s.Reported && s.Modality == schema.Asserted {
		s.Modality = schema.Reported
	}
	s.Tense, s.Aspect = a.tense(pred)
	if first := a.shares(pred); s.Tense == "" && first >= 0 {
		s.Tense, s.Aspect = a.tense(first) // "did not sign or return"
	}
	if s.Tense == "" && env.embedder >= 0 && env.actual {
		s.Tense = a.Of(env.embedder).Tense
	}
	s.Cues = slices.Concat(env.cues, own.cues)
	slices.Sort(s.Cues)
	s.Cues = slices.Compact(s.Cues)
	return s
}

// token returns token i of the sentence.
func (a *Analysis) token(i int) *nlp.Token { return &a.tree.Sent.Tokens[i] }
