package query

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// A Filter selects claims. Its zero value selects all. Entities and predicates
// are IRIs, prefixed or absolute, or names: "ILO" is ent:ILO, "accused of" is
// rel:accused_of.
type Filter struct {
	About     string // entity that is the subject, the object or an argument
	By        string // entity, or words of a source, that says so
	Predicate string
	Article   string // IRI
	Polarity  schema.Polarity
	Modality  schema.Modality
	// Stated selects what articles themselves assert.
	Stated        bool
	MinConfidence float64
	// Since and Until bound the day that the article was published, by the
	// beginning of its ISO 8601 form: "2025", "2025-02", "2025-02-14".
	Since, Until string
	// Corroborated selects propositions with at least so many articles.
	Corroborated int
	// Disputed selects claims that another claim denies.
	Disputed bool
	// Pairs leaves out of what is disputed the claims against one that stood
	// with it before, the other way round.
	Pairs bool
	// Raw takes entities as the articles name them, without the judgements on
	// which of them are one thing.
	Raw   bool
	Limit int // most rows; 0: no limit

	speaker string // IRI of By, once resolved
}

// A ClaimRow is a claim with its article and its passages.
type ClaimRow struct {
	Article  ArticleRow
	Claim    schema.Claim
	Sentence string
	Evidence []Passage
	// Sources are the articles with this proposition, that of the row first,
	// when they were asked for (Filter.Corroborated).
	Sources []ArticleRow
	// Against are the claims that deny this one, when they were asked for
	// (Filter.Disputed).
	Against []ClaimRow

	index *schema.Index   // of the article's text
	names map[string]bool // the entities that the article names
}

// A Passage is a part of an article's text, in code points.
type Passage struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Speaker returns the words or the name of who says so: "" is the article.
func (r *ClaimRow) Speaker() string {
	if r.Claim.Attribution == nil {
		return ""
	}
	s := r.Claim.Attribution.Source
	if s.Entity != "" {
		return s.Entity
	}
	return s.Literal
}

// Claims yields the claims that a filter selects: those of the latest article
// first, within an article in the order of its text. With Corroborated each
// proposition comes once. All is read as the store was when Claims was called.
// The last thing yielded may be an error.
func Claims(ctx context.Context, st *store.Store, f Filter) iter.Seq2[ClaimRow, error] {
	snapshot := st.Snapshot()
	return func(yield func(ClaimRow, error) bool) {
		r, err := newReader(ctx, snapshot, f.Raw)
		if err != nil {
			yield(ClaimRow{}, err)
			return
		}
		f := f.resolved(r.ids)
		all := selected(ctx, r, f)
		switch {
		case f.Corroborated > 1:
			all = corroborated(all, f)
		case f.Disputed:
			all = disputed(ctx, r, f)
		}
		limit(all, f.Limit)(yield)
	}
}

// limit ends a sequence after n values; 0 is no limit.
func limit[T any](seq iter.Seq2[T, error], n int) iter.Seq2[T, error] {
	if n <= 0 {
		return seq
	}
	return func(yield func(T, error) bool) {
		i := 0
		for v, err := range seq {
			if i++; !yield(v, err) || i == n {
				return
			}
		}
	}
}

// resolved gives names their IRIs.
func (f Filter) resolved(ids *schema.Identities) Filter {
	if f.About != "" {
		f.About = ids.Canonical(iriOf(f.About, schema.EntityIRI))
	}
	if f.By != "" {
		f.speaker = ids.Canonical(iriOf(f.By, schema.EntityIRI))
	}
	if f.Predicate != "" {
		f.Predicate = iriOf(f.Predicate, schema.RelIRI)
	}
	f.Article = strings.Trim(f.Article, "<>")
	return f
}

// iriOf returns the prefixed IRI of what may be one, or a name.
func iriOf(s string, named func(string) string) string {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<"), ">")
	if s == "" || schema.ValidIRI(schema.Expand(s)) {
		return schema.Compact(s)
	}
	return named(s)
}

