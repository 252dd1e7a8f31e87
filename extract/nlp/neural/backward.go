package neural

// A Target is what a token should be given: its head (0 is the root, i+1 token
// i), its relation, and a value for each kind of tag, -1 where none is known.
type Target struct {
	Head, Rel int32
	Tags      []int32
}

// A Loss is the mean cross-entropy a token, in nats.
type Loss struct {
	Arc, Rel float64
	Tags     []float64
}

// backward is room for gradients.
type backward struct {
	dx       []float32   // gradient of a linear map's input
	dh       [][]float32 // of each layer's output
	dy       []bf16
	packed   []uint32
	flipped  []bf16
	scratch  []uint32
	dhr, dc  []float32
	prev     []bf16
	dmlp     []float32
	dscore   []bf16
	dDepArc  []float32
	sentGrad []float32
}

func (b *Batch) reserveBackward(n *Net) {
	if b.back == nil {
		b.back = &backward{dh: make([][]float32, n.Layers)}
	}
	k, c, rows := b.back, &n.Config, b.tokens+33
	h, mw := c.Hidden, n.mlp.cols
	wide := max(8*h, mw, n.tag2.cols) + rowGap
	in := max(2*h, c.Input(), c.TagHidden, c.Label)
	k.dx = grow(k.dx, rows*max(in, c.Arc))
	k.dy = grow(k.dy, rows*wide)
	k.packed = grow(k.packed, packedLen(rows, wide))
	k.flipped = grow(k.flipped, in*roundUp(rows))
	k.scratch = grow(k.scratch, 16*(max(in, roundUp(b.steps+1))+16))
	for l := range k.dh {
		k.dh[l] = grow(k.dh[l], rows*2*h)
		clear(k.dh[l])
	}
	k.dhr, k.dc = grow(k.dhr, (len(b.sents)+16)*h), grow(k.dc, len(b.sents)*h)
	k.prev = grow(k.prev, rows*h)
	k.dmlp = grow(k.dmlp, rows*mw)
	clear(k.dmlp)
	long := roundUp(b.steps + 1)
	k.dscore = grow(k.dscore, 2*long*long)
	k.sentGrad = grow(k.sentGrad, long*c.Arc)
	k.dDepArc = grow(k.dDepArc, rows*c.Arc)
}

// rowGap keeps the rows of dy, whose lengths are powers of two, from falling
// on the same lines of the cache.
const rowGap = tile

// linear carries the gradient dy of y = x·p + bias back to p and bias, and to
// x where dx is wanted.
func (b *Batch) linear(p, bias *param, x []bf16, dy []float32, rows int, dx []float32) {
	k, n := b.back, p.cols
	for r := range rows {
		row := dy[r*n:][:n]
		kernels.axpy(bias.grad, row, 1)
		kernels.roundRow(k.dy[r*(n+rowGap):][:n], row, nil)
	}
	b.linearRounded(p, x, rows, dx)
}

// linearRounded does so for the gradient in k.dy, but for the bias.
func (b *Batch) linearRounded(p *param, x []bf16, rows int, dx []float32) {
	k, n := b.back, p.cols
	pack(k.packed, k.dy, n+rowGap, rows, n)
	b.weights(p, x, p.rows, rows, k.packed)
	if dx != nil {
		kernels.gemm(dx, p.rows, k.dy, n+rowGap, p.packedT, rows, p.rows, n, false)
	}
}

// weights sets the gradient of p, which is used once in a pass, to xᵀ·dy, dy
// packed.
func (b *Batch) weights(p *param, x []bf16, ld, rows int, packed []uint32) {
	k := b.back
	flip(k.flipped, x, ld, rows, p.rows, k.scratch)
	rr := roundUp(rows)
	kernels.gemm(p.grad, p.cols, k.flipped, rr, packed, p.rows, p.cols, rr, false)
}

