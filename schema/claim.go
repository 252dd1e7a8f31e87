package schema

import "strings"

// A Reading is all that one article gives: the unit that is extracted, loaded
// and removed.
type Reading struct {
	Article  Article
	Entities []Entity
	Claims   []Claim
}

// EntityType is the kind of thing that an entity is.
type EntityType string

// The types of entities.
const (
	Person       EntityType = "person"
	Organization EntityType = "organization"
	Place        EntityType = "place"
	Event        EntityType = "event"
	Work         EntityType = "work" // works, products and other named artefacts
	Date         EntityType = "date"
	Quantity     EntityType = "quantity"
	Other        EntityType = "other"
)

// EntityTypes returns all types.
func EntityTypes() []EntityType {
	return []EntityType{Person, Organization, Place, Event, Work, Date, Quantity, Other}
}

// An Entity is a thing that an article names.
type Entity struct {
	IRI     string // ent:Liu_Pengyu, in its prefixed form
	Type    EntityType
	Name    string   // the best name in the article
	Aliases []string // its other names, sorted
	SameAs  []string // IRIs of the same thing elsewhere (Wikidata), sorted
	// Mentions are the passages that refer to it, in the order of the text.
	Mentions []Span
	// Named tells a thing with a proper name from one that is only described
	// ("the report").
	Named bool
}

// Polarity says whether a proposition is put positively or negated.
type Polarity string

// The polarities.
const (
	Positive Polarity = "positive"
	Negative Polarity = "negative"
)

// Polarities returns both polarities.
func Polarities() []Polarity { return []Polarity{Positive, Negative} }

// Future is the tense of what lies ahead.
const Future = "future"

// Modality says with what commitment a proposition is put.
type Modality string

// The modalities.
const (
	Asserted    Modality = "asserted"    // the article (or the speaker) says it is so
	Reported    Modality = "reported"    // somebody else says it is so
	Possible    Modality = "possible"    // may, might, could; plans and hopes
	Necessary   Modality = "necessary"   // must, should, has to
	Requested   Modality = "requested"   // asked for or ordered
	Conditional Modality = "conditional" // under a condition, or the condition itself
	Question    Modality = "question"
)

// Modalities returns all modalities.
func Modalities() []Modality {
	return []Modality{Asserted, Reported, Possible, Necessary, Requested, Conditional, Question}
}

// A Term is a subject, an object or an argument of a claim.
type Term struct {
	Text   string // surface, as in the article, before coreference
	Spans  []Span // its passages; several when it is split, none when implied
	Entity string // prefixed IRI of the entity that it refers to, else ""
	// Literal is the text with its pronouns resolved ("report baseless"); it
	// is what a quad holds when there is no Entity. Equal to Text mostly.
	Literal string
}

// An Argument is a further argument of a claim.
type Argument struct {
	Term
	Preposition string // "in", "" when it has none; Text holds it as well
	Role        string // "time", "place", "" when not known
}

// A Predicate is what a claim says of its subject.
type Predicate struct {
	Text  string // surface with auxiliaries and preposition: "has formally requested"
	Spans []Span
	IRI   string // prefixed: rel:requested, schema:jobTitle
	Lemma string // "request", "accuse of"
}

// An Attribution says whose words a claim is.
type Attribution struct {
	Source     Term // who says so; no text when it is not named
	Cue        string
	CueSpan    Span
	Content    []Span       // what is said
	Via        *Attribution // the speaker who reports this speaker; nil: the article does
	Quoted     bool         // the words stand in quotation marks
	Anonymous  bool         // "officials", "sources familiar with the matter"
	Disbelief  bool         // the reporter denies it: "lied that", "falsely claimed"
	Hypothesis bool         // nobody is committed to it: "did not say that"
}

// A Claim is a resolved proposition with its speaker, polarity and modality
// and the passage behind it.
type Claim struct {
	IRI       string // urn:sayso:claim:HASH, see ClaimIRI
	Sentence  Span   // the sentence that states it
	Subject   Term
	Predicate Predicate
	Object    Term // zero for an intransitive verb
	Arguments []Argument

	Polarity    Polarity
	Modality    Modality
	Attribution *Attribution // the innermost speaker; nil: the article itself
	Time        string       // ISO 8601 date or interval of the event, else ""
	Tense       string       // "past", "present", [Future], ""
	Confidence  float64      // calibrated, 0 to 1
	Evidence    []Span       // the passages that prove it, in order
	Rule        string       // the extraction rule, see `sayso explain`

	// How the sentence puts it; no part of the quads. Inverse: its subject and
	// object stand in each other's place ("was captured by"). Restated: a slot
	// of another claim of the sentence holds it.
	Inverse, Restated bool
}

// Stated reports whether the article itself vouches for the claim, so that it
// is one plain quad besides its claim node. What lies ahead is not so yet: a
// plain quad is in the simple past.
func (c *Claim) Stated() bool {
	return c.Modality == Asserted && c.Polarity == Positive && c.Attribution == nil && c.Tense != Future
}

// Wording is how a predicate reads between the subject and the object of its
// claim. Those are in the order of the relation, "Gray criticized Hale", which
// "Hale was criticized by Gray" and "Orsik, who founded the firm" (its founder)
// turn round: there it is the relation's name.
func (c *Claim) Wording() string {
	name := LocalName(c.Predicate.IRI)
	agent := strings.HasSuffix(c.Predicate.Text, " by") && !strings.HasSuffix(name, " by")
	property := strings.HasPrefix(c.Predicate.IRI, "schema:")
	if agent || property && before(c.Object.Spans, c.Predicate.Spans) && before(c.Predicate.Spans, c.Subject.Spans) {
		return name
	}
	return c.Predicate.Text
}

func before(a, b []Span) bool {
	return len(a) > 0 && len(b) > 0 && a[0].Start < b[0].Start
}
