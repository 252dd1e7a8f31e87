package nlp

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

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

// regular mends what an edit script cannot know of the form's spelling.
func (f *featurizer) regular(upos, form, lemma string) string {
	switch upos {
	case "VERB", "AUX":
		return restoreE(form, undouble(form, lemma))
	case "ADJ", "ADV":
		return f.undrawl(restoreE(form, lemma))
	}
	return lemma
}

// hasEnding reports whether tok, written as form, is a verb with the ending of
// its tense, so that its lemma must be shorter.
func hasEnding(tok *Token, form string) bool {
	if tok.UPOS != "VERB" || len(form) < len("being") {
		return false
	}
	lower := strings.ToLower(form)
	switch tok.XPOS {
	case "VBD", "VBN":
		return strings.HasSuffix(lower, "ed")
	case "VBG":
		return strings.HasSuffix(lower, "ing")
	}
	return false
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

// restoreE gives back the e that an ending has taken: a stem like "fad", a short
// vowel before one consonant, would have doubled it before "-ed", so "faded" is
// of "fade".
func restoreE(form, lemma string) string {
	n := len(lemma)
	if n < 2 || !isConsonant(lemma[n-1]) || strings.IndexByte("wxy", lemma[n-1]) >= 0 || isConsonant(lemma[n-2]) || !allConsonants(lemma[:n-2]) {
		return lemma
	}
	switch ending, _ := strings.CutPrefix(strings.ToLower(form), lemma); ending {
	case "ed", "ing", "er", "est":
		return lemma + "e"
	}
	return lemma
}

func allConsonants(s string) bool {
	for i := range len(s) {
		if !isConsonant(s[i]) {
			return false
		}
	}
	return true
}

func isConsonant(b byte) bool { return 'a' <= b && b <= 'z' && strings.IndexByte("aeiou", b) < 0 }

// plainLemma is the lemma of what is not inflected but written in one of many
// ways, "" for all else: addresses and names in mixed case stay as they are,
// numbers lose the commas of their thousands.
func plainLemma(upos, form string) string {
	switch {
	case isAddress(form), upos == "PROPN" && mixedCase(form):
		return form
	case upos == "NUM" && hasThousands(form):
		return strings.ReplaceAll(form, ",", "")
	}
	return ""
}

// isAddress tells a web or mail address.
func isAddress(form string) bool {
	name, host, isMail := strings.Cut(form, "@")
	return strings.Contains(form, "://") || strings.HasPrefix(form, "www.") || isMail && name != "" && strings.Contains(host, ".")
}

// mixedCase tells a word like "YouTube", with a capital after a small letter.
func mixedCase(form string) bool {
	small := false
	for _, r := range form {
		if small && unicode.IsUpper(r) {
			return true
		}
		small = unicode.IsLower(r)
	}
	return false
}

// hasThousands reports whether commas part a number into thousands, as in
// "1,250,000" and "£3,400.50".
func hasThousands(form string) bool { return thousands.MatchString(form) }

var thousands = regexp.MustCompile(`^\D?\d{1,3}(,\d{3})+(\.\d+)?$`)

// undrawl writes a letter once that stands three times or more in a row, where
// that makes a known word: "sooo" is "so".
func (f *featurizer) undrawl(lemma string) string {
	var b strings.Builder
	for i := 0; i < len(lemma); {
		n := 1
		for i+n < len(lemma) && lemma[i+n] == lemma[i] {
			n++
		}
		if n > 2 {
			b.WriteByte(lemma[i])
		} else {
			b.WriteString(lemma[i : i+n])
		}
		i += n
	}
	if short := strings.ToLower(b.String()); b.Len() < len(lemma) && f.knows(short) {
		return short
	}
	return lemma
}

var doubled = map[string]bool{"boycott": true, "butt": true, "putt": true, "ebb": true}
