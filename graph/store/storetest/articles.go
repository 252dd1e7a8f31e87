package storetest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

func testArticles(t *testing.T, s Subject) {
	b := s.open(t)
	one, two := Article(1, 1, 5), Article(2, 1, 7)
	replace(t, b, one, two)
	wantLines(t, b, one.Quads, two.Quads)

	before, err := b.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	replace(t, b, one)
	if after, err := b.Stats(t.Context()); err != nil || withoutBytes(after) != withoutBytes(before) {
		t.Errorf("the same article again: %+v became %+v, %v", before, after, err)
	}

	one = Article(1, 2, 3)
	replace(t, b, one)
	wantLines(t, b, one.Quads, two.Quads)
	if got, want := Lines(t, b.Label(t.Context(), Label(1))), Lines(t, All(one.Quads)); !slices.Equal(got, want) {
		t.Errorf("label 1 has %q, want %q", got, want)
	}
	if got := Lines(t, b.Label(t.Context(), quad.IRI("urn:none"))); len(got) != 0 {
		t.Errorf("a label that is not there has %q", got)
	}
	if got := labels(t, b); !slices.Equal(got, []string{Label(1).String(), Label(2).String()}) {
		t.Errorf("labels are %q", got)
	}
}

func withoutBytes(st backend.Stats) backend.Stats {
	st.Bytes = 0
	return st
}

func labels(t testing.TB, b backend.Backend) (list []string) {
	t.Helper()
	for l, err := range b.Labels(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, l.String())
	}
	slices.Sort(list)
	return list
}

func testRemove(t *testing.T, s Subject) {
	b := s.open(t)
	one, two := Article(1, 1, 50), Article(2, 1, 5)
	loose := quad.Quad{Subject: quad.IRI("ent:ILO"), Predicate: quad.IRI("rel:requested"), Object: quad.IRI("ent:China")}
	replace(t, b, one, two)
	if _, err := b.Import(t.Context(), All([]quad.Quad{loose})); err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{len(one.Quads), 0} {
		if n, err := b.Remove(t.Context(), Label(1)); n != want || err != nil {
			t.Errorf("removed %d quads, %v, want %d", n, err, want)
		}
	}
	wantLines(t, b, two.Quads, []quad.Quad{loose})
	if qs := b.QuadStore(); qs.ValueOf(Label(1)) != nil || qs.ValueOf(quad.IRI("ent:China")) == nil {
		t.Error("a value that is in no quad is left, or one that is in a quad is gone")
	}
	if _, ok, err := b.Source(t.Context(), one.Source); ok || err != nil {
		t.Errorf("the source of a removed article is left, %v", err)
	}
	if n, err := b.Remove(t.Context(), Label(2)); n != len(two.Quads) || err != nil {
		t.Errorf("removed %d quads, %v", n, err)
	}
	wantLines(t, b, []quad.Quad{loose})
	st, err := b.Stats(t.Context())
	st.Bytes = 0
	if want := (backend.Stats{Quads: 1, Nodes: 3, Predicates: 1}); st != want || err != nil {
		t.Errorf("stats %+v, %v, want %+v", st, err, want)
	}
}

// testDuplicates writes the same quads by every way in.
func testDuplicates(t *testing.T, s Subject) {
	b := s.open(t)
	one := Article(1, 1, 20)
	for range 3 {
		replace(t, b, one)
		if n, err := b.Import(t.Context(), All(slices.Concat(one.Quads, one.Quads))); n != 0 || err != nil {
			t.Errorf("import of what is there: %d new, %v", n, err)
		}
		w, err := b.QuadStore().NewQuadWriter()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.WriteQuads(one.Quads); err != nil {
			t.Fatal(err)
		}
		var deltas []graph.Delta
		for _, q := range one.Quads {
			deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
		}
		if err := b.QuadStore().ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreDup: true}); err != nil {
			t.Fatal(err)
		}
		wantLines(t, b, one.Quads)
	}
	// The same triple of a second article is a second quad.
	two := backend.Batch{Label: Label(2)}
	for _, q := range one.Quads {
		q.Label = two.Label
		two.Quads = append(two.Quads, q)
	}
	replace(t, b, two)
	wantLines(t, b, one.Quads, two.Quads)
}

