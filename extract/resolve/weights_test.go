package resolve

import (
	"testing"
)

// The weights that the program carries know every way in which names agree.
func TestDefaultWeights(t *testing.T) {
	for way := range prior().Agreement {
		if _, ok := defaultWeights().Agreement[way]; !ok {
			t.Errorf("no weight for %q", way)
		}
	}
	if len(defaultWeights().Agreement) != len(prior().Agreement) {
		t.Error("weights for ways that names do not agree in")
	}
}

// A probability grows with what speaks for one thing.
func TestScoreGrowsWithEvidence(t *testing.T) {
	w := defaultWeights()
	order := []Evidence{
		{Agreement: otherSpelling, Strangers: true, OtherType: true},
		{Agreement: otherSpelling, Strangers: true},
		{Agreement: otherSpelling},
		{Agreement: otherSpelling, Company: 1},
		{Agreement: otherSpelling, Company: 4},
	}
	for i := 1; i < len(order); i++ {
		if w.Score(&order[i-1]) >= w.Score(&order[i]) {
			t.Errorf("%+v is not less likely than %+v", order[i-1], order[i])
		}
	}
}

// A fit finds the shares of its examples, and keeps to the prior without any.
func TestFit(t *testing.T) {
	var examples []Example
	for i := range 400 {
		examples = append(examples, Example{Evidence: Evidence{Agreement: acronymOf}, Same: i%4 == 0, Weight: 1})
	}
	w := Fit(examples, 0.1)
	if p := w.Score(&examples[0].Evidence); p < 0.24 || p > 0.26 {
		t.Errorf("a quarter of the examples are one thing: %.3f", p)
	}
	if got, want := w.Score(&Evidence{Agreement: withForm}), prior().Score(&Evidence{Agreement: withForm}); got-want > 1e-3 || want-got > 1e-3 {
		t.Errorf("no example: %.3f, expected %.3f", got, want)
	}
}
