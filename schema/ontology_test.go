package schema

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"github.com/sayso-graph/sayso/graph/nquads"
)

var update = flag.Bool("update", false, "write golden files")

// TestEveryTermIsDefined: what Encode writes is in the vocabulary.
func TestEveryTermIsDefined(t *testing.T) {
	defined := map[quad.Value]bool{RDFStatement: true}
	for _, term := range Terms() {
		if term.About == "" || !strings.HasSuffix(term.About, ".") {
			t.Errorf("%s is not described by a sentence", term.IRI)
		}
		if defined[term.IRI] && term.IRI != RDFStatement {
			t.Errorf("%s is defined twice", term.IRI)
		}
		defined[term.IRI] = true
	}
	rapid.Check(t, func(t *rapid.T) {
		quads, err := Encode(drawReading(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range quads {
			p, _ := q.Predicate.(quad.IRI)
			if !defined[p] && !strings.HasPrefix(string(p), RelationBase) && p != SchemaBase+"jobTitle" {
				t.Fatalf("%s is not in the vocabulary", p)
			}
			if o, ok := q.Object.(quad.IRI); ok && strings.HasPrefix(string(o), SaysoBase) && !defined[o] {
				t.Fatalf("%s is not in the vocabulary", o)
			}
		}
	})
}

// TestQuadsConformToShapes asks a SHACL engine that is not ours (pip install
// pyshacl) about drawn readings and judgements in one graph.
func TestQuadsConformToShapes(t *testing.T) {
	if _, err := exec.LookPath("pyshacl"); err != nil || testing.Short() {
		t.Skip("pyshacl is not installed, or the test is to be short")
	}
	var data []byte
	add := func(quads []quad.Quad, err error) {
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range quads {
			q.Label = nil
			if data, err = nquads.AppendQuad(data, q); err != nil {
				t.Fatal(err)
			}
		}
	}
	add(Encode(seed()))
	for i := range 20 {
		r := rapid.Custom(drawReading).Example(i)
		r.Article.URL = fmt.Sprintf("https://e.org/%d", i) // an article has one version
		add(Encode(r))
	}
	add(EncodeJudgements([]Judgement{{From: "ent:A", Into: "ent:B", Same: true, Judge: User, Score: 1, Reasons: []string{"one name"}}}))
	dir := t.TempDir()
	file, shapes := filepath.Join(dir, "data.nt"), filepath.Join("testdata", "sayso.shacl.ttl")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pyshacl", "-s", shapes, "-df", "nt", file).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	// And it must be able to say no.
	bad := []byte("<urn:x> " + RDFType.String() + " " + RDFStatement.String() + " .\n")
	if err := os.WriteFile(file, bad, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := exec.Command("pyshacl", "-s", shapes, "-df", "nt", file).Run(); err == nil {
		t.Error("a claim without anything conforms")
	}
}

func TestOntologyFiles(t *testing.T) {
	for file, got := range map[string]string{"sayso.owl.ttl": OWL(), "sayso.shacl.ttl": SHACL()} {
		path := filepath.Join("testdata", file)
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
			t.Errorf("%s differs; run the test with -update and read the change", path)
		}
		if _, err := exec.LookPath("rapper"); err != nil {
			t.Log("rapper is not installed")
			continue
		}
		cmd := exec.Command("rapper", "-q", "-c", "-i", "turtle", "-", SaysoBase)
		cmd.Stdin = strings.NewReader(got)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s is no Turtle: %v\n%s", file, err, out)
		}
	}
}
