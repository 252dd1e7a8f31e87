package nlp

import (
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

// nameSizes are the sizes of a network. Features are many, but few of them are
// seen often enough to be kept.
var nameSizes = perceptron.Config{Bits: 18, Numbers: nameSlots * nameVector, Hidden: 12, Classes: len(mentionClasses) + 2}

// namePlan is how a network is fitted.
var namePlan = perceptron.Plan{Rate: 0.02, Drop: 0.4, DropNumbers: 0.4, MinSteps: 72}

// nameNets is how many networks decide together: names are few, and what one
// network makes of them is a matter of chance. Eight small ones do better than
// three of the same size in all.
const nameNets = 8

// TrainNames fits a model to the names of lessons, of whose words p has vectors
// and clusters. The result depends on the arguments alone.
func TrainNames(p *Parser, lessons []NameLesson, seed uint64) *NameModel {
	m := &NameModel{known: &p.forms.known}
	examples := m.examples(lessons)
	nets := make([]*perceptron.Net, nameNets)
	var wg sync.WaitGroup
	for i := range nets {
		plan := namePlan
		plan.Seed = seed + uint64(i)
		wg.Go(func() { nets[i] = perceptron.Train(nameSizes, examples, plan) })
	}
	wg.Wait()
	m.net = perceptron.Mean(nets...)
	return m
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
