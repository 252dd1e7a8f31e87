package query

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/graph/nquads"
	"github.com/sayso-graph/sayso/graph/store"
)

// small is a graph of our own, with prefixed IRIs.
const small = `
<ent:ILO> <rel:requested> <ent:China> <urn:a> .
<ent:ILO> <rel:requested> <ent:Peru> <urn:b> .
<ent:ILO> <schema:name> "ILO" <urn:a> .
<ent:China> <schema:name> "China" <urn:a> .
<ent:Peru> <schema:name> "Peru" <urn:b> .
<ent:Liu> <rel:called> "report baseless"@en <urn:a> .
<urn:c1> <rdf:type> <rdf:Statement> <urn:a> .
<urn:c1> <sayso:confidence> "0.8700"^^<xsd:decimal> <urn:a> .
<urn:c2> <sayso:confidence> "0.4000"^^<xsd:decimal> <urn:a> .
<urn:a> <schema:datePublished> "2025-02-14"^^<xsd:date> <urn:a> .
<urn:b> <schema:datePublished> "2025-01-31"^^<xsd:date> <urn:b> .
<urn:p> <oa:start> "12"^^<xsd:integer> <urn:a> .
`

// open returns a store with the quads of a text whose IRIs may be prefixed.
func open(t testing.TB, text string) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	r := nquads.Reader{Input: strings.NewReader(text), Workers: 1}
	_, err = st.Import(context.Background(), func(yield func(quad.Quad, error) bool) {
		for q, err := range r.Quads(context.Background()) {
			for _, d := range quad.Directions {
				q.Set(d, absolute(q.Get(d)))
			}
			if !yield(q, err) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// answers runs a query and returns its rows as JSON, one a line.
func answers(t testing.TB, s *Session, text string) (string, error) {
	t.Helper()
	var b strings.Builder
	w := NewWriter(&b, JSONL)
	for row, err := range s.Run(context.Background(), text) {
		if err != nil {
			return b.String(), err
		}
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), nil
}

func TestQueries(t *testing.T) {
	st := open(t, small)
	for _, test := range []struct{ name, query, want string }{
		{"prefixes", `g.V("<ent:ILO>").out("<rel:requested>").all()`, `{"id":"ent:China"} {"id":"ent:Peru"}`},
		{"absolute IRIs", `g.V("<https://sayso-graph.github.io/entity/ILO>").out("<https://sayso-graph.github.io/relation/requested>").all()`, `{"id":"ent:China"} {"id":"ent:Peru"}`},
		{"prefixes without brackets", `g.V("ent:ILO").out("rel:requested").is("ent:Peru").all()`, `{"id":"ent:Peru"}`},
		{"a text is a text first", `g.V().has("schema:name", "ILO").all()`, `{"id":"ent:ILO"}`},
		{"prefixes in other positions", `g.V().has("<rdf:type>", "<rdf:Statement>").tag("c").out(["<sayso:confidence>"]).all()`, `{"id":0.8700,"c":"urn:c1"}`},
		{"iri()", `g.V(iri("ent:ILO")).out(iri("schema:name")).all()`, `{"id":"ILO"}`},
		{"backwards", `g.V("<ent:China>").in("<rel:requested>").all()`, `{"id":"ent:ILO"}`},
		{"a name", `g.V().has("<schema:name>", "Peru").all()`, `{"id":"ent:Peru"}`},
		{"save", `g.V("<ent:ILO>").save("<schema:name>", "name").all()`, `{"id":"ent:ILO","name":"ILO"}`},
		{"a language", `g.V("<ent:Liu>").out("<rel:called>").is(lang("report baseless", "en")).all()`, `{"id":"report baseless"}`},
		{"a text of an article without its language", `g.V("<ent:Liu>").has("<rel:called>", "report baseless").all()`, `{"id":"ent:Liu"}`},
		{"typed()", `g.V(typed("12", "xsd:integer")).in("<oa:start>").all()`, `{"id":"urn:p"}`},
		{"a number", `g.V(12).in("<oa:start>").all()`, `{"id":"urn:p"}`},
		{"labels", `g.V("<ent:ILO>").labelContext("<urn:b>").out("<rel:requested>").all()`, `{"id":"ent:Peru"}`},
		{"decimals compare by size", `g.V().has("<sayso:confidence>", gt(0.5)).all()`, `{"id":"urn:c1"}`},
		{"integers with decimals too", `g.V().has("<sayso:confidence>", lt(1)).count()`, `2`},
		{"dates compare", `g.V().has("<schema:datePublished>", gte("2025-02-01")).all()`, `{"id":"urn:a"}`},
		{"IRIs compare", `g.V("<ent:ILO>").out("<rel:requested>").filter(gt(iri("ent:D"))).all()`, `{"id":"ent:Peru"}`},
		{"a pattern", `g.V().has("<schema:name>", regex("^Ch")).all()`, `{"id":"ent:China"}`},
		{"count", `g.V("<ent:ILO>").out("<rel:requested>").count()`, `2`},
		{"toArray", `g.V("<ent:ILO>").out("<rel:requested>").toArray()`, `["ent:China","ent:Peru"]`},
		{"emit", `g.V("<ent:ILO>").forEach(d => g.emit({who: d.id, n: 1}))`, `{"who":"ent:ILO","n":1}`},
		{"what comes out goes in", "g.V(g.V('<ent:China>').in().toValue()).out(`<schema:name>`).all()", `{"id":"ILO"}`},
		{"a decimal is a number in JavaScript", `g.V("<urn:c1>").out("<sayso:confidence>").toValue() * 2`, `1.74`},
		{"a date is a string in JavaScript", `g.V("<urn:a>").out("<schema:datePublished>").toValue().slice(0, 4)`, `"2025"`},
		{"the hook does not run itself", `g.V("<urn:sayso:hook>").toValue()(); g.emit(1)`, `1`},
		{"what JSON has no number for", `g.emit(1 / 0); g.emit([0 / 0])`, `"+Inf" ["NaN"]`},
		{"emitted functions and nothing", `g.emit(null); g.emit(undefined); g.emit([true, "x"])`, `[true,"x"]`},
		{"no answer", `g.V("<ent:Nobody>").out().all()`, ``},
		{"no result", `var x = 1`, ``},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := answers(t, NewSession(st.QuadStore(), Options{}), test.query)
			if err != nil {
				t.Fatal(err)
			}
			if got = strings.TrimSpace(strings.ReplaceAll(got, "\n", " ")); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestArraysThatHoldThemselves(t *testing.T) {
	got, err := answers(t, NewSession(open(t, small).QuadStore(), Options{}), `var a = [1]; a.push(a); var o = {n: 1}; o.o = o; g.emit(a); g.emit(o)`)
	if err != nil || !strings.HasPrefix(got, "[1,[1,") || !strings.Contains(got, `{"n":1,"o":{"n":1,`) {
		t.Errorf("%.80s… %v", got, err)
	}
}

func TestErrorsHaveAPlace(t *testing.T) {
	st := open(t, small)
	for _, test := range []struct{ name, query, want string }{
		{"a parenthesis too many", "g.V()\n  .out())", "line 2, column 9: Unexpected token )"},
		{"an unknown function", "g.V()\n  .outt()", "line 2, column 8: TypeError: Object has no member 'outt'"},
		{"an unknown name", "x.all()", "line 1, column 1: ReferenceError: x is not defined"},
		{"a regular expression", "g.V().filter(regex('('))", "line 1, column 19: error parsing regexp: missing closing ): `(`"},
		{"a wrong number of arguments", "\ng.V(lang('x'))", "line 2, column 9: expected 2 argument, got 1"},
		{"a path that is not run", `g.V("<ent:ILO>").out()`, ErrNotRun.Error()},
		{"what makes Gizmo panic", `g.V().out("<rel:met>", 5).all()`, "wrong argument: expected string, got: int64"},
		{"endless recursion", "function f() {\n  return f() + 1 }\n f()", "line 2, column 11: functions call each other too deep"},
		{"let before its time", "x; let x = 1", "line 1, column 1: ReferenceError: Cannot access a variable before initialization"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := answers(t, NewSession(st.QuadStore(), Options{}), test.query)
			if err == nil || err.Error() != test.want {
				t.Errorf("error is %v, want %s", err, test.want)
			}
		})
	}
}

func TestBounds(t *testing.T) {
	st := open(t, small)
	for _, test := range []struct {
		name, query string
		opts        Options
		rows        int
		truncated   bool
		err         error
	}{
		{"a limit", `g.V().all()`, Options{Limit: 3}, 3, true, nil},
		{"a limit over several paths", `g.V("<ent:ILO>").all(); g.V("<ent:China>").all(); g.V("<ent:Peru>").all()`, Options{Limit: 2}, 2, true, nil},
		{"a limit that is not reached", `g.V("<ent:ILO>").all()`, Options{Limit: 1}, 1, false, nil},
		{"an endless loop", `while (true) {}`, Options{Timeout: 30 * time.Millisecond}, 0, false, ErrTimeout},
		{"an endless loop that catches", `while (true) { try { x() } catch (e) {} }`, Options{Timeout: 30 * time.Millisecond}, 0, false, ErrTimeout},
		{"endless answers", `while (true) g.emit(1)`, Options{Limit: 5}, 5, true, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := NewSession(st.QuadStore(), test.opts)
			rows := 0
			var last error
			for _, err := range s.Run(context.Background(), test.query) {
				if last = err; err == nil {
					rows++
				}
			}
			if rows != test.rows || s.Truncated() != test.truncated || !errors.Is(last, test.err) {
				t.Errorf("%d rows, truncated %v, %v", rows, s.Truncated(), last)
			}
			if got, err := answers(t, s, `1 + 1`); err != nil || got != "2\n" {
				t.Errorf("afterwards the session is broken: %s %v", got, err)
			}
		})
	}
}

func TestSessionsKeepVariables(t *testing.T) {
	s := NewSession(open(t, small).QuadStore(), Options{})
	if _, err := answers(t, s, `var china = g.V("<ent:China>")`); err != nil {
		t.Fatal(err)
	}
	got, err := answers(t, s, `china.in().all()`)
	if diff := cmp.Diff(`{"id":"ent:ILO"}`+"\n", got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestCancelledQueriesEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	var last error
	for _, err := range Run(ctx, open(t, small).QuadStore(), `while (true) {}`, Options{}) {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Error(last)
	}
}

// many is a store of n people in a ring.
func many(t testing.TB, n int) *store.Store {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<ent:%d> <rel:met> <ent:%d> <urn:%d> .\n", i, (i+1)%n, i/100)
	}
	return open(t, b.String())
}

func BenchmarkPointQuery(b *testing.B) {
	st := many(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range Run(context.Background(), st.QuadStore(), `g.V("<ent:5>").out("<rel:met>").all()`, Options{Limit: 10}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 1 {
			b.Fatal(n)
		}
	}
}
