package query

import (
	"testing"

	"github.com/dop251/goja/parser"
)

func TestPlainQueries(t *testing.T) {
	for text, want := range map[string]bool{
		``: true,
		`g.V("<ent:China>").out("<rel:met>").all()`:                  true,
		`graph.V().has("<rel:met>", gt(3)).count(); g.V("a").all();`: true,
		`g.V(["a", "b"]).and(g.V("c").in()).getLimit(3)`:             true,
		`g.emit(g.V("a").toArray())`:                                 true,
		`var x = g.V("a")`:                                           false,
		`x = 1`:                                                      false,
		`g.V = null`:                                                 false,
		`g.V("a").forEach(function(r) { g.emit(r) })`:                false,
		`g.V("a").forEach(r => g.emit(r))`:                           false,
		`g.addNamespace("a", "b")`:                                   false,
		`g.loadNamespaces()`:                                         false,
		`g.__defineSetter__("V", g.V)`:                               false,
		`g.V("a").constructor("x")()`:                                false,
		`g["V"]("a").all()`:                                          false,
		`g.V("<urn:sayso:hook>").toValue()()`:                        false,
		`Object.assign(g, g)`:                                        false,
		`eval("x = 1")`:                                              false,
		`g.emit({a: 1})`:                                             false,
		`g.V(...[1]).all()`:                                          false,
		"g.V(`${x = 1}`).all()":                                      false,
		`function f() {}`:                                            false,
		`g.V(x = 1).all()`:                                           false,
		`g.V("a").out("b", g.V = g.M).all()`:                         false,
		`new g.V("a")`:                                               false,
		`(function() { g.V = 1 })()`:                                 false,
		`g.emit([g.V = 1])`:                                          false,
		`g.V("a").filter(regex("b", /x/)).all()`:                     false,
		`while (true) g.V("a").all()`:                                false,
		`g.V("a").all().constructor`:                                 false,
		`Array.prototype.all("x")`:                                   false,
		`g.V("a").toArray().forEach("x")`:                            true, // an error, which changes nothing
		`g.M().out("a"), g.V = 1`:                                    false,
	} {
		tree, err := parser.ParseFile(nil, "", text, 0)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got := plainQuery(tree); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// What a query does to its runtime is not seen by another session, whether a
// plain query ran before it or after.
func TestSessionsAreApart(t *testing.T) {
	qs := open(t, small).QuadStore()
	const plain, want = `g.V("<ent:Liu>").out().all()`, `{"id":"report baseless"}` + "\n"
	for range 2 * cap(spares) {
		s := NewSession(qs, Options{})
		for _, text := range []string{plain, `var kept = "kept"; g.M = null; String.prototype.kept = 1`, `regex("x")`} {
			if _, err := answers(t, s, text); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := answers(t, s, `g.emit(kept)`); got != `"kept"`+"\n" || err != nil {
			t.Errorf("its own session: %s, %v", got, err)
		}
		if got, err := answers(t, NewSession(qs, Options{}), plain); got != want || err != nil {
			t.Errorf("the next session: %s, %v", got, err)
		}
		if got, err := answers(t, NewSession(qs, Options{}), `g.emit([typeof kept, typeof g.M, typeof "".kept])`); got != `["undefined","function","undefined"]`+"\n" || err != nil {
			t.Errorf("another session: %s, %v", got, err)
		}
	}
}
