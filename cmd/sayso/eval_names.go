package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract"
	"github.com/sayso-graph/sayso/extract/eval"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// evalNames scores the names of a treebank that marks its mentions.
func (a *app) evalNames() *cobra.Command {
	return &cobra.Command{
		Use:   "names FILE.conllu",
		Short: "Score names and their types on a treebank with mentions, as GUM's",
		Long: `Score names: mentions whose head is a proper noun, by exact span, with and
without their type. The file's tokens and sentences are kept.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.pipeline()
			if err != nil {
				return err
			}
			data, err := a.readFile(args[0])
			if err != nil {
				return err
			}
			gold, err := goldNames(data)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			var system []eval.NamedDoc
			for an, err := range p.AnalyzeTrees(cmd.Context(), nlp.ReadCoNLLU(bytes.NewReader(data))) {
				if err != nil {
					return fmt.Errorf("%s: %w", args[0], err)
				}
				system = append(system, eval.NamedDoc{Doc: an.Doc, Tags: extract.EntityTags(an)})
			}
			score, err := eval.Names(gold, system)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return a.printTable(score)
		},
	}
}

// goldNames reads the mentions of a treebank.
func goldNames(data []byte) ([]eval.NamedDoc, error) {
	var out []eval.NamedDoc
	for tree, err := range nlp.ReadCoNLLU(bytes.NewReader(data)) {
		if err != nil {
			return nil, err
		}
		d := eval.NamedDoc{Doc: &tree.Doc}
		for i := range tree.Sents {
			tags, err := tree.Entities(i)
			if err != nil {
				return nil, err
			}
			d.Tags = append(d.Tags, tags...)
		}
		out = append(out, d)
	}
	return out, nil
}

// evalCoref scores chains.
func (a *app) evalCoref() *cobra.Command {
	var o corpusOptions
	cmd := &cobra.Command{
		Use:   "coref FILE.json",
		Short: "Score coreference on GUM or OntoGUM (MUC, B³, CEAFe and their mean)",
		Long: `Score chains and mentions. The file is what the scripts beside the public data
make of GUM and OntoGUM: texts, and mentions with their chains.`,
		Example: `  sayso eval coref ontogum-dev.json.gz
  sayso eval coref --tokens gum-dev.conllu.gz ontogum-dev.json.gz`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var corpus eval.IdentityCorpus
			if err := a.readInto(args[0], corpus.Read); err != nil {
				return err
			}
			analyses, err := a.analyzeCorpus(cmd.Context(), &corpus, o.trees)
			if err != nil {
				return err
			}
			var system []eval.CorefDoc
			for an, err := range analyses {
				if err != nil {
					return err
				}
				system = append(system, eval.TaggedDoc(an.Article.ID, an.Doc, extract.EntityTags(an)))
			}
			score, err := eval.Coref(corpus.Docs, system, o.match())
			if err != nil {
				return err
			}
			return a.printTable(score)
		},
	}
	o.bind(cmd)
	return cmd
}

// evalGAP scores ambiguous pronouns.
func (a *app) evalGAP() *cobra.Command {
	return &cobra.Command{
		Use:   "gap FILE.tsv",
		Short: "Score ambiguous pronouns on GAP",
		Long: `Score which of two names a pronoun refers to. The names are not given to the
program: it reads the passage as it would any text, and an answer is right when
the pronoun is in the chain of the name.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var examples []eval.GAPExample
			err := a.readInto(args[0], func(r io.Reader) (err error) {
				examples, err = eval.ReadGAP(r)
				return err
			})
			if err != nil {
				return err
			}
			p, err := a.pipeline()
			if err != nil {
				return err
			}
			texts := make([]schema.Article, len(examples))
			for i := range examples {
				texts[i] = schema.Article{ID: examples[i].ID, Language: "en", Text: examples[i].Text}
			}
			answers := make(map[string]eval.GAPAnswer, len(examples))
			i := 0
			for an, err := range p.AnalyzeAll(cmd.Context(), each(texts)) {
				if err != nil {
					return err
				}
				answers[examples[i].ID] = examples[i].Answer(an.Doc, an.Chains)
				i++
			}
			return a.printTable(eval.GAP(examples, answers))
		},
	}
}
