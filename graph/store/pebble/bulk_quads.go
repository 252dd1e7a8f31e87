package pebble

import (
	"bytes"
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
	quads := make([]tuple, 0, b.held)
	for _, c := range b.chunks {
		var err error
		if quads, err = b.renumbered(c, quads); err != nil {
			return err
		}
		c.quads = nil
	}
	return together(
		func() error { return b.sortTables(quads, spol, lspo) },
		func() error { return b.sortTables(quads, ospl, posl) },
	)
}

// sortTables is sortRuns for quads that are all there are.
func (b *bulk) sortTables(quads []tuple, first, second *index) error {
	var s sorter
	if err := b.mergeIndex(first, first.keys(s.sort(quads, first))); err != nil {
		return err
	}
	return b.mergeIndex(second, second.keys(s.by(second.order[0])))
}

// keys gives the keys of tuples, without the byte of the table. Each is valid
// until the next.
func (x *index) keys(sorted []tuple) run[[]byte] {
	var key []byte
	return func() ([]byte, error) {
		if len(sorted) == 0 {
			return nil, io.EOF
		}
		t := sorted[0]
		sorted = sorted[1:]
		key = x.appendKey(key[:0], t)
		return key[1:], nil
	}
}

// sortQuads writes each chunk once per index, with final ids, sorted.
func (b *bulk) sortQuads() error {
	var quads []tuple
	var sorters [2]sorter
	for _, c := range b.chunks {
		var err error
		if quads, err = b.renumbered(c, quads[:0]); err != nil {
			return err
		}
		if err := b.ctx.Err(); err != nil {
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

// renumbered appends the quads of a chunk in final ids.
func (b *bulk) renumbered(c *chunk, quads []tuple) ([]tuple, error) {
	ids, err := b.renumber(c)
	if err != nil {
		return nil, err
	}
	start := len(quads)
	if quads, err = b.quadsOf(c, quads); err != nil {
		return nil, err
	}
	for at := range quads[start:] {
		t := &quads[start+at]
		for i, n := range t {
			if n.Kind() != term.KindDict {
				continue
			}
			if n.Payload() >= uint64(len(ids)) {
				return nil, fmt.Errorf("%w: value %d of %d", term.ErrCorrupt, n.Payload(), c.count)
			}
			t[i] = ids[n.Payload()]
		}
	}
	return quads, nil
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
			if err := s.tuple(tuple{t[x.order[0]], t[x.order[1]], t[x.order[2]], t[x.order[3]]}); err != nil {
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
	runs := make([]run[[]byte], len(b.chunks))
	for i, c := range b.chunks {
		s, err := openSpill(b.db.fs, b.path(runName(c, x)))
		if err != nil {
			return err
		}
		defer s.close()
		runs[i] = s.keys()
	}
	return b.mergeIndex(x, runs...)
}

// mergeIndex makes the table of an index.
func (b *bulk) mergeIndex(x *index, runs ...run[[]byte]) error {
	known, err := b.existing(x.table)
	if err != nil {
		return err
	}
	m := &indexMerge{b: b, known: known, out: b.newTable(string(x.table)), last: []byte{x.table}}
	switch x {
	case posl:
		m.counts = b.predicates
	case lspo:
		m.counts = b.labels
	}
	err = merge(runs, bytes.Compare, m.add)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if x == posl {
		b.fresh = m.fresh
	}
	return errors.Join(err, m.settle(), m.out.close(), known.close())
}

// An indexMerge writes the table of an index. What the runs hold are keys
// already, but for the byte of the table.
type indexMerge struct {
	b     *bulk
	known *existing
	out   *table
	last  []byte // key
	n     int
	fresh int64 // quads that were not there

	// counts, if set, are those by the first term of the index.
	counts map[id]int64
	first  []byte // encoded, of the last quad
	run    int64  // fresh quads with it
}

func (m *indexMerge) add(key []byte, _ int) error {
	if bytes.Equal(key, m.last[1:]) {
		return nil
	}
	m.last = append(m.last[:1], key...)
	if m.n++; m.n%maxPage == 0 && m.b.ctx.Err() != nil {
		return m.b.ctx.Err()
	}
	old, err := m.known.find(m.last)
	if err != nil || old != nil {
		return err
	}
	if m.counts != nil {
		if first := key[:encodedLen(key[0])]; !bytes.Equal(first, m.first) {
			if err := m.settle(); err != nil {
				return err
			}
			m.first = append(m.first[:0], first...)
		}
		m.run++
	}
	m.fresh++
	return m.out.add(m.last, nil)
}

// settle adds what was counted since the first term changed.
func (m *indexMerge) settle() error {
	if m.run == 0 {
		return nil
	}
	n, _, err := readID(m.first)
	m.counts[n] += m.run
	m.run = 0
	return err
}
