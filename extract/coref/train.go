package coref

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// A Lesson is a document with the gold cluster of each of its mentions.
type Lesson struct {
	Doc  *nlp.Doc
	Gold []int // parallel to Doc.Mentions; may be Alone or Unknown
}

// Gold clusters that are none.
const (
	Alone   = -1 // corefers with nothing
	Unknown = -2 // not annotated: nothing is learned from the mention's choice
)

// whole reports whether all mentions of the lesson are annotated.
func (l *Lesson) whole() bool { return !slices.Contains(l.Gold, Unknown) }

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

// A Mark is a stretch of text whose mentions are of one gold cluster.
type Mark struct {
	schema.Span
	Cluster int
}

// NewPassage makes a lesson of a passage in which only the marked stretches,
// and names that are spelled like a marked one, are annotated.
func NewPassage(d *nlp.Doc, marks []Mark) Lesson {
	l := Lesson{Doc: d, Gold: make([]int, len(d.Mentions))}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		head := d.Sents[m.Sent].Tokens[m.Head].Span
		l.Gold[i] = Unknown
		for _, k := range marks {
			if k.Contains(head) || m.Form == nlp.Named && d.Sents[m.Sent].Words(m.First, m.End).In(d.Text) == k.In(d.Text) {
				l.Gold[i] = k.Cluster
			}
		}
	}
	return l
}

// Training is how a model is fitted. The zero value means the defaults.
type Training struct {
	Epochs int // 8
	// VoterEpochs are passes for what pronouns stand for, 12, VoterDrop the
	// features left out then, 0.5, and Voters the models that choose together, 4.
	VoterEpochs int
	VoterDrop   float32
	Voters      int
	// Passages is how often an epoch of voters goes through a lesson of which few
	// mentions are annotated, 1.
	Passages int
	Rate     float32 // step of AdaGrad, 0.05
	Drop     float32 // share of features left out of a step, 0.3
	Seed     uint64
	// Windows is how many passages of a few sentences are taken from each
	// document in each epoch, 2 by default, -1 for none: what is read may begin
	// in the middle of a story, with pronouns.
	Windows int
	// Blur is the share of names whose class is hidden, 0.1: a tagger errs.
	Blur float32
	// MinSteps is how often a feature must have been learned from to be kept,
	// 160; it makes the model small.
	MinSteps int
	// Costs of the kinds of error, in the order: joined though new, new though
	// known, joined to another; 1, 1.2, 1 by default (Clark and Manning 2016).
	Costs [3]float32
	// Base is a model of which all is kept but what "he" and "she" stand for;
	// nil to fit everything.
	Base *Model
	// Done is called after each epoch with the mean loss of a mention.
	Done func(epoch int, loss float64)
}

func (t *Training) ensureDefaults() {
	if t.Epochs == 0 {
		t.Epochs = 8
	}
	if t.VoterEpochs == 0 {
		t.VoterEpochs = 12
	}
	if t.VoterDrop == 0 {
		t.VoterDrop = 0.5
	}
	if t.Voters == 0 {
		t.Voters = 4
	}
	if t.Passages == 0 {
		t.Passages = 1
	}
	if t.Rate == 0 {
		t.Rate = 0.05
	}
	if t.Drop == 0 {
		t.Drop = 0.3
	}
	if t.Windows == 0 {
		t.Windows = 2
	}
	if t.MinSteps == 0 {
		t.MinSteps = 160
	}
	if t.Blur == 0 {
		t.Blur = 0.1
	}
	if t.Costs == [3]float32{} {
		t.Costs = [3]float32{1, 1.2, 1}
	}
}

// Train fits a model: each mention's choices compete by their scores, plus the
// cost of choosing them wrongly, and all right ones share the credit. After
// the first epochs the choices before are the model's own half of the time,
// so that it learns to go on from its errors. Then what pronouns stand for is
// learned, given the entities that the model finds. The result
// depends on the lessons, their order and the seed alone.
func Train(lessons []Lesson, opt Training) *Model {
	opt.ensureDefaults()
	all := make([][]traits, len(lessons))
	for i, l := range lessons {
		all[i] = readTraits(l.Doc)
	}
	m := new(Model)
	if opt.Base != nil {
		*m = *opt.Base
	} else {
		m = trainRanker(lessons, all, opt)
		m.things = trainVoters(lessons, all, m, opt, (*traits).it)
	}
	m.people = trainVoters(lessons, all, m, opt.forPeople(), (*traits).he)
	return m
}

// forPeople returns how what "he" and "she" stand for is learned, for the most
// part from passages in which one of them is annotated.
func (t Training) forPeople() Training {
	t.MinSteps /= 2 // their features are fewer
	t.VoterDrop = 0.7
	t.Passages = 3
	return t
}

// trainRanker fits the model that goes through the text once, to the lessons
// that are annotated whole: in passages that it had seen it would find better
// entities than in new ones, and voters would trust them too much.
func trainRanker(lessons []Lesson, all [][]traits, opt Training) *Model {
	tr := newTrainer(opt)
	var whole []int
	for k := range lessons {
		if lessons[k].whole() {
			whole = append(whole, k)
		}
	}
	return tr.epochs(len(whole), opt.Epochs, func(at int) (loss float64, n int) {
		k := whole[at]
		loss, n = tr.document(tr.blurred(all[k]), lessons[k].Gold), len(all[k])
		for range tr.windows(&lessons[k]) {
			ts, gold := tr.window(all[k], lessons[k].Gold)
			tr.document(ts, gold)
		}
		return loss, n
	})
}

