package neural

// An Ensemble lets several networks of the same tags and relations decide
// together: it adds their logarithmic probabilities. The scores do as well as
// these, since what they lack is the same for all values of a tag and for all
// heads of a token. An ensemble is safe for concurrent use, each of its runners
// is not.
type Ensemble struct{ nets []*Net }

// NewEnsemble readies the networks for inference.
func NewEnsemble(nets ...*Net) *Ensemble {
	for _, n := range nets {
		n.quantize()
	}
	return &Ensemble{nets}
}

// A Runner is room for one batch at a time, and a memory of words.
type Runner struct {
	layout
	passes  []pass
	known   int
	sents   [][]int32
	inputs  inputs
	headOf  []int // row of the head of each row
	headAt  []int // token that is the head of each row, -1 for the root
	sum     []float32
	heads   []int
	decoder decoder
}

// NewRunner returns a runner, which should be kept for further batches.
func (e *Ensemble) NewRunner() *Runner {
	r := &Runner{passes: make([]pass, len(e.nets))}
	for i := range r.passes {
		r.passes[i].net = e.nets[i]
	}
	return r
}

// AddWord makes a word known and returns its number, by which sentences refer
// to it.
func (r *Runner) AddWord(f *Features) int32 {
	for i := range r.passes {
		r.passes[i].addWord(f)
	}
	r.known++
	return int32(r.known - 1)
}

// Known is the number of words known.
func (r *Runner) Known() int { return r.known }

// Forget makes all words unknown.
func (r *Runner) Forget() {
	for i := range r.passes {
		w := &r.passes[i].words
		w.q, w.scale = w.q[:0], w.scale[:0]
	}
	r.known, r.inputs = 0, inputs{}
}

// Run tags and parses sentences of known words, each in a style, sorted longest
// first, none of them empty; Tags and Arc then tell the result, until the next
// run. Every tree has one root and no cycle.
func (r *Runner) Run(sents [][]int32, styles []float32) {
	r.sents = sents
	r.arrange(len(sents), func(s int) int { return len(sents[s]) })
	r.headOf, r.headAt = grow(r.headOf, r.tokens), grow(r.headAt, r.tokens)
	r.inputs.collect(&r.layout, sents, styles, r.known)
	for i := range r.passes {
		r.passes[i].encode(&r.layout, &r.inputs)
		r.addTags(i)
	}
	for s := range sents {
		r.parse(s)
	}
	for i := range r.passes {
		r.passes[i].readRels(&r.layout, r.headOf)
	}
}

// Tags returns the scores of the values of a kind of tag.
func (r *Runner) Tags(sent, tok, kind int) []float32 {
	p := &r.passes[0]
	row := p.tags[r.row(sent, tok)*p.net.tag2.cols:]
	for k, size := range p.net.Config.Tags {
		if k == kind {
			return row[:size]
		}
		row = row[size:]
	}
	return nil
}

// addTags adds the scores of network i to the first's.
func (r *Runner) addTags(i int) {
	if i > 0 {
		p := &r.passes[i]
		kernels.axpy(r.passes[0].tags, p.tags[:r.tokens*p.net.tag2.cols], 1)
	}
}

// parse finds the tree of sentence s.
func (r *Runner) parse(s int) {
	k, stride := len(r.sents[s]), 0
	for i := range r.passes {
		p := &r.passes[i]
		stride = p.scoreArcs(&r.layout, s, k)
		if i > 0 {
			kernels.axpy(r.passes[0].scores, p.scores[:k*stride], 1)
		}
	}
	r.heads = grow(r.heads, k)
	r.decoder.maxTree(r.passes[0].scores, stride, k, r.heads)
	for t, h := range r.heads {
		row := r.row(s, t)
		r.headAt[row], r.headOf[row] = h-1, r.tokens
		if h > 0 {
			r.headOf[row] = r.row(s, h-1)
		}
	}
}

// Arc returns a token's head in its sentence and the best relation to it. The
// root has head -1 and relation rootRel, which no other token has.
func (r *Runner) Arc(sent, tok, rootRel int) (head, rel int) {
	row := r.row(sent, tok)
	if r.headAt[row] < 0 {
		return -1, rootRel
	}
	n := r.passes[0].net
	r.sum = grow(r.sum, n.Rels)
	clear(r.sum)
	for i := range r.passes {
		kernels.axpy(r.sum, r.passes[i].rels[row*n.rel.cols:][:n.Rels], 1)
	}
	best := -1
	for k, x := range r.sum {
		if k != rootRel && (best < 0 || x > r.sum[best]) {
			best = k
		}
	}
	return r.headAt[row], best
}
