package load

import (
	"context"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// A sketcher reads of articles what matching wants to know: their entities
// with type and names, and which of them stand in one claim. It goes by the
// references of the quads, of which it looks up only the entities and their
// names: a tenth of the work of schema.Decode.
type sketcher struct {
	qs      graph.QuadStore
	parts   map[any]part              // by the key of a predicate
	classes map[any]schema.EntityType // by the key of a class
	article any                       // keys of values, nil when they are nowhere in the store
	claim   any
	yes     any
}

// A part is what a predicate says for a sketch.
type part int

const (
	classOf part = iota + 1
	mentionOf
	nameOf
	aliasOf
	namedOf
	termOf     // the entity or the words of a subject, an object, an argument
	argumentOf // the node of an argument
)

func newSketcher(qs graph.QuadStore) *sketcher {
	s := &sketcher{qs: qs, parts: map[any]part{}, classes: map[any]schema.EntityType{}}
	for predicate, p := range map[quad.IRI]part{
		schema.RDFType: classOf, schema.SchemaMentions: mentionOf, schema.SchemaName: nameOf,
		schema.SchemaAlternateName: aliasOf, schema.SaysoNamed: namedOf, schema.RDFSubject: termOf,
		schema.RDFObject: termOf, schema.RDFValue: termOf, schema.SaysoArgument: argumentOf,
	} {
		if key := s.key(predicate); key != nil {
			s.parts[key] = p
		}
	}
	for _, t := range []schema.EntityType{
		schema.Person, schema.Organization, schema.Place, schema.Event, schema.Work, schema.Date, schema.Quantity, schema.Other,
	} {
		if key := s.key(schema.EntityClass(t)); key != nil {
			s.classes[key] = t
		}
	}
	s.article, s.claim, s.yes = s.key(schema.SchemaNewsArticle), s.key(schema.RDFStatement), s.key(quad.Bool(true))
	return s
}

// key is the key of a value's node, nil when no quad has it.
func (s *sketcher) key(v quad.Value) any {
	if ref := s.qs.ValueOf(v); ref != nil {
		return ref.Key()
	}
	return nil
}

// A sketch is what the quads of one article say, by the keys of their nodes.
type sketch struct {
	known     bool // it is an article
	entities  map[any]*outline
	claims    []any
	terms     map[any][]any // of a claim, or of the node of an argument
	arguments map[any][]any // nodes, of a claim
}

// An outline is an entity of a sketch.
type outline struct {
	ref            graph.Ref // nil: the article does not mention it
	typ            schema.EntityType
	names, aliases []graph.Ref
	named          bool
}

// read returns the entities and the claims of an article, without their words;
// false when the quads under a label are none of an article.
func (s *sketcher) read(ctx context.Context, label quad.IRI) (schema.Reading, bool, error) {
	ref := s.qs.ValueOf(label)
	if ref == nil {
		return schema.Reading{}, false, ctx.Err()
	}
	k := sketch{entities: map[any]*outline{}, terms: map[any][]any{}, arguments: map[any][]any{}}
	it := s.qs.QuadIterator(quad.Label, ref)
	defer it.Close()
	for it.Next(ctx) {
		q := it.Result()
		if p := s.parts[s.qs.QuadDirection(q, quad.Predicate).Key()]; p != 0 {
			s.add(&k, p, ref.Key(), s.qs.QuadDirection(q, quad.Subject).Key(), s.qs.QuadDirection(q, quad.Object))
		}
	}
	if err := it.Err(); err != nil || !k.known {
		return schema.Reading{}, false, err
	}
	return s.reading(&k, label), true, nil
}

// add takes in one quad.
func (s *sketcher) add(k *sketch, p part, article, subject any, object graph.Ref) {
	key := object.Key()
	switch p {
	case classOf:
		if typ, ok := s.classes[key]; ok {
			k.entity(subject).typ = typ
		} else if key == s.claim {
			k.claims = append(k.claims, subject)
		}
		k.known = k.known || key == s.article && subject == article
	case mentionOf:
		if subject == article {
			k.entity(key).ref = object
		}
	case nameOf:
		e := k.entity(subject)
		e.names = append(e.names, object)
	case aliasOf:
		e := k.entity(subject)
		e.aliases = append(e.aliases, object)
	case namedOf:
		k.entity(subject).named = key == s.yes
	case termOf:
		k.terms[subject] = append(k.terms[subject], key)
	case argumentOf:
		k.arguments[subject] = append(k.arguments[subject], key)
	}
}

func (k *sketch) entity(key any) *outline {
	e := k.entities[key]
	if e == nil {
		e = &outline{typ: schema.Other}
		k.entities[key] = e
	}
	return e
}

// reading looks up the names of the entities that have one, and makes claims
// of those that stand together.
func (s *sketcher) reading(k *sketch, label quad.IRI) schema.Reading {
	r := schema.Reading{Article: schema.Article{IRI: string(label)}}
	iris := map[any]string{}
	for key, e := range k.entities {
		if e.ref == nil || !e.named {
			continue
		}
		iri, ok := s.qs.NameOf(e.ref).(quad.IRI)
		if !ok {
			continue
		}
		iris[key] = schema.Compact(string(iri))
		entity := schema.Entity{IRI: iris[key], Type: e.typ, Named: true, Aliases: s.strings(e.aliases)}
		if names := s.strings(e.names); len(names) > 0 {
			entity.Name = names[0]
		}
		r.Entities = append(r.Entities, entity)
	}
	for _, claim := range k.claims {
		var c schema.Claim
		for _, key := range slices.Concat([]any{claim}, k.arguments[claim]) {
			for _, term := range k.terms[key] {
				if iri := iris[term]; iri != "" {
					c.Arguments = append(c.Arguments, schema.Argument{Term: schema.Term{Entity: iri}})
				}
			}
		}
		if len(c.Arguments) > 1 {
			r.Claims = append(r.Claims, c)
		}
	}
	return r
}

// strings returns the plain strings among values: one with a language is the
// object of a claim.
func (s *sketcher) strings(refs []graph.Ref) []string {
	var out []string
	for _, ref := range refs {
		if v, ok := s.qs.NameOf(ref).(quad.String); ok {
			out = append(out, string(v))
		}
	}
	return out
}
