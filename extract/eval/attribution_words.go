package eval

import (
	"encoding/binary"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// wordSet is a set of words of one text, as ascending indices.
type wordSet []int

// key identifies the set.
func (s wordSet) key() string {
	var b []byte
	for _, i := range s {
		b = binary.AppendUvarint(b, uint64(i))
	}
	return string(b)
}

// common counts the words in both sets.
func (s wordSet) common(t wordSet) int {
	n := 0
	for i, j := 0, 0; i < len(s) && j < len(t); {
		switch {
		case s[i] < t[j]:
			i++
		case s[i] > t[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}

// jaccard is the size of the intersection over that of the union; two empty
// sets are the same.
func (s wordSet) jaccard(t wordSet) float64 {
	n := s.common(t)
	return ratio(float64(n), float64(len(s)+len(t)-n), 1)
}

// A wordText is a text with the code-point ranges of its words; punctuation
// is no word.
type wordText struct {
	text         string
	begins, ends []int
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// newWordText finds words: runs of letters and digits that may hold single
// apostrophes, full stops and hyphens.
func newWordText(text string) *wordText {
	w := &wordText{text: text}
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		if !inWord(runes[i]) {
			continue
		}
		begin := i
		for i < len(runes) && (inWord(runes[i]) || strings.ContainsRune("'\u2019.-", runes[i]) && i+1 < len(runes) && inWord(runes[i+1])) {
			i++
		}
		w.begins, w.ends = append(w.begins, begin), append(w.ends, i)
	}
	return w
}

// words returns the words that ranges touch.
func (w *wordText) words(ranges Ranges) wordSet {
	var set wordSet
	for _, r := range ranges {
		first := sort.SearchInts(w.ends, r[0]+1)
		after := sort.SearchInts(w.begins, r[1])
		for i := first; i < after; i++ {
			set = append(set, i)
		}
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// read returns the word sets of a prediction. The roles without spans are
// looked up, content first, each near the one before.
func (w *wordText) read(row *AttributionRow) (sets [roleCount]wordSet) {
	near := -1
	for _, r := range []Role{RoleContent, RoleCue, RoleSource} {
		text, ranges := row.role(r)
		if len(ranges) == 0 {
			ranges = w.locate(text, near)
		}
		if len(ranges) > 0 {
			near = ranges[0][0]
		}
		sets[r] = w.words(ranges)
	}
	return sets
}

// locate finds the occurrence of text that lies nearest to code point near
// (-1: the first), whatever the white space in it.
func (w *wordText) locate(text string, near int) Ranges {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return nil
	}
	for i, f := range fields {
		fields[i] = regexp.QuoteMeta(f)
	}
	pattern, err := regexp.Compile(strings.Join(fields, `[\s\p{Z}]+`))
	if err != nil {
		return nil
	}
	var best Ranges
	least := 0
	for _, m := range pattern.FindAllStringIndex(w.text, -1) {
		begin := len([]rune(w.text[:m[0]]))
		end := begin + len([]rune(w.text[m[0]:m[1]]))
		if far := abs(begin + end - 2*near); best == nil || near >= 0 && far < least {
			best, least = Ranges{{begin, end}}, far
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }
