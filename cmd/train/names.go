package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract/coref"
	"github.com/sayso-graph/sayso/extract/nlp"
)

// namesOptions are the flags of "train names".
type namesOptions struct {
	trees, gold, out string
	seed             uint64
}

func namesCommand() *cobra.Command {
	var o namesOptions
	cmd := &cobra.Command{
		Use:   "names",
		Short: "Fit the model of names on GUM, as the parser reads it (minutes)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return trainNames(cmd.Context(), o, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.trees, "trees", "../shared/ud", "folder of gum-train.conllu.gz")
	f.StringVar(&o.gold, "gold", "../shared/coref", "folder of gum-train.json.gz")
	f.StringVar(&o.out, "out", "data/model/names.bin", "file that receives the model")
	f.Uint64Var(&o.seed, "seed", 1, "of the order of the examples")
	return cmd
}

func trainNames(ctx context.Context, o namesOptions, progress io.Writer) error {
	parser, err := nlp.DefaultParser()
	if err != nil {
		return err
	}
	lessons, err := nameLessons(parser, o)
	if err != nil {
		return err
	}
	fmt.Fprintf(progress, "%d documents\n", len(lessons))
	m := nlp.TrainNames(parser, lessons, o.seed)
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

// nameLessons pairs GUM, as the parser reads it, with its gold mentions.
func nameLessons(parser *nlp.Parser, o namesOptions) ([]nlp.NameLesson, error) {
	docs, err := readTreebank(filepath.Join(o.trees, "gum-train.conllu.gz"))
	if err != nil {
		return nil, err
	}
	gold, err := readGoldMentions(filepath.Join(o.gold, "gum-train.json.gz"))
	if err != nil {
		return nil, err
	}
	var lessons []nlp.NameLesson
	for _, d := range docs {
		g, ok := gold[d.ID]
		if !ok {
			return nil, fmt.Errorf("no gold mentions for document %s", d.ID)
		}
		l, err := nameLesson(d, g)
		if err != nil {
			return nil, err
		}
		lessons = append(lessons, l)
	}
	parseTrees(parser, docs)
	return lessons, nil
}

// parseTrees reads documents as the pipeline does before it looks for mentions.
func parseTrees(parser *nlp.Parser, docs []*nlp.TreeDoc) {
	var sents [][]nlp.Sentence
	for _, d := range docs {
		sents = append(sents, d.Sents)
	}
	parser.Annotate(sents...)
	for _, d := range docs {
		d.MendTrees()
	}
}

// nameLesson keeps the gold tags and classes of a document, whose tokens the
// parser may then annotate.
func nameLesson(d *nlp.TreeDoc, g coref.GoldDoc) (nlp.NameLesson, error) {
	if err := g.Classify(&d.Doc); err != nil {
		return nlp.NameLesson{}, err
	}
	l := nlp.NameLesson{Doc: &d.Doc}
	for i := range d.Sents {
		var tags, classes []string
		for _, t := range d.Sents[i].Tokens {
			tags, classes = append(tags, t.UPOS), append(classes, t.Class)
		}
		l.Tags, l.Classes = append(l.Tags, tags), append(l.Classes, classes)
	}
	return l, nil
}
