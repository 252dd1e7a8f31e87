package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/sayso-graph/sayso/schema"
)

// A Network is entities and the claims between them.
type Network struct {
	Entities []Node `json:"entities"` // those that were asked for first, then those in the most claims
	Links    []Link `json:"links"`    // those of the most claims; of each entity one at least
	// Total counts the entities that belong to it, of which Entities may show
	// a part; Connections counts the links between these, of which Links may
	// show a part.
	Total       int `json:"total"`
	Connections int `json:"connections"`
	// Predicates and Speakers are those of all links, whatever the filter says
	// of them: the most frequent, in this order.
	Predicates []string `json:"predicates"`
	Speakers   []string `json:"speakers"`
}

// A Node is an entity of a network.
type Node struct {
	IRI    string            `json:"entity"`
	Name   string            `json:"name,omitempty"`
	Type   schema.EntityType `json:"type"`
	Claims int               `json:"claims"` // in which it stands, in the whole store
}

// A Link stands for the claims that say the same of the same two entities.
type Link struct {
	From      int    `json:"from"` // index of an entity
	To        int    `json:"to"`
	Predicate string `json:"predicate"`
	Negative  bool   `json:"negative,omitempty"`
	Said      bool   `json:"said,omitempty"` // by somebody, and not by the articles
	Claims    int    `json:"claims"`
}

// Network returns what the claims of a filter connect: around some entities
// (names or IRIs), or without any the entities in the most claims and what is
// said between these. Filter.About is not used; Filter.Limit bounds the
// entities. The error is [ErrNoEntity] when one of them is not there.
func (c *Catalog) Network(ctx context.Context, around []string, f Filter) (Network, error) {
	e, err := c.edition(ctx)
	if err != nil {
		return Network{}, err
	}
	n := netmaker{edition: e, filter: f.resolved(e.ids), centre: map[string]bool{}, near: map[string]int{}}
	for _, name := range around {
		iri := e.ids.Canonical(iriOf(name, schema.EntityIRI))
		if _, ok := e.byIRI[iri]; !ok {
			return Network{}, fmt.Errorf("%s: %w", name, ErrNoEntity)
		}
		if !n.centre[iri] {
			n.centre[iri] = true
			n.order = append(n.order, iri)
		}
	}
	n.collect()
	return n.network(), nil
}

// maxChoices bounds the predicates and the speakers of a network.
const maxChoices = 200

// A netmaker gathers the links of a network before it is cut to its bounds.
type netmaker struct {
	*edition
	filter     Filter
	centre     map[string]bool
	order      []string // of the centre
	links      []int    // claims
	near       map[string]int
	predicates map[string]int
	speakers   map[string]int
}

// collect finds the claims between two entities, one of them in the centre if
// there is one. Each entity counts the claims that lead to it.
func (n *netmaker) collect() {
	n.predicates, n.speakers = map[string]int{}, map[string]int{}
	for _, i := range n.around() {
		c := &n.claims[i]
		if !isEntity(c.object) || !isEntity(c.subject) || c.subject == c.object ||
			len(n.centre) > 0 && !n.centre[c.subject] && !n.centre[c.object] {
			continue
		}
		n.predicates[c.predicate]++
		who := n.speaker(c)
		n.speakers[who]++
		if n.matches(c, who) {
			n.links = append(n.links, i)
			n.near[c.subject]++
			n.near[c.object]++
		}
	}
}

func (n *netmaker) around() []int {
	var list []int
	for _, iri := range n.order {
		list = append(list, n.about[iri]...)
	}
	if len(n.order) == 0 {
		return n.selected(&Filter{})
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func (n *netmaker) matches(c *fact, who string) bool {
	by := n.filter.By == "" || who == n.filter.By || who == n.filter.speaker
	return by && c.matches(&n.filter)
}

// network keeps the entities with the most claims, and the links between them.
func (n *netmaker) network() Network {
	order := slices.Clone(n.order)
	for _, iri := range mostFirst(n.near) {
		if !n.centre[iri] {
			order = append(order, iri)
		}
	}
	out := Network{Entities: []Node{}, Links: []Link{}, Total: len(order), Predicates: page(mostFirst(n.predicates), 0, maxChoices)}
	delete(n.speakers, "")
	delete(n.speakers, ArticleVoice)
	out.Speakers = page(mostFirst(n.speakers), 0, maxChoices)
	index := map[string]int{}
	for i, iri := range page(order, 0, max(n.filter.Limit, len(n.order))) {
		index[iri] = i
		out.Entities = append(out.Entities, n.node(iri))
	}
	out.Links = n.between(index)
	out.Connections = len(out.Links)
	out.Links = strongest(out.Links, linksPerEntity*len(out.Entities))
	return out
}

func (n *netmaker) node(iri string) Node {
	k, ok := n.byIRI[iri]
	if !ok {
		return Node{IRI: iri, Type: schema.Other, Claims: n.near[iri]}
	}
	e := &n.entities[k]
	return Node{IRI: iri, Name: e.Name, Type: e.Type, Claims: e.degree}
}

// between makes one link of the claims that say the same, those of most claims
// first.
func (n *netmaker) between(index map[string]int) []Link {
	links := []Link{}
	at := map[Link]int{}
	for _, i := range n.links {
		c := &n.claims[i]
		from, ok := index[c.subject]
		to, also := index[c.object]
		if !ok || !also {
			continue
		}
		key := Link{From: from, To: to, Predicate: c.predicate, Negative: c.polarity == schema.Negative, Said: !c.stated()}
		k, ok := at[key]
		if !ok {
			k = len(links)
			at[key] = k
			links = append(links, key)
		}
		links[k].Claims++
	}
	slices.SortStableFunc(links, func(a, b Link) int { return cmp.Compare(b.Claims, a.Claims) })
	return links
}

// linksPerEntity bounds the links of a network: a picture with more of them
// shows nothing but lines.
const linksPerEntity = 3

// strongest keeps so many links, sorted by their strength: those that are the
// strongest of an entity, so that none stands alone, and then the others.
func strongest(links []Link, most int) []Link {
	if len(links) <= most {
		return links
	}
	seen := map[int]bool{}
	var first, rest []Link
	for _, l := range links {
		if !seen[l.From] || !seen[l.To] {
			first = append(first, l)
		} else {
			rest = append(rest, l)
		}
		seen[l.From], seen[l.To] = true, true
	}
	return append(first, rest[:max(0, most-len(first))]...)
}
