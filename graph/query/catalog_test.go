package query_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/newstest"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// invented is a store of some articles, two entities of which are one.
func invented(t *testing.T, articles int) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if _, err := load.Load(t.Context(), st, newstest.Readings(1, articles), load.Options{}); err != nil {
		t.Fatal(err)
	}
	top := all(t, query.Entities(t.Context(), st, query.EntityFilter{Limit: 3}))
	judge(t, st, schema.Judgement{From: top[0].IRI, Into: top[2].IRI, Same: true, Judge: schema.User, Score: 1})
	return st
}

func judge(t *testing.T, st *store.Store, j schema.Judgement) {
	t.Helper()
	if _, err := load.Judge(t.Context(), st, j); err != nil {
		t.Fatal(err)
	}
}

func all[T any](t *testing.T, rows iter.Seq2[T, error]) []T {
	t.Helper()
	list := []T{}
	for row, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, row)
	}
	return list
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A catalog finds what reading the store finds, in the same order.
func TestCatalogAnswersAsTheStore(t *testing.T) {
	st := invented(t, 25)
	c := query.NewCatalog(st)
	top := all(t, query.Entities(t.Context(), st, query.EntityFilter{Limit: 4}))
	one, other := top[0].IRI, top[3].IRI
	for _, f := range []query.Filter{
		{},
		{About: one},
		{About: one, By: other},
		{By: one},
		{Predicate: "requested", Stated: true},
		{Polarity: schema.Negative},
		{Modality: schema.Reported, MinConfidence: 0.7},
		{Since: "2024-01-05", Until: "2024-01-07"},
		{Corroborated: 2},
		{Corroborated: 2, About: one},
		{Disputed: true},
		{Disputed: true, About: one},
		{Disputed: true, Pairs: true, About: one},
		{Article: all(t, query.Articles(t.Context(), st, query.ArticleFilter{Limit: 1}))[0].IRI},
	} {
		t.Run(fmt.Sprintf("%+v", f), func(t *testing.T) {
			want := all(t, query.Claims(t.Context(), st, f))
			got, total, err := c.Claims(t.Context(), f, 0)
			if err != nil || total != len(want) {
				t.Fatalf("%d claims, want %d (%v)", total, len(want), err)
			}
			for i := range want {
				want[i].Against = want[i].Against[:min(10, len(want[i].Against))]
				if g, w := asJSON(t, got[i]), asJSON(t, want[i]); g != w {
					t.Fatalf("claim %d: got\n%s\nwant\n%s", i, g, w)
				}
			}
			f.Limit = 3
			part, _, err := c.Claims(t.Context(), f, 2)
			if err != nil || asJSON(t, part) != asJSON(t, got[min(2, total):min(5, total)]) {
				t.Errorf("the rows from the third on are others: %v", err)
			}
		})
	}
	gotArticles, _, err := c.Articles(t.Context(), query.ArticleFilter{About: one, Text: "TALKS"}, 0)
	if want := all(t, query.Articles(t.Context(), st, query.ArticleFilter{About: one, Text: "talks"})); err != nil || !slices.Equal(gotArticles, want) || len(want) == 0 {
		t.Errorf("articles: got %v %v, want %v", gotArticles, err, want)
	}
	gotEntities, total, err := c.Entities(t.Context(), query.EntityFilter{Type: schema.Place}, 0)
	wantEntities := all(t, query.Entities(t.Context(), st, query.EntityFilter{Type: schema.Place}))
	if err != nil || total != len(wantEntities) {
		t.Fatalf("%d places, want %d (%v)", total, len(wantEntities), err)
	}
	for i, e := range wantEntities {
		if e, err = query.Entity(t.Context(), st, e.IRI); err != nil || asJSON(t, gotEntities[i]) != asJSON(t, e) {
			t.Errorf("entity %d: got %+v, want %+v (%v)", i, gotEntities[i], e, err)
		}
	}
}

// A catalog knows of entities what a matcher reads.
func TestCatalogRecords(t *testing.T) {
	st := invented(t, 10)
	got, err := query.NewCatalog(st).Records(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want, err := load.NewMatcher(st, nil).Records(t.Context())
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %d records\n%+v\nwant %d (%v)\n%+v", len(got), got[0], len(want), err, want[0])
	}
}

