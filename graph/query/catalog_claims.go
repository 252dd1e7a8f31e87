package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// maxAgainst bounds how many claims a row of a catalog has against it.
const maxAgainst = 10

// Claims returns the claims of a filter as [Claims] does, from the row offset
// on, and how many there are in all. Of the claims against one it gives the
// first ten. Short names are taken as [Resolve] takes them. A Predicate that
// ends in a colon stands for a whole vocabulary: "schema:". Filter.Raw is not
// for a catalog.
func (c *Catalog) Claims(ctx context.Context, f Filter, offset int) ([]ClaimRow, int, error) {
	e, err := c.edition(ctx)
	if err != nil {
		return nil, 0, err
	}
	if f, _, err = e.resolve(f); err != nil {
		return nil, 0, err
	}
	f = f.resolved(e.ids)
	found := e.selected(&f)
	var sources map[int][]ArticleRow
	var against map[int][]int
	switch {
	case f.Corroborated > 1:
		found, sources = e.corroborated(found, f.Corroborated)
	case f.Disputed:
		all, err := e.against(ctx)
		if err != nil {
			return nil, 0, err
		}
		against = againstThese(found, all, f.Pairs)
		found = slices.DeleteFunc(found, func(i int) bool { return len(against[i]) == 0 })
	}
	total := len(found)
	found = page(found, offset, f.Limit)
	rows, err := e.show(ctx, found)
	if err != nil {
		return nil, 0, err
	}
	for k, i := range found {
		rows[k].Sources = sources[i]
		if against != nil {
			if rows[k].Against, err = e.show(ctx, against[i]); err != nil {
				return nil, 0, err
			}
		}
	}
	return rows, total, nil
}

// againstThese returns what is shown against the claims of a list; with once, no
// pair from either side.
func againstThese(list []int, all map[int][]int, once bool) map[int][]int {
	shown, against := pairs[int]{}, map[int][]int{}
	for _, i := range list {
		for _, other := range all[i][:min(maxAgainst, len(all[i]))] {
			if !once || shown.add(i, other) {
				against[i] = append(against[i], other)
			}
		}
	}
	return against
}

// page cuts a part out of a list.
func page[T any](list []T, offset, limit int) []T {
	list = list[min(max(offset, 0), len(list)):]
	if limit > 0 {
		list = list[:min(limit, len(list))]
	}
	return list
}

// selected returns the claims that match by themselves.
func (e *edition) selected(f *Filter) []int {
	candidates, narrowed := e.candidates(f)
	if !narrowed {
		candidates = make([]int, len(e.claims))
		for i := range candidates {
			candidates[i] = i
		}
	}
	found := []int{}
	for _, i := range candidates {
		if e.claims[i].matches(f) {
			found = append(found, i)
		}
	}
	return found
}

// candidates narrows the claims by entity and speaker.
func (e *edition) candidates(f *Filter) (list []int, narrowed bool) {
	if f.About != "" {
		list, narrowed = e.about[f.About], true
	}
	if f.By != "" {
		said := union(e.by[f.speaker], e.by[voiceKey(f.By)])
		if narrowed {
			said = intersection(list, said)
		}
		list, narrowed = said, true
	}
	return list, narrowed
}

func union(a, b []int) []int {
	if len(b) == 0 {
		return a
	}
	both := append(slices.Clone(a), b...)
	slices.Sort(both)
	return slices.Compact(both)
}

func intersection(a, b []int) []int {
	var both []int
	for _, i := range a {
		if _, ok := slices.BinarySearch(b, i); ok {
			both = append(both, i)
		}
	}
	return both
}

// matches tests what candidates leaves open.
func (c *fact) matches(f *Filter) bool {
	return (f.Predicate == "" || c.predicate == f.Predicate || strings.HasSuffix(f.Predicate, ":") && strings.HasPrefix(c.predicate, f.Predicate)) &&
		(f.Article == "" || c.article.IRI == f.Article) &&
		(f.Polarity == "" || c.polarity == f.Polarity) &&
		(f.Modality == "" || c.modality == f.Modality) &&
		(!f.Stated || c.stated()) &&
		c.confidence >= f.MinConfidence &&
		appeared(c.article.Published, f.Since, f.Until)
}

func (c *fact) stated() bool {
	return c.modality == schema.Asserted && c.polarity == schema.Positive && !c.attributed && !c.ahead
}

func (c *fact) positive() bool { return (c.polarity == schema.Positive) != c.disbelief }

func (c *fact) proposition() proposition {
	return proposition{c.subject, predicateKey(c.predicate), c.object}
}

