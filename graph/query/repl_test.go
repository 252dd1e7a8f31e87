package query

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/schema"
)

// typed is a user who types lines.
type typed struct {
	lines   []string
	history []string
	prompts []string
}

func (t *typed) Prompt(prompt string) (string, error) {
	t.prompts = append(t.prompts, prompt)
	if len(t.lines) == 0 {
		return "", io.EOF
	}
	line := t.lines[0]
	t.lines = t.lines[1:]
	return line, nil
}

func (t *typed) AppendHistory(line string) { t.history = append(t.history, line) }

func TestREPL(t *testing.T) {
	st := open(t, small)
	for _, test := range []struct{ name, lines, want string }{
		{"a table", `g.V("<ent:ILO>").out("<rel:requested>").all()`, "id\n─────────\nent:China\nent:Peru\n(2 rows)\n"},
		{"variables stay", "var x = 20\nx * 2 + 2", "(0 rows)\nvalue\n─────\n42\n"},
		{"errors do not end it", "x(\n\n1 + 1", "error: line 1, column 3: Unexpected end of input\nvalue\n─────\n2\n"},
		{"format", ":format jsonl\ng.V(\"<ent:ILO>\").all()", "{\"id\":\"ent:ILO\"}\n"},
		{"an unknown format", ":format xml", "error: the formats are table, json and jsonl\n"},
		{"quit", ":quit\n1 + 1", ""},
		{"an unknown example", ":example nonsense", "error: nonsense: no such example; see :examples\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			r := REPL{Store: st.QuadStore(), Out: &out, Lines: &typed{lines: strings.Split(test.lines, "\n")}}
			if err := r.Run(context.Background()); err != nil {
				t.Fatal(err)
			}
			_, got, _ := strings.Cut(out.String(), "\n") // behind the greeting
			if test.name != "quit" {
				test.want += "\n" // the line of Ctrl-D
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestREPLReadsUntilBracketsClose(t *testing.T) {
	user := &typed{lines: []string{`g.V("<ent:ILO>").out(`, `  "<rel:requested>"`, `).count()`, `:help`, `:examples`}}
	var out strings.Builder
	r := REPL{Store: open(t, small).QuadStore(), Out: &out, Lines: user}
	if err := r.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	want := []string{`g.V("<ent:ILO>").out(   "<rel:requested>" ).count()`, ":help", ":examples"}
	if diff := cmp.Diff(want, user.history); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"sayso> ", "  ...> ", "  ...> "}, user.prompts[:3]); diff != "" {
		t.Error(diff)
	}
	for _, part := range []string{"─\n2\n", "labelContext(article)", "who-asked-whom"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("no %q in\n%s", part, out.String())
		}
	}
}

func TestComplete(t *testing.T) {
	st := load(t, readingsOfWorld()...)
	c, err := NewCompleter(context.Background(), st.QuadStore())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		line, behind string
		head         string
		words        []string
	}{
		{`g.V("<ent:C`, ``, `g.V("<`, []string{`ent:China>"`, `ent:Court>"`}},
		{`g.V("<ent:IL`, `>")`, `g.V("<`, []string{`ent:ILO`}},
		{`g.V("<ent:ILO>").out("<rel:r`, ``, `g.V("<ent:ILO>").out("<`, []string{`rel:rejected>"`, `rel:requested>"`}},
		{`g.V().out("<prov:`, ``, `g.V().out("<`, []string{`prov:wasAttributedTo>"`, `prov:wasDerivedFrom>"`}},
		{`g.V().sa`, ``, `g.V().`, []string{"save(", "saveOpt("}},
		{`g.V("<ent:ILO>").toV`, ``, `g.V("<ent:ILO>").`, []string{"toValue("}},
		{`g.V("<ent:Nobody`, ``, `g.V("<`, nil},
	} {
		head, words, tail := c.Complete(test.line+test.behind, len(test.line))
		if diff := cmp.Diff(test.words, words); diff != "" || head != test.head || tail != test.behind {
			t.Errorf("%s: head %s, tail %s, %s", test.line, head, tail, diff)
		}
	}
}

// TestFunctionsExist: what help and completion name is there in Gizmo.
func TestFunctionsExist(t *testing.T) {
	s := NewSession(open(t, small).QuadStore(), Options{})
	for _, f := range Functions() {
		name, _, _ := strings.Cut(f.Name, "(")
		got, err := answers(t, s, `[typeof g.`+name+`, typeof g.V().`+name+`, typeof globalThis["`+name+`"]].indexOf("function") >= 0`)
		if err != nil || got != "true\n" {
			t.Errorf("%s: %s %v", name, got, err)
		}
	}
}

func TestQuadsOfMergedAnswers(t *testing.T) {
	st := load(t, readingsOfWorld()...)
	judge(t, st, judged)
	predicates := map[string]int{}
	rows := Run(context.Background(), st.QuadStore(), `g.V("<ent:Peru>").all()`, Options{})
	for q, err := range Quads(context.Background(), st.QuadStore(), rows) {
		if err != nil {
			t.Fatal(err)
		}
		predicates[schema.Compact(text(q.Predicate))]++
	}
	if predicates["rel:praised"] != 1 || predicates["rel:rejected"] != 1 || predicates["schema:name"] != 4 {
		t.Errorf("quads of both names: %v", predicates)
	}
}

func TestQuadsOfAnswers(t *testing.T) {
	st := open(t, small)
	for query, want := range map[string]int{
		`g.V("<ent:ILO>").all()`:                         3,
		`g.V("<ent:ILO>").all(); g.V("<ent:ILO>").all()`: 3,
		`g.V("<ent:ILO>").tag("subject").out("<rel:requested>", "predicate").tag("object").all()`: 2,
		`g.emit(1)`: 0,
	} {
		n := 0
		for _, err := range Quads(context.Background(), st.QuadStore(), Run(context.Background(), st.QuadStore(), query, Options{})) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != want {
			t.Errorf("%s: %d quads, want %d", query, n, want)
		}
	}
}
