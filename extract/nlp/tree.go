package nlp

import (
	"slices"
	"strings"
)

// A Tree is the dependency tree of a sentence, indexed for walking downward:
// tokens know their heads only. A malformed tree (cycles, heads outside the
// sentence) is walked without looping; what hangs outside is not reached.
type Tree struct {
	Sent  *Sentence
	first []int // first[i]: where the dependents of token i start in kids
	kids  []int
}

// NewTree indexes s in linear time. It keeps s, which must not change.
func NewTree(s *Sentence) *Tree {
	n := len(s.Tokens)
	t := &Tree{Sent: s, first: make([]int, n+1), kids: make([]int, n)}
	for i := range s.Tokens {
		if h := s.Tokens[i].Head; h >= 0 && h < n {
			t.first[h+1]++
		}
	}
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	next := slices.Clone(t.first)
	for i := range s.Tokens {
		if h := s.Tokens[i].Head; h >= 0 && h < n {
			t.kids[next[h]] = i
			next[h]++
		}
	}
	return t
}

// Children returns the dependents of token i, ascending. The slice is the
// tree's own.
func (t *Tree) Children(i int) []int { return t.kids[t.first[i]:t.first[i+1]] }

// Child returns the first dependent of token i whose relation is one of rels,
// subtypes included ("nsubj" finds "nsubj:pass"), or -1.
func (t *Tree) Child(i int, rels ...string) int {
	for _, k := range t.Children(i) {
		for _, r := range rels {
			if IsRel(t.Sent.Tokens[k].Rel, r) {
				return k
			}
		}
	}
	return -1
}

// Subtree returns token i and all its descendants, ascending; a branch whose
// top fails keep is left out with all that hangs on it. A nil keep keeps all.
func (t *Tree) Subtree(i int, keep func(tok int) bool) []int {
	seen := make([]bool, len(t.Sent.Tokens))
	seen[i] = true
	out := []int{i}
	for next := 0; next < len(out); next++ {
		for _, k := range t.Children(out[next]) {
			if !seen[k] && (keep == nil || keep(k)) {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Root returns the token without a governor, or -1.
func (t *Tree) Root() int {
	return slices.IndexFunc(t.Sent.Tokens, func(tok Token) bool { return tok.Head < 0 })
}

// IsRel reports whether relation r is base or a subtype of it. A base with a
// subtype of its own is compared whole.
func IsRel(r, base string) bool {
	return r == base || len(r) > len(base) && r[len(base)] == ':' && strings.HasPrefix(r, base)
}
