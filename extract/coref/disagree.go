package coref

import (
	"slices"
	"strings"
)

// disagrees reports whether the name t disagrees with a name of e, so that the
// two cannot be one thing, whatever links them: a pronoun or a description
// that either would fit must not make one of Biden and Trump.
func (s *state) disagrees(t *traits, e *entity) bool {
	return slices.ContainsFunc(e.names, func(i int) bool { return s.disagree(t, &s.ts[i], e) })
}

// disagree reports whether two names are those of two things.
func (s *state) disagree(t, a *traits, e *entity) bool {
	switch {
	case t.isShort && t.acronym == a.acronym || a.isShort && t.acronym == a.acronym:
		return false
	case t.class == "person" && a.class == "person":
		return s.disagreePersons(t, a, e)
	}
	x, y := s.words.known(t.name), s.words.known(a.name)
	return x != "" && y != "" && x != y
}

// disagreePersons compares the names of two persons. One word may be the first
// name of one who was called by the surname, unless e's full name shows that it
// is not.
func (s *state) disagreePersons(t, a *traits, e *entity) bool {
	x, y := s.words.bareName(t), s.words.bareName(a)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	short, long := x, y
	if len(short) > len(long) {
		short, long = long, short
	}
	switch {
	case lacking(short, long) == 0, len(x) == 1 && s.inFullName(x[0], e):
		return false
	case len(short) > 1:
		return x[len(x)-1] != y[len(y)-1] || !beginAlike(x[0], y[0])
	case len(long) > 1:
		return s.words.beginsFirst(long) && !abbreviated(short[0], long)
	}
	return !s.words.beginsFirst(x) && !s.words.beginsFirst(y) && !abbreviated(x[0], y) && !abbreviated(y[0], x)
}

// inFullName reports whether a longer name of e has the word.
func (s *state) inFullName(word string, e *entity) bool {
	return slices.ContainsFunc(e.names, func(i int) bool {
		return len(s.ts[i].name) > 1 && slices.Contains(s.ts[i].name, word)
	})
}

// bareName is the name of a person behind the words of an office or of kinship
// ("district attorney mark bell"), none where the name is such a word itself:
// "Home Secretary", "Fellow of the Royal Society".
func (w *words) bareName(t *traits) []string {
	for i, n := range slices.Backward(t.name) {
		if _, office := w.nouns[n]; office {
			rest := t.name[i+1:]
			if !slices.Contains(rest, t.word) {
				return nil
			}
			return rest
		}
	}
	return t.name
}

// beginsFirst reports whether a name begins with a known first name.
func (w *words) beginsFirst(name []string) bool {
	_, ok := w.firstNames[name[0]]
	return ok
}

// beginAlike reports whether one first name may be short for the other: "J."
// or "Joe" for "Joseph".
func beginAlike(a, b string) bool {
	a, b = strings.TrimSuffix(a, "."), strings.TrimSuffix(b, ".")
	n := min(2, len(a), len(b))
	return a[:n] == b[:n]
}

// abbreviated reports whether a word is the beginning of a word of a name, or
// begins like it: "Barb" of "Barbara Jean".
func abbreviated(word string, name []string) bool {
	return slices.ContainsFunc(name, func(w string) bool {
		n := min(3, len(word), len(w))
		return strings.HasPrefix(w, word[:n])
	})
}
