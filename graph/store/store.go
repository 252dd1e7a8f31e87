package store

import (
	"context"
	"fmt"
	"iter"
	"net/url"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/pebble"
	"github.com/sayso-graph/sayso/graph/store/postgres"
)

// The values and errors of the backends' contract, under the names by which
// callers know them.
type (
	Batch  = backend.Batch
	Stats  = backend.Stats
	Report = backend.Report
)

var (
	ErrNotFound = backend.ErrNotFound
	ErrLocked   = backend.ErrLocked
	ErrReadOnly = backend.ErrReadOnly
	ErrFull     = backend.ErrFull
	ErrFormat   = backend.ErrFormat
	ErrExists   = backend.ErrExists
	ErrUnsound  = backend.ErrUnsound
	ErrLabel    = backend.ErrLabel
	ErrQuad     = backend.ErrQuad
)

// Options say how to open a store. The zero value opens one that exists, for
// reading and writing.
type Options struct {
	// ReadOnly refuses every write with ErrReadOnly.
	ReadOnly bool
	// Create makes an empty store where there is none.
	Create bool
}

// A Store keeps quads by article. It is made by Open; its methods may be
// called from any number of goroutines until Close.
//
// A quad (subject, predicate, object, label) is stored once however often it
// is written; the same statement in two articles is two quads. A write is on
// the disk when its method returns nil, and leaves no trace when it returns
// an error. Readers see the store as it was when they began.
type Store struct {
	spec     string
	readOnly bool
	backend  backend.Backend
}

// Open opens the store that spec names: a directory, "memory:" for one that
// ends with the process, or a "postgres://…" URL.
func Open(ctx context.Context, spec string, opts Options) (*Store, error) {
	b, err := open(ctx, spec, opts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", visible(spec), err)
	}
	return &Store{spec: visible(spec), readOnly: opts.ReadOnly, backend: b}, nil
}

func open(ctx context.Context, spec string, opts Options) (backend.Backend, error) {
	switch {
	case spec == memory:
		return pebble.OpenMemory()
	case isPostgres(spec):
		return postgres.Open(ctx, spec, postgres.Options{ReadOnly: opts.ReadOnly, Create: opts.Create})
	}
	return pebble.Open(spec, pebble.Options{ReadOnly: opts.ReadOnly, Create: opts.Create})
}

// memory names a store that ends with the process.
const memory = "memory:"

func isPostgres(spec string) bool {
	return strings.HasPrefix(spec, "postgres://") || strings.HasPrefix(spec, "postgresql://")
}

// visible is a spec as it may be shown: a URL without its password.
func visible(spec string) string {
	if u, err := url.Parse(spec); err == nil && isPostgres(spec) {
		return u.Redacted()
	}
	return spec
}

func isDir(spec string) bool { return spec != memory && !isPostgres(spec) }

// QuadStore is cayley's view of the store, for paths and Gizmo. It lives as
// long as the Store and is not to be closed by the caller.
func (s *Store) QuadStore() graph.QuadStore { return s.backend.QuadStore() }

// Snapshot is QuadStore as of now: what is written later does not change it,
// so that a query that reads in several steps sees one state. It costs nothing
// to take and need not be closed; it ends when nobody refers to it any more,
// or with the Store.
func (s *Store) Snapshot() graph.QuadStore { return s.backend.Snapshot() }

// Replace swaps everything that label says for quads, in one step: a reader
// sees the old article or the new one. Writing the same article again changes
// nothing. Source is where it was read; it is kept beside the quads, not
// among them, and may be "".
func (s *Store) Replace(ctx context.Context, label quad.Value, quads []quad.Quad, source string) error {
	one := Batch{Label: label, Quads: quads, Source: source}
	return s.ReplaceAll(ctx, func(yield func(Batch, error) bool) { yield(one, nil) })
}

// ReplaceAll is Replace for many articles. Each is atomic; they become
// durable in groups, all of them when ReplaceAll returns. At the first error,
// of the sequence or of the store, the articles before it stay written.
func (s *Store) ReplaceAll(ctx context.Context, seq iter.Seq2[Batch, error]) error {
	if s.readOnly {
		return s.wrap(ErrReadOnly)
	}
	return s.wrap(s.backend.ReplaceAll(ctx, checked(seq)))
}

