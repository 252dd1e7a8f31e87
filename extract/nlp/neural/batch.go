package neural

import "slices"

// A Batch is sentences in training, with all the room that a pass through the
// network and back takes, which is kept from one use to the next.
type Batch struct {
	layout
	sents  [][]Features
	styles []float32 // of each sentence

	words  []wordDrop // what is left out of each row's input
	x      []float32  // input of the first layer
	layers []layerRun
	u      []float32 // what a state adds to the gates, a row for each sentence
	bias   []float32 // of the gates of one layer, a row for each sentence

	tagIn     []bf16
	tagHidden []float32
	tagHidBF  []bf16
	tags      []float32

	mlpIn  []bf16
	mlp    []float32
	dep    []bf16 // tokens as dependents
	depArc []float32
	depBF  []bf16 // the same times the arc matrix
	head   []bf16 // tokens as heads, then the root

	sentDep, sentHead []bf16 // of one sentence, in its order
	sentPack          []uint32
	scores            []float32

	relIn  []float32
	relBF  []bf16
	rels   []float32
	ones   []float32
	zeros  []float32
	drop   *dropout // in training
	back   *backward
	gold   [][]Target
	headOf []int // head's row of each row
}

// A layerRun is what one layer has computed.
type layerRun struct {
	in    []bf16    // its input
	z     []float32 // the gates, both directions
	c, tc [2][]float32
	hb    [2][]bf16 // the state as the next step reads it
	h     []float32 // its output
}

// reserve makes room for the batch in n's sizes.
func (b *Batch) reserve(n *Net) {
	c, rows := &n.Config, b.tokens+33 // the root's row, and whole tiles
	h := c.Hidden
	b.x, b.words = grow(b.x, rows*c.Input()), grow(b.words, rows)
	if len(b.layers) < c.Layers {
		b.layers = make([]layerRun, c.Layers)
	}
	for l := range b.layers {
		r := &b.layers[l]
		r.in = grow(r.in, rows*n.layers[l].in.rows)
		r.z = grow(r.z, rows*8*h)
		r.h = grow(r.h, rows*2*h)
		for d := range 2 {
			r.c[d], r.tc[d], r.hb[d] = grow(r.c[d], rows*h), grow(r.tc[d], rows*h), grow(r.hb[d], rows*h)
		}
	}
	b.u = grow(b.u, (len(b.sents)+16)*4*h)
	b.bias = grow(b.bias, len(b.sents)*8*h)
	b.tagIn = grow(b.tagIn, rows*2*h)
	b.tagHidden, b.tagHidBF = grow(b.tagHidden, rows*c.TagHidden), grow(b.tagHidBF, rows*c.TagHidden)
	b.tags = grow(b.tags, rows*n.tag2.cols)
	b.mlpIn, b.mlp = grow(b.mlpIn, rows*2*h), grow(b.mlp, rows*n.mlp.cols)
	b.dep, b.head = grow(b.dep, rows*c.Arc), grow(b.head, rows*c.Arc)
	b.depArc, b.depBF = grow(b.depArc, rows*c.Arc), grow(b.depBF, rows*c.Arc)
	long := roundUp(b.steps + 1)
	b.sentDep, b.sentHead = grow(b.sentDep, long*c.Arc), grow(b.sentHead, long*c.Arc)
	b.sentPack = grow(b.sentPack, packedLen(long, c.Arc))
	b.scores = grow(b.scores, long*long)
	b.relIn, b.relBF = grow(b.relIn, rows*c.Label), grow(b.relBF, rows*c.Label)
	b.rels = grow(b.rels, rows*n.rel.cols)
	b.headOf = grow(b.headOf, rows)
	if wide := max(4*h, c.Input(), n.mlp.cols, c.TagHidden); len(b.ones) < wide {
		b.ones, b.zeros = slices.Repeat([]float32{1}, wide), make([]float32, wide)
	}
}

// encode runs the sentences through the layers.
func (b *Batch) encode(n *Net) {
	b.embed(n)
	x := b.x
	for l := range n.layers {
		b.runLayer(n, l, x)
		x = b.layers[l].h
	}
}

