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
	known   Knowledge
	grams   int // buckets
	affixes int
	shapes  int
}

// Knowledge is what is known of words beforehand, from large texts: vectors of
// several sources, found by the lower-cased word and put one after the other,
// and clusters (Brown et al. 1992), found by the word as it is written.
type Knowledge struct {
	Vectors  []*neural.Vectors
	Clusters neural.WordTable
}

// dim is the width of all vectors together.
func (k *Knowledge) dim() (n int) {
	for _, v := range k.Vectors {
		n += v.Dim
	}
	return n
}

// vector returns the vectors of a lower-cased word, nil when it has none. Where
// only the last part of a compound has one, it serves.
func (k *Knowledge) vector(lower string) []float32 {
	part := lower[strings.LastIndexByte(lower, '-')+1:]
	out, known := make([]float32, k.dim()), false
	at := out
	for _, v := range k.Vectors {
		known = v.Lookup(hashString(lower), at) || v.Lookup(hashString(part), at) || known
		at = at[v.Dim:]
	}
	if !known {
		return nil
	}
	return out
}

// narrow returns the vector of a lower-cased word in the first source, nil when
// it has none.
func (k *Knowledge) narrow(lower string) []float32 {
	v := k.Vectors[0]
	out := make([]float32, v.Dim)
	if !v.Lookup(hashString(lower), out) {
		return nil
	}
	return out
}

// rank is the place of a lower-cased word among those of the first source, the
// most frequent of which are first.
func (k *Knowledge) rank(lower string) (int, bool) {
	return k.Vectors[0].Number(hashString(lower))
}

// has reports whether a lower-cased word has a vector.
func (k *Knowledge) has(lower string) bool {
	return slices.ContainsFunc(k.Vectors, func(v *neural.Vectors) bool { return v.Has(hashString(lower)) })
}

// cluster returns the cluster of a word, -1 when it is in none.
func (k *Knowledge) cluster(form string) int32 {
	if c, ok := k.Clusters.Find(hashString(form)); ok {
		return int32(c)
	}
	return -1
}

// features describes form.
func (f *featurizer) features(form string) neural.Features {
	plain := typewriter.Replace(form)
	lower := strings.ToLower(plain)
	out := neural.Features{Word: -1, Vector: f.known.vector(lower), Cluster: f.known.cluster(plain)}
	if i, ok := slices.BinarySearch(f.words, hashString(digitsToZero(lower))); ok {
		out.Word = int32(i)
	}
	out.Grams = characterGrams(lower, f.grams)
	out.Affixes = affixes(lower, f.affixes)
	out.Shape = int32(hashString(wordShape(form)) % uint64(f.shapes))
	return out
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

// HashWord is the hash under which Knowledge finds a word.
func HashWord(word string) uint64 { return hashString(word) }
