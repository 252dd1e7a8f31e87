package eval

import (
	"fmt"
	"slices"
	"strings"
)

// CorefMatch says when two mentions are the same.
type CorefMatch int

// Mentions match by their whole span, or by the span of their head word.
const (
	MatchExact CorefMatch = iota
	MatchHead
)

// ClusterScores are the metrics of coreference: MUC (Vilain et al. 1995), B³
// (Bagga and Baldwin 1998) and CEAFe with φ4 (Luo 2005), summed over
// documents, as the reference scorer of CoNLL does (Pradhan et al. 2014).
type ClusterScores struct {
	Mentions, MUC, B3, CEAFe PRF
}

// CoNLL returns the mean of the three F1.
func (s ClusterScores) CoNLL() float64 { return (s.MUC.F1 + s.B3.F1 + s.CEAFe.F1) / 3 }

// A TypeScore scores the mentions of one type.
type TypeScore struct {
	Type string
	PRF
	Gold int
}

// CorefScores compares two sets of mentions and chains.
type CorefScores struct {
	WithoutSingletons, WithSingletons ClusterScores
	// Untyped demands the span, Typed the type as well. Types is sorted; it
	// and Typed are empty when the gold has no types.
	Untyped, Typed PRF
	Types          []TypeScore
}

// Coref scores a system's documents against gold ones, paired by ID. A span
// that stands twice in a document counts once, as it first stands.
func Coref(gold, system []CorefDoc, match CorefMatch) (CorefScores, error) {
	pairs, err := corefPairs(gold, system, match)
	if err != nil {
		return CorefScores{}, err
	}
	scores := CorefScores{
		WithoutSingletons: clusterScores(pairs, false),
		WithSingletons:    clusterScores(pairs, true),
	}
	scores.mentions(pairs)
	return scores, nil
}

// corefPairs pairs documents by ID; their texts must be the same but for white
// space.
func corefPairs(gold, system []CorefDoc, match CorefMatch) ([]corefPair, error) {
	byID := make(map[string]*CorefDoc, len(system))
	for i := range system {
		byID[system[i].ID] = &system[i]
	}
	var pairs []corefPair
	for i := range gold {
		s := byID[gold[i].ID]
		if s == nil {
			return nil, fmt.Errorf("the system has no document %s", gold[i].ID)
		}
		if gold[i].Chars != s.Chars {
			return nil, fmt.Errorf("%s: the two texts differ: %s", s.ID, firstDifference(gold[i].Chars, s.Chars))
		}
		pairs = append(pairs, corefPair{keyed(&gold[i], match), keyed(s, match)})
	}
	return pairs, nil
}

// corefPair is a gold document and the system's, each span once.
type corefPair struct{ gold, system []keyedMention }

type keyedMention struct {
	key [2]int
	*CorefMention
}

func keyed(d *CorefDoc, match CorefMatch) []keyedMention {
	seen := make(map[[2]int]bool)
	var out []keyedMention
	for i := range d.Mentions {
		m := &d.Mentions[i]
		key := m.Span
		if match == MatchHead {
			key = m.Head
		}
		if !seen[key] {
			seen[key] = true
			out = append(out, keyedMention{key, m})
		}
	}
	return out
}

// mentions fills the scores that do not look at chains.
func (s *CorefScores) mentions(pairs []corefPair) {
	var all, typed tally
	types := make(map[string]*tally)
	of := func(kind string) *tally {
		if types[kind] == nil {
			types[kind] = new(tally)
		}
		return types[kind]
	}
	for _, p := range pairs {
		gold := make(map[[2]int]string, len(p.gold))
		for _, m := range p.gold {
			gold[m.key] = m.Type
			of(m.Type).gold++
		}
		all.gold += len(p.gold)
		all.system += len(p.system)
		for _, m := range p.system {
			of(m.Type).system++
			kind, found := gold[m.key]
			if found {
				all.hit++
			}
			if found && kind == m.Type {
				typed.hit++
				of(kind).hit++
			}
		}
	}
	typed.gold, typed.system = all.gold, all.system
	s.Untyped = all.prf()
	for kind, t := range types {
		if kind != "" && t.gold > 0 {
			s.Types = append(s.Types, TypeScore{kind, t.prf(), t.gold})
		}
	}
	slices.SortFunc(s.Types, func(a, b TypeScore) int { return strings.Compare(a.Type, b.Type) })
	if len(s.Types) > 0 {
		s.Typed = typed.prf()
	}
}

// A tally counts what the gold has, what the system has, and what both have.
type tally struct{ gold, system, hit int }

func (t tally) prf() PRF {
	return newPRF(ratio(float64(t.hit), float64(t.system), 0), ratio(float64(t.hit), float64(t.gold), 0))
}

// String returns the scores in percent.
func (s CorefScores) String() string {
	var b strings.Builder
	for _, part := range []struct {
		title string
		ClusterScores
	}{{"without singletons", s.WithoutSingletons}, {"with singletons", s.WithSingletons}} {
		fmt.Fprintln(&b, part.title)
		writePRF(&b, "mentions", part.Mentions)
		writePRF(&b, "muc", part.MUC)
		writePRF(&b, "b3", part.B3)
		writePRF(&b, "ceafe", part.CEAFe)
		fmt.Fprintf(&b, "  %-22s %31.2f\n", "CoNLL mean", 100*part.CoNLL())
	}
	fmt.Fprintln(&b, "entity mentions")
	writePRF(&b, "untyped", s.Untyped)
	if len(s.Types) > 0 {
		writePRF(&b, "typed", s.Typed)
	}
	for _, t := range s.Types {
		writePRF(&b, "type "+t.Type, t.PRF)
	}
	return b.String()
}

func writePRF(b *strings.Builder, name string, s PRF) {
	fmt.Fprintf(b, "  %-22s P %6.2f  R %6.2f  F1 %6.2f\n", name, 100*s.Precision, 100*s.Recall, 100*s.F1)
}
