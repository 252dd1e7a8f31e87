package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract/coref"
)

// corefOptions are the flags of "train coref".
type corefOptions struct {
	trees string // folder of gum-train.conllu.gz
	gold  string // folder of gum-train.json.gz and ontogum-train.json.gz
	out   string // file that receives the model
	coref.Training
}

func corefCommand() *cobra.Command {
	var o corefOptions
	cmd := &cobra.Command{
		Use:   "coref",
		Short: "Fit the coreference model on GUM and OntoGUM (seconds)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return trainCoref(cmd.Context(), o, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.trees, "trees", "../shared/ud", "folder of gum-train.conllu.gz")
	f.StringVar(&o.gold, "gold", "../shared/coref", "folder of gum-train.json.gz and ontogum-train.json.gz")
	f.StringVar(&o.out, "out", "data/model/coref.bin", "file that receives the model")
	f.IntVar(&o.Epochs, "epochs", 0, "passes over the data, 0 for the default")
	f.Uint64Var(&o.Seed, "seed", 1, "of the order of the documents")
	return cmd
}

func trainCoref(ctx context.Context, o corefOptions, progress io.Writer) error {
	lessons, err := corefLessons(o)
	if err != nil {
		return err
	}
	o.Done = func(epoch int, loss float64) {
		fmt.Fprintf(progress, "epoch %2d  loss %.4f\n", epoch, loss)
	}
	m := coref.Train(lessons, o.Training)
	if err := ctx.Err(); err != nil {
		return err
	}
	f, err := os.Create(o.out)
	if err != nil {
		return err
	}
	if err := m.Write(f); err != nil {
		f.Close()
		return fmt.Errorf("%s: %w", o.out, err)
	}
	return f.Close()
}

// corefLessons pairs the trees of GUM with the classes of its mentions and
// the chains of OntoGUM.
func corefLessons(o corefOptions) ([]coref.Lesson, error) {
	docs, err := readTreebank(filepath.Join(o.trees, "gum-train.conllu.gz"))
	if err != nil {
		return nil, err
	}
	gum, err := readGoldMentions(filepath.Join(o.gold, "gum-train.json.gz"))
	if err != nil {
		return nil, err
	}
	onto, err := readGoldMentions(filepath.Join(o.gold, "ontogum-train.json.gz"))
	if err != nil {
		return nil, err
	}
	lessons := make([]coref.Lesson, 0, len(docs))
	for _, d := range docs {
		g, ok := gum[d.ID]
		if !ok {
			return nil, fmt.Errorf("no gold mentions for document %s", d.ID)
		}
		if err := g.Classify(&d.Doc); err != nil {
			return nil, err
		}
		d.FindMentions()
		lessons = append(lessons, coref.NewLesson(&d.Doc, onto[d.ID].Mentions))
	}
	return lessons, nil
}

// readGoldMentions reads a compressed file of mentions by document.
func readGoldMentions(path string) (map[string]coref.GoldDoc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	zr, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	docs, err := coref.ReadGold(zr)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	byID := make(map[string]coref.GoldDoc, len(docs))
	for _, d := range docs {
		byID[d.ID] = d
	}
	return byID, nil
}
