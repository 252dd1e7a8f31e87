package schema

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// ErrNotReading: the quads are not those of one reading.
var ErrNotReading = errors.New("no reading of an article")

// Decode returns the reading that [Encode] made the quads of one label from,
// normalised. What is not in the quads (Article.Source, and how a sentence puts
// a claim) stays zero; quads that are not in the vocabulary are ignored.
func Decode(quads iter.Seq2[quad.Quad, error]) (Reading, error) {
	d := decoder{nodes: make(map[quad.Value]node)}
	for q, err := range quads {
		if err != nil {
			return Reading{}, err
		}
		d.add(q)
	}
	r := Reading{}
	d.reading(&r)
	if d.err != nil {
		return Reading{}, fmt.Errorf("%w: %w", ErrNotReading, d.err)
	}
	r.Normalize()
	return r, nil
}

// A node holds the properties of one subject.
type node []property

type property struct {
	predicate quad.IRI
	object    quad.Value
}

// A decoder rebuilds a reading from its nodes.
type decoder struct {
	nodes   map[quad.Value]node
	article quad.IRI
	claims  []quad.IRI
	text    string
	index   *Index
	err     error
}

func (d *decoder) fail(format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf(format, args...)
	}
}

func (d *decoder) add(q quad.Quad) {
	subject, ok1 := q.Subject.(quad.IRI)
	predicate, ok2 := q.Predicate.(quad.IRI)
	if !ok1 || !ok2 {
		return
	}
	d.nodes[subject] = append(d.nodes[subject], property{predicate, q.Object})
	if predicate != RDFType {
		return
	}
	switch q.Object {
	case SchemaNewsArticle:
		if subject == q.Label {
			d.article = subject
		}
	case RDFStatement:
		d.claims = append(d.claims, subject)
	}
}

func (d *decoder) reading(r *Reading) {
	if d.article == "" {
		d.fail("no %s with its own label", SchemaNewsArticle)
		return
	}
	d.readArticle(&r.Article)
	article := d.nodes[d.article]
	for o := range article.all(SchemaMentions) {
		if iri, ok := o.(quad.IRI); ok {
			r.Entities = append(r.Entities, d.entity(iri))
		}
	}
	for _, iri := range d.claims {
		r.Claims = append(r.Claims, d.claim(iri))
	}
}

func (d *decoder) readArticle(a *Article) {
	n := d.nodes[d.article]
	d.text = n.text(SchemaArticleBody)
	d.index = NewIndex(d.text)
	*a = Article{
		IRI:       string(d.article),
		ID:        n.text(SchemaIdentifier),
		URL:       n.text(SchemaURL),
		Title:     n.text(SchemaHeadline),
		Author:    n.text(SchemaAuthor),
		Publisher: n.text(SchemaPublisher),
		Agency:    n.text(SchemaSourceOrganization),
		Place:     n.text(SchemaDateline),
		Published: n.text(SchemaDatePublished),
		Language:  n.text(SchemaInLanguage),
		Text:      d.text,
		Body:      d.spans(n, SaysoBody),
	}
}

func (d *decoder) entity(iri quad.IRI) Entity {
	n := d.nodes[iri]
	e := Entity{
		IRI:      Compact(string(iri)),
		Type:     Other,
		Name:     n.name(),
		Mentions: d.spans(n, SaysoMention),
		Named:    n.one(SaysoNamed) == quad.Bool(true),
	}
	for class := range n.all(RDFType) {
		if iri, ok := class.(quad.IRI); ok {
			if t, ok := EntityTypeOf(iri); ok {
				e.Type = t
			}
		}
	}
	for o := range n.all(SchemaAlternateName) {
		if s, ok := o.(quad.String); ok { // other literals are claims
			e.Aliases = append(e.Aliases, string(s))
		}
	}
	for o := range n.all(SchemaSameAs) {
		if s, ok := o.(quad.IRI); ok && !strings.HasPrefix(string(s), EntityBase) {
			e.SameAs = append(e.SameAs, string(s))
		}
	}
	return e
}

func (d *decoder) claim(iri quad.IRI) Claim {
	n := d.nodes[iri]
	c := Claim{
		IRI:        string(iri),
		Subject:    d.term(n, subjectProps),
		Predicate:  d.predicate(n),
		Object:     d.term(n, objectProps),
		Arguments:  d.arguments(n),
		Polarity:   Polarity(n.code(SaysoPolarity)),
		Modality:   Modality(n.code(SaysoModality)),
		Time:       n.text(SaysoTime),
		Tense:      n.code(SaysoTense),
		Confidence: d.number(n, SaysoConfidence),
		Evidence:   d.spans(n, ProvWasDerivedFrom),
		Rule:       n.text(SaysoRule),
	}
	if s := d.spans(n, SaysoSentence); len(s) > 0 {
		c.Sentence = s[0]
	}
	if a, ok := n.one(SaysoAttribution).(quad.IRI); ok {
		c.Attribution = d.attribution(a, 0)
	}
	return c
}

