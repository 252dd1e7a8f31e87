package neural

import (
	"math"
	"math/rand/v2"
	"slices"
)

// An Example is a sentence with what should be said of it.
type Example struct {
	Tokens  []Features
	Targets []Target
	Style   float32 // from -1 to 1, which of two ways of annotating it follows
}

// A Plan is how a network is trained.
type Plan struct {
	Seed      uint64
	Dropout   Dropout
	Weights   []float32 // of each tag's loss; arcs and relations have 1
	Tokens    int       // of a batch, about
	Sentences int       // of a batch, at most
	Rate      float64   // highest learning rate
	Warmup    int       // steps up to it
	Average   float64   // decay of the moving average of the weights, a step
	Freq      []int32   // of each trained word
}

// A Trainer fits one network. It is not safe for concurrent use; several may
// run side by side.
type Trainer struct {
	Net   *Net
	Steps int
	plan  Plan
	pcg   *rand.PCG
	rand  *rand.Rand
	drop  *dropout
	batch Batch
	buf   []bf16
}

// averageEvery is how many steps pass between updates of the moving average,
// which reads all weights.
const averageEvery = 16

// NewTrainer readies net for training.
func NewTrainer(net *Net, plan Plan) *Trainer {
	pcg := rand.NewPCG(plan.Seed, 0x5a7501)
	r := rand.New(pcg)
	t := &Trainer{Net: net, plan: plan, pcg: pcg, rand: r}
	t.drop = &dropout{Dropout: plan.Dropout, rand: r, freq: plan.Freq}
	size := 0
	for _, p := range net.params() {
		p.trainable()
		size = max(size, len(p.w))
	}
	t.buf = make([]bf16, size)
	return t
}

// Batches cuts the examples into batches of sentences of like length, longest
// first in each, in random order.
func (t *Trainer) Batches(examples []Example) [][]Example {
	shuffled := slices.Clone(examples)
	t.rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	var batches [][]Example
	const pool = 2048 // sentences sorted by length together
	for chunk := range slices.Chunk(shuffled, pool) {
		slices.SortStableFunc(chunk, func(a, b Example) int { return len(b.Tokens) - len(a.Tokens) })
		for len(chunk) > 0 {
			n, tokens := 0, 0
			for n < len(chunk) && n < t.plan.Sentences && (n == 0 || tokens+len(chunk[n].Tokens) <= t.plan.Tokens) {
				tokens += len(chunk[n].Tokens)
				n++
			}
			batches = append(batches, chunk[:n])
			chunk = chunk[n:]
		}
	}
	t.rand.Shuffle(len(batches), func(i, j int) { batches[i], batches[j] = batches[j], batches[i] })
	return batches
}

// Step learns from one batch; done is the part of the training that is over,
// from which the learning rate follows.
func (t *Trainer) Step(batch []Example, done float64) Loss {
	if t.Steps == 0 {
		t.repack()
	}
	loss := t.batch.learn(t.Net, batch, t.drop, t.plan.Weights)
	t.update(t.rate(done))
	t.repack()
	return loss
}

// SetRate sets the highest learning rate, for a further stage of the training.
func (t *Trainer) SetRate(rate float64) { t.plan.Rate = rate }

// rate is the cosine schedule with warm-up.
func (t *Trainer) rate(done float64) float64 {
	r := t.plan.Rate * 0.5 * (1 + math.Cos(math.Pi*min(done, 1)))
	return r * min(1, float64(t.Steps+1)/float64(max(t.plan.Warmup, 1)))
}

// update steps all weights and their average.
func (t *Trainer) update(rate float64) {
	const beta1, beta2 = 0.9, 0.95
	t.Steps++
	correct1 := 1 - math.Pow(beta1, float64(t.Steps))
	correct2 := math.Sqrt(1 - math.Pow(beta2, float64(t.Steps)))
	k := adamCoeffs{
		beta1: beta1, rest1: 1 - beta1, beta2: beta2, rest2: 1 - beta2,
		negStep: float32(-rate * correct2 / correct1), epsilon: 1e-8,
		scale: t.clip(), keep: 1,
	}
	for _, p := range t.Net.params() {
		p.step(&k)
	}
	if t.Steps%averageEvery == 0 {
		t.average()
	}
}

// clip is the factor that brings the norm of the gradient of the dense weights
// down to maxNorm.
func (t *Trainer) clip() float32 {
	const maxNorm = 5
	var sum float64
	for _, p := range t.Net.params() {
		if !p.sparse {
			sum += float64(kernels.dot(p.grad, p.grad))
		}
	}
	if norm := math.Sqrt(sum); norm > maxNorm {
		return float32(maxNorm / norm)
	}
	return 1
}

// average moves the averages; early in training they follow more closely.
func (t *Trainer) average() {
	decay := math.Pow(t.plan.Average, averageEvery)
	rounds := float64(t.Steps / averageEvery)
	decay = min(decay, (1+rounds)/(10+rounds))
	for _, p := range t.Net.params() {
		kernels.lerp(p.ema, p.w, float32(1-decay))
	}
}

func (t *Trainer) repack() {
	for _, p := range t.Net.factors() {
		p.repack(t.buf, true)
	}
}

// Averaged returns a network, not trainable, with the averaged weights.
func (t *Trainer) Averaged() *Net {
	n := newNet(t.Net.Config).alloc()
	from := t.Net.params()
	for i, p := range n.params() {
		copy(p.w, from[i].ema)
	}
	return n
}

// Mean returns the network whose weights are the mean of those of networks of
// the same sizes. Points that one training passes at low learning rates lie
// around a better one (Izmailov et al. 2018).
func Mean(nets []*Net) *Net {
	mean := newNet(nets[0].Config).alloc()
	to := mean.params()
	for _, n := range nets {
		for i, p := range n.params() {
			for j, x := range p.w {
				to[i].w[j] += x / float32(len(nets))
			}
		}
	}
	return mean
}
