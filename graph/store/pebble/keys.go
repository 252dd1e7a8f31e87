package pebble

import (
	"github.com/sayso-graph/sayso/graph/store/term"
)

// Tables are told apart by the first byte of a key. Keys and values:
//
//	c name        count, a signed varint          (totals)
//	c P id        quads with this predicate
//	c L id        quads with this label
//	d id          encoded value; empty for inline ids. Exactly the live nodes
//	l s,p,o after l: LSPO   nothing               (an article's quads)
//	m name        format version, next sequence number
//	n id          the note of a label
//	o OSPL  p POSL  s SPOL  nothing
//	r source      encoded label
//	R hash,source nothing: the sources of a label
//	v value key   id
const (
	tableCounts  = 'c'
	tableNames   = 'd'
	tableLSPO    = 'l'
	tableMeta    = 'm'
	tableNotes   = 'n'
	tableOSPL    = 'o'
	tablePOSL    = 'p'
	tableSPOL    = 's'
	tableSources = 'r'
	tableOrigins = 'R'
	tableValues  = 'v'
)

// An index is one order in which all quads are kept. Four are enough for
// every combination of bound terms but (object, label), (predicate, label)
// and (predicate, object, label), which filter the shorter of two ranges.
type index struct {
	table byte
	order [4]int // positions in a tuple, most significant first
}

var (
	spol = &index{tableSPOL, [4]int{0, 1, 2, 3}}
	posl = &index{tablePOSL, [4]int{1, 2, 0, 3}}
	ospl = &index{tableOSPL, [4]int{2, 0, 1, 3}}
	lspo = &index{tableLSPO, [4]int{3, 0, 1, 2}}

	indexes = []*index{lspo, ospl, posl, spol} // in key order
)

// row is a tuple in the order of the index.
func (x *index) row(t *tuple) tuple {
	return tuple{t[x.order[0]], t[x.order[1]], t[x.order[2]], t[x.order[3]]}
}

// appendKey writes the key of t in the index.
func (x *index) appendKey(b []byte, t tuple) []byte { return appendTuple(b, x.table, x.row(&t)) }

// appendPrefix writes the part of the key that the first n ids of the
// index's order make.
func (x *index) appendPrefix(b []byte, t tuple, n int) []byte {
	b = append(b, x.table)
	for _, i := range x.order[:n] {
		b = appendID(b, t[i])
	}
	return b
}

// read is the inverse of appendKey.
func (x *index) read(key []byte) (t tuple, err error) {
	if len(key) == 0 || key[0] != x.table {
		return t, term.ErrCorrupt
	}
	key = key[1:]
	for _, i := range x.order {
		if t[i], key, err = readID(key); err != nil {
			return t, err
		}
	}
	if len(key) != 0 {
		return t, term.ErrCorrupt
	}
	return t, nil
}

// end is the first key after every key that has the prefix. The first byte
// of an encoded id is never the last of its kind by accident: 0xff only
// begins ids that are nine bytes long, so carrying is right.
func end(prefix []byte) []byte {
	e := append([]byte(nil), prefix...)
	for i := len(e) - 1; i >= 0; i-- {
		if e[i]++; e[i] != 0 {
			return e[:i+1]
		}
	}
	return nil
}

func nameKey(b []byte, v id) []byte { return appendID(append(b, tableNames), v) }

func countKey(b []byte, table byte, v id) []byte {
	return appendID(append(b, tableCounts, table), v)
}

// valueKey is the key of a value by its encoding.
func valueKey(b, enc []byte) []byte { return term.Key(append(b, tableValues), enc) }
