package pebble

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A hopIterator gives the nodes of a hop. There are two ways through it:
// forward, which takes each node that from gives and reads the quads that
// leave it; and back, which reads the quads of the patterns and asks from
// whether it has their node. The cheaper is taken.
type hopIterator struct {
	s        *viewer
	result   quad.Direction
	patterns []pattern
	from     graph.IteratorShape // nil for none
	dir      quad.Direction      // of from
	tags     [4][]string
	tagged   bool
	distinct bool

	plan *hopPlan // made when first asked for
}

// A hopPlan is what the statistics say.
type hopPlan struct {
	costs   graph.IteratorCosts
	forward bool
}

func (it *hopIterator) String() string {
	return fmt.Sprintf("Hop(%v to %v over %d patterns)", it.dir, it.result, len(it.patterns))
}

func (it *hopIterator) SubIterators() []graph.IteratorShape {
	if it.from == nil {
		return nil
	}
	return []graph.IteratorShape{it.from}
}

func (it *hopIterator) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	if it.from != nil {
		it.from, _ = it.from.Optimize(ctx)
		it.plan = nil
	}
	return it, false
}

// Guesses where no counter tells: quads of one predicate that a node has, and
// what a seek costs in steps.
const (
	fanout   = 4
	costSeek = 4
)

// Stats implements graph.IteratorShape.
func (it *hopIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	if it.plan != nil {
		return it.plan.costs, nil
	}
	size, err := it.sizeOfPatterns(ctx)
	if err != nil {
		return graph.IteratorCosts{}, err
	}
	seeks := int64(costSeek * len(it.patterns))
	plan := &hopPlan{costs: graph.IteratorCosts{NextCost: costNext, ContainsCost: seeks, Size: size}}
	if it.from != nil {
		from, err := it.from.Stats(ctx)
		if err != nil {
			return graph.IteratorCosts{}, err
		}
		forward := from.Size.Size * (from.NextCost + seeks)
		back := size.Size * (costNext + from.ContainsCost)
		plan.forward = forward < back
		n := min(size.Size, fanout*from.Size.Size)
		plan.costs.Size = graph.Size{Size: n}
		plan.costs.NextCost = min(forward, back)/max(n, 1) + costNext
		plan.costs.ContainsCost = seeks + fanout*from.ContainsCost
	}
	if it.result == quad.Label {
		plan.costs.Size.Exact = false // quads without a label give no node
	}
	it.plan = plan
	return plan.costs, nil
}

func (it *hopIterator) sizeOfPatterns(ctx context.Context) (total graph.Size, err error) {
	total.Exact = true
	v := it.s.at()
	for _, p := range it.patterns {
		size, err := v.size(ctx, p)
		if err != nil {
			return total, err
		}
		total.Size += size.Size
		total.Exact = total.Exact && size.Exact
	}
	return total, nil
}

func (it *hopIterator) Iterate() graph.Scanner {
	h := hopped{it: it, v: it.s.at(), distinct: it.distinct}
	if it.from == nil {
		return &hopScanner{hopped: h, patterns: it.patterns}
	}
	if _, err := it.Stats(context.Background()); err != nil {
		return &hopScanner{hopped: hopped{it: it, err: err}}
	}
	if it.plan.forward {
		return &hopForward{hopped: h, from: it.from.Iterate(), at: len(it.patterns)}
	}
	return &hopScanner{hopped: h, patterns: it.patterns, from: it.from.Lookup()}
}

func (it *hopIterator) Lookup() graph.Index {
	x := &hopIndex{hopScanner: hopScanner{hopped: hopped{it: it, v: it.s.at()}}}
	if it.from != nil {
		x.from = it.from.Lookup()
	}
	return x
}

// hopped is what every way through a hop has: the quad it stands on.
type hopped struct {
	it       *hopIterator
	v        *view
	cur      tuple
	err      error
	distinct bool // leaves out a result that is the one before
}

func (h *hopped) Result() graph.Ref {
	if n := h.cur.at(h.it.result); n != none {
		return node(n)
	}
	return nil
}

