package pebble

import (
	"context"
	"math/bits"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A pattern is a quad with some of its terms fixed; the others match anything.
type pattern struct {
	term  tuple
	bound uint8 // bit i: term[i] is fixed
}

const (
	boundS = 1 << iota
	boundP
	boundO
	boundL
)

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
func (v *view) size(ctx context.Context, p pattern) (graph.Size, error) {
	if key := p.counter(); key != nil {
		n, err := v.count(key)
		return graph.Size{Size: n, Exact: true}, err
	}
	r := v.match(p)
	if r.shared {
		return graph.Size{Size: int64(len(r.page)), Exact: true}, nil
	}
	for count := int64(0); count < sizeLimit; count++ {
		if _, ok := r.next(ctx); !ok {
			return graph.Size{Size: count, Exact: true}, r.err
		}
	}
	return v.estimate(r)
}

// sizeLimit is how far size counts by reading.
const sizeLimit = 128

// counter is the key that holds the number of quads of the pattern, or nil.
func (p *pattern) counter() []byte {
	switch p.bound {
	case 0:
		return totalKey(totalQuads)
	case boundP:
		return countKey(nil, 'P', p.term[1])
	case boundL:
		return countKey(nil, 'L', p.term[3])
	}
	return nil
}

// estimate guesses the length of a range that is longer than sizeLimit from
// the room that it takes on the disk. What is in memory only counts as that
// limit, which is right in order: it is what was written last.
func (v *view) estimate(r *patternReader) (graph.Size, error) {
	size := graph.Size{Size: sizeLimit}
	if err := v.db.enter(); err != nil {
		return size, err
	}
	defer v.db.leave()
	table := []byte{r.index.table}
	all, err := v.db.db.EstimateDiskUsage(table, end(table))
	if err != nil || all == 0 {
		return size, err
	}
	part, err := v.db.db.EstimateDiskUsage(r.prefix, end(r.prefix))
	if err != nil {
		return size, err
	}
	total, err := v.count(totalKey(totalQuads))
	size.Size = max(sizeLimit, int64(float64(part)/float64(all)*float64(total)))
	return size, err
}
