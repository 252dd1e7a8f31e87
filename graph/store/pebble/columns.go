package pebble

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"sort"
	"unsafe"

	"github.com/cockroachdb/pebble/v2/sstable/colblk"
)

// keySchema tells pebble how the keys of a block become columns. Those of an
// index become four columns of numbers, in which zstd finds far more than in
// the bytes of keys: an article's ids lie together, so that a label is stored
// as its distance to the subject, and a subject as that to what stands before
// it. Other keys, and the rare block that has keys of two tables, are one
// column of bytes with common beginnings left out.
//
// The header of a block is the byte of its index, or 0 for bytes. The columns
// of the other kind are empty.
var keySchema = colblk.KeySchema{
	Name:       "sayso2",
	HeaderSize: 1,
	ColumnTypes: []colblk.DataType{
		colblk.DataTypePrefixBytes,
		colblk.DataTypeUint, colblk.DataTypeUint, colblk.DataTypeUint, colblk.DataTypeUint,
	},
	NewKeyWriter: func() colblk.KeyWriter { return newKeyWriter(nil) },
	InitKeySeekerMetadata: func(meta *colblk.KeySeekerMetadata, d *colblk.DataBlockDecoder) {
		if table := d.KeySchemaHeader()[0]; table != 0 {
			s := (*tupleSeeker)(unsafe.Pointer(meta))
			*s = tupleSeeker{table: table, rows: d.BlockDecoder().Rows()}
			for i := range s.ids {
				s.ids[i] = d.BlockDecoder().Uints(1 + i)
			}
			return
		}
		*(*bytesSeeker)(unsafe.Pointer(meta)) = bytesSeeker{keys: d.BlockDecoder().PrefixBytes(0)}
	},
	KeySeeker: func(meta *colblk.KeySeekerMetadata) colblk.KeySeeker {
		if meta[0] != 0 {
			return (*tupleSeeker)(unsafe.Pointer(meta))
		}
		return (*bytesSeeker)(unsafe.Pointer(meta))
	},
}

// keySchemaOf is keySchema for a table of an index of whose keys next is
// always the one that is written next.
func keySchemaOf(next *tuple) *colblk.KeySchema {
	schema := keySchema
	schema.NewKeyWriter = func() colblk.KeyWriter { return newKeyWriter(next) }
	return &schema
}

// The seekers lie in what pebble keeps of a block.
const (
	_ = colblk.KeySeekerMetadataSize - unsafe.Sizeof(tupleSeeker{})
	_ = colblk.KeySeekerMetadataSize - unsafe.Sizeof(bytesSeeker{})
)

// bases tells, by the byte of an index, from which column before it each
// column is the distance; -1 for numbers as they are.
var bases = [256][4]int8{
	tableSPOL: {-1, -1, -1, 0},
	tablePOSL: {-1, -1, 1, 2},
	tableOSPL: {-1, 0, -1, 1},
	tableLSPO: {-1, 0, -1, -1},
}

// splitKey reads a key of an index; ok is false for any other.
func splitKey(key []byte) (t tuple, ok bool) {
	if len(key) == 0 {
		return t, false
	}
	switch key[0] {
	case tableSPOL, tablePOSL, tableOSPL, tableLSPO:
	default:
		return t, false
	}
	rest := key[1:]
	for i := range t {
		before := len(rest)
		var err error
		if t[i], rest, err = readID(rest); err != nil || before-len(rest) != idLen(t[i]) {
			return t, false
		}
	}
	return t, len(rest) == 0
}

func appendTuple(b []byte, table byte, t tuple) []byte {
	b = append(b, table)
	for _, n := range t {
		b = appendID(b, n)
	}
	return b
}

func distance(to, from id) uint64 {
	d := int64(to - from)
	return uint64(d)<<1 ^ uint64(d>>63)
}

func away(from id, d uint64) id { return from + id(d>>1^-(d&1)) }

// A keyWriter collects the keys of one block. Pebble may end the block before
// the last of them, so what the first rows are is kept when a key of another
// kind comes: they are then in both kinds of columns.
type keyWriter struct {
	table  byte // of the index that the first rows are of
	tuples int  // how many rows those are
	rows   int
	ids    [4]colblk.UintBuilder
	keys   colblk.PrefixBytesBuilder // all rows, when tuples are not all
	last   []byte
	header []byte // of the block

	next *tuple // of the key that is being written, where the caller knows it
}

func newKeyWriter(next *tuple) *keyWriter {
	w := &keyWriter{next: next}
	w.keys.Init(16)
	for i := range w.ids {
		w.ids[i].Init()
	}
	return w
}

func (w *keyWriter) ComparePrev(key []byte) colblk.KeyComparison {
	if w.rows == 0 {
		return colblk.KeyComparison{PrefixLen: int32(len(key)), UserKeyComparison: 1}
	}
	n := common(w.last, key)
	c := colblk.KeyComparison{PrefixLen: int32(len(key)), CommonPrefixLen: int32(n)}
	switch {
	case n == len(key) || n == len(w.last):
		c.UserKeyComparison = int32(cmp.Compare(len(key), len(w.last)))
	default:
		c.UserKeyComparison = int32(cmp.Compare(key[n], w.last[n]))
	}
	return c
}

