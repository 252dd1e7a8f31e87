package pebble

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/term"
)

// Verify implements backend.Backend. It reads every table once: the four
// indexes must hold the same quads, the dictionary must name exactly the ids
// that they use, both ways, and every counter must be what counting gives.
func (d *DB) Verify(ctx context.Context) (backend.Report, error) {
	a := &audit{ctx: ctx, v: d.view(), seen: map[id]bool{}, counts: map[string]int64{}}
	for _, step := range []func() error{
		a.indexes, a.names, a.values, a.sources, a.origins, a.counters, a.meta,
	} {
		if err := step(); err != nil {
			return a.report, err
		}
	}
	return a.report, nil
}

// audit is one run of Verify over one view.
type audit struct {
	ctx    context.Context
	v      *view
	report backend.Report

	used   bitset           // sequence numbers that are in quads
	seen   map[id]bool      // inline ids that are in quads; true once named
	counts map[string]int64 // what counters must say, by key
}

func (a *audit) problem(format string, args ...any) {
	if len(a.report.Problems) < backend.MaxProblems {
		a.report.Problems = append(a.report.Problems, fmt.Sprintf(format, args...))
	}
}

// table reads a whole table; f returns what is wrong with an entry.
func (a *audit) table(prefix byte, f func(key, value []byte) error) error {
	n := 0
	var stop error
	err := a.v.scan([]byte{prefix}, []byte{prefix}, func(key, value []byte) bool {
		if n++; n%maxPage == 0 {
			stop = a.ctx.Err()
		}
		if err := f(key, value); err != nil {
			a.problem("%c %x: %v", key[0], key[1:], err)
		}
		return stop == nil
	})
	if err == nil {
		err = stop
	}
	return err
}

// sum is a fingerprint of a set of quads that does not depend on their order.
type sum struct{ n, hash uint64 }

func (s *sum) add(t tuple) {
	h := uint64(0x9e3779b97f4a7c15)
	for _, n := range t {
		h = mix(h ^ uint64(n))
	}
	s.n++
	s.hash += h
}

// mix is the finaliser of SplitMix64.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

func (a *audit) indexes() error {
	var want sum
	for i, x := range []*index{spol, posl, ospl, lspo} {
		var got sum
		err := a.table(x.table, func(key, _ []byte) error {
			t, err := x.read(key)
			if err == nil {
				got.add(t)
				a.tally(x, t)
			}
			return err
		})
		if err != nil {
			return err
		}
		if i == 0 {
			want = got
		} else if got != want {
			if err := a.difference(x); err != nil {
				return err
			}
		}
	}
	a.report.Quads = int64(want.n)
	a.counts[string(totalKey(totalQuads))] = int64(want.n)
	return nil
}

// tally notes what the quad means for dictionary and counters.
func (a *audit) tally(x *index, t tuple) {
	switch x {
	case spol:
		for _, n := range t {
			if n.Kind() == term.KindDict {
				a.used.set(n.Payload())
			} else {
				a.seen[n] = false
			}
		}
	case posl:
		a.counts[string(countKey(nil, 'P', t[1]))]++
	case lspo:
		a.counts[string(countKey(nil, 'L', t[3]))]++
	}
}

// difference names the quads that are in one of two indexes only.
func (a *audit) difference(x *index) error {
	for _, pair := range [][2]*index{{spol, x}, {x, spol}} {
		in, out := pair[0], pair[1]
		err := a.table(in.table, func(key, _ []byte) error {
			t, err := in.read(key)
			if err != nil {
				return nil // reported
			}
			_, ok, err := a.v.get(out.appendKey(nil, t))
			if err == nil && !ok {
				err = fmt.Errorf("quad %v is not in index %c", t, out.table)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// names checks that the dictionary names what quads use, and nothing else.
func (a *audit) names() error {
	nodes := int64(0)
	err := a.table(tableNames, func(key, enc []byte) error {
		n, rest, err := readID(key[1:])
		if err != nil || len(rest) > 0 {
			return term.ErrCorrupt
		}
		nodes++
		return a.name(n, enc)
	})
	a.counts[string(totalKey(totalNodes))] = nodes
	a.used.each(func(seq uint64) {
		if seq != 0 {
			a.problem("id %d is in a quad and not in the dictionary", term.MakeID(seq, term.KindDict))
		}
	})
	for n, named := range a.seen {
		if !named {
			a.problem("id %d is in a quad and is not a node", n)
		}
	}
	return err
}

func (a *audit) name(n id, enc []byte) error {
	a.report.Values++
	if n.Kind() != term.KindDict {
		if _, ok := a.seen[n]; !ok {
			return fmt.Errorf("value %v is in no quad", term.Inlined(n))
		}
		a.seen[n] = true
		return nil
	}
	if !a.used.clear(n.Payload()) {
		return fmt.Errorf("id %d is in no quad", n)
	}
	if _, err := term.Read(enc); err != nil {
		return err
	}
	back, ok, err := a.v.get(valueKey(nil, enc))
	if err == nil && (!ok || !bytes.Equal(back, appendID(nil, n))) {
		err = fmt.Errorf("id %d is not found by its value", n)
	}
	return err
}

// values checks the other way of the dictionary.
func (a *audit) values() error {
	return a.table(tableValues, func(key, value []byte) error {
		n, _, err := readID(value)
		if err != nil {
			return err
		}
		enc, ok, err := a.v.get(nameKey(nil, n))
		if err == nil && (!ok || !bytes.Equal(valueKey(nil, enc), key)) {
			err = fmt.Errorf("value leads to id %d, which is another", n)
		}
		return err
	})
}

func (a *audit) sources() error {
	n := int64(0)
	err := a.table(tableSources, func(key, label []byte) error {
		n++
		if _, err := term.Read(label); err != nil {
			return err
		}
		_, ok, err := a.v.get(append(originPrefix(label), key[1:]...))
		if err == nil && !ok {
			err = fmt.Errorf("source %q is not listed under its label", key[1:])
		}
		return err
	})
	a.counts[string(totalKey(totalSources))] = n
	return err
}

func (a *audit) origins() error {
	return a.table(tableOrigins, func(key, _ []byte) error {
		if len(key) < 17 {
			return term.ErrCorrupt
		}
		label, ok, err := a.v.get(sourceKey(string(key[17:])))
		if err == nil && (!ok || !bytes.Equal(originPrefix(label), key[:17])) {
			err = fmt.Errorf("source %q is listed under a label that it does not have", key[17:])
		}
		return err
	})
}

func (a *audit) counters() error {
	var predicates, labels int64
	for key := range a.counts {
		switch {
		case key[1] == 'P' && len(key) > 2:
			predicates++
		case key[1] == 'L' && len(key) > 2 && key != string(countKey(nil, 'L', none)):
			labels++
		}
	}
	a.counts[string(totalKey(totalPredicates))] = predicates
	a.counts[string(totalKey(totalLabels))] = labels
	err := a.table(tableCounts, func(key, value []byte) error {
		got, _ := binary.Varint(value)
		want := a.counts[string(key)]
		delete(a.counts, string(key))
		if got != want {
			return fmt.Errorf("counter says %d, counting says %d", got, want)
		}
		return nil
	})
	for key, want := range a.counts {
		if want != 0 {
			a.problem("no counter for %x, counting says %d", key, want)
		}
	}
	return err
}

// meta checks that no sequence number can be given out twice.
func (a *audit) meta() error {
	next, err := a.v.count(metaKey("next"))
	if top := a.used.top; err == nil && top > 0 && uint64(next) <= top {
		a.problem("next sequence number is %d, but %d is in use", next, top)
	}
	return err
}