// embed writes each token's input.
func (b *Batch) embed(n *Net) {
	in := n.Input()
	for t := range b.steps {
		for s := range b.active[t] {
			row, f := b.row(s, t), &b.sents[s][t]
			b.words[row] = b.drop.word(f)
			n.embed(b.x[row*in:][:in], f, b.words[row])
		}
	}
}

// Which of a word's own vectors embed leaves out; the cluster goes with the
// pre-trained one.
type wordDrop uint8

const (
	dropWord wordDrop = 1 << iota
	dropVector
)

// embed writes the input of a token with features f.
func (n *Net) embed(x []float32, f *Features, drop wordDrop) {
	clear(x)
	if f.Vector != nil && drop&dropVector == 0 {
		copy(x, f.Vector)
	}
	x = x[n.Vector:]
	if f.Word >= 0 && drop&dropWord == 0 {
		copy(x, n.word.row(int(f.Word)))
	}
	x = x[n.Word:]
	sumRows(x[:n.Gram], n.gram, f.Grams)
	x = x[n.Gram:]
	sumRows(x[:n.Affix], n.affix, f.Affixes)
	x = x[n.Affix:]
	copy(x, n.shape.row(int(f.Shape)))
	if f.Cluster >= 0 && drop&dropVector == 0 {
		copy(x[n.Shape:], n.cluster.row(int(f.Cluster)))
	}
}

// sumRows makes x, which is zero, the sum of rows of p, divided by the square
// root of their number.
func sumRows(x []float32, p *param, rows []int32) {
	for _, i := range rows {
		kernels.axpy(x, p.row(int(i)), 1)
	}
	a := bagScale(len(rows))
	for i := range x {
		x[i] *= a
	}
}

// runLayer computes layer l from x.
func (b *Batch) runLayer(n *Net, l int, x []float32) {
	p, r, h := &n.layers[l], &b.layers[l], n.Hidden
	in := p.in.rows
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.row(s, t)
			kernels.roundRow(r.in[row*in:][:in], x[row*in:][:in], b.drop.input(l, s))
		}
	}
	kernels.gemm(r.z, 8*h, r.in, in, p.in.packed, b.tokens, 8*h, in, false)
	for s, style := range b.styles {
		p.biasOf(b.bias[s*8*h:][:8*h], style)
	}
	for t := range b.steps {
		b.stepForward(n, l, 0, t, t-1)
	}
	for t := b.steps - 1; t >= 0; t-- {
		b.stepForward(n, l, 1, t, t+1)
	}
}

// stepForward runs the cells of direction d at step t, whose state comes from
// step prev.
func (b *Batch) stepForward(n *Net, l, d, t, prev int) {
	r, h := &b.layers[l], n.Hidden
	from, first := b.carried(t, prev)
	if from > 0 {
		kernels.gemm(b.u, 4*h, r.hb[d][first*h:], h, n.layers[l].state[d].packed, from, 4*h, h, false)
	}
	for s := range b.active[t] {
		u, cprev := b.zeros, b.zeros
		if s < from {
			u, cprev = b.u[s*4*h:], r.c[d][(first+s)*h:]
		}
		row := b.first[t] + s
		mask := b.ones
		if b.drop != nil {
			mask = b.drop.state(l, d, s)
		}
		kernels.lstmForward(r.z[row*8*h+d*4*h:], u, b.bias[s*8*h+d*4*h:], cprev, mask, r.c[d][row*h:][:h], r.tc[d][row*h:], r.h[row*2*h+d*h:], r.hb[d][row*h:])
	}
}

// readTags computes the scores of all tags' values, a row for each token.
func (b *Batch) readTags(n *Net) {
	h2, th, tw := 2*n.Hidden, n.TagHidden, n.tag2.cols
	x := b.layers[n.TagLayer-1].h
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.row(s, t)
			kernels.roundRow(b.tagIn[row*h2:][:h2], x[row*h2:][:h2], b.drop.tagIn(s))
		}
	}
	kernels.gemm(b.tagHidden, th, b.tagIn, h2, n.tag1.packed, b.tokens, th, h2, false)
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.row(s, t)
			hid := b.tagHidden[row*th:][:th]
			kernels.leaky(hid, n.tag1b.w)
			roundMasked(b.tagHidBF[row*th:][:th], hid, b.drop.tagHidden(s))
		}
	}
	kernels.gemm(b.tags, tw, b.tagHidBF, th, n.tag2.packed, b.tokens, tw, th, false)
	for row := range b.tokens {
		kernels.axpy(b.tags[row*tw:][:tw], n.tag2b.w, 1)
	}
}

