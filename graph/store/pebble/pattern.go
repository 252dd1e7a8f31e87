package pebble

import (
	"math/bits"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A pattern is a quad with some of its terms fixed; the others match anything.
type pattern struct {
	term  tuple
	bound uint8 // bit i: term[i] is fixed
}

func (p *pattern) bind(d quad.Direction, n id) {
	p.term[d-1] = n
	p.bound |= 1 << (d - 1)
}

func (p *pattern) has(i int) bool { return p.bound&(1<<i) != 0 }

func (p *pattern) matches(t tuple) bool {
	for i := range t {
		if p.has(i) && t[i] != p.term[i] {
			return false
		}
	}
	return true
}

// plan chooses the index in which most of the fixed terms stand first, and
// tells how many those are. The others are checked quad by quad.
func (p *pattern) plan() (best *index, n int) {
	for _, x := range []*index{spol, posl, ospl, lspo} {
		k := 0
		for k < 4 && p.has(x.order[k]) {
			k++
		}
		if best == nil || k > n {
			best, n = x, k
		}
	}
	return best, n
}

// covered tells whether the index range of the plan is exactly the pattern.
func (p *pattern) covered(n int) bool { return bits.OnesCount8(p.bound) == n }

// size tells how many quads match: exactly where a counter or a short range
// says so, else an estimate from the counters.
func (v *view) size(p pattern) (graph.Size, error) {
	if key := p.counter(); key != nil {
		n, err := v.count(key)
		return graph.Size{Size: n, Exact: true}, err
	}
	x, n := p.plan()
	r := v.open(x, x.appendPrefix(nil, p.term, n))
	var count int64
	for count < sizeLimit {
		t, ok := r.next()
		if !ok {
			return graph.Size{Size: count, Exact: true}, r.err
		}
		if p.matches(t) {
			count++
		}
	}
	return graph.Size{Size: sizeLimit, Exact: false}, r.err
}

// sizeLimit is how far size counts by reading.
const sizeLimit = 128

// counter is the key that holds the number of quads of the pattern, or nil.
func (p *pattern) counter() []byte {
	switch p.bound {
	case 0:
		return totalKey(totalQuads)
	case 1 << 1:
		return countKey(nil, 'P', p.term[1])
	case 1 << 3:
		return countKey(nil, 'L', p.term[3])
	}
	return nil
}
