package load

import (
	"context"
	"fmt"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// A Judger judges which of the records of a store are one thing. Its outcome
// may depend on the records alone, not on their order.
type Judger interface {
	// Name is the judge of its judgements; it is not [schema.User].
	Name() string
	Match(records []schema.Record) []schema.Judgement
}

// A Matcher keeps the judgements of a program on the entities of a store in
// step with its articles, so that they are what they would be had all articles
// been loaded at once, in whatever order. It remembers what each article says
// of its entities, and leaves notes of it in the store: the first call reads
// the notes, and of the articles that have none (see sketcher) what it needs;
// later ones read the articles that changed. It may be used by several
// goroutines at once.
type Matcher struct {
	st     *store.Store
	judger Judger

	mu      sync.Mutex
	records schema.Records
	read    bool // the store was read once
}

// NewMatcher returns a matcher for a store. It reads nothing yet.
func NewMatcher(st *store.Store, judger Judger) *Matcher {
	return &Matcher{st: st, judger: judger}
}

// Match judges anew after the articles with these IRIs were loaded, replaced
// or removed ([Report.Changed], or what [Remove] returns), and returns how many
// judgements changed. Nothing that a user judged does. After an error, the
// next call reads the whole store.
func (m *Matcher) Match(ctx context.Context, changed ...quad.IRI) (int, error) {
	records, err := m.Records(ctx, changed...)
	if err != nil {
		return 0, err
	}
	n, err := Rejudge(ctx, m.st, m.judger.Name(), m.judger.Match(records))
	if err != nil {
		return n, fmt.Errorf("match: %w", err)
	}
	return n, nil
}

// Records returns what all articles say of their entities, sorted by IRI;
// changed are the articles that may have changed since the last call.
func (m *Matcher) Records(ctx context.Context, changed ...quad.IRI) ([]schema.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	err := m.update(ctx, changed)
	if m.read = err == nil; err != nil {
		return nil, fmt.Errorf("match: %w", err)
	}
	return m.records.List(), nil
}

func (m *Matcher) update(ctx context.Context, changed []quad.IRI) error {
	r := articleReader{at: m.st.Snapshot(), notes: map[quad.IRI][]byte{}}
	r.sketcher = newSketcher(r.at)
	if m.read {
		for _, label := range changed {
			if err := m.article(ctx, &r, label); err != nil {
				return err
			}
		}
		return m.st.SetNotes(ctx, r.at, r.notes)
	}
	m.records = schema.Records{}
	noted, err := m.noted(ctx, r.at)
	if err != nil {
		return err
	}
	for label, err := range m.st.Labels(ctx) {
		if err != nil {
			return err
		}
		if iri, ok := label.(quad.IRI); ok && iri != schema.IdentitiesLabel && !noted[iri] {
			if err := m.article(ctx, &r, iri); err != nil {
				return err
			}
		}
	}
	return m.st.SetNotes(ctx, r.at, r.notes)
}

// noted takes in the articles on which the store has a note.
func (m *Matcher) noted(ctx context.Context, at graph.QuadStore) (map[quad.IRI]bool, error) {
	noted := map[quad.IRI]bool{}
	for note, err := range m.st.Notes(ctx, at) {
		if err != nil {
			return nil, err
		}
		if r, ok := readNote(note); ok {
			m.records.Set(&r)
			noted[quad.IRI(r.Article.IRI)] = true
		}
	}
	return noted, nil
}

// An articleReader reads articles as of a snapshot, and makes notes of them.
type articleReader struct {
	*sketcher
	at    graph.QuadStore
	notes map[quad.IRI][]byte
}

// maxNotes bounds how many notes are made at once, which are held in memory.
const maxNotes = 100_000

// article reads what one article says now, which may be nothing: it was
// removed, or the quads are none of ours.
func (m *Matcher) article(ctx context.Context, r *articleReader, label quad.IRI) error {
	reading, ok, err := r.read(ctx, label)
	switch {
	case err != nil:
		return err
	case !ok:
		m.records.Delete(string(label))
		return nil
	}
	m.records.Set(&reading)
	if len(r.notes) < maxNotes {
		r.notes[label] = appendNote(nil, &reading)
	}
	return nil
}
