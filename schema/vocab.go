package schema

import (
	"strings"

	"github.com/cayleygraph/quad"
)

// A Prefix is a short name for the beginning of absolute IRIs.
type Prefix struct {
	Name string // without the colon: "ent"
	Base string // "https://sayso-graph.github.io/entity/"
}

// The bases of the vocabularies. Those of sayso itself are fixed for good:
// exported data refers to them.
const (
	EntityBase   = "https://sayso-graph.github.io/entity/"
	RelationBase = "https://sayso-graph.github.io/relation/"
	SaysoBase    = "https://sayso-graph.github.io/ns#"

	// SchemaBase is the form that schema.org's own JSON-LD context uses.
	SchemaBase = "http://schema.org/"
	ProvBase   = "http://www.w3.org/ns/prov#"
	OABase     = "http://www.w3.org/ns/oa#"
	RDFBase    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	RDFSBase   = "http://www.w3.org/2000/01/rdf-schema#"
	OWLBase    = "http://www.w3.org/2002/07/owl#"
	XSDBase    = "http://www.w3.org/2001/XMLSchema#"
)

// Prefixes lists the prefixes that readings, queries and listings may use, in
// a fixed order. No base is the beginning of another.
func Prefixes() []Prefix {
	return append([]Prefix(nil), prefixes[:]...)
}

var prefixes = [...]Prefix{
	{"ent", EntityBase},
	{"rel", RelationBase},
	{"schema", SchemaBase},
	{"prov", ProvBase},
	{"oa", OABase},
	{"rdf", RDFBase},
	{"rdfs", RDFSBase},
	{"owl", OWLBase},
	{"xsd", XSDBase},
	{"sayso", SaysoBase},
}

// Expand returns the absolute IRI of a prefixed one: ent:ILO becomes
// https://sayso-graph.github.io/entity/ILO. What has no prefix of ours is
// returned as it is.
func Expand(iri string) string {
	name, local, ok := strings.Cut(iri, ":")
	if !ok || strings.HasPrefix(local, "//") {
		return iri
	}
	for i := range prefixes {
		if prefixes[i].Name == name {
			return prefixes[i].Base + local
		}
	}
	return iri
}

// Compact is the inverse of [Expand].
func Compact(iri string) string {
	for i := range prefixes {
		if local, ok := strings.CutPrefix(iri, prefixes[i].Base); ok {
			return prefixes[i].Name + ":" + local
		}
	}
	return iri
}

// IRI returns the term of an IRI that may be prefixed.
func IRI(iri string) quad.IRI { return quad.IRI(Expand(iri)) }

