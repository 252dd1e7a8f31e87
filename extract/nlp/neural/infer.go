package neural

// A pass is a batch on its way through one network, forward only. What it
// holds of tokens are rows in the order of its layout.
type pass struct {
	net   *Net
	words []bf16 // input of each known word, a row each
	in    []bf16
	z     []float32 // input of the gates of one direction
	u     []float32
	c     []float32
	out   [2][]bf16 // outputs of the layers, in turn
	zeros []float32
	bias  []float32 // of the gates of one layer, a row for each sentence

	tagHidden   []float32
	tagHiddenBF []bf16
	tags        []float32

	mlp       []float32
	dep, head []bf16 // tokens as dependents and heads; the root is the last head
	depArc    []float32

	sentDep, sentHead []bf16 // of one sentence, the root its first head
	sentPack          []uint32
	scores            []float32

	relIn []float32
	relBF []bf16
	rels  []float32
}

// reserve makes room for the batch.
func (p *pass) reserve(o *layout) {
	n, rows := p.net, o.tokens+33 // the root's row, and whole tiles
	h, a, sents := n.Hidden, n.Arc, o.active[0]
	p.in, p.z = grow(p.in, rows*n.Input()), grow(p.z, rows*4*h)
	p.u, p.c = grow(p.u, (sents+16)*4*h), grow(p.c, sents*h)
	p.bias = grow(p.bias, sents*8*h)
	p.out[0], p.out[1] = grow(p.out[0], rows*2*h), grow(p.out[1], rows*2*h)
	p.tagHidden, p.tagHiddenBF = grow(p.tagHidden, rows*n.TagHidden), grow(p.tagHiddenBF, rows*n.TagHidden)
	p.tags = grow(p.tags, rows*n.tag2.cols)
	p.mlp = grow(p.mlp, rows*n.mlp.cols)
	p.dep, p.head, p.depArc = grow(p.dep, rows*a), grow(p.head, rows*a), grow(p.depArc, rows*a)
	long := roundUp(o.steps + 1)
	p.sentDep, p.sentHead = grow(p.sentDep, long*a), grow(p.sentHead, long*a)
	p.sentPack, p.scores = grow(p.sentPack, packedLen(long, a)), grow(p.scores, long*long)
	p.relIn, p.relBF = grow(p.relIn, rows*n.Label), grow(p.relBF, rows*n.Label)
	p.rels = grow(p.rels, rows*n.rel.cols)
	if len(p.zeros) < 4*h {
		p.zeros = make([]float32, 4*h)
	}
}

// addWord appends the input of a word with features f.
func (p *pass) addWord(f *Features) {
	in := p.net.Input()
	p.depArc = grow(p.depArc, in)
	p.net.embed(p.depArc, f, 0)
	p.words = append(p.words, make([]bf16, in)...)
	kernels.roundRow(p.words[len(p.words)-in:], p.depArc, nil)
}

// encode runs the sentences through the layers, and reads the tags on the way.
func (p *pass) encode(o *layout, in *inputs) {
	p.reserve(o)
	width := p.net.Input()
	for i, w := range in.words {
		copy(p.in[i*width:][:width], p.words[int(w)*width:])
	}
	x := p.in
	for l := range p.net.layers {
		y := p.out[l%2]
		p.runLayer(o, in, l, x, y)
		if l+1 == p.net.TagLayer {
			p.readTags(o, y)
		}
		x = y
	}
	p.readArcs(o, x)
}

// runLayer computes layer l from x, which has a row for each word in the first
// layer, for each token in the others.
func (p *pass) runLayer(o *layout, in *inputs, l int, x, y []bf16) {
	w, h := &p.net.layers[l], p.net.Hidden
	width, rows, of := w.in.rows, o.tokens, []int(nil)
	if l == 0 {
		rows, of = len(in.words), in.of
	}
	for s, style := range in.styles {
		w.biasOf(p.bias[s*8*h:][:8*h], style)
	}
	for d := range 2 {
		kernels.gemm(p.z, 4*h, x, width, w.in.packed[d*width/2*4*h:], rows, 4*h, width, false)
		clear(p.c)
		for i := range o.steps {
			t, prev := i, i-1
			if d == 1 {
				t, prev = o.steps-1-i, o.steps-i
			}
			p.step(o, w, of, d, t, prev, y)
		}
	}
}

