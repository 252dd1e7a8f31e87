package extract

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
)

func numbers(n int, last error) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
		if last != nil {
			yield(0, last)
		}
	}
}

func same(i int) (int, error) { return i, nil }

func TestOrderedKeepsTheOrder(t *testing.T) {
	slow := func(i int) (int, error) {
		for range (i * 7919) % 13 {
			runtime.Gosched()
		}
		return i * i, nil
	}
	var got []int
	for v, err := range ordered(context.Background(), numbers(200, nil), 8, slow) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, v)
	}
	if len(got) != 200 || !slices.IsSorted(got) {
		t.Errorf("got %d results, sorted: %v", len(got), slices.IsSorted(got))
	}
}

func TestOrderedYieldsWhatCameBeforeAnError(t *testing.T) {
	broken := errors.New("broken")
	n, last := 0, error(nil)
	for _, err := range ordered(context.Background(), numbers(5, broken), 2, same) {
		if last = err; err == nil {
			n++
		}
	}
	if n != 5 || !errors.Is(last, broken) {
		t.Errorf("got %d results and %v, want 5 and %v", n, last, broken)
	}
}

func TestOrderedStopsWithTheLoop(t *testing.T) {
	var pulled atomic.Int32
	endless := func(yield func(int, error) bool) {
		for yield(int(pulled.Add(1)), nil) {
		}
	}
	const workers = 3
	n := 0
	for range ordered(context.Background(), endless, workers, same) {
		if n++; n == 10 {
			break
		}
	}
	if got := pulled.Load(); got > 10+4*workers {
		t.Errorf("pulled %d items for 10 results", got)
	}
}

func TestOrderedReportsTheEndOfItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	n := 0
	for _, err := range ordered(ctx, numbers(1000, nil), 2, same) {
		if last = err; err == nil {
			if n++; n == 3 {
				cancel()
			}
		}
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("got %v after %d results, want %v", last, n, context.Canceled)
	}
}
