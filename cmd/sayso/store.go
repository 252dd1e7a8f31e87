package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// withStore opens the store of the settings, runs f and closes it again. An
// error of closing counts: what was written is not safe before that.
func (a *app) withStore(ctx context.Context, opts store.Options, f func(*store.Store) error) (err error) {
	st, err := store.Open(ctx, a.settings.v.GetString("store"), opts)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return fmt.Errorf("%w; sayso load makes one", err)
	case errors.Is(err, store.ErrLocked):
		return fmt.Errorf("%w%s", err, whoHas(a.settings.v.GetString("store")))
	case err != nil:
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	return f(st)
}

// whoHas tells who has a store open, as far as it is known, and what to do.
func whoHas(spec string) string {
	address := store.Announced(spec)
	c, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return "; wait until it ends, or stop it (what only reads runs beside what only reads)"
	}
	_ = c.Close() // it only had to answer
	return fmt.Sprintf(": sayso serve on http://%s; ask it (http://%[1]s/api/openapi.json tells how), or stop it", address)
}

// Options of withStore, by what a command does.
var (
	reading  = store.Options{ReadOnly: true}
	writing  = store.Options{}
	creating = store.Options{Create: true}
)

// statsCommand counts what the store holds.
func (a *app) statsCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Count articles, quads and nodes of the store",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := oneOf("format", format, "table", "json"); err != nil {
				return err
			}
			return a.withStore(cmd.Context(), reading, func(st *store.Store) error {
				s, err := st.Stats(cmd.Context())
				if err != nil {
					return err
				}
				if format == "json" {
					return json.NewEncoder(a.out).Encode(s)
				}
				articles := s.Labels
				for _, err := range st.Label(cmd.Context(), schema.IdentitiesLabel) {
					if err != nil {
						return err
					}
					articles-- // what is judged is no article
					break
				}
				fmt.Fprintf(a.out, "articles    %d\nquads       %d\nnodes       %d\npredicates  %d\n", articles, s.Quads, s.Nodes, s.Predicates)
				if s.Bytes > 0 {
					fmt.Fprintf(a.out, "disk        %s\n", size(s.Bytes))
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "table", "table or json")
	return cmd
}

// verifyCommand checks the store's indexes against each other.
func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check every index of the store against every other",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), reading, func(st *store.Store) error {
				start := time.Now()
				report, err := st.Verify(cmd.Context())
				if err != nil {
					return err
				}
				for _, problem := range report.Problems {
					fmt.Fprintln(a.out, problem)
				}
				a.note("checked %d quads and %d values in %s", report.Quads, report.Values, since(start))
				if len(report.Problems) > 0 {
					return fmt.Errorf("the store is damaged; restore a backup, or load the articles into a new one")
				}
				fmt.Fprintln(a.out, "ok")
				return nil
			})
		},
	}
}

// note writes a line for the person at the terminal, unless told to be quiet.
func (a *app) note(format string, args ...any) {
	if !a.settings.v.GetBool("quiet") {
		fmt.Fprintf(a.err, format+"\n", args...)
	}
}

// warn writes a line about something that was left out, quiet or not.
func (a *app) warn(err error) { fmt.Fprintf(a.err, "sayso: %v\n", err) }

func since(start time.Time) time.Duration {
	d := time.Since(start)
	return d.Round(d / 100) // three digits are enough for a person
}

// size writes a size for a person.
func size(n int64) string {
	const unit = 1024
	if n < unit {
		return fmt.Sprintf("%d B", n)
	}
	value, prefix := float64(n)/unit, 0
	for value >= unit && prefix < 3 {
		value, prefix = value/unit, prefix+1
	}
	return fmt.Sprintf("%.1f %ciB", value, "KMGT"[prefix])
}
