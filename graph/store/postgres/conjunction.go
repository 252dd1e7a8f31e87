package postgres

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/plan"
)

var _ shape.Optimizer = (*viewer)(nil)

// OptimizeShape implements shape.Optimizer. Cayley calls it from the leaves
// of a query up, so that the conjunctions of a path grow into one.
func (s *viewer) OptimizeShape(in shape.Shape) (shape.Shape, bool) {
	switch in := in.(type) {
	case shape.NodesFrom:
		if quads, ok := in.Quads.(shape.Quads); ok {
			return s.optimizeNodes(in, quads)
		}
	case shape.QuadsAction:
		return s.optimizeAction(in)
	case shape.Intersect:
		return s.optimizeIntersect(in)
	case shape.Save:
		if c, ok := in.From.(conjunction); ok {
			c.tags = slices.Clone(c.tags)
			for _, name := range in.Tags {
				c.tags = append(c.tags, tag{name, c.result})
			}
			return c, true
		}
	case shape.Unique:
		if c, ok := in.From.(conjunction); ok && len(c.tags) == 0 && !c.distinct {
			c.distinct = true
			return shape.Unique{From: c}, true
		}
	case shape.Union:
		return plan.WithoutNull(in)
	}
	return in, false
}

// A conjunction is a query that is one SELECT: nodes in a column of a join of
// the table quads with itself.
type conjunction struct {
	s      *viewer
	tables int
	conds  []cond
	result col
	tags   []tag
	// distinct has the server drop repeated results. It stands below a
	// shape.Unique only, so that no join grows from it.
	distinct bool
}

// col is a column of one of the tables of a join.
type col struct {
	table int
	dir   quad.Direction
}

func (c col) String() string { return "q" + strconv.Itoa(c.table) + "." + column(c.dir) }

// cond is a condition on a column: it has one of the ids, or, if these are
// nil, equals another column.
type cond struct {
	col   col
	ids   []int64
	equal col
}

type tag struct {
	name string
	col  col
}

// maxTables bounds a join: beyond about this many the planner takes longer
// than two queries would.
const maxTables = 8

func (s *viewer) optimizeNodes(in shape.NodesFrom, quads shape.Quads) (shape.Shape, bool) {
	c := conjunction{s: s, tables: 1, result: col{0, in.Dir}}
	for _, f := range quads {
		if shape.IsNull(f.Values) { // a term that the store does not have
			return shape.Null{}, true
		}
		if !c.filter(col{0, f.Dir}, f.Values) {
			return in, false
		}
	}
	return c, true
}

func (s *viewer) optimizeAction(in shape.QuadsAction) (shape.Shape, bool) {
	c := conjunction{s: s, tables: 1, result: col{0, in.Result}}
	for _, d := range slices.Sorted(maps.Keys(in.Filter)) {
		if !c.fix(col{0, d}, shape.Fixed{in.Filter[d]}) {
			return shape.Null{}, true
		}
	}
	for _, d := range slices.Sorted(maps.Keys(in.Save)) {
		c.save(col{0, d}, in.Save[d])
	}
	return c, true
}

// filter demands that a column be among values; false when that cannot be
// said in a conjunction.
func (c *conjunction) filter(at col, values shape.Shape) bool {
	switch v := values.(type) {
	case shape.AllNodes:
		return true
	case shape.Fixed:
		return c.fix(at, v)
	case shape.Save:
		c.save(at, v.Tags)
		return c.filter(at, v.From)
	case conjunction:
		return c.join(at, v)
	}
	return false
}

func (c *conjunction) fix(at col, refs shape.Fixed) bool {
	ids := make([]int64, 0, len(refs))
	for _, r := range refs {
		n, ok := c.s.ref(r)
		if !ok {
			return false
		}
		ids = append(ids, n)
	}
	c.conds = append(c.conds, cond{col: at, ids: ids})
	return true
}

func (c *conjunction) save(at col, names []string) {
	for _, name := range names {
		c.tags = append(c.tags, tag{name, at})
	}
}

