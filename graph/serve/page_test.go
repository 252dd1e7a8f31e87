package serve_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/graph/serve"
)

func TestThePageIsServed(t *testing.T) {
	server := start(t, serve.Config{})
	for path, kind := range map[string]string{
		"/": "text/html; charset=utf-8", "/app.js": "text/javascript; charset=utf-8",
		"/app.css": "text/css; charset=utf-8", "/layout.js": "text/javascript; charset=utf-8",
	} {
		resp, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if got := resp.Header.Get("Content-Type"); resp.StatusCode != 200 || got != kind {
			t.Errorf("%s: %d %q, want 200 %q", path, resp.StatusCode, got, kind)
		}
		again := request(t, "GET", server.URL+path, "", "If-None-Match", resp.Header.Get("ETag"))
		if status, _ := do(t, again); status != 304 {
			t.Errorf("%s: a browser that has it got %d, want 304", path, status)
		}
	}
	if status, _ := do(t, request(t, "GET", server.URL+"/src/app.ts", "")); status != 404 {
		t.Errorf("a source is served: %d", status)
	}
}

// The page brings all that it needs, and nothing that its own policy forbids.
func TestThePageKeepsItsPolicy(t *testing.T) {
	server := start(t, serve.Config{})
	_, html := do(t, request(t, "GET", server.URL+"/", ""))
	for _, bad := range []string{"<style", " style=", " onclick=", "http://", "https://", "<script>"} {
		if strings.Contains(html, bad) {
			t.Errorf("index.html has %q", bad)
		}
	}
}

// The committed page is, byte for byte, what its sources build, where there is
// Node.js to see it.
func TestThePageIsWhatItsSourcesBuild(t *testing.T) {
	node, err := exec.LookPath("node")
	if _, missing := os.Stat("web/node_modules/esbuild"); err != nil || missing != nil {
		t.Skip("needs Node.js, and npm ci in graph/serve/web")
	}
	dir := t.TempDir()
	cmd := exec.Command(node, "build.mjs", dir)
	cmd.Dir = "web"
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := sameFiles(dir, "web/dist"); err != nil {
		t.Errorf("%v; run npm run build in graph/serve/web", err)
	}
}

// sameFiles reports the first difference between two folders of files.
func sameFiles(a, b string) error {
	names := map[string]bool{}
	for _, dir := range []string{a, b} {
		files, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, f := range files {
			names[f.Name()] = true
		}
	}
	for name := range names {
		one, err := os.ReadFile(filepath.Join(a, name))
		if err != nil {
			return err
		}
		other, err := os.ReadFile(filepath.Join(b, name))
		if err != nil {
			return err
		}
		if !bytes.Equal(one, other) {
			return fmt.Errorf("%s is another one", name)
		}
	}
	return nil
}

// What is committed of the page was built from the sources that are committed.
func TestThePageIsBuiltFromItsSources(t *testing.T) {
	sources, err := filepath.Glob("web/src/*")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(sources)
	hash := sha256.New()
	for _, file := range append([]string{"web/build.mjs", "web/package-lock.json"}, sources...) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		hash.Write([]byte(strings.ReplaceAll(string(data), "\r\n", "\n")))
	}
	want, err := os.ReadFile("web/sources.sha256")
	if err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != strings.TrimSpace(string(want)) {
		t.Error("web/dist is older than web/src; run npm run build in graph/serve/web")
	}
}