// against returns the claims that deny one, by claim (see disputed). It reads
// all articles when it is first called.
func (e *edition) against(ctx context.Context) (map[int][]int, error) {
	e.denied.mu.Lock()
	defer e.denied.mu.Unlock()
	if e.denied.by != nil {
		return e.denied.by, nil
	}
	at := make(map[string]int, len(e.claims))
	for i := range e.claims {
		at[e.claims[i].iri] = i
	}
	found := map[int][]int{}
	r := e.reader
	r.one = merge(r.qs, r.ids)
	for row, err := range disputed(ctx, r, Filter{}) {
		if err != nil {
			return nil, err
		}
		for _, other := range row.Against {
			found[at[row.Claim.IRI]] = append(found[at[row.Claim.IRI]], at[other.Claim.IRI])
		}
	}
	e.denied.by = found
	return found, nil
}

// denied is what against has found, nil before.
type denied struct {
	mu sync.Mutex
	by map[int][]int
}

// corroborated keeps the first claim of each proposition that enough articles
// make, and returns these articles as well (see the function of that name).
func (e *edition) corroborated(list []int, enough int) ([]int, map[int][]ArticleRow) {
	type key struct {
		proposition
		positive bool
	}
	first, sources := map[key]int{}, map[int][]ArticleRow{}
	var order []int
	for _, i := range list {
		c := &e.claims[i]
		if c.modality != schema.Asserted && c.modality != schema.Reported {
			continue // what is possible or asked for bears nothing out
		}
		if isEntity(c.subject) && c.subject == c.object {
			continue // see the function of that name
		}
		k := key{c.proposition(), c.positive()}
		one, ok := first[k]
		if !ok {
			one = i
			first[k], order = i, append(order, i)
		}
		// Claims come article by article: the same one can only be the last.
		if known := sources[one]; len(known) == 0 || known[len(known)-1].IRI != c.article.IRI {
			sources[one] = append(known, shownArticle(c.article))
		}
	}
	order = slices.DeleteFunc(order, func(i int) bool { return len(sources[i]) < enough })
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(sources[b]), len(sources[a])) })
	return order, sources
}

// shownArticle is an article as rows of claims have it.
func shownArticle(a *ArticleRow) ArticleRow {
	row := *a
	row.Entities = 0
	return row
}

// show reads claims with their words.
func (e *edition) show(ctx context.Context, list []int) ([]ClaimRow, error) {
	shown := make([]ClaimRow, 0, len(list))
	for _, i := range list {
		f := &e.claims[i]
		rows, err := e.shelf.get(ctx, e.reader, f.article.IRI)
		if err != nil {
			return nil, err
		}
		k := slices.IndexFunc(rows, func(row ClaimRow) bool { return row.Claim.IRI == f.iri })
		if k < 0 {
			return nil, fmt.Errorf("%s: %w", f.iri, ErrNoClaim)
		}
		shown = append(shown, rows[k])
	}
	return shown, nil
}

// A shelf keeps the articles of an edition that were shown lately.
type shelf struct {
	mu   sync.Mutex
	rows map[string][]ClaimRow
}

// maxShelved bounds a shelf; when it is full it is emptied.
const maxShelved = 400

func (s *shelf) get(ctx context.Context, r reader, article string) ([]ClaimRow, error) {
	s.mu.Lock()
	list, ok := s.rows[article]
	s.mu.Unlock()
	if ok {
		return list, nil
	}
	reading, err := r.reading(ctx, quad.IRI(article))
	if err != nil {
		return nil, err
	}
	list = rows(&reading)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.rows) >= maxShelved {
		clear(s.rows)
	}
	s.rows[article] = list
	return list, nil
}

// foldTitles are the titles of articles as they are searched.
func (e *edition) foldTitles() []string {
	list := make([]string, len(e.articles))
	for i, a := range e.articles {
		list[i] = fold(a.Title)
	}
	return list
}

// Articles returns the articles of a filter as [Articles] does, from the row
// offset on, and how many there are in all. Text is found in a title however
// its letters are accented.
func (c *Catalog) Articles(ctx context.Context, f ArticleFilter, offset int) ([]ArticleRow, int, error) {
	e, err := c.edition(ctx)
	if err != nil {
		return nil, 0, err
	}
	var mentions map[string]bool
	if f.About != "" {
		mentions = c.mentioning(e.ids.Canonical(iriOf(f.About, schema.EntityIRI)), e.ids)
	}
	words := fold(f.Text)
	f.Text = ""
	found := []ArticleRow{}
	for i, a := range e.articles {
		if (mentions == nil || mentions[a.IRI]) && strings.Contains(e.titles()[i], words) && f.matches(a) {
			found = append(found, *a)
		}
	}
	return page(found, offset, f.Limit), len(found), nil
}

// mentioning returns the articles that mention an entity.
func (c *Catalog) mentioning(iri string, ids *schema.Identities) map[string]bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := map[string]bool{}
	for label, n := range c.notes {
		if slices.ContainsFunc(n.entities, func(t *trace) bool { return ids.Canonical(t.iri) == iri }) {
			found[string(label)] = true
		}
	}
	return found
}