// join adds the tables of another and demands that its result be the column.
func (c *conjunction) join(at col, other conjunction) bool {
	if c.tables+other.tables > maxTables {
		return false
	}
	move := func(x col) col { return col{x.table + c.tables, x.dir} }
	for _, k := range other.conds {
		k.col = move(k.col)
		if k.ids == nil {
			k.equal = move(k.equal)
		}
		c.conds = append(c.conds, k)
	}
	for _, t := range other.tags {
		c.tags = append(c.tags, tag{t.name, move(t.col)})
	}
	c.conds = append(c.conds, cond{col: at, equal: move(other.result)})
	c.tables += other.tables
	return true
}

// optimizeIntersect joins the conjunctions of an intersection, and the fixed
// sets with them.
func (s *viewer) optimizeIntersect(in shape.Intersect) (shape.Shape, bool) {
	i := slices.IndexFunc(in, func(x shape.Shape) bool { _, ok := x.(conjunction); return ok })
	if i < 0 {
		return plan.Intersect(in), true
	}
	c := in[i].(conjunction).clone()
	var rest shape.Intersect
	for j, x := range in {
		if j == i {
			continue
		}
		switch x := x.(type) {
		case shape.Fixed:
			if c.fix(c.result, x) {
				continue
			}
		case conjunction:
			if c.join(c.result, x) {
				continue
			}
		}
		rest = append(rest, x)
	}
	if len(rest) == 0 {
		return c, true
	}
	return plan.Intersect(append(shape.Intersect{c}, rest...)), true
}

func (c conjunction) clone() conjunction {
	c.conds, c.tags = slices.Clone(c.conds), slices.Clone(c.tags)
	return c
}

// Optimize implements shape.Shape.
func (c conjunction) Optimize(shape.Optimizer) (shape.Shape, bool) { return c, false }

// BuildIterator implements shape.Shape.
func (c conjunction) BuildIterator(graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(&joinIterator{c: c}, nil)
}

// sql is the SELECT of the result and the tags. With only, the result must be
// that id.
func (c conjunction) sql(only *int64) (string, []any) {
	var b strings.Builder
	var args []any
	b.WriteString(`SELECT `)
	if c.distinct {
		b.WriteString(`DISTINCT `)
	}
	b.WriteString(c.result.String())
	for _, t := range c.tags {
		b.WriteString(`, ` + t.col.String())
	}
	b.WriteString(` FROM `)
	for i := range c.tables {
		if i > 0 {
			b.WriteString(`, `)
		}
		fmt.Fprintf(&b, `sayso.quads q%d`, i)
	}
	fmt.Fprintf(&b, ` WHERE %s <> 0`, c.result) // quads without a label have no node there
	bind := func(v any) string {
		args = append(args, v)
		return `$` + strconv.Itoa(len(args))
	}
	for _, k := range c.conds {
		switch {
		case k.ids == nil:
			fmt.Fprintf(&b, ` AND %s = %s`, k.col, k.equal)
		case len(k.ids) == 1:
			fmt.Fprintf(&b, ` AND %s = %s`, k.col, bind(k.ids[0]))
		default:
			fmt.Fprintf(&b, ` AND %s = ANY(%s)`, k.col, bind(k.ids))
		}
	}
	if only != nil {
		fmt.Fprintf(&b, ` AND %s = %s`, c.result, bind(*only))
	}
	return b.String(), args
}

// joinIterator gives the answers of a conjunction.
type joinIterator struct {
	c     conjunction
	costs *graph.IteratorCosts
}

func (it *joinIterator) String() string {
	sql, _ := it.c.sql(nil)
	return "SQL(" + sql + ")"
}

func (it *joinIterator) Iterate() graph.Scanner {
	return &joinScanner{joinRows{c: it.c}}
}

func (it *joinIterator) Lookup() graph.Index { return &joinIndex{joinRows{c: it.c}} }

func (it *joinIterator) Optimize(context.Context) (graph.IteratorShape, bool) { return it, false }
func (it *joinIterator) SubIterators() []graph.IteratorShape                  { return nil }

