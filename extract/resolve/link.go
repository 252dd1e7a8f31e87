package resolve

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// link merges the things of an article that their names identify.
func (inv *inventory) link() {
	byKey, bearers := map[string]*thing{}, inv.bearers()
	for _, t := range inv.things {
		t.entry = inv.known(t)
		for _, key := range t.keys(bearers) {
			first := byKey[key]
			switch {
			case first == nil:
				byKey[key] = t
			case !officeOfTwo(key, first.root(), t.root()):
				first.root().absorb(t.root())
			}
		}
	}
	inv.linkAppositions()
	inv.linkShortNames()
	inv.linkInstitutions()
	inv.linkDefinites()
	inv.linkKinds()
	inv.things = slices.DeleteFunc(inv.things, func(t *thing) bool { return t.into != nil })
}

// officeOfTwo reports whether a key is a common noun written large ("President")
// by which two things are called that have names of their own.
func officeOfTwo(key string, a, b *thing) bool {
	_, name, _ := strings.Cut(key, " ")
	return isGeneric(name) && !allGeneric(a.names) && !allGeneric(b.names)
}

// known returns the lexicon's entry of the first name that has one.
func (inv *inventory) known(t *thing) *Entry {
	for _, n := range t.names {
		if e := inv.lex.Find(n, t.typ()); e != nil {
			return e
		}
	}
	if t.typ() == schema.Person && len(t.names) == 1 && (!strings.Contains(t.names[0], " ") || strings.Contains(t.names[0], " of ")) {
		// a tagger takes the one word of a company or a region for a surname,
		// but news give a person's whole name; no person is "of"
		e := inv.lex.Find(t.names[0], "")
		if e != nil && (e.Type == schema.Organization || e.Type == schema.Place && !isFirstName(t.names[0])) {
			return e
		}
	}
	return nil
}

// keys returns what makes two things of an article one.
func (t *thing) keys(b bearers) []string {
	var keys []string
	if t.entry != nil {
		keys = append(keys, "lexicon "+t.entry.ID)
	}
	kind := "thing "
	if t.typ() == schema.Person {
		kind = "person "
	}
	for _, n := range t.names {
		keys = append(keys, kind+t.plain(fold(n), b))
	}
	return keys
}

// bearers tells who bears the full names of persons in the article.
func (inv *inventory) bearers() bearers {
	b := bearers{}
	for _, t := range inv.things {
		for _, n := range t.names {
			if words := strings.Fields(fold(n)); t.typ() == schema.Person && len(words) > 1 {
				b.add(words)
			}
		}
	}
	return b
}

// plain returns what is compared of a name, which is folded: a person's
// without middle names, unless they tell two apart, and with the given name
// that its first word is a form of; a place's without what it is ("City of
// Cleveland").
func (t *thing) plain(name string, b bearers) string {
	if t.typ() == schema.Person {
		words := strings.Fields(name)
		if len(words) < 2 || slices.Contains(words, "of") || slices.Contains(words, "and") {
			return name
		}
		if b.severalMiddles(words[0], words[len(words)-1]) {
			return name
		}
		return wholeGiven(words[0]) + " " + words[len(words)-1]
	}
	for _, kind := range []string{"city of ", "town of ", "state of ", "republic of "} {
		if bare, ok := strings.CutPrefix(name, kind); ok {
			return bare
		}
	}
	return name
}

func (t *thing) root() *thing {
	for t.into != nil {
		t = t.into
	}
	return t
}

// give lets u have a mention; of a thing that had no other nothing remains.
func (t *thing) give(mention int, u *thing) {
	t.mentions = slices.DeleteFunc(t.mentions, func(i int) bool { return i == mention })
	u.mentions = append(u.mentions, mention)
	slices.Sort(u.mentions)
	if len(t.mentions) == 0 {
		t.into = u
	}
}

// absorb takes in all that is known of u.
func (t *thing) absorb(u *thing) {
	if t == u {
		return
	}
	t.mentions = append(t.mentions, u.mentions...)
	slices.Sort(t.mentions)
	for _, n := range u.names {
		if t.counts[n] == 0 {
			t.names = append(t.names, n)
		}
		t.counts[n] += u.counts[n]
	}
	for typ, n := range u.votes {
		t.votes[typ] += n
	}
	if t.entry == nil {
		t.entry = u.entry
	}
	u.into = t
}

