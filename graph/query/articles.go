package query

import (
	"context"
	"iter"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// An ArticleRow is what a listing shows of an article.
type ArticleRow struct {
	IRI       string `json:"article"`
	URL       string `json:"url,omitempty"`
	ID        string `json:"id,omitempty"`
	Title     string `json:"title,omitempty"`
	Author    string `json:"author,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Agency    string `json:"agency,omitempty"`
	Place     string `json:"place,omitempty"`
	Published string `json:"published,omitempty"`
	Claims    int    `json:"claims"`
	Entities  int    `json:"entities,omitempty"`
}

func articleRow(a *schema.Article) ArticleRow {
	return ArticleRow{
		IRI: a.IRI, URL: a.URL, ID: a.ID, Title: a.Title, Author: a.Author, Publisher: a.Publisher,
		Agency: a.Agency, Place: a.Place, Published: a.Published,
	}
}

// An ArticleFilter selects articles. Its zero value selects all.
type ArticleFilter struct {
	Publisher    string // without regard to case
	About        string // entity that is mentioned, an IRI or a name
	Text         string // part of the title, without regard to case
	Since, Until string // see Filter
	Limit        int
}

// Articles yields the articles that a filter selects, the latest first.
func Articles(ctx context.Context, st *store.Store, f ArticleFilter) iter.Seq2[ArticleRow, error] {
	return limit(articles(ctx, st.Snapshot(), f), f.Limit)
}

func articles(ctx context.Context, snapshot graph.QuadStore, f ArticleFilter) iter.Seq2[ArticleRow, error] {
	return func(yield func(ArticleRow, error) bool) {
		r, err := newReader(ctx, snapshot, false)
		if err != nil {
			yield(ArticleRow{}, err)
			return
		}
		qs := r.one
		found, err := allArticles(ctx, qs)
		if err == nil && f.About != "" {
			mentions := labels{}
			err = mentions.collect(with(ctx, qs, quad.Object, schema.IRI(iriOf(f.About, schema.EntityIRI))), func(q quad.Quad) bool {
				return q.Predicate == schema.SchemaMentions
			})
			found = found.within(mentions)
		}
		var list []dated
		if err == nil {
			list, err = found.sorted(ctx, qs)
		}
		var claims map[quad.Value]int
		if err == nil {
			claims, err = claimCounts(ctx, qs)
		}
		for _, a := range list {
			var row ArticleRow
			if row, err = article(ctx, qs, a.label); err != nil {
				break
			}
			row.Claims = claims[a.label]
			if f.matches(&row) && !yield(row, nil) {
				return
			}
		}
		if err != nil {
			yield(ArticleRow{}, err)
		}
	}
}

func (f *ArticleFilter) matches(a *ArticleRow) bool {
	return (f.Publisher == "" || strings.EqualFold(a.Publisher, f.Publisher)) &&
		(f.Text == "" || strings.Contains(strings.ToLower(a.Title), strings.ToLower(f.Text))) &&
		appeared(a.Published, f.Since, f.Until)
}

// article reads one article without its claims.
func article(ctx context.Context, qs graph.QuadStore, label quad.IRI) (ArticleRow, error) {
	a := schema.Article{IRI: string(label)}
	entities := 0
	fields := map[quad.IRI]*string{
		schema.SchemaURL: &a.URL, schema.SchemaIdentifier: &a.ID, schema.SchemaHeadline: &a.Title,
		schema.SchemaAuthor: &a.Author, schema.SchemaPublisher: &a.Publisher, schema.SchemaDatePublished: &a.Published,
		schema.SchemaSourceOrganization: &a.Agency, schema.SchemaDateline: &a.Place,
	}
	for q, err := range with(ctx, qs, quad.Subject, label) {
		if err != nil {
			return ArticleRow{}, err
		}
		predicate, _ := q.Predicate.(quad.IRI)
		if field := fields[predicate]; field != nil {
			*field = text(q.Object)
		}
		if predicate == schema.SchemaMentions {
			entities++
		}
	}
	row := articleRow(&a)
	row.Entities = entities
	return row, nil
}

// claimCounts counts the claims of every article, in one pass over the claims.
func claimCounts(ctx context.Context, qs graph.QuadStore) (map[quad.Value]int, error) {
	counts := map[quad.Value]int{}
	for q, err := range with(ctx, qs, quad.Object, schema.RDFStatement) {
		if err != nil {
			return nil, err
		}
		if q.Predicate == schema.RDFType {
			counts[q.Label]++
		}
	}
	return counts, nil
}
