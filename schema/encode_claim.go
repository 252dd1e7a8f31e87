package schema

import (
	"cmp"
	"strconv"

	"github.com/cayleygraph/quad"
)

// termProps names the properties that carry a term: one set for the subject
// and the object, which stand on the claim node, and one for the terms that
// have a node of their own.
type termProps struct{ value, text, resolved, passage quad.IRI }

var (
	subjectProps = termProps{RDFSubject, SaysoSubjectText, SaysoSubjectResolved, SaysoSubjectPassage}
	objectProps  = termProps{RDFObject, SaysoObjectText, SaysoObjectResolved, SaysoObjectPassage}
	nodeProps    = termProps{RDFValue, SaysoText, SaysoResolved, SaysoPassage}
)

// noObject is the object of a predicate without one: "Smith resigned" is
// <ent:Smith> <rel:resigned> true.
const noObject = quad.Bool(true)

func (e *encoder) claim(c *Claim, lemmas map[string]string) {
	node := e.iri(c.IRI)
	e.add(node, RDFType, RDFStatement)
	e.term(node, subjectProps, &c.Subject)
	e.predicate(node, &c.Predicate, lemmas)
	e.term(node, objectProps, &c.Object)
	if c.Object.isZero() {
		e.add(node, RDFObject, noObject)
	}
	for i := range c.Arguments {
		e.argument(node, i+1, &c.Arguments[i])
	}
	e.speaker(node, c.Attribution)
	e.addPassages(node, ProvWasDerivedFrom, c.Evidence)
	if !c.Sentence.Empty() {
		e.add(node, SaysoSentence, e.passage(c.Sentence))
	}
	e.qualities(node, c)
	e.statement(c)
}

// statement adds the plain quad of a claim that the article vouches for. A
// subject that is no entity cannot be the subject of a quad: such a claim has
// its node alone.
func (e *encoder) statement(c *Claim) {
	if !c.Stated() || c.Subject.Entity == "" {
		return
	}
	predicate := IRI(c.Predicate.IRI)
	var object quad.Value = noObject
	switch {
	case c.Object.isZero():
	case predicate == SchemaName || predicate == SchemaAlternateName:
		// The object of a naming is the name, not the thing of that name.
		object = e.literal(cmp.Or(c.Object.Literal, LocalName(c.Object.Entity)))
	default:
		object = e.value(&c.Object)
	}
	e.add(IRI(c.Subject.Entity), predicate, object)
}

func (e *encoder) qualities(node quad.IRI, c *Claim) {
	e.addCode(node, SaysoPolarity, string(c.Polarity))
	e.addCode(node, SaysoModality, string(c.Modality))
	e.addCode(node, SaysoTense, c.Tense)
	e.add(node, SaysoConfidence, confidenceLiteral(c.Confidence))
	e.addString(node, SaysoRule, c.Rule)
	if c.Time != "" {
		e.check(c.Time)
		e.add(node, SaysoTime, timeLiteral(c.Time))
	}
}

// addCode adds one of the vocabulary's individuals: sayso:asserted.
func (e *encoder) addCode(s, p quad.IRI, code string) {
	if code != "" {
		e.add(s, p, e.iri(localIRI("sayso:", code)))
	}
}

// value is the term of a quad: the entity, or the words.
func (e *encoder) value(t *Term) quad.Value {
	if t.Entity != "" {
		return e.iri(t.Entity)
	}
	return e.literal(t.Literal)
}

// term adds a term's value, its passages and, as far as they do not follow
// from these, its words.
func (e *encoder) term(node quad.IRI, props termProps, t *Term) {
	if t.isZero() {
		return
	}
	e.add(node, props.value, e.value(t))
	e.addPassages(node, props.passage, t.Spans)
	if t.Text != t.defaultText(e.text) {
		e.add(node, props.text, e.literal(t.Text))
	}
	if t.Entity != "" && t.Literal != t.Text {
		e.add(node, props.resolved, e.literal(t.Literal))
	}
}

