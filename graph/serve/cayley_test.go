package serve_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/graph/serve"
)

// Cayley's clients find the API that its documentation describes.
func TestCayleyAPI(t *testing.T) {
	server := start(t, serve.Config{Write: true})
	const (
		ilo   = "<https://sayso-graph.github.io/entity/ILO>"
		china = "https://sayso-graph.github.io/entity/China"
		quads = "<http://e.example/s> <http://e.example/p> <http://e.example/o> <http://e.example/l> .\n"
	)
	step := func(name, method, path, body string, status int, want string) {
		t.Helper()
		got, answer := do(t, request(t, method, server.URL+path, body, "Content-Type", "application/n-quads"))
		if got != status || !strings.Contains(answer, want) {
			t.Errorf("%s: got %d %s\nwant %d with %s", name, got, answer, status, want)
		}
	}
	step("formats", "GET", "/api/v2/formats", "", 200, `"nquads"`)
	step("query", "POST", "/api/v2/query?lang=gizmo", `g.V("`+ilo+`").out("<https://sayso-graph.github.io/relation/requested>").all()`, 200, china)
	step("a prefixed query", "POST", "/api/v2/query?lang=gizmo", `g.V("<ent:ILO>").out("<rel:requested>").all()`, 200, china)
	step("a prefixed query without brackets", "POST", "/api/v2/query?lang=gizmo", `g.V("ent:ILO").out("rel:requested").all()`, 200, china)
	step("prefixed MQL", "POST", "/api/v2/query?lang=mql", `[{"id": "ent:ILO", "<rel:requested>": null}]`, 200, china)
	step("prefixed GraphQL", "POST", "/api/v2/query?lang=graphql", `{ nodes(id: <ent:ILO>) { requested: <rel:requested> } }`, 200, china)
	step("prefixed read", "GET", "/api/v2/read?format=nquads&sub=%3Cent:ILO%3E", "", 200, "<"+china+">")
	step("read", "GET", "/api/v2/read?format=nquads", "", 200, "<"+china+">")
	step("write", "POST", "/api/v2/write", quads, 200, `"count": 1`)
	step("the written quad is read", "GET", "/api/v2/read?format=nquads&sub=%3Chttp://e.example/s%3E", "", 200, "<http://e.example/o>")
	step("delete", "POST", "/api/v2/delete", quads, 200, `"count": 1`)

	step("MQL", "POST", "/api/v2/query?lang=mql", `[{"id": "`+ilo+`", "<https://sayso-graph.github.io/relation/requested>": null}]`, 200, china)
	step("GraphQL", "POST", "/api/v2/query?lang=graphql", `{ nodes(id: `+ilo+`) { requested: <https://sayso-graph.github.io/relation/requested> } }`, 200, china)
	step("an unknown language", "POST", "/api/v2/query?lang=sql", `SELECT 1`, 400, "error")
	step("an error in a query", "POST", "/api/v2/query?lang=gizmo", `g.V(`, 400, `"error"`)
	step("a limit", "POST", "/api/v2/query?lang=gizmo&limit=1", `g.V().all()`, 200, `{"result":[{"id":`)
	step("a query by GET", "GET", "/api/v2/query?lang=gizmo&qu="+url.QueryEscape(`g.V("`+ilo+`").all()`), "", 200, "ILO")
	step("read as JSON", "GET", "/api/v2/read?format=json&sub="+url.QueryEscape(ilo), "", 200, `"object":"ILO"`)
	step("read as JSON-LD", "GET", "/api/v2/read?format=jsonld", "", 200, "@id")
	step("write what is no quad", "POST", "/api/v2/write", "<http://e.example/s> .\n", 500, "incomplete N-Quad")
	step("delete what is not there", "POST", "/api/v2/delete", quads, 500, "quad does not exist")

	reader := start(t, serve.Config{})
	for _, path := range []string{"/api/v2/write", "/api/v2/delete", "/api/v1/write", "/api/v1/delete"} {
		if status, answer := do(t, request(t, "POST", reader.URL+path, quads)); status != 403 {
			t.Errorf("a server that only reads answered %s with %d %s", path, status, answer)
		}
	}
}

// The calls of version 1 that the clients on npm (cayley, node-cayley) make.
func TestCayleyVersion1(t *testing.T) {
	server := start(t, serve.Config{Write: true})
	const quads = `[{"subject":"</user/a>","predicate":"<follows>","object":"</user/b>","label":"<x>"}]`
	for _, step := range []struct{ path, body, want string }{
		{"/api/v1/write", quads, `{"result": "Successfully wrote 1 quads.`},
		{"/api/v1/query/gizmo", `g.V("</user/a>").Out("<follows>", "how").All()`, `"id":"</user/b>"`},
		{"/api/v1/query/gizmo?limit=1", `g.V().All()`, `{"result":[{"id":`},
		{"/api/v1/delete", quads, `{"result": "Successfully deleted 1 quads.`},
		{"/api/v1/query/gizmo", `g.V("</user/a>").Out("<follows>").All()`, `{"result":null}`},
	} {
		if status, answer := do(t, request(t, "POST", server.URL+step.path, step.body)); status != 200 || !strings.Contains(answer, step.want) {
			t.Errorf("%s %s: got %d %s, want %s", step.path, step.body, status, answer, step.want)
		}
	}
}
