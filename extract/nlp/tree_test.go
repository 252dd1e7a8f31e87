package nlp

import (
	"slices"
	"testing"
)

func chain(heads ...int) *Sentence {
	s := &Sentence{}
	for _, h := range heads {
		s.Tokens = append(s.Tokens, Token{Head: h, Rel: "dep:sub"})
	}
	return s
}

func TestTreeWalksDownward(t *testing.T) {
	tree := NewTree(chain(1, -1, 1, 2, 7))
	if got := tree.Children(1); !slices.Equal(got, []int{0, 2}) {
		t.Errorf("children of the root: %v", got)
	}
	if got := tree.Subtree(1, nil); !slices.Equal(got, []int{0, 1, 2, 3}) {
		t.Errorf("subtree: %v (a head outside the sentence must not be followed)", got)
	}
	if got := tree.Subtree(1, func(i int) bool { return i != 2 }); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("pruned subtree: %v", got)
	}
	if got := tree.Child(2, "nsubj", "dep"); got != 3 {
		t.Errorf("child by relation: %d", got)
	}
	if got := tree.Root(); got != 1 {
		t.Errorf("root: %d", got)
	}
}

func TestTreeOfACycleEnds(t *testing.T) {
	if got := NewTree(chain(1, 0)).Subtree(0, nil); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("subtree of a cycle: %v", got)
	}
}

func TestIsRel(t *testing.T) {
	for _, c := range []struct {
		r, base string
		want    bool
	}{{"nsubj:pass", "nsubj", true}, {"nsubj", "nsubj", true}, {"nsubj", "nsubj:pass", false}, {"nmod", "n", false}} {
		if got := IsRel(c.r, c.base); got != c.want {
			t.Errorf("IsRel(%q, %q) = %v", c.r, c.base, got)
		}
	}
}
