package query

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"text/tabwriter"

	"github.com/cayleygraph/cayley/graph"
	"github.com/peterh/liner"
)

// A REPL reads queries from a terminal and prints their answers. Its fields
// are set before Run.
type REPL struct {
	Store   graph.QuadStore
	Options Options
	Format  Format // Table when ""
	Out     io.Writer
	// History is the file that keeps the lines of earlier runs, "" for none.
	History string
	// Lines replaces the terminal, for tests and other front ends.
	Lines LineReader
}

// A LineReader gives the lines that a user types.
type LineReader interface {
	// Prompt asks for a line. The error is io.EOF at the end.
	Prompt(prompt string) (string, error)
	AppendHistory(line string)
}

// Run reads queries until the user leaves. Interrupting ends the query that
// runs, not the REPL. The error is the terminal's, or ctx's.
func (r *REPL) Run(ctx context.Context) error {
	if r.Format == "" {
		r.Format = Table
	}
	if r.Lines == nil {
		terminal, err := r.terminal(ctx)
		if err != nil {
			return err
		}
		defer terminal.Close()
		defer r.saveHistory(terminal)
		r.Lines = terminal
	}
	fmt.Fprintln(r.Out, `Gizmo, for example g.V("<ent:China>").in("<rel:requested>").all(); :help, :quit`)
	session := NewSession(r.Store, r.Options)
	for {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		text, err := r.read()
		switch {
		case errors.Is(err, io.EOF):
			fmt.Fprintln(r.Out)
			return nil
		case errors.Is(err, liner.ErrPromptAborted):
			continue
		case err != nil:
			return fmt.Errorf("terminal: %w", err)
		case strings.HasPrefix(text, ":"):
			if quit := r.command(ctx, session, text); quit {
				return nil
			}
		case text != "":
			r.answer(ctx, session, text)
		}
	}
}

// read reads a query: as many lines as it takes to close its brackets. An
// empty line ends it at once.
func (r *REPL) read() (string, error) {
	var text strings.Builder
	for prompt := "sayso> "; ; prompt = "  ...> " {
		line, err := r.Lines.Prompt(prompt)
		if err != nil {
			return "", err
		}
		text.WriteString(line)
		whole := strings.TrimSpace(text.String())
		if whole == "" || line == "" || whole[0] == ':' || !unfinished(whole) {
			if whole != "" {
				r.Lines.AppendHistory(strings.ReplaceAll(whole, "\n", " "))
			}
			return whole, nil
		}
		text.WriteByte('\n')
	}
}

// unfinished reports whether a text is the beginning of a query.
func unfinished(text string) bool {
	_, _, err := compile(text)
	var e *Error
	return errors.As(err, &e) && strings.Contains(e.Message, "Unexpected end of input")
}

// errInterrupted: the user ended the query.
var errInterrupted = errors.New("interrupted")

// answer runs a query and prints its rows, or its error.
func (r *REPL) answer(ctx context.Context, s *Session, text string) {
	parent := ctx
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	w := NewWriter(r.Out, r.Format)
	n := 0
	for row, err := range s.Run(ctx, text) {
		if err == nil {
			err = w.Write(row)
			n++
		}
		if err != nil {
			_ = w.Close() // the error that counts is that of the query
			if ctx.Err() != nil && parent.Err() == nil {
				err = errInterrupted
			}
			fmt.Fprintf(r.Out, "error: %v\n", err)
			return
		}
	}
	if err := w.Close(); err != nil {
		return // the terminal is gone; the next prompt says so
	}
	switch {
	case s.Truncated():
		fmt.Fprintf(r.Out, "(the first %d rows)\n", n)
	case n != 1:
		fmt.Fprintf(r.Out, "(%d rows)\n", n)
	}
}

// command obeys a line that begins with a colon and reports whether to leave.
func (r *REPL) command(ctx context.Context, s *Session, line string) (quit bool) {
	word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	switch rest = strings.TrimSpace(rest); word {
	case ":quit", ":q", ":exit":
		return true
	case ":examples":
		r.examples()
	case ":example":
		example, err := ExampleNamed(rest)
		if err != nil {
			fmt.Fprintf(r.Out, "error: %v; see :examples\n", err)
			return false
		}
		fmt.Fprintln(r.Out, example.Text)
		r.answer(ctx, s, example.Text)
	case ":format":
		r.setFormat(Format(rest))
	default:
		r.help()
	}
	return false
}

func (r *REPL) setFormat(f Format) {
	if f != Table && f != JSON && f != JSONL {
		fmt.Fprintln(r.Out, "error: the formats are table, json and jsonl")
		return
	}
	r.Format = f
}

func (r *REPL) examples() {
	list, err := Examples()
	if err != nil {
		fmt.Fprintf(r.Out, "error: %v\n", err)
		return
	}
	w := tabwriter.NewWriter(r.Out, 0, 0, 2, ' ', 0)
	for _, e := range list {
		fmt.Fprintf(w, "%s\t%s\n", e.Name, e.About)
	}
	_ = w.Flush()
}

func (r *REPL) help() {
	fmt.Fprintln(r.Out, `:example NAME  run a named query
:examples      list the named queries
:format NAME   table, json or jsonl
:quit          leave (or Ctrl-D)

Tab completes IRIs behind "<" and the functions of Gizmo:`)
	w := tabwriter.NewWriter(r.Out, 0, 0, 2, ' ', 0)
	for _, f := range functions {
		fmt.Fprintf(w, "  %s\t%s\n", f.Name, f.About)
	}
	_ = w.Flush()
}

// terminal opens the terminal, with history and completion.
func (r *REPL) terminal(ctx context.Context) (*liner.State, error) {
	words, err := NewCompleter(ctx, r.Store)
	if err != nil {
		return nil, err
	}
	t := liner.NewLiner()
	t.SetCtrlCAborts(true)
	t.SetTabCompletionStyle(liner.TabPrints)
	t.SetWordCompleter(words.completeRunes)
	if f, err := os.Open(r.History); err == nil {
		_, _ = t.ReadHistory(f) // a history that cannot be read is no reason to stop
		_ = f.Close()
	}
	return t, nil
}

// completeRunes is Complete with a cursor in code points.
func (c *Completer) completeRunes(line string, cursor int) (head string, words []string, tail string) {
	return c.Complete(line, len(string([]rune(line)[:cursor])))
}

func (r *REPL) saveHistory(t *liner.State) {
	if r.History == "" {
		return
	}
	f, err := os.OpenFile(r.History, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return // as when it cannot be read
	}
	defer f.Close()
	_, _ = t.WriteHistory(f)
}
