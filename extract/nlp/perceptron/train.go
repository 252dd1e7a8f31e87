package perceptron

import (
	"math"
	"math/rand/v2"
)

// An Example is an input and how right each class is: weights that sum to 1,
// or to less for an example of less worth.
type Example struct {
	Input
	Want []float32
}

// Plan is how a network is fitted. The zero value means the defaults.
type Plan struct {
	Epochs      int     // 12
	Rate        float32 // step of AdaGrad, 0.05
	Drop        float32 // share of features left out of a step, 0.3
	DropNumbers float32 // the same for numbers, 0.2
	MinSteps    int     // how often a feature must be seen to be kept, 3 epochs' worth of it
	Seed        uint64
}

func (p *Plan) ensureDefaults() {
	if p.Epochs == 0 {
		p.Epochs = 12
	}
	if p.Rate == 0 {
		p.Rate = 0.05
	}
	if p.Drop == 0 {
		p.Drop = 0.3
	}
	if p.DropNumbers == 0 {
		p.DropNumbers = 0.2
	}
	if p.MinSteps == 0 {
		p.MinSteps = 2 * p.Epochs
	}
}

// Train fits a network to the examples. The result depends on them, their
// order and the seed alone.
func Train(c Config, examples []Example, plan Plan) *Net {
	plan.ensureDefaults()
	t := newTrainer(c, plan)
	order := t.rng.Perm(len(examples))
	for epoch := range plan.Epochs {
		t.rate = plan.Rate * (1 - float32(epoch)/float32(plan.Epochs))
		t.rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, k := range order {
			t.step(&examples[k])
		}
		if 2*epoch >= plan.Epochs {
			t.average()
		}
	}
	t.prune()
	return t.mean
}

// A trainer is a network on its way, with the squared gradients so far.
type trainer struct {
	plan     Plan
	net      *Net
	squares  *Net
	mean     *Net // of the networks after the later epochs
	averaged float32
	steps    []int // of each feature
	rng      *rand.Rand
	rate     float32

	in        Input // what is left of the example
	sum, grad []float32
	scores    []float32
}

func newTrainer(c Config, plan Plan) *trainer {
	t := &trainer{plan: plan, net: newNet(c, 1<<c.Bits), squares: newNet(c, 1<<c.Bits), mean: newNet(c, 1<<c.Bits), rng: rand.New(rand.NewPCG(plan.Seed, 11))}
	t.steps = make([]int, 1<<c.Bits)
	t.sum, t.grad = make([]float32, c.width()), make([]float32, c.width())
	t.uniform(t.net.numbers, math.Sqrt(3/float64(max(c.Numbers, 1))))
	t.uniform(t.net.out, math.Sqrt(6/float64(c.Hidden)))
	return t
}

func (t *trainer) uniform(w []float32, most float64) {
	for i := range w {
		w[i] = float32(most) * (2*t.rng.Float32() - 1)
	}
}

// step learns from one example by the cross entropy of its classes.
func (t *trainer) step(e *Example) {
	t.thin(&e.Input)
	t.net.sum(t.sum, t.in)
	t.scores = t.net.score(t.scores[:0], t.sum)
	Normalize(t.scores)
	worth := float32(0)
	for _, w := range e.Want {
		worth += w
	}
	n := t.net
	clear(t.grad)
	for c, s := range t.scores {
		g := worth*float32(math.Exp(float64(s))) - e.Want[c]
		t.grad[n.Hidden+c] = g
		out, sq := n.out[c*n.Hidden:][:n.Hidden], t.squares.out[c*n.Hidden:]
		for k := range out {
			if t.sum[k] > 0 {
				t.grad[k] += g * out[k]
				t.ada(&out[k], &sq[k], g*t.sum[k])
			}
		}
	}
	t.descend()
}

// thin copies the input without what is left out.
func (t *trainer) thin(in *Input) {
	t.in.Features, t.in.Numbers = t.in.Features[:0], t.in.Numbers[:0]
	for _, f := range in.Features {
		if t.rng.Float32() >= t.plan.Drop {
			t.in.Features = append(t.in.Features, f)
		}
	}
	keep := 1 / (1 - t.plan.DropNumbers)
	for _, x := range in.Numbers {
		if x != 0 && t.rng.Float32() < t.plan.DropNumbers {
			x = 0
		}
		t.in.Numbers = append(t.in.Numbers, keep*x)
	}
}

// descend passes the gradient of the sum down to the weights.
func (t *trainer) descend() {
	n, w := t.net, t.net.width()
	for k := range w {
		t.ada(&n.bias[k], &t.squares.bias[k], t.grad[k])
	}
	for _, f := range t.in.Features {
		row, sq := n.row(f), t.squares.row(f)
		at := f & (1<<n.Bits - 1)
		if t.steps[at]++; t.steps[at] == 1 { // a feature that is never seen weighs nothing
			t.uniform(row[:n.Hidden], 0.1)
		}
		for k := range row {
			t.ada(&row[k], &sq[k], t.grad[k])
		}
	}
	for i, x := range t.in.Numbers {
		if x == 0 {
			continue
		}
		row, sq := n.numbers[i*n.Hidden:][:n.Hidden], t.squares.numbers[i*n.Hidden:]
		for k := range row {
			t.ada(&row[k], &sq[k], x*t.grad[k])
		}
	}
}

func (t *trainer) ada(w, sq *float32, g float32) {
	if g == 0 {
		return
	}
	*sq += g * g
	*w -= t.rate * g / (1e-4 + float32(math.Sqrt(float64(*sq))))
}

// average takes the present weights into the mean, which generalizes better
// than any of the networks that it is the mean of.
func (t *trainer) average() {
	t.averaged++
	share := 1 / t.averaged
	now := t.net.params()
	for p, mean := range t.mean.params() {
		for i := range mean {
			mean[i] += share * (now[p][i] - mean[i])
		}
	}
}

// prune forgets the features that were hardly seen.
func (t *trainer) prune() {
	for f, n := range t.steps {
		if n < t.plan.MinSteps {
			clear(t.mean.row(uint32(f)))
		}
	}
}
