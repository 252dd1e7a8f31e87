package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// testSnapshots changes the store under readers that have begun.
func testSnapshots(t *testing.T, s Subject) {
	b := s.open(t)
	one, two := Article(1, 1, 3000), Article(2, 1, 10)
	replace(t, b, one, two)
	snap := b.Snapshot()
	want := Lines(t, b.Quads(t.Context()))

	read := func(qs graph.QuadStore) (lines []string) {
		it := qs.QuadsAllIterator()
		defer it.Close()
		for it.Next(t.Context()) {
			lines = append(lines, qs.Quad(it.Result()).NQuad())
		}
		if err := it.Err(); err != nil {
			t.Fatal(err)
		}
		slices.Sort(lines)
		return lines
	}
	it := snap.QuadsAllIterator()
	if !it.Next(t.Context()) {
		t.Fatal("the snapshot is empty")
	}
	seen := 0
	for range b.Quads(t.Context()) {
		if seen++; seen == 5 {
			if _, err := b.Remove(t.Context(), Label(1)); err != nil {
				t.Fatal(err)
			}
			replace(t, b, Article(2, 2, 4))
		}
	}
	if seen != len(want) {
		t.Errorf("a reader that had begun saw %d quads, want %d", seen, len(want))
	}
	n := 1
	for it.Next(t.Context()) {
		n++
	}
	if n != len(want) || it.Err() != nil || it.Close() != nil {
		t.Errorf("an iterator that had begun saw %d quads, want %d, %v", n, len(want), it.Err())
	}
	if got := read(snap); !slices.Equal(got, want) {
		t.Errorf("the snapshot now has %d quads, want %d", len(got), len(want))
	}
	if snap.ValueOf(Label(1)) == nil || b.QuadStore().ValueOf(Label(1)) != nil {
		t.Error("a label that was removed is gone from the snapshot, or is there now")
	}
	wantLines(t, b, Article(2, 2, 4).Quads)
}

// testConcurrent replaces articles while others read. Whatever a reader sees
// of an article must be one version of it, whole.
func testConcurrent(t *testing.T, s Subject) {
	b := s.open(t)
	const articles, versions, readers = 4, 15, 3
	size := func(n, version int) int { return 20 + 7*n + 3*version }
	for n := range articles {
		replace(t, b, Article(n, 0, size(n, 0)))
	}
	var wg sync.WaitGroup
	var done atomic.Bool
	for r := range readers {
		wg.Go(func() {
			for i := r; !done.Load() || i < r+10; i++ {
				if err := wholeArticle(t.Context(), b, i%articles, size); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for version := 1; version < versions; version++ {
		for n := range articles {
			replace(t, b, Article(n, version, size(n, version)))
		}
	}
	done.Store(true)
	wg.Wait()
}

// wholeArticle reads article n twice, by its label and through cayley.
func wholeArticle(ctx context.Context, b backend.Backend, n int, size func(n, version int) int) error {
	count, version := 0, -1
	for q, err := range b.Label(ctx, Label(n)) {
		if err != nil {
			return err
		}
		count++
		if q.Predicate == quad.IRI("version") {
			version = int(q.Object.(quad.Int))
		}
	}
	if want := len(Article(n, version, size(n, version)).Quads); count != want {
		return fmt.Errorf("article %d version %d has %d quads, want %d", n, version, count, want)
	}
	qs := b.Snapshot()
	versions, err := path.StartPath(qs, Label(n)).Out(quad.IRI("version")).Iterate(ctx).AllValues(qs)
	if err != nil {
		return err
	}
	if len(versions) != 1 {
		return fmt.Errorf("article %d has versions %v", n, versions)
	}
	again, err := path.StartPath(qs, versions[0]).In(quad.IRI("version")).Has(quad.IRI("schema:headline")).Iterate(ctx).AllValues(qs)
	if err != nil {
		return err
	}
	if !slices.Contains(again, quad.Value(Label(n))) {
		return fmt.Errorf("version %v is of %v, want article %d", versions[0], again, n)
	}
	return nil
}
