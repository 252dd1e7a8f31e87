package coref

import (
	"cmp"
	"slices"
)

// A referent is an entity that a pronoun may stand for.
type referent struct {
	mentions []int // ascending
	gender   gender
	may      gender // genders that its pronouns may have: these, and those in doubt
	number   number
	class    string
	named    bool
	solid    int  // mentions that are no pronouns
	first    bool // a name of a person begins with a first name
}

// A revision is the entities of a document without some of their pronouns,
// which are given back to them one by one: a pronoun is best judged when all
// names of the document are known, those after it as well.
type revision struct {
	ts    []traits
	list  []referent
	of    []int                // referent of each mention, -1 for none
	takes func(t *traits) bool // whether a mention is one of the pronouns
}

// he reports whether a mention is a third-person pronoun of a person.
func (t *traits) he() bool { return t.form == pronounHe || t.form == pronounShe }

// it reports whether a mention is a third-person pronoun of a thing, of several
// or of somebody.
func (t *traits) it() bool { return t.form == pronounIt || t.form == pronounThey }

// newRevision takes pronouns out of the entities of a document.
func newRevision(ts []traits, entities [][]int, takes func(*traits) bool) *revision {
	v := &revision{ts: ts, of: make([]int, len(ts)), takes: takes, list: make([]referent, 0, len(entities))}
	for id, mentions := range entities {
		x := referent{gender: anyGender, may: anyGender, number: singular | plural}
		for _, i := range mentions {
			if t := &ts[i]; takes(t) {
				v.of[i] = -1
			} else {
				v.of[i] = id
				x.add(t, i)
			}
		}
		v.list = append(v.list, x)
	}
	v.unite()
	return v
}

// unite lets what has a name stand for what only describes it: "Roe, a
// painter", "Roe is a painter", "served as a painter". Its mentions are seen
// as the named one's; the chains stay two.
func (v *revision) unite() {
	heads := map[[2]int]int{}
	for i := range v.ts {
		heads[[2]int{v.ts[i].sent, v.ts[i].head}] = i
	}
	for i := range v.ts {
		t := &v.ts[i]
		if t.form.pronoun() || v.of[i] < 0 {
			continue
		}
		for _, at := range []int{t.appos, t.predRel} {
			j, ok := heads[[2]int{t.sent, at}]
			if at < 0 || !ok || v.of[j] < 0 || v.of[i] == v.of[j] {
				continue
			}
			a, b := &v.list[v.of[i]], &v.list[v.of[j]]
			switch { // who is absorbed already has no name and no mentions
			case !a.named && len(a.mentions) > 0 && b.named:
				b.absorb(a, v.ts)
			case !b.named && len(b.mentions) > 0 && a.named:
				a.absorb(b, v.ts)
			}
		}
	}
}

// absorb lets x stand for other.
func (x *referent) absorb(other *referent, ts []traits) {
	for _, i := range other.mentions {
		x.add(&ts[i], i)
	}
	*other = referent{}
}

// add takes in one more mention.
func (x *referent) add(t *traits, i int) {
	at, _ := slices.BinarySearch(x.mentions, i)
	x.mentions = slices.Insert(x.mentions, at, i)
	x.gender = x.gender.narrowed(t.gender)
	x.may = x.may.narrowed(t.gender | t.doubt)
	x.gender = x.may.narrowed(x.gender)
	if n := x.number & t.number; n != 0 {
		x.number = n
	}
	if !t.form.pronoun() {
		x.solid++
	}
	x.first = x.first || t.firstName
	if t.form == name && !x.named || x.class == "" {
		x.named, x.class = x.named || t.form == name, t.class
	}
}

// narrowed returns what two sets of genders share, g where they contradict.
func (g gender) narrowed(by gender) gender {
	if both := g & by; both != unassigned {
		return both
	}
	return g
}

// put gives pronoun i to a referent, to a new one when id is negative.
func (v *revision) put(i, id int) {
	if id < 0 {
		id = len(v.list)
		v.list = append(v.list, referent{gender: v.ts[i].gender, may: v.ts[i].gender, number: v.ts[i].number})
	}
	v.list[id].add(&v.ts[i], i)
	v.of[i] = id
}

// Limits of the search for a pronoun's referent.
const (
	referentBack  = 6 // sentences
	referentAhead = 2
	referentTop   = 3 // those with most mentions, however far
)

