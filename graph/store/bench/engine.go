package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/kv/bolt"    // an engine to compare with
	_ "github.com/cayleygraph/cayley/graph/kv/leveldb" // an engine to compare with
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	cayleynquads "github.com/cayleygraph/quad/nquads"

	"github.com/sayso-graph/sayso/graph/nquads"
	"github.com/sayso-graph/sayso/graph/store"
)

// An Engine is a store under measurement.
type Engine struct {
	Name string
	// Disk tells that it keeps its data in the directory.
	Disk bool
	open func(ctx context.Context, dir string) (*subject, error)
}

// subject is an engine that is open.
type subject struct {
	qs graph.QuadStore
	// load loads N-Quads the way that the engine's own command does.
	load func(ctx context.Context, in io.Reader, relative bool) error
	// replace makes the quads the content of a label, in one durable step as
	// far as the engine has such a thing. Cayley's only add.
	replace func(context.Context, quad.Value, []quad.Quad) error
	// remove drops all quads of a label; nil where the engine cannot.
	remove func(context.Context, quad.Value) error
	close  func() error
}

func (s *subject) loadData(ctx context.Context, d dataset) error {
	return d.read(func(in io.Reader) error { return s.load(ctx, in, d.relative) })
}

// Engines are ours and cayley's that can be compared with it.
func Engines() []Engine {
	return []Engine{
		{"sayso", true, openOurs},
		{"leveldb", true, func(_ context.Context, dir string) (*subject, error) { return openKV("leveldb", dir) }},
		{"bolt", true, func(_ context.Context, dir string) (*subject, error) { return openKV("bolt", dir) }},
		{"memstore", false, openMemstore},
	}
}

func openOurs(ctx context.Context, dir string) (*subject, error) {
	s, err := store.Open(ctx, dir, store.Options{Create: true})
	if err != nil {
		return nil, err
	}
	return &subject{
		qs: s.QuadStore(),
		load: func(ctx context.Context, in io.Reader, relative bool) error {
			r := nquads.Reader{Input: in, Relative: relative}
			_, err := s.Import(ctx, r.Quads(ctx))
			return err
		},
		replace: func(ctx context.Context, label quad.Value, quads []quad.Quad) error {
			return s.Replace(ctx, label, quads, "")
		},
		remove: func(ctx context.Context, label quad.Value) error {
			_, err := s.Remove(ctx, label)
			return err
		},
		close: s.Close,
	}, nil
}

func openKV(name, dir string) (*subject, error) {
	_, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if err = graph.InitQuadStore(name, dir, nil); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	} else if err != nil {
		return nil, err
	}
	qs, err := graph.NewQuadStore(name, dir, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return cayleySubject(qs), nil
}

func openMemstore(context.Context, string) (*subject, error) {
	return cayleySubject(memstore.New()), nil
}

func cayleySubject(qs graph.QuadStore) *subject {
	return &subject{
		qs:   qs,
		load: func(_ context.Context, in io.Reader, _ bool) error { return loadCayley(qs, in) },
		replace: func(_ context.Context, _ quad.Value, quads []quad.Quad) error {
			deltas := make([]graph.Delta, len(quads))
			for i, q := range quads {
				deltas[i] = graph.Delta{Quad: q, Action: graph.Add}
			}
			return qs.ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreDup: true})
		},
		remove: func(ctx context.Context, label quad.Value) error { return removeCayley(ctx, qs, label) },
		close:  qs.Close,
	}
}

// loadCayley is what "cayley load" does, which is in a package that others
// cannot import (internal.DecompressAndLoad): quad's reader of N-Quads, its
// batches of 10,000 quads, and the store's own writer with its default options.
func loadCayley(qs graph.QuadStore, in io.Reader) error {
	w, err := qs.NewQuadWriter()
	if err != nil {
		return err
	}
	_, err = quad.CopyBatch(w, cayleynquads.NewReader(in, cayleynquads.DecodeRaw), quad.DefaultBatch)
	return errors.Join(err, w.Close())
}

// Cayley makes an engine of one of cayley's stores that open makes or opens.
func Cayley(name string, open func() (graph.QuadStore, error)) Engine {
	return Engine{name, false, func(context.Context, string) (*subject, error) {
		qs, err := open()
		if err != nil {
			return nil, err
		}
		return cayleySubject(qs), nil
	}}
}

func postgresEngine(url string) Engine {
	return Engine{"postgres", false, func(ctx context.Context, _ string) (*subject, error) { return openOurs(ctx, url) }}
}

func removeCayley(ctx context.Context, qs graph.QuadStore, label quad.Value) error {
	ref := qs.ValueOf(label)
	if ref == nil {
		return nil
	}
	var deltas []graph.Delta
	it := qs.QuadIterator(quad.Label, ref)
	for it.Next(ctx) {
		deltas = append(deltas, graph.Delta{Quad: qs.Quad(it.Result()), Action: graph.Delete})
	}
	if err := errors.Join(it.Err(), it.Close()); err != nil {
		return err
	}
	return qs.ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreMissing: true})
}

// diskSize is how many bytes the files in a directory take.
func diskSize(dir string) (size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}
