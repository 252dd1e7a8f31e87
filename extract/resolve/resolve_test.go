package resolve

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sayso-graph/sayso/schema"
)

func TestLexiconFindsByNameAndType(t *testing.T) {
	for _, c := range []struct {
		name string
		typ  schema.EntityType
		want string
	}{
		{"International Labour Organization", schema.Organization, "ILO"},
		{"the I.L.O.", schema.Organization, "ILO"},
		{"East Turkestan", schema.Place, "Xinjiang"},
		{"China", schema.Organization, "China"}, // countries act
		{"Jordan", schema.Person, ""},           // a man of that name
		{"Georgia", schema.Place, ""},           // ambiguous
		{"Türkiye", "", "Turkey"},
		{"Nowhereland", "", ""},
	} {
		got := ""
		if e := Default().Find(c.name, c.typ); e != nil {
			got = e.ID
		}
		if got != c.want {
			t.Errorf("Find(%q, %q) = %q, want %q", c.name, c.typ, got, c.want)
		}
	}
	if e := Default().Country("Tibetans"); e != nil {
		t.Errorf("Tibetans are of %v", e)
	}
	if e := Default().Country("Chinese"); e == nil || e.ID != "China" {
		t.Errorf("Chinese is of %v", e)
	}
}

func TestUserLexicon(t *testing.T) {
	l := Default().Clone()
	if err := l.ReadCSV(strings.NewReader("id,type,names\nAcme,organization,Acme Corporation,ILO\n")); err != nil {
		t.Fatal(err)
	}
	if err := l.ReadJSONL(strings.NewReader(`{"id":"Jane Roe","type":"person","names":["J. Roe"]}` + "\n\n")); err != nil {
		t.Fatal(err)
	}
	if e := l.Find("ILO", schema.Organization); e == nil || e.ID != "Acme" {
		t.Errorf("the user's ILO is %v", e)
	}
	if e := l.Find("J. Roe", schema.Person); e == nil || e.ID != "Jane Roe" {
		t.Errorf("J. Roe is %v", e)
	}
	if e := Default().Find("ILO", ""); e == nil || e.ID != "ILO" {
		t.Errorf("the built-in ILO became %v", e)
	}
	for _, bad := range []string{"x\n", "x,gizmo,y\n", ",person,y\n"} {
		if l.ReadCSV(strings.NewReader(bad)) == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func person(name string, articles int, neighbours ...string) schema.Record {
	slices.Sort(neighbours)
	return schema.Record{IRI: schema.EntityIRI(name), Type: schema.Person, Names: []string{name}, Articles: articles, Neighbours: neighbours}
}

func TestMatch(t *testing.T) {
	org := func(name string, neighbours ...string) schema.Record {
		r := person(name, 1, neighbours...)
		r.Type = schema.Organization
		return r
	}
	for _, c := range []struct {
		name string
		in   []schema.Record
		want []string
	}{
		{"accents and case", []schema.Record{person("José Núñez", 3), person("JOSE NUNEZ", 1)}, []string{"ent:JOSE_NUNEZ > ent:José_Núñez"}},
		{"middle names", []schema.Record{person("Donald Trump", 2, "a"), person("Donald John Trump", 1, "a")}, []string{"ent:Donald_John_Trump > ent:Donald_Trump"}},
		{"two persons of one surname", []schema.Record{person("Jane Roe", 1, "a", "b", "c"), person("Mary Roe", 1, "a", "b", "c")}, nil},
		{"a surname alone, with company", []schema.Record{person("Roe", 1, "a", "b"), person("Jane Roe", 1, "a", "b")}, []string{"ent:Roe > ent:Jane_Roe"}},
		{"a surname alone, without", []schema.Record{person("Roe", 1, "x"), person("Jane Roe", 1, "a", "b")}, nil},
		{"a surname that two bear", []schema.Record{person("Roe", 1, "a"), person("Jane Roe", 1, "a"), person("Mary Roe", 1, "a")}, nil},
		{
			"transliterations with company",
			[]schema.Record{person("Mikhail Gorbachev", 1, "a", "b"), person("Mikhail Gorbachov", 2, "a", "b")},
			[]string{"ent:Mikhail_Gorbachev > ent:Mikhail_Gorbachov"},
		},
		{"numbers tell apart", []schema.Record{org("Apollo Mission 11", "a", "b"), org("Apollo Mission 12", "a", "b")}, nil},
		{"an acronym with company", []schema.Record{org("World Puzzle Federation", "a", "b"), org("WPF", "a", "b")}, []string{"ent:WPF > ent:World_Puzzle_Federation"}},
		{"a person is no place", []schema.Record{person("Jack London", 1, "a"), {IRI: "ent:x", Type: schema.Place, Names: []string{"Jack London"}}}, nil},
	} {
		var got []string
		for _, j := range Match(c.in) {
			got = append(got, j.From+" > "+j.Into)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

func TestMatchDoesNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		word := rapid.SampledFrom([]string{"Jane", "John", "Mary", "J.", "Roe", "Row", "Smith", "Smyth"})
		var records []schema.Record
		seen := map[string]bool{}
		for range rapid.IntRange(0, 12).Draw(rt, "n") {
			name := word.Draw(rt, "first") + " " + word.Draw(rt, "last")
			if !seen[name] {
				seen[name] = true
				records = append(records, person(name, rapid.IntRange(1, 3).Draw(rt, "articles"), word.Draw(rt, "with")))
			}
		}
		want := Match(records)
		shuffled := rapid.Permutation(records).Draw(rt, "order")
		if d := cmp.Diff(want, Match(shuffled)); d != "" {
			rt.Fatal(d)
		}
	})
}

func TestJudgementsRoundTrip(t *testing.T) {
	list := []schema.Judgement{
		{From: "ent:a", Into: "ent:b", Same: true, Judge: "user", Score: 1},
		{From: "ent:a", Into: "ent:c", Judge: Judge, Score: 0.25, Reasons: []string{"types"}},
	}
	var buf bytes.Buffer
	if err := WriteJudgements(&buf, list); err != nil {
		t.Fatal(err)
	}
	got, err := ReadJudgements(&buf)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(list, got); d != "" {
		t.Error(d)
	}
	if _, err := ReadJudgements(strings.NewReader(`{"from":"ent:a","into":"ent:a"}`)); err == nil {
		t.Error("a judgement on one entity was read")
	}
}

// generated makes n records of persons: each third is another spelling of the
// one before, with the same neighbours.
func generated(n int) []schema.Record {
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	syllables := strings.Fields("ka ro mi ta ne lu so vi ban der gor chev stein ham wal pet dov ric tam bel")
	word := func() string {
		var b strings.Builder
		for range 2 + rng.IntN(3) {
			b.WriteString(syllables[rng.IntN(len(syllables))])
		}
		w := b.String()
		return strings.ToUpper(w[:1]) + w[1:]
	}
	out := make([]schema.Record, 0, n)
	for i := 0; len(out) < n; i++ {
		name := word() + " " + word()
		company := []string{fmt.Sprint("ent:", i), fmt.Sprint("ent:x", i%97)}
		slices.Sort(company)
		r := person(name, 1, company...)
		out = append(out, r)
		if i%2 == 0 && len(out) < n {
			at := 2 + rng.IntN(len(name)-3)
			typo := name[:at] + name[at+1:]
			out = append(out, person(typo, 1, company...))
		}
	}
	return out
}

// BenchmarkMatch shows that time grows with n log n: compare the time per
// record of the sizes.
func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		records := generated(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Match(records)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/record")
		})
	}
}

