package backend

import (
	"context"
	"errors"
	"iter"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Errors on which callers branch. Every backend wraps these and no others
// for the same conditions.
var (
	// ErrNotFound: nothing is stored at the address, and Create was not set.
	ErrNotFound = errors.New("no such store")
	// ErrLocked: another process has the store open.
	ErrLocked = errors.New("in use by another process")
	// ErrReadOnly: a write to a store that was opened for reading, or that
	// lies on a medium that refuses writes.
	ErrReadOnly = errors.New("store is read-only")
	// ErrFull: the medium has no room left. Nothing of the refused write is
	// kept; what was acknowledged before it stays readable.
	ErrFull = errors.New("no space left on device")
	// ErrFormat: the store was written by a program that this one does not
	// understand, or it is no store at all.
	ErrFormat = errors.New("not a store of this version")
	// ErrExists: there is something where a new store was to be made.
	ErrExists = errors.New("exists and is not empty")
	// ErrUnsound: what was restored does not pass Verify.
	ErrUnsound = errors.New("store is damaged")
	// ErrLabel: a quad of a batch carries another label than the batch.
	ErrLabel = errors.New("quad of another label")
	// ErrQuad: a quad without a subject, predicate or object.
	ErrQuad = errors.New("incomplete quad")
)

// A Batch is all that one article says: every quad of one label.
type Batch struct {
	// Label names the article. It is never nil.
	Label quad.Value
	// Quads are the whole new content of the label. Their own Label is
	// either nil, and then taken to be the batch's, or equal to it.
	Quads []quad.Quad
	// Source is where the article was read from, a path or a URL, or "".
	// A source belongs to one label at a time; the last to claim it has it.
	Source string
}

// Stats are counts of what is stored, exact in every backend.
type Stats struct {
	Quads      int64 `json:"quads"`      // distinct (subject, predicate, object, label)
	Nodes      int64 `json:"nodes"`      // distinct values in any position
	Predicates int64 `json:"predicates"` // distinct values in predicate position
	Labels     int64 `json:"labels"`     // distinct labels, the missing label not counted
	Sources    int64 `json:"sources"`    // remembered sources
	Bytes      int64 `json:"bytes"`      // size on the medium, 0 where it cannot be told
}

// A Report is what Verify found.
type Report struct {
	Quads    int64    `json:"quads"`    // quads compared in every index
	Values   int64    `json:"values"`   // dictionary entries compared both ways
	Problems []string `json:"problems"` // a line each, at most MaxProblems; empty when sound
}

// MaxProblems bounds the list of a Report: a store that is broken is broken
// in millions of places.
const MaxProblems = 100

// Backend is the contract of a store; graph/store checks arguments and adds
// the address to errors, so an implementation may take both for granted.
//
// Readers see a snapshot: a sequence or a Gizmo query that has begun is not
// changed by later writes. Any number of goroutines may read while one or
// more write. A write is durable when its call returns nil, and leaves no
// trace when it returns an error.
type Backend interface {
	// QuadStore is cayley's view. It is owned by the backend: not to be closed.
	QuadStore() graph.QuadStore
	// Snapshot is QuadStore as of now, unchanged by what is written later.
	// Nobody closes it.
	Snapshot() graph.QuadStore
	// ReplaceAll swaps the content of each label for its batch. Batches are
	// committed in order, each one wholly or not at all; several may share
	// one wait for the disk.
	ReplaceAll(ctx context.Context, seq iter.Seq2[Batch, error]) error
	// Import adds quads; those that are there already stay single. It
	// returns how many were new. An interrupted import leaves nothing.
	Import(ctx context.Context, seq iter.Seq2[quad.Quad, error]) (int64, error)
	// Remove drops a label, its quads and its sources, and returns how many
	// quads that were.
	Remove(ctx context.Context, label quad.Value) (int, error)
	// Source tells which label was last read from source.
	Source(ctx context.Context, source string) (quad.Value, bool, error)
	// Sources lists every remembered source with its label, in byte order.
	Sources(ctx context.Context) iter.Seq2[Source, error]
	// SetSources remembers sources, as ReplaceAll does, without quads.
	SetSources(ctx context.Context, seq iter.Seq2[Source, error]) error
	// Label lists the quads of one label; a nil label means the quads that
	// have none.
	Label(ctx context.Context, label quad.Value) iter.Seq2[quad.Quad, error]
	// Quads lists everything, each quad once, in no promised order.
	Quads(ctx context.Context) iter.Seq2[quad.Quad, error]
	// Labels lists every label that has quads, in no promised order.
	Labels(ctx context.Context) iter.Seq2[quad.Value, error]
	Stats(ctx context.Context) (Stats, error)
	// Verify checks every index against every other.
	Verify(ctx context.Context) (Report, error)
	Close() error
}

// A Noter is a backend that keeps notes: what a reader of articles found out
// and need not find out again. A note goes with the first change to the quads
// of its label, so that one that is there is true. Notes are no content: they
// are not counted, listed or exported.
type Noter interface {
	// Notes lists all notes, as of a Snapshot.
	Notes(ctx context.Context, at graph.QuadStore) iter.Seq2[[]byte, error]
	// SetNotes keeps notes by label. They are what was found out from a
	// Snapshot; if anything was written since, or the store is read-only,
	// nothing is kept.
	SetNotes(ctx context.Context, at graph.QuadStore, notes map[quad.IRI][]byte) error
}

// A Source remembers which article was read from where.
type Source struct {
	Name  string
	Label quad.Value
}
