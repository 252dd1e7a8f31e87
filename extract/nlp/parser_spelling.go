package nlp

import (
	"iter"
	"strings"
)

// respell returns the word that a misspelt one stands for: the most frequent
// word that it is one slip away from (Damerau 1964: a letter too many, missing
// or wrong, or two that changed places), "" when there is none. Only long
// lower-cased words that are not known are taken for slips, and what they stand
// for is common; the first letter is nearly always right.
func (f *featurizer) respell(word string) string {
	const shortest, common = 5, 15_000
	if len(word) < shortest || !isLowerASCII(word) || f.knows(word) {
		return ""
	}
	best, least := "", common
	for w := range slips(word) {
		if rank, ok := f.known.rank(string(w)); ok && rank < least {
			best, least = string(w), rank
		}
	}
	return best
}

// slips yields the words that are one slip away from word, all in one buffer.
func slips(word string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		buf := make([]byte, 0, len(word)+1)
		slip := func(before, between, after string) bool {
			buf = append(append(append(buf[:0], before...), between...), after...)
			return yield(buf)
		}
		for i := 1; i <= len(word); i++ {
			before, after := word[:i], word[i:]
			if after != "" && !slip(before, "", after[1:]) {
				return
			}
			if len(after) > 1 && !slip(before, after[1:2]+after[:1], after[2:]) {
				return
			}
			for c := range len(letters) {
				letter := letters[c : c+1]
				if !slip(before, letter, after) || after != "" && !slip(before, letter, after[1:]) {
					return
				}
			}
		}
	}
}

const letters = "abcdefghijklmnopqrstuvwxyz"

func isLowerASCII(word string) bool {
	return strings.Trim(word, letters) == ""
}
