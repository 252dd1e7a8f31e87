package postgres

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// node is cayley's reference to a value.
type node int64

func (n node) Key() any { return n }

// quadRef is cayley's reference to a quad, in ids.
type quadRef tuple

func (q quadRef) Key() any { return q }

func (q quadRef) at(d quad.Direction) int64 { return q[d-1] }

// A viewer is cayley's QuadStore over one state of the database, or over the
// newest.
type viewer struct {
	db   *DB
	conn queryer
	err  error // why there is no connection
}

var (
	_ graph.QuadStore      = (*viewer)(nil)
	_ graph.BatchQuadStore = (*viewer)(nil)
)

// QuadStore implements backend.Backend.
func (d *DB) QuadStore() graph.QuadStore { return d.viewer }

// Snapshot implements backend.Backend. It is a transaction that reads only;
// it ends when nobody refers to the snapshot any more.
func (d *DB) Snapshot() graph.QuadStore {
	s, err := d.snapshot(context.Background())
	if err != nil {
		return &viewer{db: d, conn: d.pool, err: ioError(err)}
	}
	v := &viewer{db: d, conn: s}
	runtime.AddCleanup(v, (*pinned).release, s)
	return v
}

// pinned is a transaction that several goroutines read in turn.
type pinned struct {
	db   *DB
	mu   sync.Mutex
	conn *pgxpool.Conn
	tx   pgx.Tx
}

// pins are the snapshots that hold a connection.
type pins struct {
	mu   sync.Mutex
	open map[*pinned]struct{}
}

// maxPinned is how many snapshots there may be before the garbage collector
// is asked which of them are forgotten: they must leave connections to others.
const maxPinned = maxConns / 2

func (d *DB) snapshot(ctx context.Context) (*pinned, error) {
	d.pins.mu.Lock()
	many := len(d.pins.open) >= maxPinned
	d.pins.mu.Unlock()
	if many {
		runtime.GC()
	}
	conn, err := d.pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	tx, err := conn.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err == nil {
		_, err = tx.Exec(ctx, `SELECT 1`) // which is when the state is fixed
	}
	if err != nil {
		conn.Release()
		return nil, err
	}
	s := &pinned{db: d, conn: conn, tx: tx}
	d.pins.mu.Lock()
	defer d.pins.mu.Unlock()
	if d.pins.open == nil {
		d.pins.open = map[*pinned]struct{}{}
	}
	d.pins.open[s] = struct{}{}
	return s, nil
}

// release gives the connection back, once.
func (s *pinned) release() {
	s.db.pins.mu.Lock()
	_, open := s.db.pins.open[s]
	delete(s.db.pins.open, s)
	s.db.pins.mu.Unlock()
	if !open {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.tx.Rollback(context.Background()) // it only read
	s.conn.Release()
}

// releaseAll ends the snapshots that are left.
func (d *DB) releaseAll() {
	d.pins.mu.Lock()
	open := slices.Collect(maps.Keys(d.pins.open))
	d.pins.mu.Unlock()
	for _, s := range open {
		s.release()
	}
}

// Query gives rows that hold the transaction until they are closed; pgx reads
// them all into the connection's buffers only as they are asked for, so the
// lock goes with them.
func (s *pinned) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	s.mu.Lock()
	rows, err := s.tx.Query(ctx, sql, args...)
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	return &lockedRows{Rows: rows, unlock: sync.OnceFunc(s.mu.Unlock)}, nil
}

func (s *pinned) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	s.mu.Lock()
	return lockedRow{s.tx.QueryRow(ctx, sql, args...), s.mu.Unlock}
}

type lockedRows struct {
	pgx.Rows
	unlock func()
}

func (r *lockedRows) Next() bool {
	ok := r.Rows.Next()
	if !ok {
		r.unlock()
	}
	return ok
}

func (r *lockedRows) Close() {
	r.Rows.Close()
	r.unlock()
}

type lockedRow struct {
	pgx.Row
	unlock func()
}

func (r lockedRow) Scan(dest ...any) error {
	defer r.unlock()
	return r.Row.Scan(dest...)
}

// name is what an id stands for.
func (s *viewer) name(ctx context.Context, id int64) (quad.Value, error) {
	if id == 0 {
		return nil, nil
	}
	if v, ok := s.db.names.get(id); ok {
		return v, nil
	}
	if err := s.db.names.load(ctx, s.conn, []int64{id}); err != nil {
		return nil, err
	}
	v, _ := s.db.names.get(id)
	return v, nil
}

