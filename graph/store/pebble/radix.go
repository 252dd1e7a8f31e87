package pebble

import "slices"

// A sorter sorts tuples by radix, least significant digit first. Such a sort
// is stable, so that the order of one index is a good start for the next:
// SPOL sorted by its labels is LSPO, OSPL by its predicates POSL.
type sorter struct {
	sorted, spare []tuple
}

const (
	digitBits = 11
	digits    = 1 << digitBits
)

// sort sorts a copy of the quads in the order of an index.
func (s *sorter) sort(quads []tuple, x *index) []tuple {
	s.sorted = append(s.sorted[:0], quads...)
	s.spare = slices.Grow(s.spare[:0], len(quads))[:len(quads)]
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
	for i := range s.sorted {
		d := s.sorted[i][term] >> shift % digits
		s.spare[at[d]] = s.sorted[i]
		at[d]++
	}
	s.sorted, s.spare = s.spare, s.sorted
}