// trainVoters fits the models that choose together what the pronouns of one
// kind stand for, given the entities that m finds. They differ by their seeds.
func trainVoters(lessons []Lesson, all [][]traits, m *Model, opt Training, takes func(*traits) bool) []*Model {
	entities := make([][][]int, len(lessons))
	for k := range lessons {
		s := newState(all[k])
		s.resolve(m)
		entities[k] = s.mentions()
	}
	opt.Drop = opt.VoterDrop
	models := make([]*Model, opt.Voters)
	for v := range models {
		opt.Seed++
		tr := newTrainer(opt)
		models[v] = tr.epochs(len(lessons), opt.VoterEpochs, func(k int) (loss float64, n int) {
			for range tr.passages(&lessons[k]) {
				l, m := tr.learnRevision(newRevision(all[k], entities[k], takes), lessons[k].Gold)
				loss, n = loss+l, n+m
			}
			for range tr.windows(&lessons[k]) {
				ts, gold := tr.window(all[k], lessons[k].Gold)
				s := newState(ts)
				s.resolve(m)
				tr.learnRevision(newRevision(ts, s.mentions(), takes), gold)
			}
			return loss, n
		})
	}
	return models
}

// epochs goes through n lessons again and again, with smaller and smaller
// steps, and returns the mean of the later models.
func (tr *trainer) epochs(n, epochs int, learn func(k int) (loss float64, n int)) *Model {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	for epoch := range epochs {
		tr.own = min(0.6, 0.2*float32(epoch))
		tr.rate = tr.opt.Rate * (1 - float32(epoch)/float32(epochs))
		tr.rng.Shuffle(n, func(a, b int) { order[a], order[b] = order[b], order[a] })
		loss, mentions := 0.0, 0
		for _, k := range order {
			l, m := learn(k)
			loss, mentions = loss+l, mentions+m
		}
		if 2*epoch >= epochs {
			tr.average()
		}
		if tr.opt.Done != nil {
			tr.opt.Done(epoch+1, loss/float64(max(mentions, 1)))
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
	partial    bool // the document is a passage with a few annotated mentions
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

// windows is how many passages to take from a lesson: none from one that is a
// passage with a few annotated mentions.
func (tr *trainer) windows(l *Lesson) int {
	if l.whole() {
		return tr.opt.Windows
	}
	return 0
}

// passages is how often a lesson is gone through in an epoch.
func (tr *trainer) passages(l *Lesson) int {
	if l.whole() {
		return 1
	}
	return tr.opt.Passages
}

// blurred returns the traits with the classes of some names hidden.
func (tr *trainer) blurred(ts []traits) []traits {
	out := slices.Clone(ts)
	for i := range out {
		if t := &out[i]; t.form == name && tr.rng.Float32() < tr.opt.Blur {
			t.class, t.gender = "abstract", anyGender
		}
	}
	return out
}

// window returns a passage of 3 to 10 sentences as if it were a document.
func (tr *trainer) window(ts []traits, gold []int) ([]traits, []int) {
	if len(ts) == 0 {
		return nil, nil
	}
	last := ts[len(ts)-1].sent
	from := tr.rng.IntN(last + 1)
	to := from + 3 + tr.rng.IntN(8)
	a := sort.Search(len(ts), func(i int) bool { return ts[i].sent >= from })
	b := sort.Search(len(ts), func(i int) bool { return ts[i].sent >= to })
	out := tr.blurred(ts[a:b])
	for i := range out {
		out[i].sent -= from
	}
	return out, gold[a:b]
}

// document learns from one document and returns the sum of its losses.
func (tr *trainer) document(ts []traits, gold []int) float64 {
	s := newState(ts)
	r := ranker{model: tr.m, state: s, drop: tr.dropped}
	tr.partial = slices.Contains(gold, Unknown)
	loss := 0.0
	for i := range ts {
		r.rank(i)
		right, known := tr.target(&r, gold, i)
		if gold[i] != Unknown {
			loss += tr.step(&r, known)
		}
		pick := right
		if tr.partial && !known || tr.rng.Float32() < tr.own {
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
// and whether it is an entity that exists. In a passage where few mentions are
// annotated, what does not clash with them is right when nothing else is.
func (tr *trainer) target(r *ranker, gold []int, i int) (first int, known bool) {
	tr.tgt = tr.tgt[:0]
	for k := range r.choices {
		right := float32(0)
		if k > 0 && gold[i] >= 0 && tr.holds(r.state, r.choices[k].entity, gold, gold[i]) {
			right = 1
			if !known {
				first, known = k, true
			}
		}
		tr.tgt = append(tr.tgt, right)
	}
	switch {
	case known:
	case tr.partial && gold[i] >= 0:
		for k := range r.choices {
			tr.tgt[k] = float32(flag(k == 0 || !tr.clashes(r.state, r.choices[k].entity, gold, gold[i])))
		}
	default:
		tr.tgt[0] = 1
	}
	return first, known
}

// clashes reports whether entity id has a mention of another gold cluster.
func (tr *trainer) clashes(s *state, id int, gold []int, cluster int) bool {
	return slices.ContainsFunc(s.entities[id].mentions, func(k int) bool { return gold[k] >= 0 && gold[k] != cluster })
}

// holds reports whether at least half of entity id's mentions, or its last,
// are of the gold cluster; any of them will do where few are annotated.
func (tr *trainer) holds(s *state, id int, gold []int, cluster int) bool {
	e := &s.entities[id]
	n := 0
	for _, k := range e.mentions {
		if gold[k] == cluster {
			n++
		}
	}
	if tr.partial {
		return n > 0 && !tr.clashes(s, id, gold, cluster)
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

// prune forgets the features that were hardly seen.
func (tr *trainer) prune() {
	for f, n := range tr.steps {
		if int(n) < tr.opt.MinSteps {
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
