package neural

import "math/rand/v2"

// A Dropout gives the probabilities of leaving things out in training
// (Srivastava et al. 2014), with one mask for all tokens of a sentence (Gal
// and Ghahramani 2016).
type Dropout struct {
	Input, Hidden, State, MLP float64
	Word                      float64 // constant of frequency-based word dropout
	Both                      float64 // of all that is known of a word but its letters
}

// dropout holds a batch's masks. A nil dropout leaves nothing out.
type dropout struct {
	Dropout
	rand   *rand.Rand
	freq   []int32        // of each trained word
	inputs [][]float32    // of each layer
	states [][2][]float32 // of each layer
	tagI   []float32
	tagH   []float32
	mlpI   []float32
	arcs   []float32
	relH   []float32
	n      *Net
}

// draw makes masks for sents sentences.
func (d *dropout) draw(n *Net, sents int) {
	d.n = n
	if d.inputs == nil {
		d.inputs, d.states = make([][]float32, n.Layers), make([][2][]float32, n.Layers)
	}
	for l := range n.Layers {
		p := d.Hidden
		if l == 0 {
			p = d.Input
		}
		d.inputs[l] = d.mask(d.inputs[l], sents*n.layers[l].in.rows, p)
		for k := range 2 {
			d.states[l][k] = d.mask(d.states[l][k], sents*n.Hidden, d.State)
		}
	}
	d.tagI = d.mask(d.tagI, sents*2*n.Hidden, d.Hidden)
	d.mlpI = d.mask(d.mlpI, sents*2*n.Hidden, d.Hidden)
	d.tagH = d.mask(d.tagH, sents*n.TagHidden, d.MLP)
	d.arcs = d.mask(d.arcs, sents*2*n.Arc, d.MLP)
	d.relH = d.mask(d.relH, sents*n.Label, d.MLP)
}

func (d *dropout) mask(m []float32, n int, p float64) []float32 {
	m = grow(m, n)
	keep := float32(1 / (1 - p))
	limit := uint32(p * (1 << 16))
	for i := 0; i < n; i += 4 {
		bits := d.rand.Uint64()
		for j := i; j < min(i+4, n); j++ {
			m[j] = keep
			if uint32(bits&0xffff) < limit {
				m[j] = 0
			}
			bits >>= 16
		}
	}
	return m
}

func maskRow(m []float32, s, width int) []float32 { return m[s*width:][:width] }

func (d *dropout) word(f *Features) wordDrop {
	if d == nil {
		return 0
	}
	if d.rand.Float64() < d.Both {
		return dropWord | dropVector
	}
	if f.Word >= 0 && d.rand.Float64() < d.Word/(d.Word+float64(d.freq[f.Word])) {
		return dropWord
	}
	return 0
}

func (d *dropout) input(l, s int) []float32 {
	if d == nil {
		return nil
	}
	return maskRow(d.inputs[l], s, d.n.layers[l].in.rows)
}

func (d *dropout) state(l, k, s int) []float32 { return maskRow(d.states[l][k], s, d.n.Hidden) }

func (d *dropout) tagIn(s int) []float32 {
	if d == nil {
		return nil
	}
	return maskRow(d.tagI, s, 2*d.n.Hidden)
}

func (d *dropout) tagHidden(s int) []float32 {
	if d == nil {
		return nil
	}
	return maskRow(d.tagH, s, d.n.TagHidden)
}

func (d *dropout) mlpIn(s int) []float32 {
	if d == nil {
		return nil
	}
	return maskRow(d.mlpI, s, 2*d.n.Hidden)
}

func (d *dropout) arc(s int) []float32 {
	if d == nil {
		return nil
	}
	return maskRow(d.arcs, s, 2*d.n.Arc)
}

func (d *dropout) rel(s int) []float32 {
	if d == nil {
		return nil
	}
	return maskRow(d.relH, s, d.n.Label)
}