// checked gives every quad its batch's label and ends the sequence at a batch
// that cannot be stored.
func checked(seq iter.Seq2[Batch, error]) iter.Seq2[Batch, error] {
	return func(yield func(Batch, error) bool) {
		for b, err := range seq {
			if err == nil {
				b.Quads, err = labelled(b)
			}
			if !yield(b, err) || err != nil {
				return
			}
		}
	}
}

func labelled(b Batch) ([]quad.Quad, error) {
	if b.Label == nil {
		return nil, fmt.Errorf("%w: batch without a label", ErrLabel)
	}
	quads := make([]quad.Quad, len(b.Quads))
	for i, q := range b.Quads {
		if q.Label == nil {
			q.Label = b.Label
		}
		if !q.IsValid() {
			return nil, fmt.Errorf("%v: %w: %v", b.Label, ErrQuad, q)
		}
		if q.Label != b.Label {
			return nil, fmt.Errorf("%v: %w: %v", b.Label, ErrLabel, q.Label)
		}
		quads[i] = q
	}
	return quads, nil
}

// Source tells which article was last read from source, so that a file that
// changed replaces what it said before.
func (s *Store) Source(ctx context.Context, source string) (quad.Value, bool, error) {
	label, ok, err := s.backend.Source(ctx, source)
	return label, ok, s.wrap(err)
}

// Import adds quads as they are, whatever their labels, and returns how many
// were not there before. It is the fast way in for millions; an import that
// fails or is interrupted leaves nothing.
func (s *Store) Import(ctx context.Context, seq iter.Seq2[quad.Quad, error]) (int64, error) {
	if s.readOnly {
		return 0, s.wrap(ErrReadOnly)
	}
	var broken error
	n, err := s.backend.Import(ctx, valid(seq, &broken))
	if err != nil && broken != nil {
		return n, broken // the store is not to blame
	}
	return n, s.wrap(err)
}

// valid ends a sequence at its first error or incomplete quad, and keeps what
// was wrong.
func valid(seq iter.Seq2[quad.Quad, error], broken *error) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range seq {
			if err == nil && !q.IsValid() {
				err = fmt.Errorf("%w: %v", ErrQuad, q)
			}
			*broken = err
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

// Remove takes an article out again, its quads and its source, and returns
// how many quads that were: 0 when there is no such article.
func (s *Store) Remove(ctx context.Context, label quad.Value) (int, error) {
	if s.readOnly {
		return 0, s.wrap(ErrReadOnly)
	}
	n, err := s.backend.Remove(ctx, label)
	return n, s.wrap(err)
}

// Label lists what one article says; a nil label lists the quads without one.
// The sequence may be ranged over again and then sees the store as it is then.
func (s *Store) Label(ctx context.Context, label quad.Value) iter.Seq2[quad.Quad, error] {
	return wrapSeq(s, s.backend.Label(ctx, label))
}

// Quads lists every quad once, as of the moment the loop starts. Quads of one
// label come together; beyond that the order is the store's own, not sorted.
func (s *Store) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return wrapSeq(s, s.backend.Quads(ctx))
}

// Labels lists the labels that have quads, in the order of Quads.
func (s *Store) Labels(ctx context.Context) iter.Seq2[quad.Value, error] {
	return wrapSeq(s, s.backend.Labels(ctx))
}

// Stats counts what is stored, exactly and without reading it.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st, err := s.backend.Stats(ctx)
	return st, s.wrap(err)
}

// Verify reads the whole store and checks every index against every other.
// The error tells that it could not be read; what it found is in the report.
func (s *Store) Verify(ctx context.Context) (Report, error) {
	r, err := s.backend.Verify(ctx)
	return r, s.wrap(err)
}

// Close frees the store for other processes. What was acknowledged is on the
// disk already.
func (s *Store) Close() error { return s.wrap(s.backend.Close()) }

// wrap names the store in an error.
func (s *Store) wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", s.spec, err)
}

func wrapSeq[T any](s *Store, seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range seq {
			if !yield(v, s.wrap(err)) {
				return
			}
		}
	}
}
