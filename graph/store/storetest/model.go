package storetest

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// model is what a store should be: a set of quads and a map of sources.
type model struct {
	quads   map[quad.Quad]bool
	sources map[string]quad.Value
}

func (m *model) drop(label quad.Value) (n int) {
	maps.DeleteFunc(m.quads, func(q quad.Quad, _ bool) bool {
		if q.Label == label {
			n++
		}
		return q.Label == label
	})
	return n
}

func (m *model) stats() backend.Stats {
	nodes, predicates, labels := map[quad.Value]bool{}, map[quad.Value]bool{}, map[quad.Value]bool{}
	for q := range m.quads {
		nodes[q.Subject], nodes[q.Predicate], nodes[q.Object] = true, true, true
		predicates[q.Predicate] = true
		if q.Label != nil {
			nodes[q.Label], labels[q.Label] = true, true
		}
	}
	return backend.Stats{
		Quads: int64(len(m.quads)), Nodes: int64(len(nodes)), Predicates: int64(len(predicates)),
		Labels: int64(len(labels)), Sources: int64(len(m.sources)),
	}
}

// Small alphabets make quads meet.
var (
	drawNode = rapid.SampledFrom([]quad.Value{
		quad.IRI("a"), quad.IRI("b"), quad.IRI("c"), quad.BNode("a"), quad.IRI("p"), Label(1),
	})
	drawPredicate = rapid.SampledFrom([]quad.Value{quad.IRI("p"), quad.IRI("q"), quad.IRI("a")})
	drawObject    = rapid.OneOf(drawNode, rapid.SampledFrom([]quad.Value{
		quad.String("a"), quad.Int(1), quad.Int(2), quad.Bool(true), quad.LangString{Value: "a", Lang: "en"},
	}))
	drawLabel = rapid.SampledFrom([]quad.Value{Label(1), Label(2), Label(3)})
)

func drawQuad(label quad.Value) *rapid.Generator[quad.Quad] {
	return rapid.Custom(func(t *rapid.T) quad.Quad {
		return quad.Quad{
			Subject: drawNode.Draw(t, "s"), Predicate: drawPredicate.Draw(t, "p"),
			Object: drawObject.Draw(t, "o"), Label: label,
		}
	})
}

// testModel does random operations to a store and to the model of one.
func testModel(t *testing.T, s Subject) {
	rapid.Check(t, func(rt *rapid.T) {
		r := &modelRun{
			t: rt, s: s, outer: t, b: s.Open(t),
			m: model{quads: map[quad.Quad]bool{}, sources: map[string]quad.Value{}},
		}
		defer func() {
			Verify(t, r.b)
			if err := r.b.Close(); err != nil {
				rt.Error(err)
			}
		}()
		rt.Repeat(map[string]func(*rapid.T){
			"replace": r.replace, "remove": r.remove, "import": r.load,
			"add": func(rt *rapid.T) { r.delta(rt, graph.Add) }, "delete": func(rt *rapid.T) { r.delta(rt, graph.Delete) },
			"reopen": r.reopen, "": r.check,
		})
	})
}

type modelRun struct {
	t     *rapid.T
	s     Subject
	outer testing.TB
	b     backend.Backend
	m     model
}

func (r *modelRun) replace(rt *rapid.T) {
	b := backend.Batch{
		Label:  drawLabel.Draw(rt, "label"),
		Source: rapid.SampledFrom([]string{"", "x.txt", "y.txt"}).Draw(rt, "source"),
	}
	b.Quads = rapid.SliceOfN(drawQuad(b.Label), 0, 6).Draw(rt, "quads")
	err := r.b.ReplaceAll(context.Background(), func(yield func(backend.Batch, error) bool) { yield(b, nil) })
	if err != nil {
		rt.Fatal(err)
	}
	r.m.drop(b.Label)
	for _, q := range b.Quads {
		r.m.quads[q] = true
	}
	if b.Source != "" {
		r.m.sources[b.Source] = b.Label
	}
}