func (h *hopped) Err() error { return h.err }

// gives tells whether a quad has a result to give.
func (h *hopped) gives(t *tuple) bool {
	n := t.at(h.it.result)
	return n != none && !(h.distinct && n == h.cur.at(h.it.result))
}

func (h *hopped) tagResults(dst map[string]graph.Ref) {
	if !h.it.tagged {
		return
	}
	for i, tags := range h.it.tags {
		for _, tag := range tags {
			if h.cur[i] != none {
				dst[tag] = node(h.cur[i])
			}
		}
	}
}

// hopScanner reads the quads of patterns; where there is a from, it keeps
// those whose node from has.
type hopScanner struct {
	hopped
	found    [][]tuple // quads to give before those of the patterns
	patterns []pattern
	r        *patternReader
	spare    *patternReader // to be used again
	from     graph.Index
}

func (s *hopScanner) String() string { return "HopScanner" }

func (s *hopScanner) Next(ctx context.Context) bool {
	for s.err == nil {
		if s.r == nil && !s.advance() {
			return false
		}
		t, ok := s.r.next(ctx)
		if !ok {
			s.err, s.r = s.r.err, nil
			continue
		}
		if s.gives(&t) && s.has(ctx, t) {
			s.cur = t
			return true
		}
	}
	return false
}

// advance turns to the next quads that were found, or the next pattern.
func (s *hopScanner) advance() bool {
	if s.spare == nil {
		s.spare = &patternReader{rangeReader: &rangeReader{}}
	}
	switch {
	case len(s.found) > 0:
		s.spare.recall(s.found[0])
		s.found = s.found[1:]
	case len(s.patterns) > 0:
		s.spare.reset(s.v, s.patterns[0])
		s.patterns = s.patterns[1:]
	default:
		return false
	}
	s.r = s.spare
	return true
}

func (s *hopScanner) has(ctx context.Context, t tuple) bool {
	if s.from == nil {
		return true
	}
	ok := t.at(s.it.dir) != none && s.from.Contains(ctx, node(t.at(s.it.dir)))
	if !ok {
		s.err = s.from.Err()
	}
	return ok
}

func (s *hopScanner) NextPath(ctx context.Context) bool {
	return s.from != nil && s.from.NextPath(ctx)
}

func (s *hopScanner) TagResults(dst map[string]graph.Ref) {
	if s.from != nil {
		s.from.TagResults(dst)
	}
	s.tagResults(dst)
}

func (s *hopScanner) Close() error {
	if s.from == nil {
		return nil
	}
	return s.from.Close()
}

// hopForward reads the quads of each node that from gives.
type hopForward struct {
	hopped
	from graph.Scanner
	node id
	at   int // pattern being read
	r    patternReader
}

func (s *hopForward) String() string { return "HopForward" }

func (s *hopForward) Next(ctx context.Context) bool {
	for s.err == nil {
		if s.r.rangeReader != nil {
			t, ok := s.r.next(ctx)
			if ok && s.gives(&t) {
				s.cur = t
				return true
			}
			if ok {
				continue
			}
			if s.err = s.r.err; s.err != nil {
				return false
			}
		}
		if !s.advance(ctx) {
			return false
		}
	}
	return false
}

// advance opens the next pattern of the node, or the first of the next node.
func (s *hopForward) advance(ctx context.Context) bool {
	s.at++
	for s.at >= len(s.it.patterns) {
		if !s.from.Next(ctx) {
			s.err = s.from.Err()
			return false
		}
		n, ok := s.it.s.ref(s.from.Result())
		if !ok {
			continue // a value that is no node has no quads
		}
		s.node, s.at = n, 0
	}
	p := s.it.patterns[s.at]
	p.bind(s.it.dir, s.node)
	s.r.reset(s.v, p)
	return true
}

func (s *hopForward) NextPath(ctx context.Context) bool { return s.from.NextPath(ctx) }

func (s *hopForward) TagResults(dst map[string]graph.Ref) {
	s.from.TagResults(dst)
	s.tagResults(dst)
}

func (s *hopForward) Close() error { return s.from.Close() }
