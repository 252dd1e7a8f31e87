package query

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// judged are merges that do not make sense, but touch everything.
var judged = []schema.Judgement{
	{From: "ent:China", Into: "ent:Peru", Same: true, Judge: schema.User, Score: 1},
	{From: "ent:Liu_Pengyu", Into: "ent:Ann", Same: true, Judge: "names", Score: 0.8},
	{From: "ent:Court", Into: "ent:Tribunal", Same: true, Judge: "names", Score: 0.9}, // a name that no article uses
	{From: "ent:ILO", Into: "ent:Firm", Judge: schema.User, Score: 1},
}

func judge(t testing.TB, st *store.Store, list []schema.Judgement) {
	t.Helper()
	quads, err := schema.EncodeJudgements(list)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Replace(context.Background(), schema.IdentitiesLabel, quads, ""); err != nil {
		t.Fatal(err)
	}
}

// renamed is the world in which articles had used the canonical names.
func renamed(t testing.TB) *store.Store {
	t.Helper()
	st, ids := open(t, ""), schema.NewIdentities(judged)
	rename := func(v quad.Value) quad.Value {
		if iri, ok := v.(quad.IRI); ok {
			return schema.IRI(ids.Canonical(schema.Compact(string(iri))))
		}
		return v
	}
	for _, r := range readingsOfWorld() {
		quads, err := schema.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		for i := range quads {
			quads[i].Subject, quads[i].Object = rename(quads[i].Subject), rename(quads[i].Object)
		}
		slices.SortFunc(quads, schema.CompareQuads)
		if err := st.Replace(context.Background(), quads[0].Label, slices.Compact(quads), ""); err != nil {
			t.Fatal(err)
		}
	}
	return st
}

// set returns the answers of a query as a sorted set of lines.
func set(t testing.TB, st *store.Store, opts Options, text string) []string {
	t.Helper()
	got, err := answers(t, NewSession(st.QuadStore(), opts), text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	lines := strings.Split(got, "\n")
	slices.Sort(lines)
	return slices.Compact(lines)
}

func TestMergedEntitiesAreOneNode(t *testing.T) {
	merged, plain := load(t, readingsOfWorld()...), renamed(t)
	judge(t, merged, judged)
	queries := []string{
		`g.V("<ent:China>").all()`, `g.V("<ent:Peru>").out("<rel:praised>").all()`, `g.V("<ent:China>").in("<rel:requested>").all()`,
		`g.V("<ent:ILO>").out().in("<rdf:subject>").out("<rdf:predicate>").all()`,
		`g.V("<ent:Peru>").both("<rel:left>", "p").all()`, `g.V("<ent:Ann>").in("<prov:wasAttributedTo>").count()`,
		`g.V().has("<schema:name>", "China").all()`, `g.V("<ent:Tribunal>").in("<rdf:subject>").all()`,
		`g.V("<ent:China>").labels().all()`, `g.V("<ent:China>").and(g.V("<ent:ILO>").out("<rel:requested>")).all()`,
		`g.V("<schema:Organization>").in("<rdf:type>").except(g.V("<ent:China>")).all()`,
		`g.V("<ent:Peru>").tag("x").in("<rdf:object>").out("<rdf:subject>").has("<rel:rejected>", "<ent:ILO>").all()`,
	}
	examples, err := Examples()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		queries = append(queries, e.Text)
	}
	for _, q := range queries {
		if q = strings.ReplaceAll(q, "<ent:China>", "<ent:Peru>"); strings.Contains(q, "Liu") {
			q = strings.ReplaceAll(q, "<ent:Liu_Pengyu>", "<ent:Ann>") // the other world knows no other name
		}
		if diff := cmp.Diff(set(t, plain, Options{}, q), set(t, merged, Options{}, q)); diff != "" {
			t.Errorf("%s (-renamed +merged):\n%s", q, diff)
		}
	}
	if got := set(t, merged, Options{}, `g.V("<ent:China>").all()`); got[1] != `{"id":"ent:Peru"}` {
		t.Errorf("a member is shown as %q", got)
	}
	if got := set(t, merged, Options{Raw: true}, `g.V("<ent:China>").all()`); got[1] != `{"id":"ent:China"}` {
		t.Errorf("raw, a member is shown as %q", got)
	}
}

func TestListingsOfMergedEntities(t *testing.T) {
	merged, plain := load(t, readingsOfWorld()...), renamed(t)
	judge(t, merged, judged)
	for _, f := range []Filter{{}, {About: "China"}, {About: "Peru"}, {By: "Liu Pengyu"}, {By: "Ann"}, {Corroborated: 2}, {Disputed: true}} {
		if f.About == "China" || f.By == "Liu Pengyu" {
			continue // the renamed world does not know these names; see below
		}
		if diff := cmp.Diff(lines(t, Claims(context.Background(), plain, f)), lines(t, Claims(context.Background(), merged, f))); diff != "" {
			t.Errorf("%+v (-renamed +merged):\n%s", f, diff)
		}
	}
	for _, pair := range [][2]Filter{{{About: "China"}, {About: "Peru"}}, {{By: "Liu Pengyu"}, {By: "Ann"}}} {
		a, b := lines(t, Claims(context.Background(), merged, pair[0])), lines(t, Claims(context.Background(), merged, pair[1]))
		if diff := cmp.Diff(a, b); diff != "" || len(a) == 0 {
			t.Errorf("%+v: %s", pair, diff)
		}
	}
	row, err := Entity(context.Background(), merged, "China")
	if err != nil || row.IRI != "ent:Peru" || row.Articles != 3 || !slices.Equal(row.Aliases, []string{"Peru"}) && !slices.Equal(row.Aliases, []string{"China"}) {
		t.Errorf("%+v %v", row, err)
	}
	raw := lines(t, Claims(context.Background(), merged, Filter{About: "China", Raw: true}))
	if all := lines(t, Claims(context.Background(), merged, Filter{About: "China"})); len(raw) >= len(all) {
		t.Errorf("raw has %d claims about China, merged %d", len(raw), len(all))
	}
}

// TestSplitUndoesMerge: every answer and every quad is as before.
func TestSplitUndoesMerge(t *testing.T) {
	st := load(t, readingsOfWorld()...)
	query := `g.V("<ent:China>").in().all()`
	before, quads := set(t, st, Options{}, query), allQuads(t, st)
	judge(t, st, judged)
	if cmp.Equal(before, set(t, st, Options{}, query)) {
		t.Error("the merge changes nothing")
	}
	judge(t, st, nil)
	if diff := cmp.Diff(before, set(t, st, Options{}, query)); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(quads, allQuads(t, st)) {
		t.Error("the store is not as before")
	}
}

func allQuads(t testing.TB, st *store.Store) (quads []quad.Quad) {
	for q, err := range st.Quads(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	slices.SortFunc(quads, schema.CompareQuads)
	return quads
}
