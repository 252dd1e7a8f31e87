package postgres

import (
	"context"
	"errors"
	"hash/fnv"
	"iter"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/term"
)

// guardKey is the advisory lock of adding and removing; label locks have a
// space of keys of their own (two integers).
const (
	guardKey   = 0x7361_7973_6f
	labelSpace = 0x7361_7973
)

// lock takes the guard, alone or with others, until the transaction ends.
func lock(ctx context.Context, tx pgx.Tx, alone bool) error {
	sql := `SELECT pg_advisory_xact_lock_shared($1)`
	if alone {
		sql = `SELECT pg_advisory_xact_lock($1)`
	}
	_, err := tx.Exec(ctx, sql, int64(guardKey))
	return err
}

// lockLabel keeps others from writing the same article. It comes before the
// guard, always.
func lockLabel(ctx context.Context, tx pgx.Tx, label quad.Value) error {
	h := fnv.New32a()
	_, _ = h.Write([]byte(quad.StringOf(label))) // a hash does not fail
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1, $2)`, int32(labelSpace), int32(h.Sum32()))
	return err
}

// ReplaceAll implements backend.Backend. The server is told to wait for its
// disk with the last commit only, which carries the others.
func (d *DB) ReplaceAll(ctx context.Context, seq iter.Seq2[backend.Batch, error]) error {
	var last *backend.Batch
	for b, err := range seq {
		if err == nil && last != nil {
			err = d.replace(ctx, *last, false)
		}
		if err != nil {
			return errors.Join(err, d.settle(ctx, last))
		}
		last = &b
	}
	if last == nil {
		return nil
	}
	return d.replace(ctx, *last, true)
}

// settle writes the batch that a failing sequence left behind.
func (d *DB) settle(ctx context.Context, last *backend.Batch) error {
	if last == nil || ctx.Err() != nil {
		return nil
	}
	return d.replace(ctx, *last, true)
}

func (d *DB) replace(ctx context.Context, b backend.Batch, wait bool) error {
	return d.write(ctx, func(tx pgx.Tx) error {
		if !wait {
			if _, err := tx.Exec(ctx, `SET LOCAL synchronous_commit = off`); err != nil {
				return err
			}
		}
		if err := lockLabel(ctx, tx, b.Label); err != nil {
			return err
		}
		if err := replaceQuads(ctx, tx, b); err != nil || b.Source == "" {
			return err
		}
		return setSource(ctx, tx, backend.Source{Name: b.Source, Label: b.Label})
	})
}

func replaceQuads(ctx context.Context, tx pgx.Tx, b backend.Batch) error {
	w := newWanted()
	if err := errors.Join(w.add(b.Label), w.addQuads(b.Quads)); err != nil {
		return err
	}
	if _, err := w.find(ctx, tx); err != nil {
		return err
	}
	drop, err := labelled(ctx, tx, w.id(b.Label))
	if err != nil {
		return err
	}
	for _, q := range b.Quads {
		if t, ok := w.tuple(q); ok {
			delete(drop, t)
		}
	}
	if err := lock(ctx, tx, len(drop) > 0); err != nil {
		return err
	}
	// Before the guard another may have dropped what was found.
	w.forget()
	if err := insert(ctx, tx, w, b.Quads); err != nil {
		return err
	}
	return remove(ctx, tx, drop)
}

// labelled gives the quads of a label.
func labelled(ctx context.Context, tx pgx.Tx, label int64) (map[tuple]bool, error) {
	quads := map[tuple]bool{}
	if label == 0 {
		return quads, nil
	}
	rows, err := tx.Query(ctx, `SELECT s, p, o, l FROM sayso.quads WHERE l = $1`, label)
	if err != nil {
		return nil, err
	}
	var t tuple
	_, err = pgx.ForEachRow(rows, []any{&t[0], &t[1], &t[2], &t[3]}, func() error {
		quads[t] = true
		return nil
	})
	return quads, err
}

// insert adds quads, whose values w has, that are not there.
func insert(ctx context.Context, tx pgx.Tx, w *wanted, quads []quad.Quad) error {
	if len(quads) == 0 {
		return nil
	}
	if err := w.make(ctx, tx); err != nil {
		return err
	}
	tuples := make([]tuple, len(quads))
	for i, q := range quads {
		tuples[i], _ = w.tuple(q)
	}
	_, err := tx.Exec(ctx, `INSERT INTO sayso.quads (s, p, o, l)
		SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])
		ON CONFLICT DO NOTHING`, columns(tuples)...)
	return err
}

// columns turns tuples, sorted and each once, into the arrays of unnest.
func columns(tuples []tuple) []any {
	slices.SortFunc(tuples, func(a, b tuple) int { return slices.Compare(a[:], b[:]) })
	tuples = slices.Compact(tuples)
	var cols [4][]int64
	for _, t := range tuples {
		for i, n := range t {
			cols[i] = append(cols[i], n)
		}
	}
	return []any{cols[0], cols[1], cols[2], cols[3]}
}

// remove takes quads out, and the values that no quad has any more. The
// transaction has the guard alone.
func remove(ctx context.Context, tx pgx.Tx, drop map[tuple]bool) error {
	if len(drop) == 0 {
		return nil
	}
	var tuples []tuple
	ids := map[int64]bool{}
	for t := range drop {
		tuples = append(tuples, t)
		for _, n := range t {
			ids[n] = true
		}
	}
	_, err := tx.Exec(ctx, `DELETE FROM sayso.quads q
		USING unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS d(s, p, o, l)
		WHERE q.s = d.s AND q.p = d.p AND q.o = d.o AND q.l = d.l`, columns(tuples)...)
	if err != nil {
		return err
	}
	var candidates []int64
	for n := range ids {
		candidates = append(candidates, n)
	}
	slices.Sort(candidates)
	_, err = tx.Exec(ctx, `DELETE FROM sayso.terms t WHERE t.id = ANY($1)
		AND NOT EXISTS (SELECT FROM sayso.quads WHERE s = t.id)
		AND NOT EXISTS (SELECT FROM sayso.quads WHERE p = t.id)
		AND NOT EXISTS (SELECT FROM sayso.quads WHERE o = t.id)
		AND NOT EXISTS (SELECT FROM sayso.quads WHERE l = t.id)`, candidates)
	return err
}

// Remove implements backend.Backend.
func (d *DB) Remove(ctx context.Context, label quad.Value) (n int, err error) {
	err = d.write(ctx, func(tx pgx.Tx) error {
		if err := lockLabel(ctx, tx, label); err != nil {
			return err
		}
		if err := lock(ctx, tx, true); err != nil {
			return err
		}
		w := newWanted()
		if err := w.add(label); err != nil {
			return err
		}
		if _, err := w.find(ctx, tx); err != nil {
			return err
		}
		drop, err := labelled(ctx, tx, w.id(label))
		if err != nil {
			return err
		}
		n = len(drop)
		if err := remove(ctx, tx, drop); err != nil {
			return err
		}
		enc, err := term.Append(nil, term.Canonical(label))
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `DELETE FROM sayso.sources WHERE label = $1`, enc)
		return err
	})
	return n, err
}

func setSource(ctx context.Context, tx pgx.Tx, src backend.Source) error {
	enc, err := term.Append(nil, term.Canonical(src.Label))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO sayso.sources VALUES ($1, $2)
		ON CONFLICT (source) DO UPDATE SET label = excluded.label`, src.Name, enc)
	return err
}

