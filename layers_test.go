package sayso_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/sayso-graph/sayso/"

// layers lists, for each folder, the folders of this module that it may
// import. "x/*" stands for everything below x; a folder may always import
// its own subfolders. What is not listed may import nothing of ours.
var layers = map[string][]string{
	"schema": {},
	"data":   {},

	"extract/article":     {"schema"},
	"extract/nlp":         {"schema", "data/*"},
	"extract/attribution": {"extract/nlp", "schema", "data/*"},
	"extract/factuality":  {"extract/nlp", "schema", "data/*"},
	"extract/coref":       {"extract/nlp", "schema", "data/*"},
	"extract/openie":      {"extract/nlp", "extract/attribution", "extract/factuality", "schema", "data/*"},
	"extract/resolve":     {"extract/nlp", "extract/coref", "extract/openie", "extract/attribution", "schema", "data/*"},
	"extract/eval":        {"extract/*", "schema", "data/*"},
	"extract":             {"extract/*", "schema", "data/*"},

	"graph/newstest": {"schema"},
	"graph/nquads":   {},
	"graph/store":    {"schema", "graph/nquads"},
	"graph/load":     {"graph/store", "schema"},
	"graph/query":    {"graph/store", "graph/nquads", "schema", "data/sample", "data/lexicon"},
	"graph/export":   {"graph/nquads", "schema"},
	"graph/mcp":      {"graph/query", "graph/load", "graph/store", "schema"},
	"graph/picture":  {"graph/query", "graph/store", "schema"},
	"graph/serve":    {"graph/*", "schema"},
	"graph":          {},

	"cmd/train": {"extract", "schema", "data/*"},
	"cmd/sayso": {"extract", "graph/*", "schema", "data/*"},
}

// TestLayers keeps the picture of the architecture true: imports point down,
// and extract and graph meet only in schema.
func TestLayers(t *testing.T) {
	for _, p := range packages(t) {
		folder := strings.TrimPrefix(p.ImportPath, module)
		layer, allowed := layerOf(folder)
		if layer == "" {
			t.Errorf("%s belongs to no layer; add it to the table or move it", folder)
			continue
		}
		for _, imp := range p.Imports {
			target, ours := strings.CutPrefix(imp, module)
			if ours && !within(target, layer) && !slices.ContainsFunc(allowed, func(a string) bool { return permits(a, target) }) {
				t.Errorf("%s imports %s", folder, target)
			}
		}
	}
}

type pkg struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		if p.ImportPath+"/" != module {
			all = append(all, p)
		}
	}
}

// layerOf returns the longest listed folder that holds the package.
func layerOf(folder string) (string, []string) {
	for f := folder; ; {
		if allowed, ok := layers[f]; ok {
			return f, allowed
		}
		i := strings.LastIndexByte(f, '/')
		if i < 0 {
			return "", nil
		}
		f = f[:i]
	}
}

func within(folder, layer string) bool {
	return folder == layer || strings.HasPrefix(folder, layer+"/")
}

func permits(rule, folder string) bool {
	if parent, all := strings.CutSuffix(rule, "/*"); all {
		return strings.HasPrefix(folder, parent+"/")
	}
	return within(folder, rule)
}