func (r *modelRun) remove(rt *rapid.T) {
	label := drawLabel.Draw(rt, "label")
	n, err := r.b.Remove(context.Background(), label)
	if want := r.m.drop(label); n != want || err != nil {
		rt.Fatalf("removed %d, %v, want %d", n, err, want)
	}
	maps.DeleteFunc(r.m.sources, func(_ string, l quad.Value) bool { return l == label })
}

func (r *modelRun) load(rt *rapid.T) {
	label := rapid.OneOf(drawLabel, rapid.Just[quad.Value](nil)).Draw(rt, "label")
	quads := rapid.SliceOfN(drawQuad(label), 0, 6).Draw(rt, "quads")
	want := int64(0)
	for _, q := range quads {
		if !r.m.quads[q] {
			want++
		}
		r.m.quads[q] = true
	}
	if n, err := r.b.Import(context.Background(), All(quads)); n != want || err != nil {
		rt.Fatalf("imported %d, %v, want %d", n, err, want)
	}
}

func (r *modelRun) delta(rt *rapid.T, action graph.Procedure) {
	label := rapid.OneOf(drawLabel, rapid.Just[quad.Value](nil)).Draw(rt, "label")
	q := drawQuad(label).Draw(rt, "quad")
	err := r.b.QuadStore().ApplyDeltas([]graph.Delta{{Quad: q, Action: action}}, graph.IgnoreOpts{})
	there := r.m.quads[q]
	if refused := there == (action == graph.Add); refused != (err != nil) {
		rt.Fatalf("%v %v, which is there: %v: %v", action, q, there, err)
	}
	if action == graph.Add {
		r.m.quads[q] = true
	} else {
		delete(r.m.quads, q)
	}
}

func (r *modelRun) reopen(*rapid.T) {
	if r.s.Reopen != nil {
		r.b = r.s.Reopen(r.outer, r.b)
	}
}

func (r *modelRun) check(rt *rapid.T) {
	want := slices.Sorted(func(yield func(string) bool) {
		for q := range r.m.quads {
			if !yield(q.NQuad()) {
				return
			}
		}
	})
	if got := lines(rt, r.b.Quads(context.Background())); !slices.Equal(got, want) {
		rt.Fatalf("quads %q, want %q", got, want)
	}
	st, err := r.b.Stats(context.Background())
	if st = withoutBytes(st); st != r.m.stats() || err != nil {
		rt.Fatalf("stats %+v, %v, want %+v", st, err, r.m.stats())
	}
	for _, name := range []string{"x.txt", "y.txt"} {
		got, ok, err := r.b.Source(context.Background(), name)
		if want, there := r.m.sources[name]; got != want || ok != there || err != nil {
			rt.Fatalf("source %s: %v, %v, want %v", name, got, err, want)
		}
	}
	r.checkSizes(rt)
}

// checkSizes asks for the size of every node in every direction.
func (r *modelRun) checkSizes(rt *rapid.T) {
	want := map[string]int64{}
	for q := range r.m.quads {
		for _, d := range quad.Directions {
			if v := q.Get(d); v != nil {
				want[fmt.Sprint(d, v)]++
			}
		}
	}
	qs := r.b.QuadStore()
	it := qs.NodesAllIterator()
	defer it.Close()
	for it.Next(context.Background()) {
		v := qs.NameOf(it.Result())
		for _, d := range quad.Directions {
			got, err := qs.QuadIteratorSize(context.Background(), d, it.Result())
			if n := want[fmt.Sprint(d, v)]; err != nil || got.Exact && got.Size != n {
				rt.Fatalf("%v as %v has size %+v, %v, want %d", v, d, got, err, n)
			}
		}
	}
	if err := it.Err(); err != nil {
		rt.Fatal(err)
	}
}

func lines(t *rapid.T, seq func(func(quad.Quad, error) bool)) []string {
	var out []string
	for q, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q.NQuad())
	}
	slices.Sort(out)
	return out
}

