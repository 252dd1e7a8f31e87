package query

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-graph/sayso/data/lexicon"
	"github.com/sayso-graph/sayso/schema"
)

// A proposition is what claims from several articles have in common: who, what
// and whom, without the words.
type proposition struct{ subject, predicate, object string }

func propositionOf(c *schema.Claim) proposition {
	return proposition{termKey(&c.Subject), predicateKey(c.Predicate.IRI), termKey(&c.Object)}
}

// relPrefix begins the IRIs of predicates that are no property of schema.org.
const relPrefix = "rel:"

// predicateKey is the same for predicates that say one thing: requested and
// asked for, criticized and criticised.
func predicateKey(iri string) string {
	name, ok := strings.CutPrefix(iri, relPrefix)
	if !ok {
		return iri
	}
	name = american.Replace(name)
	if first, ok := synonyms()[name]; ok {
		name = first
	}
	return relPrefix + name
}

// american spells the ends of verbs as Americans do. What it makes of other
// words is the same for all, as is all that a key needs.
var american = strings.NewReplacer("ised", "ized", "ysed", "yzed")

// synonyms holds, by predicate, the first one of its class.
var synonyms = sync.OnceValue(func() map[string]string {
	first := map[string]string{}
	for cols := range lexicon.Rows("synonyms.tsv") {
		class := strings.Fields(cols[0])
		for _, name := range class {
			first[american.Replace(name)] = class[0]
		}
	}
	return first
})

// termKey is the entity of a term, or its words.
func termKey(t *schema.Term) string {
	if t.Entity != "" {
		return t.Entity
	}
	return wordKey(t)
}

// wordKey is a term's words without case and articles.
func wordKey(t *schema.Term) string {
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
