package pebble

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"github.com/sayso-graph/sayso/graph/store/storetest"
)

// meeting opens a store of quads and intersects the subjects of some objects
// of the predicate p, the label of each tagged.
func meeting(t testing.TB, quads []quad.Quad, objects ...quad.Value) *meetIterator {
	db, err := OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Import(t.Context(), storetest.All(quads)); err != nil {
		t.Fatal(err)
	}
	var m meet
	for i, o := range objects {
		h := hop{s: db.viewer, result: quad.Subject}
		p, object := db.viewer.ValueOf(quad.IRI("p")), db.viewer.ValueOf(o)
		if p == nil || object == nil {
			t.Fatalf("%v is not there", o)
		}
		h.fix(quad.Predicate, []graph.Ref{p})
		h.fix(quad.Object, []graph.Ref{object})
		h.tag(quad.Label, []string{fmt.Sprintf("label %d", i)})
		m.hops = append(m.hops, h)
	}
	it, ok := graph.AsShape(m.BuildIterator(db.viewer)).(*meetIterator)
	if !ok {
		t.Fatal("a meet is no meetIterator")
	}
	return it
}

// paths are all results of a scanner, with their tags, in order.
func paths(t testing.TB, s graph.Scanner) (out []string) {
	for s.Next(t.Context()) {
		for {
			tags := map[string]graph.Ref{}
			s.TagResults(tags)
			out = append(out, fmt.Sprint(s.Result(), tags))
			if !s.NextPath(t.Context()) {
				break
			}
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// nodes are the different nodes of sorted paths.
func nodes(paths []string) (out []string) {
	for _, p := range paths {
		n, _, _ := strings.Cut(p, " ")
		out = append(out, n)
	}
	return slices.Compact(out)
}

func TestAMeetIsCayleysIntersection(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		iri := func(prefix string, n int) *rapid.Generator[quad.Value] {
			return rapid.Custom(func(rt *rapid.T) quad.Value {
				return quad.IRI(fmt.Sprint(prefix, rapid.IntRange(0, n).Draw(rt, prefix)))
			})
		}
		quads := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) quad.Quad {
			return quad.Quad{
				Subject: iri("s", 20).Draw(rt, "s"), Predicate: quad.IRI("p"),
				Object: iri("o", 2).Draw(rt, "o"), Label: iri("l", 3).Draw(rt, "l"),
			}
		}), 0, 100).Draw(rt, "quads")
		objects := []quad.Value{quad.IRI("o0"), quad.IRI("o1"), quad.IRI("o2")}
		for _, o := range objects {
			quads = append(quads, quad.Quad{Subject: quad.IRI("s0"), Predicate: quad.IRI("p"), Object: o})
		}
		hops := rapid.IntRange(2, 3).Draw(rt, "hops")
		it := meeting(t, quads, objects[:hops]...)
		got, want := paths(t, it.Iterate()), paths(t, it.IteratorShape.Iterate())
		if hops > 2 { // of three, which one leads decides how often a node comes
			got, want = nodes(got), nodes(want)
		}
		if !slices.Equal(got, want) {
			rt.Fatalf("got %q, want %q", got, want)
		}
	})
}

func TestAMeetReadsNoLongListForAShortOne(t *testing.T) {
	var quads []quad.Quad
	seldom := 0
	for i := range aboveBatch { // so that the size of a list can be told without reading it
		quads = append(quads, quad.Quad{Subject: quad.IRI(fmt.Sprint("s", i)), Predicate: quad.IRI("p"), Object: quad.IRI("often")})
		if i%1000 == 0 {
			quads = append(quads, quad.Quad{Subject: quad.IRI(fmt.Sprint("s", i)), Predicate: quad.IRI("p"), Object: quad.IRI("seldom")})
			seldom++
		}
	}
	it := meeting(t, quads, quad.IRI("often"), quad.IRI("seldom"))
	s := &meetScanner{it: it}
	if got := paths(t, s); len(got) != seldom || s.asked == nil {
		t.Errorf("%d nodes, want %d; lists read: %v", len(got), seldom, s.asked == nil)
	}
}
