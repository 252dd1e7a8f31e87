package coref

import "slices"

// A role is the place of a mention in its clause, in a few kinds.
type role uint32

const (
	subject role = iota
	object
	oblique
	owner
	inNoun // "of Roe"
	joined // a later conjunct
	beside // an apposition
	other
	numRoles
)

func (t *traits) role() role {
	switch {
	case t.genitive:
		return owner
	case t.rel == "nsubj":
		return subject
	case t.rel == "obj", t.rel == "iobj":
		return object
	case t.rel == "obl":
		return oblique
	case t.rel == "nmod":
		return inNoun
	case t.rel == "conj":
		return joined
	case t.rel == "appos":
		return beside
	}
	return other
}

// place codes the role of a pronoun, with what it is of "it", "they" and
// others.
func (t *traits) place() uint32 {
	switch t.form {
	case pronounIt:
		return uint32(t.role()) | 1<<4
	case pronounThey:
		return uint32(t.role()) | 2<<4
	}
	return uint32(t.role())
}

// nobodyFeatures describes the choice that pronoun i stands for nobody who
// is named, and for nothing.
func (v *revision) nobodyFeatures(i int, cs []candidate, out []feature) []feature {
	t := &v.ts[i]
	r := t.place()
	out = append(out[:0],
		hash(100, r, bucket(len(cs)), 0),
		hash(101, bucket(t.sent), 0, 0),
		hash(102, hashWord(t.verb), 0, 0),
		hash(103, bucket(t.sent), bucket(len(cs)), flag(t.quoted)))
	if t.it() {
		out = append(out,
			hash(104, r, flag(t.speaks()), 0),
			hash(105, uint32(t.form), hashWord(t.verb), hashWord(t.fullRel)),
			hash(106, uint32(t.form), hashWord(t.fullRel), flag(t.first == 0)),
			hash(107, r, hashWord(t.prep), 0),
			hash(108, uint32(t.form), flag(t.genitive), flag(t.reflex)))
	}
	return out
}

// kind codes how a referent is known.
func (x *referent) kind() uint32 {
	return flag(x.named) | flag(x.class == "person")<<1 | flag(x.solid == 0)<<2 | flag(x.first)<<3
}

// fit codes how the gender of a pronoun fits a referent's.
func (t *traits) fit(x *referent) uint32 {
	switch {
	case t.it():
		return flag(t.gender == x.gender)
	case t.gender == x.may:
		return 1
	case t.gender == x.gender:
		return 2
	case t.gender&x.gender == 0:
		return 3
	}
	return 0
}

// speaks reports whether the mention is the subject of a verb of speech or
// thought.
func (t *traits) speaks() bool { return t.fullRel == "nsubj" && speaks()[t.verb] }

// referentFeatures describes the choice that pronoun i stands for candidate c.
func (v *revision) referentFeatures(i int, c *candidate, cs []candidate, out []feature) []feature {
	t, x := &v.ts[i], &v.list[c.id]
	r := t.place()
	near := v.near(t, c)
	solid := v.distance(t, c.prevSolid)
	ahead := v.ahead(t, c)
	topic := uint32(c.topicality + 1)
	fits := t.fit(x)
	kind := x.kind()
	out = append(out[:0],
		hash(110, near, r, 0),
		hash(111, solid, r, 0),
		hash(112, near, bucket(c.recency), 0),
		hash(113, bucket(c.recency), bucket(len(cs)), r),
		hash(114, fits, kind, 0),
		hash(115, fits, bucket(c.recency), near),
		hash(116, topic, near, 0),
		hash(117, topic, bucket(len(x.mentions)), bucket(len(cs))),
		hash(118, ahead, r, near),
		hash(119, ahead, topic, 0),
		hash(120, bucket(x.solid), topic, solid),
		hash(121, kind, near, 0),
		hash(125, hashWord(x.class), kind, fits),
		hash(126, hashWord(x.class), flag(x.named), bucket(x.solid)),
		hash(127, v.look(c), kind, fits),
		hash(122, v.firstRank(c, cs), topic, 0),
		hash(123, v.subjectRank(i, c, cs), near, 0),
		hash(124, v.subjectRank(i, c, cs), r, bucket(c.recency)),
	)
	if t.it() {
		out = v.thingFeatures(i, c, near, out)
	} else {
		out = v.personFeatures(t, c, cs, out)
	}
	if c.prev >= 0 {
		out = v.antecedentFeatures(t, &v.ts[c.prev], r, near, out, 130)
	}
	if c.prevSolid >= 0 && c.prevSolid != c.prev {
		out = v.antecedentFeatures(t, &v.ts[c.prevSolid], r, near, out, 150)
	}
	return out
}

