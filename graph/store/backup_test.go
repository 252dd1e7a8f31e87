package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func filled(t *testing.T, spec string) *Store {
	t.Helper()
	s, err := Open(t.Context(), spec, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 3 {
		label, quads := article(n)
		if err := s.Replace(t.Context(), label, quads, string(rune('a'+n))+".txt"); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// TestBackupAndRestore backs up a store that is in use and restores it.
func TestBackupAndRestore(t *testing.T) {
	for _, spec := range []string{"dir", "memory:"} {
		t.Run(spec, func(t *testing.T) {
			ctx, dir := t.Context(), t.TempDir()
			if spec == "dir" {
				spec = filepath.Join(dir, "sayso.db")
			}
			s := filled(t, spec)
			defer s.Close()
			want := all(t, s)
			backup := filepath.Join(dir, "backups", "monday")
			if err := s.Backup(ctx, backup); err != nil {
				t.Fatal(err)
			}
			label, _ := article(0)
			if _, err := s.Remove(ctx, label); err != nil {
				t.Fatal(err)
			}
			restored := filepath.Join(dir, "restored.db")
			if err := Restore(ctx, backup, restored); err != nil {
				t.Fatal(err)
			}
			r, err := Open(ctx, restored, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if got := all(t, r); !slices.Equal(got, want) {
				t.Errorf("restored %q, want %q", got, want)
			}
			if got, ok, err := r.Source(ctx, "a.txt"); got != label || !ok || err != nil {
				t.Errorf("source of what was restored: %v, %v, %v", got, ok, err)
			}
			for _, err := range []error{s.Backup(ctx, backup), Restore(ctx, backup, restored)} {
				if !errors.Is(err, ErrExists) {
					t.Errorf("over what exists: %v", err)
				}
			}
		})
	}
}

func TestRestoreTellsWhyNot(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	if err := Restore(ctx, filepath.Join(dir, "none"), filepath.Join(dir, "to")); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if left, err := os.ReadDir(dir); len(left) != 0 || err != nil {
		t.Errorf("left %v, %v", left, err)
	}
}
