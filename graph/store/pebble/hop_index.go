package pebble

import (
	"context"
	"sort"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// hopIndex tells whether a node is at the end of a hop, by reading the quads
// that end there.
type hopIndex struct {
	hopScanner
	buf []pattern
	// Once it was asked often, it keeps the quads of each pattern and searches
	// them; asked in order, as an intersection does, that is merging.
	lists []list
	asked int
}

// often is how many questions are worth reading the whole of a pattern.
const often = 8

// A list is every quad of a pattern in the order of their results.
type list struct {
	quads []tuple
	at    int // where the last search ended
	ok    bool
}

func (x *hopIndex) String() string { return "HopIndex" }

func (x *hopIndex) Contains(ctx context.Context, r graph.Ref) bool {
	n, ok := x.it.s.ref(r)
	if !ok || x.err != nil {
		return false
	}
	if x.asked++; x.asked == often {
		x.readLists(ctx)
	}
	x.r, x.buf = nil, x.buf[:0]
	x.found, x.patterns = nil, nil
	for i, p := range x.it.patterns {
		switch {
		case x.lists != nil && x.lists[i].ok:
			x.found = append(x.found, x.lists[i].find(x.it.result, n))
		case !p.has(int(x.it.result) - 1):
			p.bind(x.it.result, n)
			x.buf = append(x.buf, p)
		case p.term.at(x.it.result) == n:
			x.buf = append(x.buf, p)
		}
	}
	x.patterns = x.buf
	return x.Next(ctx)
}

func (x *hopIndex) NextPath(ctx context.Context) bool {
	if x.hopScanner.NextPath(ctx) {
		return true
	}
	return x.Next(ctx)
}

// readLists keeps the patterns that are short and sorted by their results.
func (x *hopIndex) readLists(ctx context.Context) {
	x.lists = make([]list, len(x.it.patterns))
	for i, p := range x.it.patterns {
		index, n := p.plan()
		if !p.covered(n) || n == 4 || quad.Directions[index.order[n]] != x.it.result {
			continue
		}
		size, err := x.v.size(ctx, p)
		if err != nil || size.Size > maxRange {
			continue
		}
		r := x.v.match(p)
		if r.shared {
			x.lists[i] = list{quads: r.page, ok: true}
			continue
		}
		for r.at < len(r.page) || r.turn(ctx) {
			x.lists[i].quads = append(x.lists[i].quads, r.page[r.at:]...)
			r.at = len(r.page)
		}
		x.lists[i].ok = r.err == nil
	}
}

// find gives the quads whose result is n. It gallops from where it found the
// last: forward in steps that double, or from the start when n lies before.
func (l *list) find(d quad.Direction, n id) []tuple {
	at := func(i int) bool { return l.quads[i].at(d) >= n }
	lo, step := l.at, 1
	if lo > 0 && at(lo-1) {
		lo = 0
	}
	hi := lo
	for hi < len(l.quads) && !at(hi) {
		lo, hi, step = hi+1, hi+step, 2*step
	}
	hi = min(hi, len(l.quads))
	lo += sort.Search(hi-lo, func(i int) bool { return at(lo + i) })
	l.at = lo
	end := lo
	for end < len(l.quads) && l.quads[end].at(d) == n {
		end++
	}
	return l.quads[lo:end]
}
