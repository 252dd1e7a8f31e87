// Package plan holds what every backend changes in cayley's plan of a query,
// for reasons that lie in cayley and not in the backend.
//
//	shape.Optimize --> backend's OptimizeShape --+--> WithoutNull(Union)
//	                                             +--> Intersect
package plan

import (
	"context"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// WithoutNull drops from a union what turned out empty. Cayley's own pass does
// so before the backend's, and its iterator panics on what is no shape.
func WithoutNull(in shape.Union) (shape.Shape, bool) {
	if !slices.ContainsFunc(in, shape.IsNull) {
		return in, false
	}
	out := slices.DeleteFunc(slices.Clone(in), shape.IsNull)
	if len(out) == 0 {
		return shape.Null{}, true
	}
	return out, true
}

// Intersect is shape.Intersect that drives a recursive query rather than
// asking it: to tell whether a node is in it, cayley's iterator runs all of
// it, and it then gives the tags of another node.
type Intersect shape.Intersect

// Optimize implements shape.Shape.
func (x Intersect) Optimize(r shape.Optimizer) (shape.Shape, bool) {
	return shape.Intersect(x).Optimize(r)
}

// BuildIterator implements shape.Shape.
func (x Intersect) BuildIterator(qs graph.QuadStore) graph.Iterator {
	its := make([]graph.Iterator, 0, len(x))
	recursive := false
	for _, sub := range x {
		it := sub.BuildIterator(qs)
		if _, ok := it.(*iterator.Recursive); ok && !recursive {
			recursive = true
			its = append([]graph.Iterator{it}, its...)
			continue
		}
		its = append(its, it)
	}
	and := iterator.NewAnd(its...)
	if recursive {
		return graph.NewLegacy(inOrder{and.AsShape()}, nil)
	}
	return and
}

// inOrder keeps the order in which an intersection was built.
type inOrder struct{ graph.IteratorShape }

// Optimize implements graph.IteratorShape.
func (x inOrder) Optimize(context.Context) (graph.IteratorShape, bool) { return x, false }
