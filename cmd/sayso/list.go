package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// list prints the rows of a listing: for people as columns that line gives,
// or with --format json as one array, with jsonl as an object a line.
func list[T any](a *app, format string, rows iter.Seq2[T, error], line func(T) string) error {
	switch format {
	case "json":
		all := []T{}
		for row, err := range rows {
			if err != nil {
				return err
			}
			all = append(all, row)
		}
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(all)
	case "jsonl":
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		for row, err := range rows {
			if err != nil {
				return err
			}
			if err := enc.Encode(row); err != nil {
				return err
			}
		}
		return nil
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(a.out, line(row)); err != nil {
			return err
		}
	}
	return nil
}

// listing makes a command of a listing: the flags --format and --limit, and a
// store to read. Before that check looks at the command's own flags.
func (a *app) listing(cmd *cobra.Command, check func() error, run func(cmd *cobra.Command, st *store.Store, format string) error) *cobra.Command {
	var format string
	cmd.Args = cobra.NoArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := oneOf("format", format, "table", "json", "jsonl"); err != nil {
			return err
		}
		if err := check(); err != nil {
			return err
		}
		return a.withStore(cmd.Context(), reading, func(st *store.Store) error { return run(cmd, st, format) })
	}
	cmd.Flags().StringVar(&format, "format", "table", "table, json or jsonl")
	a.settings.flag(cmd.Flags(), "limit")
	return cmd
}

// articlesCommand lists the articles of the store.
func (a *app) articlesCommand() *cobra.Command {
	var f query.ArticleFilter
	cmd := a.listing(&cobra.Command{Use: "articles", Short: "List the articles of the store"},
		func() error { return checkDays(f.Since, f.Until) },
		func(cmd *cobra.Command, st *store.Store, format string) error {
			f.Limit = a.settings.v.GetInt("limit")
			if f.About != "" {
				entity, err := a.find(cmd.Context(), st, f.About)
				if err != nil {
					return err
				}
				f.About = entity.IRI
			}
			return list(a, format, query.Articles(cmd.Context(), st, f), func(r query.ArticleRow) string {
				return fmt.Sprintf("%s  %-10s  %4d claims  %s", r.IRI, day(r.Published), r.Claims, strings.Join(nonEmpty(r.Title, r.Publisher), " — "))
			})
		})
	flags := cmd.Flags()
	flags.StringVar(&f.Text, "text", "", "only articles with this in the title")
	flags.StringVar(&f.Publisher, "publisher", "", "only articles of this publisher")
	flags.StringVar(&f.About, "about", "", "only articles that mention this entity: an IRI, a name, a surname or an acronym")
	flags.StringVar(&f.Since, "since", "", "published on or after (2025, 2025-02, 2025-02-14)")
	flags.StringVar(&f.Until, "until", "", "published on or before")
	return cmd
}

// claimsCommand lists claims with their speakers and passages.
func (a *app) claimsCommand() *cobra.Command {
	var f query.Filter
	var polarity, modality string
	cmd := a.listing(&cobra.Command{
		Use:   "claims",
		Short: "List claims: about whom, by whom, denied, confirmed by several articles",
		Example: `  sayso claims --about ILO
  sayso claims --by "Liu Pengyu"
  sayso claims --disputed
  sayso claims --corroborated 2`,
	}, func() error {
		f.Polarity, f.Modality = schema.Polarity(polarity), schema.Modality(modality)
		return cmp.Or(
			oneOfOrNone("polarity", f.Polarity, schema.Polarities()...),
			oneOfOrNone("modality", f.Modality, schema.Modalities()...),
			checkDays(f.Since, f.Until))
	}, func(cmd *cobra.Command, st *store.Store, format string) error {
		f.Raw = a.settings.v.GetBool("raw")
		f.MinConfidence = a.settings.v.GetFloat64("min-confidence")
		f.Limit = a.settings.v.GetInt("limit")
		f.Pairs = format == "table" // programs get each side with all that is against it
		f, err := a.meant(cmd.Context(), st, f)
		if err != nil {
			return err
		}
		if f.Article != "" {
			if f.Article, err = oneArticle(cmd.Context(), st, f.Article); err != nil {
				return err
			}
		}
		found := false
		err = list(a, format, query.Claims(cmd.Context(), st, f), func(r query.ClaimRow) string {
			found = true
			return claimText(&r)
		})
		if err == nil && !found && format == "table" {
			err = a.noteNoClaims(cmd.Context(), st, f.Predicate)
		}
		return err
	})
	cmd.Args = noEntityArg
	flags := cmd.Flags()
	flags.StringVar(&f.About, "about", "", "claims about this entity: an IRI, a name, a surname or an acronym")
	flags.StringVar(&f.By, "by", "", "what this entity says, named likewise")
	flags.StringVar(&f.Predicate, "predicate", "", "claims with this predicate (requested, rel:requested)")
	flags.StringVar(&f.Article, "article", "", "claims of this article: its IRI, URL, id or file")
	flags.StringVar(&polarity, "polarity", "", "positive or negative")
	flags.StringVar(&modality, "modality", "", "asserted, reported, possible, necessary, requested, conditional or question")
	flags.BoolVar(&f.Stated, "stated", false, "only what articles themselves assert")
	flags.BoolVar(&f.Disputed, "disputed", false, "only claims that another one denies; the table has each pair once")
	flags.IntVar(&f.Corroborated, "corroborated", 0, "only what at least so many articles say")
	flags.StringVar(&f.Since, "since", "", "articles published on or after (2025, 2025-02, 2025-02-14)")
	flags.StringVar(&f.Until, "until", "", "articles published on or before")
	a.settings.flag(flags, "min-confidence", "raw")
	return cmd
}

