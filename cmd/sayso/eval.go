package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/data/gold"
	"github.com/sayso-graph/sayso/data/sample"
	"github.com/sayso-graph/sayso/extract"
	"github.com/sayso-graph/sayso/extract/article"
	"github.com/sayso-graph/sayso/extract/eval"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/resolve"
	"github.com/sayso-graph/sayso/schema"
)

// evalCommand scores the program on data that anyone can check.
func (a *app) evalCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Score the language engine and the extractor on public data",
		Long: `Score the language engine and the extractor. The figures are those of the
benchmarks' own scorers, to the printed digit. "eval claims" needs nothing but
this program; the others score on a benchmark's file (.gz is unpacked).`,
		Example: `  sayso eval claims
  sayso eval nlp en_ewt-ud-dev.conllu
  sayso eval nlp --raw en_ewt-ud-dev.conllu`,
	}
	cmd.AddCommand(a.evalNLP(), a.evalOIE(), a.evalAttribution(), a.evalClaims(), a.evalEntities(), a.evalIdentity(), a.evalNames(), a.evalCoref(), a.evalGAP())
	for _, sub := range cmd.Commands() {
		sub.Args = usageArgs(sub.Args)
	}
	return cmd
}

// evalNLP scores tokens, tags and trees on a treebank.
func (a *app) evalNLP() *cobra.Command {
	var raw bool
	cmd := &cobra.Command{
		Use:   "nlp FILE.conllu",
		Short: "Score tokens, tags, lemmas and trees on a treebank (CoNLL 2018 measures)",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.pipeline()
			if err != nil {
				return err
			}
			data, err := a.readFile(args[0])
			if err != nil {
				return err
			}
			goldTrees := nlp.ReadCoNLLU(bytes.NewReader(data))
			analyses := p.AnalyzeTrees(cmd.Context(), nlp.ReadCoNLLU(bytes.NewReader(data)))
			if raw {
				analyses = p.AnalyzeAll(cmd.Context(), rawTexts(nlp.ReadCoNLLU(bytes.NewReader(data))))
			}
			var want, got []*nlp.Doc
			for tree, err := range goldTrees {
				if err != nil {
					return fmt.Errorf("%s: %w", args[0], err)
				}
				want = append(want, &tree.Doc)
			}
			for an, err := range analyses {
				if err != nil {
					return fmt.Errorf("%s: %w", args[0], err)
				}
				got = append(got, an.Doc)
			}
			table, err := eval.UD(want, got)
			if err != nil {
				return err
			}
			return a.printTable(table)
		},
	}
	cmd.Flags().BoolVar(&raw, "raw", false, "from the raw text; without, the file's tokens and sentences are kept")
	return cmd
}

// rawTexts makes articles of the texts of a treebank.
func rawTexts(trees iter.Seq2[*nlp.TreeDoc, error]) iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		for tree, err := range trees {
			if err != nil {
				yield(schema.Article{}, err)
				return
			}
			if !yield(schema.Article{ID: tree.ID, Text: tree.Text, Language: "en"}, nil) {
				return
			}
		}
	}
}

// evalOIE scores propositions on the benchmarks of open information extraction.
func (a *app) evalOIE() *cobra.Command {
	cmd := &cobra.Command{
		Use:       "oie carb|benchie|wire57 GOLD SENTENCES",
		Short:     "Score propositions on CaRB, BenchIE or WiRe57",
		ValidArgs: []string{"carb", "benchie", "wire57"},
		Args:      cobra.ExactArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("benchmark", args[0], "carb", "benchie", "wire57"); err != nil {
				return err
			}
			extractions, err := a.extractions(cmd.Context(), args[2])
			if err != nil {
				return err
			}
			in, err := a.open(args[1])
			if err != nil {
				return err
			}
			defer in.Close()
			score, err := scoreOIE(args[0], in, extractions)
			if err != nil {
				return fmt.Errorf("%s: %w", args[1], err)
			}
			return a.printTable(score)
		},
	}
	a.settings.flag(cmd.Flags(), "style", "min-confidence")
	return cmd
}

