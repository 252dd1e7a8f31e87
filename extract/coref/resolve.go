package coref

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-graph/sayso/data/lexicon"
	"github.com/sayso-graph/sayso/data/model"
	"github.com/sayso-graph/sayso/extract/nlp"
)

// Default returns the model that is built in. It is read once.
var Default = sync.OnceValues(func() (*Model, error) {
	data, err := model.FS.ReadFile("coref.bin")
	if err != nil {
		return nil, fmt.Errorf("coreference model: %w", err)
	}
	return ReadModel(bytes.NewReader(data))
})

// Resolve groups the mentions of d into chains, every mention into exactly
// one, sorted by their first mention. It goes through the text once and gives
// each mention to the entity that the model scores best, or begins a new one
// (entity-based mention ranking, in the line of Clark and Manning 2016). Then
// each "he" and "she", and after them each "it" and "they", is judged again,
// when all names are known.
func (m *Model) Resolve(d *nlp.Doc) []Chain {
	s := newState(readTraits(d))
	s.resolve(m)
	entities := s.mentions()
	entities = revise(s.ts, entities, (*traits).he, m.people)
	entities = revise(s.ts, entities, (*traits).it, m.things)
	out := make([]Chain, 0, len(entities))
	for _, ms := range entities {
		c := Chain{Mentions: make([]int, len(ms)), Name: s.ts[s.bestName(ms)].mention}
		for k, i := range ms {
			c.Mentions[k] = s.ts[i].mention
		}
		out = append(out, c)
	}
	return out
}

// resolve gives each mention to an entity.
func (s *state) resolve(m *Model) {
	r := ranker{model: m, state: s}
	for i := range s.ts {
		r.rank(i)
		s.put(i, r.choices[r.best()].entity)
	}
}

// bestName returns the mention that names an entity best: a full name before an
// acronym, a name before a description, a description before a pronoun; of
// equals, the earliest.
func (s *state) bestName(mentions []int) int {
	return slices.MaxFunc(mentions, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.ts[a].worth(), s.ts[b].worth()), cmp.Compare(b, a))
	})
}

func (t *traits) worth() int {
	switch {
	case t.form.pronoun():
		return 0
	case t.form != name:
		return 1 + min(t.end-t.first, 3)
	case t.isShort:
		return 10
	}
	return 10 + min(len(t.name), 8)
}

// A choice is an entity that a mention may join; entity -1 is a new one.
type choice struct {
	entity   int
	features []feature
	sum      [hidden + 1]float32
	score    float32
}

// A ranker scores the choices of one mention; its buffers are used again.
type ranker struct {
	model   *Model
	state   *state
	choices []choice // the first is a new entity
	mention []feature
	found   []int
	bound   bool                      // the mention must join an entity, see best
	drop    func([]feature) []feature // leaves out features in training, else nil
}

// rank fills r.choices for mention i.
func (r *ranker) rank(i int) {
	s, t := r.state, &r.state.ts[i]
	r.bound = t.mustRefer()
	r.mention = s.mentionFeatures(i, r.mention)
	if r.drop != nil {
		r.mention = r.drop(r.mention)
	}
	r.found = s.candidates(i, r.found)
	n := len(r.found) + 1
	for len(r.choices) < n {
		r.choices = append(r.choices, choice{})
	}
	r.choices = r.choices[:n]
	var base [hidden + 1]float32
	r.model.add(&base, r.mention)
	fit := 0
	for k := range r.choices {
		c := &r.choices[k]
		c.sum = base
		if k == 0 {
			c.entity = -1
			c.features = s.newFeatures(i, r.mention, c.features)
		} else {
			c.entity = r.found[k-1]
			c.features = s.pairFeatures(i, c.entity, k-1, fit, c.features)
			fit += int(flag(t.fits(&s.entities[c.entity])))
		}
		if r.drop != nil {
			c.features = r.drop(c.features)
		}
		r.model.add(&c.sum, c.features)
		c.score = r.model.score(&c.sum)
	}
}

// best returns the index of the best choice. A pronoun that can stand for
// nothing new is given to the best entity there is: "he", "her", and "it"
// where it is no subject.
func (r *ranker) best() int {
	at := 0
	if len(r.choices) > 1 && r.bound {
		at = 1
	}
	for k := at; k < len(r.choices); k++ {
		if r.choices[k].score > r.choices[at].score {
			at = k
		}
	}
	return at
}

// mustRefer reports whether a pronoun refers to something mentioned before.
func (t *traits) mustRefer() bool {
	switch t.form {
	case pronounHe, pronounShe:
		return true
	case pronounIt:
		return t.rel != "nsubj" && t.rel != "expl" || t.rel == "nsubj" && speaks()[t.verb]
	}
	return false
}

// speaks holds the verbs whose subject speaks, asks, plans or thinks: an empty
// subject does nothing of the kind, so that "it said" is about somebody.
var speaks = sync.OnceValue(func() map[string]bool {
	verbs := map[string]bool{}
	for row := range lexicon.Rows("reporting.tsv") {
		if len(row) < 4 || row[1] != "verb" || row[0] == "show" {
			continue
		}
		for _, lemma := range strings.Fields(row[3]) {
			verbs[lemma] = true
		}
	}
	for _, lemma := range emptySubjects {
		delete(verbs, lemma)
	}
	return verbs
})

// emptySubjects are words of reporting that have an empty "it" as well, or
// one for a clause: "it remains to be seen", "it helps that".
var emptySubjects = []string{
	"begin", "close", "continue", "end", "feel", "finish", "follow", "go_on", "help", "hold", "imply", "indicate", "look", "mean",
	"open", "own", "rage", "rain", "read", "remain", "seem", "sound", "start", "suggest", "thunder", "appear", "happen", "turn_out",
	"take", "matter", "strike", "occur", "storm", "snow",
}