// addMasked adds the rows of src, times each sentence's mask, to those of dst.
func (b *Batch) addMasked(dst, src []float32, width int, mask func(s int) []float32) {
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.row(s, t)
			x := src[row*width:][:width]
			if m := mask(s); m != nil {
				kernels.mulRow(x, m)
			}
			kernels.axpy(dst[row*width:], x, 1)
		}
	}
}

// lossTags adds the tags' loss, weighted, and its gradient.
func (b *Batch) lossTags(n *Net, weight []float32, loss *Loss) {
	tw := n.tag2.cols
	scale := 1 / float32(b.tokens)
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.tags[b.row(s, t)*tw:][:tw]
			from := 0
			for kind, size := range n.Tags {
				part := row[from : from+size]
				from += size
				gold := b.gold[s][t].Tags[kind]
				if gold < 0 {
					clear(part)
					continue
				}
				loss.Tags[kind] += float64(crossEntropy(part, int(gold), weight[kind]*scale)) / float64(b.tokens)
			}
			clear(row[from:])
		}
	}
	k := b.back
	b.linear(n.tag2, n.tag2b, b.tagHidBF, b.tags, b.tokens, k.dx)
	th := n.TagHidden
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.row(s, t)
			backActivation(k.dx[row*th:][:th], b.tagHidden[row*th:], b.drop.tagHidden(s))
		}
	}
	copy(b.tagHidden, k.dx[:b.tokens*th])
	b.linear(n.tag1, n.tag1b, b.tagIn, b.tagHidden, b.tokens, k.dx)
	b.addMasked(k.dh[n.TagLayer-1], k.dx, 2*n.Hidden, b.drop.tagIn)
}

// crossEntropy replaces scores by the gradient, times scale, of the loss of
// gold, which it returns.
func crossEntropy(scores []float32, gold int, scale float32) float32 {
	g := scores[gold]
	loss := softmax(scores, scores) - g
	for i := range scores {
		scores[i] *= scale
	}
	scores[gold] -= scale
	return loss
}

// backActivation carries dx back through a mask and the leaky rectifier that
// gave y.
func backActivation(dx, y, mask []float32) {
	kernels.unleak(dx, y)
	if mask != nil {
		kernels.mulRow(dx, mask[:len(dx)])
	}
}

// lossRels adds the relations' loss and its gradient; heads are the gold ones.
func (b *Batch) lossRels(n *Net, loss *Loss) {
	rw, lab, mw, a := n.rel.cols, n.Label, n.mlp.cols, n.Arc
	scale := 1 / float32(b.tokens)
	k := b.back
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.rels[b.row(s, t)*rw:][:rw]
			loss.Rel += float64(crossEntropy(row[:n.Rels], int(b.gold[s][t].Rel), scale)) / float64(b.tokens)
			clear(row[n.Rels:])
		}
	}
	b.linear(n.rel, n.relb, b.relBF, b.rels, b.tokens, k.dx)
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.row(s, t)
			d := k.dx[row*lab:][:lab]
			backActivation(d, b.relIn[row*lab:], b.drop.rel(s))
			kernels.axpy(k.dmlp[row*mw+2*a:], d, 1)
			kernels.axpy(k.dmlp[b.headOf[row]*mw+2*a+lab:], d, 1)
		}
	}
}

// lossArcs adds the arcs' loss and its gradient.
func (b *Batch) lossArcs(n *Net, loss *Loss) {
	k, a, mw := b.back, n.Arc, n.mlp.cols
	for s := range b.sents {
		b.lossTree(n, s, loss)
	}
	b.linear(n.arc, n.arcb, b.dep, k.dDepArc, b.tokens, k.dx)
	for row := range b.tokens {
		kernels.axpy(k.dmlp[row*mw:], k.dx[row*a:][:a], 1)
	}
	for t := range b.steps {
		for s := range b.active[t] {
			row := b.row(s, t)
			backActivation(k.dmlp[row*mw:][:2*a], b.mlp[row*mw:], b.drop.arc(s))
		}
	}
	backActivation(k.dmlp[b.tokens*mw:][:2*a], b.mlp[b.tokens*mw:], nil)
}

