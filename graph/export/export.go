package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/nquads"
	"github.com/sayso-graph/sayso/schema"
)

// A Store is what is exported.
type Store interface {
	// Quads lists every quad, in any order.
	Quads(ctx context.Context) iter.Seq2[quad.Quad, error]
	// Labels lists the labels that have quads, in any order.
	Labels(ctx context.Context) iter.Seq2[quad.Value, error]
	// Label lists the quads of one label; nil stands for those without one.
	Label(ctx context.Context, label quad.Value) iter.Seq2[quad.Quad, error]
}

// Options of [Write]. The zero value exports the whole store as N-Quads.
type Options struct {
	Format Format
	// Articles limits the export to these labels; nil is the whole store.
	Articles []quad.IRI
	// Memory is how many bytes a sort may hold before it uses temporary
	// files: 64 MB when 0.
	Memory int
	// Dir is where the temporary files go: the system's folder when "".
	Dir string
}

// A Format is a form of export.
type Format string

// The formats.
const (
	NQuads   Format = "nquads"
	NTriples Format = "ntriples"
	JSONLD   Format = "jsonld"
	DOT      Format = "dot"
	GraphML  Format = "graphml"
	CSV      Format = "csv"
)

// writers lists the formats with what writes them.
var writers = []struct {
	format Format
	about  string
	write  func(context.Context, io.Writer, Store, Options) error
}{
	{NQuads, "every quad with its article, sorted: what import reads", writeNQuads},
	{NTriples, "the same without the articles", writeNTriples},
	{JSONLD, "every quad as JSON-LD, a named graph for each article", writeJSONLD},
	{CSV, "the claims as a table, for spreadsheets", writeCSV},
	{DOT, "the claims between entities, for Graphviz", writeDOT},
	{GraphML, "the same with all that is known of each claim, for Gephi, yEd, Cytoscape", writeGraphML},
}

// Formats lists the formats, the default first, each with a line about it.
func Formats() iter.Seq2[Format, string] {
	return func(yield func(Format, string) bool) {
		for _, w := range writers {
			if !yield(w.format, w.about) {
				return
			}
		}
	}
}

// ErrFormat: there is no such format.
var ErrFormat = errors.New("no such format")

// Write writes the store to w. The same quads give the same bytes, whatever
// the order in which they were loaded.
func Write(ctx context.Context, w io.Writer, st Store, opts Options) error {
	if opts.Format == "" {
		opts.Format = NQuads
	}
	for _, f := range writers {
		if f.format == opts.Format {
			if err := f.write(ctx, w, st, opts); err != nil {
				return fmt.Errorf("export: %w", err)
			}
			return nil
		}
	}
	return fmt.Errorf("export: %w: %q", ErrFormat, opts.Format)
}

func writeNQuads(ctx context.Context, w io.Writer, st Store, opts Options) error {
	return writeSorted(ctx, w, st, opts, func(q quad.Quad) quad.Quad { return q })
}

func writeNTriples(ctx context.Context, w io.Writer, st Store, opts Options) error {
	return writeSorted(ctx, w, st, opts, func(q quad.Quad) quad.Quad {
		q.Label = nil
		return q
	})
}

// writeSorted writes quads as sorted lines, each once.
func writeSorted(ctx context.Context, w io.Writer, st Store, opts Options, form func(quad.Quad) quad.Quad) (err error) {
	s := sorter{memory: opts.Memory, dir: opts.Dir}
	defer func() { err = errors.Join(err, s.close()) }()
	var buf []byte
	for q, err := range quads(ctx, st, opts) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if buf, err = nquads.AppendQuad(buf[:0], form(q)); err != nil {
			return err
		}
		if err := s.add(buf); err != nil {
			return err
		}
	}
	return s.writeTo(w)
}

// quads lists what is to be exported, in any order.
func quads(ctx context.Context, st Store, opts Options) iter.Seq2[quad.Quad, error] {
	if opts.Articles == nil {
		return st.Quads(ctx)
	}
	return func(yield func(quad.Quad, error) bool) {
		for _, label := range opts.Articles {
			for q, err := range st.Label(ctx, label) {
				if !yield(q, err) {
					return
				}
			}
		}
	}
}

// labels lists the labels to be exported, sorted.
func labels(ctx context.Context, st Store, opts Options) ([]quad.Value, error) {
	var list []quad.Value
	for _, label := range opts.Articles {
		list = append(list, label)
	}
	if opts.Articles == nil {
		for label, err := range st.Labels(ctx) {
			if err != nil {
				return nil, err
			}
			list = append(list, label)
		}
	}
	slices.SortFunc(list, schema.CompareValues)
	return slices.Compact(list), nil
}
