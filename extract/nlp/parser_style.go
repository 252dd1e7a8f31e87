package nlp

import (
	"math"
	"math/rand/v2"
)

// A styler tells which of two treebanks a document resembles. Treebanks differ
// in what they call a name, a lemma or an apposition; trained on both without a
// word about it, a parser must guess for each sentence which custom holds
// (Stymne et al. 2018 give it an embedding of the treebank). Here the
// document's own words say how much it resembles the one and the other: a
// logistic regression over the square roots of their frequencies.
type styler []float32

// The weights of a styler: of words by hash, of the length of sentences, and
// the bias.
const (
	styleWords   = 1 << 14
	styleLength  = styleWords
	styleBias    = styleWords + 1
	styleWeights = styleWords + 2
)

// A styleCount is room for counting a document's words.
type styleCount struct {
	counts  [styleWords]uint16
	buckets []int32 // those with a count
	words   int
	sents   int
}

// count takes the place of the last document.
func (c *styleCount) count(sents []Sentence) {
	for _, b := range c.buckets {
		c.counts[b] = 0
	}
	c.buckets, c.words, c.sents = c.buckets[:0], 0, len(sents)
	for i := range sents {
		for t := range sents[i].Tokens {
			b := int32(hashShape(sents[i].Tokens[t].Form) % styleWords)
			if c.counts[b] == 0 {
				c.buckets = append(c.buckets, b)
			}
			if c.counts[b] < math.MaxUint16 {
				c.counts[b]++
			}
			c.words++
		}
	}
}

// each calls f for the document's features.
func (c *styleCount) each(f func(weight int32, x float64)) {
	n := float64(max(c.words, 1))
	for _, b := range c.buckets {
		f(b, math.Sqrt(float64(c.counts[b])/n))
	}
	f(styleLength, n/float64(c.sents+1)/20)
	f(styleBias, 1)
}

// odds are the logarithmic odds of the second treebank.
func (s styler) odds(c *styleCount) (z float64) {
	c.each(func(w int32, x float64) { z += float64(s[w]) * x })
	return z
}

// style is from -1, the first treebank, to 1, the second; of a few words it
// is near 0.
func (s styler) style(c *styleCount) float32 {
	const words = 20 // that make half sure
	n := float64(c.words)
	return float32(math.Tanh(s.odds(c)/2) * n / (n + words))
}

// learnStyler fits a styler to documents, of which second says whether they
// are of the second treebank.
func learnStyler(docs []*TreeDoc, second []bool) styler {
	const rounds, rate, decay = 30, 0.5, 1 - 1e-5
	s := make(styler, styleWeights)
	counts := make([]styleCount, len(docs))
	order := make([]int, len(docs))
	for i, d := range docs {
		counts[i].count(d.Sents)
		order[i] = i
	}
	r := rand.New(rand.NewPCG(1, 5))
	for range rounds {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			want, weight := 0.0, 1.0
			if second[i] {
				want, weight = 1, 3 // fewer documents, and longer ones
			}
			step := rate * weight * (want - 1/(1+math.Exp(-s.odds(&counts[i]))))
			counts[i].each(func(w int32, x float64) { s[w] = float32(float64(s[w])*decay + step*x) })
		}
	}
	return s
}

// crossStyles gives the documents the styles that stylers say who have not
// seen them, as it will be with new ones.
func crossStyles(docs []*TreeDoc, second []bool) []float32 {
	const folds = 5
	styles := make([]float32, len(docs))
	var c styleCount
	for fold := range folds {
		var seen []*TreeDoc
		var is []bool
		for i, d := range docs {
			if i%folds != fold {
				seen, is = append(seen, d), append(is, second[i])
			}
		}
		s := learnStyler(seen, is)
		for i := fold; i < len(docs); i += folds {
			c.count(docs[i].Sents)
			styles[i] = s.style(&c)
		}
	}
	return styles
}

// hashShape is the hash of a word whose digits count alike.
func hashShape(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' {
			c = '0'
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h ^ h>>29
}
