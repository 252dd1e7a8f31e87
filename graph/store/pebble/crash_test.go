package pebble

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/storetest"
)

var crashRuns = flag.Int("crash.runs", 6, "how often each crash test crashes the store")

// A history is what a writer was told about its writes.
type history struct {
	mu      sync.Mutex
	acked   map[int]int // article -> the version last acknowledged
	tried   map[int]int // article -> the version last begun
	imports []int       // sizes of imports that were acknowledged
}

func newHistory() *history { return &history{acked: map[int]int{}, tried: map[int]int{}} }

func (h *history) begin(n, version int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tried[n] = version
}

func (h *history) ack(n, version int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.acked[n] = version
}

// copy is the history as of now: what is acknowledged in it was so before.
func (h *history) copy() *history {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := newHistory()
	for n, v := range h.acked {
		c.acked[n] = v
	}
	for n, v := range h.tried {
		c.tried[n] = v
	}
	c.imports = append(c.imports, h.imports...)
	return c
}

// versions is how often each article is written.
const versions = 3

func crashArticle(n, version int) backend.Batch {
	return storetest.Article(n, version, 5+(n*7+version*3)%40)
}

// write writes articles, each in several versions, until it fails.
func (h *history) write(db *DB, articles int) error {
	for i := 0; i < articles*versions; i++ {
		n, version := i/versions/4*4+i%4, i/4%versions
		h.begin(n, version)
		b := crashArticle(n, version)
		err := db.ReplaceAll(context.Background(), func(yield func(backend.Batch, error) bool) { yield(b, nil) })
		if err != nil {
			return err
		}
		h.ack(n, version)
	}
	return nil
}

// check opens what a crash left: whatever was acknowledged must be there, and
// of what was under way all or nothing.
func (h *history) check(t *testing.T, open func() (*DB, error)) {
	t.Helper()
	db, err := open()
	if err != nil {
		t.Fatalf("open after a crash: %v", err)
	}
	defer db.Close()
	storetest.Verify(t, db)
	for n, tried := range h.tried {
		acked, ok := h.acked[n]
		got := storetest.Lines(t, db.Label(t.Context(), storetest.Label(n)))
		found := !ok && len(got) == 0
		for v := acked; v <= tried; v++ {
			want := storetest.Lines(t, storetest.All(crashArticle(n, v).Quads))
			found = found || strings.Join(got, "\n") == strings.Join(want, "\n")
		}
		if !found {
			t.Fatalf("article %d, acknowledged in version %d (%v), begun in %d, is\n%s", n, acked, ok, tried, strings.Join(got, "\n"))
		}
	}
}

// TestPowerLoss stops the machine: what was not synced is partly lost.
func TestPowerLoss(t *testing.T) {
	skipShort(t)
	for run := range *crashRuns {
		rng := rand.New(rand.NewPCG(uint64(run), 1))
		fs := vfs.NewCrashableMem()
		db, err := Open("db", Options{Create: true, FS: fs, memTable: 64 << 10})
		if err != nil {
			t.Fatal(err)
		}
		h := newHistory()
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := h.write(db, 60); err != nil {
				t.Error(err)
			}
		})
		for range 3 {
			time.Sleep(time.Duration(rng.IntN(8000)) * time.Microsecond)
			before := h.copy()
			left := fs.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: rng.IntN(101), RNG: rng})
			before.tried = h.copy().tried // begun before or while the clone was made
			before.check(t, func() (*DB, error) { return Open("db", Options{FS: left}) })
		}
		wg.Wait()
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPowerLossInImport stops the machine during a large import.
func TestPowerLossInImport(t *testing.T) {
	skipShort(t)
	for run := range *crashRuns {
		rng := rand.New(rand.NewPCG(uint64(run), 2))
		fs := vfs.NewCrashableMem()
		opts := []Options{{}, mixed}[run%2]
		opts.Create, opts.FS = true, fs
		db, err := Open("db", opts)
		if err != nil {
			t.Fatal(err)
		}
		h := newHistory()
		if err := h.write(db, 8); err != nil {
			t.Fatal(err)
		}
		before := h.copy()
		done := make(chan int64)
		go func() {
			n, err := db.Import(context.Background(), manyQuads(aboveBatch))
			if err != nil {
				t.Error(err)
			}
			done <- n
		}()
		time.Sleep(time.Duration(rng.IntN(120)) * time.Millisecond)
		left := fs.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: rng.IntN(101), RNG: rng})
		before.check(t, func() (*DB, error) { return Open("db", Options{FS: left}) })
		after, err := Open("db", Options{FS: left})
		if err != nil {
			t.Fatal(err)
		}
		st, err := after.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if names, err := left.List("db/" + leftovers); err == nil {
			t.Errorf("files are left: %v", names)
		}
		if err := after.Close(); err != nil {
			t.Fatal(err)
		}
		imported := <-done
		whole, err := db.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if st.Quads != whole.Quads && st.Quads != whole.Quads-imported {
			t.Errorf("%d of %d imported quads are left", st.Quads+imported-whole.Quads, imported)
		}
		left2 := fs.CrashClone(vfs.CrashCloneCfg{})
		again, err := Open("db", Options{FS: left2})
		if err != nil {
			t.Fatal(err)
		}
		if st, err := again.Stats(t.Context()); st.Quads != whole.Quads || err != nil {
			t.Errorf("an acknowledged import left %d of %d quads, %v", st.Quads, whole.Quads, err)
		}
		storetest.Verify(t, again)
		if err := errors.Join(again.Close(), db.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

func manyQuads(n int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for i := range n {
			if !yield(quad.Quad{
				Subject: quad.IRI(fmt.Sprintf("urn:s:%d", i/3)), Predicate: quad.IRI("urn:p"),
				Object: quad.Int(i), Label: quad.IRI(fmt.Sprintf("urn:import:%d", i/200)),
			}, nil) {
				return
			}
		}
	}
}

