package query

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// A proposition is what claims from several articles have in common: who, what
// and whom, without the words.
type proposition struct{ subject, predicate, object string }

func propositionOf(c *schema.Claim) proposition {
	return proposition{termKey(&c.Subject), c.Predicate.IRI, termKey(&c.Object)}
}

// termKey is the entity of a term, or its words without case and articles.
func termKey(t *schema.Term) string {
	if t.Entity != "" {
		return t.Entity
	}
	words := strings.Fields(strings.ToLower(t.Literal))
	for len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	return `"` + strings.Join(words, " ")
}

// corroborated yields one row for each proposition that enough articles make,
// the one with the most articles first. It holds the rows in memory.
func corroborated(rows iter.Seq2[ClaimRow, error], f Filter) iter.Seq2[ClaimRow, error] {
	return func(yield func(ClaimRow, error) bool) {
		type key struct {
			proposition
			positive bool
		}
		groups := map[key]*ClaimRow{}
		var order []*ClaimRow
		for row, err := range rows {
			if err != nil {
				yield(ClaimRow{}, err)
				return
			}
			if m := row.Claim.Modality; m != schema.Asserted && m != schema.Reported {
				continue // what is possible or asked for bears nothing out
			}
			k := key{propositionOf(&row.Claim), positive(&row.Claim)}
			first := groups[k]
			if first == nil {
				first = &row
				groups[k], order = first, append(order, first)
			}
			first.addSource(row.Article)
		}
		order = slices.DeleteFunc(order, func(r *ClaimRow) bool { return len(r.Sources) < f.Corroborated })
		slices.SortStableFunc(order, func(a, b *ClaimRow) int { return len(b.Sources) - len(a.Sources) })
		for _, row := range order {
			if !yield(*row, nil) {
				return
			}
		}
	}
}

func (r *ClaimRow) addSource(a ArticleRow) {
	if !slices.ContainsFunc(r.Sources, func(b ArticleRow) bool { return b.IRI == a.IRI }) {
		r.Sources = append(r.Sources, a)
	}
}

// denials are the predicates by which somebody contradicts what another says.
var denials = map[string]bool{
	"rel:rejected": true, "rel:denied": true, "rel:dismissed": true, "rel:refuted": true,
	"rel:disputed": true, "rel:contradicted": true, "rel:rebutted": true, "rel:contested": true,
}

// disputed yields the claims of the filter that another claim denies: one with
// the same proposition and the other polarity, one whose speaker disbelieves
// it, or one by which somebody rejects the speaker. It holds these claims in
// memory.
func disputed(ctx context.Context, r reader, f Filter) iter.Seq2[ClaimRow, error] {
	return func(yield func(ClaimRow, error) bool) {
		d := disputes{said: map[proposition][]*ClaimRow{}, by: map[string][]*ClaimRow{}}
		for row, err := range selected(ctx, r, f) {
			if err != nil {
				yield(ClaimRow{}, err)
				return
			}
			d.add(&row)
		}
		for row, err := range selected(ctx, r, Filter{}) {
			if err != nil {
				yield(ClaimRow{}, err)
				return
			}
			d.deny(&row)
		}
		for _, row := range d.rows {
			if len(row.Against) > 0 && !yield(*row, nil) {
				return
			}
		}
	}
}

// disputes keeps claims by what can be said against them.
type disputes struct {
	rows []*ClaimRow
	said map[proposition][]*ClaimRow
	by   map[string][]*ClaimRow // by the entity that says so
}

func (d *disputes) add(row *ClaimRow) {
	d.rows = append(d.rows, row)
	p := propositionOf(&row.Claim)
	d.said[p] = append(d.said[p], row)
	for a := row.Claim.Attribution; a != nil; a = a.Via {
		if speaker := a.Source.Entity; speaker != "" {
			d.by[speaker] = append(d.by[speaker], row)
		}
	}
}

// deny adds a claim to those that it denies.
func (d *disputes) deny(other *ClaimRow) {
	c := &other.Claim
	for _, row := range d.said[propositionOf(c)] {
		if positive(c) != positive(&row.Claim) {
			row.Against = append(row.Against, *other)
		}
	}
	if !denials[c.Predicate.IRI] || c.Polarity != schema.Positive || c.Object.Entity == "" {
		return
	}
	for _, row := range d.by[c.Object.Entity] {
		if row.Claim.IRI != c.IRI {
			row.Against = append(row.Against, *other)
		}
	}
}

// positive reports which side a claim takes: one whose reporter disbelieves it
// is put positively and meant negatively.
func positive(c *schema.Claim) bool {
	return (c.Polarity == schema.Positive) != (c.Attribution != nil && c.Attribution.Disbelief)
}