func scoreOIE(benchmark string, in io.Reader, extractions []eval.Extraction) (any, error) {
	switch benchmark {
	case "benchie":
		g, err := eval.ReadBenchIE(in)
		if err != nil {
			return nil, err
		}
		return g.Score(extractions, eval.Star), nil
	case "wire57":
		g, err := eval.ReadWiRe57(in)
		if err != nil {
			return nil, err
		}
		return g.Score(extractions, false), nil
	}
	g, err := eval.ReadCaRB(in)
	if err != nil {
		return nil, err
	}
	return g.Score(extractions), nil
}

// extractions reads a file of sentences and gives what the extractor makes of
// them.
func (a *app) extractions(ctx context.Context, file string) ([]eval.Extraction, error) {
	p, err := a.pipeline()
	if err != nil {
		return nil, err
	}
	in, err := a.open(file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var out []eval.Extraction
	for an, err := range p.AnalyzeSentences(ctx, lines(in, file)) {
		if err != nil {
			return nil, err
		}
		var buf bytes.Buffer
		if err := extract.WriteJSONL(&buf, an.Reading); err != nil {
			return nil, err
		}
		one, err := eval.ReadExtractions(&buf)
		if err != nil {
			return nil, err
		}
		out = append(out, one...)
	}
	return out, nil
}

// evalAttribution scores who-said-what on PolNeAR.
func (a *app) evalAttribution() *cobra.Command {
	return &cobra.Command{
		Use:   "attribution ARTICLES.jsonl",
		Short: "Score sources, cues and contents on PolNeAR",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.pipeline()
			if err != nil {
				return err
			}
			in, err := a.open(args[0])
			if err != nil {
				return err
			}
			defer in.Close()
			var golds []*eval.AttributedArticle
			for g, err := range eval.ReadAttributedArticles(in) {
				if err != nil {
					return fmt.Errorf("%s: %w", args[0], err)
				}
				golds = append(golds, g)
			}
			var buf bytes.Buffer
			for _, g := range golds {
				an, err := p.Analyze(schema.Article{ID: g.Doc, Title: g.Title, Published: g.Date, Language: "en", Text: g.Text})
				if err != nil {
					return err
				}
				if err := extract.WriteAttributions(&buf, an); err != nil {
					return err
				}
			}
			score, err := eval.ScoreAttributions(golds, eval.ReadAttributionRows(&buf))
			if err != nil {
				return err
			}
			return a.printTable(score)
		},
	}
}

// evalClaims scores the claims of the sample articles against those that a
// reader took from them by hand.
func (a *app) evalClaims() *cobra.Command {
	var verbose bool
	cmd := &cobra.Command{
		Use:   "claims [GOLD.jsonl ARTICLE…]",
		Short: "Score claims on the sample articles, or on yours, against claims taken by hand",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			claims, err := a.goldClaims(args)
			if err != nil {
				return err
			}
			articles := sampleArticles(cmd.Context())
			if len(args) > 0 {
				articles = a.namedArticles(cmd.Context(), args[1:])
			}
			readings, err := a.readArticles(cmd.Context(), articles)
			if err != nil {
				return err
			}
			score := eval.ScoreClaims(claims, readings)
			if verbose {
				a.printClaimErrors(&score)
			}
			return a.printTable(&score)
		},
	}
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "print what was missed and what was wrong")
	return cmd
}

// goldClaims reads the claims of the file that args begin with, without one
// those that the program carries.
func (a *app) goldClaims(args []string) ([]eval.GoldClaim, error) {
	if len(args) == 0 {
		data, err := gold.FS.ReadFile("claims.jsonl")
		if err != nil {
			return nil, err
		}
		return eval.ReadClaims(bytes.NewReader(data))
	}
	data, err := a.readFile(args[0])
	if err != nil {
		return nil, err
	}
	return eval.ReadClaims(bytes.NewReader(data))
}