// noteNoClaims says that no claims were found, and which predicates are like the
// one that was looked for: "denied" for "denies".
func (a *app) noteNoClaims(ctx context.Context, st *store.Store, predicate string) error {
	iri := schema.Compact(predicate)
	if !strings.Contains(predicate, ":") {
		iri = schema.RelIRI(predicate)
	}
	known, err := query.Predicates(ctx, st)
	var meant []string
	if iri != "" && !slices.Contains(known, iri) {
		meant = like(iri, known)
	}
	a.note("no such claims%s", didYouMean("--predicate ", meant[:min(maxMeant, len(meant))]))
	return err
}

// maxMeant bounds how many predicates are offered for one that is not there.
const maxMeant = 5

// oneArticle returns the IRI of the article that is named as in remove.
func oneArticle(ctx context.Context, st *store.Store, ref string) (string, error) {
	found, err := load.Find(ctx, st, ref)
	if err != nil {
		return "", err
	}
	if len(found) > 1 {
		return "", fmt.Errorf("%s names %d articles; sayso articles lists them", ref, len(found))
	}
	return string(found[0]), nil
}

// find returns the entity that a name means, and says whom it took for a short
// name.
func (a *app) find(ctx context.Context, st *store.Store, name string) (query.EntityRow, error) {
	row, fitted, err := query.Find(ctx, st, name)
	if fitted {
		a.noteMeant(query.Meant{Name: name, Entity: row})
	}
	return row, hinted(err)
}

// meant does for the entities of a filter what find does for one.
func (a *app) meant(ctx context.Context, st *store.Store, f query.Filter) (query.Filter, error) {
	f, meant, err := query.Resolve(ctx, st, f)
	for _, m := range meant {
		a.noteMeant(m)
	}
	return f, hinted(err)
}

func (a *app) noteMeant(m query.Meant) {
	a.note("%s: %s (%s)", m.Name, m.Entity.Name, m.Entity.IRI)
}

// hinted says where to look for an entity that is not there.
func hinted(err error) error {
	if errors.Is(err, query.ErrNoEntity) {
		return fmt.Errorf("%w; sayso entities finds names that are like it", err)
	}
	return err
}

// claimText writes a claim for a person: what, who says so, where, and the
// words.
func claimText(r *query.ClaimRow) string {
	c := &r.Claim
	var b strings.Builder
	subject, object := name(c.Subject), name(c.Object)
	if subject == object { // two names of one thing
		subject, object = c.Subject.Text, c.Object.Text
	}
	b.WriteString(strings.Join(nonEmpty(subject, c.Predicate.Text, object), " – "))
	var remarks []string
	if c.Polarity == schema.Negative {
		remarks = append(remarks, "negated")
	}
	if c.Modality != schema.Asserted {
		remarks = append(remarks, string(c.Modality))
	}
	if c.Attribution != nil {
		remarks = append(remarks, "says "+cmp.Or(r.Speaker(), "somebody"))
	}
	if len(remarks) > 0 {
		fmt.Fprintf(&b, " (%s)", strings.Join(remarks, ", "))
	}
	fmt.Fprintf(&b, "\n    “%s”\n    %s", strings.Join(strings.Fields(r.Sentence), " "),
		strings.Join(nonEmpty(r.Article.Title, r.Article.Publisher, day(r.Article.Published), r.Article.IRI), " · "))
	if n := len(r.Sources); n > 1 {
		b.WriteString("\n    also in " + strconv.Itoa(n-1) + " more")
	}
	for i := range r.Against {
		b.WriteString("\n    against: " + strings.ReplaceAll(claimText(&r.Against[i]), "\n", "\n    "))
	}
	return b.String()
}

// name shows a term as its entity where it has one.
func name(t schema.Term) string {
	if t.Entity != "" {
		return t.Entity
	}
	return strings.Join(strings.Fields(t.Text), " ")
}

func day(published string) string { return published[:min(len(published), len("2006-01-02"))] }

func nonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}