// testPaths asks random paths of random graphs and of cayley's memory store.
func testPaths(t *testing.T, s Subject) {
	b := s.open(t)
	rapid.Check(t, func(rt *rapid.T) {
		label := rapid.OneOf(drawLabel, rapid.Just[quad.Value](nil))
		quads := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) quad.Quad {
			return drawQuad(label.Draw(rt, "label")).Draw(rt, "quad")
		}), 1, 25).Draw(rt, "quads")
		quads = append(quads, everyNode...)
		clearStore(rt, b)
		if _, err := b.Import(context.Background(), All(quads)); err != nil {
			rt.Fatal(err)
		}
		ours, theirs := b.QuadStore(), memstore.New(quads...)
		p := drawPath(rt)
		got, want := answers(rt, ours, p), answers(rt, theirs, p)
		if !slices.Equal(got, want) {
			rt.Fatalf("got %q, want %q", got, want)
		}
	})
}

// everyNode mentions every value that a path may name: cayley's optimizer
// panics when what a path excepts is not there, over its own stores too.
var everyNode = func() (quads []quad.Quad) {
	for _, n := range []quad.Value{
		quad.IRI("b"), quad.IRI("c"), quad.BNode("a"), quad.IRI("q"), Label(1), Label(2), Label(3),
		quad.String("a"), quad.Int(1), quad.Int(2), quad.Bool(true),
		quad.LangString{Value: "a", Lang: "en"},
	} {
		quads = append(quads, quad.Quad{Subject: quad.IRI("every"), Predicate: quad.IRI("p"), Object: n, Label: n})
	}
	return append(quads, quad.Quad{Subject: quad.IRI("every"), Predicate: quad.IRI("p"), Object: quad.IRI("a")})
}()

func clearStore(t *rapid.T, b backend.Backend) {
	var deltas []graph.Delta
	for q, err := range b.Quads(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Delete})
	}
	if err := b.QuadStore().ApplyDeltas(deltas, graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
}

// drawPath makes a path of a few steps. Each step is made anew for each
// store, since a path belongs to one.
func drawPath(rt *rapid.T) func(graph.QuadStore) *path.Path {
	start := rapid.SliceOfNDistinct(drawObject, 0, 2, rapid.ID).Draw(rt, "start")
	steps := rapid.SliceOfN(rapid.Custom(drawStep), 1, 4).Draw(rt, "steps")
	return func(qs graph.QuadStore) *path.Path {
		p := path.StartPath(qs, start...)
		for _, step := range steps {
			p = step(qs, p)
		}
		return p
	}
}

type step func(graph.QuadStore, *path.Path) *path.Path

func drawStep(rt *rapid.T) step {
	via := rapid.SliceOfNDistinct(drawPredicate, 0, 2, rapid.ID).Draw(rt, "via")
	node := drawObject.Draw(rt, "node")
	label := drawLabel.Draw(rt, "in label")
	var preds []any
	for _, v := range via {
		preds = append(preds, v)
	}
	one := drawPredicate.Draw(rt, "one")
	return rapid.SampledFrom([]step{
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.Out(preds...) },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.In(preds...) },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.Both(preds...) },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.Has(one, node) },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.Has(one) },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.HasReverse(one, node) },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.Is(node) },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.Unique() },
		func(qs graph.QuadStore, p *path.Path) *path.Path { return p.And(path.StartPath(qs, node).Out(one)) },
		func(qs graph.QuadStore, p *path.Path) *path.Path { return p.Or(path.StartPath(qs, node)) },
		func(qs graph.QuadStore, p *path.Path) *path.Path { return p.Except(path.StartPath(qs, node)) },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.LabelContext(label).Out(one) },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.OutPredicates() },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.InPredicates() },
		func(_ graph.QuadStore, p *path.Path) *path.Path { return p.Labels() },
	}).Draw(rt, "step")
}

// answers are the distinct nodes of a path: how often cayley gives a node
// depends on the order in which it goes through a query, which statistics
// decide.
func answers(t *rapid.T, qs graph.QuadStore, p func(graph.QuadStore) *path.Path) []string {
	found := map[string]bool{}
	err := p(qs).Iterate(context.Background()).EachValue(qs, func(v quad.Value) { found[v.String()] = true })
	if err != nil {
		t.Fatal(err)
	}
	return slices.SortedFunc(maps.Keys(found), cmp.Compare[string])
}
