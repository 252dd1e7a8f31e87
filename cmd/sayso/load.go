package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract"
	"github.com/sayso-graph/sayso/extract/article"
	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// loadCommand is the main job: articles in, quads in the store.
func (a *app) loadCommand() *cobra.Command {
	var input inputOptions
	var noMatch bool
	cmd := &cobra.Command{
		Use:   "load PATH…",
		Short: "Read articles into the store",
		Long: `Read articles (files, folders, globs, - for standard input, http and https
addresses), extract their claims and load the quads into the store.

Loading an article again changes nothing; loading a changed one replaces it.
What cannot be read is named with the reason, and the rest is loaded.`,
		Example: `  sayso load articles/
  sayso load https://example.org/news/1 - < more.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := input.check(); err != nil {
				return err
			}
			return a.withStore(cmd.Context(), creating, func(st *store.Store) error {
				err := a.load(cmd.Context(), st, args, input)
				if noMatch || err != nil && !errors.Is(err, errReported) {
					return err
				}
				return errors.Join(err, a.match(cmd.Context(), st))
			})
		},
	}
	input.flags(cmd)
	cmd.Flags().BoolVar(&noMatch, "no-match", false, "do not look which entities of several articles are one thing")
	a.settings.flag(cmd.Flags(), "style", "min-confidence", "workers", "lexicon")
	return cmd
}

func (a *app) load(ctx context.Context, st *store.Store, args []string, input inputOptions) error {
	pipeline, err := a.pipeline()
	if err != nil {
		return err
	}
	start := time.Now()
	in := a.articles(ctx, args, input)
	bar := a.progress("articles")
	faults := 0
	report, err := load.Load(ctx, st, pastFaults(a, pipeline.Read(ctx, in.all()), &faults), load.Options{Progress: func(e load.Event) {
		bar.add(1)
		if e.Err != nil {
			bar.clear()
			a.warn(e.Err)
		}
	}})
	bar.clear()
	if err != nil {
		return err
	}
	a.note("%s in %s", summary(report, in.skipped+faults), since(start))
	if in.failed || faults+report.Refused > 0 {
		return errReported
	}
	return nil
}

// pastFaults passes on what was read. Of an article that a fault of the program
// kept from being read it warns, counts it and goes on.
func pastFaults[T any](a *app, all iter.Seq2[T, error], faults *int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range all {
			if fault := new(extract.FaultError); errors.As(err, &fault) {
				a.warn(fault)
				*faults++
				continue
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

// summary says in one line what a load did.
func summary(r load.Report, skipped int) string {
	text := fmt.Sprintf("loaded %s: %d claims, %d quads", count(r.Added+r.Replaced, "article"), r.Claims, r.Quads)
	for _, part := range []struct {
		n    int
		what string
	}{{r.Replaced, "replaced"}, {r.Unchanged, "unchanged"}, {skipped, "skipped"}, {r.Refused, "refused"}} {
		if part.n > 0 {
			text += fmt.Sprintf(", %d %s", part.n, part.what)
		}
	}
	return text
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// pipeline builds the extraction pipeline from the settings.
func (a *app) pipeline() (*extract.Pipeline, error) {
	style := a.settings.v.GetString("style")
	if err := oneOf("style", style, "full", "minimal"); err != nil {
		return nil, err
	}
	return extract.New(extract.Options{
		Minimal:       style == "minimal",
		MinConfidence: a.settings.v.GetFloat64("min-confidence"),
		Workers:       a.settings.v.GetInt("workers"),
		Lexicon:       a.settings.v.GetString("lexicon"),
	})
}

// inputOptions say how the articles of a command line are read.
type inputOptions struct {
	format      string
	anyLanguage bool
}

func (o *inputOptions) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.format, "input", "auto", "form of the articles: auto, text, markdown, html, jsonl or json")
	cmd.Flags().BoolVar(&o.anyLanguage, "any-language", false, "read articles even when they do not look English")
}

func (o *inputOptions) check() error {
	return oneOf("input", o.format, "auto", "text", "markdown", "html", "jsonl", "json")
}

// An articleInput is the articles that a command line names, with a count of
// what could not be read.
type articleInput struct {
	app     *app
	sources iter.Seq2[article.Source, error]
	ctx     context.Context
	skipped int
	failed  bool // something that was asked for could not be had
}

func (a *app) articles(ctx context.Context, args []string, o inputOptions) *articleInput {
	opts := article.Options{Format: article.Format(o.format), AnyLanguage: o.anyLanguage}
	if o.format == "auto" {
		opts.Format = article.Auto
	}
	return &articleInput{app: a, ctx: ctx, sources: article.Sources(ctx, args, a.in, opts)}
}

// all yields the articles; it warns of what is skipped and goes on.
func (in *articleInput) all() iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		for src, err := range in.sources {
			if err != nil {
				if !in.skip(err) {
					yield(schema.Article{}, err)
					return
				}
				continue
			}
			for art, err := range article.Read(in.ctx, src) {
				if err != nil && in.skip(err) {
					continue
				}
				if !yield(art, err) || err != nil {
					return
				}
			}
		}
	}
}

// skip warns of a thing that cannot be read, and reports whether that is all
// there is to err.
func (in *articleInput) skip(err error) bool {
	var skip *article.SkipError
	if !errors.As(err, &skip) {
		return false
	}
	in.skipped++
	in.failed = in.failed || skip.Reason.Failure()
	in.app.warn(err)
	return true
}
