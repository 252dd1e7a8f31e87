package schema

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// The classes of sayso itself. Passages, arguments, attributions, entities and
// relations carry no rdf:type of these in the quads: what points to them tells
// what they are.
const (
	SaysoPassageClass     quad.IRI = SaysoBase + "Passage"
	SaysoArgumentClass    quad.IRI = SaysoBase + "Argument"
	SaysoAttributionClass quad.IRI = SaysoBase + "Attribution"
	SaysoEntityClass      quad.IRI = SaysoBase + "Entity"
	SaysoRelationClass    quad.IRI = SaysoBase + "Relation"
	SaysoPolarityClass    quad.IRI = SaysoBase + "Polarity"
	SaysoModalityClass    quad.IRI = SaysoBase + "Modality"
	SaysoTenseClass       quad.IRI = SaysoBase + "Tense"
	SaysoMannerClass      quad.IRI = SaysoBase + "Manner"
	SaysoJudgementClass   quad.IRI = SaysoBase + "Judgement"
	SaysoVerdictClass     quad.IRI = SaysoBase + "Verdict"
)

// A Kind says what a term of the vocabulary is, and what a property's values
// are.
type Kind uint8

// The kinds.
const (
	Class      Kind = iota
	Individual      // one of an enumeration
	Node            // property whose value is a node of Range
	Resource        // property whose value is any IRI
	Anything        // property whose value is an IRI or words
	Text            // property whose value is text in a language
	Name            // property whose value is a plain string
	Integer
	Decimal
	Boolean
	Time // xsd:date and its like, or a string for an interval
)

// A TermDef defines a term: it is the source of the ontology, of the shapes
// and of what completion offers.
type TermDef struct {
	IRI   quad.IRI
	Kind  Kind
	About string
	// Of is the class whose nodes have the property, or of which the
	// individual is one.
	Of    quad.IRI
	Range quad.IRI // class of the values of a Node
	// Least and Most bound the number of values; Most 0 is no bound. They
	// hold in the union of all articles.
	Least, Most int
}

// Terms returns the vocabulary: classes, then properties class by class, then
// individuals.
func Terms() []TermDef { return slices.Clone(terms) }

// Shorthands for the table.
const (
	article     = SchemaNewsArticle
	claimNode   = RDFStatement
	passageNode = SaysoPassageClass
	argNode     = SaysoArgumentClass
	attrNode    = SaysoAttributionClass
	entityNode  = SaysoEntityClass
	relNode     = SaysoRelationClass
	judgeNode   = SaysoJudgementClass
)

