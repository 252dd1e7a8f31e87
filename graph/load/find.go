package load

import (
	"context"
	"fmt"
	"hash/maphash"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// Find returns the IRIs of the articles that ref names, sorted: an article's
// IRI, its URL, its id, or the place that it was read from (a path may be
// relative). The error is [ErrNoArticle] when there is none.
func Find(ctx context.Context, st *store.Store, ref string) ([]quad.IRI, error) {
	ref = strings.TrimSuffix(strings.TrimPrefix(ref, "<"), ">")
	found := map[quad.IRI]bool{}
	if strings.HasPrefix(ref, schema.ArticlePrefix) {
		for _, err := range st.Label(ctx, quad.IRI(ref)) {
			if err != nil {
				return nil, err
			}
			found[quad.IRI(ref)] = true
			break
		}
	}
	if err := findSource(ctx, st, ref, found); err != nil {
		return nil, err
	}
	for _, by := range []quad.Quad{
		{Predicate: schema.SchemaURL, Object: quad.IRI(ref)},
		{Predicate: schema.SchemaURL, Object: quad.String(ref)},
		{Predicate: schema.SchemaIdentifier, Object: quad.String(ref)},
	} {
		if err := findBy(ctx, st.QuadStore(), by, found); err != nil {
			return nil, err
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s: %w", ref, ErrNoArticle)
	}
	return sorted(found), nil
}

func sorted(set map[quad.IRI]bool) []quad.IRI {
	var list []quad.IRI
	for iri := range set {
		list = append(list, iri)
	}
	slices.Sort(list)
	return list
}

// findSource adds the article that was read from a place, or all of them when
// it is a file that holds several: their sources are its path and "#id".
func findSource(ctx context.Context, st *store.Store, ref string, found map[quad.IRI]bool) error {
	names := []string{ref}
	if abs, err := filepath.Abs(ref); err == nil && abs != ref {
		names = append(names, abs)
	}
	for _, name := range names {
		for s, err := range st.Sources(ctx) {
			if err != nil {
				return err
			}
			label, ok := s.Label.(quad.IRI)
			if ok && (s.Name == name || strings.HasPrefix(s.Name, name+"#")) {
				found[label] = true
			}
		}
	}
	return nil
}

// findBy adds the labels of the quads with by's predicate and object, as far
// as the article says them of itself.
func findBy(ctx context.Context, qs graph.QuadStore, by quad.Quad, found map[quad.IRI]bool) error {
	object := qs.ValueOf(by.Object)
	if object == nil {
		return nil
	}
	it := qs.QuadIterator(quad.Object, object)
	defer it.Close()
	for it.Next(ctx) {
		q := qs.Quad(it.Result())
		if label, ok := q.Label.(quad.IRI); ok && q.Predicate == by.Predicate && q.Subject == q.Label {
			found[label] = true
		}
	}
	return it.Err()
}

var seed = maphash.MakeSeed()

// hash identifies sorted quads within this process.
func hash(quads []quad.Quad) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, q := range quads {
		for _, d := range quad.Directions {
			h.WriteString(quad.StringOf(q.Get(d)))
			h.WriteByte(0)
		}
	}
	return h.Sum64()
}
