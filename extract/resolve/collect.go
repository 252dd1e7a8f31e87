package resolve

import (
	"maps"
	"slices"

	"github.com/sayso-graph/sayso/schema"
)

// A Collection gathers the records of many readings. The zero value is empty.
type Collection struct {
	records    map[string]*Record
	neighbours map[string]map[string]bool
	votes      map[string]map[schema.EntityType]int
}

// Add takes in the named entities of a reading and who stands in a claim with
// whom.
func (c *Collection) Add(r *schema.Reading) {
	if c.records == nil {
		c.records, c.neighbours = map[string]*Record{}, map[string]map[string]bool{}
		c.votes = map[string]map[schema.EntityType]int{}
	}
	for i := range r.Entities {
		if e := &r.Entities[i]; e.Named {
			c.entity(e)
		}
	}
	for i := range r.Claims {
		c.claim(&r.Claims[i])
	}
}

func (c *Collection) entity(e *schema.Entity) {
	rec := c.records[e.IRI]
	if rec == nil {
		rec = &Record{IRI: e.IRI}
		c.records[e.IRI], c.neighbours[e.IRI] = rec, map[string]bool{}
		c.votes[e.IRI] = map[schema.EntityType]int{}
	}
	rec.Articles++
	c.votes[e.IRI][e.Type]++
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		if n != "" && !slices.Contains(rec.Names, n) {
			rec.Names = append(rec.Names, n)
		}
	}
}

func (c *Collection) claim(cl *schema.Claim) {
	terms := []string{cl.Subject.Entity, cl.Object.Entity}
	for i := range cl.Arguments {
		terms = append(terms, cl.Arguments[i].Entity)
	}
	for _, a := range terms {
		for _, b := range terms {
			if a != b && c.records[a] != nil && c.records[b] != nil {
				c.neighbours[a][b] = true
			}
		}
	}
}

// Records returns what was gathered, sorted by IRI. Names are sorted, the
// longest first, and the type is the one that most articles give, so that the
// order of the readings does not show.
func (c *Collection) Records() []Record {
	var out []Record
	for _, iri := range slices.Sorted(maps.Keys(c.records)) {
		r := *c.records[iri]
		r.Names = slices.Clone(r.Names)
		slices.SortFunc(r.Names, func(a, b string) int {
			if len(a) != len(b) {
				return len(b) - len(a)
			}
			if a < b {
				return -1
			}
			return 1
		})
		r.Neighbours = slices.Sorted(maps.Keys(c.neighbours[iri]))
		t := &thing{votes: c.votes[iri]}
		r.Type = t.typ()
		out = append(out, r)
	}
	return out
}
