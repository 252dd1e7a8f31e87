package postgres

import (
	"context"
	"fmt"
	"strconv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
)

// Costs in cayley's unit, about one step of one of its own iterators. Asking
// the server for one thing costs as much as reading many in a row.
const (
	costNext = 1
	costAsk  = 200
)

// pageSize is how many rows a scan asks for at a time.
const pageSize = 5000

// quadsIterator lists the quads that have an id in a direction, or all.
type quadsIterator struct {
	s   *viewer
	dir quad.Direction // Any for all
	id  int64
}

func (it *quadsIterator) String() string { return fmt.Sprintf("Quads(%v %d)", it.dir, it.id) }

func (it *quadsIterator) Iterate() graph.Scanner { return &quadsScanner{it: it} }
func (it *quadsIterator) Lookup() graph.Index    { return &quadsIndex{it: it} }

func (it *quadsIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs := graph.IteratorCosts{NextCost: costNext, ContainsCost: costNext}
	if it.dir == quad.Any {
		st, err := it.s.Stats(ctx, false)
		costs.Size = st.Quads
		return costs, err
	}
	var err error
	costs.Size, err = it.s.size(ctx, it.dir, it.id)
	return costs, err
}

func (it *quadsIterator) Optimize(context.Context) (graph.IteratorShape, bool) { return it, false }
func (it *quadsIterator) SubIterators() []graph.IteratorShape                  { return nil }

// order is the index in whose order the quads are read.
func (it *quadsIterator) order() string {
	switch it.dir {
	case quad.Predicate:
		return "p, o, s, l"
	case quad.Object:
		return "o, s, p, l"
	case quad.Label:
		return "l, s, p, o"
	}
	return "s, p, o, l"
}

// page reads the quads after one, in the order of the index.
func (it *quadsIterator) page(ctx context.Context, after *tuple) ([]tuple, error) {
	sql, args := `SELECT s, p, o, l FROM sayso.quads WHERE true`, []any{}
	if it.dir != quad.Any {
		args = append(args, it.id)
		sql += ` AND ` + column(it.dir) + ` = $1`
	}
	if after != nil {
		sql += ` AND (` + it.order() + `) > (`
		for i, c := range it.order() {
			if i%3 != 0 {
				continue
			}
			if i > 0 {
				sql += `, `
			}
			args = append(args, after[indexOf(c)])
			sql += `$` + strconv.Itoa(len(args))
		}
		sql += `)`
	}
	return collect(ctx, it.s, sql+` ORDER BY `+it.order()+` LIMIT `+strconv.Itoa(pageSize), args)
}

// indexOf is the place of a column in a tuple.
func indexOf(column rune) int {
	for i, c := range "spol" {
		if c == column {
			return i
		}
	}
	return 0
}

func collect(ctx context.Context, s *viewer, sql string, args []any) (tuples []tuple, err error) {
	if s.err != nil {
		return nil, s.err
	}
	rows, err := s.conn.Query(ctx, sql, args...)
	if err != nil {
		return nil, ioError(err)
	}
	var t tuple
	_, err = pgx.ForEachRow(rows, []any{&t[0], &t[1], &t[2], &t[3]}, func() error {
		tuples = append(tuples, t)
		return nil
	})
	return tuples, ioError(err)
}

type quadsScanner struct {
	it    *quadsIterator
	page  []tuple
	at    int
	begun bool
	over  bool
	err   error
}

func (s *quadsScanner) Next(ctx context.Context) bool {
	if s.at++; s.begun && s.at < len(s.page) {
		return true
	}
	if s.over || s.err != nil {
		return false
	}
	var after *tuple
	if s.begun {
		last := s.page[len(s.page)-1]
		after = &last
	}
	s.page, s.err = s.it.page(ctx, after)
	s.begun, s.at, s.over = true, 0, len(s.page) < pageSize
	if s.err == nil {
		s.err = s.it.s.loadNames(ctx, s.page)
	}
	return s.err == nil && len(s.page) > 0
}

// loadNames asks for the names of quads at once rather than one by one.
func (s *viewer) loadNames(ctx context.Context, quads []tuple) error {
	ids := make([]int64, 0, 4*len(quads))
	for _, t := range quads {
		ids = append(ids, t[:]...)
	}
	return ioError(s.db.names.load(ctx, s.conn, ids))
}