// lossTree does so for sentence s, up to the tokens' vectors.
func (b *Batch) lossTree(n *Net, s int, loss *Loss) {
	k, a, mw := b.back, n.Arc, n.mlp.cols
	m := len(b.sents[s])
	stride := b.scoreArcs(n, s)
	scale := 1 / float32(b.tokens)
	for i := range m {
		row := b.scores[i*stride:][:stride]
		loss.Arc += float64(crossEntropy(row[:m+1], int(b.gold[s][i].Head), scale)) / float64(b.tokens)
		clear(row[m+1:])
		for j := range m {
			n.dist.grad[distBucket(j-i)] += row[j+1]
		}
		kernels.roundRow(k.dscore[i*stride:][:stride], row, nil)
	}
	pack(b.sentPack, b.sentHead, a, m+1, a)
	kernels.gemm(k.sentGrad, a, k.dscore, stride, b.sentPack, m, a, stride, false)
	for i := range m {
		copy(k.dDepArc[b.row(s, i)*a:][:a], k.sentGrad[i*a:])
	}
	flipped := k.dscore[stride*stride:]
	rr := roundUp(m)
	flip(flipped, k.dscore, stride, m, stride, k.scratch)
	pack(b.sentPack, b.sentDep, a, m, a)
	kernels.gemm(k.sentGrad, a, flipped, rr, b.sentPack, m+1, a, rr, false)
	kernels.axpy(k.dmlp[b.tokens*mw+a:], k.sentGrad[:a], 1)
	for i := range m {
		kernels.axpy(k.dmlp[b.row(s, i)*mw+a:], k.sentGrad[(i+1)*a:][:a], 1)
	}
}

// backLayer carries k.dh[l] back through layer l; dx receives the gradient of
// its input before the mask.
func (b *Batch) backLayer(n *Net, l int, dx []float32) {
	p, r, k, h := &n.layers[l], &b.layers[l], b.back, n.Hidden
	for d := range 2 {
		clear(k.dc)
		for i := range b.steps {
			t, after := b.steps-1-i, b.steps-i
			if d == 1 {
				t, after = i, i-1
			}
			b.stepBackward(n, l, d, t, after)
		}
	}
	b.linearRounded(p.in, r.in, b.tokens, dx)
	half := roundUp(b.tokens) / 2 * 4 * h
	for d := range 2 {
		b.shift(d, r.hb[d], h)
		b.weights(p.state[d], k.prev, h, b.tokens, k.packed[d*half:])
	}
}

// stepBackward carries the gradient through the cells of step t; the gradient
// of their state comes from step after.
func (b *Batch) stepBackward(n *Net, l, d, t, after int) {
	r, k, h := &b.layers[l], b.back, n.Hidden
	from, first := b.carried(t, after)
	if from > 0 {
		kernels.gemm(k.dhr, h, k.dy[first*(8*h+rowGap)+d*4*h:], 8*h+rowGap, n.layers[l].state[d].packedT, from, h, 4*h, false)
	}
	had, prev := b.carried(t, t-1+2*d)
	for s := range b.active[t] {
		dhr, cprev := b.zeros, b.zeros
		if s < from {
			dhr = k.dhr[s*h:]
		}
		if s < had {
			cprev = r.c[d][(prev+s)*h:]
		}
		mask := b.ones
		if b.drop != nil {
			mask = b.drop.state(l, d, s)
		}
		row := b.first[t] + s
		z := r.z[row*8*h+d*4*h:][:4*h]
		kernels.lstmBackward(z, r.tc[d][row*h:][:h], cprev, k.dh[l][row*2*h+d*h:], dhr, mask, k.dc[s*h:])
		kernels.roundRow(k.dy[row*(8*h+rowGap)+d*4*h:][:4*h], z, nil)
		kernels.axpy(n.layers[l].bias.grad[d*4*h:], z, 1)
		kernels.axpy(n.layers[l].style.grad[d*4*h:], z, b.styles[s])
	}
}