// The terms of the quads, absolute. What each means stands in the ontology
// (see [Terms]).
const (
	RDFType      quad.IRI = RDFBase + "type"
	RDFStatement quad.IRI = RDFBase + "Statement"
	RDFSubject   quad.IRI = RDFBase + "subject"
	RDFPredicate quad.IRI = RDFBase + "predicate"
	RDFObject    quad.IRI = RDFBase + "object"
	RDFValue     quad.IRI = RDFBase + "value"
	RDFSLabel    quad.IRI = RDFSBase + "label"

	ProvWasAttributedTo quad.IRI = ProvBase + "wasAttributedTo"
	ProvWasDerivedFrom  quad.IRI = ProvBase + "wasDerivedFrom"

	OAStart quad.IRI = OABase + "start"
	OAEnd   quad.IRI = OABase + "end"
	OAExact quad.IRI = OABase + "exact"

	SchemaNewsArticle        quad.IRI = SchemaBase + "NewsArticle"
	SchemaThing              quad.IRI = SchemaBase + "Thing"
	SchemaPerson             quad.IRI = SchemaBase + "Person"
	SchemaOrganization       quad.IRI = SchemaBase + "Organization"
	SchemaPlace              quad.IRI = SchemaBase + "Place"
	SchemaEvent              quad.IRI = SchemaBase + "Event"
	SchemaCreativeWork       quad.IRI = SchemaBase + "CreativeWork"
	SchemaQuantitativeValue  quad.IRI = SchemaBase + "QuantitativeValue"
	SchemaName               quad.IRI = SchemaBase + "name"
	SchemaAlternateName      quad.IRI = SchemaBase + "alternateName"
	SchemaSameAs             quad.IRI = SchemaBase + "sameAs"
	SchemaMentions           quad.IRI = SchemaBase + "mentions"
	SchemaPosition           quad.IRI = SchemaBase + "position"
	SchemaURL                quad.IRI = SchemaBase + "url"
	SchemaIdentifier         quad.IRI = SchemaBase + "identifier"
	SchemaHeadline           quad.IRI = SchemaBase + "headline"
	SchemaAuthor             quad.IRI = SchemaBase + "author"
	SchemaPublisher          quad.IRI = SchemaBase + "publisher"
	SchemaSourceOrganization quad.IRI = SchemaBase + "sourceOrganization"
	SchemaDateline           quad.IRI = SchemaBase + "dateline"
	SchemaDatePublished      quad.IRI = SchemaBase + "datePublished"
	SchemaInLanguage         quad.IRI = SchemaBase + "inLanguage"
	SchemaArticleBody        quad.IRI = SchemaBase + "articleBody"

	SaysoDate             quad.IRI = SaysoBase + "Date"
	SaysoNamed            quad.IRI = SaysoBase + "named"
	SaysoMention          quad.IRI = SaysoBase + "mention"
	SaysoBody             quad.IRI = SaysoBase + "body"
	SaysoSentence         quad.IRI = SaysoBase + "sentence"
	SaysoPolarity         quad.IRI = SaysoBase + "polarity"
	SaysoModality         quad.IRI = SaysoBase + "modality"
	SaysoConfidence       quad.IRI = SaysoBase + "confidence"
	SaysoTime             quad.IRI = SaysoBase + "time"
	SaysoTense            quad.IRI = SaysoBase + "tense"
	SaysoRule             quad.IRI = SaysoBase + "rule"
	SaysoLemma            quad.IRI = SaysoBase + "lemma"
	SaysoSubjectText      quad.IRI = SaysoBase + "subjectText"
	SaysoSubjectResolved  quad.IRI = SaysoBase + "subjectResolved"
	SaysoSubjectPassage   quad.IRI = SaysoBase + "subjectPassage"
	SaysoPredicateText    quad.IRI = SaysoBase + "predicateText"
	SaysoPredicatePassage quad.IRI = SaysoBase + "predicatePassage"
	SaysoObjectText       quad.IRI = SaysoBase + "objectText"
	SaysoObjectResolved   quad.IRI = SaysoBase + "objectResolved"
	SaysoObjectPassage    quad.IRI = SaysoBase + "objectPassage"
	SaysoArgument         quad.IRI = SaysoBase + "argument"
	SaysoPreposition      quad.IRI = SaysoBase + "preposition"
	SaysoRole             quad.IRI = SaysoBase + "role"
	SaysoText             quad.IRI = SaysoBase + "text"
	SaysoResolved         quad.IRI = SaysoBase + "resolved"
	SaysoPassage          quad.IRI = SaysoBase + "passage"
	SaysoAttribution      quad.IRI = SaysoBase + "attribution"
	SaysoCue              quad.IRI = SaysoBase + "cue"
	SaysoCuePassage       quad.IRI = SaysoBase + "cuePassage"
	SaysoContent          quad.IRI = SaysoBase + "content"
	SaysoVia              quad.IRI = SaysoBase + "via"
	SaysoManner           quad.IRI = SaysoBase + "manner"
	SaysoQuoted           quad.IRI = SaysoBase + "quoted"
	SaysoAnonymous        quad.IRI = SaysoBase + "anonymous"
	SaysoDisbelief        quad.IRI = SaysoBase + "disbelief"
	SaysoHypothesis       quad.IRI = SaysoBase + "hypothesis"

	OWLSameAs        quad.IRI = OWLBase + "sameAs"
	OWLDifferentFrom quad.IRI = OWLBase + "differentFrom"

	SaysoFrom      quad.IRI = SaysoBase + "from"
	SaysoInto      quad.IRI = SaysoBase + "into"
	SaysoVerdict   quad.IRI = SaysoBase + "verdict"
	SaysoSame      quad.IRI = SaysoBase + "same"
	SaysoDifferent quad.IRI = SaysoBase + "different"
	SaysoJudge     quad.IRI = SaysoBase + "judge"
	SaysoReason    quad.IRI = SaysoBase + "reason"

	XSDString     quad.IRI = XSDBase + "string"
	XSDDate       quad.IRI = XSDBase + "date"
	XSDDateTime   quad.IRI = XSDBase + "dateTime"
	XSDGYearMonth quad.IRI = XSDBase + "gYearMonth"
	XSDGYear      quad.IRI = XSDBase + "gYear"
	XSDDecimal    quad.IRI = XSDBase + "decimal"
	XSDInteger    quad.IRI = XSDBase + "integer"
	XSDBoolean    quad.IRI = XSDBase + "boolean"
)
