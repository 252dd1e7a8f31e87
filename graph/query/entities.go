package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// An EntityRow is what the store knows of an entity, over all articles.
type EntityRow struct {
	IRI     string            `json:"entity"`
	Type    schema.EntityType `json:"type"`
	Name    string            `json:"name,omitempty"`
	Aliases []string          `json:"aliases,omitempty"`
	SameAs  []string          `json:"same_as,omitempty"`
	Named   bool              `json:"named"`
	// Articles, Mentions and Claims count where it is mentioned and how often
	// it is the subject or object of a claim. Mentions and Claims are counted
	// by Entity alone.
	Articles int `json:"articles"`
	Mentions int `json:"mentions,omitempty"`
	Claims   int `json:"claims,omitempty"`
}

// An EntityFilter selects entities. Its zero value selects those with a name.
type EntityFilter struct {
	Text      string // part of a name, without regard to case
	Type      schema.EntityType
	Unnamed   bool // those that are only described ("the report") as well
	InArticle string
	Articles  int  // at least in so many articles
	Raw       bool // see Filter
	Limit     int
}

// Entities yields the entities that a filter selects, those in the most
// articles first. It holds them in memory.
func Entities(ctx context.Context, st *store.Store, f EntityFilter) iter.Seq2[EntityRow, error] {
	return limit(entities(ctx, st.Snapshot(), f), f.Limit)
}

func entities(ctx context.Context, snapshot graph.QuadStore, f EntityFilter) iter.Seq2[EntityRow, error] {
	return func(yield func(EntityRow, error) bool) {
		r, err := newReader(ctx, snapshot, f.Raw)
		var counts map[quad.IRI]int
		if err == nil {
			counts, err = mentions(ctx, r.one, f.InArticle)
		}
		if err != nil {
			yield(EntityRow{}, err)
			return
		}
		list := slices.SortedFunc(maps.Keys(counts), func(a, b quad.IRI) int {
			return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
		})
		for _, iri := range list {
			row, err := r.entity(ctx, iri)
			if err != nil {
				yield(EntityRow{}, err)
				return
			}
			row.Articles = counts[iri]
			if f.matches(&row) && !yield(row, nil) {
				return
			}
		}
	}
}

// mentions counts the articles that mention each entity; with an article, it
// counts in that one alone.
func mentions(ctx context.Context, qs graph.QuadStore, article string) (map[quad.IRI]int, error) {
	type mention struct {
		entity quad.IRI
		label  quad.Value
	}
	seen, counts := map[mention]bool{}, map[quad.IRI]int{}
	for q, err := range with(ctx, qs, quad.Predicate, schema.SchemaMentions) {
		if err != nil {
			return nil, err
		}
		iri, ok := q.Object.(quad.IRI)
		if m := (mention{iri, q.Label}); ok && !seen[m] && (article == "" || q.Label == quad.IRI(article)) {
			seen[m] = true
			counts[iri]++
		}
	}
	return counts, nil
}

func (f *EntityFilter) matches(e *EntityRow) bool {
	return (f.Type == "" || e.Type == f.Type) && (f.Unnamed || e.Named) && e.Articles >= f.Articles &&
		(f.Text == "" || e.isCalled(strings.ToLower(f.Text)))
}

// isCalled reports whether a part of a name is text, which is in lower case.
func (e *EntityRow) isCalled(text string) bool {
	return slices.ContainsFunc(append(e.Aliases, e.Name, e.IRI), func(name string) bool {
		return strings.Contains(strings.ToLower(name), text)
	})
}

// ErrNoEntity: no article mentions an entity with that IRI.
var ErrNoEntity = errors.New("no such entity")

// Entity returns what the store knows of one entity, which may be given by its
// IRI or its name. The error is [ErrNoEntity] when it is not there.
func Entity(ctx context.Context, st *store.Store, name string) (EntityRow, error) {
	r, err := newReader(ctx, st.Snapshot(), false)
	if err != nil {
		return EntityRow{}, err
	}
	iri := schema.IRI(r.ids.Canonical(iriOf(name, schema.EntityIRI)))
	row, err := r.entity(ctx, iri)
	if err != nil {
		return row, err
	}
	articles := labels{}
	for q, err := range with(ctx, r.one, quad.Object, iri) {
		switch {
		case err != nil:
			return row, err
		case q.Predicate == schema.SchemaMentions:
			articles.add(q.Label)
		case q.Predicate == schema.RDFSubject, q.Predicate == schema.RDFObject:
			row.Claims++
		}
	}
	if row.Articles = len(articles); row.Articles == 0 {
		return row, fmt.Errorf("%s: %w", name, ErrNoEntity)
	}
	return row, nil
}

// entity collects the quads about an entity. Articles may differ: the type and
// the name that most of them give win.
func (r reader) entity(ctx context.Context, iri quad.IRI) (EntityRow, error) {
	row := EntityRow{IRI: schema.Compact(string(iri)), Type: schema.Other}
	types, names := votes{}, votes{}
	aliases, same := votes{}, votes{}
	for q, err := range with(ctx, r.one, quad.Subject, iri) {
		if err != nil {
			return row, err
		}
		switch o := q.Object.(type) {
		case quad.IRI:
			if t, ok := schema.EntityTypeOf(o); ok && q.Predicate == schema.RDFType {
				types[string(t)]++
			}
			if q.Predicate == schema.SchemaSameAs {
				same[string(o)]++
			}
		case quad.String:
			switch q.Predicate {
			case schema.SchemaName:
				names[string(o)]++
			case schema.SchemaAlternateName:
				aliases[string(o)]++
			}
		case quad.Bool:
			row.Named = row.Named || q.Predicate == schema.SaysoNamed
		}
		if q.Predicate == schema.SaysoMention {
			row.Mentions++
		}
	}
	delete(aliases, "")
	if best := types.best(); best != "" {
		row.Type = schema.EntityType(best)
	}
	row.Name = cmp.Or(r.ids.Name(row.IRI), names.of(row.IRI))
	for name := range names {
		aliases[name]++
	}
	delete(aliases, row.Name)
	row.Aliases, row.SameAs = slices.Sorted(maps.Keys(aliases)), slices.Sorted(maps.Keys(same))
	return row, nil
}

// votes counts how many articles say something.
type votes map[string]int

// of returns the name after which an entity has its IRI, so that one that was
// merged into it does not name it; if nothing calls it so, what most say.
func (v votes) of(iri string) string {
	own := votes{}
	for name, n := range v {
		if schema.EntityIRI(name) == iri {
			own[name] = n
		}
	}
	return cmp.Or(own.best(), v.best())
}

// best returns what most say, the first in the alphabet among equals.
func (v votes) best() string {
	best := ""
	for _, s := range slices.Sorted(maps.Keys(v)) {
		if best == "" || v[s] > v[best] {
			best = s
		}
	}
	return best
}
