package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract/resolve"
	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// entitiesCommand lists the entities of the store, and has the commands by
// which a person decides which of them are one thing.
func (a *app) entitiesCommand() *cobra.Command {
	var f query.EntityFilter
	var kind string
	var candidates bool
	cmd := a.listing(&cobra.Command{
		Use:   "entities [NAME]",
		Short: "List people, organizations, places …; find them by name; merge and split them",
		Long: `List the entities of the store, those in the most articles first. With a NAME,
those that it may mean, the likeliest first; if none has it, those whose names
are spelled nearly so.`,
		Example: `  sayso entities "liu pengyv"
  sayso entities --text liu --type person
  sayso entities --candidates
  sayso entities merge ent:Liu ent:Liu_Pengyu`,
	}, func() error {
		f.Type = schema.EntityType(kind)
		return oneOfOrNone("type", f.Type, schema.EntityTypes()...)
	}, func(cmd *cobra.Command, st *store.Store, format string) error {
		f.Raw = a.settings.v.GetBool("raw")
		f.Limit = a.settings.v.GetInt("limit")
		if candidates {
			return a.candidates(cmd.Context(), st, format, f.Limit)
		}
		rows := query.Entities(cmd.Context(), st, f)
		if f.Text = cmd.Flags().Arg(0); f.Text != "" {
			found, _, err := query.NewCatalog(st).Entities(cmd.Context(), f, 0)
			if err != nil {
				return err
			}
			if len(found) == 0 {
				return fmt.Errorf("no entity is called %q or like it", f.Text)
			}
			rows = each(found)
		}
		return list(a, format, rows, func(r query.EntityRow) string {
			return fmt.Sprintf("%-40s %-13s %3d articles  %s", r.IRI, r.Type, r.Articles, strings.Join(append([]string{r.Name}, r.Aliases...), ", "))
		})
	})
	cmd.Args = cobra.MaximumNArgs(1)
	flags := cmd.Flags()
	flags.StringVar(&f.Text, "text", "", "only entities with this in a name")
	flags.StringVar(&kind, "type", "", "person, organization, place, event, work, date, quantity or other")
	flags.IntVar(&f.Articles, "articles", 0, "only entities of at least so many articles")
	flags.BoolVar(&f.Unnamed, "unnamed", false, "also what is only described (\"the report\")")
	a.settings.flag(flags, "raw")
	flags.BoolVar(&candidates, "candidates", false, "pairs that may be one thing, the most doubtful first")
	cmd.AddCommand(a.showEntity(), a.judge("merge", "Say that two entities are one thing, known as the second", true),
		a.judge("not-same", "Say that two entities are not one thing, whatever they are called", false),
		a.split(), a.rename(), a.judgements(), a.replay())
	for _, sub := range cmd.Commands() {
		sub.Args = usageArgs(sub.Args)
	}
	return cmd
}

// candidates lists the pairs that a person should look at.
func (a *app) candidates(ctx context.Context, st *store.Store, format string, limit int) error {
	records, err := load.NewMatcher(st, resolve.Judger{}).Records(ctx)
	if err != nil {
		return err
	}
	judged, err := load.Judgements(ctx, st)
	if err != nil {
		return err
	}
	pairs := undecided(resolve.Candidates(records, math.MaxInt), judged)
	if limit == 0 {
		limit = 50
	}
	return list(a, format, each(pairs[:min(limit, len(pairs))]), func(j schema.Judgement) string {
		return fmt.Sprintf("%.2f  %s  %s  (%s)", j.Score, j.From, j.Into, strings.Join(j.Reasons, "; "))
	})
}

// undecided leaves out the pairs that a person has judged, and those that are
// one thing already by other judgements.
func undecided(pairs, judged []schema.Judgement) []schema.Judgement {
	decided := map[string]bool{}
	for _, j := range judged {
		if j.Judge == schema.User {
			decided[schema.JudgementIRI(j.From, j.Into)] = true
		}
	}
	ids := schema.NewIdentities(judged)
	return slices.DeleteFunc(pairs, func(j schema.Judgement) bool {
		return decided[schema.JudgementIRI(j.From, j.Into)] || ids.Canonical(j.From) == ids.Canonical(j.Into)
	})
}

// match judges anew which entities of the store are one thing, so that the
// outcome depends on the articles alone and not on their order.
func (a *app) match(ctx context.Context, st *store.Store) error {
	_, err := load.NewMatcher(st, resolve.Judger{}).Match(ctx)
	return err
}

func (a *app) showEntity() *cobra.Command {
	return &cobra.Command{
		Use:   "show ENTITY",
		Short: "Show an entity: its names, what it is one with and why",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), reading, func(st *store.Store) error {
				row, err := a.find(cmd.Context(), st, args[0])
				if err != nil {
					return err
				}
				ids, err := query.Identities(cmd.Context(), st)
				if err != nil {
					return err
				}
				fmt.Fprintf(a.out, "%s\n  type      %s\n  name      %s\n", row.IRI, row.Type, row.Name)
				for _, alias := range row.Aliases {
					fmt.Fprintf(a.out, "  also      %s\n", alias)
				}
				for _, same := range row.SameAs {
					fmt.Fprintf(a.out, "  same as   %s\n", same)
				}
				fmt.Fprintf(a.out, "  articles  %d\n  mentions  %d\n  claims    %d\n", row.Articles, row.Mentions, row.Claims)
				return a.printJudgements(cmd.Context(), st, ids.Members(row.IRI))
			})
		},
	}
}