var terms = []TermDef{
	{IRI: article, Kind: Class, About: "An article as it was read. It is the label of all its quads."},
	{IRI: claimNode, Kind: Class, About: "A claim: a proposition with its speaker, polarity and modality, and the passage that proves it."},
	{IRI: passageNode, Kind: Class, About: "A part of an article's text, named by RFC 5147: the article's IRI and #char=start,end."},
	{IRI: argNode, Kind: Class, About: "A further argument of a claim, beyond subject and object."},
	{IRI: attrNode, Kind: Class, About: "Whose words a part of the text is. Claims from one quotation share it."},
	{IRI: entityNode, Kind: Class, About: "A thing that an article mentions. Its rdf:type is one of schema.org's."},
	{IRI: relNode, Kind: Class, About: "A predicate of claims, in the simple past."},
	{IRI: SaysoDate, Kind: Class, About: "A date or time that an article mentions."},
	{IRI: SaysoPolarityClass, Kind: Class, About: "Whether a claim is put positively or negated."},
	{IRI: SaysoModalityClass, Kind: Class, About: "With what commitment a claim is put."},
	{IRI: SaysoTenseClass, Kind: Class, About: "The tense of a claim's predicate."},
	{IRI: SaysoMannerClass, Kind: Class, About: "How a source is quoted."},
	{IRI: judgeNode, Kind: Class, About: "A judgement on whether two entities are one thing."},
	{IRI: SaysoVerdictClass, Kind: Class, About: "What a judgement says."},

	{IRI: SchemaHeadline, Kind: Text, Of: article, Most: 1, About: "Its title."},
	{IRI: SchemaURL, Kind: Anything, Of: article, Most: 1, About: "Its address."},
	{IRI: SchemaIdentifier, Kind: Name, Of: article, Most: 1, About: "The id that the input gave it."},
	{IRI: SchemaAuthor, Kind: Name, Of: article, Most: 1, About: "Who wrote it; several are joined by semicolons."},
	{IRI: SchemaPublisher, Kind: Name, Of: article, Most: 1, About: "The outlet."},
	{IRI: SchemaSourceOrganization, Kind: Name, Of: article, Most: 1, About: "The wire agency of its dateline."},
	{IRI: SchemaDateline, Kind: Name, Of: article, Most: 1, About: "The place of its dateline."},
	{IRI: SchemaDatePublished, Kind: Time, Of: article, Most: 1, About: "When it appeared, to the precision that is known."},
	{IRI: SchemaInLanguage, Kind: Name, Of: article, Most: 1, About: "Its language, BCP 47."},
	{IRI: SchemaArticleBody, Kind: Text, Of: article, Most: 1, About: "The text as read, into which all offsets point."},
	{IRI: SaysoBody, Kind: Node, Of: article, Range: passageNode, About: "A part of it that is running text, without bylines and markup. Only these parts are read."},
	{IRI: SchemaMentions, Kind: Node, Of: article, Range: entityNode, About: "A thing that it mentions."},

	{IRI: RDFSubject, Kind: Anything, Of: claimNode, Most: 1, About: "Of what the claim is: an entity, or words when it is none."},
	{IRI: RDFPredicate, Kind: Resource, Of: claimNode, Least: 1, Most: 1, About: "What it says of it: rel:requested, schema:jobTitle."},
	{IRI: RDFObject, Kind: Anything, Of: claimNode, Least: 1, Most: 1, About: "To what: an entity, words, or true when the predicate has no object."},
	{IRI: ProvWasAttributedTo, Kind: Anything, Of: claimNode, Most: 1, About: "Who says so: an entity, the words of a source that is none, or the article itself."},
	{IRI: ProvWasDerivedFrom, Kind: Node, Of: claimNode, Range: passageNode, Least: 1, About: "A passage that proves it."},
	{IRI: SaysoSentence, Kind: Node, Of: claimNode, Range: passageNode, Most: 1, About: "The sentence that states it."},
	{IRI: SaysoPolarity, Kind: Node, Of: claimNode, Range: SaysoPolarityClass, Least: 1, Most: 1, About: "Its polarity."},
	{IRI: SaysoModality, Kind: Node, Of: claimNode, Range: SaysoModalityClass, Least: 1, Most: 1, About: "Its modality."},
	{IRI: SaysoTense, Kind: Node, Of: claimNode, Range: SaysoTenseClass, Most: 1, About: "Its tense."},
	{IRI: SaysoConfidence, Kind: Decimal, Of: claimNode, Least: 1, Most: 1, About: "The probability that a careful reader agrees, 0 to 1."},
	{IRI: SaysoTime, Kind: Time, Of: claimNode, Most: 1, About: "When it happened, ISO 8601; an interval is a/b."},
	{IRI: SaysoRule, Kind: Name, Of: claimNode, Most: 1, About: "The rule of extraction that found it."},
	{IRI: SaysoSubjectText, Kind: Text, Of: claimNode, Most: 1, About: "The words of the subject, where they differ from its passage."},
	{IRI: SaysoSubjectResolved, Kind: Text, Of: claimNode, Most: 1, About: "The same with pronouns resolved, where that differs."},
	{IRI: SaysoSubjectPassage, Kind: Node, Of: claimNode, Range: passageNode, About: "Where the subject stands."},
	{IRI: SaysoPredicateText, Kind: Text, Of: claimNode, Most: 1, About: "The words of the predicate, where they differ from its passage."},
	{IRI: SaysoPredicatePassage, Kind: Node, Of: claimNode, Range: passageNode, About: "Where the predicate stands."},
	{IRI: SaysoObjectText, Kind: Text, Of: claimNode, Most: 1, About: "The words of the object, where they differ from its passage."},
	{IRI: SaysoObjectResolved, Kind: Text, Of: claimNode, Most: 1, About: "The same with pronouns resolved, where that differs."},
	{IRI: SaysoObjectPassage, Kind: Node, Of: claimNode, Range: passageNode, About: "Where the object stands."},
	{IRI: SaysoArgument, Kind: Node, Of: claimNode, Range: argNode, About: "A further argument."},
	{IRI: SaysoAttribution, Kind: Node, Of: claimNode, Range: attrNode, Most: 1, About: "Whose words it is; missing when it is the article's own."},

	{IRI: OAStart, Kind: Integer, Of: passageNode, Least: 1, Most: 1, About: "The number of code points before it."},
	{IRI: OAEnd, Kind: Integer, Of: passageNode, Least: 1, Most: 1, About: "The number of code points before its end."},
	{IRI: OAExact, Kind: Text, Of: passageNode, Most: 1, About: "Its words, exactly as in the text."},

	{IRI: SchemaPosition, Kind: Integer, Of: argNode, Least: 1, Most: 1, About: "Its place among the arguments, from 1."},
	{IRI: SaysoPreposition, Kind: Text, Of: argNode, Most: 1, About: "Its preposition."},
	{IRI: SaysoRole, Kind: Name, Of: argNode, Most: 1, About: "Its role where that is known: time, place."},

	{IRI: RDFValue, Kind: Anything, Of: attrNode, Most: 1, About: "The entity or the words of a term that has a node of its own."},
	{IRI: SaysoText, Kind: Text, Of: attrNode, Most: 1, About: "Its words, where they differ from its passage."},
	{IRI: SaysoResolved, Kind: Text, Of: attrNode, Most: 1, About: "The same with pronouns resolved, where that differs."},
	{IRI: SaysoPassage, Kind: Node, Of: attrNode, Range: passageNode, About: "Where it stands."},
	{IRI: SaysoCue, Kind: Text, Of: attrNode, Most: 1, About: "The word that shows it: said, according to."},
	{IRI: SaysoCuePassage, Kind: Node, Of: attrNode, Range: passageNode, Most: 1, About: "Where the cue stands."},
	{IRI: SaysoContent, Kind: Node, Of: attrNode, Range: passageNode, About: "What is said."},
	{IRI: SaysoManner, Kind: Node, Of: attrNode, Range: SaysoMannerClass, About: "How the source is quoted."},
	{IRI: SaysoVia, Kind: Node, Of: attrNode, Range: attrNode, Most: 1, About: "Who reports this source, when the article does not itself."},

	{IRI: RDFType, Kind: Resource, Of: entityNode, Least: 1, About: "What it is."},
	{IRI: SchemaName, Kind: Name, Of: entityNode, About: "Its best name in an article."},
	{IRI: SchemaAlternateName, Kind: Name, Of: entityNode, About: "Another of its names. One in a language is a claim of the article."},
	{IRI: SchemaSameAs, Kind: Resource, Of: entityNode, About: "The same thing elsewhere, in Wikidata for example."},
	{IRI: SaysoNamed, Kind: Boolean, Of: entityNode, About: "True of a thing with a name; missing for one that is only described."},
	{IRI: SaysoMention, Kind: Node, Of: entityNode, Range: passageNode, About: "A passage that refers to it."},

	{IRI: RDFSLabel, Kind: Text, Of: relNode, About: "The predicate in words: accused of."},
	{IRI: SaysoLemma, Kind: Text, Of: relNode, About: "Its lemma: accuse of."},

	{IRI: SaysoFrom, Kind: Resource, Of: judgeNode, Least: 1, Most: 1, About: "One of the two entities."},
	{IRI: SaysoInto, Kind: Resource, Of: judgeNode, Least: 1, Most: 1, About: "The other one, whose name stays when they are the same."},
	{IRI: SaysoVerdict, Kind: Node, Of: judgeNode, Range: SaysoVerdictClass, Least: 1, Most: 1, About: "Whether they are."},
	{IRI: SaysoJudge, Kind: Name, Of: judgeNode, Most: 1, About: "Who judges: user, or a program."},
	{IRI: SaysoReason, Kind: Text, Of: judgeNode, About: "Why."},

	{IRI: SaysoBase + "positive", Kind: Individual, Of: SaysoPolarityClass, About: "It is said to be so."},
	{IRI: SaysoBase + "negative", Kind: Individual, Of: SaysoPolarityClass, About: "It is said not to be so."},
	{IRI: SaysoBase + "asserted", Kind: Individual, Of: SaysoModalityClass, About: "The article, or the speaker, says that it is so."},
	{IRI: SaysoBase + "reported", Kind: Individual, Of: SaysoModalityClass, About: "Somebody else says that it is so."},
	{IRI: SaysoBase + "possible", Kind: Individual, Of: SaysoModalityClass, About: "It may be so; it is planned or hoped for."},
	{IRI: SaysoBase + "necessary", Kind: Individual, Of: SaysoModalityClass, About: "It must or should be so."},
	{IRI: SaysoBase + "requested", Kind: Individual, Of: SaysoModalityClass, About: "It is asked for or ordered."},
	{IRI: SaysoBase + "conditional", Kind: Individual, Of: SaysoModalityClass, About: "It is so under a condition, or is the condition itself."},
	{IRI: SaysoBase + "question", Kind: Individual, Of: SaysoModalityClass, About: "Whether it is so is asked."},
	{IRI: SaysoBase + "past", Kind: Individual, Of: SaysoTenseClass, About: "It was so."},
	{IRI: SaysoBase + "present", Kind: Individual, Of: SaysoTenseClass, About: "It is so."},
	{IRI: SaysoBase + "future", Kind: Individual, Of: SaysoTenseClass, About: "It will be so."},
	{IRI: SaysoSame, Kind: Individual, Of: SaysoVerdictClass, About: "They are one thing."},
	{IRI: SaysoDifferent, Kind: Individual, Of: SaysoVerdictClass, About: "They are two things."},
	{IRI: SaysoQuoted, Kind: Individual, Of: SaysoMannerClass, About: "The words stand in quotation marks."},
	{IRI: SaysoAnonymous, Kind: Individual, Of: SaysoMannerClass, About: "The source is not named: officials, people familiar with the matter."},
	{IRI: SaysoDisbelief, Kind: Individual, Of: SaysoMannerClass, About: "The reporter does not believe it: falsely claimed."},
	{IRI: SaysoHypothesis, Kind: Individual, Of: SaysoMannerClass, About: "Nobody is committed to it: did not say that."},
}
