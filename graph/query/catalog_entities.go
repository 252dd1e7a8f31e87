package query

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/sayso-graph/sayso/schema"
)

// Entity returns one entity as [Entity] does.
func (c *Catalog) Entity(ctx context.Context, name string) (EntityRow, error) {
	e, err := c.edition(ctx)
	if err != nil {
		return EntityRow{}, err
	}
	i, ok := e.byIRI[e.ids.Canonical(iriOf(name, schema.EntityIRI))]
	if !ok {
		return EntityRow{}, fmt.Errorf("%s: %w", name, ErrNoEntity)
	}
	return e.entities[i].EntityRow, nil
}

// Entities returns the entities of a filter, from the row offset on, and how
// many there are in all. Text is looked for as a person types it: names that
// are it come first, then those that begin with it, those with a word that
// does, and those that hold it, however their letters are accented; if there
// is none, names that are spelled nearly so. Without Text those in the most
// articles come first, as with [Entities]. Rows count Mentions and Claims.
func (c *Catalog) Entities(ctx context.Context, f EntityFilter, offset int) ([]EntityRow, int, error) {
	e, err := c.edition(ctx)
	if err != nil {
		return nil, 0, err
	}
	text := f.Text
	f.Text = ""
	found := []int{}
	for _, i := range e.names().find(text) {
		if f.matches(&e.entities[i].EntityRow) {
			found = append(found, i)
		}
	}
	rows := []EntityRow{}
	for _, i := range page(found, offset, f.Limit) {
		rows = append(rows, e.entities[i].EntityRow)
	}
	return rows, len(found), nil
}

// Records returns what all articles say of their entities, as each article
// names them, sorted by IRI: what is compared to find those that are one thing.
func (c *Catalog) Records(ctx context.Context) ([]schema.Record, error) {
	e, err := c.edition(ctx)
	if err != nil {
		return nil, err
	}
	return e.records(), nil
}

// Completer returns a completer that knows the terms of the catalog.
func (c *Catalog) Completer(ctx context.Context) (*Completer, error) {
	e, err := c.edition(ctx)
	if err != nil {
		return nil, err
	}
	return e.completer(), nil
}

// A directory finds entities by their names.
type directory struct {
	names []string         // of each entity: each of them between line ends, folded
	words map[string][]int // entities by the words of their names
	all   []int
}

func newDirectory(list []entry) *directory {
	d := &directory{words: map[string][]int{}}
	for i := range list {
		e := &list[i]
		names := "\n"
		for _, name := range append([]string{e.Name, e.IRI[strings.Index(e.IRI, ":")+1:]}, e.Aliases...) {
			if name = fold(strings.ReplaceAll(name, "_", " ")); name != "" && !strings.Contains(names, "\n"+name+"\n") {
				names += name + "\n"
			}
		}
		d.names = append(d.names, names)
		d.all = append(d.all, i)
		for word := range strings.FieldsSeq(names) {
			if known := d.words[word]; len(known) == 0 || known[len(known)-1] != i {
				d.words[word] = append(known, i)
			}
		}
	}
	return d
}

// find returns the entities that a text may mean, the likeliest first.
func (d *directory) find(text string) []int {
	text = strings.TrimSpace(fold(text))
	if text == "" {
		return d.all
	}
	var ranks [4][]int
	for i, names := range d.names {
		if at := strings.Index(names, text); at >= 0 {
			k := rankOf(names, text)
			ranks[k] = append(ranks[k], i)
		}
	}
	found := slices.Concat(ranks[:]...)
	if len(found) == 0 {
		return d.similar(text)
	}
	return found
}

// rankOf tells how names that hold a text hold it, the best first.
func rankOf(names, text string) int {
	switch {
	case strings.Contains(names, "\n"+text+"\n"):
		return 0
	case strings.Contains(names, "\n"+text):
		return 1
	case strings.Contains(names, " "+text):
		return 2
	}
	return 3
}

// similar returns the entities with a name of whose words each word of a text
// is a misspelling.
func (d *directory) similar(text string) []int {
	var found []int
	for n, word := range strings.Fields(text) {
		near := d.near(word)
		if n == 0 {
			found = near
		} else {
			found = intersection(found, near)
		}
	}
	return found
}

// near returns the entities with a word that is spelled nearly so: with one
// letter wrong, missing, too many or swapped with the next; two in long words.
// A word that is still being typed is compared with the beginnings of words.
// One of three letters is like too many; it must have the first letter and the
// whole word in view, and a shorter one be right.
func (d *directory) near(word string) []int {
	letters := []rune(word)
	var like func(other []rune) bool
	switch n := len(letters); {
	case n < 3:
		return d.words[word]
	case n == 3:
		like = func(other []rune) bool { return other[0] == letters[0] && misspelled(letters, other, 1, false) }
	case n < 8:
		like = func(other []rune) bool { return misspelled(letters, other, 1, true) }
	default:
		like = func(other []rune) bool { return misspelled(letters, other, 2, true) }
	}
	var found []int
	for other, entities := range d.words {
		if like([]rune(other)) {
			found = append(found, entities...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// misspelled reports whether a is b, or a beginning of it, but for so many
// mistakes (Damerau and Levenshtein's, in the form that does not edit twice).
func misspelled(a, b []rune, most int, beginning bool) bool {
	if len(b) < len(a)-most || !beginning && len(b) > len(a)+most {
		return false
	}
	b = b[:min(len(b), len(a)+most)]
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		if slices.Min(row) > most {
			return false
		}
	}
	if !beginning {
		row = row[len(b):]
	}
	return slices.Min(row) <= most
}

// fold takes case and accents from letters: "Erdoğan" is "erdogan".
func fold(s string) string {
	s = strings.ToLower(s)
	if isASCII(s) {
		return s
	}
	t := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	folded, _, err := transform.String(t, s)
	if err != nil {
		return s
	}
	return folded
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}
