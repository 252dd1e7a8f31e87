package export

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"flag"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/piprate/json-gold/ld"

	"github.com/sayso-graph/sayso/schema"
)

var update = flag.Bool("update", false, "write golden files")

// TestJSONLDIsTheSameGraph reads JSON-LD with a processor that is not ours.
func TestJSONLDIsTheSameGraph(t *testing.T) {
	quads := encoded(t)
	for _, o := range []quad.Value{
		quad.Int(5), quad.Int(math.MaxInt64), quad.Bool(false), quad.Float(1.5), quad.String("<&>\u2028"), quad.BNode("b1"),
		quad.TypedString{Value: "05", Type: schema.XSDInteger},
		quad.LangString{Value: "été", Lang: "fr"},
	} {
		quads = append(quads, quad.Quad{Subject: quad.IRI("http://e.org/s"), Predicate: schema.RDFType, Object: o, Label: quad.IRI("urn:l")},
			quad.Quad{Subject: quad.BNode("b2"), Predicate: quad.IRI("http://e.org/p"), Object: o})
	}
	text := write(t, fill(t, quads), Options{Format: JSONLD})
	var document any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	options := ld.NewJsonLdOptions("")
	options.Format = "application/n-quads"
	got, err := ld.NewJsonLdProcessor().ToRDF(document, options)
	if err != nil {
		t.Fatal(err)
	}
	back := fill(t, withNames(read(t, got.(string))))
	if diff := cmp.Diff(write(t, fill(t, withNames(quads)), Options{}), write(t, back, Options{})); diff != "" {
		t.Error(diff)
	}
}

// withNames gives blank nodes, whose labels mean nothing, one label.
func withNames(quads []quad.Quad) []quad.Quad {
	quads = slices.Clone(quads)
	for i := range quads {
		if _, ok := quads[i].Subject.(quad.BNode); ok {
			quads[i].Subject = quad.BNode("s")
		}
		if _, ok := quads[i].Object.(quad.BNode); ok {
			quads[i].Object = quad.BNode("o")
		}
	}
	return quads
}

func TestEmptyStores(t *testing.T) {
	for format := range Formats() {
		text := write(t, fill(t, nil), Options{Format: format})
		if format == JSONLD && !json.Valid([]byte(text)) || (format == NQuads || format == NTriples) && text != "" {
			t.Errorf("%s: %q", format, text)
		}
	}
}

// TestFormats compares each format of two small articles with its file.
func TestFormats(t *testing.T) {
	rejected := articles()[1].Claims[0]
	rejected.Predicate = schema.Predicate{Text: "didn't trust", IRI: "rel:trusted", Lemma: "trust"}
	rejected.Polarity = schema.Negative
	readings := articles()
	readings[1].Claims = append(readings[1].Claims, rejected)
	var quads []quad.Quad
	for _, r := range readings {
		q, err := schema.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q...)
	}
	st := fill(t, quads)
	for format := range Formats() {
		got := write(t, st, Options{Format: format})
		path := filepath.Join("testdata", "two."+string(format))
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs (-want +got); -update writes it:\n%s", path, diff)
		}
		if again := write(t, fill(t, quads), Options{Format: format}); again != got {
			t.Errorf("%s: another order of loading gives another text", format)
		}
	}
}

func TestTablesAndGraphsAreWellFormed(t *testing.T) {
	st := fill(t, encoded(t))
	rows, err := csv.NewReader(strings.NewReader(write(t, st, Options{Format: CSV}))).ReadAll()
	if err != nil || len(rows) != 1+4 {
		t.Errorf("%d lines of CSV, %v", len(rows), err)
	}
	if err := xml.Unmarshal([]byte(write(t, st, Options{Format: GraphML})), new(struct{})); err != nil {
		t.Errorf("GraphML: %v", err)
	}
	if _, err := exec.LookPath("dot"); err != nil {
		t.Skip("Graphviz is not installed")
	}
	cmd := exec.Command("dot", "-Tsvg")
	cmd.Stdin = strings.NewReader(write(t, st, Options{Format: DOT}))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("dot: %v\n%s", err, out)
	}
}
