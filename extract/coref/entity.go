package coref

import "slices"

// An entity is a chain that is being built: what its mentions together tell.
type entity struct {
	mentions []int // indices of traits, ascending
	gender   gender
	number   number
	class    string // of its names, else of its first mention
	named    bool
	names    []int    // mentions that have a name, each name once
	whos     []string // speakers that the document names where it says "I"
	last     int      // the newest mention
}

// A state is a document of which the first mentions are resolved.
type state struct {
	ts       []traits
	words    *words
	entities []entity
	recent   []int            // entities, the one mentioned last first
	index    map[string][]int // entities by what their mentions are called
	of       []int            // entity of each mention, -1 while it is not resolved
	salient  []int            // the entities with most mentions, the first of them first
	stamp    []int            // of each entity: the mention that last asked for it
}

func newState(ts []traits) *state {
	of := make([]int, len(ts))
	for i := range of {
		of[i] = -1
	}
	return &state{ts: ts, words: loadWords(), index: map[string][]int{}, of: of}
}

// put gives mention i to an entity, to a new one when id is negative.
func (s *state) put(i, id int) {
	if id < 0 {
		s.start(i)
		return
	}
	s.join(i, id)
}

// start makes mention i an entity of its own.
func (s *state) start(i int) {
	t := &s.ts[i]
	id := len(s.entities)
	s.entities = append(s.entities, entity{gender: t.gender, number: t.number, class: t.class, last: i})
	s.stamp = append(s.stamp, -1)
	s.recent = append(s.recent, id)
	s.join(i, id)
}

// join adds mention i to entity id, which becomes the most recent one.
func (s *state) join(i, id int) {
	t, e := &s.ts[i], &s.entities[id]
	e.mentions = append(e.mentions, i)
	e.last = i
	s.of[i] = id
	e.narrow(t)
	if t.form == name && !slices.ContainsFunc(e.names, func(k int) bool { return slices.Equal(s.ts[k].name, t.name) }) {
		e.names = append(e.names, i)
	}
	at := slices.Index(s.recent, id)
	copy(s.recent[1:at+1], s.recent[:at])
	s.recent[0] = id
	s.promote(id)
	for _, key := range t.keys() {
		if ids := s.index[key]; !slices.Contains(ids, id) {
			s.index[key] = append(ids, id)
		}
	}
}

// mentions returns the mentions of each entity.
func (s *state) mentions() [][]int {
	out := make([][]int, len(s.entities))
	for id := range s.entities {
		out[id] = s.entities[id].mentions
	}
	return out
}

// maxSalient is how many entities are kept at hand for the whole document.
const maxSalient = 4

// promote puts entity id among the salient ones if it has mentions enough.
func (s *state) promote(id int) {
	n := len(s.entities[id].mentions)
	if at := slices.Index(s.salient, id); at >= 0 {
		s.salient = slices.Delete(s.salient, at, at+1)
	}
	at := len(s.salient)
	for at > 0 && len(s.entities[s.salient[at-1]].mentions) < n {
		at--
	}
	if at < maxSalient && n > 2 {
		s.salient = slices.Insert(s.salient, at, id)
		s.salient = s.salient[:min(len(s.salient), maxSalient)]
	}
}

// narrow adds to an entity what one more mention tells.
func (e *entity) narrow(t *traits) {
	if g := e.gender & t.gender; g != unassigned {
		e.gender = g
	}
	if n := e.number & t.number; n != 0 {
		e.number = n
	}
	if t.form == name && !e.named {
		e.named, e.class = true, t.class
	}
	if t.form == pronounI && t.who != "" && !slices.Contains(e.whos, t.who) {
		e.whos = append(e.whos, t.who)
	}
}

// keys returns the words by which an entity with this mention can be found.
func (t *traits) keys() []string {
	if t.form.pronoun() {
		return nil
	}
	keys := []string{t.word}
	if t.form != name {
		return keys
	}
	for _, w := range t.name {
		if len(w) > 2 && w != t.word {
			keys = append(keys, w)
		}
	}
	if len(t.acronym) > 1 && t.acronym != t.word {
		keys = append(keys, t.acronym)
	}
	return keys
}

// Limits of the search for antecedents.
const (
	pronounSents   = 5  // sentences back for pronouns
	pronounTries   = 24 // entities
	nominalSents   = 3  // sentences back for names and nominals of other words
	nominalTries   = 10
	indexTries     = 24 // entities of the same word, the newest
	firstPersonAgo = 400
)

// candidates returns the entities that mention i may belong to, the most
// recently mentioned first.
func (s *state) candidates(i int, buf []int) []int {
	t := &s.ts[i]
	buf = buf[:0]
	sents, tries := nominalSents, nominalTries
	if t.form.pronoun() {
		sents, tries = pronounSents, pronounTries
	}
	speech := t.form == pronounI || t.form == pronounYou || t.form == pronounWe
	if speech {
		sents, tries = firstPersonAgo, 2*pronounTries
	}
	for _, id := range s.recent {
		e := &s.entities[id]
		if t.sent-s.ts[e.last].sent > sents || len(buf) >= tries {
			break
		}
		if s.possible(t, e) {
			s.stamp[id] = i
			buf = append(buf, id)
		}
	}
	near := len(buf)
	if t.form == definite || t.form == demonstrative || t.form == pronounIt || t.form == pronounHe || t.form == pronounShe {
		for _, id := range s.salient {
			if s.stamp[id] != i && s.possible(t, &s.entities[id]) {
				s.stamp[id] = i
				buf = append(buf, id)
			}
		}
	}
	for _, key := range t.keys() {
		ids := s.index[key]
		for _, id := range ids[max(0, len(ids)-indexTries):] {
			if s.stamp[id] != i && s.possible(t, &s.entities[id]) {
				s.stamp[id] = i
				buf = append(buf, id)
			}
		}
	}
	slices.SortFunc(buf[near:], func(a, b int) int { return s.entities[b].last - s.entities[a].last })
	return buf
}

// possible leaves out what a third-person pronoun can hardly mean, and what a
// name that it has tells apart.
func (s *state) possible(t *traits, e *entity) bool {
	switch t.form {
	case name:
		return !s.disagrees(t, e)
	case pronounHe, pronounShe:
		return e.gender&t.gender != 0 && e.number&singular != 0
	case pronounIt:
		return e.number&singular != 0 && e.class != "person"
	}
	return true
}
