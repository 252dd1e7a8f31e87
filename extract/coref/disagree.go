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
	if s.words.titled(t.name) || s.words.titled(a.name) {
		return false
	}
	short, long := t, a
	if len(short.name) > len(long.name) {
		short, long = long, short
	}
	switch {
	case lacking(short.name, long.name) == 0, len(t.name) == 1 && s.inFullName(t, e):
		return false
	case len(short.name) > 1:
		return !sameSurname(t, a) || !beginAlike(t.name[0], a.name[0])
	case len(long.name) > 1:
		return long.firstName && !abbreviated(short.name[0], long.name)
	}
	return !t.firstName && !a.firstName && !abbreviated(t.name[0], a.name) && !abbreviated(a.name[0], t.name)
}

// inFullName reports whether a longer name of e has the one word of t.
func (s *state) inFullName(t *traits, e *entity) bool {
	return slices.ContainsFunc(e.names, func(i int) bool {
		return len(s.ts[i].name) > 1 && slices.Contains(s.ts[i].name, t.name[0])
	})
}

func sameSurname(t, a *traits) bool { return t.name[len(t.name)-1] == a.name[len(a.name)-1] }

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

// titled reports whether a name has the word of an office or of kinship in it:
// "Home Secretary", "Fellow of the Royal Society".
func (w *words) titled(name []string) bool {
	return slices.ContainsFunc(name, func(n string) bool { _, ok := w.nouns[n]; return ok })
}
