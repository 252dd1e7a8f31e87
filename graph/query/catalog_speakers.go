package query

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/sayso-graph/sayso/schema"
)

// A Speaker is somebody who speaks about an entity.
type Speaker struct {
	Speaker string `json:"speaker"` // IRI, or the words of a source that is no entity
	Claims  int    `json:"claims"`
	// Relations are what the speaker says, the most frequent first: rel:met,
	// or !rel:met where it is denied.
	Relations []string `json:"relations"`
}

// Speakers returns who speaks about an entity, those with the most claims
// first, and how many there are in all. It counts the innermost speakers.
func (c *Catalog) Speakers(ctx context.Context, entity string, offset, limit int) ([]Speaker, int, error) {
	e, err := c.edition(ctx)
	if err != nil {
		return nil, 0, err
	}
	claims, relations := map[string]int{}, map[string]votes{}
	for _, i := range e.about[e.ids.Canonical(iriOf(entity, schema.EntityIRI))] {
		f := &e.claims[i]
		who := e.speaker(f)
		if who == ArticleVoice || who == "" {
			continue
		}
		if claims[who]++; relations[who] == nil {
			relations[who] = votes{}
		}
		relation := f.predicate
		if f.polarity == schema.Negative {
			relation = "!" + relation
		}
		relations[who][relation]++
	}
	list := []Speaker{}
	for _, who := range mostFirst(claims) {
		list = append(list, Speaker{who, claims[who], mostFirst(relations[who])})
	}
	return page(list, offset, limit), len(list), nil
}

// mostFirst sorts the keys of counts, the highest first.
func mostFirst(counts map[string]int) []string {
	keys := slices.AppendSeq(make([]string, 0, len(counts)), maps.Keys(counts))
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return keys
}

// ArticleVoice stands for the articles themselves among speakers.
const ArticleVoice = "-"

// speaker is who says so: "-" is the article itself.
func (e *edition) speaker(c *fact) string {
	switch {
	case len(c.speakers) > 0:
		return e.ids.Canonical(c.speakers[0])
	case len(c.voices) > 0:
		return c.voices[0]
	case c.attributed:
		return ""
	}
	return ArticleVoice
}
