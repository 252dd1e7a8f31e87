package pebble

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/term"
)

// A chunk is a part of an import that fits in memory. While it fills it
// numbers values from 1 in order of appearance; sealed, it is three sequences,
// in memory for the first chunks and in files for those after them:
//
//	values  (key, number) in order of keys
//	names   encoded values in order of numbers
//	quads   tuples with the chunk's numbers
type chunk struct {
	name   string // of its files, without their endings
	quads  []tuple
	names  *numbering // of encoded values
	values []numbered // of the sealed chunk, if it is held
	held   bool       // sealed in memory
	inline map[id]struct{}
	enc    []byte

	// The last IRI in each place and its id: most often the next quad has the
	// same label, and often the same subject.
	iris  [4]quad.IRI
	known tuple

	count int // of values, known to the sealed chunk
	base  uint64
	// kept[n]: the value n+1 of this chunk is the one that goes into the
	// dictionary, as base+n+1
	kept bitset
}

// newChunk is a chunk of as many quads as there is room for.
func newChunk(name string, room []tuple) *chunk {
	return &chunk{
		name: name, quads: room[:0:len(room)],
		names: newNumbering(len(room) / 2), inline: map[id]struct{}{},
	}
}

func (c *chunk) full() bool { return len(c.quads) == cap(c.quads) || c.size() >= chunkBytes }

// size is in bytes of values.
func (c *chunk) size() int { return len(c.names.text) }

func (c *chunk) add(q quad.Quad) (err error) {
	var t tuple
	for i, d := range quad.Directions {
		v := q.Get(d)
		iri, ok := v.(quad.IRI)
		if ok && c.known[i] != none && iri == c.iris[i] {
			t[i] = c.known[i]
			continue
		}
		if t[i], err = c.id(v); err != nil {
			return err
		}
		if ok {
			c.iris[i], c.known[i] = iri, t[i]
		}
	}
	c.quads = append(c.quads, t)
	return nil
}

func (c *chunk) id(v quad.Value) (id, error) {
	if v == nil {
		return none, nil
	}
	v = term.Canonical(v)
	if n, ok := term.Inline(v); ok {
		c.inline[n] = struct{}{}
		return n, nil
	}
	var err error
	if c.enc, err = term.Append(c.enc[:0], v); err != nil {
		return none, err
	}
	return term.MakeID(c.names.number(c.enc), term.KindDict), nil
}

// seal sorts the chunk's values. Unless the chunk is held it is then written
// to its files and gives its memory back.
func (c *chunk) seal(b *bulk) error {
	c.names.slots = nil
	c.count = c.names.count()
	c.sortValues()
	if err := c.writeInline(b); err != nil || c.held {
		return err
	}
	if err := c.writeValues(b); err != nil {
		return err
	}
	c.values = nil
	if err := c.writeNames(b); err != nil {
		return err
	}
	c.names = nil
	err := c.writeQuads(b)
	c.quads = nil
	return err
}

func (c *chunk) sortValues() {
	c.values = make([]numbered, c.count)
	arena := make([]byte, 0, c.size()+c.count)
	for i := range c.values {
		n := uint64(i + 1)
		start := len(arena)
		arena = valueKey(arena, c.names.at(n))
		c.values[i] = numbered{arena[start:len(arena):len(arena)], n}
	}
	slices.SortFunc(c.values, func(a, b numbered) int { return bytes.Compare(a.key, b.key) })
}

func (c *chunk) writeValues(b *bulk) error {
	return b.write(c.name+".values", func(s *spill) error {
		for _, v := range c.values {
			if err := s.bytes(v.key); err != nil {
				return err
			}
			if err := s.number(v.n); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *chunk) writeQuads(b *bulk) error {
	return b.write(c.name+".quads", func(s *spill) error {
		for _, t := range c.quads {
			if err := s.tuple(t); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *chunk) writeNames(b *bulk) error {
	return b.write(c.name+".names", func(s *spill) error {
		for n := range uint64(c.count) {
			if err := s.bytes(c.names.at(n + 1)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *chunk) writeInline(b *bulk) error {
	ids := slices.Sorted(maps.Keys(c.inline))
	c.inline = nil
	return b.write(c.name+".inline", func(s *spill) error {
		for _, n := range ids {
			if err := s.number(uint64(n)); err != nil {
				return err
			}
		}
		return nil
	})
}

// write makes a spill file with f.
func (b *bulk) write(name string, f func(*spill) error) error {
	s, err := newSpill(b.db.fs, b.path(name))
	if err != nil {
		return err
	}
	if err := f(s); err != nil {
		_ = s.file.Close()
		return err
	}
	return s.close()
}

// read reads a spill file with f, which may return io.EOF for its end.
func (b *bulk) read(name string, f func(*spilled) error) error {
	s, err := openSpill(b.db.fs, b.path(name))
	if err != nil {
		return err
	}
	defer s.close()
	if err := f(s); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
