package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/term"
)

// Source implements backend.Backend.
func (d *DB) Source(ctx context.Context, source string) (quad.Value, bool, error) {
	var enc []byte
	err := d.pool.QueryRow(ctx, `SELECT label FROM sayso.sources WHERE source = $1`, source).Scan(&enc)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, ioError(err)
	}
	label, err := term.Read(enc)
	return label, err == nil, err
}

// Sources implements backend.Backend.
func (d *DB) Sources(ctx context.Context) iter.Seq2[backend.Source, error] {
	return rowsOf(ctx, d, `SELECT source, label FROM sayso.sources ORDER BY source COLLATE "C"`, nil,
		func(rows pgx.CollectableRow) (src backend.Source, err error) {
			var enc []byte
			if err = rows.Scan(&src.Name, &enc); err == nil {
				src.Label, err = term.Read(enc)
			}
			return src, err
		})
}

// rowsOf runs a query in one state of the database and gives its rows.
func rowsOf[T any](ctx context.Context, d *DB, sql string, args []any, scan pgx.RowToFunc[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		rows, err := d.pool.Query(ctx, sql, args...)
		if err != nil {
			yield(zero, ioError(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			v, err := scan(rows)
			if !yield(v, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(zero, ioError(err))
		}
	}
}

// quadsSQL lists quads with the encodings of their values.
const quadsSQL = `SELECT q.s, s.enc, q.p, p.enc, q.o, o.enc, q.l, l.enc FROM sayso.quads q
	JOIN sayso.terms s ON s.id = q.s JOIN sayso.terms p ON p.id = q.p
	JOIN sayso.terms o ON o.id = q.o LEFT JOIN sayso.terms l ON l.id = q.l `

func scanQuad(rows pgx.CollectableRow) (q quad.Quad, err error) {
	var ids tuple
	var encs [4][]byte
	err = rows.Scan(&ids[0], &encs[0], &ids[1], &encs[1], &ids[2], &encs[2], &ids[3], &encs[3])
	for i, d := range quad.Directions {
		if err != nil || ids[i] == 0 {
			continue
		}
		v := term.Inlined(term.ID(ids[i]))
		if v == nil {
			v, err = term.Read(encs[i])
		}
		q.Set(d, v)
	}
	return q, err
}

// Label implements backend.Backend.
func (d *DB) Label(ctx context.Context, label quad.Value) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		n := int64(0)
		if label != nil {
			var err error
			if n, err = d.lookup(ctx, label); err != nil || n == 0 {
				if err != nil {
					yield(quad.Quad{}, ioError(err))
				}
				return
			}
		}
		rowsOf(ctx, d, quadsSQL+`WHERE q.l = $1`, []any{n}, scanQuad)(yield)
	}
}

// Quads implements backend.Backend.
func (d *DB) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return rowsOf(ctx, d, quadsSQL+`ORDER BY q.l`, nil, scanQuad)
}

// Labels implements backend.Backend.
func (d *DB) Labels(ctx context.Context) iter.Seq2[quad.Value, error] {
	return rowsOf(ctx, d, `SELECT t.id, t.enc FROM sayso.terms t
		WHERE EXISTS (SELECT FROM sayso.quads q WHERE q.l = t.id) ORDER BY t.id`, nil,
		func(rows pgx.CollectableRow) (quad.Value, error) {
			var id int64
			var enc []byte
			if err := rows.Scan(&id, &enc); err != nil {
				return nil, err
			}
			if v := term.Inlined(term.ID(id)); v != nil {
				return v, nil
			}
			return term.Read(enc)
		})
}

// Stats implements backend.Backend.
func (d *DB) Stats(ctx context.Context) (st backend.Stats, err error) {
	err = d.pool.QueryRow(ctx, `SELECT
		(SELECT count(*) FROM sayso.quads), (SELECT count(*) FROM sayso.terms),
		(SELECT count(DISTINCT p) FROM sayso.quads), (SELECT count(DISTINCT l) FROM sayso.quads WHERE l <> 0),
		(SELECT count(*) FROM sayso.sources),
		pg_total_relation_size('sayso.quads') + pg_total_relation_size('sayso.terms') + pg_total_relation_size('sayso.sources')`).
		Scan(&st.Quads, &st.Nodes, &st.Predicates, &st.Labels, &st.Sources, &st.Bytes)
	return st, ioError(err)
}

// Verify implements backend.Backend. That the indexes hold what the tables
// hold is the server's to check (its extension amcheck); this checks that
// quads and terms fit each other.
func (d *DB) Verify(ctx context.Context) (r backend.Report, err error) {
	problem := func(format string, args ...any) {
		if len(r.Problems) < backend.MaxProblems {
			r.Problems = append(r.Problems, fmt.Sprintf(format, args...))
		}
	}
	if err := d.pool.QueryRow(ctx, `SELECT count(*) FROM sayso.quads`).Scan(&r.Quads); err != nil {
		return r, ioError(err)
	}
	for _, check := range []struct{ sql, text string }{
		{`SELECT DISTINCT n FROM sayso.quads, LATERAL (VALUES (s), (p), (o), (l)) v(n)
			WHERE n <> 0 AND NOT EXISTS (SELECT FROM sayso.terms WHERE id = n)`, "id %d is in a quad and is no term"},
		{`SELECT id FROM sayso.terms t WHERE NOT EXISTS (SELECT FROM sayso.quads WHERE s = t.id)
			AND NOT EXISTS (SELECT FROM sayso.quads WHERE p = t.id) AND NOT EXISTS (SELECT FROM sayso.quads WHERE o = t.id)
			AND NOT EXISTS (SELECT FROM sayso.quads WHERE l = t.id)`, "term %d is in no quad"},
	} {
		for id, err := range rowsOf(ctx, d, check.sql, nil, pgx.RowTo[int64]) {
			if err != nil {
				return r, err
			}
			problem(check.text, id)
		}
	}
	for row, err := range rowsOf(ctx, d, `SELECT id, key, enc FROM sayso.terms`, nil, pgx.RowToStructByPos[termRow]) {
		if err != nil {
			return r, err
		}
		r.Values++
		if err := row.check(); err != nil {
			problem("term %d: %v", row.ID, err)
		}
	}
	return r, nil
}

type termRow struct {
	ID       int64
	Key, Enc []byte
}

func (t termRow) check() error {
	if term.Inlined(term.ID(t.ID)) != nil {
		return nil
	}
	if _, err := term.Read(t.Enc); err != nil {
		return err
	}
	if !bytes.Equal(term.Key(nil, t.Enc), t.Key) {
		return fmt.Errorf("%w: found by another value", term.ErrCorrupt)
	}
	return nil
}
