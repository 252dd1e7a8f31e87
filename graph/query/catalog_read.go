package query

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// notes is what a catalog keeps of one article.
type notes struct {
	article  ArticleRow
	known    bool // it is an article, and not only a label like one
	entities []*trace
	claims   []*note

	// While it is read: by IRI.
	traces   map[quad.IRI]*trace
	nodes    map[quad.IRI]*note
	speakers map[quad.IRI]*source
}

// A trace is what one article says of one entity.
type trace struct {
	iri                         string
	mentioned, named            bool
	types, names, aliases, same []string
	mentions                    int
}

// A note is a claim without its words. Terms are IRIs of entities or keys of
// literals (see termKey).
type note struct {
	iri                        string
	stands                     [4]int32 // sentence and first evidence, which give the order
	subject, predicate, object string
	arguments                  []string // entities
	speakers                   []string // of the innermost attribution first
	voices                     []string // sources that are no entities, in lower case
	polarity                   schema.Polarity
	modality                   schema.Modality
	confidence                 float64
	attributed, disbelief      bool
	ahead                      bool // in the future tense

	statement bool     // it is a claim
	by        quad.IRI // its attribution
}

// A source is a node of an attribution.
type source struct {
	entity, voice string
	via           quad.IRI
	disbelief     bool
}

// noted are the predicates of which a catalog reads every quad; of rdf:type it
// reads the classes that it knows.
var noted = []quad.IRI{
	schema.SchemaMentions, schema.SchemaName, schema.SchemaAlternateName, schema.SchemaSameAs, schema.SaysoNamed, schema.SaysoMention,
	schema.SchemaURL, schema.SchemaIdentifier, schema.SchemaHeadline, schema.SchemaAuthor, schema.SchemaPublisher,
	schema.SchemaSourceOrganization, schema.SchemaDateline, schema.SchemaDatePublished,
	schema.RDFSubject, schema.RDFPredicate, schema.RDFObject, schema.RDFValue, schema.SaysoPolarity, schema.SaysoModality,
	schema.SaysoConfidence, schema.SaysoSentence, schema.ProvWasDerivedFrom, schema.SaysoAttribution, schema.SaysoVia, schema.SaysoManner,
}

// readAll reads the notes of every article.
func readAll(ctx context.Context, qs graph.QuadStore) (map[quad.IRI]*notes, error) {
	all := map[quad.IRI]*notes{}
	take := func(d quad.Direction, term quad.IRI) error {
		for q, err := range with(ctx, qs, d, term) {
			if err != nil {
				return fmt.Errorf("catalog: %w", err)
			}
			label, ok := q.Label.(quad.IRI)
			if !ok || !strings.HasPrefix(string(label), schema.ArticlePrefix) {
				continue
			}
			n := all[label]
			if n == nil {
				n = newNotes(label)
				all[label] = n
			}
			n.add(q)
		}
		return nil
	}
	for _, p := range noted {
		if err := take(quad.Predicate, p); err != nil {
			return nil, err
		}
	}
	for _, class := range append(entityClasses(), schema.SchemaNewsArticle, schema.RDFStatement) {
		if err := take(quad.Object, class); err != nil {
			return nil, err
		}
	}
	for _, n := range all {
		n.finish()
	}
	return all, nil
}

func entityClasses() []quad.IRI {
	var list []quad.IRI
	for _, t := range []schema.EntityType{
		schema.Person, schema.Organization, schema.Place, schema.Event, schema.Work, schema.Date, schema.Quantity, schema.Other,
	} {
		list = append(list, schema.EntityClass(t))
	}
	return list
}

// update reads the articles again that changed.
func (c *Catalog) update(ctx context.Context, qs graph.QuadStore) error {
	for label := range c.changed {
		delete(c.notes, label)
		if !strings.HasPrefix(string(label), schema.ArticlePrefix) {
			continue
		}
		n := newNotes(label)
		for q, err := range with(ctx, qs, quad.Label, label) {
			if err != nil {
				return fmt.Errorf("catalog: %w", err)
			}
			n.add(q)
		}
		n.finish()
		if n.known || len(n.entities) > 0 {
			c.notes[label] = n
		}
	}
	return nil
}

