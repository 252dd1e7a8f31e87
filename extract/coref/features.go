package coref

import (
	"slices"
	"strings"
)

// A feature is a row of the model's table: the hash of a template and its
// values.
type feature uint32

const tableBits = 16

// hash mixes a template number with up to three values.
func hash(template int, a, b, c uint32) feature {
	h := uint64(template+1)*0x9E3779B97F4A7C15 ^ uint64(a)*0xC2B2AE3D27D4EB4F ^ uint64(b)*0x165667B19E3779F9 ^ uint64(c)*0xD6E8FEB86659FD93
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	h ^= h >> 32
	return feature(h & (1<<tableBits - 1))
}

// hashWord is FNV-1a.
func hashWord(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// bucket makes a small number of a distance.
func bucket(n int) uint32 {
	switch {
	case n < 0:
		return 15
	case n < 5:
		return uint32(n)
	case n < 8:
		return 5
	case n < 16:
		return 6
	case n < 32:
		return 7
	case n < 64:
		return 8
	}
	return 9
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// mentionFeatures describes mention i by itself. They are the same for all of
// its candidates.
func (s *state) mentionFeatures(i int, out []feature) []feature {
	t := &s.ts[i]
	f, class, rel := uint32(t.form), hashWord(t.class), hashWord(t.fullRel)
	exact, head := s.seen(t)
	out = append(out[:0],
		hash(0, f, 0, 0),
		hash(1, f, class, 0),
		hash(2, f, hashWord(t.word), 0),
		hash(3, f, rel, 0),
		hash(4, f, hashWord(t.prep), 0),
		hash(5, f, flag(t.reflex), flag(t.genitive)),
		hash(6, f, uint32(t.gender), uint32(t.number)),
		hash(7, f, bucket(len(t.mods)), flag(t.inName)),
		hash(8, f, exact, head),
		hash(9, f, flag(t.quoted), flag(t.who != "")),
		hash(10, f, bucket(t.sent), 0),
		hash(11, f, bucket(t.end-t.first), 0),
		hash(12, f, flag(t.predRel >= 0), flag(t.appos >= 0)),
	)
	if t.form == pronounIt || t.form == pronounThis || t.form == pronounYou {
		out = append(out, hash(13, f, hashWord(t.verb), rel))
	}
	for _, m := range t.mods {
		out = append(out, hash(14, f, hashWord(m), 0))
	}
	return out
}

// seen reports how many entities before share the text, and the head word.
func (s *state) seen(t *traits) (exact, head uint32) {
	if t.form.pronoun() {
		return 0, 0
	}
	ids := s.index[t.word]
	for _, id := range ids {
		if s.anyText(&s.entities[id], t.text) {
			exact = 1
		}
	}
	return exact, min(3, uint32(len(ids)))
}

func (s *state) anyText(e *entity, text string) bool {
	return slices.ContainsFunc(e.mentions, func(i int) bool { return s.ts[i].text == text })
}

// newFeatures describes the choice that mention i begins a new entity: its
// own features once more, with weights of their own.
func (s *state) newFeatures(i int, mention, out []feature) []feature {
	t := &s.ts[i]
	exact, head := s.seen(t)
	f := uint32(t.form)
	out = append(out[:0], hash(20, f, 0, 0), hash(21, f, exact, head), hash(22, f, hashWord(t.class), exact))
	for _, m := range mention {
		out = append(out, hash(23, uint32(m), 0, 0))
	}
	return out
}

// pairFeatures describes the choice that mention i belongs to entity id, which
// is the rank-th of its candidates and the fit-th of those that agree.
func (s *state) pairFeatures(i, id, rank, fit int, out []feature) []feature {
	t, e := &s.ts[i], &s.entities[id]
	a := &s.ts[e.last]
	f, fa := uint32(t.form), uint32(a.form)
	dist := t.sent - a.sent
	agree := agreement(t, e)
	out = append(out[:0],
		hash(30, f, bucket(dist), 0),
		hash(31, f, bucket(rank), 0),
		hash(32, f, bucket(fit), bucket(min(dist, 2))),
		hash(33, f, fa, flag(e.named)),
		hash(34, f, hashWord(t.class), hashWord(e.class)),
		hash(35, f, agree, 0),
		hash(36, f, hashWord(t.rel), hashWord(a.rel)),
		hash(37, f, bucket(min(dist, 2)), hashWord(a.fullRel)),
		hash(38, f, bucket(len(e.mentions)), flag(e.named)),
		hash(39, f, bucket(s.salience(t, e)), bucket(min(dist, 2))),
		hash(40, f, s.nesting(t, a), flag(t.genitive)),
		hash(41, f, s.binding(t, e), flag(t.reflex)),
		hash(42, f, s.voices(t, e, a), fa),
		hash(43, f, s.syntax(t, e), 0),
		hash(44, f, fa, uint32(s.ts[e.mentions[0]].form)),
		hash(45, f, flag(t.verb != "" && t.verb == a.verb), flag(t.rel == a.rel)),
		hash(46, f, flag(t.quoted), flag(a.quoted)),
		hash(47, f, bucket(s.ts[e.mentions[0]].sent), hashWord(s.ts[e.mentions[0]].rel)),
		hash(48, f, s.command(t, a), hashWord(a.rel)),
	)
	if t.form.pronoun() {
		out = append(out,
			hash(50, f, hashWord(s.ts[e.mentions[0]].word), 0),
			hash(51, f, hashWord(t.fullRel)^hashWord(a.fullRel)<<1, bucket(dist)),
			hash(52, f, agree, hashWord(e.class)),
			hash(53, f, hashWord(t.verb), hashWord(e.class)))
		return out
	}
	return append(out, s.nameFeatures(t, e, a)...)
}

// nameFeatures compares the words of names and nominals.
func (s *state) nameFeatures(t *traits, e *entity, a *traits) []feature {
	f := uint32(t.form)
	m := s.compare(t, e)
	dist := bucket(min(t.sent-a.sent, 20))
	return []feature{
		hash(60, f, m.key(), 0),
		hash(61, f, m.key(), hashWord(t.class)),
		hash(62, f, m.key(), dist),
		hash(63, f, m.extra, flag(m.head)),
		hash(64, f, m.missing, flag(m.head)),
		hash(65, hashWord(t.word), hashWord(a.word), 0),
		hash(66, f, m.name, uint32(a.form)),
		hash(67, f, flag(m.number), flag(m.head)),
		hash(69, hashWord(t.word), hashWord(e.class), flag(m.head)),
		hash(70, f, bucket(len(e.mentions)), flag(m.head)),
		hash(71, hashWord(t.word), hashWord(s.ts[e.mentions[0]].word), 0),
		hash(72, f, bucket(dist2(s, t, e)), flag(e.named)),
		hash(68, f, flag(t.inName), flag(a.inName)<<1|flag(m.exact)),
	}
}

// dist2 is how many sentences back e was named or described last.
func dist2(s *state, t *traits, e *entity) int {
	for k := len(e.mentions) - 1; k >= 0; k-- {
		if a := &s.ts[e.mentions[k]]; !a.form.pronoun() {
			return t.sent - a.sent
		}
	}
	return 99
}

// agreement codes how gender and number of a mention fit an entity.
func agreement(t *traits, e *entity) uint32 {
	var g, n uint32
	switch both := t.gender & e.gender; {
	case both == 0:
	case t.gender == e.gender:
		g = 1
	default:
		g = 2
	}
	switch {
	case t.number&e.number == 0:
	case t.number == e.number:
		n = 1
	default:
		n = 2
	}
	return g*3 + n
}

func (t *traits) fits(e *entity) bool { return t.gender&e.gender != 0 && t.number&e.number != 0 }

// salience counts the mentions of e in the two sentences before t.
func (s *state) salience(t *traits, e *entity) int {
	n := 0
	for k := len(e.mentions) - 1; k >= 0 && t.sent-s.ts[e.mentions[k]].sent <= 2; k-- {
		n++
	}
	return n
}

// nesting codes whether one phrase lies inside the other.
func (s *state) nesting(t, a *traits) uint32 {
	switch {
	case t.sent != a.sent:
		return 0
	case a.first <= t.first && t.end <= a.end:
		if t.verbAt == a.head {
			return 1
		}
		return 2
	case t.first <= a.first && a.end <= t.end:
		return 3
	case t.verbAt == a.verbAt:
		return 4
	}
	return 5
}

// binding codes whether some mention of e depends on the same word as t: of
// "he saw him", the two are different persons.
func (s *state) binding(t *traits, e *entity) uint32 {
	for k := len(e.mentions) - 1; k >= 0; k-- {
		a := &s.ts[e.mentions[k]]
		if a.sent != t.sent {
			return 0
		}
		if a.verbAt == t.verbAt && a.verbAt >= 0 && a.rel != "conj" {
			if a.rel == "nsubj" {
				return 1
			}
			return 2
		}
		if t.verbAt == a.head {
			return 3
		}
	}
	return 0
}

// voices codes who speaks: "I" is the speaker, "you" the other one.
func (s *state) voices(t *traits, e *entity, a *traits) uint32 {
	var v uint32
	if t.who != "" {
		v = 1 + flag(t.who == a.who)
		if t.form == pronounI {
			v = 3 + flag(slices.Contains(e.whos, t.who))
		} else if t.form == pronounYou && len(e.whos) > 0 {
			v = 5 + flag(slices.Contains(e.whos, t.who))
		}
	}
	switch {
	case t.who != "" && t.form == pronounI && s.called(e, t.who):
		return v + 80
	case t.quoted && t.speaker >= 0 && s.refersTo(e, t.speaker):
		return v + 16
	case t.quoted && a.quoted && t.speaker == a.speaker:
		return v + 32
	case t.quoted && a.quoted:
		return v + 48
	case a.quoted && a.speaker == t.at:
		return v + 64
	}
	return v
}

// called reports whether e has a name that the code of a speaker spells:
// "RichardNixon".
func (s *state) called(e *entity, who string) bool {
	return e.named && slices.ContainsFunc(e.mentions, func(i int) bool {
		t := &s.ts[i]
		return t.form == name && (strings.EqualFold(strings.Join(t.name, ""), who) ||
			len(t.name) == 1 && len(who) > len(t.name[0]) && strings.EqualFold(who[len(who)-len(t.name[0]):], t.name[0]))
	})
}

// refersTo reports whether e has a mention whose head is the token at.
func (s *state) refersTo(e *entity, at int) bool {
	return slices.ContainsFunc(e.mentions, func(i int) bool { return s.ts[i].at == at })
}

// syntax codes constructions that identify: apposition and predication.
func (s *state) syntax(t *traits, e *entity) uint32 {
	for k := len(e.mentions) - 1; k >= 0; k-- {
		a := &s.ts[e.mentions[k]]
		if a.sent != t.sent {
			break
		}
		switch {
		case t.appos == a.head:
			return 1
		case t.predRel == a.head:
			return 2
		case a.predRel == t.head:
			return 3
		case t.rel == "conj" && t.verbAt == a.head:
			return 4
		}
	}
	return 0
}

// command codes whether the antecedent is an argument of a verb above the
// mention's own, the typical binder of a pronoun.
func (s *state) command(t, a *traits) uint32 {
	switch {
	case t.sent != a.sent:
		return 0
	case t.verbAt == a.verbAt:
		return 1
	case a.at < t.at && a.verbAt >= 0 && a.verbAt < t.head:
		return 2
	case a.at < t.at:
		return 3
	}
	return 4
}

// A comparison is how the words of a mention and of an entity relate.
type comparison struct {
	exact, head, number, acronym bool
	name                         uint32 // see nameRelation, the best of all mentions
	extra, missing               uint32 // modifiers of the mention, of the entity, that the other lacks
}

func (c *comparison) key() uint32 {
	return c.name | flag(c.exact)<<4 | flag(c.head)<<5 | flag(c.acronym)<<6
}

// compare looks at all mentions of e.
func (s *state) compare(t *traits, e *entity) comparison {
	c := comparison{number: t.number&e.number != 0}
	var mods []string
	for _, k := range e.mentions {
		a := &s.ts[k]
		if a.form.pronoun() {
			continue
		}
		c.exact = c.exact || a.text == t.text
		c.head = c.head || a.word == t.word
		if t.form == name && a.form == name {
			c.name = max(c.name, nameRelation(t.name, a.name))
			c.acronym = c.acronym || t.isShort != a.isShort && len(t.acronym) > 1 && t.acronym == a.acronym
		}
		if a.word == t.word {
			mods = append(mods, a.mods...)
		}
	}
	c.extra, c.missing = lacking(t.mods, mods), lacking(mods, t.mods)
	return c
}

// nameRelation codes how two names relate, the closer the higher: 1 other
// words, 2 some shared words, 3 the same last word, 4 the same first word
// where one has no other, 5 all words of one in the other, 6 the same.
func nameRelation(a, b []string) uint32 {
	switch {
	case slices.Equal(a, b):
		return 6
	case lacking(a, b) == 0 || lacking(b, a) == 0:
		return 5
	case len(a) == 0 || len(b) == 0:
		return 0
	case (len(a) == 1 || len(b) == 1) && a[0] == b[0]:
		return 4
	case a[len(a)-1] == b[len(b)-1]:
		return 3
	case lacking(a, b) < uint32(len(a)):
		return 2
	}
	return 1
}

// lacking counts, up to 3, the words of a that b does not have.
func lacking(a, b []string) uint32 {
	n := uint32(0)
	for _, w := range a {
		if !slices.ContainsFunc(b, func(v string) bool { return strings.EqualFold(v, w) }) {
			n++
		}
	}
	return min(n, 3)
}