// personFeatures describes who is spoken of already.
func (v *revision) personFeatures(t *traits, c *candidate, cs []candidate, out []feature) []feature {
	x := &v.list[c.id]
	near, r, fits, topic, kind := v.near(t, c), t.place(), t.fit(x), uint32(c.topicality+1), x.kind()
	here, before, count := v.salience(t, c)
	return append(out,
		hash(190, uint32(here), uint32(before), r),
		hash(191, uint32(here), near, bucket(count)),
		hash(192, uint32(before), topic, bucket(count)),
		hash(193, v.leftRank(c, cs), r, near),
		hash(194, v.leftRank(c, cs), uint32(here), fits),
		hash(195, v.namedRank(c, cs), kind, near),
		hash(196, v.namedRank(c, cs), uint32(here), uint32(before)),
	)
}

// thingFeatures describes what "it" and "they" may mean: the kinds of things
// that act and speak, that are one or several.
func (v *revision) thingFeatures(i int, c *candidate, near uint32, out []feature) []feature {
	t, x := &v.ts[i], &v.list[c.id]
	f, class, look := uint32(t.form), hashWord(x.class), v.look(c)
	r := t.place()
	number := uint32(x.number) | flag(x.named)<<2
	speaks := flag(t.speaks())
	out = append(out,
		hash(170, f, class, number),
		hash(171, f, class, speaks|number<<1),
		hash(172, f, look, 0),
		hash(173, hashWord(t.verb), hashWord(t.fullRel), class),
		hash(174, hashWord(t.verb), look, 0),
		hash(175, r, class, near),
		hash(176, r, number, near),
		hash(177, f, bucket(v.ts[x.mentions[0]].sent), flag(x.named)),
		hash(178, f, bucket(x.solid), flag(x.named)<<1|speaks),
		hash(179, r, bucket(c.recency), speaks<<8|class&0xff),
		hash(180, f, uint32(v.ts[x.mentions[0]].form), number),
		hash(181, f, hashWord(t.prep), class),
	)
	for k, at := range []int{c.prev, c.prevSolid} {
		if at < 0 || k == 1 && c.prevSolid == c.prev {
			continue
		}
		a := &v.ts[at]
		n := uint32(k) << 8
		out = append(out,
			hash(182, f|n, speaks|flag(a.speaks())<<1, bucket(min(t.sent-a.sent, 3))),
			hash(183, f|n, t.command(a), flag(a.speaks())),
			hash(184, r|n, uint32(a.form), class),
			hash(185, r|n, uint32(a.role()), class),
			hash(186, r|n, flag(a.inName), flag(a.genitive)<<1|flag(a.number == singular)),
			hash(187, f|n, flag(a.top)|flag(t.top)<<1|flag(a.first < 2)<<2, bucket(min(t.sent-a.sent, 3))),
			hash(188, f|n, bucket(a.end-a.first), near),
		)
	}
	return out
}

// look codes the words of the candidate's name or description.
func (v *revision) look(c *candidate) uint32 {
	for _, i := range v.list[c.id].mentions {
		if t := &v.ts[i]; !t.form.pronoun() {
			if t.form == name {
				return 1 + bucket(len(t.name))<<2 | flag(t.isShort)<<6
			}
			return hashWord(t.word)
		}
	}
	return 0
}

// antecedentFeatures compares a pronoun with an earlier mention.
func (v *revision) antecedentFeatures(t, a *traits, r, near uint32, out []feature, base int) []feature {
	ra := uint32(a.role())
	command := t.command(a)
	sents := bucket(min(t.sent-a.sent, 4))
	if t.he() {
		out = append(out,
			hash(base+16, hashWord(a.verb), ra, command),
			hash(base+17, hashWord(t.marker), ra, command),
			hash(base+18, hashWord(t.marker), r, sents))
	}
	return append(out,
		hash(base, ra, r, near),
		hash(base+1, ra, sents, 0),
		hash(base+2, command, r, ra),
		hash(base+3, command, bucket((t.at-a.at)/4), 0),
		hash(base+4, flag(a.he()), ra, near),
		hash(base+5, hashWord(a.fullRel), hashWord(t.fullRel), sents),
		hash(base+6, bucket((t.at-a.at)/3), r, 0),
		hash(base+7, flag(a.top), ra, sents),
		hash(base+8, flag(t.quoted)|flag(a.quoted)<<1|flag(t.speaker >= 0 && t.speaker == a.at)<<2, sents, 0),
		hash(base+9, hashWord(a.prep), ra, sents),
		hash(base+10, flag(t.verb == a.verb), r, ra),
		hash(base+11, hashWord(t.verb), r, ra),
		hash(base+12, bucket(a.depth), bucket(t.depth), sents),
		hash(base+13, uint32(a.form), ra, sents),
		hash(base+14, hashWord(a.class), hashWord(t.fullRel), 0),
		hash(base+15, flag(a.first == 0 || a.first == 1 && a.prep != ""), ra, sents),
	)
}

