package pebble

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/sayso-graph/sayso/graph/store/term"
)

// eachIndex runs f for the four indexes, two at a time: they are equally long
// and have nothing to do with each other.
func eachIndex(f func(*index) error) error {
	var wg sync.WaitGroup
	slots := make(chan struct{}, 2)
	errs := make([]error, len(indexes))
	for i, x := range indexes {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			errs[i] = f(x)
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func runName(c *chunk, x *index) string { return fmt.Sprintf("%s.%c", c.name, x.table) }

// sortQuads writes each chunk once per index, with final ids, sorted.
func (b *bulk) sortQuads() error {
	for _, c := range b.chunks {
		quads, err := b.renumbered(c)
		if err != nil {
			return err
		}
		if err := b.ctx.Err(); err != nil {
			return err
		}
		if err := eachIndex(func(x *index) error { return b.sortRun(c, x, quads) }); err != nil {
			return err
		}
	}
	return nil
}

// renumbered reads the quads of a chunk in final ids.
func (b *bulk) renumbered(c *chunk) ([]tuple, error) {
	ids, err := b.renumber(c)
	if err != nil {
		return nil, err
	}
	quads := make([]tuple, 0, chunkQuads)
	err = b.read(c.name+".quads", func(s *spilled) error {
		for {
			t, err := s.tuple()
			if err != nil {
				return err
			}
			for i, n := range t {
				if n.Kind() != term.KindDict {
					continue
				}
				if n.Payload() >= uint64(len(ids)) {
					return fmt.Errorf("%w: value %d of %d", term.ErrCorrupt, n.Payload(), c.count)
				}
				t[i] = ids[n.Payload()]
			}
			quads = append(quads, t)
		}
	})
	return quads, err
}

// sortRun writes quads, in the terms of an index, in its order, each once.
func (b *bulk) sortRun(c *chunk, x *index, quads []tuple) error {
	sorted := make([]tuple, len(quads))
	for i, t := range quads {
		sorted[i] = tuple{t[x.order[0]], t[x.order[1]], t[x.order[2]], t[x.order[3]]}
	}
	slices.SortFunc(sorted, compareTuples)
	return b.write(runName(c, x), func(s *spill) error {
		for i, t := range sorted {
			if i > 0 && t == sorted[i-1] {
				continue
			}
			if err := s.tuple(t); err != nil {
				return err
			}
		}
		return nil
	})
}

func compareTuples(a, b tuple) int {
	for i := range a {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// mergeQuads makes the tables of the indexes.
func (b *bulk) mergeQuads() error {
	return eachIndex(func(x *index) error {
		known, err := b.existing(x.table)
		if err != nil {
			return err
		}
		return errors.Join(b.mergeIndex(x, known), known.close())
	})
}

func (b *bulk) mergeIndex(x *index, known *existing) error {
	runs := make([]run[tuple], len(b.chunks))
	for i, c := range b.chunks {
		s, err := openSpill(b.db.fs, b.path(runName(c, x)))
		if err != nil {
			return err
		}
		defer s.close()
		runs[i] = s.tuple
	}
	out := b.newTable(string(x.table))
	var key []byte
	var last tuple
	first, n := true, 0
	err := merge(runs, compareTuples, func(t tuple, _ int) error {
		if t == last && !first {
			return nil
		}
		last, first = t, false
		key = append(key[:0], x.table)
		for _, n := range t {
			key = appendID(key, n)
		}
		if n++; n%maxPage == 0 && b.ctx.Err() != nil {
			return b.ctx.Err()
		}
		old, err := known.find(key)
		if err != nil || old != nil {
			return err
		}
		if x == posl { // the terms are predicate, object, subject, label
			b.fresh++
			b.predicates[t[0]]++
			b.labels[t[3]]++
		}
		return out.add(key, nil)
	})
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return errors.Join(err, out.close())
}
