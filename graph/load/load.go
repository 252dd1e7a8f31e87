package load

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/graph/store/term"
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

	// Changed are the articles that were added, replaced or taken out, in the
	// order of the load: what [Matcher.Match] is to be told.
	Changed []quad.IRI `json:"-"`
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
	r.Changed = append(r.Changed, quad.IRI(e.IRI))
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
	uses    map[quad.Value]int    // sources of a label, nil until they are asked for
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
	a := &r.Article
	a.IRI = cmp.Or(a.IRI, schema.ArticleIRI(a.URL, a.ID, a.Text))
	e.IRI = a.IRI
	quads, err := schema.Encode(r)
	if err != nil {
		e.Outcome, e.Err = Refused, err
		l.done(e)
		return true
	}
	e.Quads = len(quads)
	batch := store.Batch{Label: quad.IRI(e.IRI), Quads: quads, Source: e.Source}
	previous, err := l.previous(ctx, e.Source)
	var gone bool
	if err == nil {
		gone, err = l.superseded(ctx, previous, batch.Label)
	}
	if err == nil {
		e.Outcome, err = l.compare(ctx, batch)
	}
	if err != nil {
		yield(store.Batch{}, err)
		return false
	}
	if gone {
		// No quads: the label goes. Should the load end right here, the
		// source still points to it, and the next load brings the new one.
		e.Outcome = Replaced
		if !yield(store.Batch{Label: previous}, nil) {
			return false
		}
		if iri, ok := previous.(quad.IRI); ok {
			l.report.Changed = append(l.report.Changed, iri)
		}
	}
	if e.Outcome != Unchanged && !yield(batch, nil) {
		return false
	}
	l.remember(batch, previous)
	l.done(e)
	return true
}

func (l *loader) done(e Event) {
	l.report.count(e)
	if l.opts.Progress != nil {
		l.opts.Progress(e)
	}
}

// previous returns the article that came from a source before, nil for none.
func (l *loader) previous(ctx context.Context, source string) (quad.Value, error) {
	if source == "" {
		return nil, nil
	}
	if label, ok := l.sources[source]; ok {
		return label, nil
	}
	label, ok, err := l.st.Source(ctx, source)
	if err != nil || !ok {
		return nil, err
	}
	return label, nil
}

// superseded reports whether the article that a source gave before goes: when
// it gives another one now, and no other source gives the old one.
func (l *loader) superseded(ctx context.Context, previous, label quad.Value) (bool, error) {
	if previous == nil || previous == label {
		return false, nil
	}
	shared, err := l.hasOtherSource(ctx, previous)
	return !shared, err
}

// hasOtherSource reports whether an article was read from elsewhere too: the
// same text in two files is one article, and stays when one of them changes.
func (l *loader) hasOtherSource(ctx context.Context, label quad.Value) (bool, error) {
	if l.uses == nil {
		if err := l.countUses(ctx); err != nil {
			return false, err
		}
	}
	return l.uses[label] > 1, nil
}

// countUses counts the sources of each article: those of the store, but for
// the ones that this load has given to another article since.
func (l *loader) countUses(ctx context.Context) error {
	l.uses = map[quad.Value]int{}
	for s, err := range l.st.Sources(ctx) {
		if err != nil {
			return err
		}
		if _, moved := l.sources[s.Name]; !moved {
			l.uses[s.Label]++
		}
	}
	for _, label := range l.sources {
		l.uses[label]++
	}
	return nil
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
	if !slices.Equal(old, stored(b.Quads)) {
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

// remember notes a batch, and the article that its source gave before.
func (l *loader) remember(b store.Batch, previous quad.Value) {
	label, _ := b.Label.(quad.IRI)
	l.labels[label] = hash(b.Quads)
	if b.Source == "" {
		return
	}
	if l.uses != nil && previous != b.Label {
		l.uses[b.Label]++
		l.uses[previous]--
	}
	l.sources[b.Source] = b.Label
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

// stored gives quads as collect reads them from a store, which keeps one form
// of a value: a time in UTC is a quad.Time.
func stored(quads []quad.Quad) []quad.Quad {
	list := slices.Clone(quads)
	for i := range list {
		list[i].Object = term.Canonical(list[i].Object)
	}
	slices.SortFunc(list, schema.CompareQuads)
	return list
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