// distance codes how far back mention a is.
func (v *revision) distance(t *traits, a int) uint32 {
	if a < 0 {
		return 14
	}
	return bucket(min(t.sent-v.ts[a].sent, 5))
}

// near codes the way back to the candidate's last mention, and whether that is
// an argument beside the pronoun, which would be a reflexive.
func (v *revision) near(t *traits, c *candidate) uint32 {
	d := v.distance(t, c.prev)
	if d != 0 {
		return d
	}
	a := &v.ts[c.prev]
	switch {
	case a.verbAt == t.verbAt && !t.reflex && !t.genitive && !a.genitive && a.rel != "conj":
		return 20
	case a.verbAt == t.head, t.verbAt == a.head && t.genitive:
		return 21 // one inside the other
	case a.first <= t.head && t.head < a.end:
		return 22
	case t.within(a.verbAt):
		return 23
	}
	return 24
}

// ahead codes whether the candidate is named only behind the pronoun, or soon
// again: "In his book, Roe …".
func (v *revision) ahead(t *traits, c *candidate) uint32 {
	if c.next < 0 {
		return 0
	}
	a := &v.ts[c.next]
	code := uint32(1)
	switch {
	case a.sent > t.sent+1:
		code = 2
	case a.sent > t.sent:
		code = 3 + uint32(flag(a.role() == subject))
	case t.within(a.verbAt) && a.role() == subject:
		code = 5 + uint32(flag(t.before))
	case t.within(a.verbAt):
		code = 7
	case a.role() == subject:
		code = 8
	}
	return code<<1 | flag(a.form == name)
}

// firstRank is the rank of a candidate by its first mention.
func (v *revision) firstRank(c *candidate, cs []candidate) uint32 {
	n := 0
	for k := range cs {
		if v.list[cs[k].id].mentions[0] < v.list[c.id].mentions[0] {
			n++
		}
	}
	return bucket(n)
}

// subjectRank is the rank of a candidate among those whose last mention is a
// subject, 14 when its own is not.
func (v *revision) subjectRank(i int, c *candidate, cs []candidate) uint32 {
	isSubject := func(c *candidate) bool { return c.prev >= 0 && v.ts[c.prev].role() == subject }
	if !isSubject(c) {
		return 14
	}
	n := 0
	for k := range cs {
		if cs[k].prev > c.prev && isSubject(&cs[k]) {
			n++
		}
	}
	return bucket(n)
}

// within reports whether the mention stands below token at.
func (t *traits) within(at int) bool { return at >= 0 && slices.Contains(t.above, at) }

// command codes how an earlier mention binds the pronoun.
func (t *traits) command(a *traits) uint32 {
	switch {
	case t.sent != a.sent:
		return 0
	case t.verbAt == a.verbAt:
		return 1
	case t.within(a.verbAt) && a.role() == subject:
		return 2
	case t.within(a.verbAt):
		return 3
	case t.within(a.head):
		return 4
	case a.within(t.verbAt):
		return 5
	}
	return 6
}

// salience returns the best role that a candidate has before the pronoun in its
// sentence, and in the sentence before, numRoles for none, and how often it
// stands there: who is spoken of already is spoken of again (Grosz, Joshi and
// Weinstein 1995).
func (v *revision) salience(t *traits, c *candidate) (here, before role, count int) {
	here, before = numRoles, numRoles
	ms := v.list[c.id].mentions
	at, _ := slices.BinarySearch(ms, c.prev+1)
	for k := at - 1; k >= 0 && t.sent-v.ts[ms[k]].sent < 2; k-- {
		a := &v.ts[ms[k]]
		if a.sent == t.sent {
			here = min(here, a.role())
		} else {
			before = min(before, a.role())
		}
		count++
	}
	return here, before, count
}

// leftRank counts the candidates that stand before c in the sentence of its
// last mention: Hobbs (1978) looks for antecedents from left to right.
func (v *revision) leftRank(c *candidate, cs []candidate) uint32 {
	if c.prev < 0 {
		return 14
	}
	n := 0
	for k := range cs {
		if p := cs[k].prev; p >= 0 && p < c.prev && v.ts[p].sent == v.ts[c.prev].sent {
			n++
		}
	}
	return bucket(n)
}

// namedRank counts the named candidates that are named after c last was.
func (v *revision) namedRank(c *candidate, cs []candidate) uint32 {
	if !v.list[c.id].named {
		return 14
	}
	n := 0
	for k := range cs {
		if v.list[cs[k].id].named && cs[k].prevSolid > c.prevSolid {
			n++
		}
	}
	return bucket(n)
}
