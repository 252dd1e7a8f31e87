package schema

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func drawJudgements(t *rapid.T) []Judgement {
	names := rapid.SampledFrom([]string{"ent:A", "ent:B", "ent:C", "ent:D", "ent:E", "ent:F"})
	seen := map[string]bool{}
	var list []Judgement
	for range rapid.IntRange(0, 8).Draw(t, "judgements") {
		j := Judgement{
			From: names.Draw(t, "from"), Into: names.Draw(t, "into"), Same: rapid.IntRange(0, 3).Draw(t, "same") > 0,
			Judge:   rapid.SampledFrom([]string{User, "names"}).Draw(t, "judge"),
			Score:   roundConfidence(rapid.Float64Range(0, 1).Draw(t, "score")),
			Reasons: sortedStrings(rapid.SliceOfN(rapid.SampledFrom([]string{"the same name", "“the same” role"}), 0, 2).Draw(t, "reasons")),
		}
		if j.Same {
			j.Name = rapid.SampledFrom([]string{"", "Kvanta ApS"}).Draw(t, "name")
		}
		if iri := JudgementIRI(j.From, j.Into); j.From != j.Into && !seen[iri] {
			seen[iri] = true
			list = append(list, j)
		}
	}
	return list
}

func TestJudgementsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawJudgements(t)
		quads, err := EncodeJudgements(list)
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeJudgements(seq(quads))
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(list, func(a, b Judgement) int { return slices.Compare([]string{a.From, a.Into}, []string{b.From, b.Into}) })
		if diff := cmp.Diff(list, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestIdentitiesDoNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawJudgements(t)
		want := clustersOf(NewIdentities(list))
		rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		if diff := cmp.Diff(want, clustersOf(NewIdentities(list))); diff != "" {
			t.Fatal(diff)
		}
		ids := NewIdentities(list)
		for _, j := range list {
			if !j.Same && ids.Canonical(j.From) == ids.Canonical(j.Into) {
				t.Fatalf("%s and %s are one against a judgement", j.From, j.Into)
			}
		}
	})
}

func clustersOf(ids *Identities) (out []string) {
	for name, members := range ids.Clusters() {
		out = append(out, fmt.Sprint(name, members))
	}
	return out
}

func TestIdentities(t *testing.T) {
	same := func(from, into string, score float64, judge string) Judgement {
		return Judgement{From: from, Into: into, Same: true, Score: score, Judge: judge}
	}
	for _, test := range []struct {
		name string
		list []Judgement
		want []string
	}{
		{"no judgement", nil, nil},
		{"the name that others are merged into stays", []Judgement{same("ent:ILO", "ent:Int_Labor", 1, User), same("ent:Agency", "ent:Int_Labor", 1, User)}, []string{"ent:Int_Labor[ent:Agency ent:ILO ent:Int_Labor]"}},
		{"a chain", []Judgement{same("ent:C", "ent:B", 0.9, "names"), same("ent:B", "ent:Z", 0.8, "names")}, []string{"ent:Z[ent:B ent:C ent:Z]"}},
		{"a user's name before the program's", []Judgement{same("ent:M", "ent:Maria", 0.9, "names"), same("ent:Ann", "ent:M", 1, User)}, []string{"ent:M[ent:Ann ent:M ent:Maria]"}},
		{"a user's name, of one with another", []Judgement{same("ent:HWU", "ent:Harbour", 0.9, "names"), same("ent:HWU", "ent:Port", 1, User)}, []string{"ent:Port[ent:HWU ent:Harbour ent:Port]"}},
		{"a ring", []Judgement{same("ent:C", "ent:B", 0.9, "names"), same("ent:B", "ent:A", 0.9, "names"), same("ent:A", "ent:C", 0.9, "names")}, []string{"ent:A[ent:A ent:B ent:C]"}},
		{"kept apart", []Judgement{{From: "ent:A", Into: "ent:B", Judge: User}, same("ent:A", "ent:C", 0.9, "names"), same("ent:B", "ent:C", 0.8, "names")}, []string{"ent:C[ent:A ent:C]"}},
	} {
		if diff := cmp.Diff(test.want, clustersOf(NewIdentities(test.list))); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
	if _, err := EncodeJudgements([]Judgement{same("ent:A", "ent:A", 1, User)}); !errors.Is(err, ErrJudgement) {
		t.Errorf("an entity and itself: %v", err)
	}
}

func TestApplyRenamesEverywhere(t *testing.T) {
	r := seed()
	NewIdentities([]Judgement{{From: "ent:ILO", Into: "ent:Int_Labor", Same: true}, {From: "ent:Liu_Pengyu", Into: "ent:Int_Labor", Same: true}}).Apply(&r)
	if len(r.Entities) != 1 || r.Entities[0].IRI != "ent:Int_Labor" || !slices.Equal(r.Entities[0].Aliases, []string{"Liu Pengyu"}) || len(r.Entities[0].Mentions) != 2 {
		t.Errorf("entities: %+v", r.Entities)
	}
	if c := r.Claims[2]; r.Claims[0].Subject.Entity != "ent:Int_Labor" || c.Attribution.Source.Entity != "ent:Int_Labor" {
		t.Errorf("claims: %+v", r.Claims)
	}
}
