package export

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// defaultMemory is how many bytes of lines a sorter holds before it writes
// them out.
const defaultMemory = 64 << 20

// A sorter sorts any number of lines in bounded memory: what does not fit is
// sorted in runs that go to a temporary file each, and the runs are merged.
// Lines that are equal are written once.
type sorter struct {
	memory int // bytes of lines to hold, defaultMemory when 0
	dir    string
	buf    []byte
	lines  []line
	runs   []*os.File
}

// A line is a range of sorter.buf, without its line feed.
type line struct{ start, end int }

// add takes a line, which ends in its only line feed.
func (s *sorter) add(text []byte) error {
	limit := cmp.Or(s.memory, defaultMemory)
	if len(s.lines) > 0 && len(s.buf)+len(text)+len(s.lines)*16 > limit {
		if err := s.spill(); err != nil {
			return fmt.Errorf("sort: %w", err)
		}
	}
	start := len(s.buf)
	s.buf = append(s.buf, text...)
	s.lines = append(s.lines, line{start, len(s.buf) - 1})
	return nil
}

func (s *sorter) text(l line) []byte { return s.buf[l.start:l.end] }

func (s *sorter) sort() {
	slices.SortFunc(s.lines, func(a, b line) int { return bytes.Compare(s.text(a), s.text(b)) })
	s.lines = slices.CompactFunc(s.lines, func(a, b line) bool { return bytes.Equal(s.text(a), s.text(b)) })
}

// spill writes the lines in memory to a run of their own.
func (s *sorter) spill() error {
	f, err := os.CreateTemp(s.dir, "sayso-sort-*")
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f)
	if err := s.flush(f); err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// flush writes the lines in memory, sorted, and forgets them.
func (s *sorter) flush(w io.Writer) error {
	s.sort()
	out := bufio.NewWriterSize(w, 256<<10)
	for _, l := range s.lines {
		if _, err := out.Write(s.buf[l.start : l.end+1]); err != nil {
			return err
		}
	}
	s.buf, s.lines = s.buf[:0], s.lines[:0]
	return out.Flush()
}

// writeTo writes all lines in order.
func (s *sorter) writeTo(w io.Writer) error {
	if len(s.runs) == 0 {
		return s.flush(w)
	}
	if len(s.lines) > 0 {
		if err := s.spill(); err != nil {
			return fmt.Errorf("sort: %w", err)
		}
	}
	return s.merge(w)
}

func (s *sorter) merge(w io.Writer) error {
	var queue runs
	for _, f := range s.runs {
		r := &run{in: bufio.NewReaderSize(f, 256<<10)}
		if ok, err := r.next(); err != nil {
			return err
		} else if ok {
			queue = append(queue, r)
		}
	}
	heap.Init(&queue)
	out := bufio.NewWriterSize(w, 256<<10)
	var last []byte
	for len(queue) > 0 {
		r := queue[0]
		if !bytes.Equal(r.line, last) {
			last = append(last[:0], r.line...)
			if _, err := out.Write(r.line); err != nil {
				return err
			}
		}
		ok, err := r.next()
		switch {
		case err != nil:
			return err
		case ok:
			heap.Fix(&queue, 0)
		default:
			heap.Pop(&queue)
		}
	}
	return out.Flush()
}

// close removes the runs.
func (s *sorter) close() error {
	var all error
	for _, f := range s.runs {
		all = errors.Join(all, f.Close(), os.Remove(f.Name()))
	}
	return all
}

// A run is a sorted file that is being merged.
type run struct {
	in   *bufio.Reader
	line []byte // with its line feed
}

// next reads a line and reports false at the end.
func (r *run) next() (bool, error) {
	r.line = r.line[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		r.line = append(r.line, part...)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, io.EOF):
			return len(r.line) > 0, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return false, fmt.Errorf("sort: %w", err)
		}
	}
}

// runs is a heap with the smallest line on top. Line feeds do not disturb the
// order, for they are smaller than any other byte of an N-Quads line.
type runs []*run

func (q runs) Len() int           { return len(q) }
func (q runs) Less(i, j int) bool { return bytes.Compare(q[i].line, q[j].line) < 0 }
func (q runs) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *runs) Push(x any)        { *q = append(*q, x.(*run)) }

func (q *runs) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
