package nlp

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-graph/sayso/extract/nlp/neural"
)

// A featurizer says what the network is told of a word: it depends on the
// word's form alone.
type featurizer struct {
	words   []uint64 // sorted hashes of the words with a vector of their own
	vectors *neural.Vectors
	grams   int // buckets
	affixes int
	shapes  int
}

// features describes form.
func (f *featurizer) features(form string) neural.Features {
	lower := normalForm(form)
	out := neural.Features{Word: -1, Vector: f.vector(lower)}
	if i, ok := slices.BinarySearch(f.words, hashString(digitsToZero(lower))); ok {
		out.Word = int32(i)
	}
	out.Grams = characterGrams(lower, f.grams)
	out.Affixes = affixes(lower, f.affixes)
	out.Shape = int32(hashString(wordShape(form)) % uint64(f.shapes))
	return out
}

// vector returns the pre-trained vector of a lower-cased word, that of its
// last part when only this has one.
func (f *featurizer) vector(lower string) []float32 {
	if v := f.vectors.Lookup(hashString(lower)); v != nil {
		return v
	}
	if i := strings.LastIndexByte(lower, '-'); i > 0 && i+2 < len(lower) {
		return f.vectors.Lookup(hashString(lower[i+1:]))
	}
	return nil
}

// typewriter replaces typographic characters by those that the vectors know.
var typewriter = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "--", "…", "...")

// normalForm is the lower-cased form in plain punctuation.
func normalForm(form string) string { return strings.ToLower(typewriter.Replace(form)) }

func digitsToZero(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, s)
}

// characterGrams are the buckets of the n-grams, n from 2 to 5, of the word
// between marks of its ends.
func characterGrams(lower string, buckets int) []int32 {
	const longest, most = 5, 48
	s := "^" + clip(digitsToZero(lower), 32) + "$"
	var at []int // starts of runes
	for i := range s {
		at = append(at, i)
	}
	at = append(at, len(s))
	var out []int32
	for n := 2; n <= longest; n++ {
		for i := 0; i+n < len(at) && len(out) < most; i++ {
			out = append(out, int32(hashString(s[at[i]:at[i+n]])%uint64(buckets)))
		}
	}
	return out
}

// affixes are the buckets of the prefixes up to 3 and the suffixes up to 4
// characters.
func affixes(lower string, buckets int) []int32 {
	var out []int32
	bucket := func(kind, s string) { out = append(out, int32(hashString(kind+s)%uint64(buckets))) }
	rest := lower
	for range 3 {
		_, size := utf8.DecodeRuneInString(rest)
		if rest = rest[size:]; size > 0 {
			bucket("<", lower[:len(lower)-len(rest)])
		}
	}
	rest = lower
	for range 4 {
		_, size := utf8.DecodeLastRuneInString(rest)
		if rest = rest[:len(rest)-size]; size > 0 {
			bucket(">", lower[len(rest):])
		}
	}
	return out
}

// wordShape maps capitals to X, other letters to x, digits to d, and cuts runs
// at three: "McDonald's" is "XxXxxx'x".
func wordShape(form string) string {
	var b strings.Builder
	var last rune
	run := 0
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = 'd'
		}
		if r != last {
			last, run = r, 0
		}
		if run++; run <= 3 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// clip cuts s to at most n bytes, at a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// hashString is FNV-1a, which must stay as it is: models depend on it.
func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h ^ h>>29
}

// HashWord is the hash under which neural.Vectors keep a lower-cased word.
func HashWord(lower string) uint64 { return hashString(lower) }
