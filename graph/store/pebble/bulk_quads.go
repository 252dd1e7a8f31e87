package pebble

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/sayso-graph/sayso/graph/store/term"
)

// together runs jobs that have nothing to do with each other, two at a time.
func together(jobs ...func() error) error {
	var wg sync.WaitGroup
	slots := make(chan struct{}, 2)
	errs := make([]error, len(jobs))
	for i, job := range jobs {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			errs[i] = job()
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func runName(c *chunk, x *index) string { return fmt.Sprintf("%s.%c", c.name, x.table) }

// allHeld tells whether every chunk is in memory.
func (b *bulk) allHeld() bool {
	return !slices.ContainsFunc(b.chunks, func(c *chunk) bool { return !c.held })
}

// sortHeld makes the tables of the indexes from chunks that are in memory.
func (b *bulk) sortHeld() error {
	renumber := make([]func() error, len(b.chunks))
	for i, c := range b.chunks {
		renumber[i] = func() error { return b.renumber(c, c.quads) }
	}
	if err := together(renumber...); err != nil {
		return err
	}
	quads := b.room[:b.held]
	return together(
		func() error { return b.sortTables(quads, spol, lspo) },
		func() error { return b.sortTables(quads, ospl, posl) },
	)
}

// sortTables is sortRuns for quads that are all there are.
func (b *bulk) sortTables(quads []tuple, first, second *index) error {
	var s sorter
	if err := b.mergeIndex(first, first.rows(s.sort(quads, first))); err != nil {
		return err
	}
	return b.mergeIndex(second, second.rows(s.by(second.order[0])))
}

// rows gives sorted tuples in the order of the terms of the index.
func (x *index) rows(sorted []tuple) run[tuple] {
	return func() (tuple, error) {
		if len(sorted) == 0 {
			return tuple{}, io.EOF
		}
		t := x.row(&sorted[0])
		sorted = sorted[1:]
		return t, nil
	}
}

// sortQuads writes each chunk once per index, with final ids, sorted.
func (b *bulk) sortQuads() error {
	var quads []tuple
	var sorters [2]sorter
	for _, c := range b.chunks {
		var err error
		if quads, err = b.quadsOf(c, quads[:0]); err != nil {
			return err
		}
		if err := errors.Join(b.renumber(c, quads), b.ctx.Err()); err != nil {
			return err
		}
		err = together(
			func() error { return b.sortRuns(c, quads, &sorters[0], spol, lspo) },
			func() error { return b.sortRuns(c, quads, &sorters[1], ospl, posl) },
		)
		if err != nil {
			return err
		}
	}
	return nil
}

// sortRuns writes quads in the order of two indexes. The second is the first
// sorted by the term that the second begins with.
func (b *bulk) sortRuns(c *chunk, quads []tuple, s *sorter, first, second *index) error {
	if err := b.writeRun(c, first, s.sort(quads, first)); err != nil {
		return err
	}
	return b.writeRun(c, second, s.by(second.order[0]))
}

// renumber puts final ids in the place of a chunk's numbers.
func (b *bulk) renumber(c *chunk, quads []tuple) error {
	ids, err := b.finalIDs(c)
	if err != nil {
		return err
	}
	for at := range quads {
		t := &quads[at]
		for i, n := range t {
			if n.Kind() != term.KindDict {
				continue
			}
			if n.Payload() >= uint64(len(ids)) {
				return fmt.Errorf("%w: value %d of %d", term.ErrCorrupt, n.Payload(), c.count)
			}
			t[i] = ids[n.Payload()]
		}
	}
	return nil
}

// quadsOf appends the quads of a chunk as they are.
func (b *bulk) quadsOf(c *chunk, quads []tuple) ([]tuple, error) {
	if c.held {
		return append(quads, c.quads...), nil
	}
	err := b.read(c.name+".quads", func(s *spilled) error {
		for {
			t, err := s.tuple()
			if err != nil {
				return err
			}
			quads = append(quads, t)
		}
	})
	return quads, err
}

// writeRun writes sorted quads, in the terms of an index, each once.
func (b *bulk) writeRun(c *chunk, x *index, sorted []tuple) error {
	return b.write(runName(c, x), func(s *spill) error {
		for i, t := range sorted {
			if i > 0 && t == sorted[i-1] {
				continue
			}
			if err := s.tuple(x.row(&t)); err != nil {
				return err
			}
		}
		return nil
	})
}

// mergeQuads makes the tables of the indexes.
func (b *bulk) mergeQuads() error {
	var jobs []func() error
	for _, x := range indexes {
		jobs = append(jobs, func() error { return b.mergeRuns(x) })
	}
	return together(jobs...)
}

func (b *bulk) mergeRuns(x *index) error {
	runs := make([]run[tuple], len(b.chunks))
	for i, c := range b.chunks {
		s, err := openSpill(b.db.fs, b.path(runName(c, x)))
		if err != nil {
			return err
		}
		defer s.close()
		runs[i] = s.tuple
	}
	return b.mergeIndex(x, runs...)
}

// mergeIndex makes the table of an index from tuples in its order.
func (b *bulk) mergeIndex(x *index, runs ...run[tuple]) error {
	known, err := b.existing(x.table)
	if err != nil {
		return err
	}
	m := &indexMerge{b: b, known: known, out: b.newIndexTable(x)}
	switch x {
	case posl:
		m.counts = b.predicates
	case lspo:
		m.counts = b.labels
	}
	err = merge(runs, tuple.compare, m.add)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	m.settle()
	if x == posl {
		b.fresh = m.fresh
	}
	return errors.Join(err, m.out.close(), known.close())
}

// An indexMerge writes the table of an index. Its tuples are in the order of
// the index.
type indexMerge struct {
	b     *bulk
	known *existing
	out   *indexTable
	last  tuple
	n     int
	fresh int64 // quads that were not there

	// counts, if set, are those by the first term of the index.
	counts map[id]int64
	first  id    // of the last quad
	run    int64 // fresh quads with it
}

func (m *indexMerge) add(t tuple, _ int) error {
	if m.n > 0 && t == m.last {
		return nil
	}
	m.last = t
	if m.n++; m.n%maxPage == 0 && m.b.ctx.Err() != nil {
		return m.b.ctx.Err()
	}
	key := m.out.keyOf(t)
	old, err := m.known.find(key)
	if err != nil || old != nil {
		return err
	}
	if m.counts != nil {
		if t[0] != m.first {
			m.settle()
			m.first = t[0]
		}
		m.run++
	}
	m.fresh++
	return m.out.add(key, nil)
}

// settle adds what was counted since the first term changed.
func (m *indexMerge) settle() {
	if m.run > 0 {
		m.counts[m.first] += m.run
		m.run = 0
	}
}
