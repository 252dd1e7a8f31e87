package coref

import (
	"math"
	"math/rand/v2"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// A Lesson is a document with the gold cluster of each of its mentions, -1
// for one that corefers with nothing.
type Lesson struct {
	Doc  *nlp.Doc
	Gold []int // parallel to Doc.Mentions
}

// NewLesson finds the gold cluster of each mention of d: of the annotated
// mention with the same span, else of one with the same head.
func NewLesson(d *nlp.Doc, gold []GoldMention) Lesson {
	type key struct{ sent, a, b int }
	bySpan, byHead := map[key]int{}, map[key]int{}
	for _, g := range gold {
		bySpan[key{g.Sent, g.First, g.End}] = g.Cluster
		if at := (key{g.Sent, g.Head, 0}); byHead[at] == 0 {
			byHead[at] = g.Cluster + 1
		}
	}
	l := Lesson{Doc: d, Gold: make([]int, len(d.Mentions))}
	for i, m := range d.Mentions {
		l.Gold[i] = byHead[key{m.Sent, m.Head, 0}] - 1
		if c, ok := bySpan[key{m.Sent, m.First, m.End}]; ok {
			l.Gold[i] = c
		}
	}
	return l
}

// Training is how a model is fitted. The zero value means the defaults.
type Training struct {
	Epochs int     // 8
	Rate   float32 // step of AdaGrad, 0.05
	Drop   float32 // share of features left out of a step, 0.3
	Seed   uint64
	// Costs of the kinds of error, in the order: joined though new, new though
	// known, joined to another; 1, 1.2, 1 by default (Clark and Manning 2016).
	Costs [3]float32
	// Done is called after each epoch with the mean loss of a mention.
	Done func(epoch int, loss float64)
}

func (t *Training) ensureDefaults() {
	if t.Epochs == 0 {
		t.Epochs = 8
	}
	if t.Rate == 0 {
		t.Rate = 0.05
	}
	if t.Drop == 0 {
		t.Drop = 0.3
	}
	if t.Costs == [3]float32{} {
		t.Costs = [3]float32{1, 1.2, 1}
	}
}

// Train fits a model: each mention's choices compete by their scores, plus the
// cost of choosing them wrongly, and all right ones share the credit. After
// the first epochs the choices before are the model's own half of the time,
// so that it learns to go on from its errors. The result depends on the
// lessons, their order and the seed alone.
func Train(lessons []Lesson, opt Training) *Model {
	opt.ensureDefaults()
	tr := newTrainer(opt)
	traits := make([][]traits, len(lessons))
	for i, l := range lessons {
		traits[i] = readTraits(l.Doc)
	}
	order := make([]int, len(lessons))
	for i := range order {
		order[i] = i
	}
	for epoch := range opt.Epochs {
		tr.own = min(0.6, 0.2*float32(epoch))
		tr.rate = opt.Rate * (1 - float32(epoch)/float32(opt.Epochs))
		tr.rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		loss, n := 0.0, 0
		for _, k := range order {
			loss += tr.document(traits[k], lessons[k].Gold)
			n += len(traits[k])
		}
		if 2*epoch >= opt.Epochs {
			tr.average()
		}
		if opt.Done != nil {
			opt.Done(epoch+1, loss/float64(max(n, 1)))
		}
	}
	tr.prune()
	return tr.mean
}

// A trainer takes steps of AdaGrad (Duchi, Hazan and Singer 2011).
type trainer struct {
	opt        Training
	m          *Model
	mean       *Model // of the models after the later epochs
	averaged   float32
	rows       [][hidden + 1]float32 // squared gradients so far
	steps      []int32               // of each row
	bias, out  [hidden]float32
	rng        *rand.Rand
	rate       float32
	own        float32 // share of own choices
	probs, tgt []float32
	kept       []feature
}

func newTrainer(opt Training) *trainer {
	tr := &trainer{opt: opt, m: newModel(), mean: newModel(), rng: rand.New(rand.NewPCG(opt.Seed, 7))}
	tr.rows = make([][hidden + 1]float32, len(tr.m.rows))
	tr.steps = make([]int32, len(tr.m.rows))
	for k := range hidden {
		tr.m.out[k] = tr.uniform()
	}
	return tr
}

func (tr *trainer) uniform() float32 { return 2*tr.rng.Float32() - 1 }

// document learns from one document and returns the sum of its losses.
func (tr *trainer) document(ts []traits, gold []int) float64 {
	s := newState(ts)
	r := ranker{model: tr.m, state: s, drop: tr.dropped}
	loss := 0.0
	for i := range ts {
		r.rank(i)
		right, any := tr.target(&r, gold, i)
		loss += tr.step(&r, gold[i] >= 0 && any)
		pick := right
		if tr.rng.Float32() < tr.own {
			pick = r.best()
		}
		s.put(i, r.choices[pick].entity)
	}
	return loss
}

// dropped leaves out some features at random.
func (tr *trainer) dropped(fs []feature) []feature {
	kept := fs[:0]
	for _, f := range fs {
		if tr.rng.Float32() >= tr.opt.Drop {
			kept = append(kept, f)
		}
	}
	return kept
}

// target marks the right choices of mention i and returns the first of them,
// and whether it is an entity that exists.
func (tr *trainer) target(r *ranker, gold []int, i int) (first int, known bool) {
	tr.tgt = tr.tgt[:0]
	for k := range r.choices {
		right := float32(0)
		if k > 0 && gold[i] >= 0 && r.state.holds(r.choices[k].entity, gold, gold[i]) {
			right = 1
			if !known {
				first, known = k, true
			}
		}
		tr.tgt = append(tr.tgt, right)
	}
	if !known {
		tr.tgt[0] = 1
	}
	return first, known
}

// holds reports whether at least half of entity id's mentions, or its last,
// are of the gold cluster.
func (s *state) holds(id int, gold []int, cluster int) bool {
	e := &s.entities[id]
	n := 0
	for _, k := range e.mentions {
		if gold[k] == cluster {
			n++
		}
	}
	return 2*n >= len(e.mentions) || gold[e.last] == cluster
}

// step takes one step of gradient descent on the choices and returns the loss.
func (tr *trainer) step(r *ranker, known bool) float64 {
	cost := tr.opt.Costs
	all, right := math.Inf(-1), math.Inf(-1)
	tr.probs = tr.probs[:0]
	for k := range r.choices {
		score := float64(r.choices[k].score)
		switch {
		case tr.tgt[k] > 0:
			right = logAdd(right, score)
		case k == 0:
			score += float64(cost[1])
		case known:
			score += float64(cost[2])
		default:
			score += float64(cost[0])
		}
		tr.probs = append(tr.probs, float32(score))
		all = logAdd(all, score)
	}
	var shared [hidden + 1]float32
	for k := range r.choices {
		g := float32(math.Exp(float64(tr.probs[k]) - all))
		if tr.tgt[k] > 0 {
			g -= float32(math.Exp(float64(r.choices[k].score) - right))
		}
		if g > 1e-4 || g < -1e-4 {
			tr.descend(&r.choices[k], g, &shared)
		}
	}
	tr.update(r.mention, &shared)
	return all - right
}

// descend passes gradient g of a choice's score down to its rows, and adds
// what the rows of the mention get to shared.
func (tr *trainer) descend(c *choice, g float32, shared *[hidden + 1]float32) {
	var grad [hidden + 1]float32
	grad[hidden] = g
	for k := range hidden {
		if z := c.sum[k] + tr.m.bias[k]; z > 0 {
			grad[k] = g * tr.m.out[k]
			ada(&tr.m.out[k], &tr.out[k], g*z, tr.rate)
			ada(&tr.m.bias[k], &tr.bias[k], grad[k], tr.rate)
		}
	}
	tr.update(c.features, &grad)
	for k := range grad {
		shared[k] += grad[k]
	}
}

func (tr *trainer) update(fs []feature, grad *[hidden + 1]float32) {
	for _, f := range fs {
		row, sq := &tr.m.rows[f], &tr.rows[f]
		if tr.steps[f]++; tr.steps[f] == 1 {
			for k := range hidden { // at first sight; a feature that is never seen weighs nothing
				row[k] = 0.1 * tr.uniform()
			}
		}
		for k := range grad {
			ada(&row[k], &sq[k], grad[k], tr.rate)
		}
	}
}

// average takes the present weights into the mean, which generalizes better
// than any of the models that it is the mean of.
func (tr *trainer) average() {
	tr.averaged++
	share := 1 / tr.averaged
	for f := range tr.mean.rows {
		for k := range tr.mean.rows[f] {
			tr.mean.rows[f][k] += share * (tr.m.rows[f][k] - tr.mean.rows[f][k])
		}
	}
	for k := range hidden {
		tr.mean.out[k] += share * (tr.m.out[k] - tr.mean.out[k])
		tr.mean.bias[k] += share * (tr.m.bias[k] - tr.mean.bias[k])
	}
}

// minSteps is how often a feature must have been learned from to be kept.
const minSteps = 30

// prune forgets the features that were hardly seen.
func (tr *trainer) prune() {
	for f, n := range tr.steps {
		if n < minSteps {
			tr.mean.rows[f] = [hidden + 1]float32{}
		}
	}
}

func ada(w, sq *float32, g, rate float32) {
	if g == 0 {
		return
	}
	*sq += g * g
	*w -= rate * g / (1e-4 + float32(math.Sqrt(float64(*sq))))
}

func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}
