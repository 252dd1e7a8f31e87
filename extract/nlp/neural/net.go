package neural

import (
	"math"
	"math/rand/v2"
)

// A Net is a tagger and parser: a bidirectional LSTM over word vectors, tags
// read from one of its layers, arcs by deep biaffine attention (Dozat and
// Manning 2017) and relations by a small perceptron, both from its last layer.
type Net struct {
	Config
	word, gram, affix        *param
	shape, cluster           *param
	layers                   []layer
	tag1, tag1b, tag2, tag2b *param
	mlp, mlpb                *param // [arc dependent | arc head | label dependent | label head]
	root                     *param // stands for the head of the root
	arc, arcb                *param
	dist                     *param // score of each bucket of distances
	rel, relb                *param
}

// A layer is one bidirectional LSTM. The columns of in, bias and style are the
// gates input, forget, cell, output of the forward direction, then of the
// backward. A sentence's style, a number, times style adds to the bias.
type layer struct {
	in, bias, style *param
	state           [2]*param
}

// biasOf writes to dst the bias of the gates in sentences of the given style.
func (l *layer) biasOf(dst []float32, style float32) {
	for i, w := range l.style.w {
		dst[i] = l.bias.w[i] + float32(w*style)
	}
}

// New returns a network with random weights.
func New(c Config, r *rand.Rand) *Net {
	n := newNet(c).alloc()
	n.word.uniform(r, 0.01)
	n.gram.uniform(r, 0.2)
	n.affix.uniform(r, 0.2)
	n.shape.uniform(r, 0.2)
	n.cluster.uniform(r, 0.2)
	h := c.Hidden
	for k, l := range n.layers {
		// States are small numbers: upper layers must not shrink them further.
		l.in.uniform(r, float64(min(k+1, 2))*math.Sqrt(6/float64(l.in.rows+h)))
		for d := range l.state {
			l.state[d].glorot(r, h, 2*h)
			for j := range h { // forget gates start open
				l.bias.w[d*4*h+h+j] = 1
			}
		}
	}
	for _, p := range []*param{n.tag1, n.mlp, n.arc, n.rel} {
		p.uniform(r, 1.5*math.Sqrt(6/float64(2*p.rows)))
	}
	n.tag2.uniform(r, 0.1)
	n.root.uniform(r, 0.5)
	return n
}

// newNet shapes a network, whose weights have no memory as yet.
func newNet(c Config) *Net {
	h := c.Hidden
	n := &Net{Config: c}
	n.word, n.gram = newParam(c.Words, c.Word), newParam(c.Grams, c.Gram)
	n.affix, n.shape = newParam(c.Affixes, c.Affix), newParam(c.Shapes, c.Shape)
	n.cluster = newParam(c.Clusters, c.Cluster)
	for _, p := range n.tables() {
		p.sparse = true
	}
	n.gram.coarse = true
	in := c.Input()
	for range c.Layers {
		l := layer{in: newParam(in, 8*h), bias: newParam(1, 8*h), style: newParam(1, 8*h)}
		l.state[0], l.state[1] = newParam(h, 4*h), newParam(h, 4*h)
		n.layers = append(n.layers, l)
		in = 2 * h
	}
	n.tag1, n.tag1b = newParam(2*h, c.TagHidden), newParam(1, c.TagHidden)
	tags := roundUp(c.tagWidth())
	n.tag2, n.tag2b = newParam(c.TagHidden, tags), newParam(1, tags)
	m := 2*c.Arc + 2*c.Label
	n.mlp, n.mlpb = newParam(2*h, m), newParam(1, m)
	n.root = newParam(1, 2*h)
	n.arc, n.arcb = newParam(c.Arc, c.Arc), newParam(1, c.Arc)
	n.dist = newParam(1, 2*distBuckets)
	n.rel, n.relb = newParam(c.Label, roundUp(c.Rels)), newParam(1, roundUp(c.Rels))
	for _, p := range n.factors() {
		p.dense = true
	}
	return n
}

func (n *Net) alloc() *Net {
	for _, p := range n.params() {
		p.alloc()
	}
	return n
}

func (n *Net) tables() []*param { return []*param{n.word, n.gram, n.affix, n.shape, n.cluster} }

// factors are the dense matrices that gemm multiplies with.
func (n *Net) factors() []*param {
	ps := []*param{n.tag1, n.tag2, n.mlp, n.arc, n.rel}
	for _, l := range n.layers {
		ps = append(ps, l.in, l.state[0], l.state[1])
	}
	return ps
}

// params lists all weights, in the order of the model file.
func (n *Net) params() []*param {
	ps := append(n.tables(), n.factors()...)
	for _, l := range n.layers {
		ps = append(ps, l.bias, l.style)
	}
	return append(ps, n.tag1b, n.tag2b, n.mlpb, n.root, n.arcb, n.dist, n.relb)
}

// quantize readies the dense matrices for inference, unless it is all that they
// are there for.
func (n *Net) quantize() {
	room := n.factorRoom()
	for _, p := range n.factors() {
		if words := factorWords(p.rows, p.cols); p.w != nil {
			p.factor, room = quantize(p.w, p.rows, p.cols, room[:words:words]), room[words:]
		}
	}
}

// factorRoom is memory for all factors, which lie together.
func (n *Net) factorRoom() []uint32 {
	words := 0
	for _, p := range n.factors() {
		words += factorWords(p.rows, p.cols)
	}
	return hugeWords(words)
}

// Size is the number of weights.
func (n *Net) Size() int {
	size := 0
	for _, p := range n.params() {
		size += p.rows * p.cols
	}
	return size
}
