package neural

// A pass is a batch on its way through one network, forward only. What it
// holds of tokens are rows in the order of its layout.
type pass struct {
	net   *Net
	words rows8 // input of each known word
	in    rows8
	side  factor    // of one direction of a layer
	z     []float32 // input of the gates of that direction
	u     []float32
	c     []float32
	out   [2]rows8 // outputs of the layers, in turn
	zeros []float32
	bias  []float32 // of the gates of one layer, a row for each style

	hidden    []float32 // a layer on its way into integers
	tagHidden rows8
	tags      []float32

	mlp       []float32
	dep, head rows8 // tokens as dependents and heads; the root is the last head

	sentDep, sentHead rows8 // of one sentence, the root its first head
	heads             factor
	scores            []float32

	label rows8
	rels  []float32
}

// reserve makes room for the batch.
func (p *pass) reserve(o *layout) {
	n, rows := p.net, o.tokens+33 // the root's row, and whole tiles
	h, sents := n.Hidden, o.active[0]
	p.in.reserve(rows, n.Input())
	p.z = grow(p.z, rows*4*h)
	p.u, p.c = grow(p.u, (sents+16)*4*h), grow(p.c, sents*h)
	for i := range p.out {
		p.out[i].reserve(rows, 2*h)
		for k := range p.out[i].scale {
			p.out[i].scale[k] = 1.0 / 127 // as the cells put it
		}
	}
	p.hidden = grow(p.hidden, rows*max(n.TagHidden, n.Arc, n.Label))
	p.tagHidden.reserve(rows, n.TagHidden)
	p.tags = grow(p.tags, rows*n.tag2.cols)
	p.mlp = grow(p.mlp, rows*n.mlp.cols)
	p.dep.reserve(rows, n.Arc)
	p.head.reserve(rows, n.Arc)
	long := roundUp(o.steps + 1)
	p.sentDep.reserve(long, n.Arc)
	p.sentHead.reserve(long, n.Arc)
	p.scores = grow(p.scores, long*long)
	p.label.reserve(rows, n.Label)
	p.rels = grow(p.rels, rows*n.rel.cols)
	if len(p.zeros) < 4*h {
		p.zeros = make([]float32, 4*h)
	}
}

// addWord appends the input of a word with features f.
func (p *pass) addWord(f *Features) {
	in, known := p.net.Input(), len(p.words.scale)
	p.hidden = grow(p.hidden, in)
	p.net.embed(p.hidden, f, 0)
	p.words.width = in
	p.words.q, p.words.scale = append(p.words.q, make([]uint8, in)...), append(p.words.scale, 0)
	p.words.set(known, p.hidden)
}

// encode runs the sentences through the layers, and reads the tags on the way.
func (p *pass) encode(o *layout, in *inputs) {
	p.reserve(o)
	for i, w := range in.words {
		p.in.copyRow(i, &p.words, int(w))
	}
	x := &p.in
	for l := range p.net.layers {
		y := &p.out[l%2]
		p.runLayer(o, in, l, x, y)
		if l+1 == p.net.TagLayer {
			p.readTags(o, y)
		}
		x = y
	}
	p.readArcs(o, x)
}

// gateRows is how many rows the input of the gates is made for at a time: it is
// used before it leaves the cache.
const gateRows = 96

// runLayer computes layer l from x, which has a row for each word in the first
// layer, for each token in the others.
func (p *pass) runLayer(o *layout, in *inputs, l int, x, y *rows8) {
	w, h := &p.net.layers[l], p.net.Hidden
	p.bias = grow(p.bias, len(in.styles)*8*h)
	for i, style := range in.styles {
		w.biasOf(p.bias[i*8*h:][:8*h], style)
	}
	for d := range 2 {
		p.side = w.in.factor.columns(d*4*h, 4*h)
		if l == 0 {
			x.times(&p.side, p.z, 0, len(in.words))
		}
		clear(p.c)
		var ready span // steps whose gates have their input
		for i := range o.steps {
			t, prev := i, i-1
			if d == 1 {
				t, prev = o.steps-1-i, o.steps-i
			}
			if l > 0 && !ready.has(t) {
				ready = o.around(t, d == 1, gateRows)
				x.times(&p.side, p.z, o.first[ready.from], o.rows(ready))
			}
			p.step(o, in, w, l, d, t, prev, o.first[ready.from], y)
		}
	}
}