func testSources(t *testing.T, s Subject) {
	b := s.open(t)
	one, two := Article(1, 1, 1), Article(2, 1, 1)
	replace(t, b, one, two)
	wantSource(t, b, one.Source, Label(1))
	// The file of the second now holds the first; the second is from nowhere.
	one.Source = two.Source
	replace(t, b, one)
	wantSource(t, b, one.Source, Label(1))
	if _, err := b.Remove(t.Context(), Label(2)); err != nil {
		t.Fatal(err)
	}
	wantSource(t, b, one.Source, Label(1))
	// An article may be empty and still come from somewhere.
	replace(t, b, backend.Batch{Label: Label(3), Source: "empty.txt"})
	wantSource(t, b, "empty.txt", Label(3))
	if got, ok, err := b.Source(t.Context(), "none.txt"); ok || err != nil {
		t.Errorf("source of nothing: %v, %v", got, err)
	}
	var list []string
	for src, err := range b.Sources(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprint(src.Name, " ", src.Label))
	}
	want := []string{"articles/1.txt <urn:article:1>", "articles/2.txt <urn:article:1>", "empty.txt <urn:article:3>"}
	if !slices.Equal(list, want) {
		t.Errorf("sources %q, want %q", list, want)
	}
}

func wantSource(t testing.TB, b backend.Backend, source string, want quad.Value) {
	t.Helper()
	if got, ok, err := b.Source(t.Context(), source); got != want || !ok || err != nil {
		t.Errorf("source %s: %v, %v, %v, want %v", source, got, ok, err, want)
	}
}

// testValues stores every kind of value in the place of an object, and some
// that cayley's own stores take for the same.
func testValues(t *testing.T, s Subject) {
	b := s.open(t)
	at := time.Date(2025, 2, 14, 10, 0, 0, 0, time.UTC)
	long := quad.String(make([]byte, 5000))
	values := []quad.Value{
		quad.IRI("a"), quad.BNode("a"), quad.String("a"), quad.String("<a>"), quad.String("_:a"), quad.String(""),
		quad.LangString{Value: "a", Lang: "en"},
		quad.LangString{Value: "a", Lang: "en-GB"},
		quad.TypedString{Value: "a", Type: "a"},
		quad.TypedString{Value: "01", Type: "xsd:integer"},
		quad.Int(1), quad.Int(-1), quad.Int(math.MaxInt64), quad.Int(math.MinInt64),
		quad.Float(1), quad.Float(0.1), quad.Float(math.Inf(1)), quad.Bool(true), quad.Bool(false),
		quad.Time(at), quad.Time(at.Add(1)), quad.Time(at.Add(time.Millisecond)),
		long, quad.IRI(long), quad.String("line\nbreak \"quoted\" \\ 中文 \U0001F600"),
	}
	for n := range 300 { // whatever buffers an encoding does not fit into
		values = append(values, quad.IRI(strings.Repeat("i", n+2)), quad.String(strings.Repeat("s", n+2)))
	}
	batch := backend.Batch{Label: Label(1)}
	for _, v := range values {
		batch.Quads = append(batch.Quads, quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: v, Label: Label(1)})
	}
	replace(t, b, batch)
	qs := b.QuadStore()
	got := map[any]bool{}
	for q, err := range b.Label(t.Context(), Label(1)) {
		if err != nil {
			t.Fatal(err)
		}
		got[q.Object] = true
	}
	for _, v := range values {
		if !got[v] {
			t.Errorf("%T %.40v did not come back", v, v)
		}
		if back := qs.NameOf(qs.ValueOf(v)); back != v {
			t.Errorf("%T %.40v is found as %T %.40v", v, v, back, back)
		}
	}
	if len(got) != len(values) {
		t.Errorf("%d values came back, want %d", len(got), len(values))
	}
}
