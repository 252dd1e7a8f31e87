package pebble

import "slices"

// A sorter sorts tuples by radix, least significant digit first. Such a sort
// is stable, so that the order of one index is a good start for the next:
// SPOL sorted by its labels is LSPO, OSPL by its predicates POSL.
type sorter struct {
	sorted []tuple    // of the caller before the first pass, then one of own
	own    [2][]tuple // written in turn
	next   int        // of own
}

const (
	digitBits = 11
	digits    = 1 << digitBits
)

// sort gives the quads in the order of an index, and leaves them as they are.
func (s *sorter) sort(quads []tuple, x *index) []tuple {
	s.sorted = quads
	for i := len(x.order) - 1; i >= 0; i-- {
		s.by(x.order[i])
	}
	return s.sorted
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
	for shift := 0; all>>shift != 0; shift += digitBits {
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
	out := slices.Grow(s.own[s.next][:0], len(s.sorted))[:len(s.sorted)]
	for i := range s.sorted {
		d := s.sorted[i][term] >> shift % digits
		out[at[d]] = s.sorted[i]
		at[d]++
	}
	s.sorted, s.own[s.next] = out, out
	s.next = 1 - s.next
}
