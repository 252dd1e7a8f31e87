package coref

import (
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
}

var loadWords = sync.OnceValue(func() *words {
	w := &words{firstNames: map[string]gender{}, nouns: map[string]nounClass{}}
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
	return w
})

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
