package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// parameters are the names of the query parameters of each route, by method
// and path, as the description of the API has them.
type parameters map[string][]string

// describedParameters reads them; the description is part of the program.
func describedParameters() parameters {
	var described struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal(OpenAPI, &described); err != nil {
		panic(fmt.Sprintf("openapi.json: %v", err))
	}
	out := parameters{}
	for path, operations := range described.Paths {
		for method, operation := range operations {
			for _, p := range operation.Parameters {
				if p.In == "query" {
					key := strings.ToUpper(method) + " " + path
					out[key] = append(out[key], p.Name)
				}
			}
		}
	}
	return out
}

// only refuses requests with parameters that the route does not have: a
// misspelt filter would answer with what was not asked for.
func (p parameters) only(route *route) func(http.ResponseWriter, *http.Request) error {
	known := p[route.method+" "+route.path]
	return func(w http.ResponseWriter, r *http.Request) error {
		var unknown []string
		for name := range r.URL.Query() {
			if !slices.Contains(known, name) {
				unknown = append(unknown, name)
			}
		}
		if len(unknown) == 0 {
			return route.handle(w, r)
		}
		slices.Sort(unknown)
		if len(known) == 0 {
			return badRequest("unknown parameter %s: %s %s takes none", strings.Join(unknown, ", "), route.method, route.path)
		}
		return badRequest("unknown parameter %s; known are %s", strings.Join(unknown, ", "), strings.Join(known, ", "))
	}
}
