package schema

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
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
