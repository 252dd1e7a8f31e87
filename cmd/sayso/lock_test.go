package main

import (
	"bytes"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/graph/store"
)

// Who finds a store in use is told by whom, and may read beside a reader.
func TestStoresInUse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	sayso := func(args ...string) (int, string) {
		var errw bytes.Buffer
		code := run(t.Context(), append(args, "--store", dir), strings.NewReader(""), &bytes.Buffer{}, &errw)
		return code, errw.String()
	}
	open := func(opts store.Options) *store.Store {
		st, err := store.Open(t.Context(), dir, opts)
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	st := open(creating)
	if code, msg := sayso("stats"); code != 1 || !strings.Contains(msg, "in use by another process; wait until it ends") {
		t.Errorf("%d %s", code, msg)
	}
	st.Announce(l.Addr().String())
	if code, msg := sayso("stats"); code != 1 || !strings.Contains(msg, "in use by another process: sayso serve on http://"+l.Addr().String()) {
		t.Errorf("%d %s", code, msg)
	}
	l.Close()
	if code, msg := sayso("stats"); code != 1 || !strings.Contains(msg, "wait until it ends") {
		t.Errorf("a server that is gone: %d %s", code, msg)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}

	reader := open(reading)
	defer reader.Close()
	if code, msg := sayso("stats"); code != 0 {
		t.Errorf("beside a reader: %d %s", code, msg)
	}
	if code, _ := sayso("remove", "urn:sayso:article:a"); code != 1 {
		t.Error("a writer beside a reader")
	}
}
