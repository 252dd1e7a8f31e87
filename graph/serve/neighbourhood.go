package serve

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sayso-graph/sayso/schema"
)

// A neighbourhood gathers the entities that claims connect with its centre.
type neighbourhood struct {
	centre string
	near   map[string]*neighbour
}

func newNeighbourhood(centre string) *neighbourhood {
	return &neighbourhood{centre: centre, near: map[string]*neighbour{}}
}

// add takes note of the other side of a claim.
func (n *neighbourhood) add(c *schema.Claim) {
	switch n.centre {
	case c.Subject.Entity:
		n.put(c.Object.Entity, c.Predicate.IRI)
		for i := range c.Arguments {
			n.put(c.Arguments[i].Entity, c.Predicate.IRI)
		}
	default:
		n.put(c.Subject.Entity, "^"+c.Predicate.IRI)
	}
}

func (n *neighbourhood) put(entity, relation string) {
	if entity == "" || entity == n.centre {
		return
	}
	one := n.near[entity]
	if one == nil {
		one = &neighbour{Entity: entity}
		n.near[entity] = one
	}
	one.Claims++
	if i, found := slices.BinarySearch(one.Relations, relation); !found {
		one.Relations = slices.Insert(one.Relations, i, relation)
	}
}

// list returns the neighbours, those with the most claims first.
func (n *neighbourhood) list(limit int) []neighbour {
	all := make([]neighbour, 0, len(n.near))
	for _, entity := range slices.Sorted(maps.Keys(n.near)) {
		all = append(all, *n.near[entity])
	}
	slices.SortStableFunc(all, func(a, b neighbour) int { return cmp.Compare(b.Claims, a.Claims) })
	return all[:min(limit, len(all))]
}
