package nlp

import (
	"math"
	"strconv"
	"strings"
)

// A number is a value read from tokens [first, end).
type number struct {
	value   float64
	end     int
	vague   bool // "tens of thousands": at least twice as much
	ordinal bool
	digits  bool // written in digits
}

var smallNumbers = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
	"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
	"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var ordinals = map[string]float64{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
	"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}

var multipliers = map[string]float64{
	"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
	"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
}

// vagueNumbers are plurals that count by twos at least.
var vagueNumbers = map[string]float64{
	"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12,
}

var fractions = map[string]float64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
	"sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9,
	"tenth": 10, "tenths": 10,
}

// words is the lower-case forms of a sentence.
type words []string

// is reports whether token i is one of the words.
func (w words) is(i int, any ...string) bool {
	if i < 0 || i >= len(w) {
		return false
	}
	for _, s := range any {
		if w[i] == s {
			return true
		}
	}
	return false
}

// at returns token i, "" outside the sentence.
func (w words) at(i int) string {
	if i < 0 || i >= len(w) {
		return ""
	}
	return w[i]
}

func (w words) hyphen(i int) bool { return w.is(i, "-", "‐", "‑") }

// number reads a number at token i: "630,000", "2.5 million", "twenty-one",
// "two hundred and fifty", "a dozen", "two thirds", "tens of thousands".
func (w words) number(i int) (number, bool) {
	if n, ok := w.vague(i); ok {
		return n, true
	}
	if n, ok := w.fraction(i); ok {
		return n, true
	}
	if n, ok := w.digits(i); ok {
		return n, true
	}
	return w.spelled(i)
}

// vague reads "hundreds", "tens of thousands".
func (w words) vague(i int) (number, bool) {
	v, ok := vagueNumbers[w.at(i)]
	if !ok {
		return number{}, false
	}
	n := number{value: 2 * v, end: i + 1, vague: true}
	for w.is(n.end, "of") {
		more, ok := vagueNumbers[w.at(n.end+1)]
		if !ok {
			break
		}
		n.value *= more
		n.end += 2
	}
	return n, true
}

// fraction reads "half", "a third", "two-thirds", "three quarters".
func (w words) fraction(i int) (number, bool) {
	numerator, k := 1.0, i
	if w.is(i, "a", "an") {
		k++
	} else if v, ok := smallNumbers[w.at(i)]; ok && v > 0 && v < 10 {
		numerator, k = v, i+1
		if w.hyphen(k) {
			k++
		}
	}
	denominator, ok := fractions[w.at(k)]
	if !ok || k == i && denominator != 2 || numerator > 1 && !strings.HasSuffix(w[k], "s") && denominator != 2 ||
		w.is(k+1, "-", "place") && denominator > 2 {
		return number{}, false
	}
	if denominator == 2 && k == i && (w.is(k+1, "-", "hour") || w.is(i-1, "first", "second", "other", "last", "-")) { // half-hearted, the second half
		return number{}, false
	}
	if k > i && denominator > 2 && numerator == 1 && !w.is(k+1, "of", "to", "more", "less", "") && !w.is(i, "one") {
		return number{}, false // "a third man"
	}
	n := number{value: numerator / denominator, end: k + 1}
	if k := n.end + 1; w.is(n.end, "a") { // half a trillion
		if m, ok := multipliers[w.at(k)]; ok && m >= 100 && len(w[k]) > 4 {
			n.value *= m
			n.end = k + 1
		}
	}
	return n, true
}

// digits reads "630,000", "1.5 million", "30k", "21st".
func (w words) digits(i int) (number, bool) {
	s := w.at(i)
	if s == "" || s[0] < '0' || s[0] > '9' {
		return number{}, false
	}
	n := number{end: i + 1, digits: true}
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == ',' || s[end] == '.') {
		end++
	}
	v, ok := parseDigits(s[:end])
	if !ok {
		return number{}, false
	}
	n.value = v
	switch suffix := s[end:]; suffix {
	case "":
		if w.is(i+1, "1/2") || w.is(i+1, "½") {
			n.value += 0.5
			n.end++
		}
	case "st", "nd", "rd", "th":
		n.ordinal = true
		return n, true
	case "½":
		n.value += 0.5
	case "+":
	default:
		m, ok := multipliers[suffix]
		if !ok {
			return number{}, false
		}
		n.value *= m
		return n, true
	}
	w.multiply(&n)
	return n, true
}

// parseDigits reads digits with commas between thousands and a decimal point.
func parseDigits(s string) (float64, bool) {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, ",") || strings.Count(s, ".") > 1 {
		return 0, false
	}
	whole, _, _ := strings.Cut(s, ".")
	for k, group := range strings.Split(whole, ",") {
		if k > 0 && len(group) != 3 && len(group) != 2 { // 12,50,000 in India
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return v, err == nil && !math.IsInf(v, 0)
}

// multiply takes the multipliers after a number, with or without a hyphen.
func (w words) multiply(n *number) {
	for {
		k := n.end
		if w.hyphen(k) {
			k++
		}
		m, ok := multipliers[w.at(k)]
		if !ok || len(w[k]) == 1 && k > n.end || w.is(k, "m", "b") && !n.digits {
			return
		}
		n.value *= m
		n.end = k + 1
	}
}

// spelled reads "twenty-one", "two hundred and fifty thousand", "a hundred",
// "twenty-first".
func (w words) spelled(i int) (number, bool) {
	total, group := 0.0, 0.0
	k, read := i, false
	if w.is(i, "a", "an") {
		if _, ok := multipliers[w.at(i+1)]; !ok || len(w[i+1]) < 4 {
			return number{}, false
		}
		group, k = 1, i+1
	}
	last := -1 // index after the last word taken
	for {
		word := w.at(k)
		if v, ok := smallNumbers[word]; ok && (group == 0 || math.Mod(group, 100) == 0 || math.Mod(group, 10) == 0 && v < 10) {
			group += v
		} else if v, ok := ordinals[word]; ok && (!read || last == k-1 || math.Mod(group, 10) == 0 && v < 10) {
			return number{value: total + group + v, end: k + 1, ordinal: true}, true
		} else if m, ok := multipliers[word]; ok && len(word) > 3 && (read || group > 0) {
			if m == 100 || m == 12 {
				group = max(group, 1) * m
			} else {
				total += max(group, 1) * m
				group = 0
			}
		} else {
			break
		}
		read = true
		k++
		last = k
		if w.hyphen(k) && w.numeral(k+1) || w.is(k, "and") && group >= 100 && w.numeral(k+1) {
			k++
		}
	}
	if !read {
		return number{}, false
	}
	return number{value: total + group, end: last}, true
}

func (w words) numeral(i int) bool {
	word := w.at(i)
	_, small := smallNumbers[word]
	_, ordinal := ordinals[word]
	m, multiplier := multipliers[word]
	return small || ordinal || multiplier && m >= 100 && len(word) > 3
}

// formatNumber writes a value without exponent, to four digits after the
// point.
func formatNumber(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64)
}