// defaultText is the text of a term that has none of its own in the quads.
func (t *Term) defaultText(text string) string {
	switch {
	case len(t.Spans) > 0:
		return words(text, t.Spans)
	case t.Entity == "":
		return t.Literal
	}
	return ""
}

func (t *Term) isZero() bool {
	return t.Text == "" && t.Entity == "" && t.Literal == "" && len(t.Spans) == 0
}

func (e *encoder) predicate(node quad.IRI, p *Predicate, lemmas map[string]string) {
	iri := e.iri(p.IRI)
	e.add(node, RDFPredicate, iri)
	e.addPassages(node, SaysoPredicatePassage, p.Spans)
	if p.Text != words(e.text, p.Spans) {
		e.add(node, SaysoPredicateText, e.literal(p.Text))
	}
	lemma, shared := lemmas[p.IRI]
	if p.Lemma != lemma {
		e.add(node, SaysoLemma, e.literal(p.Lemma))
	}
	if shared && !e.nodes[iri] {
		e.nodes[iri] = true
		e.addText(iri, RDFSLabel, LocalName(p.IRI))
		e.addText(iri, SaysoLemma, lemma)
	}
}

// relationLemmas gives each relation of the reading the lemma that its node
// carries: the first one in the alphabet, for there may be several.
func relationLemmas(claims []Claim) map[string]string {
	lemmas := make(map[string]string)
	for i := range claims {
		p := &claims[i].Predicate
		if len(p.IRI) < 4 || p.IRI[:4] != "rel:" {
			continue
		}
		if lemma, ok := lemmas[p.IRI]; !ok || p.Lemma < lemma {
			lemmas[p.IRI] = p.Lemma
		}
	}
	return lemmas
}

func (e *encoder) argument(claim quad.IRI, position int, a *Argument) {
	node := claim + "#argument-" + quad.IRI(strconv.Itoa(position))
	e.add(claim, SaysoArgument, node)
	e.add(node, SchemaPosition, quad.Int(position))
	e.addText(node, SaysoPreposition, a.Preposition)
	e.addString(node, SaysoRole, a.Role)
	e.term(node, nodeProps, &a.Term)
}

// speaker adds who says so: the article itself, or the source of the
// attribution, whose node holds the cue and the chain of speakers.
func (e *encoder) speaker(claim quad.IRI, a *Attribution) {
	if a == nil {
		e.add(claim, ProvWasAttributedTo, e.label)
		return
	}
	if !a.Source.isZero() {
		e.add(claim, ProvWasAttributedTo, e.value(&a.Source))
	}
	e.add(claim, SaysoAttribution, e.attribution(a))
}

func (e *encoder) attribution(a *Attribution) quad.IRI {
	node := quad.IRI(attributionIRI(string(e.label), a))
	if e.nodes[node] {
		return node
	}
	e.nodes[node] = true
	e.term(node, nodeProps, &a.Source)
	e.addText(node, SaysoCue, a.Cue)
	if !a.CueSpan.Empty() {
		e.add(node, SaysoCuePassage, e.passage(a.CueSpan))
	}
	e.addPassages(node, SaysoContent, a.Content)
	for _, manner := range manners(a) {
		e.add(node, SaysoManner, manner)
	}
	if a.Via != nil {
		e.add(node, SaysoVia, e.attribution(a.Via))
	}
	return node
}

// manners are the flags of an attribution as individuals.
func manners(a *Attribution) []quad.IRI {
	var list []quad.IRI
	for _, m := range a.manners() {
		if *m.flag {
			list = append(list, m.iri)
		}
	}
	return list
}

type manner struct {
	iri  quad.IRI
	flag *bool
}

func (a *Attribution) manners() [4]manner {
	return [4]manner{
		{SaysoQuoted, &a.Quoted},
		{SaysoAnonymous, &a.Anonymous},
		{SaysoDisbelief, &a.Disbelief},
		{SaysoHypothesis, &a.Hypothesis},
	}
}