func newNotes(label quad.IRI) *notes {
	return &notes{
		article: ArticleRow{IRI: string(label)},
		traces:  map[quad.IRI]*trace{}, nodes: map[quad.IRI]*note{}, speakers: map[quad.IRI]*source{},
	}
}

// add takes in one quad of the article; those that say nothing for a catalog
// are passed over.
func (n *notes) add(q quad.Quad) {
	subject, ok := q.Subject.(quad.IRI)
	predicate, _ := q.Predicate.(quad.IRI)
	if !ok || n.ofArticle(subject, predicate, q) || n.ofEntity(subject, predicate, q.Object) {
		return
	}
	n.ofClaim(subject, predicate, q.Object)
}

func (n *notes) ofArticle(subject, predicate quad.IRI, q quad.Quad) bool {
	if q.Subject != q.Label {
		return false
	}
	if field := articleField(&n.article, predicate); field != nil {
		*field = text(q.Object)
	}
	switch object, _ := q.Object.(quad.IRI); {
	case predicate == schema.RDFType && object == schema.SchemaNewsArticle:
		n.known = true
	case predicate == schema.SchemaMentions && object != "":
		n.article.Entities++
		n.trace(object).mentioned = true
	}
	return true
}

func articleField(a *ArticleRow, predicate quad.IRI) *string {
	switch predicate {
	case schema.SchemaURL:
		return &a.URL
	case schema.SchemaIdentifier:
		return &a.ID
	case schema.SchemaHeadline:
		return &a.Title
	case schema.SchemaAuthor:
		return &a.Author
	case schema.SchemaPublisher:
		return &a.Publisher
	case schema.SchemaSourceOrganization:
		return &a.Agency
	case schema.SchemaDateline:
		return &a.Place
	case schema.SchemaDatePublished:
		return &a.Published
	}
	return nil
}

func (n *notes) trace(iri quad.IRI) *trace {
	t := n.traces[iri]
	if t == nil {
		t = &trace{iri: schema.Compact(string(iri))}
		n.traces[iri] = t
	}
	return t
}

func (n *notes) ofEntity(subject, predicate quad.IRI, object quad.Value) bool {
	switch predicate {
	case schema.RDFType:
		class, _ := object.(quad.IRI)
		if t, ok := schema.EntityTypeOf(class); ok {
			add(&n.trace(subject).types, string(t))
			return true
		}
		return false
	case schema.SchemaName:
		if s, ok := object.(quad.String); ok {
			add(&n.trace(subject).names, string(s))
		}
	case schema.SchemaAlternateName:
		if s, ok := object.(quad.String); ok && s != "" { // other literals are claims
			add(&n.trace(subject).aliases, string(s))
		}
	case schema.SchemaSameAs:
		if s, ok := object.(quad.IRI); ok {
			add(&n.trace(subject).same, string(s))
		}
	case schema.SaysoNamed:
		n.trace(subject).named = true
	case schema.SaysoMention:
		n.trace(subject).mentions++
	default:
		return false
	}
	return true
}

func add(list *[]string, s string) { *list = append(*list, s) }

func (n *notes) claim(iri quad.IRI) *note {
	c := n.nodes[iri]
	if c == nil {
		c = &note{iri: string(iri), object: `"`, stands: [4]int32{2: -1}}
		n.nodes[iri] = c
	}
	return c
}

