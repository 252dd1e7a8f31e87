package eval

import (
	"fmt"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// NameScores are how well names are found: the mentions whose head is a proper
// noun, by exact span.
type NameScores struct {
	// Untyped demands the span, Typed the type as well. What is a name is told
	// by the tags of each side, of the gold by the gold ones.
	Untyped, Typed PRF
	// UntypedGold and TypedGold take the gold tags for both sides, so that a
	// wrong tag alone costs nothing.
	UntypedGold, TypedGold PRF
	Types                  []TypeScore // of Typed, sorted
}

// A NamedDoc is a document with the tags of its mentions.
type NamedDoc struct {
	Doc  *nlp.Doc
	Tags []nlp.EntityTag
}

// Names scores a system's documents, in the order of the gold ones and with
// their tokens.
func Names(gold, system []NamedDoc) (NameScores, error) {
	var s NameScores
	own, byGold := newNameTally(), newNameTally()
	if len(gold) != len(system) {
		return s, fmt.Errorf("%d documents, not the gold's %d", len(system), len(gold))
	}
	for i := range gold {
		g, y := &gold[i], &system[i]
		if err := sameTokens(g.Doc, y.Doc); err != nil {
			return s, err
		}
		want := g.names(g.Doc)
		own.add(want, y.names(y.Doc))
		byGold.add(want, y.names(g.Doc))
	}
	s.Untyped, s.Typed, s.Types = own.span.prf(), own.typed.prf(), own.types()
	s.UntypedGold, s.TypedGold = byGold.span.prf(), byGold.typed.prf()
	return s, nil
}

func sameTokens(a, b *nlp.Doc) error {
	if len(a.Sents) != len(b.Sents) {
		return fmt.Errorf("%d sentences, not the gold's %d", len(b.Sents), len(a.Sents))
	}
	for i := range a.Sents {
		if len(a.Sents[i].Tokens) != len(b.Sents[i].Tokens) {
			return fmt.Errorf("sentence %s: %d tokens, not the gold's %d", a.Sents[i].ID, len(b.Sents[i].Tokens), len(a.Sents[i].Tokens))
		}
	}
	return nil
}

// names returns the types of the mentions whose head tagged calls a proper
// noun.
func (d *NamedDoc) names(tagged *nlp.Doc) map[nlp.Phrase]string {
	out := map[nlp.Phrase]string{}
	for _, t := range d.Tags {
		head := phraseHead(&d.Doc.Sents[t.Sent], t.Phrase)
		if tagged.Sents[t.Sent].Tokens[head].UPOS == "PROPN" {
			out[t.Phrase] = t.Class
		}
	}
	return out
}

// A nameTally counts names, in all and by type.
type nameTally struct {
	span, typed tally
	kinds       map[string]*tally
}

func newNameTally() *nameTally { return &nameTally{kinds: map[string]*tally{}} }

func (t *nameTally) of(kind string) *tally {
	if t.kinds[kind] == nil {
		t.kinds[kind] = &tally{}
	}
	return t.kinds[kind]
}

func (t *nameTally) add(gold, system map[nlp.Phrase]string) {
	for _, kind := range gold {
		t.span.gold++
		t.of(kind).gold++
	}
	for phrase, kind := range system {
		t.span.system++
		t.of(kind).system++
		if want, ok := gold[phrase]; ok {
			t.span.hit++
			if want == kind {
				t.typed.hit++
				t.of(kind).hit++
			}
		}
	}
	t.typed.gold, t.typed.system = t.span.gold, t.span.system
}

func (t *nameTally) types() []TypeScore {
	var out []TypeScore
	for _, kind := range sortedKeys(t.kinds) {
		if n := t.kinds[kind]; n.gold > 0 {
			out = append(out, TypeScore{kind, n.prf(), n.gold})
		}
	}
	return out
}

// String returns the scores in percent.
func (s NameScores) String() string {
	var b strings.Builder
	fmt.Fprintln(&b, "names, by the tags of each side")
	writePRF(&b, "typed", s.Typed)
	writePRF(&b, "untyped", s.Untyped)
	for _, t := range s.Types {
		writePRF(&b, "type "+t.Type, t.PRF)
	}
	fmt.Fprintln(&b, "names, by the gold tags")
	writePRF(&b, "typed", s.TypedGold)
	writePRF(&b, "untyped", s.UntypedGold)
	return b.String()
}
