package attribution

import (
	"slices"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// Kind says what a cue reports.
type Kind string

// The kinds of cues.
const (
	Say    Kind = "say"    // statements, spoken or written
	Show   Kind = "show"   // what a document, a study or an image shows
	Ask    Kind = "ask"    // requests, orders and questions
	Plan   Kind = "plan"   // intentions, promises and decisions
	Think  Kind = "think"  // beliefs, knowledge and feelings
	Stance Kind = "stance" // support and criticism
	Doubt  Kind = "doubt"  // the source holds the opposite
	Lie    Kind = "lie"    // the author holds the opposite
)

// A Part is a set of tokens of one sentence, ascending, not always
// neighbours. The zero Part is absent.
type Part struct {
	Sent   int
	Tokens []int
}

// Absent reports whether the part holds no token.
func (p Part) Absent() bool { return len(p.Tokens) == 0 }

// Span returns the span from the first token to the last.
func (p Part) Span(doc *nlp.Doc) schema.Span {
	if p.Absent() {
		return schema.Span{}
	}
	toks := doc.Sents[p.Sent].Tokens
	return schema.Span{Start: toks[p.Tokens[0]].Span.Start, End: toks[p.Tokens[len(p.Tokens)-1]].Span.End}
}

// Spans returns one span for each run of neighbouring tokens.
func (p Part) Spans(doc *nlp.Doc) []schema.Span {
	var out []schema.Span
	for i, t := range p.Tokens {
		span := doc.Sents[p.Sent].Tokens[t].Span
		if i > 0 && t == p.Tokens[i-1]+1 {
			out[len(out)-1].End = span.End
			continue
		}
		out = append(out, span)
	}
	return out
}

// Has reports whether token tok of sentence sent belongs to the part.
func (p Part) Has(sent, tok int) bool {
	if p.Sent != sent {
		return false
	}
	_, ok := slices.BinarySearch(p.Tokens, tok)
	return ok
}

// An Attribution says who says what.
type Attribution struct {
	// Source is the noun phrase that names the speaker as it stands beside the
	// cue, with its appositions; absent when the text names none.
	Source Part
	// Speaker is the token that heads the speaker, in sentence Source.Sent; for
	// a relative pronoun ("Kim, who said ...") it is what the pronoun stands
	// for. -1 when Source is absent.
	Speaker int
	// Cue is the word that reports with its auxiliaries, adverbs, particle and
	// preposition: "has repeatedly called for".
	Cue  Part
	Verb int // the token that heads the cue, in sentence Cue.Sent
	Kind Kind
	// Frame names how the content stands to the cue: a frame of the lexicon,
	// "beside" (parenthetical), "quotation", "signed", "headline".
	Frame string
	// Content is what is reported, one part a sentence, in the order of the
	// text.
	Content []Part

	// Clausal says that the content is a clause or a quotation, something that
	// is claimed, asked or thought to be so. Otherwise it is a topic or a
	// target ("criticised the new law") and the clauses inside it, if any, are
	// the author's.
	Clausal    bool
	Quoted     bool // the content is in quotation marks, wholly or in its greater part
	Anonymous  bool // no source, or one without a name: "officials", "a person close to the talks"
	Disbelief  bool // the reporter holds that the content is false: "lied", "falsely claimed"
	Hypothesis bool // nobody is committed to the saying: "did not say", "may argue"
	Weak       bool // only distanced: "so-called", "allegedly"

	// Via is the index in the result of the attribution whose content this one
	// stands in, so that its speaker is the one who reports this one; -1: the
	// author reports it.
	Via int
}

// Holds reports whether token tok of sentence sent is in the content.
func (a *Attribution) Holds(sent, tok int) bool {
	for i := range a.Content {
		if a.Content[i].Has(sent, tok) {
			return true
		}
	}
	return false
}

// add puts tokens of sentence sent into the content, keeping it ordered.
func (a *Attribution) add(sent int, tokens []int) {
	if len(tokens) == 0 {
		return
	}
	i, ok := slices.BinarySearchFunc(a.Content, sent, func(p Part, s int) int { return p.Sent - s })
	if !ok {
		a.Content = slices.Insert(a.Content, i, Part{Sent: sent})
	}
	merged := slices.Concat(a.Content[i].Tokens, tokens)
	slices.Sort(merged)
	a.Content[i].Tokens = slices.Compact(merged)
}

// size counts the tokens of the content.
func (a *Attribution) size() int {
	n := 0
	for i := range a.Content {
		n += len(a.Content[i].Tokens)
	}
	return n
}
