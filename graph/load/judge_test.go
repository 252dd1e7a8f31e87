package load

import (
	"context"
	"testing"

	"github.com/sayso-graph/sayso/schema"
)

func TestJudgements(t *testing.T) {
	ctx, st := context.Background(), open(t)
	load(t, st, reading("https://e.org/1", "a.txt", "one"))
	before, _ := collect(st.Quads(ctx))
	program := schema.Judgement{From: "ent:ILO", Into: "ent:Int_Labor", Same: true, Judge: "names", Score: 0.75, Reasons: []string{"an acronym"}}
	user := schema.Judgement{From: "ent:Int_Labor", Into: "ent:ILO", Judge: schema.User, Score: 1}
	for _, step := range []struct {
		name    string
		do      func() (int, error)
		changed int
		want    []schema.Judgement
	}{
		{"a program judges", func() (int, error) { return Judge(ctx, st, program) }, 1, []schema.Judgement{program}},
		{"no user has judged", func() (int, error) { return Unjudge(ctx, st, [2]string{"ent:ILO", "ent:Int_Labor"}) }, 0, []schema.Judgement{program}},
		{"again", func() (int, error) { return Judge(ctx, st, program) }, 0, []schema.Judgement{program}},
		{"a user overrules it", func() (int, error) { return Judge(ctx, st, user) }, 1, []schema.Judgement{user}},
		{"the program cannot", func() (int, error) { return Judge(ctx, st, program) }, 0, []schema.Judgement{user}},
		{"taken back", func() (int, error) { return Unjudge(ctx, st, [2]string{"ent:ILO", "ent:Int_Labor"}) }, 1, nil},
		{"there is none", func() (int, error) { return Unjudge(ctx, st, [2]string{"ent:ILO", "ent:Int_Labor"}) }, 0, nil},
	} {
		changed, err := step.do()
		if err != nil || changed != step.changed {
			t.Errorf("%s: %d changed, %v", step.name, changed, err)
		}
		got, err := Judgements(ctx, st)
		if err != nil {
			t.Fatal(err)
		}
		expect(t, step.name, got, step.want)
	}
	// A score of many digits, and reasons in any order, are no change.
	thirds := schema.Judgement{From: "ent:A", Into: "ent:B", Same: true, Judge: "names", Score: 1. / 3, Reasons: []string{"b", "a"}}
	for _, want := range []int{1, 0} {
		if changed, err := Rejudge(ctx, st, "names", []schema.Judgement{thirds}); err != nil || changed != want {
			t.Errorf("%d changed, %v, want %d", changed, err, want)
		}
	}
	if _, err := Rejudge(ctx, st, "names", nil); err != nil {
		t.Error(err)
	}
	after, _ := collect(st.Quads(ctx))
	expect(t, "quads", after, before)
}