// common is how many bytes two keys begin with alike.
func common(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

func (w *keyWriter) WriteKey(row int, key []byte, _, shared int32) {
	t, ok := w.tuple(key)
	if row == 0 && ok {
		w.table = key[0]
	}
	if ok && row == w.tuples && key[0] == w.table {
		w.setTuple(row, &t)
		w.tuples++
	} else {
		if row == w.tuples {
			w.copyTuples()
		}
		w.keys.Put(key, int(shared))
	}
	w.rows = row + 1
	w.last = append(w.last[:0], key...)
}

// tuple is splitKey, without the work where the caller has done it.
func (w *keyWriter) tuple(key []byte) (tuple, bool) {
	if w.next != nil {
		return *w.next, true
	}
	return splitKey(key)
}

func (w *keyWriter) setTuple(row int, t *tuple) {
	for i, from := range &bases[w.table] {
		v := uint64(t[i])
		if from >= 0 {
			v = distance(t[i], t[from])
		}
		w.ids[i].Set(row, v)
	}
}

// copyTuples puts the rows that are tuples among the bytes.
func (w *keyWriter) copyTuples() {
	var key, before []byte
	for row := range w.tuples {
		key = w.MaterializeKey(key[:0], row)
		w.keys.Put(key, common(before, key))
		before = append(before[:0], key...)
	}
}

func (w *keyWriter) MaterializeKey(dst []byte, row int) []byte {
	if row >= w.tuples {
		return append(dst, w.keys.UnsafeGet(row)...)
	}
	var t tuple
	for i, from := range &bases[w.table] {
		v := w.ids[i].Get(row)
		if t[i] = id(v); from >= 0 {
			t[i] = away(t[from], v)
		}
	}
	return appendTuple(dst, w.table, t)
}

func (w *keyWriter) Reset() {
	w.table, w.tuples, w.rows, w.last = 0, 0, 0, w.last[:0]
	w.keys.Reset()
	for i := range w.ids {
		w.ids[i].Reset()
	}
}

func (w *keyWriter) NumColumns() int                  { return len(keySchema.ColumnTypes) }
func (w *keyWriter) DataType(col int) colblk.DataType { return keySchema.ColumnTypes[col] }

// FinishHeader leaves the header to Finish, which knows how many rows.
func (w *keyWriter) FinishHeader(dst []byte) { w.header = dst }

func (w *keyWriter) Size(rows int, offset uint32) uint32 {
	if rows > w.tuples {
		return w.keys.Size(rows, offset)
	}
	for i := range w.ids {
		offset = w.ids[i].Size(rows, offset)
	}
	return offset
}

func (w *keyWriter) Finish(col, rows int, offset uint32, buf []byte) uint32 {
	asTuples := rows <= w.tuples
	switch {
	case col == 0 && !asTuples:
		w.header[0] = 0
		return w.keys.Finish(0, rows, offset, buf)
	case col == 0:
		w.header[0] = w.table
	case asTuples:
		return w.ids[col-1].Finish(0, rows, offset, buf)
	}
	return offset
}

func (w *keyWriter) WriteDebug(dst io.Writer, rows int) {
	fmt.Fprintf(dst, "%d keys, %d of table %q\n", rows, w.tuples, w.table)
}

// tupleSeeker finds keys in a block of an index.
type tupleSeeker struct {
	table byte // not 0
	rows  int
	ids   [4]colblk.UnsafeUints
}

func (s *tupleSeeker) append(dst []byte, row int) []byte {
	var t tuple
	for i, from := range &bases[s.table] {
		v := s.ids[i].At(row)
		if t[i] = id(v); from >= 0 {
			t[i] = away(t[from], v)
		}
	}
	return appendTuple(dst, s.table, t)
}

// atLeast tells whether the key of a row is not before key.
func (s *tupleSeeker) atLeast(row int, key []byte) bool {
	var buf [48]byte
	return bytes.Compare(s.append(buf[:0], row), key) >= 0
}

func (s *tupleSeeker) IsLowerBound(key, _ []byte) bool { return s.rows == 0 || s.atLeast(0, key) }

func (s *tupleSeeker) SeekGE(key []byte, _ int, _ int8) (row int, equal bool) {
	row = sort.Search(s.rows, func(row int) bool { return s.atLeast(row, key) })
	if row == s.rows {
		return row, false
	}
	var buf [48]byte
	return row, bytes.Equal(s.append(buf[:0], row), key)
}

func (s *tupleSeeker) MaterializeUserKey(it *colblk.PrefixBytesIter, _, row int) []byte {
	it.Buf = s.append(it.Buf[:0], row)
	return it.Buf
}

func (s *tupleSeeker) MaterializeUserKeyWithSyntheticSuffix(it *colblk.PrefixBytesIter, _ []byte, prev, row int) []byte {
	return s.MaterializeUserKey(it, prev, row) // keys have no suffix
}

// bytesSeeker finds keys in a block of other keys.
type bytesSeeker struct {
	table byte // 0
	keys  colblk.PrefixBytes
}

func (s *bytesSeeker) IsLowerBound(key, _ []byte) bool {
	return s.keys.Rows() == 0 || bytes.Compare(s.keys.UnsafeFirstSlice(), key) >= 0
}

func (s *bytesSeeker) SeekGE(key []byte, _ int, _ int8) (row int, equal bool) {
	return s.keys.Search(key)
}

func (s *bytesSeeker) MaterializeUserKey(it *colblk.PrefixBytesIter, prev, row int) []byte {
	if prev >= 0 && row == prev+1 {
		s.keys.SetNext(it)
	} else {
		s.keys.SetAt(it, row)
	}
	return it.Buf
}

func (s *bytesSeeker) MaterializeUserKeyWithSyntheticSuffix(it *colblk.PrefixBytesIter, _ []byte, prev, row int) []byte {
	return s.MaterializeUserKey(it, prev, row)
}
