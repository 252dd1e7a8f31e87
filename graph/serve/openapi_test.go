package serve

import (
	"encoding/json"
	"maps"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/schema"
)

type openAPIFile struct {
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]objectSchema }
}

type operation struct {
	Summary   string
	Responses map[string]struct {
		Content map[string]struct{ Schema shape }
	}
}

type shape struct {
	Ref   string `json:"$ref"`
	Type  string
	Items *shape
}

type objectSchema struct {
	Required   []string
	Properties map[string]shape
}

func description(t *testing.T) openAPIFile {
	t.Helper()
	var f openAPIFile
	if err := json.Unmarshal(OpenAPI, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// Every route is described, and everything described is a route.
func TestOpenAPIListsTheRoutes(t *testing.T) {
	var want, got []string
	for _, r := range new(Server).apiRoutes() {
		want = append(want, r.method+" "+r.path)
	}
	for path, operations := range description(t).Paths {
		for method := range operations {
			got = append(got, strings.ToUpper(method)+" "+path)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("described:\n%s\nserved:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What writeJSON sends of the types of this package has the keys that the
// description gives them.
func TestOpenAPIDescribesTheAnswers(t *testing.T) {
	schemas := description(t).Components.Schemas
	for name, value := range map[string]any{
		"ArticlePage": articlePage{},
		"Mention":     mention{},
		"Neighbour":   neighbour{},
		"Answers":     answers{},
		"Health":      health{},
		"Judged":      judged{},
		"Judgement":   schema.Judgement{},
		"Completions": completions{},
		"Upload":      &upload{},
		"Network":     query.Network{},
		"Node":        query.Node{},
		"Link":        query.Link{Negative: true, Said: true},
		"Speaker":     query.Speaker{},
	} {
		w := httptest.NewRecorder()
		writeJSON(w, 200, value)
		var got map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		s, ok := schemas[name]
		if !ok {
			t.Errorf("%s is not described", name)
		}
		for key := range maps.Keys(got) {
			if _, ok := s.Properties[key]; !ok {
				t.Errorf("%s: %s is not described", name, key)
			}
		}
		for _, key := range s.Required {
			if _, ok := got[key]; !ok {
				t.Errorf("%s: %s is described as always there", name, key)
			}
		}
	}
}
