package query

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// with yields the quads that hold a term in one place.
func with(ctx context.Context, qs graph.QuadStore, d quad.Direction, term quad.Value) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		ref := qs.ValueOf(term)
		if ref == nil {
			return
		}
		it := qs.QuadIterator(d, ref)
		defer it.Close()
		for it.Next(ctx) {
			if !yield(qs.Quad(it.Result()), nil) {
				return
			}
		}
		if err := it.Err(); err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

// labels is a set of articles.
type labels map[quad.IRI]bool

// add adds a label if it is an article's: a store can hold other labels.
func (l labels) add(label quad.Value) {
	if iri, ok := label.(quad.IRI); ok && strings.HasPrefix(string(iri), schema.ArticlePrefix) {
		l[iri] = true
	}
}

// collect adds the labels of the quads that hold.
func (l labels) collect(quads iter.Seq2[quad.Quad, error], holds func(quad.Quad) bool) error {
	for q, err := range quads {
		if err != nil {
			return err
		}
		if holds(q) {
			l.add(q.Label)
		}
	}
	return nil
}

// within keeps the labels that are in other as well; nil is every label.
func (l labels) within(other labels) labels {
	if other == nil {
		return l
	}
	both := labels{}
	for iri := range l {
		if other[iri] {
			both[iri] = true
		}
	}
	return both
}

// A dated article is one with the day on which it was published, if known.
type dated struct {
	label     quad.IRI
	published string
}

// sorted returns the articles by the day of their publication, the latest
// first, and then by IRI.
func (l labels) sorted(ctx context.Context, qs graph.QuadStore) ([]dated, error) {
	list := make([]dated, 0, len(l))
	for label := range l {
		d := dated{label: label}
		for q, err := range with(ctx, qs, quad.Subject, label) {
			if err != nil {
				return nil, err
			}
			if q.Predicate == schema.SchemaDatePublished {
				d.published = text(q.Object)
			}
		}
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b dated) int {
		return cmp.Or(strings.Compare(b.published, a.published), cmp.Compare(a.label, b.label))
	})
	return list, nil
}

// CheckDay complains of a bound of time (Filter.Since, Filter.Until) that is
// neither the beginning of a day in ISO 8601 nor empty.
func CheckDay(s string) error {
	for _, layout := range []string{"", "2006", "2006-01", time.DateOnly, time.RFC3339} {
		if _, err := time.Parse(layout, s); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%s: not a day, as 2025, 2025-02 or 2025-02-14", s)
}

// appeared reports whether an article appeared in a time. One without a date
// is in no bounded time.
func appeared(published, since, until string) bool {
	if since == "" && until == "" {
		return true
	}
	return published != "" && published >= since &&
		(until == "" || published <= until || strings.HasPrefix(published, until))
}

// allArticles returns the labels of every reading.
func allArticles(ctx context.Context, qs graph.QuadStore) (labels, error) {
	all := labels{}
	err := all.collect(with(ctx, qs, quad.Object, schema.SchemaNewsArticle), func(q quad.Quad) bool {
		return q.Predicate == schema.RDFType && q.Subject == q.Label
	})
	return all, err
}
