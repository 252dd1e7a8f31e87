package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/graph/nquads"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

type queryOptions struct {
	file    string
	example string
	format  string
	output  string
}

// queryCommand runs Gizmo.
func (a *app) queryCommand() *cobra.Command {
	var o queryOptions
	cmd := &cobra.Command{
		Use:   "query ['GIZMO']",
		Short: "Ask the graph in Gizmo; without a query on a terminal, a prompt",
		Long: `Run a Gizmo query (https://cayley.gitbook.io/cayley/query-languages/gizmoapi).
Names may be short (<ent:ILO>, <rel:requested>, <schema:jobTitle>) or full IRIs.
The words of articles are in English: "minister" finds "minister"@en, too, where
it stands nowhere without a language; lang("minister", "en") always does.
Without a query on a terminal it is a prompt with history and completion.

Formats: json (an array, the default off a terminal), table (the default on
one), jsonl (an object a line), nquads (what the store says of the answers).`,
		Example: `  sayso query 'g.V("<ent:ILO>").out("<rel:requested>").all()'
  sayso query --example list
  sayso query --example who-asked-whom`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.format == "" {
				o.format = "json"
				if isTerminal(a.out) {
					o.format = "table"
				}
			}
			if err := oneOf("format", o.format, "json", "table", "jsonl", "nquads"); err != nil {
				return err
			}
			if o.example == "list" {
				return a.listExamples()
			}
			text, err := a.queryText(args, o)
			if err != nil {
				return err
			}
			return a.withStore(cmd.Context(), reading, func(st *store.Store) error {
				if text == "" {
					return a.prompt(cmd.Context(), st, query.Format(o.format))
				}
				return syntaxHint(a.output(o.output, func(w io.Writer) error { return a.query(cmd.Context(), w, st, text, o.format) }))
			})
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.file, "file", "f", "", "read the query from a file, - for standard input")
	f.StringVar(&o.example, "example", "", "run a named example query; list prints them")
	f.StringVar(&o.format, "format", "", "json, table, jsonl or nquads")
	f.StringVarP(&o.output, "output", "o", "", "file to write (.gz is packed); standard output without")
	a.settings.flag(f, "limit", "timeout", "raw")
	return cmd
}

// syntaxHint says what a query looks like to a person whose query is none.
func syntaxHint(err error) error {
	var wrong *query.Error
	if errors.As(err, &wrong) && wrong.Syntax {
		return fmt.Errorf("%w\nqueries are Gizmo, which is JavaScript; sayso query --example list has some", err)
	}
	return err
}

// queryText finds the query; "" asks for the prompt.
func (a *app) queryText(args []string, o queryOptions) (string, error) {
	given := len(args)
	for _, s := range []string{o.file, o.example} {
		if s != "" {
			given++
		}
	}
	switch {
	case given > 1:
		return "", usage("query takes a query, -f FILE or --example NAME, one of them")
	case o.example != "":
		ex, err := query.ExampleNamed(o.example)
		return ex.Text, err
	case o.file != "":
		return a.readAll(o.file)
	case len(args) == 1 && strings.TrimSpace(args[0]) == "":
		return "", usage("the query is empty")
	case len(args) == 1:
		return args[0], nil
	case isTerminal(a.in):
		return "", nil
	}
	return a.readAll("-")
}

func (a *app) readAll(name string) (string, error) {
	in, err := a.open(name)
	if err != nil {
		return "", err
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		return "", fileError(name, err)
	}
	if strings.TrimSpace(string(data)) == "" {
		return "", usage("%s: no query in it", name)
	}
	return string(data), nil
}

func (a *app) query(ctx context.Context, w io.Writer, st *store.Store, text, format string) error {
	session := query.NewSession(st.Snapshot(), a.queryBounds())
	if format == "nquads" {
		return writeAnswers(w, query.Quads(ctx, st.QuadStore(), session.Run(ctx, text)))
	}
	out := query.NewWriter(w, query.Format(format))
	rows := 0
	for row, err := range session.Run(ctx, text) {
		if err != nil && rows > 0 {
			return errors.Join(out.Close(), err) // what is printed is whole JSON still
		}
		if err != nil {
			return err
		}
		rows++
		if err := out.Write(row); err != nil {
			return err
		}
	}
	if rows == 0 {
		a.noteUnknown(st, text)
	}
	if session.Truncated() {
		a.note("there are more than %d answers; raise --limit", a.settings.v.GetInt("limit"))
	}
	return out.Close()
}

// named are the entities and relations that a query names.
var named = regexp.MustCompile(`\b(?:ent|rel):[^\s<>"'` + "`" + `,()]+`)

// noteUnknown says which names of a query without an answer the store does not
// have.
func (a *app) noteUnknown(st *store.Store, text string) {
	qs := st.Snapshot()
	names := named.FindAllString(text, -1)
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if qs.ValueOf(schema.IRI(name)) == nil {
			a.note("no node %s in this store", name)
		}
	}
}

func writeAnswers(w io.Writer, quads iter.Seq2[quad.Quad, error]) error {
	out := nquads.NewWriter(w)
	for q, err := range quads {
		if err != nil {
			return errors.Join(out.Flush(), err)
		}
		if err := out.Write(q); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (a *app) queryBounds() query.Options {
	v := a.settings.v
	return query.Options{Limit: v.GetInt("limit"), Timeout: v.GetDuration("timeout"), Raw: v.GetBool("raw")}
}

func (a *app) listExamples() error {
	examples, err := query.Examples()
	for _, ex := range examples {
		fmt.Fprintf(a.out, "%-24s %s\n", ex.Name, ex.About)
	}
	return err
}

// prompt reads queries from the terminal until the user leaves. Ctrl-C ends
// the query that runs, which is for the prompt to do: it gets a context that
// the program's own handling of signals does not end.
func (a *app) prompt(ctx context.Context, st *store.Store, format query.Format) error {
	r := query.REPL{Store: st.QuadStore(), Options: a.queryBounds(), Format: format, Out: a.out, History: historyFile()}
	return r.Run(context.WithoutCancel(ctx))
}

// historyFile is where the prompt keeps its lines; "" where a person has no
// folder for such things.
func historyFile() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir = filepath.Join(dir, "sayso")
	if os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	return filepath.Join(dir, "history")
}
