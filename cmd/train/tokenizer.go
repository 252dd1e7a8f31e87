package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// tokenizerOptions are the flags of "train tokenizer".
type tokenizerOptions struct {
	data string // folder of the treebanks
	out  string // file that receives the model
	nlp.TokenizerConfig
}

func tokenizerCommand() *cobra.Command {
	var o tokenizerOptions
	cmd := &cobra.Command{
		Use:   "tokenizer",
		Short: "Fit the tokenizer and sentence splitter (a minute)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return trainTokenizer(cmd.Context(), o, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", "../shared/ud", "folder of the treebanks ewt-train and gum-train, .conllu.gz")
	f.StringVar(&o.out, "out", "data/model/tokenizer.bin", "file that receives the model")
	f.IntVar(&o.Epochs, "epochs", 0, "passes over the data, 0 for the default")
	f.Uint64Var(&o.Seed, "seed", 1, "of the order of the examples")
	return cmd
}

func trainTokenizer(ctx context.Context, o tokenizerOptions, progress io.Writer) error {
	var docs []*nlp.TreeDoc
	for _, name := range []string{"ewt-train", "gum-train"} {
		more, err := readTreebank(filepath.Join(o.data, name+".conllu.gz"))
		if err != nil {
			return err
		}
		docs = append(docs, more...)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	o.Progress = func(model string, epoch int, accuracy float64) {
		fmt.Fprintf(progress, "%-8s epoch %2d  %.3f%% right\n", model, epoch, 100*accuracy)
	}
	t, err := nlp.TrainTokenizer(docs, o.TokenizerConfig)
	if err != nil {
		return err
	}
	data, err := t.MarshalBinary()
	if err != nil {
		return err
	}
	return os.WriteFile(o.out, data, 0o644)
}

// readTreebank reads all documents of a gzipped CoNLL-U file.
func readTreebank(path string) ([]*nlp.TreeDoc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var docs []*nlp.TreeDoc
	for d, err := range nlp.ReadCoNLLU(z) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		docs = append(docs, d)
	}
	return docs, nil
}