// readSample reads the articles that the program carries.
func (a *app) readSample(ctx context.Context) ([]schema.Reading, error) {
	return a.readArticles(ctx, sampleArticles(ctx))
}

func (a *app) readArticles(ctx context.Context, articles iter.Seq2[schema.Article, error]) ([]schema.Reading, error) {
	p, err := a.pipeline()
	if err != nil {
		return nil, err
	}
	var readings []schema.Reading
	for r, err := range p.Read(ctx, articles) {
		if err != nil {
			return nil, err
		}
		readings = append(readings, r)
	}
	return readings, nil
}

// evalEntities scores which things of the sample articles become one entity,
// after matching across articles, against a list made by hand.
func (a *app) evalEntities() *cobra.Command {
	var generated int
	cmd := &cobra.Command{
		Use:   "entities",
		Short: "Score entities across the sample articles, against a list made by hand",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if generated > 0 {
				return a.printTable(matchGenerated(generated))
			}
			data, err := gold.FS.ReadFile("entities.json")
			if err != nil {
				return err
			}
			entities, err := eval.ReadEntities(bytes.NewReader(data))
			if err != nil {
				return err
			}
			readings, err := a.readSample(cmd.Context())
			if err != nil {
				return err
			}
			var records schema.Records
			for i := range readings {
				records.Set(&readings[i])
			}
			ids := schema.NewIdentities(resolve.Match(records.List()))
			score := eval.ScoreEntities(entities, readings, ids.Canonical)
			return a.printTable(&score)
		},
	}
	cmd.Flags().IntVar(&generated, "generated", 0, "match invented persons instead, in sizes from 1,000 up to this")
	return cmd
}

func (a *app) printClaimErrors(score *eval.ClaimScore) {
	for i := range score.Missed {
		fmt.Fprintf(a.out, "missed %s: %s\n    %s\n", score.Missed[i].Article, score.Missed[i].String(), score.Missed[i].Sentence)
	}
	for i := range score.Wrong {
		w := &score.Wrong[i]
		c := &w.Claim
		fmt.Fprintf(a.out, "wrong (%s) %s: %s — %s — %s\n    %s\n", w.Why, w.Article, c.Subject.Text, c.Predicate.Text, c.Object.Text, w.Sentence)
	}
}

// sampleArticles reads the articles that the program carries.
func sampleArticles(ctx context.Context) iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		names, err := fs.Glob(sample.FS, "articles/*")
		if err != nil {
			yield(schema.Article{}, err)
			return
		}
		slices.Sort(names)
		for _, name := range names {
			if path.Base(name) == "README.md" {
				continue
			}
			data, err := sample.FS.ReadFile(name)
			if err != nil {
				yield(schema.Article{}, err)
				return
			}
			src := article.FromReader(path.Base(name), "", bytes.NewReader(data), article.Options{})
			for art, err := range article.Read(ctx, src) {
				if !yield(art, err) || err != nil {
					return
				}
			}
		}
	}
}

// namedArticles reads articles from files; each is known by its file's name.
func (a *app) namedArticles(ctx context.Context, files []string) iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		for _, file := range files {
			data, err := a.readFile(file)
			if err != nil {
				yield(schema.Article{}, err)
				return
			}
			src := article.FromReader(path.Base(file), "", bytes.NewReader(data), article.Options{})
			for art, err := range article.Read(ctx, src) {
				if !yield(art, err) || err != nil {
					return
				}
			}
		}
	}
}

func (a *app) readFile(name string) ([]byte, error) {
	in, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, fileError(name, err)
	}
	return data, nil
}

// readInto opens a file and hands it to a reader.
func (a *app) readInto(name string, read func(io.Reader) error) error {
	in, err := a.open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := read(in); err != nil {
		return fileError(name, err)
	}
	return nil
}

// printTable prints a score, which knows how to show itself.
func (a *app) printTable(score any) error {
	text := fmt.Sprint(score)
	_, err := io.WriteString(a.out, cmp.Or(text, "nothing to score\n"))
	return err
}
