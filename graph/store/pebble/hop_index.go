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
	buf  []pattern
	hits [][]tuple
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
	at    int // where the list stands
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
	x.r, x.buf, x.hits = nil, x.buf[:0], x.hits[:0]
	for i, p := range x.it.patterns {
		switch {
		case x.lists != nil && x.lists[i].ok:
			if hits := x.lists[i].find(x.it.result, n); len(hits) > 0 {
				x.hits = append(x.hits, hits)
			}
		case !p.has(int(x.it.result) - 1):
			p.bind(x.it.result, n)
			x.buf = append(x.buf, p)
		case p.term.at(x.it.result) == n:
			x.buf = append(x.buf, p)
		}
	}
	x.found, x.patterns = x.hits, x.buf
	return len(x.hits)+len(x.buf) > 0 && x.Next(ctx)
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
		if !p.sortedBy(x.it.result) {
			continue
		}
		size, err := x.v.size(ctx, p)
		if err != nil || size.Size > maxRange {
			continue
		}
		quads, err := x.v.all(ctx, p)
		x.lists[i] = list{quads: quads, ok: err == nil}
	}
}

// find gives the quads whose result is n.
func (l *list) find(d quad.Direction, n id) []tuple {
	l.seek(d, n)
	end := l.at
	for end < len(l.quads) && l.quads[end].at(d) == n {
		end++
	}
	return l.quads[l.at:end]
}

// seek goes to the first quad whose result is not before n. It gallops from
// where the list stands: forward in steps that double, or from the start when
// n lies before.
func (l *list) seek(d quad.Direction, n id) {
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
	l.at = lo + sort.Search(hi-lo, func(i int) bool { return at(lo + i) })
}
