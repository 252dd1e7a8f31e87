package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/graph/nquads"
	"github.com/sayso-graph/sayso/graph/store"
)

// importCommand loads N-Quads as they are.
func (a *app) importCommand() *cobra.Command {
	var opts nquads.Reader
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Load N-Quads files (.gz by name, - for standard input) as they are",
		Long: `Load N-Quads files as they are. A file that ends in .gz is unpacked.
A mistake in a file is reported with its line and column, and nothing of the
import is kept; with --lenient the line is left out and counted instead.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), creating, func(st *store.Store) error {
				start := time.Now()
				var skipped int64
				n, err := st.Import(cmd.Context(), a.quads(cmd.Context(), args, opts, &skipped))
				if err != nil {
					return err
				}
				if skipped > 0 {
					a.note("left out %d lines that are no N-Quads", skipped)
				}
				a.note("imported %d new quads in %s", n, since(start))
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&opts.Lenient, "lenient", false, "leave out lines that are no N-Quads, and count them")
	cmd.Flags().BoolVar(&opts.Relative, "relative", false, "take IRIs without a scheme, as in files made for Cayley")
	return cmd
}

// quads reads the files one after the other, each as opts says.
func (a *app) quads(ctx context.Context, files []string, opts nquads.Reader, skipped *int64) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, name := range files {
			if !a.quadsOf(ctx, name, opts, skipped, yield) {
				return
			}
		}
	}
}

// quadsOf yields the quads of one file and reports whether to go on.
func (a *app) quadsOf(ctx context.Context, name string, r nquads.Reader, skipped *int64, yield func(quad.Quad, error) bool) bool {
	in, err := a.open(name)
	if err != nil {
		yield(quad.Quad{}, err)
		return false
	}
	defer in.Close()
	r.Input = in
	for q, err := range r.Quads(ctx) {
		if err != nil {
			yield(quad.Quad{}, fmt.Errorf("%s: %w", name, err))
			return false
		}
		if !yield(q, nil) {
			return false
		}
	}
	*skipped += r.Skipped()
	return true
}

// open opens a file for reading; "-" is standard input, .gz is unpacked.
func (a *app) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(a.in), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fileError(name, err)
	}
	if !strings.HasSuffix(name, ".gz") {
		return f, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", name, err), f.Close())
	}
	return &stacked{Reader: z, closers: []io.Closer{z, f}}, nil
}

// A stacked reader closes the readers below it as well.
type stacked struct {
	io.Reader
	closers []io.Closer
}

func (s *stacked) Close() error {
	var all error
	for _, c := range s.closers {
		all = errors.Join(all, c.Close())
	}
	return all
}

// fileError shortens "open x: no such file" to the thing and the reason.
func fileError(name string, err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// output calls f with the writer that -o names: a file that appears whole or
// not at all (.gz by name is packed), or standard output.
func (a *app) output(name string, f func(io.Writer) error) error {
	if name == "" || name == "-" {
		return f(a.out)
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".sayso-*")
	if err != nil {
		return fileError(name, err)
	}
	defer os.Remove(tmp.Name())
	err = packed(tmp, strings.HasSuffix(name, ".gz"), f)
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := os.Rename(tmp.Name(), name); err != nil {
		return fileError(name, err)
	}
	return nil
}

func packed(w io.Writer, gz bool, f func(io.Writer) error) error {
	if !gz {
		return f(w)
	}
	z := gzip.NewWriter(w)
	return errors.Join(f(z), z.Close())
}
