package pebble

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
)

// Costs in cayley's unit, which is about one step of one of its own iterators.
const (
	costNext     = 1
	costContains = 4 // a seek
)

// quadsIterator lists the quads of a pattern.
type quadsIterator struct {
	s *viewer
	p pattern
}

func (it *quadsIterator) String() string {
	return fmt.Sprintf("Quads(%v of %04b)", it.p.term, it.p.bound)
}

func (it *quadsIterator) Iterate() graph.Scanner {
	return &quadsScanner{v: it.s.at(), p: it.p}
}

func (it *quadsIterator) Lookup() graph.Index { return &quadsIndex{p: it.p} }

func (it *quadsIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	size, err := it.s.at().size(ctx, it.p)
	return graph.IteratorCosts{NextCost: costNext, ContainsCost: costNext, Size: size}, err
}

func (it *quadsIterator) Optimize(context.Context) (graph.IteratorShape, bool) { return it, false }
func (it *quadsIterator) SubIterators() []graph.IteratorShape                  { return nil }

// patternReader lists the tuples of a pattern.
type patternReader struct {
	*rangeReader
	p       pattern
	checked bool    // the range holds other quads too
	whole   []tuple // what was read so far of a range that may be remembered
	keeping bool
}

func (v *view) match(p pattern) *patternReader {
	r := &patternReader{}
	r.reset(v, p)
	return r
}

// reset starts the reader on another pattern, keeping its buffers.
func (r *patternReader) reset(v *view, p pattern) {
	if r.rangeReader == nil {
		r.rangeReader = &rangeReader{}
	}
	if q := v.db.ranges.get(v, p); q != nil {
		r.recall(q.quads)
		return
	}
	x, n := p.plan()
	r.restart(v, x, x.appendPrefix(r.prefix[:0], p.term, n))
	r.p, r.checked = p, !p.covered(n)
	r.keeping, r.whole = cacheable[p.bound], nil
}

// recall lists a remembered range.
func (r *patternReader) recall(quads []tuple) {
	r.rangeReader.recall(quads)
	r.checked, r.keeping, r.whole = false, false, nil
}

func (r *patternReader) next(ctx context.Context) (tuple, bool) {
	for {
		if r.at == len(r.page) && !r.turn(ctx) {
			return tuple{}, false
		}
		t := r.page[r.at]
		r.at++
		if !r.checked || r.p.matches(t) {
			return t, true
		}
	}
}

// turn reads the next page, and remembers a range that it has read to its end.
func (r *patternReader) turn(ctx context.Context) bool {
	if r.err == nil {
		r.err = ctx.Err()
	}
	more := r.fill()
	if r.err != nil || !r.keeping {
		return more
	}
	if more {
		r.whole = append(r.whole, r.page...)
	}
	switch {
	case r.over:
		r.v.db.ranges.put(r.v, r.p, r.whole)
		r.keeping = false
	case len(r.whole) > maxRange:
		r.whole, r.keeping = nil, false
	}
	return more
}

type quadsScanner struct {
	v   *view
	p   pattern
	r   *patternReader
	cur quadRef
}

func (s *quadsScanner) Next(ctx context.Context) bool {
	if s.r == nil {
		s.r = s.v.match(s.p)
	}
	t, ok := s.r.next(ctx)
	s.cur = quadRef(t)
	return ok
}

func (s *quadsScanner) Err() error {
	if s.r == nil {
		return nil
	}
	return s.r.err
}

func (s *quadsScanner) Result() graph.Ref               { return s.cur }
func (s *quadsScanner) String() string                  { return "QuadsScanner" }
func (s *quadsScanner) TagResults(map[string]graph.Ref) {}
func (s *quadsScanner) NextPath(context.Context) bool   { return false }
func (s *quadsScanner) Close() error                    { return nil }

// quadsIndex tells whether a quad matches; as a reference holds the quad, it
// reads nothing.
type quadsIndex struct {
	p   pattern
	cur graph.Ref
}

func (x *quadsIndex) Contains(_ context.Context, r graph.Ref) bool {
	t, ok := r.(quadRef)
	if !ok || !x.p.matches(tuple(t)) {
		return false
	}
	x.cur = r
	return true
}

func (x *quadsIndex) Err() error                      { return nil }
func (x *quadsIndex) Result() graph.Ref               { return x.cur }
func (x *quadsIndex) String() string                  { return "QuadsIndex" }
func (x *quadsIndex) TagResults(map[string]graph.Ref) {}
func (x *quadsIndex) NextPath(context.Context) bool   { return false }
func (x *quadsIndex) Close() error                    { return nil }

// nodesIterator lists every value that is in a quad.
type nodesIterator struct{ s *viewer }

func (it *nodesIterator) String() string         { return "Nodes" }
func (it *nodesIterator) Iterate() graph.Scanner { return &nodesScanner{v: it.s.at()} }
func (it *nodesIterator) Lookup() graph.Index    { return &nodesIndex{} }

func (it *nodesIterator) Stats(context.Context) (graph.IteratorCosts, error) {
	n, err := it.s.at().count(totalKey(totalNodes))
	return graph.IteratorCosts{
		NextCost: costNext, ContainsCost: costNext, Size: graph.Size{Size: n, Exact: true},
	}, err
}

func (it *nodesIterator) Optimize(context.Context) (graph.IteratorShape, bool) { return it, false }
func (it *nodesIterator) SubIterators() []graph.IteratorShape                  { return nil }

type nodesScanner struct {
	v    *view
	page []id
	at   int
	last id
	over bool
	err  error
}

func (s *nodesScanner) Next(ctx context.Context) bool {
	s.at++
	if s.at < len(s.page) {
		return true
	}
	if s.over || s.err != nil {
		return false
	}
	if s.err = ctx.Err(); s.err != nil {
		return false
	}
	return s.fill()
}

func (s *nodesScanner) fill() bool {
	s.page, s.at = s.page[:0], 0
	var fault error
	err := s.v.scan([]byte{tableNames}, nameKey(nil, s.last+1), func(key, _ []byte) bool {
		var n id
		n, _, fault = readID(key[1:])
		if fault != nil {
			return false
		}
		s.page = append(s.page, n)
		return len(s.page) < maxPage
	})
	s.err = errors.Join(err, fault)
	s.over = len(s.page) < maxPage
	if len(s.page) > 0 {
		s.last = s.page[len(s.page)-1]
	}
	return s.err == nil && len(s.page) > 0
}

func (s *nodesScanner) Result() graph.Ref {
	if s.at >= len(s.page) {
		return nil
	}
	return node(s.page[s.at])
}

func (s *nodesScanner) Err() error                      { return s.err }
func (s *nodesScanner) String() string                  { return "NodesScanner" }
func (s *nodesScanner) TagResults(map[string]graph.Ref) {}
func (s *nodesScanner) NextPath(context.Context) bool   { return false }
func (s *nodesScanner) Close() error                    { return nil }

// nodesIndex tells whether something is a node. The store gives references
// to nodes only, so that nothing need be read.
type nodesIndex struct{ cur graph.Ref }

func (x *nodesIndex) Contains(_ context.Context, r graph.Ref) bool {
	if _, ok := r.(node); !ok {
		return false
	}
	x.cur = r
	return true
}

func (x *nodesIndex) Err() error                      { return nil }
func (x *nodesIndex) Result() graph.Ref               { return x.cur }
func (x *nodesIndex) String() string                  { return "NodesIndex" }
func (x *nodesIndex) TagResults(map[string]graph.Ref) {}
func (x *nodesIndex) NextPath(context.Context) bool   { return false }
func (x *nodesIndex) Close() error                    { return nil }