// shift copies to k.prev each row's state before, of direction d.
func (b *Batch) shift(d int, hb []bf16, h int) {
	k := b.back
	for t := range b.steps {
		had, prev := b.carried(t, t-1+2*d)
		rows := k.prev[b.first[t]*h:][:b.active[t]*h]
		clear(rows[copy(rows, hb[prev*h:][:had*h]):])
	}
}

// backEmbed carries dx, the gradient of the input, to the embedding tables.
func (b *Batch) backEmbed(n *Net, dx []float32) {
	in := n.Input()
	for t := range b.steps {
		for s := range b.active[t] {
			row, f := b.row(s, t), &b.sents[s][t]
			d := dx[row*in:][:in]
			if m := b.drop.input(0, s); m != nil {
				kernels.mulRow(d, m)
			}
			d = d[n.Vector:]
			if f.Word >= 0 && b.words[row]&dropWord == 0 {
				kernels.axpy(n.word.touch(f.Word), d[:n.Word], 1)
			}
			d = d[n.Word:]
			touchRows(n.gram, f.Grams, d[:n.Gram])
			d = d[n.Gram:]
			touchRows(n.affix, f.Affixes, d[:n.Affix])
			d = d[n.Affix:]
			kernels.axpy(n.shape.touch(f.Shape), d[:n.Shape], 1)
			if f.Cluster >= 0 && b.words[row]&dropVector == 0 {
				kernels.axpy(n.cluster.touch(f.Cluster), d[n.Shape:][:n.Cluster], 1)
			}
		}
	}
}

func touchRows(p *param, rows []int32, d []float32) {
	a := bagScale(len(rows))
	for _, i := range rows {
		kernels.axpy(p.touch(i), d, a)
	}
}

// take makes the examples the batch's sentences.
func (b *Batch) take(batch []Example) {
	b.sents, b.gold, b.styles = b.sents[:0], b.gold[:0], b.styles[:0]
	for i := range batch {
		e := &batch[i]
		b.sents, b.gold, b.styles = append(b.sents, e.Tokens), append(b.gold, e.Targets), append(b.styles, e.Style)
	}
	b.arrange(len(batch), func(s int) int { return len(batch[s].Tokens) })
}

// learn adds the gradients of one batch to n's and returns its loss.
func (b *Batch) learn(n *Net, batch []Example, drop *dropout, weight []float32) Loss {
	b.drop = drop
	b.take(batch)
	b.reserve(n)
	b.reserveBackward(n)
	if drop != nil {
		drop.draw(n, len(batch))
	}
	loss := Loss{Tags: make([]float64, len(n.Tags))}
	b.encode(n)
	b.readTags(n)
	b.readArcs(n)
	for t := range b.steps {
		for s := range b.active[t] {
			b.headOf[b.row(s, t)] = b.tokens
			if h := int(b.gold[s][t].Head); h > 0 {
				b.headOf[b.row(s, t)] = b.row(s, h-1)
			}
		}
	}
	b.readRels(n)
	b.lossTags(n, weight, &loss)
	b.lossRels(n, &loss)
	b.lossArcs(n, &loss)
	b.backMLP(n)
	k := b.back
	for l := n.Layers - 1; l > 0; l-- {
		b.backLayer(n, l, k.dx)
		b.addMasked(k.dh[l-1], k.dx, 2*n.Hidden, func(s int) []float32 { return b.drop.input(l, s) })
	}
	b.backLayer(n, 0, k.dx)
	b.backEmbed(n, k.dx)
	return loss
}

// backMLP carries k.dmlp back to the last layer and the root.
func (b *Batch) backMLP(n *Net) {
	k, h2 := b.back, 2*n.Hidden
	b.linear(n.mlp, n.mlpb, b.mlpIn, k.dmlp, b.tokens+1, k.dx)
	kernels.axpy(n.root.grad, k.dx[b.tokens*h2:][:h2], 1)
	b.addMasked(k.dh[n.Layers-1], k.dx, h2, b.drop.mlpIn)
}
