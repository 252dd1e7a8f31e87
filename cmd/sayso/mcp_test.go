package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// An assistant speaks with the command over its standard streams, and leaves.
func TestMCPOverStandardStreams(t *testing.T) {
	dir := t.TempDir()
	quads := filepath.Join(dir, "one.nq")
	line := "<http://e.example/s> <http://e.example/p> <http://e.example/o> <http://e.example/l> .\n"
	if err := os.WriteFile(quads, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	store := filepath.Join(dir, "store")
	if code := run(t.Context(), []string{"import", "--store", store, quads}, nil, io.Discard, os.Stderr); code != 0 {
		t.Fatalf("import: exit status %d", code)
	}
	toServer, in := io.Pipe()
	fromServer, out := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(t.Context(), []string{"mcp", "--store", store}, toServer, out, os.Stderr)
		out.Close()
	}()
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test"}, nil).
		Connect(t.Context(), &sdk.IOTransport{Reader: fromServer, Writer: in}, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.CallTool(t.Context(), &sdk.CallToolParams{Name: "gizmo", Arguments: map[string]any{"query": "g.V().all()"}})
	if err != nil || answer.IsError {
		t.Errorf("got %v, %v", answer, err)
	}
	if err := client.Close(); err != nil {
		t.Error(err)
	}
	if code := <-ended; code != 0 {
		t.Errorf("exit status %d", code)
	}
}