// printJudgements shows why entities are one thing, or are not.
func (a *app) printJudgements(ctx context.Context, st *store.Store, members []string) error {
	of := map[string]bool{}
	for _, m := range members {
		of[m] = true
	}
	all, err := load.Judgements(ctx, st)
	for _, j := range all {
		if of[j.From] || of[j.Into] {
			verb := "is"
			if !j.Same {
				verb = "is not"
			}
			fmt.Fprintf(a.out, "  %s %s %s, says %s (%.2f) %s\n", j.From, verb, j.Into, j.Judge, j.Score, strings.Join(j.Reasons, "; "))
		}
	}
	return err
}

// judge makes the commands merge and not-same.
func (a *app) judge(name, short string, same bool) *cobra.Command {
	return &cobra.Command{
		Use:   name + " ENTITY ENTITY",
		Short: short,
		Args:  cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), writing, func(st *store.Store) error {
				for _, arg := range args {
					if _, err := query.Entity(cmd.Context(), st, arg); err != nil {
						return err
					}
				}
				return a.decide(cmd.Context(), st, userJudgement(args[0], args[1], same))
			})
		},
	}
}

func userJudgement(from, into string, same bool) schema.Judgement {
	return schema.Judgement{From: entityIRI(from), Into: entityIRI(into), Same: same, Judge: schema.User, Score: 1}
}

// entityIRI takes a name for the entity of that name.
func entityIRI(arg string) string {
	if strings.Contains(arg, ":") {
		return schema.Compact(arg)
	}
	return schema.EntityIRI(arg)
}

func (a *app) decide(ctx context.Context, st *store.Store, j schema.Judgement) error {
	n, err := load.Judge(ctx, st, j)
	if err != nil {
		return err
	}
	if n == 0 {
		a.note("that was decided before")
	}
	return a.noteIdentity(ctx, st, j.From, j.Into)
}

// noteIdentity says whether two entities are one thing now.
func (a *app) noteIdentity(ctx context.Context, st *store.Store, from, into string) error {
	ids, err := query.Identities(ctx, st)
	if err != nil {
		return err
	}
	if name := ids.Canonical(from); name == ids.Canonical(into) {
		a.note("%s and %s are one thing, known as %s", from, into, name)
	} else {
		a.note("%s and %s are two things", from, into)
	}
	return nil
}

// split takes judgements back.
func (a *app) split() *cobra.Command {
	return &cobra.Command{
		Use:   "split ENTITY ENTITY",
		Short: "Take back what was said of two entities by merge, not-same or rename",
		Long: `Take back what was said of two entities by merge, not-same or rename. What the
program finds on them counts again, at once; not-same overrules that.`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), writing, func(st *store.Store) error {
				from, into := entityIRI(args[0]), entityIRI(args[1])
				n, err := load.Unjudge(cmd.Context(), st, [2]string{from, into})
				if err != nil {
					return err
				}
				if n == 0 {
					return undecidedError(cmd.Context(), st, from, into)
				}
				return errors.Join(a.match(cmd.Context(), st), a.noteIdentity(cmd.Context(), st, from, into))
			})
		},
	}
}

// undecidedError tells why there is nothing to take back on two entities.
func undecidedError(ctx context.Context, st *store.Store, from, into string) error {
	ids, err := query.Identities(ctx, st)
	if err != nil {
		return err
	}
	if from != into && ids.Canonical(from) == ids.Canonical(into) {
		return fmt.Errorf("nobody merged %s and %s, the program or other merges did; sayso entities not-same keeps them apart", from, into)
	}
	return fmt.Errorf("nothing was decided on %s and %s", from, into)
}

// rename gives an entity another name and the IRI that goes with it.
func (a *app) rename() *cobra.Command {
	return &cobra.Command{
		Use:   "rename ENTITY NAME",
		Short: "Know an entity under another name; split takes it back",
		Args:  cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), writing, func(st *store.Store) error {
				row, err := query.Entity(cmd.Context(), st, args[0])
				if err != nil {
					return err
				}
				j := userJudgement(row.IRI, args[1], true)
				if j.Into != args[1] { // a name, and no IRI
					j.Name = args[1]
				}
				return a.decide(cmd.Context(), st, j)
			})
		},
	}
}

// judgements writes what people decided to a file that can be versioned.
func (a *app) judgements() *cobra.Command {
	var file string
	var all bool
	cmd := &cobra.Command{
		Use:   "judgements",
		Short: "Write what people decided, as JSON Lines for replay",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), reading, func(st *store.Store) error {
				list, err := load.Judgements(cmd.Context(), st)
				if err != nil {
					return err
				}
				var kept []schema.Judgement
				for _, j := range list {
					if all || j.Judge == schema.User {
						kept = append(kept, j)
					}
				}
				return a.output(file, func(w io.Writer) error { return resolve.WriteJudgements(w, kept) })
			})
		},
	}
	cmd.Flags().StringVarP(&file, "output", "o", "", "file to write; standard output without")
	cmd.Flags().BoolVar(&all, "all", false, "what the program judged as well")
	return cmd
}

// replay applies judgements from files to a store.
func (a *app) replay() *cobra.Command {
	return &cobra.Command{
		Use:   "replay FILE…",
		Short: "Apply files of judgements to the store",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), creating, func(st *store.Store) error {
				changed := 0
				for _, name := range args {
					n, err := a.replayFile(cmd.Context(), st, name)
					if err != nil {
						return fmt.Errorf("%s: %w", name, err)
					}
					changed += n
				}
				return json.NewEncoder(a.out).Encode(map[string]int{"changed": changed})
			})
		},
	}
}

func (a *app) replayFile(ctx context.Context, st *store.Store, name string) (int, error) {
	in, err := a.open(name)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	list, err := resolve.ReadJudgements(in)
	if err != nil {
		return 0, err
	}
	return load.Judge(ctx, st, list...)
}
