package load

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/newstest"
	"github.com/sayso-graph/sayso/schema"
)

// lower judges that names which differ in case are of one thing.
type lower struct{ compared int }

func (*lower) Name() string { return "lower" }

func (l *lower) Match(records []schema.Record) (out []schema.Judgement) {
	l.compared = len(records)
	first := map[string]string{}
	for _, r := range records {
		key := strings.ToLower(r.Names[0])
		if into, ok := first[key]; ok {
			out = append(out, schema.Judgement{From: r.IRI, Into: into, Same: true, Judge: "lower", Score: 1, Reasons: []string{"case"}})
		} else {
			first[key] = r.IRI
		}
	}
	return out
}

// about makes a reading that names some entities.
func about(url string, names ...string) schema.Reading {
	r := reading(url, url, strings.Join(names, " "))
	r.Entities, r.Claims = nil, nil
	for _, n := range names {
		r.Entities = append(r.Entities, schema.Entity{IRI: schema.EntityIRI(n), Type: schema.Person, Name: n, Named: true})
	}
	return r
}

// A matcher that is told of every change judges as one that reads the whole
// store at the end.
func TestMatcherKeepsStep(t *testing.T) {
	ctx, st := context.Background(), open(t)
	judger := &lower{}
	m := NewMatcher(st, judger)
	rng := rand.New(rand.NewPCG(1, 2))
	names := []string{"Roe", "ROE", "roe", "Doe", "doe"}
	urls := []string{"https://e.org/1", "https://e.org/2", "https://e.org/3"}
	for range 40 {
		url := urls[rng.IntN(len(urls))]
		var changed []quad.IRI
		if rng.IntN(3) == 0 {
			changed, _ = Remove(ctx, st, url)
		} else {
			rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
			report, err := Load(ctx, st, readings(about(url, names[:rng.IntN(4)]...)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			changed = report.Changed
		}
		if _, err := m.Match(ctx, changed...); err != nil {
			t.Fatal(err)
		}
		got, err := Judgements(ctx, st)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := NewMatcher(st, judger).Match(ctx); err != nil || n != 0 {
			t.Fatalf("a new matcher changed %d judgements (%v), had %v", n, err, got)
		}
	}
}

func TestMatcherLeavesUsersAlone(t *testing.T) {
	ctx, st := context.Background(), open(t)
	load(t, st, about("https://e.org/1", "Roe", "ROE"))
	apart := schema.Judgement{From: "ent:Roe", Into: "ent:ROE", Judge: schema.User, Score: 1}
	if _, err := Judge(ctx, st, apart); err != nil {
		t.Fatal(err)
	}
	if _, err := NewMatcher(st, &lower{}).Match(ctx); err != nil {
		t.Fatal(err)
	}
	got, err := Judgements(ctx, st)
	if err != nil || !slices.EqualFunc(got, []schema.Judgement{apart}, func(a, b schema.Judgement) bool { return equal(&a, &b) }) {
		t.Errorf("%v, %v", got, err)
	}
}

// What is no article of ours does not stop a matcher.
func TestMatcherSkipsForeignQuads(t *testing.T) {
	ctx, st := context.Background(), open(t)
	load(t, st, about("https://e.org/1", "Roe"))
	foreign := quad.Make(quad.IRI("x"), quad.IRI("y"), quad.IRI("z"), quad.IRI("g"))
	if _, err := st.Import(ctx, func(yield func(quad.Quad, error) bool) { yield(foreign, nil) }); err != nil {
		t.Fatal(err)
	}
	judger := &lower{}
	if _, err := NewMatcher(st, judger).Match(ctx); err != nil || judger.compared != 1 {
		t.Errorf("compared %d records, %v", judger.compared, err)
	}
}

// A sketch of an article gives the records that its reading gives.
func TestSketches(t *testing.T) {
	ctx, st := context.Background(), open(t)
	var want schema.Records
	for r, err := range newstest.Readings(1, 20) {
		if err != nil {
			t.Fatal(err)
		}
		r.Entities[0].Aliases = []string{"The Alias"}
		r.Entities[1].Named = false
		r.Claims[0].Arguments = []schema.Argument{{Term: r.Claims[1].Subject, Preposition: "in"}, {Term: r.Claims[2].Subject}}
		load(t, st, r)
	}
	for label, err := range st.Labels(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := schema.Decode(st.Label(ctx, label))
		if err != nil {
			t.Fatal(err)
		}
		want.Set(&r)
	}
	got, err := NewMatcher(st, &lower{}).Records(ctx)
	if err != nil || len(got) == 0 {
		t.Fatal(len(got), err)
	}
	expect(t, "records", got, want.List())
}
