package neural

// A layout orders the tokens of some sentences, longest first, by time: the
// first tokens of all sentences, then the second ones, and so on. Each is a row
// of the batch's matrices.
type layout struct {
	tokens int   // rows in all
	steps  int   // length of the longest sentence
	first  []int // row of the first token at each step
	active []int // sentences at each step
}

// arrange lays out n sentences, sorted by length, none empty.
func (o *layout) arrange(n int, length func(s int) int) {
	o.tokens, o.steps = 0, length(0)
	o.first, o.active = grow(o.first, o.steps), grow(o.active, o.steps)
	for t := range o.steps {
		for length(n-1) <= t {
			n--
		}
		o.first[t], o.active[t] = o.tokens, n
		o.tokens += n
	}
}

// row is the row of token t of sentence s.
func (o *layout) row(s, t int) int { return o.first[t] + s }

// A span is some steps on end.
type span struct{ from, to int }

func (s span) has(t int) bool { return s.from <= t && t < s.to }

// around returns steps from t on, or back to the first, that have n rows where
// there are so many.
func (o *layout) around(t int, back bool, n int) span {
	s := span{t, t + 1}
	for o.rows(s) < n {
		switch {
		case back && s.from > 0:
			s.from--
		case !back && s.to < o.steps:
			s.to++
		default:
			return s
		}
	}
	return s
}

// rows is the number of rows of the steps of s.
func (o *layout) rows(s span) int { return o.row(o.active[s.to-1], s.to-1) - o.first[s.from] }

// carried returns how many sentences of step t have a step prev, and that
// step's first row.
func (o *layout) carried(t, prev int) (n, first int) {
	if prev < 0 || prev >= o.steps {
		return 0, 0
	}
	return min(o.active[t], o.active[prev]), o.first[prev]
}

// grow returns s with length n, its contents undefined beyond what it had.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/4)[:n]
	}
	return s[:n]
}
