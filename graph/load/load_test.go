package load

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// reading is an article that says one thing about the ILO.
func reading(url, source, text string) schema.Reading {
	all := schema.Span{End: len(text)}
	return schema.Reading{
		Article:  schema.Article{URL: url, Source: source, Text: text, Language: "en"},
		Entities: []schema.Entity{{IRI: "ent:ILO", Type: schema.Organization, Name: "ILO"}},
		Claims: []schema.Claim{{
			Sentence: all, Evidence: []schema.Span{all}, Polarity: schema.Positive, Modality: schema.Asserted,
			Subject:   schema.Term{Text: "ILO", Entity: "ent:ILO"},
			Predicate: schema.Predicate{Text: "said", IRI: "rel:said", Lemma: "say"},
			Object:    schema.Term{Text: text}, Confidence: 0.5,
		}},
	}
}

func readings(list ...schema.Reading) iter.Seq2[schema.Reading, error] {
	return func(yield func(schema.Reading, error) bool) {
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func open(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

// load loads and returns the outcomes in order.
func load(t *testing.T, st *store.Store, list ...schema.Reading) (out []Outcome) {
	t.Helper()
	report, err := Load(context.Background(), st, readings(list...), Options{Progress: func(e Event) { out = append(out, e.Outcome) }})
	if err != nil {
		t.Fatal(err)
	}
	if n := report.Articles() + report.Refused; n != len(list) {
		t.Errorf("the report counts %d readings of %d", n, len(list))
	}
	return out
}

// said lists what the ILO says in the whole store.
func said(t *testing.T, st *store.Store) (texts []string) {
	t.Helper()
	quads, err := collect(st.Quads(context.Background()))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range quads {
		if q.Predicate == schema.IRI("rel:said") {
			texts = append(texts, quad.ToString(q.Object.(quad.LangString).Value))
		}
	}
	return texts
}

func expect(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestLoadingTwiceChangesNothing(t *testing.T) {
	st := open(t)
	one, two := reading("https://e.org/1", "a.txt", "one"), reading("", "b.txt", "two")
	one.Article.Published, two.Article.Published = "2025-03-12T08:30:00Z", "2025-03-12T08:30:00+01:00"
	expect(t, "first load", load(t, st, one, two), []Outcome{Added, Added})
	before, _ := collect(st.Quads(context.Background()))
	expect(t, "second load", load(t, st, one, two), []Outcome{Unchanged, Unchanged})
	after, _ := collect(st.Quads(context.Background()))
	expect(t, "quads", after, before)
	expect(t, "twice in one load", load(t, st, two, two), []Outcome{Unchanged, Unchanged})
}

func TestChangedArticlesReplaceThemselves(t *testing.T) {
	st := open(t)
	load(t, st, reading("https://e.org/1", "a.txt", "one"), reading("", "b.txt", "two"))
	expect(t, "the same IRI with another text", load(t, st, reading("https://e.org/1", "a.txt", "uno")), []Outcome{Replaced})
	expect(t, "said", said(t, st), []string{"two", "uno"})
	expect(t, "the same file with another text, and so another IRI", load(t, st, reading("", "b.txt", "due")), []Outcome{Replaced})
	expect(t, "said", said(t, st), []string{"due", "uno"})
	expect(t, "both in one load", load(t, st, reading("", "b.txt", "dos"), reading("", "b.txt", "deux")), []Outcome{Replaced, Replaced})
	expect(t, "said", said(t, st), []string{"deux", "uno"})
}

func TestAnArticleInTwoFilesStaysWhenOneChanges(t *testing.T) {
	st := open(t)
	load(t, st, reading("", "a.txt", "one"), reading("", "b.txt", "one"))
	expect(t, "one file changes", load(t, st, reading("", "a.txt", "uno")), []Outcome{Added})
	expect(t, "said", said(t, st), []string{"one", "uno"})
	expect(t, "the other one changes too", load(t, st, reading("", "b.txt", "un")), []Outcome{Replaced})
	expect(t, "said", said(t, st), []string{"un", "uno"})
}

// TestInterruptedLoadsLeaveWholeArticles cancels loads at every article.
func TestInterruptedLoadsLeaveWholeArticles(t *testing.T) {
	var list []schema.Reading
	for i := range 12 {
		list = append(list, reading(fmt.Sprintf("https://e.org/%d", i), fmt.Sprintf("%d.txt", i), strings.Repeat("x", i+1)))
	}
	for stop := range list {
		st := open(t)
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		_, err := Load(ctx, st, readings(list...), Options{Progress: func(Event) {
			if n++; n > stop {
				cancel()
			}
		}})
		if !errors.Is(err, context.Canceled) && stop < len(list)-1 {
			t.Errorf("stopped after %d: %v", stop, err)
		}
		for label, err := range st.Labels(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			r, err := schema.Decode(st.Label(context.Background(), label))
			if err != nil || len(r.Claims) != 1 || len(r.Entities) != 1 {
				t.Errorf("stopped after %d: %v is not whole: %v", stop, label, err)
			}
		}
		expect(t, "the next load", len(load(t, st, list...)), len(list))
		expect(t, "articles", len(said(t, st)), len(list))
		cancel()
	}
}

func TestRefusedArticlesDoNotStopALoad(t *testing.T) {
	st := open(t)
	bad := reading("", "bad.txt", "bad")
	bad.Claims[0].Evidence = []schema.Span{{Start: 0, End: 99}}
	expect(t, "outcomes", load(t, st, bad, reading("", "b.txt", "two")), []Outcome{Refused, Added})
	expect(t, "said", said(t, st), []string{"two"})
}

func TestBrokenStreamKeepsWhatCameBefore(t *testing.T) {
	st, broken := open(t), errors.New("broken")
	stream := func(yield func(schema.Reading, error) bool) {
		if yield(reading("", "a.txt", "one"), nil) {
			yield(schema.Reading{}, broken)
		}
	}
	report, err := Load(context.Background(), st, stream, Options{})
	if !errors.Is(err, broken) || report.Added != 1 {
		t.Errorf("%v, %+v", err, report)
	}
	expect(t, "said", said(t, st), []string{"one"})
}

func TestRemoveByAnyName(t *testing.T) {
	iri := schema.ArticleIRI("https://e.org/1", "", "")
	for _, ref := range []string{iri, "<" + iri + ">", "https://e.org/1", "id-1", "a.txt"} {
		st := open(t)
		r := reading("https://e.org/1", "a.txt", "one")
		r.Article.ID = "id-1"
		load(t, st, r, reading("", "b.txt", "two"))
		removed, err := Remove(context.Background(), st, ref)
		if err != nil {
			t.Errorf("%s: %v", ref, err)
			continue
		}
		expect(t, ref, removed, []quad.IRI{quad.IRI(iri)})
		expect(t, "said", said(t, st), []string{"two"})
		if _, err := Remove(context.Background(), st, ref); !errors.Is(err, ErrNoArticle) {
			t.Errorf("%s, removed a second time: %v", ref, err)
		}
	}
}

func TestRemoveAFileOfSeveralArticles(t *testing.T) {
	st := open(t)
	load(t, st, reading("", "/data/all.jsonl#1", "one"), reading("", "/data/all.jsonl#2", "two"), reading("", "/data/all.jsonl.txt", "three"))
	removed, err := Remove(context.Background(), st, "/data/all.jsonl")
	if err != nil || len(removed) != 2 {
		t.Errorf("removed %v, %v", removed, err)
	}
	expect(t, "said", said(t, st), []string{"three"})
}

func TestRemovingEverythingLeavesNothing(t *testing.T) {
	st := open(t)
	for i := range 5 {
		load(t, st, reading(fmt.Sprintf("https://e.org/%d", i), "", strings.Repeat("x", i+1)))
	}
	for i := range 5 {
		if _, err := Remove(context.Background(), st, fmt.Sprintf("https://e.org/%d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if left, err := collect(st.Quads(context.Background())); err != nil || len(left) > 0 {
		t.Errorf("%d quads are left, %v", len(left), err)
	}
}
