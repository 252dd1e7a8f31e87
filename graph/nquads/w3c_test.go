package nquads

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// suite returns the files of a W3C test suite, which comes with the module
// quad: the suites are not ours to copy.
func suite(t *testing.T, name string) map[string][]byte {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/quad").Output()
	if err != nil {
		t.Skipf("the module quad, which carries the W3C suites, is not to be found: %v", err)
	}
	f, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), name))
	if err != nil {
		t.Skipf("no W3C suite: %v", err)
	}
	defer f.Close()
	gz, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for tr := tar.NewReader(gz); ; {
		h, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if files[filepath.Base(h.Name)], err = io.ReadAll(tr); err != nil {
			t.Fatal(err)
		}
	}
}

var entry = regexp.MustCompile(`(?s)<#[^>]+>\s+(?:a|rdf:type)\s+rdft:TestN(?:Quads|Triples)(Positive|Negative)Syntax.*?mf:action\s+<([^>]+)>`)

// TestW3C runs every test of the manifests; there are no known failures.
func TestW3C(t *testing.T) {
	for name, least := range map[string]int{"nquad_tests.tar.gz": 80, "ntriple_tests.tar.gz": 65} {
		files := suite(t, name)
		tests := entry.FindAllSubmatch(files["manifest.ttl"], -1)
		if len(tests) < least {
			t.Fatalf("%s: the manifest lists %d tests, want %d", name, len(tests), least)
		}
		for _, test := range tests {
			kind, file := string(test[1]), string(test[2])
			t.Run(file, func(t *testing.T) {
				input, ok := files[file]
				if !ok {
					t.Fatal("file is missing")
				}
				if _, err := readAll(bytes.NewReader(input), 1); (err == nil) != (kind == "Positive") {
					t.Errorf("%s syntax test: %v\n%s", kind, err, input)
				}
			})
		}
	}
}
