package query

import (
	"context"
	"sync"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// A Catalog answers the listings of a store from memory: what [Articles],
// [Entities] and [Claims] find by reading, it finds at once, in stores of
// millions of quads too. It notes for every article which entities it mentions
// and who claims what of whom, by name and without the words; the words are
// read when a claim is shown. It may be used by several goroutines at once.
//
// The first answer waits for the store to be read ([Catalog.Warm] does it
// ahead). After that the catalog follows what it is told of ([Catalog.Changed]),
// and sees within [freshness] what other processes write. It leaves out quads
// whose label is not an article's.
type Catalog struct {
	st *store.Store

	mu      sync.Mutex // held while the catalog is brought up to date
	notes   map[quad.IRI]*notes
	now     *edition
	changed map[quad.IRI]bool
	all     bool // everything may have changed
	counts  counts
	looked  time.Time
}

// freshness is how long a catalog does not look for writes of others.
const freshness = 5 * time.Second

// counts tells a store from what it was before a write.
type counts struct{ quads, nodes, labels int64 }

// NewCatalog returns a catalog of a store. It reads nothing yet.
func NewCatalog(st *store.Store) *Catalog {
	return &Catalog{st: st, changed: map[quad.IRI]bool{}, all: true}
}

// Changed tells that these articles were written or removed; without one, that
// anything may have been.
func (c *Catalog) Changed(articles ...quad.IRI) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = c.all || len(articles) == 0
	for _, iri := range articles {
		c.changed[iri] = true
	}
}

// Judged tells that judgements on the identity of entities changed.
func (c *Catalog) Judged() { c.Changed(schema.IdentitiesLabel) }

// Warm reads the store, if that has not been done, and finds what is disputed,
// which takes longer and is done again after a change when it is asked for.
func (c *Catalog) Warm(ctx context.Context) error {
	e, err := c.edition(ctx)
	if err == nil {
		_, err = e.against(ctx)
	}
	return err
}

// edition returns the catalog as of now.
func (c *Catalog) edition(ctx context.Context) (*edition, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.look(ctx); err != nil {
		return nil, err
	}
	if !c.all && len(c.changed) == 0 {
		return c.now, nil
	}
	snapshot := c.st.Snapshot()
	if c.all {
		notes, err := readAll(ctx, snapshot)
		if err != nil {
			return nil, err
		}
		c.notes = notes
	} else if err := c.update(ctx, snapshot); err != nil {
		return nil, err
	}
	ids, err := identitiesOf(ctx, snapshot)
	if err != nil {
		return nil, err
	}
	c.now = newEdition(c.notes, reader{qs: snapshot, ids: ids})
	c.counts, err = c.count(ctx)
	c.all, c.changed, c.looked = false, map[quad.IRI]bool{}, time.Now()
	return c.now, err
}

// look takes note of writes that the catalog was not told of.
func (c *Catalog) look(ctx context.Context) error {
	if c.all || len(c.changed) > 0 || time.Since(c.looked) < freshness {
		return nil
	}
	now, err := c.count(ctx)
	c.all, c.looked = now != c.counts, time.Now()
	return err
}

func (c *Catalog) count(ctx context.Context) (counts, error) {
	s, err := c.st.Stats(ctx)
	return counts{s.Quads, s.Nodes, s.Labels}, err
}
