package pebble

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
)

// cayleyDir goes where cayley's tests find their data.
func cayleyDir(t *testing.T) {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Skipf("the module cache holds the data of cayley's tests: %v", err)
	}
	t.Chdir(filepath.Join(strings.TrimSpace(string(out)), "graph", "graphtest", "testutil"))
}

func TestCayleyContract(t *testing.T) {
	cayleyDir(t)
	graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options, func()) {
		db, err := OpenMemory()
		if err != nil {
			t.Fatal(err)
		}
		return db.QuadStore(), nil, func() {
			r, err := db.Verify(t.Context())
			if err != nil || len(r.Problems) > 0 {
				t.Errorf("verify: %v, %q", err, r.Problems)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}
	}, &graphtest.Config{AlwaysRunIntegration: os.Getenv("RUN_MOVIES") != ""})
}