func (d *decoder) term(n node, props termProps) Term {
	t := Term{Spans: sortedSpans(d.spans(n, props.passage))}
	switch v := n.one(props.value).(type) {
	case nil, quad.Bool:
		return Term{}
	case quad.IRI:
		t.Entity = Compact(string(v))
	default:
		t.Literal = literalText(v)
	}
	t.Text = t.defaultText(d.text)
	if text := n.one(props.text); text != nil {
		t.Text = literalText(text)
	}
	if t.Entity != "" {
		t.Literal = t.Text
		if resolved := n.one(props.resolved); resolved != nil {
			t.Literal = literalText(resolved)
		}
	}
	return t
}

func (d *decoder) predicate(n node) Predicate {
	iri, _ := n.one(RDFPredicate).(quad.IRI)
	p := Predicate{IRI: Compact(string(iri)), Spans: sortedSpans(d.spans(n, SaysoPredicatePassage))}
	p.Text = words(d.text, p.Spans)
	if text := n.one(SaysoPredicateText); text != nil {
		p.Text = literalText(text)
	}
	p.Lemma = n.text(SaysoLemma)
	if p.Lemma == "" && strings.HasPrefix(p.IRI, "rel:") {
		p.Lemma = d.nodes[iri].text(SaysoLemma)
	}
	return p
}

func (d *decoder) arguments(n node) []Argument {
	var nodes []node
	for o := range n.all(SaysoArgument) {
		nodes = append(nodes, d.nodes[o])
	}
	slices.SortFunc(nodes, func(a, b node) int {
		return int(a.int(SchemaPosition) - b.int(SchemaPosition))
	})
	var args []Argument
	for _, n := range nodes {
		args = append(args, Argument{
			Term:        d.term(n, nodeProps),
			Preposition: n.text(SaysoPreposition),
			Role:        n.text(SaysoRole),
		})
	}
	return args
}

// maxSpeakers bounds a chain of speakers, which could be a ring in quads that
// are not ours.
const maxSpeakers = 64

func (d *decoder) attribution(iri quad.IRI, depth int) *Attribution {
	if depth == maxSpeakers {
		d.fail("%s: more than %d speakers", iri, maxSpeakers)
		return nil
	}
	n := d.nodes[iri]
	a := &Attribution{
		Source:  d.term(n, nodeProps),
		Cue:     n.text(SaysoCue),
		Content: d.spans(n, SaysoContent),
	}
	if s := d.spans(n, SaysoCuePassage); len(s) > 0 {
		a.CueSpan = s[0]
	}
	for o := range n.all(SaysoManner) {
		for _, m := range a.manners() {
			if o == m.iri {
				*m.flag = true
			}
		}
	}
	if via, ok := n.one(SaysoVia).(quad.IRI); ok {
		a.Via = d.attribution(via, depth+1)
	}
	return a
}

// spans returns the passages that a property of n points to.
func (d *decoder) spans(n node, p quad.IRI) []Span {
	var spans []Span
	for o := range n.all(p) {
		passage, ok := d.nodes[o]
		if !ok {
			d.fail("%v: passage without offsets", o)
			continue
		}
		span, ok := d.index.Bytes(int(passage.int(OAStart)), int(passage.int(OAEnd)))
		if !ok {
			d.fail("%v: passage outside the text", o)
			continue
		}
		spans = append(spans, span)
	}
	return spans
}

func (d *decoder) number(n node, p quad.IRI) float64 {
	text := n.text(p)
	if text == "" {
		return 0
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		d.fail("%s: %q is no number", p, text)
	}
	return f
}

// all yields the objects of a property.
func (n node) all(p quad.IRI) iter.Seq[quad.Value] {
	return func(yield func(quad.Value) bool) {
		for _, prop := range n {
			if prop.predicate == p && !yield(prop.object) {
				return
			}
		}
	}
}

// one returns the first object of a property, nil when there is none.
func (n node) one(p quad.IRI) quad.Value {
	for o := range n.all(p) {
		return o
	}
	return nil
}

// name returns the plain schema:name; one with a language is a claim.
func (n node) name() string {
	for o := range n.all(SchemaName) {
		if s, ok := o.(quad.String); ok {
			return string(s)
		}
	}
	return ""
}

func (n node) text(p quad.IRI) string { return literalText(n.one(p)) }

func (n node) int(p quad.IRI) int64 {
	if i, ok := n.one(p).(quad.Int); ok {
		return int64(i)
	}
	return -1
}

// code is the inverse of encoder.addCode.
func (n node) code(p quad.IRI) string {
	iri, _ := n.one(p).(quad.IRI)
	if iri == "" {
		return ""
	}
	return LocalName(string(iri))
}

// literalText returns the text of a literal, or of an IRI; "" for nil.
func literalText(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.IRI:
		return string(v)
	case quad.TypedStringer:
		return string(v.TypedString().Value)
	}
	return quad.StringOf(v)
}