func (n *notes) ofClaim(subject, predicate quad.IRI, object quad.Value) {
	iri, _ := object.(quad.IRI)
	switch predicate {
	case schema.RDFType:
		n.claim(subject).statement = iri == schema.RDFStatement
	case schema.RDFSubject:
		n.claim(subject).subject = keyOf(object)
	case schema.RDFPredicate:
		n.claim(subject).predicate = schema.Compact(string(iri))
	case schema.RDFObject:
		n.claim(subject).object = keyOf(object)
	case schema.SaysoPolarity:
		n.claim(subject).polarity = schema.Polarity(code(iri))
	case schema.SaysoModality:
		n.claim(subject).modality = schema.Modality(code(iri))
	case schema.SaysoTense:
		n.claim(subject).ahead = code(iri) == schema.Future
	case schema.SaysoConfidence:
		n.claim(subject).confidence, _ = number(object)
	case schema.SaysoSentence:
		start, end := passage(iri)
		c := n.claim(subject)
		c.stands[0], c.stands[1] = start, end
	case schema.ProvWasDerivedFrom:
		n.claim(subject).evidence(passage(iri))
	case schema.SaysoAttribution:
		n.claim(subject).by = iri
	default:
		n.ofSource(subject, predicate, object)
	}
}

// ofSource takes in the node of an argument or of an attribution.
func (n *notes) ofSource(subject, predicate quad.IRI, object quad.Value) {
	iri, _ := object.(quad.IRI)
	if claim, _, ok := strings.Cut(string(subject), "#argument-"); ok {
		if predicate == schema.RDFValue && iri != "" {
			c := n.claim(quad.IRI(claim))
			c.arguments = append(c.arguments, schema.Compact(string(iri)))
		}
		return
	}
	s := n.speakers[subject]
	if s == nil {
		s = &source{}
		n.speakers[subject] = s
	}
	switch {
	case predicate == schema.RDFValue && iri != "":
		s.entity = schema.Compact(string(iri))
	case predicate == schema.RDFValue:
		s.voice = strings.ToLower(text(object))
	case predicate == schema.SaysoVia:
		s.via = iri
	case predicate == schema.SaysoManner:
		s.disbelief = s.disbelief || iri == schema.SaysoDisbelief
	}
}

// evidence keeps the first passage of a claim.
func (c *note) evidence(start, end int32) {
	first := c.stands[2] < 0 || start < c.stands[2] || start == c.stands[2] && end < c.stands[3]
	if first {
		c.stands[2], c.stands[3] = start, end
	}
}

// maxSpeakers bounds a chain of speakers, as schema.Decode does.
const maxSpeakers = 64

// finish gives claims their speakers and forgets what only the reading needs.
func (n *notes) finish() {
	for _, t := range n.traces {
		if t.mentioned {
			n.entities = append(n.entities, t)
		}
	}
	for _, c := range n.nodes {
		if !c.statement {
			continue
		}
		c.attributed = c.by != ""
		s := n.speakers[c.by]
		c.disbelief = s != nil && s.disbelief
		for i := 0; s != nil && i < maxSpeakers; i++ {
			switch {
			case s.entity != "":
				add(&c.speakers, s.entity)
			case s.voice != "":
				add(&c.voices, s.voice)
			}
			s = n.speakers[s.via]
		}
		n.claims = append(n.claims, c)
	}
	n.article.Claims = len(n.claims)
	n.traces, n.nodes, n.speakers = nil, nil, nil
}

// keyOf is termKey of a term as it is stored.
func keyOf(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return schema.Compact(string(v))
	case quad.Bool:
		return `"`
	}
	return termKey(&schema.Term{Literal: text(v)})
}

// code is the individual of the vocabulary that an IRI names.
func code(iri quad.IRI) string {
	_, local, _ := strings.Cut(schema.Compact(string(iri)), ":")
	return local
}

// passage returns the code points that the IRI of a passage names.
func passage(iri quad.IRI) (start, end int32) {
	_, fragment, _ := strings.Cut(string(iri), "#char=")
	from, to, _ := strings.Cut(fragment, ",")
	a, errA := strconv.ParseInt(from, 10, 32)
	b, errB := strconv.ParseInt(to, 10, 32)
	if errA != nil || errB != nil {
		return 0, 0
	}
	return int32(a), int32(b)
}
