package query

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// An edition is a catalog at one moment; nothing in it changes.
type edition struct {
	reader
	shelf    shelf
	articles []*ArticleRow // the latest first
	claims   []fact        // by article, within one in the order of the text
	about    postings      // claims by entity
	by       postings      // claims by speaker
	entities []entry       // those in the most articles first
	byIRI    map[string]int

	denied    denied
	names     func() *directory
	titles    func() []string
	completer func() *Completer
	records   func() []schema.Record
}

// A fact is a claim with one name for one thing.
type fact struct {
	*note
	article         *ArticleRow
	subject, object string
}

// postings lists the claims of an entity, in order.
type postings map[string][]int

func (p postings) add(key string, i int) {
	if list := p[key]; len(list) == 0 || list[len(list)-1] != i {
		p[key] = append(list, i)
	}
}

// An entry is an entity of the catalog.
type entry struct {
	EntityRow
	degree int // claims that it stands in
}

func newEdition(all map[quad.IRI]*notes, r reader) *edition {
	e := &edition{reader: r, shelf: shelf{rows: map[string][]ClaimRow{}}, about: postings{}, by: postings{}}
	list := slices.SortedFunc(maps.Values(all), func(a, b *notes) int {
		return cmp.Or(strings.Compare(b.article.Published, a.article.Published), cmp.Compare(a.article.IRI, b.article.IRI))
	})
	for _, n := range list {
		if n.known {
			e.articles = append(e.articles, &n.article)
			e.addClaims(n)
		}
	}
	e.addEntities(list)
	e.names = sync.OnceValue(func() *directory { return newDirectory(e.entities) })
	e.titles = sync.OnceValue(e.foldTitles)
	e.completer = sync.OnceValue(e.newCompleter)
	e.records = sync.OnceValue(func() []schema.Record { return recordsOf(list) })
	return e
}

func (e *edition) addClaims(n *notes) {
	slices.SortFunc(n.claims, func(a, b *note) int {
		return cmp.Or(slices.Compare(a.stands[:], b.stands[:]), cmp.Compare(a.iri, b.iri))
	})
	for _, c := range n.claims {
		i := len(e.claims)
		f := fact{note: c, article: &n.article, subject: e.ids.Canonical(c.subject), object: e.ids.Canonical(c.object)}
		e.claims = append(e.claims, f)
		for _, entity := range append([]string{f.subject, f.object}, c.arguments...) {
			if isEntity(entity) {
				e.about.add(e.ids.Canonical(entity), i)
			}
		}
		for _, speaker := range c.speakers {
			e.by.add(e.ids.Canonical(speaker), i)
		}
		for _, voice := range c.voices {
			e.by.add(voiceKey(voice), i)
		}
	}
}

// voiceKey is the key of a source that is no entity.
func voiceKey(words string) string { return `"` + strings.ToLower(words) }

func isEntity(term string) bool { return term != "" && term[0] != '"' }

// addEntities counts what the articles say of each entity.
func (e *edition) addEntities(list []*notes) {
	found := map[string]*tally{}
	for _, n := range list {
		for _, t := range n.entities {
			iri := e.ids.Canonical(t.iri)
			y := found[iri]
			if y == nil {
				y = newTally(iri)
				found[iri] = y
			}
			y.add(n, t)
		}
	}
	for iri, y := range found {
		e.entities = append(e.entities, entry{y.row(e.ids.Name(iri)), len(e.about[iri])})
	}
	slices.SortFunc(e.entities, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(schema.Expand(a.IRI), schema.Expand(b.IRI)))
	})
	e.byIRI = make(map[string]int, len(e.entities))
	for i := range e.entities {
		e.byIRI[e.entities[i].IRI] = i
	}
	e.countTerms()
}

// countTerms counts how often each entity is the subject or the object.
func (e *edition) countTerms() {
	for i := range e.claims {
		for _, term := range []string{e.claims[i].subject, e.claims[i].object} {
			if k, ok := e.byIRI[term]; ok {
				e.entities[k].Claims++
			}
		}
	}
}

// A tally counts what several articles say of an entity.
type tally struct {
	EntityRow
	last                        *notes
	types, names, aliases, same votes
}

func newTally(iri string) *tally {
	return &tally{EntityRow: EntityRow{IRI: iri, Type: schema.Other}, types: votes{}, names: votes{}, aliases: votes{}, same: votes{}}
}

func (y *tally) add(n *notes, t *trace) {
	if y.last != n { // two of an article's entities may be one
		y.last = n
		y.Articles++
	}
	y.Mentions += t.mentions
	y.Named = y.Named || t.named
	for _, v := range []struct {
		votes
		words []string
	}{{y.types, t.types}, {y.names, t.names}, {y.aliases, t.aliases}, {y.same, t.same}} {
		for _, word := range v.words {
			v.votes[word]++
		}
	}
}

// row sums up; name is what a judgement calls the entity.
func (y *tally) row(name string) EntityRow {
	row := y.EntityRow
	if best := y.types.best(); best != "" {
		row.Type = schema.EntityType(best)
	}
	row.Name = cmp.Or(name, y.names.of(row.IRI))
	for name := range y.names {
		y.aliases[name]++
	}
	delete(y.aliases, row.Name)
	row.Aliases, row.SameAs = slices.Sorted(maps.Keys(y.aliases)), slices.Sorted(maps.Keys(y.same))
	return row
}

// recordsOf gathers what all articles say of their entities, as each article
// names them.
func recordsOf(list []*notes) []schema.Record {
	var records schema.Records
	for _, n := range list {
		r := schema.Reading{Article: schema.Article{IRI: n.article.IRI}}
		for _, t := range n.entities {
			e := schema.Entity{IRI: t.iri, Type: schema.Other, Named: t.named, Aliases: slices.Clone(t.aliases)}
			for _, typ := range t.types {
				e.Type = schema.EntityType(typ)
			}
			for _, name := range t.names {
				e.Name = name
			}
			r.Entities = append(r.Entities, e)
		}
		for _, c := range n.claims {
			r.Claims = append(r.Claims, c.bare())
		}
		records.Set(&r)
	}
	return records.List()
}

// bare is a claim with its entities alone.
func (c *note) bare() schema.Claim {
	entity := func(term string) schema.Term {
		if !isEntity(term) {
			return schema.Term{}
		}
		return schema.Term{Entity: term}
	}
	out := schema.Claim{Subject: entity(c.subject), Object: entity(c.object)}
	for _, a := range c.arguments {
		out.Arguments = append(out.Arguments, schema.Argument{Term: entity(a)})
	}
	return out
}

// newCompleter completes queries with the terms that the catalog knows, those
// of the most mentioned entities if there are too many.
func (e *edition) newCompleter() *Completer {
	terms := map[string]bool{}
	for _, t := range schema.Terms() {
		terms[schema.Compact(string(t.IRI))] = true
	}
	for i := range e.claims {
		terms[e.claims[i].predicate] = true
	}
	for i := range e.entities {
		if e.entities[i].Named && len(terms) < maxTerms {
			terms[e.entities[i].IRI] = true
		}
	}
	return &Completer{terms: slices.Sorted(maps.Keys(terms))}
}
