package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

func article(n int) (quad.Value, []quad.Quad) {
	label := quad.IRI("urn:sayso:article:" + string(rune('a'+n)))
	return label, []quad.Quad{
		{Subject: quad.IRI("ent:ILO"), Predicate: quad.IRI("rel:requested"), Object: quad.IRI("ent:China")},
		{Subject: quad.IRI("ent:ILO"), Predicate: quad.IRI("rel:sentences"), Object: quad.Int(n), Label: label},
	}
}

func all(t *testing.T, s *Store) (list []string) {
	t.Helper()
	for q, err := range s.Quads(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, q.NQuad())
	}
	slices.Sort(list)
	return list
}

func TestAnArticleComesBackFromTheDisk(t *testing.T) {
	ctx, dir := t.Context(), filepath.Join(t.TempDir(), "sayso.db")
	s, err := Open(ctx, dir, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	label, quads := article(0)
	for range 2 {
		if err := s.Replace(ctx, label, quads, "a.txt"); err != nil {
			t.Fatal(err)
		}
	}
	want := all(t, s)
	if len(want) != 2 {
		t.Fatalf("got %q", want)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = Open(ctx, dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := all(t, s); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, ok, err := s.Source(ctx, "a.txt"); !ok || got != label || err != nil {
		t.Errorf("source: %v, %v, %v", got, ok, err)
	}
	if err := s.Replace(ctx, label, nil, ""); !errors.Is(err, ErrReadOnly) {
		t.Errorf("write to a read-only store: %v", err)
	}
}

func TestOpenTellsWhyNot(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	held := filepath.Join(dir, "held")
	s, err := Open(ctx, held, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	file := filepath.Join(dir, "file")
	other := filepath.Join(dir, "other")
	for _, err := range []error{
		os.WriteFile(file, nil, 0o644), os.Mkdir(other, 0o755),
		os.WriteFile(filepath.Join(other, "notes.txt"), nil, 0o644),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		spec string
		opts Options
		want error
		text string
	}{
		{filepath.Join(dir, "none"), Options{}, ErrNotFound, "none: no such store"},
		{filepath.Join(dir, "none"), Options{ReadOnly: true, Create: true}, ErrNotFound, "none: no such store"},
		{held, Options{}, ErrLocked, "held: in use by another process"},
		{held, Options{ReadOnly: true}, ErrLocked, "held: in use by another process"},
		{file, Options{Create: true}, ErrFormat, "file: not a store of this version: not a directory"},
		{other, Options{Create: true}, ErrFormat, "other: not a store of this version: a directory with other files"},
	} {
		_, err := Open(ctx, tt.spec, tt.opts)
		if !errors.Is(err, tt.want) || err.Error() != filepath.Join(dir, tt.text) {
			t.Errorf("%s %+v: got %v", tt.spec, tt.opts, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "none")); err == nil {
		t.Error("a store that was not to be created was")
	}
}

// Any number may read a store at a time, or one may write.
func TestReadersShareAStore(t *testing.T) {
	ctx, dir := t.Context(), filepath.Join(t.TempDir(), "store")
	opened := func(opts Options) *Store {
		t.Helper()
		s, err := Open(ctx, dir, opts)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	closed := func(s *Store) {
		t.Helper()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	refused := func(opts Options) {
		t.Helper()
		if _, err := Open(ctx, dir, opts); !errors.Is(err, ErrLocked) {
			t.Errorf("%+v: got %v", opts, err)
		}
	}
	closed(opened(Options{Create: true}))
	one, two := opened(Options{ReadOnly: true}), opened(Options{ReadOnly: true})
	refused(Options{})
	closed(one)
	refused(Options{})
	three := opened(Options{ReadOnly: true})
	closed(two)
	closed(three)
	writer := opened(Options{})
	refused(Options{ReadOnly: true})
	closed(writer)
	closed(opened(Options{}))
}

func TestAnnouncementsAreWithdrawn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s, err := Open(t.Context(), dir, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	withdraw := s.Announce("127.0.0.1:1")
	if got := Announced(dir); got != "127.0.0.1:1" {
		t.Errorf("announced %q", got)
	}
	withdraw()
	if got := Announced(dir); got != "" {
		t.Errorf("withdrawn, and still %q", got)
	}
}

func TestBatchesAreChecked(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, "memory:", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	label, quads := article(0)
	foreign := quads[0]
	foreign.Label = quad.IRI("urn:other")
	for _, tt := range []struct {
		label quad.Value
		q     quad.Quad
		want  error
	}{
		{nil, quads[0], ErrLabel},
		{label, foreign, ErrLabel},
		{label, quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("b")}, ErrQuad},
	} {
		if err := s.Replace(ctx, tt.label, []quad.Quad{tt.q}, ""); !errors.Is(err, tt.want) {
			t.Errorf("got %v, want %v", err, tt.want)
		}
	}
	if got := all(t, s); len(got) != 0 {
		t.Errorf("refused batches left %q", got)
	}
}
