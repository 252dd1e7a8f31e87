package schema

import (
	"cmp"
	"maps"
	"slices"
)

// A Record is what several articles together say of one entity: what is
// compared with other records to see which of them are one thing.
type Record struct {
	IRI        string // prefixed
	Type       EntityType
	Names      []string // all of them, the longest first
	Neighbours []string // IRIs of entities that stand in claims with it, sorted
	Articles   int      // in how many it is mentioned
}

// Records gathers the records of many readings. The zero value is empty; the
// outcome does not depend on the order of the readings.
type Records struct {
	articles map[string][]trace // by IRI of the article
}

// A trace is what one article says of one entity.
type trace struct {
	iri        string
	typ        EntityType
	names      []string
	neighbours []string
}

// Set takes in the named entities of a reading, and who stands in a claim with
// whom, in place of what the article said before.
func (rs *Records) Set(r *Reading) {
	if rs.articles == nil {
		rs.articles = map[string][]trace{}
	}
	var traces []trace
	at := map[string]int{}
	for i := range r.Entities {
		e := &r.Entities[i]
		if _, seen := at[e.IRI]; e.Named && !seen {
			at[e.IRI] = len(traces)
			traces = append(traces, trace{iri: e.IRI, typ: e.Type, names: append([]string{e.Name}, e.Aliases...)})
		}
	}
	for i := range r.Claims {
		terms := r.Claims[i].entities()
		for _, a := range terms {
			k, named := at[a]
			for _, b := range terms {
				if _, other := at[b]; named && other && a != b {
					traces[k].neighbours = append(traces[k].neighbours, b)
				}
			}
		}
	}
	rs.articles[r.Article.IRI] = traces
}

// Delete forgets what an article said.
func (rs *Records) Delete(article string) { delete(rs.articles, article) }

// entities returns the entities that a claim puts together.
func (c *Claim) entities() []string {
	terms := []string{c.Subject.Entity, c.Object.Entity}
	for i := range c.Arguments {
		terms = append(terms, c.Arguments[i].Entity)
	}
	return terms
}

// List returns what was gathered, sorted by IRI. The type is the one that most
// articles give.
func (rs *Records) List() []Record {
	byIRI := map[string]*Record{}
	types := map[string]map[EntityType]int{}
	for _, traces := range rs.articles {
		for i := range traces {
			t := &traces[i]
			r := byIRI[t.iri]
			if r == nil {
				r = &Record{IRI: t.iri}
				byIRI[t.iri], types[t.iri] = r, map[EntityType]int{}
			}
			r.Articles++
			r.Names = append(r.Names, t.names...)
			r.Neighbours = append(r.Neighbours, t.neighbours...)
			types[t.iri][t.typ]++
		}
	}
	out := make([]Record, 0, len(byIRI))
	for _, iri := range slices.Sorted(maps.Keys(byIRI)) {
		r := byIRI[iri]
		r.Type = commonest(types[iri])
		r.Names = sortedStrings(r.Names)
		slices.SortStableFunc(r.Names, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
		r.Neighbours = sortedStrings(r.Neighbours)
		out = append(out, *r)
	}
	return out
}

// commonest returns the type that most votes give; of those with as many, the
// first in the order of the vocabulary.
func commonest(votes map[EntityType]int) EntityType {
	best := Other
	for _, t := range []EntityType{Person, Organization, Place, Event, Work, Date, Quantity} {
		if votes[t] > votes[best] {
			best = t
		}
	}
	return best
}