// roundMasked applies the mask to x itself too.
func roundMasked(dst []bf16, x, mask []float32) {
	if mask != nil {
		kernels.mulRow(x, mask[:len(x)])
	}
	kernels.roundRow(dst, x, nil)
}

// readArcs computes the tokens as dependents and as heads.
func (b *Batch) readArcs(n *Net) {
	h2, mw, a := 2*n.Hidden, n.mlp.cols, n.Arc
	x := b.layers[n.Layers-1].h
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.row(s, t)
			kernels.roundRow(b.mlpIn[row*h2:][:h2], x[row*h2:][:h2], b.drop.mlpIn(s))
		}
	}
	kernels.roundRow(b.mlpIn[b.tokens*h2:][:h2], n.root.w, nil)
	kernels.gemm(b.mlp, mw, b.mlpIn, h2, n.mlp.packed, b.tokens+1, mw, h2, false)
	for t := range b.steps {
		for s := range b.active[t] {
			b.activate(n, b.row(s, t), b.drop.arc(s))
		}
	}
	b.activate(n, b.tokens, nil)
	kernels.gemm(b.depArc, a, b.dep, a, n.arc.packed, b.tokens, a, a, false)
	for row := range b.tokens {
		kernels.axpy(b.depArc[row*a:][:a], n.arcb.w, 1)
		kernels.roundRow(b.depBF[row*a:][:a], b.depArc[row*a:][:a], nil)
	}
}

// activate finishes a row of the perceptron's layer.
func (b *Batch) activate(n *Net, row int, mask []float32) {
	a := n.Arc
	m := b.mlp[row*n.mlp.cols:][:n.mlp.cols]
	kernels.leaky(m[:2*a], n.mlpb.w)
	kernels.axpy(m[2*a:], n.mlpb.w[2*a:], 1)
	if mask != nil {
		kernels.mulRow(m[:2*a], mask)
	}
	kernels.roundRow(b.dep[row*a:][:a], m[:a], nil)
	kernels.roundRow(b.head[row*a:][:a], m[a:2*a], nil)
}

// gather collects sentence s: its dependents and its heads, the root first.
func (b *Batch) gather(n *Net, s int) {
	a := n.Arc
	copy(b.sentHead[:a], b.head[b.tokens*a:][:a])
	for t := range b.sents[s] {
		row := b.row(s, t)
		copy(b.sentDep[t*a:][:a], b.depBF[row*a:])
		copy(b.sentHead[(t+1)*a:][:a], b.head[row*a:][:a])
	}
}

// scoreArcs fills b.scores for sentence s, whose row i holds the scores of
// token i's heads: the root, then the tokens. It returns the row stride.
func (b *Batch) scoreArcs(n *Net, s int) (stride int) {
	b.gather(n, s)
	k := len(b.sents[s])
	stride = roundUp(k + 1)
	packTransposed(b.sentPack, b.sentHead, n.Arc, n.Arc, k+1)
	kernels.gemm(b.scores, stride, b.sentDep, n.Arc, b.sentPack, k, stride, n.Arc, false)
	n.addDistances(b.scores, stride, k)
	return stride
}

// readRels computes the scores of all relations of each token to its head, as
// headOf has it.
func (b *Batch) readRels(n *Net) {
	mw, a, lab, rw := n.mlp.cols, n.Arc, n.Label, n.rel.cols
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.row(s, t)
			x := b.relIn[row*lab:][:lab]
			copy(x, b.mlp[b.headOf[row]*mw+2*a+lab:])
			kernels.leaky(x, b.mlp[row*mw+2*a:][:lab])
			roundMasked(b.relBF[row*lab:][:lab], x, b.drop.rel(s))
		}
	}
	kernels.gemm(b.rels, rw, b.relBF, lab, n.rel.packed, b.tokens, rw, lab, false)
	for row := range b.tokens {
		kernels.axpy(b.rels[row*rw:][:rw], n.relb.w, 1)
	}
}