// A catalog follows what it is told of.
func TestCatalogFollows(t *testing.T) {
	st := invented(t, 3)
	c := query.NewCatalog(st)
	count := func() int {
		t.Helper()
		_, total, err := c.Claims(t.Context(), query.Filter{}, 0)
		if err != nil {
			t.Fatal(err)
		}
		return total
	}
	before := count()
	label := quad.IRI(all(t, query.Articles(t.Context(), st, query.ArticleFilter{Limit: 1}))[0].IRI)
	removed, err := load.Remove(t.Context(), st, string(label))
	if err != nil {
		t.Fatal(err)
	}
	c.Changed(removed...)
	if got := count(); got >= before {
		t.Errorf("%d claims without one of three articles, %d with it", got, before)
	}
	report, err := load.Load(t.Context(), st, newstest.Readings(1, 3), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c.Changed(report.Changed...)
	if got := count(); got != before {
		t.Errorf("%d claims, %d before", got, before)
	}
	top, _, err := c.Entities(t.Context(), query.EntityFilter{Limit: 2}, 0)
	if err != nil {
		t.Fatal(err)
	}
	judge(t, st, schema.Judgement{From: top[0].IRI, Into: top[1].IRI, Same: true, Judge: schema.User, Score: 1})
	c.Judged()
	if e, err := c.Entity(t.Context(), top[0].IRI); err != nil || e.IRI != top[1].IRI {
		t.Errorf("%s is %s after the judgement (%v)", top[0].IRI, e.IRI, err)
	}
}

func TestCatalogFindsNames(t *testing.T) {
	st, err := store.Open(t.Context(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	r := schema.Reading{Article: schema.Article{URL: "https://news.example/1", Text: "x"}}
	for _, name := range []string{"Liu Pengyu", "Liu", "Recep Tayyip Erdoğan", "Council of Lima", "International Labor Organization", "Antalium"} {
		r.Entities = append(r.Entities, schema.Entity{IRI: schema.EntityIRI(name), Type: schema.Person, Name: name, Named: true})
	}
	r.Normalize()
	if _, err := load.Load(context.Background(), st, func(yield func(schema.Reading, error) bool) { yield(r, nil) }, load.Options{}); err != nil {
		t.Fatal(err)
	}
	c := query.NewCatalog(st)
	for text, want := range map[string][]string{
		"liu":                        {"Liu", "Liu Pengyu", "Antalium"},
		"pengyu":                     {"Liu Pengyu"},
		"LIU P":                      {"Liu Pengyu"},
		"erdogan":                    {"Recep Tayyip Erdoğan"},
		"li":                         {"Liu", "Liu Pengyu", "Council of Lima", "Antalium"},
		"pengyou":                    {"Liu Pengyu"},
		"interantional":              {"International Labor Organization"},
		"internatonal labor orgniza": {"International Labor Organization"},
		"liu pengyo":                 {"Liu Pengyu"},
		"council of lma":             {"Council of Lima"},
		"lms":                        {},
		"pen":                        {"Liu Pengyu"},
		"zzzz":                       {},
	} {
		rows, total, err := c.Entities(t.Context(), query.EntityFilter{Text: text}, 0)
		got := []string{}
		for _, e := range rows {
			got = append(got, e.Name)
		}
		if err != nil || !slices.Equal(got, want) || total != len(want) {
			t.Errorf("%q finds %q (%v), want %q", text, got, err, want)
		}
	}
}

func TestNetwork(t *testing.T) {
	st := invented(t, 25)
	c := query.NewCatalog(st)
	whole, err := c.Network(t.Context(), nil, query.Filter{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	linked := map[int]bool{}
	for _, l := range whole.Links {
		linked[l.From], linked[l.To] = true, true
	}
	if len(whole.Links) >= whole.Connections || len(linked) != len(whole.Entities) {
		t.Errorf("%d of %d links reach %d of %d entities", len(whole.Links), whole.Connections, len(linked), len(whole.Entities))
	}
	top := whole.Entities[0].IRI
	near, err := c.Network(t.Context(), []string{top}, query.Filter{Limit: 5})
	if err != nil || near.Entities[0].IRI != top || len(near.Entities) != 5 || near.Total <= 5 {
		t.Fatalf("%d entities of %d around %s (%v)", len(near.Entities), near.Total, top, err)
	}
	for _, l := range near.Links {
		if l.From != 0 && l.To != 0 {
			t.Errorf("%+v does not lead to the one in the middle", l)
		}
	}
	said := 0
	for _, row := range all(t, query.Claims(t.Context(), st, query.Filter{Predicate: "met"})) {
		if s, o := row.Claim.Subject.Entity, row.Claim.Object.Entity; s != "" && o != "" && s != o {
			said++
		}
	}
	met, err := c.Network(t.Context(), nil, query.Filter{Predicate: "met", Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range met.Links {
		said -= l.Claims
	}
	if met.Connections != len(met.Links) && said <= 0 || met.Connections == len(met.Links) && said != 0 || len(met.Predicates) < 2 {
		t.Errorf("links stand for %d claims too few; there are the predicates %q", said, met.Predicates)
	}
	none, err := c.Network(t.Context(), nil, query.Filter{Predicate: "wrote"})
	if got := asJSON(t, none); err != nil || strings.Contains(got, "null") {
		t.Errorf("a network of nothing is %s (%v)", got, err)
	}
	if _, err := c.Network(t.Context(), []string{"nobody"}, query.Filter{}); err == nil {
		t.Error("there is a network around nobody")
	}
}
