package resolve

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"

	"github.com/sayso-graph/sayso/data/model"
	"github.com/sayso-graph/sayso/schema"
)

// Weights make a probability of evidence: a logistic regression, whose weights
// are logarithms of odds.
type Weights struct {
	Agreement map[Agreement]float64 `json:"agreement"` // each way with the bias
	Company   float64               `json:"company"`   // by the logarithm of one and the company
	Strangers float64               `json:"strangers"`
	OtherType float64               `json:"other_type"`
	Articles  float64               `json:"articles"` // by the logarithm of the articles
}

// LoadWeights reads weights in JSON.
func LoadWeights(data []byte) (*Weights, error) {
	var w Weights
	if err := json.Unmarshal(data, &w); err != nil {
		return nil, fmt.Errorf("weights of identity: %w", err)
	}
	return &w, nil
}

// defaultWeights are those that the program carries; a test holds that they
// are well-formed.
var defaultWeights = sync.OnceValue(func() *Weights {
	w, err := LoadWeights(model.Identity)
	if err != nil {
		return &Weights{}
	}
	return w
})

// Score is the probability that records with this evidence are one thing.
func (w *Weights) Score(e *Evidence) float64 {
	sum := w.Agreement[e.Agreement]
	for _, t := range e.terms() {
		sum += *w.of(t.name) * t.value
	}
	return 1 / (1 + math.Exp(-sum))
}

// A term is one thing that evidence tells besides the names.
type term struct {
	name  termName
	value float64
}

type termName int

const (
	company termName = iota
	strangers
	otherType
	articles
)

func (e *Evidence) terms() [4]term {
	return [4]term{
		{company, math.Log1p(e.Company)},
		{strangers, number(e.Strangers)},
		{otherType, number(e.OtherType)},
		{articles, math.Log(float64(max(1, e.Articles)))},
	}
}

func number(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (w *Weights) of(name termName) *float64 {
	return [...]*float64{&w.Company, &w.Strangers, &w.OtherType, &w.Articles}[name]
}

// An Example is a pair of records of which it is known whether they are one.
type Example struct {
	Evidence
	Same   bool
	Weight float64 // how many pairs of the world it stands for
}

// Pair is two records that were compared.
type Pair struct {
	A, B string // IRIs
	Evidence
}

// Score is the probability that the two are one thing.
func (p *Pair) Score() float64 { return defaultWeights().Score(&p.Evidence) }

// Pairs returns the pairs of records whose names agree in some way, and
// neither names nor types keep apart: what is scored.
func Pairs(records []schema.Record) []Pair {
	m := newMatcher(records)
	var out []Pair
	for _, p := range m.pairs() {
		if e, _, ok := m.evidence(p[0], p[1]); ok {
			out = append(out, Pair{m.records[p[0]].IRI, m.records[p[1]].IRI, e})
		}
	}
	return out
}

// prior are the weights that are believed before any example: the shares of
// pairs that a reader expects to be one thing.
func prior() *Weights {
	w := &Weights{Agreement: map[Agreement]float64{}, Company: 1.5, Strangers: -0.2, OtherType: -0.5, Articles: 1}
	for way, share := range map[Agreement]float64{
		sameName: 0.97, sameWordsOf: 0.93, sameLetters: 0.93, withMiddle: 0.92, withForm: 0.8, withInitial: 0.7,
		sameShort: 0.7, onlyBearer: 0.75, withItsPlace: 0.75, acronymOf: 0.5, otherSpelling: 0.5,
	} {
		w.Agreement[way] = math.Log(share / (1 - share))
	}
	return w
}

// Steps and rate of the descent in Fit; more change no digit that is kept.
const (
	fitSteps = 4000
	fitRate  = 0.02
)

// Fit fits weights to examples by gradient descent. Ridge is how many examples
// the prior weighs: a way that few examples show stays near to what is
// expected of it.
func Fit(examples []Example, ridge float64) *Weights {
	w, before := prior(), prior()
	ways := slices.Sorted(maps.Keys(w.Agreement))
	for range fitSteps {
		step := map[Agreement]float64{}
		var rest [4]float64
		for _, way := range ways {
			step[way] = ridge * (before.Agreement[way] - w.Agreement[way])
		}
		for name := range rest {
			rest[name] = ridge * (*before.of(termName(name)) - *w.of(termName(name)))
		}
		for i := range examples {
			x := &examples[i]
			miss := x.Weight * (number(x.Same) - w.Score(&x.Evidence))
			step[x.Agreement] += miss
			for _, t := range x.terms() {
				rest[t.name] += miss * t.value
			}
		}
		for _, way := range ways {
			w.Agreement[way] += fitRate * step[way]
		}
		for name, s := range rest {
			*w.of(termName(name)) += fitRate * s
		}
	}
	return w.rounded()
}

// rounded keeps the digits that matter, so that files differ only where fits do.
func (w *Weights) rounded() *Weights {
	round := func(x float64) float64 { return math.Round(1000*x) / 1000 }
	out := &Weights{Agreement: map[Agreement]float64{}}
	for way, x := range w.Agreement {
		out.Agreement[way] = round(x)
	}
	for name := company; name <= articles; name++ {
		*out.of(name) = round(*w.of(name))
	}
	return out
}
