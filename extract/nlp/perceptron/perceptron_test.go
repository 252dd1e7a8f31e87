package perceptron

import (
	"bytes"
	"math"
	"testing"
)

// lesson is a word and a number that tell the class only together.
func lesson() []Example {
	var out []Example
	for range 40 {
		for _, c := range []struct {
			word  string
			x     float32
			class int
		}{{"a", 1, 0}, {"a", -1, 1}, {"b", 1, 1}, {"b", -1, 0}} {
			want := make([]float32, 2)
			want[c.class] = 1
			out = append(out, Example{Input{Features: []uint32{Hash(0, c.word)}, Numbers: []float32{c.x}}, want})
		}
	}
	return out
}

var (
	sizes = Config{Bits: 6, Numbers: 1, Hidden: 8, Classes: 2}
	plan  = Plan{Epochs: 60, Rate: 0.1, Drop: 0.001, DropNumbers: 0.001, MinSteps: 1, Seed: 3}
)

func TestTrainLearnsTheLesson(t *testing.T) {
	examples := lesson()
	n := Train(sizes, examples, plan)
	for _, e := range examples[:4] {
		s := n.Scores(nil, e.Input)
		if (s[1] > s[0]) != (e.Want[1] > e.Want[0]) {
			t.Errorf("%v: scores %v, want class of %v", e.Input, s, e.Want)
		}
	}
	if again := Train(sizes, examples, plan); !bytes.Equal(n.AppendTo(nil), again.AppendTo(nil)) {
		t.Error("two runs of one seed gave different networks")
	}
}

func TestRoundTrip(t *testing.T) {
	n := Train(sizes, lesson(), plan)
	data := n.AppendTo(nil)
	read, rest, err := Read(append(data[:len(data):len(data)], "rest"...))
	if err != nil || string(rest) != "rest" {
		t.Fatalf("rest %q, error %v", rest, err)
	}
	in := lesson()[0].Input
	a, b := n.Scores(nil, in), read.Scores(nil, in)
	for c := range a {
		if d := math.Abs(float64(a[c] - b[c])); d > 0.1*(1+math.Abs(float64(a[c]))) {
			t.Errorf("class %d: %v before, %v after", c, a[c], b[c])
		}
	}
	for n := range data {
		if _, _, err := Read(data[:n]); err == nil {
			t.Errorf("%d of %d bytes were read", n, len(data))
		}
	}
}

// The mean of networks scores as they do on average, whatever their rows.
func TestMean(t *testing.T) {
	wide := sizes
	wide.Hidden++
	a := Train(sizes, lesson(), plan)
	b := Train(wide, append(lesson(), Example{Input{Features: []uint32{Hash(1, "seldom")}}, []float32{1, 0}}), plan)
	mean := Mean(a, b)
	read, _, err := Read(mean.AppendTo(nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []Input{lesson()[0].Input, lesson()[1].Input, {Features: []uint32{Hash(1, "seldom")}}, {}} {
		x, y, got, back := a.Scores(nil, in), b.Scores(nil, in), mean.Scores(nil, in), read.Scores(nil, in)
		for c := range got {
			if want := (x[c] + y[c]) / 2; math.Abs(float64(got[c]-want)) > 1e-4 {
				t.Errorf("%v: class %d scores %v, want %v", in, c, got[c], want)
			}
			if d := math.Abs(float64(got[c] - back[c])); d > 0.1*(1+math.Abs(float64(got[c]))) {
				t.Errorf("class %d: %v before, %v after", c, got[c], back[c])
			}
		}
	}
}

func TestNormalize(t *testing.T) {
	s := []float32{1000, 1001, -1000}
	Normalize(s)
	sum := 0.0
	for _, x := range s {
		sum += math.Exp(float64(x))
	}
	if math.Abs(sum-1) > 1e-3 {
		t.Errorf("probabilities sum to %v", sum)
	}
}

// FuzzRead: what is read can be written, and read again as the same.
func FuzzRead(f *testing.F) {
	f.Add(newNet(Config{Bits: 1, Hidden: 1, Classes: 1}, 2).AppendTo(nil))
	f.Add([]byte("no network"))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, _, err := Read(data)
		if err != nil {
			return
		}
		if _, rest, err := Read(n.AppendTo(nil)); err != nil || len(rest) > 0 {
			t.Errorf("rest %d, error %v", len(rest), err)
		}
	})
}

func BenchmarkScores(b *testing.B) {
	n := newNet(Config{Bits: 13, Numbers: 800, Hidden: 48, Classes: 12}, 1<<13)
	in := Input{Numbers: make([]float32, 800)}
	for i := range 80 {
		in.Features = append(in.Features, Hash(i))
	}
	for i := range in.Numbers {
		in.Numbers[i] = 1
	}
	var buf []float32
	for b.Loop() {
		buf = n.Scores(buf[:0], in)
	}
}
