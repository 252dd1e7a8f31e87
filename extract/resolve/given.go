package resolve

import (
	"slices"
	"strings"
	"sync"

	"github.com/sayso-graph/sayso/data/lexicon"
)

// givenNames holds, by form, the given names that it is a form of; a name
// that has forms is one of itself. All are folded.
var givenNames = sync.OnceValue(func() map[string][]string {
	names := map[string][]string{}
	for cols := range lexicon.Rows("given_names.tsv") {
		name := fold(cols[0])
		for form := range strings.FieldsSeq(name + " " + fold(cols[1])) {
			if !slices.Contains(names[form], name) {
				names[form] = append(names[form], name)
			}
		}
	}
	return names
})

// formOf reports whether one of two given names is a form of the other: Bob is
// one of Robert. Two forms of one name are not: Bill and Will are two Williams.
func formOf(a, b string) bool {
	return a != b && (slices.Contains(givenNames()[a], b) || slices.Contains(givenNames()[b], a))
}

// wholeGiven returns the one given name that a word is a form of, or the word.
func wholeGiven(word string) string {
	if names := givenNames()[word]; len(names) == 1 {
		return names[0]
	}
	return word
}

// isFirstName reports whether persons have a name as their first.
func isFirstName(name string) bool {
	_, ok := firstNames()[fold(name)]
	return ok
}

// otherSex reports whether one of two given names is hardly ever a woman's and
// the other hardly ever a man's: Mario and Maria, though one letter differs.
func otherSex(a, b string) bool {
	x, known := firstNames()[a]
	y, both := firstNames()[b]
	return known && both && (x <= fewWomen && y >= tenths-fewWomen || y <= fewWomen && x >= tenths-fewWomen)
}

// Shares of women among the bearers of a name are kept in tenths; fewWomen is
// the most that a man's name has.
const (
	tenths   = 10
	fewWomen = 1
)

// otherPerson reports whether two full names have given or middle names that
// no one person has.
func otherPerson(x, y *parsedName) bool {
	a, b := x.words, y.words
	if len(a) < 2 || len(b) < 2 || sameWords(a, b) {
		return false
	}
	switch f, g := a[0], b[0]; {
	case f == g && a[len(a)-1] == b[len(b)-1]:
		return !sameMiddle(a[1:len(a)-1], b[1:len(b)-1])
	case len(f) == 1 || len(g) == 1, f == g, formOf(f, g):
		return false
	case otherSex(f, g):
		return true
	default:
		return !oneEdit(f, g) && x.sound[0] != y.sound[0]
	}
}

// givenForm reports whether two names of persons have the same surname and one
// given name in two forms; a middle name may be missing in one.
func givenForm(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 || a[len(a)-1] != b[len(b)-1] || !formOf(a[0], b[0]) {
		return false
	}
	return len(a) == 2 || slices.Equal(a[1:], b[1:])
}

// bearers tells, by surname, who bears it in the full names of persons.
type bearers map[string]*family

// A family is the persons of one surname, as far as their names tell.
type family struct {
	given   map[string]bool            // given names in their whole form
	middles map[string]map[string]bool // by given name: what stands between it and the surname
}

func (b bearers) add(words []string) {
	last := words[len(words)-1]
	f := b[last]
	if f == nil {
		f = &family{map[string]bool{}, map[string]map[string]bool{}}
		b[last] = f
	}
	f.given[wholeGiven(words[0])] = true
	if middle := strings.Join(words[1:len(words)-1], " "); middle != "" {
		if f.middles[words[0]] == nil {
			f.middles[words[0]] = map[string]bool{}
		}
		f.middles[words[0]][middle] = true
	}
}

// alone reports whether one person bears a surname. An initial may be that of
// any given name.
func (b bearers) alone(surname string) bool {
	f := b[surname]
	if f == nil {
		return false
	}
	whole, initials := "", ""
	for name := range f.given {
		switch {
		case len(name) == 1 && (initials == "" || initials == name):
			initials = name
		case len(name) == 1 || whole != "":
			return false
		default:
			whole = name
		}
	}
	return whole == "" || strings.HasPrefix(whole, initials)
}

// severalMiddles reports whether two persons share given name and surname and
// have different middle names: George W. Bush and George H. W. Bush.
func (b bearers) severalMiddles(given, surname string) bool {
	f := b[surname]
	if f == nil {
		return false
	}
	for x := range f.middles[given] {
		for y := range f.middles[given] {
			if !sameMiddle(strings.Fields(x), strings.Fields(y)) {
				return true
			}
		}
	}
	return false
}

// sameMiddle reports whether middle names can be one person's: word by word
// they are spelled nearly alike, or one is the beginning of the other; what
// one leaves out is at the end.
func sameMiddle(a, b []string) bool {
	for i := range min(len(a), len(b)) {
		if !strings.HasPrefix(a[i], b[i]) && !strings.HasPrefix(b[i], a[i]) && !spelledAlike(a[i], b[i], sound(a[i]), sound(b[i])) {
			return false
		}
	}
	return true
}
