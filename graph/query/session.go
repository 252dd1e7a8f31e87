package query

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph"
	cayley "github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/dop251/goja"

	"github.com/sayso-graph/sayso/schema"
)

// Options of a query. The zero value sets no bounds.
type Options struct {
	Limit   int           // most rows; 0: no limit
	Timeout time.Duration // longest run; 0: as long as ctx lives
	Full    bool          // JavaScript sees absolute IRIs, not prefixed ones
	// Raw shows entities as the articles name them, without the judgements on
	// which of them are one thing.
	Raw bool
	// Identities are those judgements; a session reads them from the store
	// when they are nil.
	Identities *schema.Identities
}

// A Session runs Gizmo queries, one at a time. Variables that a query sets
// live on in the next.
type Session struct {
	qs        graph.QuadStore
	view      *view
	gizmo     *gizmo.Session // nil before a query, and after plain ones
	opts      Options
	prepared  bool // qs shows what opts want
	used      bool // a query that is not plain has run in gizmo
	truncated bool
}

// NewSession returns a session on a store. It is cheap: one for each query is
// how a server should do it.
func NewSession(qs graph.QuadStore, opts Options) *Session {
	return &Session{qs: qs, opts: opts}
}

// prepare makes the Gizmo session, if there is none.
func (s *Session) prepare(ctx context.Context) error {
	if s.gizmo != nil {
		return nil
	}
	if err := s.identify(ctx); err != nil {
		return err
	}
	s.reset()
	return nil
}

// identify has the session see things as one, once.
func (s *Session) identify(ctx context.Context) error {
	if s.prepared {
		return nil
	}
	if s.opts.Identities == nil && !s.opts.Raw {
		var err error
		if s.opts.Identities, err = identitiesOf(ctx, s.qs); err != nil {
			return err
		}
	}
	if !s.opts.Raw {
		s.qs = merge(s.qs, s.opts.Identities)
	}
	s.prepared = true
	return nil
}

// reset forgets the variables.
func (s *Session) reset() {
	fresh := nextSpare()
	s.view, s.gizmo = fresh.view, fresh.gizmo
	s.view.QuadStore, s.view.full = s.qs, s.opts.Full
	s.used = false
}

// release hands the Gizmo session on if no query has changed it.
func (s *Session) release() {
	if s.used {
		return
	}
	s.view.QuadStore, s.view.hook.program = nil, nil
	keepSpare(&spare{s.view, s.gizmo})
	s.view, s.gizmo = nil, nil
}

// Run runs a query in a session of its own.
func Run(ctx context.Context, qs graph.QuadStore, text string, opts Options) iter.Seq2[Row, error] {
	return NewSession(qs, opts).Run(ctx, text)
}

// Truncated reports whether the last query had more rows than the limit.
func (s *Session) Truncated() bool { return s.truncated }

// Run runs a query and yields its rows as they come. The last thing yielded
// may be an error: an [*Error] with a position, [ErrTimeout], [ErrNotRun],
// ctx's, or the store's. The sequence runs the query anew each time.
func (s *Session) Run(ctx context.Context, text string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		program, plain, err := compile(text)
		if err == nil {
			err = s.prepare(ctx)
		}
		if err != nil {
			yield(Row{}, err)
			return
		}
		if s.opts.Timeout > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeoutCause(ctx, s.opts.Timeout, fmt.Errorf("%w: more than %s", ErrTimeout, s.opts.Timeout))
			defer cancel()
		}
		s.used = s.used || !plain
		if s.run(ctx, program, yield) {
			s.release()
		}
	}
}

// run reports whether the program has come to its end without an error.
func (s *Session) run(ctx context.Context, program *goja.Program, yield func(Row, error) bool) bool {
	s.truncated = false
	s.view.hook.program, s.view.hook.err = program, nil
	it, err := s.gizmo.Execute(ctx, bootstrap, cayley.Options{Collation: cayley.Raw})
	if err != nil {
		yield(Row{}, err)
		return false
	}
	for n := 0; it.Next(ctx); n++ {
		result, _ := it.Result().(*gizmo.Result)
		if result == nil {
			continue
		}
		row, ok, err := s.row(result, n)
		if err != nil {
			s.stop(it)
			yield(Row{}, err)
			return false
		}
		if s.truncated = ok && s.opts.Limit > 0 && n == s.opts.Limit; s.truncated || ok && !yield(row, nil) {
			s.stop(it)
			return false
		}
	}
	err = s.finish(ctx, it)
	if err != nil {
		yield(Row{}, err)
	}
	return err == nil
}

// row makes a row of a result. It reports false for the value of the program
// itself when that is of no interest.
func (s *Session) row(result *gizmo.Result, n int) (Row, bool, error) {
	switch {
	case result.Tags != nil:
		return s.cells(result.Tags), true, nil
	case !result.Meta:
		if e, ok := result.Val.(*emitted); ok {
			return Row{Value: e.value}, true, nil
		}
		return Row{Value: result.Val}, true, nil
	}
	switch kind := fmt.Sprintf("%T", result.Val); {
	case kind == "*gizmo.pathObject" && n == 0:
		return Row{}, false, ErrNotRun
	case strings.HasPrefix(kind, "*gizmo."), strings.HasPrefix(kind, "func("), result.Val == nil, n > 0:
		return Row{}, false, nil
	}
	return Row{Value: result.Val}, true, nil
}

func (s *Session) cells(tags map[string]graph.Ref) Row {
	row := Row{Cells: make([]Cell, 0, len(tags))}
	for name, ref := range tags {
		if v := nameOf(s.qs, ref); v != nil {
			row.Cells = append(row.Cells, Cell{name, v})
		}
	}
	slices.SortFunc(row.Cells, func(a, b Cell) int {
		if (a.Name == gizmo.TopResultTag) != (b.Name == gizmo.TopResultTag) {
			if a.Name == gizmo.TopResultTag {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return row
}

// finish returns the error of a query that has ended, by itself or by ctx.
func (s *Session) finish(ctx context.Context, it cayley.Iterator) error {
	if ctx.Err() != nil {
		s.stop(it)
		return context.Cause(ctx)
	}
	if err := it.Err(); err != nil {
		return runError(err)
	}
	err := s.view.hook.err
	if errors.Is(err, errPanic) {
		s.reset()
	}
	return runError(err)
}

// stop ends a query that still runs, and waits until it has: its goroutine
// must not touch the store any more.
func (s *Session) stop(it cayley.Iterator) {
	_ = it.Close() // it never fails
	for it.Next(context.Background()) {
	}
	if vm := s.view.hook.vm; vm != nil {
		vm.ClearInterrupt() // else the next query would be interrupted
	}
}
