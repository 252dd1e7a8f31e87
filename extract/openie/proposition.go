package openie

import (
	"github.com/sayso-graph/sayso/schema"
)

// A Slot is a part of a proposition: tokens of its sentence, not always
// neighbours, and the text that they give.
type Slot struct {
	Text   string // tokens as in the sentence; may hold words that are implied ("is")
	Tokens []int  // ascending; empty when the slot is implied wholly
	Head   int    // the head token, -1 when implied
}

// An Argument is a further argument; its text carries its preposition.
type Argument struct {
	Slot
	Preposition string
	Role        string // "time", "place", ""
}

// A Proposition is a predicate phrase with its arguments, still text.
type Proposition struct {
	Sent      int // index of the sentence in the document
	Subject   Slot
	Predicate Slot
	Object    Slot // empty Text: intransitive
	Arguments []Argument

	Verb    int    // token that heads the clause; for a nominal relation its noun
	Lemma   string // "request", "accuse of", "be"
	Name    string // simple past, passives folded: "requested", "accused of", "is"
	Passive bool
	// Inverse says that Name is that of the active, for which subject and
	// object change places; the slots stay as the sentence has them. See
	// [Proposition.Folded].
	Inverse bool

	Polarity    schema.Polarity
	Modality    schema.Modality
	Attribution int    // index into the document's attributions, -1: the article itself
	Time        string // ISO 8601, ""
	Tense       string
	Confidence  float64
	Rule        string // name of the rule, for `sayso explain`
	// Derived says that another proposition of the sentence holds the same in
	// one of its slots ("is; spokesperson at the embassy" and "is spokesperson
	// at; the embassy"): a graph wants it, a list of what is said does not.
	Derived bool
}

// Folded returns the subject and the object that Name stands between: those
// of the sentence, exchanged where a passive was folded onto its active.
func (p *Proposition) Folded() (subject, object Slot) {
	if p.Inverse {
		return p.Object, p.Subject
	}
	return p.Subject, p.Object
}
