package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// formatVersion is kept in the table meta; another is refused.
const formatVersion = "1"

// Options say how to open a DB.
type Options struct {
	ReadOnly bool
	Create   bool // make the tables where there are none
}

// A DB is a store on a server. It implements backend.Backend.
type DB struct {
	*viewer // of the newest state

	pool     *pgxpool.Pool
	readOnly bool
	names    names
	pins     pins
}

var _ backend.Backend = (*DB)(nil)

// schema makes the tables. Every statement may be repeated.
const schema = `
CREATE SCHEMA IF NOT EXISTS sayso;
CREATE SEQUENCE IF NOT EXISTS sayso.term_number;
CREATE TABLE IF NOT EXISTS sayso.meta (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE IF NOT EXISTS sayso.terms (id bigint PRIMARY KEY, key bytea UNIQUE, enc bytea);
CREATE TABLE IF NOT EXISTS sayso.quads (
	s bigint NOT NULL, p bigint NOT NULL, o bigint NOT NULL, l bigint NOT NULL,
	PRIMARY KEY (l, s, p, o));
CREATE INDEX IF NOT EXISTS quads_spol ON sayso.quads (s, p, o, l);
CREATE INDEX IF NOT EXISTS quads_posl ON sayso.quads (p, o, s, l);
CREATE INDEX IF NOT EXISTS quads_ospl ON sayso.quads (o, s, p, l);
CREATE TABLE IF NOT EXISTS sayso.sources (source text PRIMARY KEY, label bytea NOT NULL);
CREATE INDEX IF NOT EXISTS sources_label ON sayso.sources (label);
INSERT INTO sayso.meta VALUES ('version', '` + formatVersion + `') ON CONFLICT DO NOTHING;
`

// maxConns bounds the connections of one process. A snapshot holds one.
const maxConns = 24

// Open connects to the server that a postgres:// URL names. The tables are in
// the schema sayso of its database.
func Open(ctx context.Context, url string, opts Options) (*DB, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("%w: not a URL of a server", backend.ErrNotFound)
	}
	cfg.MaxConns = max(cfg.MaxConns, maxConns)
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, err
	}
	d := &DB{pool: pool, readOnly: opts.ReadOnly}
	d.viewer = &viewer{db: d, conn: pool}
	if err := d.start(ctx, opts); err != nil {
		pool.Close()
		return nil, err
	}
	return d, nil
}

func (d *DB) start(ctx context.Context, opts Options) error {
	if opts.Create && !opts.ReadOnly {
		if err := d.create(ctx); err != nil {
			return ioError(err)
		}
	}
	var version string
	err := d.pool.QueryRow(ctx, `SELECT value FROM sayso.meta WHERE name = 'version'`).Scan(&version)
	var pe *pgconn.PgError
	switch {
	case errors.As(err, &pe) && (pe.Code == undefinedTable || pe.Code == undefinedSchema), errors.Is(err, pgx.ErrNoRows):
		return backend.ErrNotFound
	case err != nil:
		return ioError(err)
	case version != formatVersion:
		return fmt.Errorf("%w: format %s, this program reads %s", backend.ErrFormat, version, formatVersion)
	}
	return nil
}

// create makes the tables. Two who do so at once would fail on each other.
func (d *DB) create(ctx context.Context) error {
	return pgx.BeginFunc(ctx, d.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, guardKey); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, schema)
		return err
	})
}

// Close implements backend.Backend.
func (d *DB) Close() error {
	d.releaseAll()
	d.pool.Close()
	return nil
}

// Error codes of PostgreSQL.
const (
	undefinedTable  = "42P01"
	undefinedSchema = "3F000"
	diskFull        = "53100"
	readOnlyTx      = "25006"
	noPrivilege     = "42501"
	serialization   = "40001"
	deadlock        = "40P01"
)

// ioError turns the server's errors into those of the contract.
func ioError(err error) error {
	var pe *pgconn.PgError
	if !errors.As(err, &pe) {
		return err
	}
	switch pe.Code {
	case diskFull:
		return backend.ErrFull
	case readOnlyTx, noPrivilege:
		return fmt.Errorf("%w: %s", backend.ErrReadOnly, strings.TrimSpace(pe.Message))
	}
	return err
}

// passing tells whether the same transaction may succeed when tried again.
func passing(err error) bool {
	var pe *pgconn.PgError
	return errors.As(err, &pe) && (pe.Code == serialization || pe.Code == deadlock)
}

// attempts is how often a transaction is tried that others get in the way of.
const attempts = 5

// write runs f in a transaction.
func (d *DB) write(ctx context.Context, f func(pgx.Tx) error) (err error) {
	if d.readOnly {
		return backend.ErrReadOnly
	}
	for range attempts {
		if err = pgx.BeginFunc(ctx, d.pool, f); !passing(err) {
			break
		}
	}
	return ioError(err)
}
