package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// parameters are the query parameters of each route, by method and path, as the
// description of the API has them.
type parameters map[string][]parameter

// A parameter has a name and, where these are few, its values.
type parameter struct {
	Name, In string
	Schema   struct{ Enum []string }
}

// takes reports whether the parameter may have a value.
func (p *parameter) takes(value string) bool {
	return value == "" || p.Schema.Enum == nil || slices.Contains(p.Schema.Enum, value)
}

// describedParameters reads them; the description is part of the program.
func describedParameters() parameters {
	var described struct {
		Paths map[string]map[string]struct {
			Parameters []parameter
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
					out[key] = append(out[key], p)
				}
			}
		}
	}
	return out
}

// only refuses requests with parameters that the route does not have, or with
// values that these do not: a misspelt filter would answer with what was not
// asked for.
func (p parameters) only(route *route) func(http.ResponseWriter, *http.Request) error {
	known := map[string]parameter{}
	var names []string
	for _, one := range p[route.method+" "+route.path] {
		known[one.Name] = one
		names = append(names, one.Name)
	}
	return func(w http.ResponseWriter, r *http.Request) error {
		var unknown []string
		for name, values := range r.URL.Query() {
			one, ok := known[name]
			if !ok {
				unknown = append(unknown, name)
			}
			for _, value := range values {
				if !one.takes(value) {
					return badRequest("%s=%s: not one of %s", name, value, strings.Join(one.Schema.Enum, ", "))
				}
			}
		}
		if len(unknown) == 0 {
			return route.handle(w, r)
		}
		slices.Sort(unknown)
		if len(known) == 0 {
			return badRequest("unknown parameter %s: %s %s takes none", strings.Join(unknown, ", "), route.method, route.path)
		}
		return badRequest("unknown parameter %s; known are %s", strings.Join(unknown, ", "), strings.Join(names, ", "))
	}
}
