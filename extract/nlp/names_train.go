package nlp

import (
	"slices"

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

// TrainNames fits a model to the names of lessons, of whose words p
// has vectors and clusters.
func TrainNames(p *Parser, lessons []NameLesson, seed uint64) *NameModel {
	m := &NameModel{known: &p.forms.known}
	var examples []perceptron.Example
	for _, l := range lessons {
		m.each(l.Doc, func(s, t int, in perceptron.Input) {
			if v := l.verdict(s, t); v >= 0 {
				want := make([]float32, nameSizes.Classes)
				want[v] = 1
				in = perceptron.Input{Features: slices.Clone(in.Features), Numbers: in.Numbers}
				examples = append(examples, perceptron.Example{Input: in, Want: want})
			}
		})
	}
	m.net = perceptron.Train(nameSizes, examples, perceptron.Plan{Seed: seed, Rate: 0.02, Drop: 0.4, DropNumbers: 0.3})
	return m
}
