package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract"
	"github.com/sayso-graph/sayso/extract/eval"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/resolve"
	"github.com/sayso-graph/sayso/schema"
)

// identityOptions are the flags of "train identity".
type identityOptions struct {
	trees string  // GUM train, CoNLL-U
	gold  string  // its identities
	out   string  // file that receives the weights
	ridge float64 // see resolve.Fit
}

func identityCommand() *cobra.Command {
	var o identityOptions
	cmd := &cobra.Command{
		Use:   "identity",
		Short: "Fit the probability that two records are one thing (a minute)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return trainIdentity(cmd.Context(), o, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.trees, "trees", "../shared/ud/gum-train.conllu.gz", "GUM train in CoNLL-U, compressed")
	f.StringVar(&o.gold, "gold", "../shared/coref/gum-train.json.gz", "its identities, compressed")
	f.StringVar(&o.out, "out", filepath.Join("data", "model", "identity.json"), "file that receives the weights")
	f.Float64Var(&o.ridge, "ridge", 2, "how many examples the expected weights count for")
	return cmd
}

func trainIdentity(ctx context.Context, o identityOptions, progress io.Writer) error {
	examples, err := gumPairs(ctx, o)
	if err != nil {
		return err
	}
	invented := generatedPairs()
	fmt.Fprintf(progress, "cross-validated on GUM:\n%s", validated(examples, invented, o.ridge))
	w := resolve.Fit(append(examples, invented...), o.ridge)
	buf, err := json.MarshalIndent(w, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(o.out, append(buf, '\n'), 0o644)
}

// validated scores each example by weights that were fitted without it and
// its fold.
func validated(examples, more []resolve.Example, ridge float64) *eval.Calibration {
	var c eval.Calibration
	for fold := range folds {
		var rest []resolve.Example
		for i := range examples {
			if i%folds != fold {
				rest = append(rest, examples[i])
			}
		}
		w := resolve.Fit(append(rest, more...), ridge)
		for i := fold; i < len(examples); i += folds {
			c.Add(w.Score(&examples[i].Evidence), examples[i].Same)
		}
	}
	return &c
}

// gumPairs returns the pairs of records of GUM whose things are known.
func gumPairs(ctx context.Context, o identityOptions) ([]resolve.Example, error) {
	var corpus eval.IdentityCorpus
	gold, err := unpacked(o.gold)
	if err != nil {
		return nil, err
	}
	if err := corpus.Read(bytes.NewReader(gold)); err != nil {
		return nil, fmt.Errorf("%s: %w", o.gold, err)
	}
	trees, err := unpacked(o.trees)
	if err != nil {
		return nil, err
	}
	p, err := extract.New(extract.Options{})
	if err != nil {
		return nil, err
	}
	var records schema.Records
	var docs []eval.CorefDoc
	for an, err := range p.AnalyzeTrees(ctx, nlp.ReadCoNLLU(bytes.NewReader(trees))) {
		if err != nil {
			return nil, err
		}
		records.Set(&an.Reading)
		docs = append(docs, eval.TaggedDoc(an.Article.ID, an.Doc, extract.EntityTags(an)))
	}
	classes, err := eval.NodeClasses(corpus.Docs, docs, corpus.Wikidata, eval.MatchExact)
	if err != nil {
		return nil, err
	}
	var out []resolve.Example
	for _, p := range resolve.Pairs(records.List()) {
		if a, b := classes[p.A], classes[p.B]; a != "" && b != "" {
			out = append(out, resolve.Example{Evidence: p.Evidence, Same: a == b, Weight: 1})
		}
	}
	return out, nil
}

// Invented persons show what company tells, which the few documents of GUM do
// not. They are more alike than people are, and so count for little.
const (
	inventedRecords = 3000
	inventedWeight  = 0.02
)

func generatedPairs() []resolve.Example {
	var out []resolve.Example
	records, person := eval.Generated(inventedRecords)
	for _, p := range resolve.Pairs(records) {
		out = append(out, resolve.Example{Evidence: p.Evidence, Same: person[p.A] == person[p.B], Weight: inventedWeight})
	}
	return out
}

// unpacked reads a compressed file.
func unpacked(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return io.ReadAll(z)
}
