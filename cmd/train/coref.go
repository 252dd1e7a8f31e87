package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract/coref"
	"github.com/sayso-graph/sayso/extract/eval"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// corefOptions are the flags of "train coref".
type corefOptions struct {
	trees  string // folder of gum-train.conllu.gz
	gold   string // folder of gum-train.json.gz and ontogum-train.json.gz
	gap    string // gap-development.tsv.gz, "" for none
	out    string // file that receives the model
	people bool   // only what "he" and "she" stand for is fitted, the rest of out is kept
	coref.Training
}

func corefCommand() *cobra.Command {
	var o corefOptions
	cmd := &cobra.Command{
		Use:   "coref",
		Short: "Fit the coreference model on GUM, OntoGUM and GAP (three minutes)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return trainCoref(cmd.Context(), o, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.trees, "trees", "../shared/ud", "folder of gum-train.conllu.gz")
	f.StringVar(&o.gold, "gold", "../shared/coref", "folder of gum-train.json.gz and ontogum-train.json.gz")
	f.StringVar(&o.gap, "gap", "../shared/coref/gap-development.tsv.gz", "passages of GAP; empty for none")
	f.StringVar(&o.out, "out", "data/model/coref.bin", "file that receives the model")
	f.BoolVar(&o.people, "people", false, "fit only what he and she stand for, and keep the rest of the model")
	f.IntVar(&o.Epochs, "epochs", 0, "passes over the data, 0 for the default")
	f.Uint64Var(&o.Seed, "seed", 1, "of the order of the documents")
	return cmd
}

func trainCoref(ctx context.Context, o corefOptions, progress io.Writer) error {
	lessons, err := corefLessons(o)
	if err != nil {
		return err
	}
	if o.gap != "" {
		passages, err := gapLessons(o.gap)
		if err != nil {
			return err
		}
		lessons = append(lessons, passages...)
	}
	if o.people {
		if o.Base, err = readCoref(o.out); err != nil {
			return err
		}
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

func readCoref(path string) (*coref.Model, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, err := coref.ReadModel(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

// corefLessons makes two lessons of each document of GUM with the chains of
// OntoGUM: one with its own trees and the classes of its mentions, one with what
// the parser makes of it.
func corefLessons(o corefOptions) ([]coref.Lesson, error) {
	path := filepath.Join(o.trees, "gum-train.conllu.gz")
	docs, err := readTreebank(path)
	if err != nil {
		return nil, err
	}
	parsed, err := readTreebank(path)
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
	parser, err := nlp.DefaultParser()
	if err != nil {
		return nil, err
	}
	parseNoisily(parser, parsed, o.Seed)
	lessons := make([]coref.Lesson, 0, 2*len(docs))
	for i, d := range docs {
		g, ok := gum[d.ID]
		if !ok {
			return nil, fmt.Errorf("no gold mentions for document %s", d.ID)
		}
		if err := g.Classify(&d.Doc); err != nil {
			return nil, err
		}
		for _, d := range []*nlp.TreeDoc{d, parsed[i]} {
			d.MendTrees()
			d.FindMentions()
			lessons = append(lessons, coref.NewLesson(&d.Doc, onto[d.ID].Mentions))
		}
	}
	return lessons, nil
}

// gapLessons makes a passage of each example of GAP: the pronoun and the two
// names are annotated, as far as they are.
func gapLessons(path string) ([]coref.Lesson, error) {
	examples, err := readGAP(path)
	if err != nil {
		return nil, err
	}
	tokenizer, err := nlp.LoadTokenizer()
	if err != nil {
		return nil, err
	}
	parser, err := nlp.DefaultParser()
	if err != nil {
		return nil, err
	}
	lessons := make([]coref.Lesson, 0, len(examples))
	for i := range examples {
		d := tokenizer.Tokenize(examples[i].Text, []schema.Span{{Start: 0, End: len(examples[i].Text)}})
		parser.Annotate(d.Sents)
		d.MendTrees()
		d.FindMentions()
		lessons = append(lessons, coref.NewPassage(d, gapMarks(&examples[i])))
	}
	return lessons, nil
}

// gapMarks marks the pronoun and the names of an example. Those that corefer
// are of one cluster.
func gapMarks(e *eval.GAPExample) []coref.Mark {
	const pronoun, a, b = 0, 1, 2
	mark := func(offset int, words string, cluster int) coref.Mark {
		start := byteOffset(e.Text, offset)
		return coref.Mark{Span: schema.Span{Start: start, End: start + len(words)}, Cluster: cluster}
	}
	of := func(same bool, cluster int) int {
		if same {
			return pronoun
		}
		return cluster
	}
	return []coref.Mark{
		mark(e.PronounOffset, e.Pronoun, pronoun),
		mark(e.AOffset, e.A, of(e.ACoref, a)),
		mark(e.BOffset, e.B, of(e.BCoref, b)),
	}
}

// byteOffset returns where the code point of that number begins.
func byteOffset(text string, point int) int {
	for i := range text {
		if point == 0 {
			return i
		}
		point--
	}
	return len(text)
}

func readGAP(path string) ([]eval.GAPExample, error) {
	data, err := unpacked(path)
	if err != nil {
		return nil, err
	}
	examples, err := eval.ReadGAP(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return examples, nil
}

// readGoldMentions reads a compressed file of mentions by document.
func readGoldMentions(path string) (map[string]coref.GoldDoc, error) {
	data, err := unpacked(path)
	if err != nil {
		return nil, err
	}
	docs, err := coref.ReadGold(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	byID := make(map[string]coref.GoldDoc, len(docs))
	for _, d := range docs {
		byID[d.ID] = d
	}
	return byID, nil
}
