package openie

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// readDoc reads the trees of a file in testdata as one document.
func readDoc(t testing.TB, name string) *nlp.Doc {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for d, err := range nlp.ReadCoNLLU(f) {
		if err != nil {
			t.Fatal(err)
		}
		return &d.Doc
	}
	t.Fatalf("%s is empty", name)
	return nil
}

// row renders a proposition as the rules' results are written.
func row(p *Proposition) string {
	slots := []string{p.Subject.Text, p.Predicate.Text}
	if p.Object.Text != "" {
		slots = append(slots, p.Object.Text)
	}
	for _, a := range p.Arguments {
		slots = append(slots, a.Text)
	}
	return strings.Join(slots, "; ")
}

func TestEveryRuleReadsItsExample(t *testing.T) {
	doc := readDoc(t, "rules.conllu")
	got := map[string][]string{} // sentence and rule to rows
	for _, style := range []Style{Full, Minimal} {
		all := Extract(doc, Options{Style: style, MinConfidence: -1})
		for i := range all {
			key := doc.Sents[all[i].Sent].Span.In(doc.Text) + "\n" + all[i].Rule
			got[key] = append(got[key], row(&all[i]))
		}
	}
	for _, r := range Rules() {
		if r.Name == "" || r.Reason == "" {
			t.Errorf("rule %q without name or reason", r.Name)
		}
		if rows := got[r.Example+"\n"+r.Name]; !slices.Contains(rows, r.Result) {
			t.Errorf("%s: %q gives %q, want %q", r.Name, r.Example, rows, r.Result)
		}
	}
}

func TestGoldenPropositions(t *testing.T) {
	doc := readDoc(t, "rules.conllu")
	for _, style := range []Style{Full, Minimal} {
		var b strings.Builder
		last := -1
		for _, p := range Extract(doc, Options{Style: style, MinConfidence: -1}) {
			if p.Sent != last {
				fmt.Fprintf(&b, "# %s\n", doc.Sents[p.Sent].Span.In(doc.Text))
				last = p.Sent
			}
			fmt.Fprintf(&b, "  %s\t[%s; %s; %s", row(&p), p.Rule, p.Name, p.Modality)
			if p.Polarity == schema.Negative {
				b.WriteString("; negative")
			}
			if p.Inverse {
				b.WriteString("; inverse")
			}
			b.WriteString("]\n")
		}
		golden(t, []string{"full.txt", "minimal.txt"}[style], b.String())
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (-update rewrites it):\n%s", name, got)
	}
}
