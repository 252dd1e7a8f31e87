package extract

import (
	"context"
	"iter"
	"sync"
)

// ordered applies f to what in yields, on workers goroutines, and yields the
// results in the order of in. At most 2·workers items are under way, so that
// memory stays flat however long in is. An error of in ends the sequence after
// the results before it; so does the end of ctx, as ctx.Err(); an error of f is
// one result, and the next follows. When the loop
// over the result stops early, in is not pulled any further and every
// goroutine ends before ordered's sequence returns.
func ordered[T, U any](ctx context.Context, in iter.Seq2[T, error], workers int, f func(T) (U, error)) iter.Seq2[U, error] {
	return func(yield func(U, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer cancel()

		type result struct {
			value U
			err   error
			last  bool
		}
		type job struct {
			item T
			done chan result
		}
		jobs := make(chan job)
		queue := make(chan chan result, 2*workers)

		for range workers {
			wg.Go(func() {
				for j := range jobs {
					value, err := f(j.item)
					j.done <- result{value: value, err: err}
				}
			})
		}
		wg.Go(func() {
			defer close(queue)
			defer close(jobs)
			for item, err := range in {
				done := make(chan result, 1)
				select {
				case queue <- done:
				case <-ctx.Done():
					return
				}
				if err != nil {
					done <- result{err: err, last: true}
					return
				}
				select {
				case jobs <- job{item, done}:
				case <-ctx.Done():
					done <- result{err: ctx.Err(), last: true}
					return
				}
			}
		})

		for done := range queue {
			r := <-done
			if !r.last && ctx.Err() != nil {
				r.err, r.last = ctx.Err(), true
			}
			if !yield(r.value, r.err) || r.last {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			var none U
			yield(none, err)
		}
	}
}
