package load

import (
	"context"
	"fmt"
	"sync"

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
// of its entities: the first call goes through the whole store (see sketcher
// for what it reads of it), later ones only through the articles that changed.
// It may be used by several goroutines at once.
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
	s := newSketcher(m.st.Snapshot())
	if m.read {
		for _, label := range changed {
			if err := m.article(ctx, s, label); err != nil {
				return err
			}
		}
		return nil
	}
	m.records = schema.Records{}
	for label, err := range m.st.Labels(ctx) {
		if err != nil {
			return err
		}
		if iri, ok := label.(quad.IRI); ok && iri != schema.IdentitiesLabel {
			if err := m.article(ctx, s, iri); err != nil {
				return err
			}
		}
	}
	return nil
}

// article reads what one article says now, which may be nothing: it was
// removed, or the quads are none of ours.
func (m *Matcher) article(ctx context.Context, s *sketcher, label quad.IRI) error {
	r, ok, err := s.read(ctx, label)
	switch {
	case err != nil:
		return err
	case !ok:
		m.records.Delete(string(label))
	default:
		m.records.Set(&r)
	}
	return nil
}
