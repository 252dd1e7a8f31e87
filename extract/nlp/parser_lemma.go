package nlp

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lemmaScript tells how a form becomes its lemma: set the case, take
// characters off the end, put others there. "L3:y" makes "party" of "Parties".
// It is a small form of the edit trees of UDPipe 2 (Straka 2018).
func lemmaScript(form, lemma string) string {
	best, bestCut := "", 1<<30
	for _, op := range "LKTU" {
		base := setCase(form, byte(op))
		n := commonPrefix(base, lemma)
		cut, add := utf8.RuneCountInString(base[n:]), lemma[n:]
		if cost := cut + len(add); cost < bestCut {
			best, bestCut = fmt.Sprintf("%c%d:%s", op, cut, add), cost
		}
	}
	return best
}

// applyScript returns what script makes of form, "" when it does not fit.
func applyScript(script, form string) string {
	if len(script) < 3 {
		return ""
	}
	num, add, _ := strings.Cut(script[1:], ":")
	cut, err := strconv.Atoi(num)
	if err != nil {
		return ""
	}
	base := setCase(form, script[0])
	for range cut {
		_, size := utf8.DecodeLastRuneInString(base)
		if size == 0 {
			return ""
		}
		base = base[:len(base)-size]
	}
	return base + add
}

// setCase applies a script's first letter: lower, keep, title, upper.
func setCase(form string, op byte) string {
	switch op {
	case 'L':
		return strings.ToLower(form)
	case 'U':
		return strings.ToUpper(form)
	case 'T':
		r, size := utf8.DecodeRuneInString(form)
		return string(unicode.ToUpper(r)) + strings.ToLower(form[size:])
	}
	return form
}

// commonPrefix is the length in bytes of the characters that a and b share at
// their beginning.
func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}
