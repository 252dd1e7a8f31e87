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

// newPersonFeatures describes the choice that pronoun i stands for nobody who
// is named.
func (p *people) newPersonFeatures(i int, cs []candidate, out []feature) []feature {
	t := &p.ts[i]
	return append(out[:0],
		hash(100, uint32(t.role()), bucket(len(cs)), 0),
		hash(101, bucket(t.sent), 0, 0),
		hash(102, hashWord(t.verb), 0, 0),
		hash(103, bucket(t.sent), bucket(len(cs)), flag(t.quoted)))
}

// personFeatures describes the choice that pronoun i stands for candidate c.
func (p *people) personFeatures(i int, c *candidate, cs []candidate, out []feature) []feature {
	t, x := &p.ts[i], &p.list[c.id]
	r := uint32(t.role())
	near := p.near(t, c)
	solid := p.distance(t, c.prevSolid)
	ahead := p.ahead(t, c)
	topic := uint32(c.topicality + 1)
	fits := uint32(0)
	if t.gender == x.gender {
		fits = 1
	}
	kind := flag(x.named) | flag(x.class == "person")<<1 | flag(x.solid == 0)<<2 | flag(x.first)<<3
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
		hash(127, p.look(c), kind, fits),
		hash(122, p.firstRank(c, cs), topic, 0),
		hash(123, p.subjectRank(i, c, cs), near, 0),
		hash(124, p.subjectRank(i, c, cs), r, bucket(c.recency)),
	)
	if c.prev >= 0 {
		out = p.antecedentFeatures(t, &p.ts[c.prev], r, near, out, 130)
	}
	if c.prevSolid >= 0 && c.prevSolid != c.prev {
		out = p.antecedentFeatures(t, &p.ts[c.prevSolid], r, near, out, 150)
	}
	return out
}

// look codes the words of the candidate's name or description.
func (p *people) look(c *candidate) uint32 {
	for _, i := range p.list[c.id].mentions {
		if t := &p.ts[i]; !t.form.pronoun() {
			if t.form == name {
				return 1 + bucket(len(t.name))<<2 | flag(t.isShort)<<6
			}
			return hashWord(t.word)
		}
	}
	return 0
}

// antecedentFeatures compares a pronoun with an earlier mention.
func (p *people) antecedentFeatures(t, a *traits, r, near uint32, out []feature, base int) []feature {
	ra := uint32(a.role())
	command := t.command(a)
	sents := bucket(min(t.sent-a.sent, 4))
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
func (p *people) distance(t *traits, a int) uint32 {
	if a < 0 {
		return 14
	}
	return bucket(min(t.sent-p.ts[a].sent, 5))
}

// near codes the way back to the candidate's last mention, and whether that is
// an argument beside the pronoun, which would be a reflexive.
func (p *people) near(t *traits, c *candidate) uint32 {
	d := p.distance(t, c.prev)
	if d != 0 {
		return d
	}
	a := &p.ts[c.prev]
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
func (p *people) ahead(t *traits, c *candidate) uint32 {
	if c.next < 0 {
		return 0
	}
	a := &p.ts[c.next]
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
func (p *people) firstRank(c *candidate, cs []candidate) uint32 {
	n := 0
	for k := range cs {
		if p.list[cs[k].id].mentions[0] < p.list[c.id].mentions[0] {
			n++
		}
	}
	return bucket(n)
}

// subjectRank is the rank of a candidate among those whose last mention is a
// subject, 14 when its own is not.
func (p *people) subjectRank(i int, c *candidate, cs []candidate) uint32 {
	isSubject := func(c *candidate) bool { return c.prev >= 0 && p.ts[c.prev].role() == subject }
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