// childDir is set in the environment of the process that is to be killed.
const childDir = "SAYSO_TEST_CHILD_DIR"

// TestKilled kills a process that writes.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(childDir); dir != "" {
		killMe(t, dir)
		return
	}
	for run := range *crashRuns {
		rng := rand.New(rand.NewPCG(uint64(run), 3))
		dir := filepath.Join(t.TempDir(), "db")
		h := runAndKill(t, dir, time.Duration(20+rng.IntN(200))*time.Millisecond)
		h.check(t, func() (*DB, error) { return Open(dir, Options{Create: true}) })
	}
}

// killMe writes articles and says so, a line before and a line after each.
func killMe(t *testing.T, dir string) {
	db, err := Open(dir, Options{Create: true, memTable: 64 << 10})
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		fmt.Printf("begin %d\n", n)
		b := crashArticle(n, 0)
		err := db.ReplaceAll(context.Background(), func(yield func(backend.Batch, error) bool) { yield(b, nil) })
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("ack %d\n", n)
	}
}

func runAndKill(t *testing.T, dir string, after time.Duration) *history {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	h := newHistory()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		word, number, _ := strings.Cut(lines.Text(), " ")
		n, err := strconv.Atoi(number)
		switch {
		case err != nil:
			t.Errorf("the child says %q", lines.Text())
		case word == "begin":
			h.begin(n, 0)
		default:
			h.ack(n, 0)
		}
	}
	_ = cmd.Wait() // it was killed
	return h
}

// TestWriteErrors makes the nth write of whatever file fail, for once or from
// then on.
func TestWriteErrors(t *testing.T) {
	skipShort(t)
	for run := range 4 * *crashRuns {
		mem := vfs.NewMem()
		nth := errorfs.OnIndex(int32(run * run))
		failed := false
		fs := errorfs.Wrap(mem, errorfs.InjectorFunc(func(op errorfs.Op) error {
			if op.Kind.ReadOrWrite() != errorfs.OpIsWrite || op.Kind == errorfs.OpLock {
				return nil
			}
			if failed = failed && run%2 == 0 || nth.MaybeError(op) != nil; failed {
				return &os.PathError{Op: "write", Path: op.Path, Err: syscall.ENOSPC}
			}
			return nil
		}))
		db, err := Open("db", Options{Create: true, FS: fs, memTable: 64 << 10})
		if errors.Is(err, backend.ErrFull) {
			continue
		}
		if err != nil {
			t.Fatalf("run %d: %v", run, err)
		}
		h := newHistory()
		err = h.write(db, 8)
		if err == nil {
			_, err = db.Import(t.Context(), manyQuads(aboveBatch))
		}
		if err != nil && !errors.Is(err, backend.ErrFull) {
			t.Fatalf("run %d: %v", run, err)
		}
		_ = db.Close() // a store that is broken may say so again
		h.check(t, func() (*DB, error) { return Open("db", Options{FS: mem, Create: true}) })
	}
}

// TestDiskFull fills the disk and makes room again.
func TestDiskFull(t *testing.T) {
	fs := vfs.NewMem()
	fs.TestingSetDiskUsage(vfs.DiskUsage{AvailBytes: 1 << 30, TotalBytes: 1 << 31})
	db, err := Open("db", Options{Create: true, FS: fs})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	h := newHistory()
	if err := h.write(db, 4); err != nil {
		t.Fatal(err)
	}
	fs.TestingSetDiskUsage(vfs.DiskUsage{AvailBytes: minFree - 1, TotalBytes: 1 << 31})
	if err := h.write(db, 1); !errors.Is(err, backend.ErrFull) {
		t.Errorf("write to a full disk: %v", err)
	}
	if _, err := db.Import(t.Context(), manyQuads(10)); !errors.Is(err, backend.ErrFull) {
		t.Errorf("import to a full disk: %v", err)
	}
	if _, err := db.Stats(t.Context()); err != nil {
		t.Errorf("read on a full disk: %v", err)
	}
	fs.TestingSetDiskUsage(vfs.DiskUsage{AvailBytes: 1 << 30, TotalBytes: 1 << 31})
	if err := h.write(db, 5); err != nil {
		t.Errorf("write after room was made: %v", err)
	}
}

func skipShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("crashes take seconds")
	}
}
