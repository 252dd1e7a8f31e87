package perceptron

import (
	"math"
	"slices"
)

// A Config gives the sizes of a network.
type Config struct {
	Bits    int // the table has 1<<Bits rows
	Numbers int // width of the numbers
	Hidden  int // units
	Classes int
}

// valid reports whether the sizes make a network.
func (c *Config) valid() bool {
	in := func(n, least, most int) bool { return n >= least && n <= most }
	return in(c.Bits, 0, 20) && in(c.Numbers, 0, 1<<14) && in(c.Hidden, 1, 1<<10) && in(c.Classes, 1, 1<<10) &&
		c.Numbers*c.Hidden <= maxWeights
}

// maxWeights bounds the weights of the numbers, and those of the features.
const maxWeights = 1 << 24

// width is the length of a row: what it adds to the hidden units, then to the
// classes.
func (c *Config) width() int { return c.Hidden + c.Classes }

// An Input is what the network is told: the hashes of features, and numbers,
// as many as the network takes or none. Projected is what numbers give to the
// hidden units where that is known already (see Net.Project), else nil.
type Input struct {
	Features  []uint32
	Numbers   []float32
	Projected []float32
}

// A Net maps an input to scores of classes. It may be shared by goroutines
// once it is read or trained.
type Net struct {
	Config
	at      []int32   // row of each feature, 0 for one that weighs nothing; nil where each has its own
	rows    []float32 // width for each
	numbers []float32 // Hidden for each number
	bias    []float32 // width
	out     []float32 // Hidden for each class
}

// newNet returns a network with so many rows.
func newNet(c Config, rows int) *Net {
	return &Net{
		Config:  c,
		rows:    make([]float32, c.width()*rows),
		numbers: make([]float32, c.Numbers*c.Hidden),
		bias:    make([]float32, c.width()),
		out:     make([]float32, c.Hidden*c.Classes),
	}
}

// newSparse returns a network whose features weigh nothing yet, with room for
// the rows of as many as kept: few are.
func newSparse(c Config, kept int) *Net {
	n := newNet(c, 1)
	n.at = make([]int32, 1<<c.Bits)
	n.rows = slices.Grow(n.rows, kept*c.width())
	return n
}

// newRow returns the row of a feature that had none.
func (n *Net) newRow(feature uint32) []float32 {
	w := n.width()
	n.at[feature] = int32(len(n.rows) / w)
	n.rows = append(n.rows, make([]float32, w)...)
	return n.row(feature)
}

// Mean returns the network whose scores are the means of those of nets, which
// are of the same sizes but for the hidden units: it has the units of all.
func Mean(nets ...*Net) *Net {
	c, share := nets[0].Config, 1/float32(len(nets))
	c.Hidden = 0
	for _, n := range nets {
		c.Hidden += n.Hidden
	}
	mean := newSparse(c, 0)
	for f := range uint32(1) << c.Bits {
		if slices.ContainsFunc(nets, func(n *Net) bool { return !zero(n.row(f)) }) {
			mean.join(mean.newRow(f), share, nets, func(n *Net) []float32 { return n.row(f) })
		}
	}
	mean.join(mean.bias, share, nets, func(n *Net) []float32 { return n.bias })
	first := 0
	for _, n := range nets {
		for i := range c.Numbers {
			copy(mean.numbers[i*c.Hidden+first:], n.numbers[i*n.Hidden:][:n.Hidden])
		}
		for k := range c.Classes {
			add(mean.out[k*c.Hidden+first:][:n.Hidden], n.out[k*n.Hidden:][:n.Hidden], share)
		}
		first += n.Hidden
	}
	return mean
}

// join puts the hidden units' parts of the nets' rows side by side, and adds
// shares of the classes'.
func (n *Net) join(row []float32, share float32, nets []*Net, of func(*Net) []float32) {
	first := 0
	for _, part := range nets {
		from := of(part)
		copy(row[first:], from[:part.Hidden])
		add(row[n.Hidden:], from[part.Hidden:], share)
		first += part.Hidden
	}
}

// params lists all weights.
func (n *Net) params() [][]float32 { return [][]float32{n.rows, n.numbers, n.bias, n.out} }

// row returns the weights of a feature.
func (n *Net) row(feature uint32) []float32 {
	w, at := n.width(), int(feature&(1<<n.Bits-1))
	if n.at != nil {
		at = int(n.at[at])
	}
	return n.rows[at*w:][:w]
}

// Scores appends the classes' scores to buf.
func (n *Net) Scores(buf []float32, in Input) []float32 {
	sum := make([]float32, n.width())
	n.sum(sum, in)
	return n.score(buf, sum)
}

// sum adds up what the input gives to the hidden units and to the classes.
func (n *Net) sum(sum []float32, in Input) {
	copy(sum, n.bias)
	for _, f := range in.Features {
		add(sum, n.row(f), 1)
	}
	if in.Projected != nil {
		add(sum[:n.Hidden], in.Projected, 1)
		return
	}
	for i, x := range in.Numbers[:min(len(in.Numbers), n.Numbers)] {
		if x != 0 {
			add(sum[:n.Hidden], n.numbers[i*n.Hidden:][:n.Hidden], x)
		}
	}
}

// Project returns what numbers give to the hidden units, where the network's
// numbers from index first on are these.
func (n *Net) Project(first int, numbers []float32) []float32 {
	sum := make([]float32, n.Hidden)
	for i, x := range numbers {
		add(sum, n.numbers[(first+i)*n.Hidden:][:n.Hidden], x)
	}
	return sum
}

// score rectifies the hidden units and appends the classes' scores to buf.
func (n *Net) score(buf, sum []float32) []float32 {
	for c := range n.Classes {
		s := sum[n.Hidden+c]
		for k, w := range n.out[c*n.Hidden:][:n.Hidden] {
			if sum[k] > 0 {
				s += sum[k] * w
			}
		}
		buf = append(buf, s)
	}
	return buf
}

// Normalize turns scores into logarithms of probabilities.
func Normalize(scores []float32) {
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	sum := 0.0
	for _, s := range scores {
		sum += math.Exp(float64(s - top))
	}
	log := top + float32(math.Log(sum))
	for i := range scores {
		scores[i] -= log
	}
}

func add(sum, row []float32, x float32) {
	row = row[:len(sum)]
	for k := range sum {
		sum[k] += x * row[k]
	}
}

// Hash mixes the number of a template with the values that fill it.
func Hash(template int, values ...string) uint32 {
	h := uint64(template+1) * 0x9E3779B97F4A7C15
	for _, v := range values {
		for i := range len(v) {
			h = (h ^ uint64(v[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 0xC2B2AE3D27D4EB4F
		h ^= h >> 29
	}
	h *= 0xBF58476D1CE4E5B9
	return uint32(h >> 32)
}
