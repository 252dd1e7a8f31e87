package picture

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// A Graph is what is drawn. Nodes[0] is the entity in the middle.
type Graph struct {
	Nodes []Node
	Links []Link // by From, To and Predicate
}

// A Node is an entity.
type Node struct {
	Entity string // prefixed IRI
	Name   string
	Type   schema.EntityType
}

// A Link is what claims say of two entities.
type Link struct {
	From, To  int    // of Nodes
	Predicate string // name, in the simple past: "accused of"
	Stated    bool   // an article itself says so
	Negative  bool
	Speaker   string // of the first of the claims, "" when an article says so
	Claims    int
	Words     string // the sentence of the first of the claims
	Article   query.ArticleRow
}

// Options of a picture. Their zero value stands for the defaults.
type Options struct {
	Nodes int // most entities: 40
	Depth int // steps from the entity in the middle: 1
}

// Around collects the claims that connect an entity with others, up to a
// depth, and those that connect these with each other. The error is
// query.ErrNoEntity when there is no such entity.
func Around(ctx context.Context, st *store.Store, entity string, opts Options) (*Graph, error) {
	centre, err := query.Entity(ctx, st, entity)
	if err != nil {
		return nil, err
	}
	c := collector{st: st, most: cmp.Or(opts.Nodes, 40), index: map[string]int{}, links: map[linkKey]int{}, seen: map[string]bool{}}
	if err := c.node(ctx, centre.IRI); err != nil {
		return nil, err
	}
	ring := 0
	for range cmp.Or(opts.Depth, 1) {
		end := len(c.graph.Nodes)
		for ; ring < end; ring++ {
			if err := c.expand(ctx, ring, true); err != nil {
				return nil, err
			}
		}
	}
	for ; ring < len(c.graph.Nodes); ring++ {
		if err := c.expand(ctx, ring, false); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(c.graph.Links, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Predicate, b.Predicate),
			cmp.Compare(a.Words, b.Words))
	})
	return &c.graph, nil
}

// linkKey is what claims of one link have in common.
type linkKey struct {
	from, to         int
	predicate        string
	stated, negative bool
}

type collector struct {
	st    *store.Store
	most  int
	graph Graph
	index map[string]int // of nodes by entity
	links map[linkKey]int
	seen  map[string]bool // claims
}

func (c *collector) node(ctx context.Context, iri string) error {
	row, err := query.Entity(ctx, c.st, iri)
	if err != nil && !errors.Is(err, query.ErrNoEntity) { // a claim may name what no passage mentions
		return err
	}
	c.index[iri] = len(c.graph.Nodes)
	c.graph.Nodes = append(c.graph.Nodes, Node{iri, cmp.Or(row.Name, schema.LocalName(iri)), cmp.Or(row.Type, schema.Other)})
	return nil
}

// expand follows the claims of a node, to new nodes if it may add some.
func (c *collector) expand(ctx context.Context, i int, grow bool) error {
	for row, err := range query.Claims(ctx, c.st, query.Filter{About: c.graph.Nodes[i].Entity}) {
		if err != nil {
			return err
		}
		if c.seen[row.Claim.IRI] {
			continue
		}
		c.seen[row.Claim.IRI] = true
		for _, object := range objects(&row.Claim) {
			if err := c.link(ctx, &row, row.Claim.Subject.Entity, object, grow); err != nil {
				return err
			}
		}
	}
	return nil
}

// objects are the entities that a claim connects with its subject.
func objects(c *schema.Claim) []string {
	list := []string{c.Object.Entity}
	for i := range c.Arguments {
		list = append(list, c.Arguments[i].Entity)
	}
	return list
}

func (c *collector) link(ctx context.Context, row *query.ClaimRow, from, to string, grow bool) error {
	if from == "" || to == "" || from == to {
		return nil
	}
	for _, entity := range []string{from, to} {
		if _, known := c.index[entity]; known {
			continue
		}
		if !grow || len(c.graph.Nodes) >= c.most {
			return nil
		}
		if err := c.node(ctx, entity); err != nil {
			return err
		}
	}
	key := linkKey{c.index[from], c.index[to], schema.LocalName(row.Claim.Predicate.IRI), row.Claim.Stated(), row.Claim.Polarity == schema.Negative}
	if i, known := c.links[key]; known {
		c.graph.Links[i].Claims++
		return nil
	}
	c.links[key] = len(c.graph.Links)
	c.graph.Links = append(c.graph.Links, Link{
		From: key.from, To: key.to, Predicate: key.predicate, Stated: key.stated, Negative: key.negative,
		Speaker: row.Speaker(), Claims: 1, Words: row.Sentence, Article: row.Article,
	})
	return nil
}