// step runs the cells of direction d of layer l at step t, whose state comes
// from prev. The gates' input is that of the words in the first layer, of the
// rows from base on in the others.
func (p *pass) step(o *layout, in *inputs, w *layer, l, d, t, prev, base int, y *rows8) {
	h := p.net.Hidden
	from, first := o.carried(t, prev)
	if from > 0 {
		multiply(p.u, y.q[first*2*h+d*h:], 2*h, y.scale[first:], w.state[d].factor, from)
	}
	for s := range o.active[t] {
		u, row := p.zeros, o.row(s, t)
		if s < from {
			u = p.u[s*4*h:]
		}
		z, bias := row-base, p.bias[in.style[s]*8*h+d*4*h:][:4*h]
		if l == 0 {
			z = in.of[row]
		}
		kernels.cell(p.z[z*4*h:], u, bias, p.c[s*h:][:h], y.row(row)[d*h:])
	}
}

// readTags computes the scores of all tags' values.
func (p *pass) readTags(o *layout, x *rows8) {
	n := p.net
	th, tw := n.TagHidden, n.tag2.cols
	x.times(n.tag1.factor, p.hidden, 0, o.tokens)
	for row := range o.tokens {
		hidden := p.hidden[row*th:][:th]
		kernels.leaky(hidden, n.tag1b.w)
		p.tagHidden.set(row, hidden)
	}
	p.tagHidden.times(n.tag2.factor, p.tags, 0, o.tokens)
	for row := range o.tokens {
		kernels.axpy(p.tags[row*tw:][:tw], n.tag2b.w, 1)
	}
}

// readArcs computes the tokens as dependents and as heads.
func (p *pass) readArcs(o *layout, x *rows8) {
	n := p.net
	mw, a := n.mlp.cols, n.Arc
	x.set(o.tokens, n.root.w)
	x.times(n.mlp.factor, p.mlp, 0, o.tokens+1)
	for row := range o.tokens + 1 {
		m := p.mlp[row*mw:][:mw]
		kernels.leaky(m[:2*a], n.mlpb.w)
		kernels.axpy(m[2*a:], n.mlpb.w[2*a:], 1)
		p.dep.set(row, m[:a])
		p.head.set(row, m[a:2*a])
	}
	p.dep.times(n.arc.factor, p.hidden, 0, o.tokens)
	for row := range o.tokens {
		arc := p.hidden[row*a:][:a]
		kernels.axpy(arc, n.arcb.w, 1)
		p.dep.set(row, arc)
	}
}

// scoreArcs fills p.scores for sentence s of k tokens, whose row i holds the
// scores of token i's heads: the root, then the tokens. It returns the stride.
func (p *pass) scoreArcs(o *layout, s, k int) (stride int) {
	p.sentHead.copyRow(0, &p.head, o.tokens)
	for t := range k {
		row := o.row(s, t)
		p.sentDep.copyRow(t, &p.dep, row)
		p.sentHead.copyRow(t+1, &p.head, row)
	}
	p.sentHead.factorOf(&p.heads, k+1)
	p.sentDep.times(&p.heads, p.scores, 0, k)
	p.net.addDistances(p.scores, p.heads.cols, k)
	return p.heads.cols
}

// addDistances adds what the distance from dependent to head is worth.
func (n *Net) addDistances(scores []float32, stride, k int) {
	for i := range k {
		row := scores[i*stride+1:][:k]
		for j := range row {
			row[j] += n.dist.w[distBucket(j-i)]
		}
	}
}

// readRels computes the scores of all relations of each token to its head.
func (p *pass) readRels(o *layout, headOf []int) {
	n := p.net
	mw, a, lab, rw := n.mlp.cols, n.Arc, n.Label, n.rel.cols
	x := p.hidden[:lab]
	for row := range o.tokens {
		copy(x, p.mlp[headOf[row]*mw+2*a+lab:])
		kernels.leaky(x, p.mlp[row*mw+2*a:][:lab])
		p.label.set(row, x)
	}
	p.label.times(n.rel.factor, p.rels, 0, o.tokens)
	for row := range o.tokens {
		kernels.axpy(p.rels[row*rw:][:rw], n.relb.w, 1)
	}
}