// Predicates returns the predicates of all claims, sorted, with their prefixes.
func Predicates(ctx context.Context, st *store.Store) ([]string, error) {
	found := map[string]bool{}
	for q, err := range with(ctx, st.Snapshot(), quad.Predicate, schema.RDFPredicate) {
		if err != nil {
			return nil, err
		}
		if iri, ok := q.Object.(quad.IRI); ok {
			found[schema.Compact(string(iri))] = true
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}

// selected yields the claims that match by themselves.
func selected(ctx context.Context, r reader, f Filter) iter.Seq2[ClaimRow, error] {
	return func(yield func(ClaimRow, error) bool) {
		articles, err := f.articles(ctx, r.one)
		if err != nil {
			yield(ClaimRow{}, err)
			return
		}
		for _, a := range articles {
			if !appeared(a.published, f.Since, f.Until) {
				continue
			}
			reading, err := r.reading(ctx, a.label)
			if err != nil {
				yield(ClaimRow{}, err)
				return
			}
			for _, row := range rows(&reading) {
				if f.matches(&row) && !yield(row, nil) {
					return
				}
			}
		}
	}
}

// articles finds the articles that can hold claims of the filter, by index.
func (f *Filter) articles(ctx context.Context, qs graph.QuadStore) ([]dated, error) {
	var found labels
	if f.Article != "" {
		found = labels{quad.IRI(f.Article): true}
	}
	narrow := func(term string, holds func(quad.Quad) bool) error {
		l := labels{}
		err := l.collect(with(ctx, qs, quad.Object, schema.IRI(term)), holds)
		found = l.within(found)
		return err
	}
	if f.About != "" {
		if err := narrow(f.About, isClaimTerm); err != nil {
			return nil, err
		}
	}
	if f.Predicate != "" {
		if err := narrow(f.Predicate, func(q quad.Quad) bool { return q.Predicate == schema.RDFPredicate }); err != nil {
			return nil, err
		}
	}
	if found == nil {
		var err error
		if found, err = allArticles(ctx, qs); err != nil {
			return nil, err
		}
	}
	return found.sorted(ctx, qs)
}

func isClaimTerm(q quad.Quad) bool {
	return q.Predicate == schema.RDFSubject || q.Predicate == schema.RDFObject || q.Predicate == schema.RDFValue
}

// rows makes rows of a reading.
func rows(r *schema.Reading) []ClaimRow {
	index := schema.NewIndex(r.Article.Text)
	article := articleRow(&r.Article)
	article.Claims = len(r.Claims)
	names := map[string]bool{}
	for i := range r.Entities {
		if r.Entities[i].Named {
			names[r.Entities[i].IRI] = true
		}
	}
	list := make([]ClaimRow, 0, len(r.Claims))
	for _, c := range r.Claims {
		c.Predicate.Text = c.Wording()
		row := ClaimRow{Article: article, Claim: c, Sentence: c.Sentence.In(r.Article.Text), index: index, names: names}
		for _, s := range c.Evidence {
			p := index.Points(s)
			row.Evidence = append(row.Evidence, Passage{p[0], p[1], s.In(r.Article.Text)})
		}
		list = append(list, row)
	}
	return list
}

func (f *Filter) matches(row *ClaimRow) bool {
	c := &row.Claim
	return (f.About == "" || about(c, f.About)) &&
		(f.By == "" || f.said(c)) &&
		(f.Predicate == "" || c.Predicate.IRI == f.Predicate) &&
		(f.Polarity == "" || c.Polarity == f.Polarity) &&
		(f.Modality == "" || c.Modality == f.Modality) &&
		(!f.Stated || c.Stated()) &&
		c.Confidence >= f.MinConfidence
}

func about(c *schema.Claim, entity string) bool {
	if c.Subject.Entity == entity || c.Object.Entity == entity {
		return true
	}
	for i := range c.Arguments {
		if c.Arguments[i].Entity == entity {
			return true
		}
	}
	return false
}

// said reports whether the source that the filter names says so, itself or as
// one who passes it on.
func (f *Filter) said(c *schema.Claim) bool {
	for a := c.Attribution; a != nil; a = a.Via {
		if a.Source.Entity == f.speaker || a.Source.Entity == "" && strings.EqualFold(a.Source.Literal, f.By) {
			return true
		}
	}
	return false
}
