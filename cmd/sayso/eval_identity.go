package main

import (
	"bytes"
	"context"
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
			system, err := matchedDocs(analyses)
			if err != nil {
				return err
			}
			score, err := eval.Identity(corpus.Docs, system, corpus.Wikidata, o.match())
			if err != nil {
				return err
			}
			return a.printTable(&score)
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

// matchedDocs gives the mentions of a collection, each with the node that it
// has once the entities of all documents are matched.
func matchedDocs(analyses iter.Seq2[*extract.Analysis, error]) ([]eval.CorefDoc, error) {
	var docs []eval.CorefDoc
	var records schema.Records
	for an, err := range analyses {
		if err != nil {
			return nil, err
		}
		records.Set(&an.Reading)
		docs = append(docs, eval.TaggedDoc(an.Article.ID, an.Doc, extract.EntityTags(an)))
	}
	ids := schema.NewIdentities(resolve.Match(records.List()))
	for i := range docs {
		for k := range docs[i].Mentions {
			m := &docs[i].Mentions[k]
			m.Entity = ids.Canonical(m.Entity)
		}
	}
	return docs, nil
}