// byMention returns the thing of each mention.
func (inv *inventory) byMention() map[int]*thing {
	of := map[int]*thing{}
	for _, t := range inv.things {
		for _, m := range t.mentions {
			of[m] = t.root()
		}
	}
	return of
}

// bracketed reports whether b, in parentheses behind a, names the same.
func bracketed(a, b *thing) bool {
	if len(a.names) == 0 || len(b.names) == 0 || a.entry != nil && b.entry != nil && a.entry != b.entry {
		return false
	}
	for _, short := range b.names {
		for _, long := range a.names {
			if isAcronym(short) && abbreviates(short, long) {
				return true
			}
		}
	}
	return a.typ() == b.typ() && a.typ() != schema.Place && a.typ() != schema.Person
}

// abbreviates reports whether an acronym is made of the first letters of a
// name, or of its last words.
func abbreviates(short, long string) bool {
	return strings.HasSuffix(initials(long), fold(short))
}

// linkShortNames merges a thing that is only called by an acronym, or by a
// part of a person's name, with the one thing of the article that has the
// full name.
func (inv *inventory) linkShortNames() {
	for _, t := range inv.things {
		if t.into != nil || len(t.names) == 0 || t.entry != nil {
			continue
		}
		if full := inv.fullFor(t); full != nil {
			full.absorb(t)
		}
	}
}

// fullFor returns the thing that t's names are short for: the only one, or
// the one that the article mentions far more than the others.
func (inv *inventory) fullFor(t *thing) *thing {
	var best *thing
	next, place := 0, inv.isPlace(t)
	for _, u := range inv.things {
		if u.into != nil || u == t || len(u.names) == 0 || !t.shortFor(u, place) || inv.nested(t, u) {
			continue
		}
		switch {
		case best == nil:
			best = u
		case len(u.mentions) > len(best.mentions):
			best, next = u, len(best.mentions)
		default:
			next = max(next, len(u.mentions))
		}
	}
	if best != nil && len(best.mentions) >= 2*next {
		return best
	}
	return nil
}

// isPlace reports whether a name of t is that of a known place.
func (inv *inventory) isPlace(t *thing) bool {
	return t.typ() == schema.Place && slices.ContainsFunc(t.names, inv.lex.IsPlace)
}

// nested reports whether a mention of one stands inside a mention of the other:
// "New York" of "The New York Times" is another thing.
func (inv *inventory) nested(t, u *thing) bool {
	for _, i := range t.mentions {
		for _, j := range u.mentions {
			a, b := &inv.doc.Mentions[i], &inv.doc.Mentions[j]
			if a.Sent == b.Sent && a.Head != b.Head && (b.First <= a.Head && a.Head < b.End || a.First <= b.Head && b.Head < a.End) &&
				inv.doc.Sents[a.Sent].Tokens[a.Head].Rel != "appos" && inv.doc.Sents[b.Sent].Tokens[b.Head].Rel != "appos" {
				return true
			}
		}
	}
	return false
}

// shortFor reports whether every name of t is short for some name of u. The
// class of a short name is often mistaken; that of the full one counts, but
// for a name that the lexicon has for a place.
func (t *thing) shortFor(u *thing, place bool) bool {
	typ := u.typ()
	if t.typ() == schema.Person && typ != schema.Person {
		return false
	}
	for _, short := range t.names {
		ok := slices.ContainsFunc(u.names, func(long string) bool {
			switch {
			case typ == schema.Person:
				return partOf(short, long) && !place
			case isAcronym(short):
				return !isAcronym(long) && initials(long) == fold(short)
			}
			return !place && !isGeneric(short) && shortens(short, long, typ)
		})
		if !ok {
			return false
		}
	}
	return true
}

// shortens reports whether a name is the beginning of an organization's name.
// Two words of which the second is no common noun ("Activision Blizzard") are
// taken for one even where the class is not known.
func shortens(short, long string, typ schema.EntityType) bool {
	rest, ok := strings.CutPrefix(fold(long), fold(short)+" ")
	return ok && (typ == schema.Organization || typ != schema.Person && !strings.Contains(rest, " ") && !isGeneric(rest))
}

// partOf reports whether a person's name is one word of a longer one.
func partOf(short, long string) bool {
	a, b := strings.Fields(fold(short)), strings.Fields(fold(long))
	return len(a) == 1 && len(b) > 1 && slices.Contains(b, a[0])
}