// Stats implements graph.IteratorShape.
func (it *joinIterator) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	if it.costs != nil {
		return *it.costs, nil
	}
	size, err := it.c.size(ctx)
	if err != nil {
		return graph.IteratorCosts{}, ioError(err)
	}
	it.costs = &graph.IteratorCosts{NextCost: costNext, ContainsCost: costAsk, Size: size}
	return *it.costs, nil
}

// countLimit is how many rows are counted, which takes some ten milliseconds.
const countLimit = 200_000

// size counts the answers where no join is needed for that, which reads one
// range of an index; cayley takes an exact size for the answer to count(). Of
// other conjunctions it is what the planner estimates.
func (c conjunction) size(ctx context.Context) (graph.Size, error) {
	if c.s.err != nil {
		return graph.Size{}, c.s.err
	}
	sql, args := c.sql(nil)
	if c.tables == 1 {
		var n int64
		err := c.s.conn.QueryRow(ctx, `SELECT count(*) FROM (`+sql+` LIMIT `+strconv.Itoa(countLimit)+`) c`, args...).Scan(&n)
		if err != nil || n < countLimit {
			return graph.Size{Size: n, Exact: true}, err
		}
	}
	var plans []struct {
		Plan struct {
			Rows int64 `json:"Plan Rows"`
		}
	}
	err := c.s.conn.QueryRow(ctx, `EXPLAIN (FORMAT JSON) `+sql, args...).Scan(&plans)
	if err != nil || len(plans) == 0 {
		return graph.Size{}, err
	}
	return graph.Size{Size: max(1, plans[0].Plan.Rows)}, nil
}

// joinRows is an answer in memory.
type joinRows struct {
	c    conjunction
	rows [][]int64 // the result, then the tags
	at   int
	err  error
}

func (r *joinRows) read(ctx context.Context, only *int64) {
	r.rows, r.at = nil, 0
	sql, args := r.c.sql(only)
	if r.err = r.c.s.err; r.err != nil {
		return
	}
	rows, err := r.c.s.conn.Query(ctx, sql, args...)
	if err != nil {
		r.err = ioError(err)
		return
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		row := make([]int64, 1+len(r.c.tags))
		dest := make([]any, len(row))
		for i := range row {
			dest[i] = &row[i]
		}
		if r.err = rows.Scan(dest...); r.err != nil {
			return
		}
		r.rows = append(r.rows, row)
		ids = append(ids, row...)
	}
	if r.err = ioError(rows.Err()); r.err == nil {
		r.err = ioError(r.c.s.db.names.load(ctx, r.c.s.conn, ids))
	}
}

func (r *joinRows) Err() error   { return r.err }
func (r *joinRows) Close() error { return nil }

func (r *joinRows) Result() graph.Ref {
	if r.at >= len(r.rows) {
		return nil
	}
	return node(r.rows[r.at][0])
}

func (r *joinRows) TagResults(dst map[string]graph.Ref) {
	if r.at >= len(r.rows) {
		return
	}
	for i, t := range r.c.tags {
		if n := r.rows[r.at][i+1]; n != 0 {
			dst[t.name] = node(n)
		}
	}
}

type joinScanner struct{ joinRows }

func (s *joinScanner) String() string { return "JoinScanner" }

func (s *joinScanner) Next(ctx context.Context) bool {
	if s.at++; s.rows == nil {
		if s.err != nil {
			return false
		}
		s.read(ctx, nil)
		if s.rows == nil {
			s.rows = [][]int64{}
		}
	}
	return s.err == nil && s.at < len(s.rows)
}

func (s *joinScanner) NextPath(context.Context) bool { return false }

type joinIndex struct{ joinRows }

func (x *joinIndex) String() string { return "JoinIndex" }

func (x *joinIndex) Contains(ctx context.Context, r graph.Ref) bool {
	n, ok := x.c.s.ref(r)
	if !ok || x.err != nil {
		return false
	}
	x.read(ctx, &n)
	return x.err == nil && len(x.rows) > 0
}

func (x *joinIndex) NextPath(context.Context) bool {
	if x.at+1 >= len(x.rows) {
		return false
	}
	x.at++
	return true
}
