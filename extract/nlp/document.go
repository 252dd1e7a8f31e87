package nlp

import (
	"time"

	"github.com/sayso-graph/sayso/schema"
)

// A Doc is an analysed text. The text is kept once; sentences, tokens and
// mentions are layers of spans over it.
type Doc struct {
	Text string
	// Date is the day that the text was published, to which its relative
	// dates refer; zero when it is not known.
	Date     time.Time
	Sents    []Sentence
	Mentions []Mention // sorted by sentence, first token, and longer before shorter
}

// A Sentence is a run of tokens with one tree over them.
type Sentence struct {
	Span      schema.Span
	Tokens    []Token
	Paragraph int // ordinal of its paragraph in the text
	// ID and Speaker are sent_id and speaker of a CoNLL-U file, "" elsewhere.
	ID, Speaker string

	// Style is which treebank's customs the parser follows in the document: from
	// -1, English Web Treebank, which calls few nouns proper, to 1, GUM.
	Style float32
}

// A Token is a syntactic word in the sense of Universal Dependencies: "don't"
// is the two tokens "do" and "n't".
type Token struct {
	Form  string // as in the text, mostly; the words of a contraction may differ
	Lemma string
	UPOS  string // the 17 universal tags
	XPOS  string // Penn Treebank, with HYPH, NFP, AFX, ADD, GW
	Feats string // "Number=Sing|Person=3", "" when none
	Head  int    // index of the governor in the sentence, -1 for the root
	Rel   string // dependency relation with subtype: "nsubj:pass"
	Span  schema.Span
	// Multi is n > 1 on the first of n tokens that are one orthographic word
	// ("don't"), 0 elsewhere.
	Multi int
	// Class is the model's type of the mention that this token heads (see
	// Mention.Class), "" when it heads none.
	Class string
	// ClassScores is what the model thinks of each class where the token may
	// head a name, zero elsewhere and in what no model has read.
	ClassScores ClassScores
	// SpaceAfter is false when the next token follows without white space.
	SpaceAfter bool
}

// ClassScores are the parser's scores, the logarithms of how probable it is that
// a token heads no mention, and one of each of the classes.
type ClassScores [1 + numClasses]float32

// A Phrase is a half-open range of tokens, [First, End), of one sentence.
type Phrase struct{ Sent, First, End int }

// A Mention is a phrase that refers to something.
type Mention struct {
	Phrase
	Head int // index of its head token in the sentence
	Type schema.EntityType
	Form MentionForm
	// Class is the finer type of the model (GUM's: abstract, animal, event,
	// object, organization, person, place, plant, substance, time).
	Class string
	// Value is the normal form of a date (ISO 8601, or an interval a/b) or of
	// a quantity ("<=630000 worker"), else "".
	Value string
}

// MentionForm tells how a mention refers.
type MentionForm uint8

// The forms of mentions.
const (
	Nominal MentionForm = iota // "the UN agency"
	Named                      // "Liu Pengyu"
	Pronoun                    // "it", "their"
	Measure                    // dates, quantities
)

// Words returns the span in the text that tokens [first, end) cover.
func (s *Sentence) Words(first, end int) schema.Span {
	if first >= end {
		return schema.Span{}
	}
	return schema.Span{Start: s.Tokens[first].Span.Start, End: s.Tokens[end-1].Span.End}
}