// A candidate is a referent that a pronoun may stand for, as the pronoun sees
// it.
type candidate struct {
	id         int
	prev       int // its last mention before the pronoun, -1
	prevSolid  int // the last that is no pronoun
	next       int // its first mention behind
	recency    int // rank by prev
	topicality int // rank by number of mentions
}

// candidates returns the referents that pronoun i may stand for, the most
// recently mentioned first.
func (v *revision) candidates(i int) []candidate {
	t := &v.ts[i]
	top := v.top(t)
	var out []candidate
	for id := range v.list {
		x := &v.list[id]
		if len(x.mentions) == 0 || !t.mayBe(x, v.ts) {
			continue
		}
		c := v.see(i, id)
		if v.later(t, &c) || v.speaks(t, x) {
			continue
		}
		c.topicality = slices.Index(top, id)
		near := c.prev >= 0 && t.sent-v.ts[c.prev].sent <= referentBack || c.next >= 0 && v.ts[c.next].sent-t.sent < referentAhead
		if near || c.topicality >= 0 {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.prev, a.prev), cmp.Compare(a.next, b.next)) })
	for k := range out {
		out[k].recency = k
	}
	return out
}

// mayBe leaves out what a pronoun cannot mean.
func (t *traits) mayBe(x *referent, ts []traits) bool {
	first := &ts[x.mentions[0]]
	switch t.form {
	case pronounIt:
		return (x.number&singular != 0 || x.class == "organization") && x.class != "person" && !first.form.speech()
	case pronounThey:
		return (x.number&plural != 0 || x.class == "person" && x.gender == anyone) && !first.form.speech()
	}
	return t.gender&x.may != 0 && first.number&singular != 0 &&
		(x.solid > 0 || first.he() || first.form == pronounI || first.form == pronounYou)
}

// later reports whether a referent is named in later paragraphs alone: no
// pronoun looks that far ahead.
func (v *revision) later(t *traits, c *candidate) bool {
	return c.prev < 0 && v.ts[c.next].paragraph != t.paragraph
}

// speaks reports whether x speaks the words in which "he" stands, or t those
// in which a "he" of x does: who speaks calls himself "I". In "said he would
// “do his best”" the words are the reporter's, but for some.
func (v *revision) speaks(t *traits, x *referent) bool {
	return slices.ContainsFunc(x.mentions, func(k int) bool { return t.spokenBy(&v.ts[k]) || v.ts[k].spokenBy(t) })
}

// spokenBy reports whether t is a "he" or "she" in direct speech by s.
func (t *traits) spokenBy(s *traits) bool { return t.he() && t.direct && t.speaker == s.at }

// speech reports whether f is a pronoun of those who speak and hear.
func (f form) speech() bool { return f == pronounI || f == pronounWe || f == pronounYou }

// see finds the mentions of a referent around pronoun i.
func (v *revision) see(i, id int) candidate {
	c := candidate{id: id, prev: -1, prevSolid: -1, next: -1}
	ms := v.list[id].mentions
	at, _ := slices.BinarySearch(ms, i)
	if at > 0 {
		c.prev = ms[at-1]
	}
	for k := at - 1; k >= 0 && c.prevSolid < 0; k-- {
		if !v.ts[ms[k]].form.pronoun() {
			c.prevSolid = ms[k]
		}
	}
	if at < len(ms) {
		c.next = ms[at]
	}
	return c
}

// top returns the referents with most mentions that t may stand for, most
// first: persons for "he" and "she".
func (v *revision) top(t *traits) []int {
	var ids []int
	for id := range v.list {
		if x := &v.list[id]; x.solid > 0 && t.mayBe(x, v.ts) && (t.it() || x.named || x.class == "person") {
			ids = append(ids, id)
		}
	}
	slices.SortStableFunc(ids, func(a, b int) int { return len(v.list[b].mentions) - len(v.list[a].mentions) })
	return ids[:min(len(ids), referentTop)]
}

// entities returns the mentions of each entity, sorted by their first one.
func (v *revision) entities() [][]int {
	of := make([][]int, len(v.list))
	for i, id := range v.of {
		of[id] = append(of[id], i)
	}
	of = slices.DeleteFunc(of, func(ms []int) bool { return len(ms) == 0 })
	slices.SortFunc(of, func(a, b []int) int { return a[0] - b[0] })
	return of
}
