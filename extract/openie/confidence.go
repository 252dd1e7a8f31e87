package openie

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/sayso-graph/sayso/data/model"
)

// A Confidence is a logistic model of how much of a proposition a careful
// reader would sign: the precision, between 0 and 1, with which it is
// expected to match what people wrote down. The zero value gives one half.
type Confidence struct {
	Bias    float64            `json:"bias"`
	Weights map[string]float64 `json:"weights"` // by name of a feature
}

// DefaultMinConfidence is the threshold that serves best on the data that the
// model was fitted to.
const DefaultMinConfidence = 0.38

// LoadConfidence reads a model in JSON.
func LoadConfidence(data []byte) (*Confidence, error) {
	var m Confidence
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("confidence model: %w", err)
	}
	return &m, nil
}

// defaultConfidence is the model that the program carries; a test holds that
// it is well-formed.
var defaultConfidence = sync.OnceValue(func() *Confidence {
	m, err := LoadConfidence(model.Confidence)
	if err != nil {
		return &Confidence{}
	}
	return m
})

// Of returns the confidence in a proposition with these features.
func (m *Confidence) Of(features []string) float64 {
	sum := m.Bias
	for _, f := range features {
		sum += m.Weights[f]
	}
	return 1 / (1 + math.Exp(-sum))
}

// An Example is a proposition that people judged.
type Example struct {
	Features []string
	Truth    float64 // 0 to 1: how right it is
}

// Training sets how a model is fitted. The zero value is the default.
type Training struct {
	Epochs int     // passes over the examples; 0 for 200
	Ridge  float64 // weight of the squared weights; 0 for 20
	Rare   int     // features seen less often are left out; 0 for 8
}

// TrainConfidence fits a model by gradient descent on the cross-entropy with
// the examples' truth, so that what it gives is calibrated. The same examples
// in the same order give the same model.
func TrainConfidence(examples []Example, t Training) *Confidence {
	if t.Epochs == 0 {
		t.Epochs = 200
	}
	if t.Ridge == 0 {
		t.Ridge = 20
	}
	if t.Rare == 0 {
		t.Rare = 8
	}
	f := newFitter(examples, t)
	for range t.Epochs {
		f.step()
	}
	return f.model()
}

// A fitter holds a model as vectors while it is fitted: full-batch gradient
// descent with a step of its own for each weight (Rprop-like AdaGrad).
type fitter struct {
	t       Training
	names   []string
	rows    [][]int
	truth   []float64
	weights []float64 // the last one is the bias
	squares []float64
}

func newFitter(examples []Example, t Training) *fitter {
	count := map[string]int{}
	for _, e := range examples {
		for _, name := range e.Features {
			count[name]++
		}
	}
	f := &fitter{t: t}
	for name, n := range count {
		if n >= t.Rare {
			f.names = append(f.names, name)
		}
	}
	slices.Sort(f.names)
	index := map[string]int{}
	for i, name := range f.names {
		index[name] = i
	}
	for _, e := range examples {
		row := []int{len(f.names)}
		for _, name := range e.Features {
			if i, ok := index[name]; ok {
				row = append(row, i)
			}
		}
		f.rows, f.truth = append(f.rows, row), append(f.truth, e.Truth)
	}
	f.weights, f.squares = make([]float64, len(f.names)+1), make([]float64, len(f.names)+1)
	return f
}

func (f *fitter) step() {
	gradient := make([]float64, len(f.weights))
	for n, row := range f.rows {
		sum := 0.0
		for _, i := range row {
			sum += f.weights[i]
		}
		miss := 1/(1+math.Exp(-sum)) - f.truth[n]
		for _, i := range row {
			gradient[i] += miss
		}
	}
	for i, g := range gradient {
		if i < len(f.names) {
			g += f.t.Ridge * f.weights[i]
		}
		f.squares[i] += g * g
		if f.squares[i] > 0 {
			f.weights[i] -= 0.3 * g / math.Sqrt(f.squares[i])
		}
	}
}

// model rounds the weights, which keeps the file small.
func (f *fitter) model() *Confidence {
	m := &Confidence{Weights: map[string]float64{}}
	for i, name := range f.names {
		if w := math.Round(f.weights[i]*1e4) / 1e4; w != 0 {
			m.Weights[name] = w
		}
	}
	m.Bias = math.Round(f.weights[len(f.names)]*1e4) / 1e4
	return m
}
