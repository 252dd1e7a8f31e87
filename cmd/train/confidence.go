package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract"
	"github.com/sayso-graph/sayso/extract/eval"
	"github.com/sayso-graph/sayso/extract/openie"
)

// confidenceOptions are the flags of "train confidence".
type confidenceOptions struct {
	data string // folder of carb_dev_gold.tsv.gz and carb_dev_sentences.txt
	out  string // file that receives the model
	openie.Training
}

func confidenceCommand() *cobra.Command {
	var o confidenceOptions
	cmd := &cobra.Command{
		Use:   "confidence",
		Short: "Fit the confidence of propositions on CaRB dev (seconds)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return trainConfidence(cmd.Context(), o, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", "../shared/eval", "folder of carb_dev_gold.tsv.gz and carb_dev_sentences.txt")
	f.StringVar(&o.out, "out", "data/model/confidence.json", "file that receives the model")
	f.Float64Var(&o.Ridge, "ridge", 0, "weight of the squared weights, 0 for the default")
	return cmd
}

// folds is how many parts cross-validation makes of the sentences.
const folds = 10

func trainConfidence(ctx context.Context, o confidenceOptions, progress io.Writer) error {
	lessons, gold, err := confidenceLessons(ctx, o.data)
	if err != nil {
		return err
	}
	s := gold.Score(crossValidate(lessons, o.Training))
	fmt.Fprintf(progress, "cross-validated: P %.1f R %.1f F1 %.1f at confidence %.2f, AUC %.1f\n",
		100*s.Precision, 100*s.Recall, 100*s.F1, s.Threshold, 100*s.AUC)
	buf, err := json.MarshalIndent(openie.TrainConfidence(examples(lessons, -1), o.Training), "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(o.out, append(buf, '\n'), 0o644)
}

// A confidenceLesson is a proposition with what it was judged by and how
// right it was.
type confidenceLesson struct {
	openie.Example
	eval.Extraction
	sentence int
}

// confidenceLessons extracts everything from the sentences and has the gold
// judge it.
func confidenceLessons(ctx context.Context, data string) ([]confidenceLesson, *eval.CaRB, error) {
	gold, err := readCaRB(filepath.Join(data, "carb_dev_gold.tsv.gz"))
	if err != nil {
		return nil, nil, err
	}
	p, err := extract.New(extract.Options{MinConfidence: -1})
	if err != nil {
		return nil, nil, err
	}
	var lessons []confidenceLesson
	var all []eval.Extraction
	n := 0
	for a, err := range p.AnalyzeSentences(ctx, fileLines(filepath.Join(data, "carb_dev_sentences.txt"))) {
		if err != nil {
			return nil, nil, err
		}
		for i := range a.Propositions {
			if prop := &a.Propositions[i]; !prop.Derived {
				l := confidenceLesson{Extraction: eval.NewExtraction(a.Article.Text, prop), sentence: n}
				l.Features = openie.Features(a.Doc, prop)
				lessons, all = append(lessons, l), append(all, l.Extraction)
			}
		}
		n++
	}
	for i, truth := range gold.Judge(all) {
		lessons[i].Truth = truth
	}
	return lessons, gold, nil
}

// crossValidate gives each extraction the confidence of a model that has not
// seen its sentence.
func crossValidate(lessons []confidenceLesson, t openie.Training) []eval.Extraction {
	out := make([]eval.Extraction, len(lessons))
	for fold := range folds {
		m := openie.TrainConfidence(examples(lessons, fold), t)
		for i := range lessons {
			if lessons[i].sentence%folds == fold {
				confidence := m.Of(lessons[i].Features)
				out[i] = lessons[i].Extraction
				out[i].Confidence = &confidence
			}
		}
	}
	return out
}

// examples returns what was judged, without the sentences of one fold.
func examples(lessons []confidenceLesson, without int) []openie.Example {
	var out []openie.Example
	for i := range lessons {
		if lessons[i].Truth >= 0 && lessons[i].sentence%folds != without {
			out = append(out, lessons[i].Example)
		}
	}
	return out
}

func readCaRB(path string) (*eval.CaRB, error) {
	data, err := unpacked(path)
	if err != nil {
		return nil, err
	}
	return eval.ReadCaRB(bytes.NewReader(data))
}

// fileLines streams the lines of a file.
func fileLines(path string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield("", err)
			return
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if !yield(lines.Text(), nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield("", fmt.Errorf("%s: %w", path, err))
		}
	}
}
