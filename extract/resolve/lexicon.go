package resolve

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/sayso-graph/sayso/data/lexicon"
	"github.com/sayso-graph/sayso/schema"
)

// An Entry is a thing that is known before any article is read.
type Entry struct {
	ID       string // the readable part of its IRI: "ILO"
	Type     schema.EntityType
	Wikidata string // "Q54129", "" when not known
	Names    []string
}

// SameAs returns the IRIs of the thing elsewhere.
func (e *Entry) SameAs() []string {
	if e.Wikidata == "" {
		return nil
	}
	return []string{"http://www.wikidata.org/entity/" + e.Wikidata}
}

// A Lexicon finds entries by their names, whatever their case, accents and
// articles. The zero value is empty. It may be read by several goroutines
// once nothing is added any more.
type Lexicon struct {
	entries   []Entry
	byName    map[string][]int
	demonyms  map[string]int
	placeName map[string]bool
	countries map[string]bool // by id
}

// Default returns the lexicon that is built in.
var Default = sync.OnceValue(func() *Lexicon {
	l := &Lexicon{}
	for cols := range lexicon.Rows("entities.tsv") {
		if len(cols) < 5 {
			continue
		}
		l.Add(Entry{cols[0], schema.EntityType(cols[1]), cols[2], strings.Split(cols[3], "|")})
		for d := range strings.SplitSeq(cols[4], "|") {
			l.demonyms[fold(d)] = len(l.entries) - 1
			l.countries[cols[0]] = l.countries[cols[0]] || d != ""
		}
	}
	for cols := range lexicon.Rows("cities.tsv") {
		l.placeName[fold(cols[0])] = true
	}
	return l
})

// firstNames holds the first names of persons, folded, each with the share of
// women among those who bear it, in tenths.
var firstNames = sync.OnceValue(func() map[string]int {
	names := map[string]int{}
	for cols := range lexicon.Rows("first_names.tsv") {
		women, err := strconv.Atoi(cols[1])
		if err == nil {
			names[fold(cols[0])] = women
		}
	}
	return names
})

// Clone returns a lexicon that can be added to without changing l.
func (l *Lexicon) Clone() *Lexicon {
	c := &Lexicon{}
	for _, e := range l.entries {
		c.Add(e)
	}
	for k, v := range l.demonyms {
		c.demonyms[k] = v
	}
	for k := range l.placeName {
		c.placeName[k] = true
	}
	for k := range l.countries {
		c.countries[k] = true
	}
	return c
}

// Add adds an entry. Of two entries of one name and type the later one wins.
func (l *Lexicon) Add(e Entry) {
	if l.byName == nil {
		l.byName, l.demonyms, l.placeName, l.countries = map[string][]int{}, map[string]int{}, map[string]bool{}, map[string]bool{}
	}
	at := len(l.entries)
	l.entries = append(l.entries, e)
	for _, n := range append([]string{e.ID}, e.Names...) {
		if key := fold(n); key != "" && !slices.Contains(l.byName[key], at) {
			l.byName[key] = append(l.byName[key], at)
		}
	}
}

// Find returns the entry of a name. The type may be "" when it is not known;
// an entry of another type is found only when the name is one of
// organizations or places, which do each other's deeds. A name of several
// fitting entries finds none: it is ambiguous.
func (l *Lexicon) Find(name string, t schema.EntityType) *Entry {
	var found []int
	for _, at := range l.byName[fold(name)] {
		if fits(l.entries[at].Type, t) {
			found = append(found, at)
		}
	}
	exact := func(at int) bool { return l.entries[at].Type != t }
	if narrow := slices.DeleteFunc(slices.Clone(found), exact); len(narrow) > 0 {
		found = narrow
	}
	if len(found) != 1 {
		return nil
	}
	return &l.entries[found[0]]
}

// fits reports whether a thing of type known may be annotated as of type
// seen: countries act as organizations, and titles of works are found as
// anything.
func fits(known, seen schema.EntityType) bool {
	switch {
	case seen == "" || known == seen || seen == schema.Other:
		return true
	case known == schema.Place || known == schema.Organization:
		return seen == schema.Place || seen == schema.Organization || seen == schema.Work
	}
	return seen == schema.Work || known == schema.Other
}

// Country returns the entry of the country whose people or things a word
// names: "Chinese", "Tibetans".
func (l *Lexicon) Country(word string) *Entry {
	if at, ok := l.demonyms[fold(word)]; ok && word != "" {
		return &l.entries[at]
	}
	return nil
}

// isCountry reports whether an entry is a country: it has a people.
func (l *Lexicon) isCountry(e *Entry) bool {
	return e != nil && e.Type == schema.Place && l.countries[e.ID]
}

// IsPlace reports whether a name is that of a large city or a known place.
func (l *Lexicon) IsPlace(name string) bool {
	key := fold(name)
	return l.placeName[key] || slices.ContainsFunc(l.byName[key], func(at int) bool { return l.entries[at].Type == schema.Place })
}
