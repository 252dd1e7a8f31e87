package pebble

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/storetest"
)

// TestWhatIsSaidOftenIsReadOnce asks for a triple of many articles, which is a
// node each time unless it is asked for once, by a walk and by a question.
func TestWhatIsSaidOftenIsReadOnce(t *testing.T) {
	db, err := OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s, p, o := quad.IRI("s"), quad.IRI("p"), quad.IRI("o")
	var quads []quad.Quad
	for i := range 5 {
		quads = append(quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: quad.IRI(fmt.Sprint("l", i))})
	}
	if _, err := db.Import(t.Context(), storetest.All(quads)); err != nil {
		t.Fatal(err)
	}
	qs := db.QuadStore()
	for _, tt := range []struct {
		name string
		path *path.Path
		want int64
	}{
		{"each", path.StartPath(qs, s).Out(p), 5},
		{"once", path.StartPath(qs, s).Out(p).Unique(), 1},
		{"asked each time", path.StartPath(qs, s, s).Out(p).And(path.StartPath(qs, s).Out(p).Unique()), 10},
		{"meeting each", path.StartPath(qs).HasReverse(p, s).HasReverse(p, s), 5},
		{"meeting once", path.StartPath(qs).HasReverse(p, s).HasReverse(p, s).Unique(), 1},
	} {
		if n, err := tt.path.Iterate(t.Context()).Count(); err != nil || n != tt.want {
			t.Errorf("%s: %d nodes, %v, want %d", tt.name, n, err, tt.want)
		}
	}
}
