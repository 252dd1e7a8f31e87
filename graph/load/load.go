package load

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// Options of [Load]. The zero value is ready to use.
type Options struct {
	// Progress, when set, is called after each reading, from the goroutine
	// that called Load. The article is durable when Load returns, not yet then.
	Progress func(Event)
}

// An Event tells what became of one reading.
type Event struct {
	IRI     string
	Source  string
	Outcome Outcome
	Quads   int
	Claims  int
	Err     error // why it was refused
}

// An Outcome is what a load did with a reading.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "added"
	Replaced  Outcome = "replaced"  // the store had another version, or another article from this source
	Unchanged Outcome = "unchanged" // the store had the same quads
	Refused   Outcome = "refused"   // it cannot be encoded
)

// A Report counts the outcomes of a load.
type Report struct {
	Added     int   `json:"added"`
	Replaced  int   `json:"replaced"`
	Unchanged int   `json:"unchanged"`
	Refused   int   `json:"refused"`
	Claims    int   `json:"claims"` // of the articles that were added or replaced
	Quads     int64 `json:"quads"`  // written
}

// Articles is the number of articles that the load leaves in the store.
func (r Report) Articles() int { return r.Added + r.Replaced + r.Unchanged }

func (r *Report) count(e Event) {
	switch e.Outcome {
	case Added:
		r.Added++
	case Replaced:
		r.Replaced++
	case Unchanged:
		r.Unchanged++
		return
	case Refused:
		r.Refused++
		return
	}
	r.Claims += e.Claims
	r.Quads += int64(e.Quads)
}

// Load writes readings into st, each wholly or not at all. When it returns nil
// they are durable. At an error of the readings, of the store or of ctx, those
// before it stay; the report then counts what was handed to the store.
func Load(ctx context.Context, st *store.Store, readings iter.Seq2[schema.Reading, error], opts Options) (Report, error) {
	l := loader{st: st, opts: opts, labels: map[quad.IRI]uint64{}, sources: map[string]quad.Value{}}
	if err := st.ReplaceAll(ctx, l.batches(ctx, readings)); err != nil {
		return l.report, fmt.Errorf("load: %w", err)
	}
	return l.report, nil
}

// A loader turns readings into batches. What it has handed to the store may
// not be visible there yet, so it remembers it.
type loader struct {
	st      *store.Store
	opts    Options
	report  Report
	labels  map[quad.IRI]uint64   // hash of the quads
	sources map[string]quad.Value // label
}

func (l *loader) batches(ctx context.Context, readings iter.Seq2[schema.Reading, error]) iter.Seq2[store.Batch, error] {
	return func(yield func(store.Batch, error) bool) {
		for r, err := range readings {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(store.Batch{}, err)
				return
			}
			if !l.reading(ctx, r, yield) {
				return
			}
		}
	}
}

// reading yields the batches of one reading and reports whether to go on.
func (l *loader) reading(ctx context.Context, r schema.Reading, yield func(store.Batch, error) bool) bool {
	e := Event{Source: r.Article.Source, Claims: len(r.Claims)}
	r.Normalize()
	e.IRI = r.Article.IRI
	quads, err := schema.Encode(r)
	if err != nil {
		e.Outcome, e.Err = Refused, err
		l.done(e)
		return true
	}
	e.Quads = len(quads)
	batch := store.Batch{Label: quad.IRI(e.IRI), Quads: quads, Source: e.Source}
	old, err := l.superseded(ctx, batch)
	if err == nil {
		e.Outcome, err = l.compare(ctx, batch)
	}
	if err != nil {
		yield(store.Batch{}, err)
		return false
	}
	if old != nil {
		// No quads: the label goes. Should the load end right here, the
		// source still points to it, and the next load brings the new one.
		e.Outcome = Replaced
		if !yield(store.Batch{Label: old}, nil) {
			return false
		}
	}
	if e.Outcome != Unchanged && !yield(batch, nil) {
		return false
	}
	l.remember(batch)
	l.done(e)
	return true
}

func (l *loader) done(e Event) {
	l.report.count(e)
	if l.opts.Progress != nil {
		l.opts.Progress(e)
	}
}

// superseded returns the label of another article that came from this source
// alone before, nil when there is none.
func (l *loader) superseded(ctx context.Context, b store.Batch) (quad.Value, error) {
	if b.Source == "" {
		return nil, nil
	}
	old, ok := l.sources[b.Source]
	if !ok {
		var err error
		if old, ok, err = l.st.Source(ctx, b.Source); err != nil {
			return nil, err
		}
	}
	if !ok || old == b.Label {
		return nil, nil
	}
	shared, err := l.hasOtherSource(ctx, old, b.Source)
	if err != nil || shared {
		return nil, err
	}
	return old, nil
}

// hasOtherSource reports whether an article was read from elsewhere too: the
// same text in two files is one article, and stays when one of them changes.
func (l *loader) hasOtherSource(ctx context.Context, label quad.Value, source string) (bool, error) {
	for other, at := range l.sources {
		if other != source && at == label {
			return true, nil
		}
	}
	for s, err := range l.st.Sources(ctx) {
		if err != nil {
			return false, err
		}
		if _, moved := l.sources[s.Name]; s.Label == label && s.Name != source && !moved {
			return true, nil
		}
	}
	return false, nil
}

// compare tells what the batch is to the store. An article is unchanged when
// its quads and its source are those that the store has.
func (l *loader) compare(ctx context.Context, b store.Batch) (Outcome, error) {
	label, _ := b.Label.(quad.IRI)
	if sum, ok := l.labels[label]; ok {
		if sum == hash(b.Quads) && l.knows(b.Source, b.Label) {
			return Unchanged, nil
		}
		return Replaced, nil
	}
	old, err := collect(l.st.Label(ctx, b.Label))
	if err != nil || len(old) == 0 {
		return Added, err
	}
	if !slices.Equal(old, b.Quads) {
		return Replaced, nil
	}
	if b.Source != "" {
		if source, ok, err := l.st.Source(ctx, b.Source); err != nil || !ok || source != b.Label {
			return Replaced, err
		}
	}
	return Unchanged, nil
}

func (l *loader) knows(source string, label quad.Value) bool {
	return source == "" || l.sources[source] == label
}

func (l *loader) remember(b store.Batch) {
	label, _ := b.Label.(quad.IRI)
	l.labels[label] = hash(b.Quads)
	if b.Source != "" {
		l.sources[b.Source] = b.Label
	}
}

// collect returns the quads in the order of schema.Encode.
func collect(quads iter.Seq2[quad.Quad, error]) ([]quad.Quad, error) {
	var list []quad.Quad
	for q, err := range quads {
		if err != nil {
			return nil, err
		}
		list = append(list, q)
	}
	slices.SortFunc(list, schema.CompareQuads)
	return list, nil
}

// ErrNoArticle: no article of the store goes by that name.
var ErrNoArticle = errors.New("no such article")

// Remove takes the articles out that ref names (see [Find]) and returns their
// IRIs, sorted. The error is [ErrNoArticle] when there is none.
func Remove(ctx context.Context, st *store.Store, ref string) ([]quad.IRI, error) {
	labels, err := Find(ctx, st, ref)
	if err != nil {
		return nil, err
	}
	for i, label := range labels {
		if _, err := st.Remove(ctx, label); err != nil {
			return labels[:i], fmt.Errorf("remove %s: %w", label, err)
		}
	}
	return labels, nil
}
