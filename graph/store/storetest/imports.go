package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

// many yields n quads, three in four of which were yielded before, under n/100
// labels and none.
func many(n int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for i := range n {
			k := i
			if i%4 != 0 {
				k = i / 2 / 4 * 4
			}
			q := quad.Quad{
				Subject:   quad.IRI(fmt.Sprintf("urn:s:%d", k/3)),
				Predicate: quad.IRI(fmt.Sprintf("urn:p:%d", k%7)),
				Object:    quad.String(fmt.Sprintf("object %d of a length that differs %0*d", k, k%90, 0)),
			}
			switch k % 5 {
			case 0:
				q.Label = Label(k / 100)
			case 1:
				q.Object = quad.Int(k)
			}
			if !yield(q, nil) {
				return
			}
		}
	}
}

func testImport(t *testing.T, s Subject) {
	b := s.open(t)
	one := Article(0, 1, 30) // shares its label and some values with the import
	replace(t, b, one)
	for _, n := range []int{100, s.Large, s.Large + s.Large/2} {
		want := map[string]bool{}
		for q := range many(n) {
			want[q.NQuad()] = true
		}
		for _, q := range one.Quads {
			want[q.NQuad()] = true
		}
		before, err := b.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := b.Import(t.Context(), many(n))
		if err != nil {
			t.Fatal(err)
		}
		if int(before.Quads+fresh) != len(want) {
			t.Errorf("%d quads and %d new ones, want %d together", before.Quads, fresh, len(want))
		}
		got := Lines(t, b.Quads(t.Context()))
		for _, line := range got {
			if !want[line] {
				t.Fatalf("not imported: %s", line)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("%d quads, want %d", len(got), len(want))
		}
		Verify(t, b)
		if fresh, err := b.Import(t.Context(), many(n)); fresh != 0 || err != nil {
			t.Errorf("again: %d new, %v", fresh, err)
		}
	}
	if n, err := b.Remove(t.Context(), Label(0)); n < len(one.Quads) || err != nil {
		t.Errorf("removed %d quads, %v", n, err)
	}
	replace(t, b, one)
}

var errBroken = errors.New("the source broke")

// testBrokenImport ends imports early in every way.
func testBrokenImport(t *testing.T, s Subject) {
	b := s.open(t)
	one := Article(1, 1, 30)
	replace(t, b, one)
	for _, n := range []int{0, 50, s.Large + 10} {
		_, err := b.Import(t.Context(), brokenAfter(n, quad.Quad{}, errBroken))
		if !errors.Is(err, errBroken) {
			t.Errorf("source that breaks after %d quads: %v", n, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		_, err = b.Import(ctx, func(yield func(quad.Quad, error) bool) {
			for q := range many(s.Large + n + 5000) {
				if n--; n == 0 {
					cancel()
				}
				if !yield(q, nil) {
					return
				}
			}
			cancel()
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
		wantLines(t, b, one.Quads)
	}
	// A value that cannot be stored.
	bad := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: strange{}}
	for _, n := range []int{0, 50, s.Large + 10} {
		if _, err := b.Import(t.Context(), brokenAfter(n, bad, nil)); err == nil {
			t.Errorf("a value of unknown type after %d quads was stored", n)
		}
		wantLines(t, b, one.Quads)
	}
	if fresh, err := b.Import(t.Context(), All(slices.Clone(one.Quads))); fresh != 0 || err != nil {
		t.Errorf("an import after those that failed: %d, %v", fresh, err)
	}
}

// strange is a value that no store knows.
type strange struct{}

func (strange) String() string { return "strange" }
func (strange) Native() any    { return nil }

func brokenAfter(n int, q quad.Quad, err error) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for q := range many(n) {
			if !yield(q, nil) {
				return
			}
		}
		yield(q, err)
	}
}