// lookup finds the id of a value; 0 when no quad has it.
func (s *viewer) lookup(ctx context.Context, v quad.Value) (int64, error) {
	w := newWanted()
	if err := w.add(v); err != nil {
		return 0, err
	}
	if len(w.inline) == 1 { // the value is its own id
		var there bool
		n := w.inline[0]
		err := s.conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM sayso.terms WHERE id = $1)`, n).Scan(&there)
		if err != nil || !there {
			return 0, err
		}
		return n, nil
	}
	if _, err := w.find(ctx, s.conn); err != nil {
		return 0, err
	}
	return w.id(v), nil
}

// ref turns a reference of cayley's into an id.
func (s *viewer) ref(r graph.Ref) (int64, bool) {
	switch r := r.(type) {
	case node:
		return int64(r), true
	case graph.PreFetchedValue:
		n, err := s.lookup(context.Background(), r.NameOf())
		return n, err == nil && n != 0
	}
	return 0, false
}

// ValueOf implements graph.Namer; nil when no quad has the value.
func (s *viewer) ValueOf(v quad.Value) graph.Ref {
	if v == nil {
		return nil
	}
	n, err := s.lookup(context.Background(), v)
	if err != nil || n == 0 {
		return nil
	}
	return node(n)
}

// NameOf implements graph.Namer.
func (s *viewer) NameOf(r graph.Ref) quad.Value {
	switch r := r.(type) {
	case node:
		v, _ := s.name(context.Background(), int64(r))
		return v
	case graph.PreFetchedValue:
		return r.NameOf()
	}
	return nil
}

// ValuesOf implements graph.BatchQuadStore.
func (s *viewer) ValuesOf(ctx context.Context, refs []graph.Ref) ([]quad.Value, error) {
	var ids []int64
	for _, r := range refs {
		if n, ok := r.(node); ok {
			ids = append(ids, int64(n))
		}
	}
	if err := s.db.names.load(ctx, s.conn, ids); err != nil {
		return nil, err
	}
	out := make([]quad.Value, len(refs))
	for i, r := range refs {
		out[i] = s.NameOf(r)
	}
	return out, nil
}

// RefsOf implements graph.BatchQuadStore; a value of no quad is an error.
func (s *viewer) RefsOf(ctx context.Context, vals []quad.Value) ([]graph.Ref, error) {
	out := make([]graph.Ref, len(vals))
	for i, v := range vals {
		n, err := s.lookup(ctx, v)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return nil, graph.ErrNodeNotExists
		}
		out[i] = node(n)
	}
	return out, nil
}

// Quad implements graph.QuadIndexer.
func (s *viewer) Quad(r graph.Ref) (q quad.Quad) {
	t, ok := r.(quadRef)
	if !ok {
		return q
	}
	for i, d := range quad.Directions {
		if v, err := s.name(context.Background(), t[i]); err == nil {
			q.Set(d, v)
		}
	}
	return q
}

// QuadDirection implements graph.QuadIndexer.
func (s *viewer) QuadDirection(r graph.Ref, d quad.Direction) graph.Ref {
	t, ok := r.(quadRef)
	if !ok || t.at(d) == 0 {
		return nil
	}
	return node(t.at(d))
}

// QuadIterator implements graph.QuadIndexer.
func (s *viewer) QuadIterator(d quad.Direction, r graph.Ref) graph.Iterator {
	n, ok := s.ref(r)
	if !ok {
		return iterator.NewNull()
	}
	return graph.NewLegacy(&quadsIterator{s: s, dir: d, id: n}, nil)
}

// sizeLimit is how far sizes are counted.
const sizeLimit = 1000

// QuadIteratorSize implements graph.QuadIndexer.
func (s *viewer) QuadIteratorSize(ctx context.Context, d quad.Direction, r graph.Ref) (graph.Size, error) {
	n, ok := s.ref(r)
	if !ok {
		return graph.Size{Exact: true}, nil
	}
	return s.size(ctx, d, n)
}

func (s *viewer) size(ctx context.Context, d quad.Direction, n int64) (graph.Size, error) {
	var count int64
	err := s.conn.QueryRow(ctx, `SELECT count(*) FROM (SELECT FROM sayso.quads WHERE `+column(d)+` = $1
		LIMIT `+strconv.Itoa(sizeLimit)+`) q`, n).Scan(&count)
	return graph.Size{Size: count, Exact: count < sizeLimit}, err
}

// column is the column of a direction.
func column(d quad.Direction) string { return "spol"[d-1 : d] }

// NodesAllIterator implements graph.QuadStore.
func (s *viewer) NodesAllIterator() graph.Iterator { return graph.NewLegacy(&nodesIterator{s}, nil) }

// QuadsAllIterator implements graph.QuadStore.
func (s *viewer) QuadsAllIterator() graph.Iterator {
	return graph.NewLegacy(&quadsIterator{s: s}, nil)
}

// Stats implements graph.QuadStore.
func (s *viewer) Stats(ctx context.Context, exact bool) (st graph.Stats, err error) {
	if s.err != nil {
		return st, s.err
	}
	st.Quads.Exact, st.Nodes.Exact = exact, exact
	if exact {
		err = s.conn.QueryRow(ctx, `SELECT (SELECT count(*) FROM sayso.quads), (SELECT count(*) FROM sayso.terms)`).
			Scan(&st.Quads.Size, &st.Nodes.Size)
		return st, ioError(err)
	}
	// What the planner believes; of a table that is new it knows nothing.
	err = s.conn.QueryRow(ctx, `SELECT
		greatest((SELECT reltuples FROM pg_class WHERE oid = 'sayso.quads'::regclass)::bigint,
			(SELECT count(*) FROM (SELECT FROM sayso.quads LIMIT 1000) q)),
		greatest((SELECT reltuples FROM pg_class WHERE oid = 'sayso.terms'::regclass)::bigint,
			(SELECT count(*) FROM (SELECT FROM sayso.terms LIMIT 1000) t))`).
		Scan(&st.Quads.Size, &st.Nodes.Size)
	return st, ioError(err)
}

// Close implements graph.QuadStore and does nothing: the DB owns its views.
func (s *viewer) Close() error { return nil }
