package nlp

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// TokenizerConfig says how a tokenizer is fitted; zero fields take defaults.
type TokenizerConfig struct {
	SplitBits int    // size of the split table, 1<<n features of 3 bytes; 16
	StopBits  int    // size of the sentence table, 1<<n features of 2 bytes; 17
	Epochs    int    // passes over the data; 12
	Seed      uint64 // of the order of the examples
	// Progress, when set, is called after each epoch of each model with the
	// share of its examples that it got right before learning from them.
	Progress func(model string, epoch int, accuracy float64)
}

func (c *TokenizerConfig) ensureDefaults() {
	c.SplitBits = defaultTo(c.SplitBits, 16)
	c.StopBits = defaultTo(c.StopBits, 17)
	c.Epochs = defaultTo(c.Epochs, 12)
}

func defaultTo(v, def int) int {
	if v == 0 {
		return def
	}
	return v
}

// TrainTokenizer fits a tokenizer to treebanks: logistic regression by AdaGrad
// (Duchi et al. 2011). The same documents in the same order and the same
// config give the same bytes.
func TrainTokenizer(docs []*TreeDoc, c TokenizerConfig) (*Tokenizer, error) {
	c.ensureDefaults()
	if len(docs) == 0 {
		return nil, errors.New("tokenizer: no documents to learn from")
	}
	t := &Tokenizer{
		split: linear{classes: 3, bits: uint(c.SplitBits)},
		stop:  linear{classes: 2, bits: uint(c.StopBits)},
	}
	t.setFused(fusedWords(docs))
	var splits, stops []example
	rng := rand.New(rand.NewPCG(c.Seed, 1))
	for _, d := range docs {
		for _, restyle := range []*rand.Rand{nil, rng} {
			g := newGoldText(d, restyle)
			splits = g.splits(t, splits)
			stops = g.stops(t, stops)
		}
	}
	fit(&t.split, splits, "split", c)
	fit(&t.stop, stops, "sentence", c)
	return t, nil
}

// An example is a place and what stands there.
type example struct {
	feats []uint32
	label uint8
}

// fit trains m on examples. In every step each feature is left out with a
// chance of drop, so that none is relied on alone; the weights are the mean of
// those after each epoch from the third on.
func fit(m *linear, examples []example, name string, c TokenizerConfig) {
	const rate, drop, burnIn = 0.2, 0.4, 2
	w := make([]float32, m.classes<<m.bits)
	mean := make([]float32, len(w))
	square := make([]float32, len(w))
	rng := rand.New(rand.NewPCG(c.Seed, uint64(len(examples))))
	order := rng.Perm(len(examples))
	var kept []uint32
	for epoch := range c.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right := 0
		for _, k := range order {
			ex := &examples[k]
			kept = kept[:0]
			for _, f := range ex.feats {
				if rng.Float32() >= drop {
					kept = append(kept, f)
				}
			}
			p, best := softmax(m, w, kept)
			if best == ex.label {
				right++
			}
			p[ex.label]--
			for _, f := range kept {
				row := int(f>>(32-m.bits)) * m.classes
				for class := range m.classes {
					g := p[class]
					square[row+class] += g * g
					w[row+class] -= rate * g / (1e-3 + sqrt32(square[row+class]))
				}
			}
		}
		if epoch >= min(burnIn, c.Epochs-1) {
			for i, x := range w {
				mean[i] += x
			}
		}
		if c.Progress != nil {
			c.Progress(name, epoch+1, float64(right)/float64(max(len(examples), 1)))
		}
	}
	m.weights = quantize(mean)
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

func softmax(m *linear, w []float32, feats []uint32) (p [maxClasses]float32, best uint8) {
	for _, f := range feats {
		row := int(f>>(32-m.bits)) * m.classes
		for k := range m.classes {
			p[k] += w[row+k]
		}
	}
	for k := 1; k < m.classes; k++ {
		if p[k] > p[best] {
			best = uint8(k)
		}
	}
	top, sum := p[best], float32(0)
	for k := range m.classes {
		p[k] = float32(math.Exp(float64(p[k] - top)))
		sum += p[k]
	}
	for k := range m.classes {
		p[k] /= sum
	}
	return p, best
}

// fusedWords returns the words of letters that are a multiword token more
// often than not, divided in two: "gon na".
func fusedWords(docs []*TreeDoc) []string {
	split, whole := make(map[string]int), make(map[string]int)
	for _, d := range docs {
		for i := range d.Sents {
			toks := d.Sents[i].Tokens
			for k := range toks {
				form := strings.ToLower(toks[k].Form)
				if toks[k].Multi == 2 && onlyLetters(form) && onlyLetters(toks[k+1].Form) {
					split[form+" "+strings.ToLower(toks[k+1].Form)]++
				} else {
					whole[form]++
				}
			}
		}
	}
	var words []string
	for w, n := range split {
		if whole := whole[strings.Replace(w, " ", "", 1)]; n > whole && n > 1 && len(w) <= maxFused {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

func onlyLetters(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf || !asciiClass[r].letter() {
			return false
		}
	}
	return s != ""
}