// step runs the cells of direction d at step t, whose state comes from prev.
// Where of is given, it tells which row of p.z is whose.
func (p *pass) step(o *layout, w *layer, of []int, d, t, prev int, y []bf16) {
	h := p.net.Hidden
	from, first := o.carried(t, prev)
	if from > 0 {
		kernels.gemm(p.u, 4*h, y[first*2*h+d*h:], 2*h, w.state[d].packed, from, 4*h, h, false)
	}
	for s := range o.active[t] {
		u, row := p.zeros, o.row(s, t)
		if s < from {
			u = p.u[s*4*h:]
		}
		z, bias := row, p.bias[s*8*h+d*4*h:][:4*h]
		if of != nil {
			z = of[row]
		}
		kernels.lstmInfer(p.z[z*4*h:], u, bias, p.c[s*h:][:h], y[row*2*h+d*h:])
	}
}

// readTags computes the scores of all tags' values.
func (p *pass) readTags(o *layout, x []bf16) {
	n := p.net
	th, tw := n.TagHidden, n.tag2.cols
	kernels.gemm(p.tagHidden, th, x, 2*n.Hidden, n.tag1.packed, o.tokens, th, 2*n.Hidden, false)
	for row := range o.tokens {
		hidden := p.tagHidden[row*th:][:th]
		kernels.leaky(hidden, n.tag1b.w)
		kernels.roundRow(p.tagHiddenBF[row*th:][:th], hidden, nil)
	}
	kernels.gemm(p.tags, tw, p.tagHiddenBF, th, n.tag2.packed, o.tokens, tw, th, false)
	for row := range o.tokens {
		kernels.axpy(p.tags[row*tw:][:tw], n.tag2b.w, 1)
	}
}

// readArcs computes the tokens as dependents and as heads.
func (p *pass) readArcs(o *layout, x []bf16) {
	n := p.net
	h2, mw, a := 2*n.Hidden, n.mlp.cols, n.Arc
	kernels.roundRow(x[o.tokens*h2:][:h2], n.root.w, nil)
	kernels.gemm(p.mlp, mw, x, h2, n.mlp.packed, o.tokens+1, mw, h2, false)
	for row := range o.tokens + 1 {
		m := p.mlp[row*mw:][:mw]
		kernels.leaky(m[:2*a], n.mlpb.w)
		kernels.axpy(m[2*a:], n.mlpb.w[2*a:], 1)
		kernels.roundRow(p.dep[row*a:][:a], m[:a], nil)
		kernels.roundRow(p.head[row*a:][:a], m[a:2*a], nil)
	}
	kernels.gemm(p.depArc, a, p.dep, a, n.arc.packed, o.tokens, a, a, false)
	for row := range o.tokens {
		kernels.axpy(p.depArc[row*a:][:a], n.arcb.w, 1)
		kernels.roundRow(p.dep[row*a:][:a], p.depArc[row*a:][:a], nil)
	}
}

// scoreArcs fills p.scores for sentence s of k tokens, whose row i holds the
// scores of token i's heads: the root, then the tokens. It returns the stride.
func (p *pass) scoreArcs(o *layout, s, k int) (stride int) {
	n := p.net
	a := n.Arc
	copy(p.sentHead[:a], p.head[o.tokens*a:])
	for t := range k {
		row := o.row(s, t)
		copy(p.sentDep[t*a:][:a], p.dep[row*a:])
		copy(p.sentHead[(t+1)*a:][:a], p.head[row*a:])
	}
	stride = roundUp(k + 1)
	packTransposed(p.sentPack, p.sentHead, a, a, k+1)
	kernels.gemm(p.scores, stride, p.sentDep, a, p.sentPack, k, stride, a, false)
	n.addDistances(p.scores, stride, k)
	return stride
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
	for row := range o.tokens {
		x := p.relIn[row*lab:][:lab]
		copy(x, p.mlp[headOf[row]*mw+2*a+lab:])
		kernels.leaky(x, p.mlp[row*mw+2*a:][:lab])
		kernels.roundRow(p.relBF[row*lab:][:lab], x, nil)
	}
	kernels.gemm(p.rels, rw, p.relBF, lab, n.rel.packed, o.tokens, rw, lab, false)
	for row := range o.tokens {
		kernels.axpy(p.rels[row*rw:][:rw], n.relb.w, 1)
	}
}
