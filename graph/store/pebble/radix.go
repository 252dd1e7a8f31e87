package pebble

import (
	"cmp"
	"math/bits"
	"slices"
)

// A sorter sorts tuples by radix, least significant digit first. Such a sort
// is stable, so that the order of one index is a good start for the next:
// SPOL sorted by its labels is LSPO, OSPL by its predicates POSL.
type sorter struct {
	sorted []tuple    // of the caller before the first pass, then one of own
	own    [2][]tuple // written in turn
	next   int        // of own
	large  *sorter    // of runs that are sorted by themselves
}

const (
	digitBits = 11
	digits    = 1 << digitBits
	largeRun  = digits / 2 // quads from which a pass is worth its counters
)

// sort gives the quads in the order of an index, and leaves them as they are.
// Few have the first term in common, so they are sorted by it, and then each
// run of equals by itself, where it lies.
func (s *sorter) sort(quads []tuple, x *index) []tuple {
	s.sorted = quads
	s.by(x.order[0])
	if len(quads) > 0 && &s.sorted[0] == &quads[0] {
		s.sorted = append(s.own[s.next][:0], quads...)
		s.own[s.next], s.next = s.sorted, 1-s.next
	}
	for rest := s.sorted; len(rest) > 0; {
		n := 1
		for first := rest[0][x.order[0]]; n < len(rest) && rest[n][x.order[0]] == first; n++ {
		}
		s.sortRun(rest[:n], x)
		rest = rest[n:]
	}
	return s.sorted
}

// sortRun sorts quads that have the first term of an index in common.
func (s *sorter) sortRun(run []tuple, x *index) {
	if len(run) < largeRun {
		second, third, fourth := x.order[1], x.order[2], x.order[3]
		slices.SortFunc(run, func(a, b tuple) int {
			switch {
			case a[second] != b[second]:
				return cmp.Compare(a[second], b[second])
			case a[third] != b[third]:
				return cmp.Compare(a[third], b[third])
			}
			return cmp.Compare(a[fourth], b[fourth])
		})
		return
	}
	if s.large == nil {
		s.large = new(sorter)
	}
	s.large.sorted = run
	for i := len(x.order) - 1; i > 0; i-- {
		s.large.by(x.order[i])
	}
	copy(run, s.large.sorted)
}

// by sorts what is sorted by one of its terms, keeping the order of equals.
func (s *sorter) by(term int) []tuple {
	var all, last id
	inOrder := true // as labels are when articles come one after another
	for i := range s.sorted {
		n := s.sorted[i][term]
		all |= n ^ s.sorted[0][term]
		inOrder = inOrder && last <= n
		last = n
	}
	if inOrder {
		return s.sorted
	}
	for shift := bits.TrailingZeros64(uint64(all)); all>>shift != 0; shift += digitBits {
		if all>>shift%digits != 0 {
			s.pass(term, shift)
		}
	}
	return s.sorted
}

// pass sorts by one digit of a term.
func (s *sorter) pass(term, shift int) {
	var at [digits]int32
	for i := range s.sorted {
		at[s.sorted[i][term]>>shift%digits]++
	}
	sum := int32(0)
	for d, n := range at {
		at[d] = sum
		sum += n
	}
	out := s.own[s.next]
	if cap(out) < len(s.sorted) {
		out = make([]tuple, len(s.sorted)) // slices.Grow would write zeros over it first
	}
	out = out[:len(s.sorted)]
	for i := range s.sorted {
		d := s.sorted[i][term] >> shift % digits
		out[at[d]] = s.sorted[i]
		at[d]++
	}
	s.sorted, s.own[s.next] = out, out
	s.next = 1 - s.next
}
