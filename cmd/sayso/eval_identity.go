package main

import (
	"bytes"
	"context"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract"
	"github.com/sayso-graph/sayso/extract/eval"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/resolve"
	"github.com/sayso-graph/sayso/schema"
)

// evalIdentity scores whether the mentions of one thing get one node across
// the documents of a corpus.
func (a *app) evalIdentity() *cobra.Command {
	var o corpusOptions
	cmd := &cobra.Command{
		Use:   "identity FILE.json…",
		Short: "Score whether one thing is one node across documents (B³, pairs), on GUM",
		Long: `Read the documents of all files as one collection, match their entities, and
score whether the mentions of one thing get one node. A file is what the scripts
beside the public data make of GUM: texts, and mentions with identities.`,
		Example: `  sayso eval identity gum-dev.json.gz
  sayso eval identity --tokens gum-dev.conllu.gz gum-dev.json.gz`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var corpus eval.IdentityCorpus
			for _, name := range args {
				if err := a.readInto(name, corpus.Read); err != nil {
					return err
				}
			}
			analyses, err := a.analyzeCorpus(cmd.Context(), &corpus, o.trees)
			if err != nil {
				return err
			}
			c, err := collect(analyses)
			if err != nil {
				return err
			}
			calibration, err := c.calibration(&corpus, o.match())
			if err != nil {
				return err
			}
			score, err := eval.Identity(corpus.Docs, c.matched(), corpus.Wikidata, o.match())
			if err != nil {
				return err
			}
			if err := a.printTable(&score); err != nil {
				return err
			}
			fmt.Fprintln(a.out, "records with like names, by the probability that they are one thing")
			return a.printTable(calibration)
		},
	}
	o.bind(cmd)
	return cmd
}

// corpusOptions say how the documents of a corpus are read and their mentions
// compared.
type corpusOptions struct {
	trees []string // CoNLL-U files whose tokens are kept; none for the texts
	heads bool     // mentions are compared by their heads
}

func (o *corpusOptions) bind(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&o.trees, "tokens", nil, "keep the tokens and sentences of a CoNLL-U file of the same documents (may be repeated)")
	cmd.Flags().BoolVar(&o.heads, "heads", false, "mentions are the same when their heads are; without, when their spans are")
}

func (o *corpusOptions) match() eval.CorefMatch {
	if o.heads {
		return eval.MatchHead
	}
	return eval.MatchExact
}

// analyzeCorpus analyses the texts of a corpus, or the trees of its documents
// where there are any.
func (a *app) analyzeCorpus(ctx context.Context, corpus *eval.IdentityCorpus, trees []string) (iter.Seq2[*extract.Analysis, error], error) {
	p, err := a.pipeline()
	if err != nil {
		return nil, err
	}
	if len(trees) > 0 {
		return a.analyzeTrees(ctx, p, trees), nil
	}
	return p.AnalyzeAll(ctx, each(corpus.Texts)), nil
}

// each yields the items of a list.
func each[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// analyzeTrees analyses the documents of several CoNLL-U files.
func (a *app) analyzeTrees(ctx context.Context, p *extract.Pipeline, files []string) iter.Seq2[*extract.Analysis, error] {
	return func(yield func(*extract.Analysis, error) bool) {
		for _, name := range files {
			data, err := a.readFile(name)
			if err != nil {
				yield(nil, err)
				return
			}
			for an, err := range p.AnalyzeTrees(ctx, nlp.ReadCoNLLU(bytes.NewReader(data))) {
				if !yield(an, err) || err != nil {
					return
				}
			}
		}
	}
}

// A collection is the mentions of documents, each with its node, and the
// records of these.
type collection struct {
	docs    []eval.CorefDoc
	records []schema.Record
}

func collect(analyses iter.Seq2[*extract.Analysis, error]) (*collection, error) {
	var c collection
	var records schema.Records
	for an, err := range analyses {
		if err != nil {
			return nil, err
		}
		records.Set(&an.Reading)
		c.docs = append(c.docs, eval.TaggedDoc(an.Article.ID, an.Doc, extract.EntityTags(an)))
	}
	c.records = records.List()
	return &c, nil
}

// calibration compares the scores of pairs of records with what the corpus
// has for the same thing.
func (c *collection) calibration(corpus *eval.IdentityCorpus, match eval.CorefMatch) (*eval.Calibration, error) {
	classes, err := eval.NodeClasses(corpus.Docs, c.docs, corpus.Wikidata, match)
	if err != nil {
		return nil, err
	}
	var out eval.Calibration
	for _, p := range resolve.Pairs(c.records) {
		if a, b := classes[p.A], classes[p.B]; a != "" && b != "" {
			out.Add(p.Score(), a == b)
		}
	}
	return &out, nil
}

// matched gives the mentions the nodes that they have once the entities of all
// documents are matched.
func (c *collection) matched() []eval.CorefDoc {
	ids := schema.NewIdentities(resolve.Match(c.records))
	for i := range c.docs {
		for k := range c.docs[i].Mentions {
			m := &c.docs[i].Mentions[k]
			m.Entity = ids.Canonical(m.Entity)
		}
	}
	return c.docs
}
