package coref

import (
	"cmp"
	"slices"
)

// A person is an entity that "he" or "she" may stand for.
type person struct {
	mentions []int // ascending
	gender   gender
	class    string
	named    bool
	solid    int  // mentions that are no pronouns
	first    bool // a name of the person begins with a first name
}

// people are the entities of a document without their "he" and "she", which
// are given back to them one by one: a pronoun is best judged when all names
// of the document are known, those after it as well.
type people struct {
	ts   []traits
	list []person
	of   []int // person of each mention, -1 for none
}

// he reports whether a mention is a third-person pronoun of a person.
func (t *traits) he() bool { return t.form == pronounHe || t.form == pronounShe }

// newPeople takes the pronouns out of the entities of s.
func newPeople(s *state) *people {
	p := &people{ts: s.ts, of: slices.Clone(s.of)}
	for id := range s.entities {
		x := person{gender: anyGender}
		for _, i := range s.entities[id].mentions {
			if t := &s.ts[i]; t.he() {
				p.of[i] = -1
			} else {
				p.of[i] = id
				x.add(t, i)
			}
		}
		p.list = append(p.list, x)
	}
	p.unite()
	return p
}

// unite lets a named person stand for those who only describe it: "Roe, a
// painter", "Roe is a painter", "served as a painter". Its mentions are seen
// as the person's; the chains stay two.
func (p *people) unite() {
	heads := map[[2]int]int{}
	for i := range p.ts {
		heads[[2]int{p.ts[i].sent, p.ts[i].head}] = i
	}
	for i := range p.ts {
		t := &p.ts[i]
		if t.form.pronoun() || p.of[i] < 0 {
			continue
		}
		for _, at := range []int{t.appos, t.predRel} {
			j, ok := heads[[2]int{t.sent, at}]
			if at < 0 || !ok || p.of[j] < 0 || p.of[i] == p.of[j] {
				continue
			}
			a, b := &p.list[p.of[i]], &p.list[p.of[j]]
			switch { // who is absorbed already has no name and no mentions
			case !a.named && len(a.mentions) > 0 && b.named:
				b.absorb(a, p.ts)
			case !b.named && len(b.mentions) > 0 && a.named:
				a.absorb(b, p.ts)
			}
		}
	}
}

// absorb lets x stand for other.
func (x *person) absorb(other *person, ts []traits) {
	for _, i := range other.mentions {
		x.add(&ts[i], i)
	}
	*other = person{}
}

// add takes in one more mention.
func (x *person) add(t *traits, i int) {
	at, _ := slices.BinarySearch(x.mentions, i)
	x.mentions = slices.Insert(x.mentions, at, i)
	if g := x.gender & t.gender; g != unassigned {
		x.gender = g
	}
	if !t.form.pronoun() {
		x.solid++
	}
	x.first = x.first || t.firstName
	if t.form == name && !x.named || x.class == "" {
		x.named, x.class = x.named || t.form == name, t.class
	}
}

// put gives pronoun i to a person, to a new one when id is negative.
func (p *people) put(i, id int) {
	if id < 0 {
		id = len(p.list)
		p.list = append(p.list, person{gender: anyone})
	}
	p.list[id].add(&p.ts[i], i)
	p.of[i] = id
}

// Limits of the search for a pronoun's person.
const (
	personBack  = 6 // sentences
	personAhead = 2
	personTop   = 3 // persons with most mentions, however far
)

// A candidate is a person that a pronoun may stand for, as the pronoun sees
// it.
type candidate struct {
	id         int
	prev       int // its last mention before the pronoun, -1
	prevSolid  int // the last that is no pronoun
	next       int // its first mention behind
	recency    int // rank by prev
	topicality int // rank by number of mentions
}

// candidates returns the persons that pronoun i may stand for, the most
// recently mentioned first.
func (p *people) candidates(i int) []candidate {
	t := &p.ts[i]
	top := p.top(t)
	var out []candidate
	for id := range p.list {
		x := &p.list[id]
		if len(x.mentions) == 0 || !t.mayBe(x, p.ts) {
			continue
		}
		c := p.see(i, id)
		c.topicality = slices.Index(top, id)
		near := c.prev >= 0 && t.sent-p.ts[c.prev].sent <= personBack || c.next >= 0 && p.ts[c.next].sent-t.sent < personAhead
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

// mayBe leaves out what a pronoun of a person cannot mean.
func (t *traits) mayBe(x *person, ts []traits) bool {
	if t.gender&x.gender == 0 {
		return false
	}
	first := &ts[x.mentions[0]]
	return first.number&singular != 0 && (x.solid > 0 || first.he() || first.form == pronounI || first.form == pronounYou)
}

// see finds the mentions of a person around pronoun i.
func (p *people) see(i, id int) candidate {
	c := candidate{id: id, prev: -1, prevSolid: -1, next: -1}
	ms := p.list[id].mentions
	at, _ := slices.BinarySearch(ms, i)
	if at > 0 {
		c.prev = ms[at-1]
	}
	for k := at - 1; k >= 0 && c.prevSolid < 0; k-- {
		if !p.ts[ms[k]].form.pronoun() {
			c.prevSolid = ms[k]
		}
	}
	if at < len(ms) {
		c.next = ms[at]
	}
	return c
}

// top returns the persons of t's gender with most mentions, most first.
func (p *people) top(t *traits) []int {
	var ids []int
	for id := range p.list {
		if x := &p.list[id]; x.solid > 0 && t.mayBe(x, p.ts) && (x.named || x.class == "person") {
			ids = append(ids, id)
		}
	}
	slices.SortStableFunc(ids, func(a, b int) int { return len(p.list[b].mentions) - len(p.list[a].mentions) })
	return ids[:min(len(ids), personTop)]
}

// entities returns the mentions of each entity, sorted by their first one.
func (p *people) entities() [][]int {
	of := make([][]int, len(p.list))
	for i, id := range p.of {
		of[id] = append(of[id], i)
	}
	of = slices.DeleteFunc(of, func(ms []int) bool { return len(ms) == 0 })
	slices.SortFunc(of, func(a, b []int) int { return a[0] - b[0] })
	return of
}
