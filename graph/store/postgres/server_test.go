package postgres

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	_ "pgregory.net/rapid" // defines the flag

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/storetest"
)

// server starts PostgreSQL as Debian packages it and returns the URL of one
// of its databases, without a name. It listens on a socket alone.
func server(t testing.TB) string {
	t.Helper()
	if url := os.Getenv("SAYSO_TEST_POSTGRES"); url != "" {
		return url
	}
	bins, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	if len(bins) == 0 {
		t.Skip("PostgreSQL is not installed; SAYSO_TEST_POSTGRES may name a server")
	}
	slices.Sort(bins)
	bin := bins[len(bins)-1]
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	// The server refuses to run as root.
	as := func(args ...string) *exec.Cmd {
		if os.Getuid() == 0 {
			return exec.Command("runuser", append([]string{"-u", "postgres", "--"}, args...)...)
		}
		return exec.Command(args[0], args[1:]...)
	}
	if os.Getuid() == 0 {
		if out, err := exec.Command("chown", "postgres", dir).CombinedOutput(); err != nil {
			t.Skipf("no user to run PostgreSQL: %s", out)
		}
	}
	data := filepath.Join(dir, "data")
	run := func(args ...string) {
		t.Helper()
		cmd := as(args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Skipf("PostgreSQL does not start: %v: %s", err, out)
		}
	}
	run(filepath.Join(bin, "initdb"), "-D", data, "-U", "sayso", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
	ctl := filepath.Join(bin, "pg_ctl")
	run(ctl, "-D", data, "-w", "-s", "-l", filepath.Join(dir, "log"),
		"-o", "-c listen_addresses='' -c unix_socket_directories="+dir+" -c max_connections=200 -c fsync=off", "start")
	t.Cleanup(func() { _ = as(ctl, "-D", data, "-m", "immediate", "-s", "stop").Run() })
	return "postgres://sayso@/postgres?host=" + dir
}

// databases makes empty databases on a server.
type databases struct {
	url string
	n   atomic.Int64
}

func (d *databases) make(t testing.TB) string {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), d.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	name := fmt.Sprintf("test%d", d.n.Add(1))
	if _, err := conn.Exec(context.Background(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return strings.Replace(d.url, "/postgres?", "/"+name+"?", 1)
}

func TestContract(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server")
	}
	// Each check makes a database; a few say as much as a hundred.
	if err := flag.Set("rapid.checks", "5"); err != nil {
		t.Fatal(err)
	}
	dbs := &databases{url: server(t)}
	urls := map[backend.Backend]string{}
	open := func(t testing.TB, url string) backend.Backend {
		db, err := Open(context.Background(), url, Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		urls[db] = url
		return db
	}
	storetest.Run(t, storetest.Subject{
		Open: func(t testing.TB) backend.Backend { return open(t, dbs.make(t)) },
		Reopen: func(t testing.TB, b backend.Backend) backend.Backend {
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			return open(t, urls[b])
		},
		Large: importChunk + 10,
	})
}
