package bench

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestFilms asks about cayley's own data, which is in its module.
func TestFilms(t *testing.T) {
	if testing.Short() {
		t.Skip("loads half a million quads into two stores")
	}
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Skipf("30kmoviedata.nq.gz is in cayley's module: %v", err)
	}
	results, err := Run(t.Context(), Config{
		File:    filepath.Join(strings.TrimSpace(string(dir)), "data", "30kmoviedata.nq.gz"),
		Engines: []string{"sayso", "memstore"}, Dir: t.TempDir(),
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, q := range results[0].Queries {
		if q.Answers == 0 {
			t.Errorf("%s: no answer", q.Name)
		}
		if want := results[1].Queries[i].Answers; q.Answers != want {
			t.Errorf("%s: %d answers, memstore has %d", q.Name, q.Answers, want)
		}
	}
}
