package pebble

import (
	"github.com/cockroachdb/pebble/v2"
)

// A rangeReader lists the quads of one key range of an index, in its order.
// It reads a page at a time and holds nothing of pebble between pages, so
// that a reader who is forgotten costs nothing.
type rangeReader struct {
	v      *view
	index  *index
	prefix []byte
	page   []tuple
	at     int
	size   int    // of the next page
	last   []byte // key that begins the next page; empty for the first
	over   bool   // no key after the page
	shared bool   // the page is not the reader's own
	err    error
}

const (
	firstPage = 16
	maxPage   = 4096
)

func (v *view) open(x *index, prefix []byte) *rangeReader {
	r := &rangeReader{}
	r.restart(v, x, prefix)
	return r
}

// restart opens another range with the buffers of the last.
func (r *rangeReader) restart(v *view, x *index, prefix []byte) {
	if r.shared {
		r.page = nil
	}
	*r = rangeReader{v: v, index: x, prefix: prefix, page: r.page[:0], last: r.last[:0], size: firstPage}
}

// recall makes quads, which it will not change, the only page.
func (r *rangeReader) recall(quads []tuple) {
	*r = rangeReader{page: quads, prefix: r.prefix, shared: true, over: true}
}

// next is the next quad; ok is false at the end and after an error.
func (r *rangeReader) next() (t tuple, ok bool) {
	if r.at == len(r.page) && !r.fill() {
		return tuple{}, false
	}
	t = r.page[r.at]
	r.at++
	return t, true
}

// fill reads the next page. Pages grow, as most ranges are short.
func (r *rangeReader) fill() bool {
	if r.over || r.err != nil {
		return false
	}
	it, err := r.v.iter()
	if err != nil {
		r.err = err
		return false
	}
	page, over := r.page[:0], true
	for ok := r.seek(it); ok; ok = it.Next() {
		key := it.Key()
		if len(page) == r.size {
			r.last = append(r.last[:0], key...)
			r.size = min(2*r.size, maxPage)
			over = false
			break
		}
		t, err := r.index.read(key)
		if err != nil {
			r.err = err
			break
		}
		page = append(page, t)
	}
	r.page, r.at, r.over = page, 0, over
	if err := r.v.done(it); err != nil {
		r.err = err
	}
	return r.err == nil && len(page) > 0
}

// seek goes to the first key of the page.
func (r *rangeReader) seek(it *pebble.Iterator) bool {
	bound(it, r.prefix)
	if len(r.last) > 0 {
		return it.SeekGE(r.last)
	}
	return it.SeekGE(r.prefix)
}
