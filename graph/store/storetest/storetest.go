package storetest

import (
	"errors"
	"fmt"
	"iter"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// A Subject is how the suite gets at a backend.
type Subject struct {
	// Open makes an empty store; the suite closes it.
	Open func(t testing.TB) backend.Backend
	// Reopen closes a store and opens it again; nil where that loses it.
	Reopen func(t testing.TB, b backend.Backend) backend.Backend
	// Large is how many quads make an import that goes the way of large ones.
	Large int
}

// Run runs the whole suite.
func Run(t *testing.T, s Subject) {
	for _, tt := range []struct {
		name string
		test func(*testing.T, Subject)
	}{
		{"articles", testArticles},
		{"remove", testRemove},
		{"duplicates", testDuplicates},
		{"sources", testSources},
		{"values", testValues},
		{"import", testImport},
		{"broken import", testBrokenImport},
		{"snapshots", testSnapshots},
		{"readers and writer", testConcurrent},
		{"model", testModel},
		{"paths", testPaths},
		{"cayley", testCayley},
	} {
		t.Run(tt.name, func(t *testing.T) { tt.test(t, s) })
	}
}

// open gives an empty store that is verified and closed when the test ends.
func (s Subject) open(t testing.TB) backend.Backend {
	t.Helper()
	b := s.Open(t)
	t.Cleanup(func() { closeVerified(t, b) })
	return b
}

func closeVerified(t testing.TB, b backend.Backend) {
	Verify(t, b)
	if err := b.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

// Verify fails the test when the store is not sound.
func Verify(t testing.TB, b backend.Backend) {
	t.Helper()
	r, err := b.Verify(t.Context())
	if errors.Is(err, t.Context().Err()) && err != nil {
		return // the test is over: its context too
	}
	if err != nil || len(r.Problems) > 0 {
		t.Errorf("verify: %v\n%s", err, strings.Join(r.Problems, "\n"))
	}
}

// Lines are the quads of a sequence as sorted N-Quads lines.
func Lines(t testing.TB, seq iter.Seq2[quad.Quad, error]) []string {
	t.Helper()
	var lines []string
	for q, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, q.NQuad())
	}
	slices.Sort(lines)
	return lines
}

// All yields quads as a sequence without errors.
func All(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// Label is the label of a test's nth article.
func Label(n int) quad.IRI { return quad.IRI(fmt.Sprintf("urn:article:%d", n)) }

// Article is the content of a test's nth article in a version. Of its quads,
// which number size+3, one is in every article but for its label, one in
// every version of this article, and the others in this version alone.
func Article(n, version, size int) backend.Batch {
	b := backend.Batch{Label: Label(n), Source: fmt.Sprintf("articles/%d.txt", n)}
	add := func(s, p, o quad.Value) {
		b.Quads = append(b.Quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: b.Label})
	}
	add(quad.IRI("ent:ILO"), quad.IRI("rel:requested"), quad.IRI("ent:China"))
	add(Label(n), quad.IRI("schema:headline"), quad.String(fmt.Sprintf("Article %d", n)))
	add(Label(n), quad.IRI("version"), quad.Int(version))
	for i := range size {
		claim := quad.IRI(fmt.Sprintf("urn:claim:%d:%d:%d", n, version, i))
		add(claim, quad.IRI("oa:start"), quad.Int(100*i+version))
	}
	return b
}

func replace(t testing.TB, b backend.Backend, batches ...backend.Batch) {
	t.Helper()
	err := b.ReplaceAll(t.Context(), func(yield func(backend.Batch, error) bool) {
		for _, batch := range batches {
			if !yield(batch, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func wantLines(t testing.TB, b backend.Backend, quads ...[]quad.Quad) {
	t.Helper()
	want := Lines(t, All(slices.Concat(quads...)))
	if got := Lines(t, b.Quads(t.Context())); !slices.Equal(got, want) {
		t.Fatalf("the store has %d quads\n%s\nwant %d\n%s", len(got), strings.Join(got, "\n"), len(want), strings.Join(want, "\n"))
	}
}

// testCayley runs cayley's suite, with the store verified after each test.
func testCayley(t *testing.T, s Subject) {
	cayleyData(t)
	graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options, func()) {
		b := s.Open(t)
		return b.QuadStore(), nil, func() { closeVerified(t, b) }
	}, nil)
}

// cayleyData goes where cayley's tests find their data.
func cayleyData(t *testing.T) {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Skipf("the data of cayley's tests is in its module: %v", err)
	}
	t.Chdir(filepath.Join(strings.TrimSpace(string(out)), "graph", "graphtest"))
}
