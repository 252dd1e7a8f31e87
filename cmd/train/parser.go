package main

import (
	"context"

	"github.com/spf13/cobra"
)

// parserOptions are the flags of "train parser".
type parserOptions struct {
	data    string // folder of the treebanks
	vectors string // pre-trained word vectors
	out     string // folder that receives the model
}

func parserCommand() *cobra.Command {
	var o parserOptions
	cmd := &cobra.Command{
		Use:   "parser",
		Short: "Fit the joint tagger, lemmatizer and parser on CoNLL-U treebanks",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return trainParser(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", "../shared/ud", "folder of the treebanks, *.conllu.gz")
	f.StringVar(&o.vectors, "vectors", "", "archive of pre-trained word vectors")
	f.StringVar(&o.out, "out", "data/model", "folder that receives the model")
	return cmd
}

func trainParser(ctx context.Context, _ parserOptions) error {
	return ctx.Err()
}