// SetSources implements backend.Backend.
func (d *DB) SetSources(ctx context.Context, seq iter.Seq2[backend.Source, error]) error {
	return d.write(ctx, func(tx pgx.Tx) error {
		for src, err := range seq {
			if err == nil {
				err = setSource(ctx, tx, src)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// ApplyDeltas implements graph.QuadStore: all deltas, in order, or none.
func (s *viewer) ApplyDeltas(deltas []graph.Delta, opts graph.IgnoreOpts) error {
	ctx := context.Background()
	alone := slices.ContainsFunc(deltas, func(d graph.Delta) bool { return d.Action != graph.Add })
	return s.db.write(ctx, func(tx pgx.Tx) error {
		if err := lock(ctx, tx, alone); err != nil {
			return err
		}
		var quads []quad.Quad
		for _, d := range deltas {
			quads = append(quads, d.Quad)
		}
		w := newWanted()
		if err := w.addQuads(quads); err != nil {
			return err
		}
		if _, err := w.find(ctx, tx); err != nil {
			return err
		}
		there, err := existing(ctx, tx, w, quads)
		if err != nil {
			return err
		}
		add, drop, err := net(deltas, there, w, opts)
		if err != nil {
			return err
		}
		w = newWanted()
		if err := w.addQuads(add); err != nil {
			return err
		}
		if err := insert(ctx, tx, w, add); err != nil {
			return err
		}
		return remove(ctx, tx, drop)
	})
}

// existing tells which of the quads are there.
func existing(ctx context.Context, tx pgx.Tx, w *wanted, quads []quad.Quad) (map[tuple]bool, error) {
	var tuples []tuple
	for _, q := range quads {
		if t, ok := w.tuple(q); ok {
			tuples = append(tuples, t)
		}
	}
	rows, err := tx.Query(ctx, `SELECT q.s, q.p, q.o, q.l FROM sayso.quads q
		JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS d(s, p, o, l)
		ON q.s = d.s AND q.p = d.p AND q.o = d.o AND q.l = d.l`, columns(tuples)...)
	if err != nil {
		return nil, err
	}
	there := map[tuple]bool{}
	var t tuple
	_, err = pgx.ForEachRow(rows, []any{&t[0], &t[1], &t[2], &t[3]}, func() error {
		there[t] = true
		return nil
	})
	return there, err
}

// canonicalQuad is a quad by which its equals are found in a map.
func canonicalQuad(q quad.Quad) quad.Quad {
	for _, d := range quad.Directions {
		if v := q.Get(d); v != nil {
			q.Set(d, term.Canonical(v))
		}
	}
	return q
}

// net is what deltas come to, given the quads that were there.
func net(deltas []graph.Delta, there map[tuple]bool, w *wanted, opts graph.IgnoreOpts) (add []quad.Quad, drop map[tuple]bool, err error) {
	now := map[quad.Quad]bool{}
	drop = map[tuple]bool{}
	for _, d := range deltas {
		q := canonicalQuad(d.Quad)
		t, known := w.tuple(q)
		is, said := now[q]
		if !said {
			is = known && there[t]
		}
		switch {
		case d.Action != graph.Add && d.Action != graph.Delete:
			return nil, nil, &graph.DeltaError{Delta: d, Err: graph.ErrInvalidAction}
		case d.Action == graph.Add && is && !opts.IgnoreDup:
			return nil, nil, &graph.DeltaError{Delta: d, Err: graph.ErrQuadExists}
		case d.Action == graph.Delete && !is && !opts.IgnoreMissing:
			return nil, nil, &graph.DeltaError{Delta: d, Err: graph.ErrQuadNotExist}
		}
		now[q] = d.Action == graph.Add
	}
	for q, is := range now {
		t, known := w.tuple(q)
		switch was := known && there[t]; {
		case is && !was:
			add = append(add, q)
		case was && !is:
			drop[t] = true
		}
	}
	return add, drop, nil
}

// NewQuadWriter implements graph.QuadStore.
func (s *viewer) NewQuadWriter() (quad.WriteCloser, error) { return quadWriter{s.db}, nil }

type quadWriter struct{ db *DB }

func (w quadWriter) WriteQuad(q quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{q})
	return err
}

func (w quadWriter) WriteQuads(quads []quad.Quad) (int, error) {
	deltas := make([]graph.Delta, len(quads))
	for i, q := range quads {
		deltas[i] = graph.Delta{Quad: q, Action: graph.Add}
	}
	if err := w.db.ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreDup: true}); err != nil {
		return 0, err
	}
	return len(quads), nil
}

func (w quadWriter) Close() error { return nil }

// importChunk is how many quads an import gives ids at a time.
const importChunk = 20_000

// Import implements backend.Backend.
func (d *DB) Import(ctx context.Context, seq iter.Seq2[quad.Quad, error]) (n int64, err error) {
	if d.readOnly {
		return 0, backend.ErrReadOnly
	}
	err = pgx.BeginFunc(ctx, d.pool, func(tx pgx.Tx) error {
		if err := lock(ctx, tx, true); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `CREATE TEMPORARY TABLE incoming (s bigint, p bigint, o bigint, l bigint) ON COMMIT DROP`); err != nil {
			return err
		}
		if err := copyAll(ctx, tx, seq); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `INSERT INTO sayso.quads (s, p, o, l)
			SELECT DISTINCT s, p, o, l FROM incoming ON CONFLICT DO NOTHING`)
		n = tag.RowsAffected()
		return err
	})
	if err != nil {
		return 0, ioError(err)
	}
	return n, nil
}

func copyAll(ctx context.Context, tx pgx.Tx, seq iter.Seq2[quad.Quad, error]) error {
	chunk := make([]quad.Quad, 0, importChunk)
	for q, err := range seq {
		if err != nil {
			return err
		}
		if chunk = append(chunk, q); len(chunk) < importChunk {
			continue
		}
		if err := copyChunk(ctx, tx, chunk); err != nil {
			return err
		}
		chunk = chunk[:0]
	}
	return copyChunk(ctx, tx, chunk)
}

func copyChunk(ctx context.Context, tx pgx.Tx, quads []quad.Quad) error {
	w := newWanted()
	if err := w.addQuads(quads); err != nil {
		return err
	}
	if err := w.make(ctx, tx); err != nil {
		return err
	}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"incoming"}, []string{"s", "p", "o", "l"},
		pgx.CopyFromSlice(len(quads), func(i int) ([]any, error) {
			t, _ := w.tuple(quads[i])
			return []any{t[0], t[1], t[2], t[3]}, nil
		}))
	return err
}
