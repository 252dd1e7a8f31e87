package serve_test

import (
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
	step("read", "GET", "/api/v2/read?format=nquads", "", 200, "<"+china+">")
	step("write", "POST", "/api/v2/write", quads, 200, `"count": 1`)
	step("the written quad is read", "GET", "/api/v2/read?format=nquads&sub=%3Chttp://e.example/s%3E", "", 200, "<http://e.example/o>")
	step("delete", "POST", "/api/v2/delete", quads, 200, `"count": 1`)

	reader := start(t, serve.Config{})
	if status, answer := do(t, request(t, "POST", reader.URL+"/api/v2/write", quads)); status != 403 {
		t.Errorf("a server that only reads answered a write with %d %s", status, answer)
	}
}
