package pebble

import (
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/plan"
)

var _ shape.Optimizer = (*viewer)(nil)

// OptimizeShape implements shape.Optimizer. Cayley calls it from the leaves
// of a query up. Whatever goes from nodes to nodes over quads becomes a hop,
// which reads index ranges; what is no hop is left to cayley's iterators,
// which then run over hops.
func (s *viewer) OptimizeShape(in shape.Shape) (shape.Shape, bool) {
	switch in := in.(type) {
	case shape.NodesFrom:
		if quads, ok := in.Quads.(shape.Quads); ok {
			return s.optimizeNodes(in, quads)
		}
	case shape.QuadsAction:
		return s.optimizeAction(in)
	case shape.Intersect:
		return meetOf(in), true
	case shape.Union:
		return plan.WithoutNull(in)
	case shape.Unique:
		return withoutRepeats(in)
	}
	return in, false
}

// withoutRepeats has a hop leave out what the same node as the last would be:
// a triple that a hundred articles have is a hundred quads in a row. What comes
// again later is still cayley's to drop.
func withoutRepeats(in shape.Unique) (shape.Shape, bool) {
	switch from := in.From.(type) {
	case hop:
		from.distinct = true
		return shape.Unique{From: from}, true
	case meet:
		from.distinct = true
		return shape.Unique{From: from}, true
	}
	return in, false
}

func (s *viewer) optimizeNodes(in shape.NodesFrom, quads shape.Quads) (shape.Shape, bool) {
	h := hop{s: s, result: in.Dir}
	for _, f := range quads {
		if !h.filter(f.Dir, f.Values) {
			return in, false
		}
	}
	if !h.limit() {
		return in, false
	}
	return h, true
}

func (s *viewer) optimizeAction(in shape.QuadsAction) (shape.Shape, bool) {
	h := hop{s: s, result: in.Result}
	for d, r := range in.Filter {
		if !h.fix(d, shape.Fixed{r}) {
			return shape.Null{}, true
		}
	}
	for d, tags := range in.Save {
		h.tag(d, tags)
	}
	return h, true
}

// A hop is the shape of "from these nodes over these quads to those nodes":
// the nodes in direction result of the quads whose other directions are in
// the given sets.
type hop struct {
	s      *viewer
	result quad.Direction
	sets   [4][]id     // by direction less one: allowed values, nil for all
	tags   [4][]string // by direction less one: tags to save its value under
	from   shape.Shape // allowed values that are a query, or nil
	dir    quad.Direction

	distinct bool // a result that comes again in a row may be left out
}

// maxFixed bounds the patterns that the sets of a hop multiply to.
const maxFixed = 64

// filter adds a condition; false when a hop cannot express it.
func (h *hop) filter(d quad.Direction, values shape.Shape) bool {
	switch v := values.(type) {
	case shape.AllNodes:
		return true
	case shape.Fixed:
		if len(v) <= maxFixed && h.sets[d-1] == nil {
			return h.fix(d, v)
		}
	case shape.Save:
		switch v.From.(type) {
		case shape.AllNodes, shape.Fixed:
			h.tag(d, v.Tags)
			return h.filter(d, v.From)
		}
	}
	if h.from != nil {
		return false
	}
	h.from, h.dir = values, d
	return true
}

func (h *hop) fix(d quad.Direction, refs shape.Fixed) bool {
	ids := make([]id, 0, len(refs))
	for _, r := range refs {
		n, ok := h.s.ref(r)
		if !ok {
			return false
		}
		ids = append(ids, n)
	}
	h.sets[d-1] = ids
	return true
}

func (h *hop) tag(d quad.Direction, tags []string) {
	h.tags[d-1] = append(slices.Clip(h.tags[d-1]), tags...)
}

// limit makes the largest set a query of its own when the sets multiply to
// too many patterns; false when that is not possible.
func (h *hop) limit() bool {
	n, largest := 1, 0
	for i, set := range h.sets {
		n *= max(len(set), 1)
		if len(set) > len(h.sets[largest]) {
			largest = i
		}
	}
	if n <= maxFixed {
		return true
	}
	if h.from != nil {
		return false
	}
	var refs shape.Fixed
	for _, n := range h.sets[largest] {
		refs = append(refs, node(n))
	}
	h.sets[largest] = nil
	h.from, h.dir = refs, quad.Directions[largest]
	return true
}

// Optimize implements shape.Shape.
func (h hop) Optimize(r shape.Optimizer) (shape.Shape, bool) {
	if h.from == nil {
		return h, false
	}
	from, changed := h.from.Optimize(r)
	if shape.IsNull(from) {
		return shape.Null{}, true
	}
	h.from = from
	return h, changed
}

// BuildIterator implements shape.Shape.
func (h hop) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(h.iterator(qs), nil)
}

func (h hop) iterator(qs graph.QuadStore) *hopIterator {
	it := &hopIterator{s: h.s, result: h.result, tags: h.tags, dir: h.dir, patterns: h.patterns(), distinct: h.distinct}
	for _, tags := range h.tags {
		it.tagged = it.tagged || len(tags) > 0
	}
	if h.from != nil {
		it.from = graph.AsShape(h.from.BuildIterator(qs))
	}
	return it
}

// patterns multiplies the sets out.
func (h *hop) patterns() []pattern {
	out := []pattern{{}}
	for i, set := range h.sets {
		if set == nil {
			continue
		}
		next := make([]pattern, 0, len(out)*len(set))
		for _, p := range out {
			for _, n := range set {
				p.bind(quad.Directions[i], n)
				next = append(next, p)
			}
		}
		out = next
	}
	return out
}
