package nlp

import (
	"math"
	"slices"
	"sync"

	"github.com/sayso-graph/sayso/extract/nlp/perceptron"
)

// A NameLesson is a document as the parser reads it, with the gold tag of each
// token and the gold class of the mention that it heads, "" for none, by
// sentence.
type NameLesson struct {
	Doc           *Doc
	Tags, Classes [][]string
}

// verdict returns the gold verdict on a token, -1 when it teaches nothing.
func (l *NameLesson) verdict(s, t int) int {
	switch class := l.Classes[s][t]; {
	case l.Tags[s][t] != "PROPN":
		return noName
	case class == "":
		return partOfName
	default:
		return slices.Index(mentionClasses, class)
	}
}

// nameSizes are the sizes of the network.
var nameSizes = perceptron.Config{Bits: 13, Numbers: nameSlots * nameVector, Hidden: 48, Classes: len(mentionClasses) + 2}

// namePlan is how the networks are fitted.
var namePlan = perceptron.Plan{Rate: 0.02, Drop: 0.4, DropNumbers: 0.3}

// nameTeachers is how many networks teach what is not annotated.
const nameTeachers = 3

// taughtWorth is the worth of an example that was taught, of one that was annotated.
const taughtWorth = 0.5

// TrainNames fits a model to the names of lessons, of whose words p has vectors
// and clusters. It learns from further documents as well, which the parser has
// read and nobody annotated: what names they hold is taught by networks that
// learned the lessons from different seeds, corrected by the parser and by the
// rest of the document (self-training on soft labels: Hinton, Vinyals and Dean
// 2015). The result depends on the arguments alone.
func TrainNames(p *Parser, lessons []NameLesson, further []*Doc, seed uint64) *NameModel {
	m := &NameModel{known: &p.forms.known}
	examples := m.examples(lessons)
	if len(further) > 0 {
		teachers := train(examples, nameTeachers, seed+1)
		for _, d := range further {
			examples = append(examples, m.taught(d, teachers)...)
		}
	}
	m.net = train(examples, 1, seed)[0]
	return m
}

// train fits n networks, of the seeds from seed on.
func train(examples []perceptron.Example, n int, seed uint64) []*perceptron.Net {
	nets := make([]*perceptron.Net, n)
	var wg sync.WaitGroup
	for i := range nets {
		plan := namePlan
		plan.Seed = seed + uint64(i)
		wg.Go(func() { nets[i] = perceptron.Train(nameSizes, examples, plan) })
	}
	wg.Wait()
	return nets
}

// examples makes an example of each candidate of the lessons that teaches
// something.
func (m *NameModel) examples(lessons []NameLesson) (all []perceptron.Example) {
	for _, l := range lessons {
		m.each(l.Doc, func(s, t int, in perceptron.Input) {
			if v := l.verdict(s, t); v >= 0 {
				want := make([]float32, nameSizes.Classes)
				want[v] = 1
				all = append(all, perceptron.Example{Input: keep(in), Want: want})
			}
		})
	}
	return all
}

// keep copies the part of an input that its reader uses again.
func keep(in perceptron.Input) perceptron.Input {
	return perceptron.Input{Features: slices.Clone(in.Features), Numbers: in.Numbers}
}

// taught makes an example of each candidate of d, as the teachers judge it.
func (m *NameModel) taught(d *Doc, teachers []*perceptron.Net) (all []perceptron.Example) {
	var inputs []perceptron.Input
	groups := m.opinions(d, func(in perceptron.Input) []float32 {
		inputs = append(inputs, keep(in))
		return meanScores(teachers, in)
	})
	for _, group := range groups {
		for i := range group {
			want := slices.Clone(consult(group, i))
			perceptron.Normalize(want)
			for c, x := range want {
				want[c] = taughtWorth * float32(math.Exp(float64(x)))
			}
			all = append(all, perceptron.Example{Input: inputs[group[i].nth], Want: want})
		}
	}
	return all
}

// meanScores returns the mean of the logarithms of the networks' probabilities.
func meanScores(nets []*perceptron.Net, in perceptron.Input) []float32 {
	mean := make([]float32, nameSizes.Classes)
	for _, net := range nets {
		scores := net.Scores(nil, in)
		perceptron.Normalize(scores)
		for c, x := range scores {
			mean[c] += x / float32(len(nets))
		}
	}
	return mean
}
