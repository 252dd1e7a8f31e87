package pebble

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/plan"
)

// A meet is the intersection of hops that are ranges of an index in the order
// of their results: it walks through all of them at once, each leaping to
// where the others are. (A leapfrog join: Veldhuizen, "Leapfrog Triejoin",
// ICDT 2014, of one variable.)
type meet struct {
	hops     []hop
	distinct bool // a node may come once only
}

// meetOf splits an intersection into what meets and what does not.
func meetOf(in shape.Intersect) shape.Shape {
	var m meet
	var rest shape.Intersect
	for _, sub := range in {
		if h, ok := sub.(hop); ok && h.sorted() {
			m.hops = append(m.hops, h)
		} else {
			rest = append(rest, sub)
		}
	}
	switch {
	case len(m.hops) < 2:
		return plan.Intersect(in)
	case rest == nil:
		return m
	}
	return plan.Intersect(append(rest, m))
}

// sorted tells whether the quads of the hop are a range of an index in which
// their results are in order.
func (h *hop) sorted() bool {
	if h.from != nil {
		return false
	}
	patterns := h.patterns()
	return len(patterns) == 1 && patterns[0].sortedBy(h.result)
}

// sortedBy tells whether the range of the pattern's plan is the pattern, in
// order of a direction.
func (p *pattern) sortedBy(d quad.Direction) bool {
	x, n := p.plan()
	return p.covered(n) && n < 4 && quad.Directions[x.order[n]] == d
}

// Optimize implements shape.Shape.
func (m meet) Optimize(shape.Optimizer) (shape.Shape, bool) { return m, false }

// BuildIterator implements shape.Shape.
func (m meet) BuildIterator(qs graph.QuadStore) graph.Iterator {
	it := &meetIterator{distinct: m.distinct}
	var and shape.Intersect
	for _, h := range m.hops {
		and = append(and, h)
		it.hops = append(it.hops, h.iterator(qs))
	}
	it.IteratorShape = graph.AsShape(plan.Intersect(and).BuildIterator(qs))
	return graph.NewLegacy(it, nil)
}

// A meetIterator is cayley's intersection, but for how it is walked through.
type meetIterator struct {
	graph.IteratorShape
	hops     []*hopIterator
	distinct bool
}

func (it *meetIterator) String() string { return fmt.Sprintf("Meet(%d)", len(it.hops)) }

func (it *meetIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	it.IteratorShape, _ = it.IteratorShape.Optimize(ctx)
	return it, false
}

func (it *meetIterator) Iterate() graph.Scanner { return &meetScanner{it: it} }

// lists are the quads of the hops; ok is false where one is so much longer
// than another that it is better asked than read.
func (it *meetIterator) lists(ctx context.Context, v *view) (lists []list, ok bool, err error) {
	shortest, longest := int64(maxRange), int64(0)
	for _, h := range it.hops {
		size, err := v.size(ctx, h.patterns[0])
		if err != nil {
			return nil, false, err
		}
		shortest, longest = min(shortest, size.Size), max(longest, size.Size)
	}
	if longest > maxRange || longest > often*sizeLimit && longest/often > shortest {
		return nil, false, nil
	}
	lists = make([]list, len(it.hops))
	for i, h := range it.hops {
		if lists[i].quads, err = v.all(ctx, h.patterns[0]); err != nil {
			return nil, false, err
		}
	}
	return lists, true, nil
}

// all reads every quad of a pattern.
func (v *view) all(ctx context.Context, p pattern) (quads []tuple, err error) {
	r := v.match(p)
	if r.shared {
		return r.page, nil
	}
	for r.at < len(r.page) || r.turn(ctx) {
		quads = append(quads, r.page[r.at:]...)
		r.at = len(r.page)
	}
	return quads, r.err
}

// meetScanner gives the nodes that are the result of a quad in every list. As
// with cayley's intersection the shortest list leads: a node comes once for
// each of its quads there, and as a path more for each other quad elsewhere.
type meetScanner struct {
	it    *meetIterator
	asked graph.Scanner // cayley's, where reading the lists does not pay

	lists []list
	lead  int
	hits  [][]tuple // of each list, those whose result is the node
	path  []int     // which of the hits
	node  id
	err   error
}

func (s *meetScanner) String() string { return "MeetScanner" }

func (s *meetScanner) Next(ctx context.Context) bool {
	if s.asked == nil && s.lists == nil && !s.start(ctx) {
		return false
	}
	if s.asked != nil {
		return s.asked.Next(ctx)
	}
	if s.err = ctx.Err(); s.err != nil {
		return false
	}
	next := s.path[s.lead] + 1
	clear(s.path)
	if next < len(s.hits[s.lead]) && !s.it.distinct {
		s.path[s.lead] = next
		return true
	}
	return s.leap(s.node + 1)
}

func (s *meetScanner) start(ctx context.Context) bool {
	var ok bool
	s.lists, ok, s.err = s.it.lists(ctx, s.it.hops[0].s.at())
	if s.err != nil {
		return false
	}
	if !ok {
		s.asked = s.it.IteratorShape.Iterate()
	}
	for i, l := range s.lists {
		if len(l.quads) < len(s.lists[s.lead].quads) {
			s.lead = i
		}
	}
	s.hits, s.path = make([][]tuple, len(s.lists)), make([]int, len(s.lists))
	return true
}

// leap goes to the first node from n on that is in all lists.
func (s *meetScanner) leap(n id) bool {
	for agreed, i := 0, s.lead; agreed < len(s.lists); i = (i + 1) % len(s.lists) {
		l, d := &s.lists[i], s.it.hops[i].result
		l.seek(d, n)
		if l.at == len(l.quads) {
			s.hits[s.lead] = nil // lest Next go on with them
			return false
		}
		if at := l.quads[l.at].at(d); at > n {
			n, agreed = at, 0
		}
		agreed++
	}
	s.node = n
	for i := range s.lists {
		s.hits[i] = s.lists[i].find(s.it.hops[i].result, n)
	}
	return true
}

func (s *meetScanner) NextPath(ctx context.Context) bool {
	if s.asked != nil {
		return s.asked.NextPath(ctx)
	}
	for i := range s.path {
		if i != s.lead && s.path[i]+1 < len(s.hits[i]) {
			s.path[i]++
			return true
		}
	}
	return false
}

func (s *meetScanner) Result() graph.Ref {
	switch {
	case s.asked != nil:
		return s.asked.Result()
	case s.node == none:
		return nil
	}
	return node(s.node)
}

func (s *meetScanner) TagResults(dst map[string]graph.Ref) {
	if s.asked != nil {
		s.asked.TagResults(dst)
		return
	}
	for i, hits := range s.hits {
		h := hopped{it: s.it.hops[i], cur: hits[s.path[i]]}
		h.tagResults(dst)
	}
}

func (s *meetScanner) Err() error {
	if s.err == nil && s.asked != nil {
		return s.asked.Err()
	}
	return s.err
}

func (s *meetScanner) Close() error {
	if s.asked != nil {
		return s.asked.Close()
	}
	return nil
}
