package query

import (
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
			if e := row.Claim.Subject.Entity; e != "" && e == row.Claim.Object.Entity {
				continue // "the International Labour Organization (ILO)" says nothing of it
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
