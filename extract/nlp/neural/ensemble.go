package neural

// An Ensemble lets several networks of the same tags and relations decide
// together: it adds their logarithmic probabilities. It is safe for concurrent
// use, each of its runners is not.
type Ensemble struct{ nets []*Net }

// NewEnsemble readies the networks for inference.
func NewEnsemble(nets ...*Net) *Ensemble {
	for _, n := range nets {
		n.repack(false)
	}
	return &Ensemble{nets}
}

// A Runner is room for one batch at a time.
type Runner struct {
	e       *Ensemble
	batches []Batch
	sum     []float32
	expo    []float32
	heads   []int
	decoder decoder
}

// NewRunner returns a runner, which should be kept for further batches.
func (e *Ensemble) NewRunner() *Runner {
	return &Runner{e: e, batches: make([]Batch, len(e.nets))}
}

// An Arc is a token's head in its sentence, -1 for the root, and its relation.
type Arc struct{ Head, Rel int }

// Run tags and parses sentences, sorted longest first, none of them empty, and
// calls arc for each token. Every tree has one root and no cycle. rootRel is
// the relation of the root, and of nothing else. Tags may be asked for until
// the next run.
func (r *Runner) Run(sents [][]Features, rootRel int, arc func(sent, tok int, a Arc)) {
	for i, n := range r.e.nets {
		b := &r.batches[i]
		b.layout(sents)
		b.reserve(n)
		b.encode(n)
		b.readTags(n)
		b.readArcs(n)
		r.addTags(i)
	}
	for s := range sents {
		r.parse(s)
	}
	for i, n := range r.e.nets {
		r.batches[i].readRels(n)
	}
	for s := range sents {
		for t := range sents[s] {
			arc(s, t, r.arc(s, t, rootRel))
		}
	}
}

// Tags returns the scores of the values of a kind of tag, for the reader.
func (r *Runner) Tags(sent, tok, kind int) []float32 {
	n, b := r.e.nets[0], &r.batches[0]
	row := b.tags[b.row(sent, tok)*n.tag2.cols:]
	for k, size := range n.Config.Tags {
		if k == kind {
			return row[:size]
		}
		row = row[size:]
	}
	return nil
}

// addTags normalises the scores of network i and adds them to the first's.
func (r *Runner) addTags(i int) {
	if len(r.e.nets) == 1 {
		return
	}
	n, b := r.e.nets[i], &r.batches[i]
	width := n.tag2.cols
	for row := range b.tokens {
		scores := b.tags[row*width:][:width]
		rest := scores
		for _, size := range n.Config.Tags {
			r.normalise(rest[:size])
			rest = rest[size:]
		}
		if i > 0 {
			axpy(r.batches[0].tags[row*width:], scores, 1)
		}
	}
}

// normalise turns scores into logarithms of probabilities.
func (r *Runner) normalise(scores []float32) {
	r.expo = grow(r.expo, len(scores))
	z := softmax(r.expo, scores)
	for i := range scores {
		scores[i] -= z
	}
}

// parse finds the tree of sentence s and notes the heads for the relations.
func (r *Runner) parse(s int) {
	k := len(r.batches[0].sents[s])
	stride := 0
	for i, n := range r.e.nets {
		b := &r.batches[i]
		stride = b.scoreArcs(n, s)
		if len(r.e.nets) == 1 {
			break
		}
		for t := range k {
			r.normalise(b.scores[t*stride:][:k+1])
		}
		if i > 0 {
			axpy(r.batches[0].scores, b.scores[:k*stride], 1)
		}
	}
	r.heads = grow(r.heads, k)
	r.decoder.maxTree(r.batches[0].scores, stride, k, r.heads)
	for i := range r.batches {
		b := &r.batches[i]
		for t, h := range r.heads {
			b.headOf[b.row(s, t)] = b.tokens
			if h > 0 {
				b.headOf[b.row(s, t)] = b.row(s, h-1)
			}
		}
	}
}

// arc reads the head and the best relation of a token.
func (r *Runner) arc(s, t, rootRel int) Arc {
	b, n := &r.batches[0], r.e.nets[0]
	row := b.row(s, t)
	if b.headOf[row] == b.tokens {
		return Arc{-1, rootRel}
	}
	r.sum = grow(r.sum, n.Rels)
	clear(r.sum)
	for i := range r.batches {
		scores := r.batches[i].rels[row*n.rel.cols:][:n.Rels]
		if len(r.batches) > 1 {
			r.normalise(scores)
		}
		axpy(r.sum, scores, 1)
	}
	best := -1
	for rel, x := range r.sum {
		if rel != rootRel && (best < 0 || x > r.sum[best]) {
			best = rel
		}
	}
	// Rows of a step are the sentences in order: the head's place follows from its row.
	return Arc{b.place(s, b.headOf[row]), best}
}

// place is the token of sentence s at a row.
func (b *Batch) place(s, row int) int {
	lo, hi := 0, len(b.sents[s])
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; b.row(s, mid) <= row {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}