// Half of the generated names have a second spelling, and no other pair is one
// person.
func TestMatchOfGeneratedNames(t *testing.T) {
	records := generated(3000)
	right, found := 0, Match(records)
	for _, j := range found {
		if len(shared(neighboursOf(records, j.From), neighboursOf(records, j.Into))) == 2 {
			right++
		}
	}
	precision, recall := float64(right)/float64(len(found)), float64(right)/1000
	t.Logf("precision %.3f, recall %.3f", precision, recall)
	if precision < 0.98 || recall < 0.8 {
		t.Errorf("precision %.3f, recall %.3f", precision, recall)
	}
}

func neighboursOf(records []schema.Record, iri string) []string {
	i := slices.IndexFunc(records, func(r schema.Record) bool { return r.IRI == iri })
	return records[i].Neighbours
}

func TestGive(t *testing.T) {
	a, b := &thing{mentions: []int{2, 5}}, &thing{mentions: []int{3}}
	a.give(2, b)
	if !slices.Equal(a.mentions, []int{5}) || !slices.Equal(b.mentions, []int{2, 3}) || a.into != nil {
		t.Errorf("one of two mentions given: %+v, %+v", a, b)
	}
	if a.give(5, b); a.root() != b {
		t.Errorf("a thing without mentions remains: %+v", a)
	}
}
