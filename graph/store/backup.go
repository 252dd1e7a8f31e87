package store

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/pebble"
)

// Backup makes a copy of the store as it is now in a directory that does not
// exist, while others read and write. A backup is a store: Open reads it,
// Verify checks it. What is interrupted leaves nothing under the name dir.
func (s *Store) Backup(ctx context.Context, dir string) error {
	if db, ok := s.backend.(*pebble.DB); ok && !db.Volatile() {
		return s.wrap(db.Checkpoint(dir))
	}
	b, err := create(ctx, dir)
	if err != nil {
		return s.wrap(err)
	}
	err = errors.Join(fill(ctx, s.backend, b), b.Close())
	if err != nil {
		err = errors.Join(err, os.RemoveAll(dir))
	}
	return s.wrap(err)
}

// Restore makes the store that spec names, which must not exist or be empty,
// from a backup, and verifies it.
func Restore(ctx context.Context, dir, spec string) error {
	if !isDir(spec) {
		return restoreInto(ctx, dir, spec)
	}
	if err := pebble.Copy(dir, spec); err != nil {
		return fmt.Errorf("restore %s: %w", dir, err)
	}
	s, err := Open(ctx, spec, Options{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("restore %s: %w", dir, err)
	}
	return errors.Join(s.sound(ctx), s.Close())
}

// restoreInto fills a store that is no directory.
func restoreInto(ctx context.Context, dir, spec string) error {
	from, err := Open(ctx, dir, Options{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer from.Close()
	to, err := create(ctx, spec)
	if err != nil {
		return fmt.Errorf("restore %s: %w", dir, err)
	}
	err = fill(ctx, from.backend, to)
	return errors.Join(to.Close(), err)
}

// create opens a store that must be empty.
func create(ctx context.Context, spec string) (backend.Backend, error) {
	b, err := open(ctx, spec, Options{Create: true})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", spec, err)
	}
	st, err := b.Stats(ctx)
	if err == nil && (st.Quads > 0 || st.Sources > 0) {
		err = fmt.Errorf("%s: %w", spec, ErrExists)
	}
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// fill copies everything from one store to another that is empty. Quads first:
// a source whose article came too late is then missing, and its file is read
// again, while one without its article would not be.
func fill(ctx context.Context, from, to backend.Backend) error {
	if _, err := to.Import(ctx, from.Quads(ctx)); err != nil {
		return err
	}
	return to.SetSources(ctx, from.Sources(ctx))
}

// sound is Verify as an error.
func (s *Store) sound(ctx context.Context) error {
	r, err := s.Verify(ctx)
	if err == nil && len(r.Problems) > 0 {
		err = s.wrap(fmt.Errorf("%w: %s", ErrUnsound, r.Problems[0]))
	}
	return err
}
