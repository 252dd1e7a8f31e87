package nlp

import (
	"slices"
	"strings"
	"sync"

	"github.com/sayso-graph/sayso/data/lexicon"
)

// irregulars maps a part of speech and a lower-case form to its lemma.
var irregulars = sync.OnceValue(func() map[[2]string]string {
	table := map[[2]string]string{}
	for row := range lexicon.Rows("irregular.tsv") {
		if len(row) == 3 {
			table[[2]string{row[0], row[1]}] = row[2]
		}
	}
	return table
})

// irregular looks up the lemma of an irregular form, "" when it is none.
func irregular(upos, form string) string {
	if upos == "AUX" {
		upos = "VERB"
	}
	return irregulars()[[2]string{upos, strings.ToLower(form)}]
}

// knows reports whether a lower-case word has a vector. An edit script that
// makes an unknown word of a known one is mistaken ("urged" is no "urg").
func (f *featurizer) knows(word string) bool {
	if _, ok := slices.BinarySearch(f.words, hashString(word)); ok {
		return true
	}
	return f.known.has(word)
}

// undouble takes back the consonant that an ending doubles: "begged" and
// "planning" are of "beg" and "plan". Verbs that end in two of them are few.
func undouble(form, lemma string) string {
	n := len(lemma)
	if n < 4 || lemma[n-1] != lemma[n-2] || !strings.Contains("bgmnpt", lemma[n-1:]) || doubled[lemma] {
		return lemma
	}
	if lower := strings.ToLower(form); lower == lemma+"ed" || lower == lemma+"ing" {
		return lemma[:n-1]
	}
	return lemma
}

var doubled = map[string]bool{"boycott": true, "butt": true, "putt": true, "ebb": true}
