package coref

import (
	"slices"
	"strings"
	"sync"

	"github.com/sayso-graph/sayso/data/lexicon"
)

// A gender is a set of the genders that a mention may have.
type gender uint8

const (
	male gender = 1 << iota
	female
	neuter
	anyone     = male | female
	anyGender  = male | female | neuter
	unassigned = gender(0)
)

// A nounClass is what a noun tells of the thing that it describes.
type nounClass struct {
	class  string
	gender gender // of a person; anyone when it does not tell
}

// words holds the word lists that coreference reads, loaded once.
type words struct {
	firstNames map[string]gender
	nouns      map[string]nounClass
	entries    map[string]string // names of things to their identifiers
}

var loadWords = sync.OnceValue(func() *words {
	w := &words{firstNames: map[string]gender{}, nouns: map[string]nounClass{}, entries: map[string]string{}}
	for cols := range lexicon.Rows("first_names.tsv") {
		w.firstNames[cols[0]] = nameGender(cols[1])
	}
	for cols := range lexicon.Rows("person_nouns.tsv") {
		c := nounClass{class: cols[0], gender: anyone}
		switch cols[1] {
		case "m":
			c.gender = male
		case "f":
			c.gender = female
		}
		for noun := range strings.FieldsSeq(cols[2]) {
			if _, known := w.nouns[noun]; !known {
				w.nouns[noun] = c
			}
		}
	}
	for cols := range lexicon.Rows("entities.tsv") {
		for name := range strings.SplitSeq(cols[3], "|") {
			w.enter(strings.Fields(strings.ToLower(name)), cols[0])
		}
	}
	return w
})

// enter adds a name of an entry; one of two entries tells nothing.
func (w *words) enter(name []string, id string) {
	key := nameKey(name)
	if other, ok := w.entries[key]; ok && other != id {
		id = ""
	}
	w.entries[key] = id
}

// known returns the entry of the lexicon that alone has a name, "" for none.
func (w *words) known(name []string) string { return w.entries[nameKey(name)] }

// nameKey joins the words of a name that count.
func nameKey(name []string) string {
	kept := slices.DeleteFunc(slices.Clone(name), func(w string) bool {
		return w == "of" || w == "the" || w == "and" || w == "for"
	})
	return strings.Join(kept, " ")
}

// nameGender reads the share of women among the bearers of a first name, in
// tenths.
func nameGender(tenths string) gender {
	switch tenths {
	case "0", "1":
		return male
	case "9", "10":
		return female
	}
	return anyone
}
