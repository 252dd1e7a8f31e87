package pebble

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/cockroachdb/pebble/v2"

	"github.com/sayso-graph/sayso/graph/store/term"
)

// numbered is a value of a chunk: its dictionary key and its number there.
type numbered struct {
	key []byte
	n   uint64
}

// mergeValues decides the id of every value: the one that the store has, or
// that of its first chunk. It writes the table from values to ids, and for
// each chunk the numbers that stand for another id than the chunk's own.
func (b *bulk) mergeValues() error {
	base := b.db.writer.next - 1
	renames := make([]*spill, len(b.chunks))
	runs := make([]run[numbered], len(b.chunks))
	for i, c := range b.chunks {
		c.base = base
		base += uint64(c.count)
		var err error
		if renames[i], err = newSpill(b.db.fs, b.path(c.name+".renames")); err != nil {
			return err
		}
		defer renames[i].file.Close()
		if c.held {
			runs[i] = each(c.values)
			continue
		}
		values, err := openSpill(b.db.fs, b.path(c.name+".values"))
		if err != nil {
			return err
		}
		defer values.close()
		runs[i] = values.numbered()
	}
	known, err := b.existing(tableValues)
	if err != nil {
		return err
	}
	m := &valueMerge{b: b, known: known, renames: renames, out: b.newTable("values").behind()}
	err = merge(runs, func(x, y numbered) int { return bytes.Compare(x.key, y.key) }, m.add)
	err = errors.Join(err, m.out.close(), known.close())
	for _, s := range renames {
		err = errors.Join(err, s.Flush())
	}
	return err
}

func (s *spilled) numbered() run[numbered] {
	var v numbered
	return func() (numbered, error) {
		var err error
		if v.key, err = s.bytes(v.key); err != nil {
			return v, err
		}
		v.n, err = binary.ReadUvarint(s)
		return v, err
	}
}

type valueMerge struct {
	b       *bulk
	known   *existing
	renames []*spill
	out     *tableBehind

	key []byte // of the last value
	id  id     // of the last value
	enc []byte // of an id
}

func (m *valueMerge) add(v numbered, from int) error {
	c := m.b.chunks[from]
	own := term.MakeID(c.base+v.n, term.KindDict)
	if !bytes.Equal(v.key, m.key) {
		m.key = append(m.key[:0], v.key...)
		old, err := m.known.find(v.key)
		if err != nil {
			return err
		}
		if old == nil {
			m.id = own
			m.b.nodes++
			c.kept.set(v.n)
			m.enc = appendID(m.enc[:0], own)
			m.out.add(v.key, m.enc)
			return nil
		}
		if m.id, _, err = readID(old); err != nil {
			return err
		}
	}
	if err := m.renames[from].number(v.n); err != nil {
		return err
	}
	return m.renames[from].number(uint64(m.id))
}

// named is an entry of the table from ids to values.
type named struct {
	n   id
	enc []byte // nil for inline ids
}

// mergeNames writes the table from ids to values: the values that mergeValues
// kept, in their order, among them the inline ids that were not nodes yet.
func (b *bulk) mergeNames() error {
	runs := []run[named]{b.keptNames()}
	for _, c := range b.chunks {
		s, err := openSpill(b.db.fs, b.path(c.name+".inline"))
		if err != nil {
			return err
		}
		defer s.close()
		runs = append(runs, func() (named, error) {
			n, err := binary.ReadUvarint(s)
			return named{n: id(n)}, err
		})
	}
	known, err := b.existing(tableNames)
	if err != nil {
		return err
	}
	out := b.newTable("names")
	last := none
	var key []byte
	err = merge(runs, func(x, y named) int { return cmp.Compare(x.n, y.n) }, func(v named, _ int) error {
		if v.n == last {
			return nil
		}
		last = v.n
		key = nameKey(key[:0], v.n)
		if v.enc == nil {
			old, err := known.find(key)
			if err != nil || old != nil {
				return err
			}
			b.nodes++
		}
		return out.add(key, v.enc)
	})
	return errors.Join(err, out.close(), known.close())
}

// keptNames gives the names of all chunks that are kept.
func (b *bulk) keptNames() run[named] {
	var names run[[]byte] // of the chunk before next
	var v named
	next, n := 0, uint64(0)
	return func() (named, error) {
		for {
			if names == nil {
				if next == len(b.chunks) {
					return v, io.EOF
				}
				var err error
				if names, err = b.namesOf(b.chunks[next]); err != nil {
					return v, err
				}
				next, n = next+1, 0
			}
			c := b.chunks[next-1]
			var err error
			if v.enc, err = names(); errors.Is(err, io.EOF) {
				names = nil
				continue
			} else if err != nil {
				return v, err
			}
			if n++; c.kept.has(n) {
				v.n = term.MakeID(c.base+n, term.KindDict)
				return v, nil
			}
		}
	}
}

// namesOf gives the encoded values of a chunk in order of their numbers. It
// closes their file after the last; what is left open on an error is read only.
func (b *bulk) namesOf(c *chunk) (run[[]byte], error) {
	if c.held {
		n := uint64(0)
		return func() ([]byte, error) {
			if n == uint64(c.count) {
				return nil, io.EOF
			}
			n++
			return c.names.at(n), nil
		}, nil
	}
	s, err := openSpill(b.db.fs, b.path(c.name+".names"))
	if err != nil {
		return nil, err
	}
	var enc []byte
	return func() ([]byte, error) {
		var err error
		if enc, err = s.bytes(enc); errors.Is(err, io.EOF) {
			err = cmp.Or(s.close(), io.EOF)
		}
		return enc, err
	}, nil
}

// finalIDs reads what a chunk's numbers stand for.
func (b *bulk) finalIDs(c *chunk) ([]id, error) {
	ids := make([]id, c.count+1)
	for n := range ids {
		ids[n] = term.MakeID(c.base+uint64(n), term.KindDict)
	}
	ids[0] = none
	err := b.read(c.name+".renames", func(s *spilled) error {
		for {
			n, err := binary.ReadUvarint(s)
			if err != nil {
				return err
			}
			to, err := binary.ReadUvarint(s)
			if err != nil {
				return err
			}
			if n >= uint64(len(ids)) {
				return fmt.Errorf("%w: value %d of %d", term.ErrCorrupt, n, c.count)
			}
			ids[n] = id(to)
		}
	})
	return ids, err
}

// existing reads a table of the store in step with a merge, whose keys only
// go forward.
type existing struct {
	it    *pebble.Iterator // nil when the table is empty
	valid bool
}

func (b *bulk) existing(table byte) (*existing, error) {
	it, err := b.db.db.NewIter(&pebble.IterOptions{
		LowerBound: []byte{table}, UpperBound: []byte{table + 1},
	})
	if err != nil {
		return nil, err
	}
	e := &existing{it: it, valid: it.First()}
	if !e.valid {
		e.it = nil
		return e, errors.Join(it.Error(), it.Close())
	}
	return e, nil
}

// find is the value of a key, nil when it is not there. A value that is there
// and empty is not nil.
func (e *existing) find(key []byte) ([]byte, error) {
	if !e.valid {
		return nil, nil
	}
	if bytes.Compare(e.it.Key(), key) < 0 {
		if e.valid = e.it.SeekGE(key); !e.valid {
			return nil, e.it.Error()
		}
	}
	if !bytes.Equal(e.it.Key(), key) {
		return nil, nil
	}
	v, err := e.it.ValueAndErr()
	if v == nil {
		v = []byte{}
	}
	return v, err
}

func (e *existing) close() error {
	if e.it == nil {
		return nil
	}
	return e.it.Close()
}