func (s *quadsScanner) Result() graph.Ref {
	if s.at >= len(s.page) {
		return nil
	}
	return quadRef(s.page[s.at])
}

func (s *quadsScanner) Err() error                      { return s.err }
func (s *quadsScanner) String() string                  { return "QuadsScanner" }
func (s *quadsScanner) TagResults(map[string]graph.Ref) {}
func (s *quadsScanner) NextPath(context.Context) bool   { return false }
func (s *quadsScanner) Close() error                    { return nil }

type quadsIndex struct {
	it  *quadsIterator
	cur graph.Ref
}

func (x *quadsIndex) Contains(_ context.Context, r graph.Ref) bool {
	t, ok := r.(quadRef)
	if !ok || x.it.dir != quad.Any && t.at(x.it.dir) != x.it.id {
		return false
	}
	x.cur = r
	return true
}

func (x *quadsIndex) Err() error                      { return nil }
func (x *quadsIndex) Result() graph.Ref               { return x.cur }
func (x *quadsIndex) String() string                  { return "QuadsIndex" }
func (x *quadsIndex) TagResults(map[string]graph.Ref) {}
func (x *quadsIndex) NextPath(context.Context) bool   { return false }
func (x *quadsIndex) Close() error                    { return nil }

// nodesIterator lists every value that is in a quad.
type nodesIterator struct{ s *viewer }

func (it *nodesIterator) String() string         { return "Nodes" }
func (it *nodesIterator) Iterate() graph.Scanner { return &nodesScanner{s: it.s} }
func (it *nodesIterator) Lookup() graph.Index    { return &nodesIndex{} }

func (it *nodesIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	st, err := it.s.Stats(ctx, false)
	return graph.IteratorCosts{NextCost: costNext, ContainsCost: costNext, Size: st.Nodes}, err
}

func (it *nodesIterator) Optimize(context.Context) (graph.IteratorShape, bool) { return it, false }
func (it *nodesIterator) SubIterators() []graph.IteratorShape                  { return nil }

type nodesScanner struct {
	s     *viewer
	page  []int64
	at    int
	begun bool
	over  bool
	err   error
}

func (s *nodesScanner) Next(ctx context.Context) bool {
	if s.at++; s.begun && s.at < len(s.page) {
		return true
	}
	if s.over || s.err != nil {
		return false
	}
	sql, args := `SELECT id FROM sayso.terms`, []any{}
	if s.begun {
		sql, args = sql+` WHERE id > $1`, append(args, s.page[len(s.page)-1])
	}
	s.begun, s.at = true, 0
	s.page, s.err = s.read(ctx, sql+` ORDER BY id LIMIT `+strconv.Itoa(pageSize), args)
	s.over = len(s.page) < pageSize
	return s.err == nil && len(s.page) > 0
}

func (s *nodesScanner) read(ctx context.Context, sql string, args []any) ([]int64, error) {
	if s.s.err != nil {
		return nil, s.s.err
	}
	rows, err := s.s.conn.Query(ctx, sql, args...)
	if err != nil {
		return nil, ioError(err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err == nil {
		err = s.s.db.names.load(ctx, s.s.conn, ids)
	}
	return ids, ioError(err)
}

func (s *nodesScanner) Result() graph.Ref {
	if s.at >= len(s.page) {
		return nil
	}
	return node(s.page[s.at])
}

func (s *nodesScanner) Err() error                      { return s.err }
func (s *nodesScanner) String() string                  { return "NodesScanner" }
func (s *nodesScanner) TagResults(map[string]graph.Ref) {}
func (s *nodesScanner) NextPath(context.Context) bool   { return false }
func (s *nodesScanner) Close() error                    { return nil }

// nodesIndex tells whether something is a node: whatever has a reference is.
type nodesIndex struct{ cur graph.Ref }

func (x *nodesIndex) Contains(_ context.Context, r graph.Ref) bool {
	_, ok := r.(node)
	x.cur = r
	return ok
}

func (x *nodesIndex) Err() error                      { return nil }
func (x *nodesIndex) Result() graph.Ref               { return x.cur }
func (x *nodesIndex) String() string                  { return "NodesIndex" }
func (x *nodesIndex) TagResults(map[string]graph.Ref) {}
func (x *nodesIndex) NextPath(context.Context) bool   { return false }
func (x *nodesIndex) Close() error                    { return nil }
