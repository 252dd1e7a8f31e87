package main

import (
	"bytes"
	"context"
	_ "embed" // the card's text
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/template"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract/eval"
	"github.com/sayso-graph/sayso/extract/nlp"
)

// tokenizerOptions are the flags of "train tokenizer".
type tokenizerOptions struct {
	data string // folder of the treebanks
	out  string // folder that receives the model
	nlp.TokenizerConfig
}

func tokenizerCommand() *cobra.Command {
	var o tokenizerOptions
	cmd := &cobra.Command{
		Use:   "tokenizer",
		Short: "Fit the tokenizer and sentence splitter (seconds)",
		Long: `Fit the tokenizer and sentence splitter on ewt-train and gum-train, score it on
ewt-dev and gum-dev, and write tokenizer.bin and its card, tokenizer.md.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return trainTokenizer(cmd.Context(), o, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", "../shared/ud", "folder of the treebanks, *.conllu.gz")
	f.StringVar(&o.out, "out", "data/model", "folder that receives the model")
	f.IntVar(&o.Epochs, "epochs", 12, "passes over the data")
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
	card := tokenizerCard{Size: len(data), Docs: len(docs), Epochs: o.Epochs, Seed: o.Seed}
	for _, d := range docs {
		for i := range d.Sents {
			card.Tokens += len(d.Sents[i].Tokens)
		}
	}
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		if err := card.score(t, o.data, name); err != nil {
			return err
		}
	}
	text, err := card.text()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(o.out, "tokenizer.md"), text, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.out, "tokenizer.bin"), data, 0o644)
}

//go:embed tokenizer_card.md
var tokenizerCardText string

// A tokenizerCard is what the model card tells of a training.
type tokenizerCard struct {
	Size, Docs, Tokens, Epochs int
	Seed                       uint64
	Scores                     []tokenizerScore
}

// A tokenizerScore is F1 in per cent on the raw text of a treebank.
type tokenizerScore struct {
	Treebank                 string
	Tokens, Words, Sentences float64
}

func (c *tokenizerCard) score(t *nlp.Tokenizer, data, name string) error {
	docs, err := readTreebank(filepath.Join(data, name+".conllu.gz"))
	if err != nil {
		return err
	}
	var gold, system []*nlp.Doc
	for _, d := range docs {
		gold = append(gold, &d.Doc)
		system = append(system, t.Tokenize(d.Text, nil))
	}
	table, err := eval.UD(gold, system)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	f1 := func(metric string) float64 { return 100 * table.Get(metric).PRF().F1 }
	c.Scores = append(c.Scores, tokenizerScore{name, f1("Tokens"), f1("Words"), f1("Sentences")})
	return nil
}

func (c *tokenizerCard) text() ([]byte, error) {
	tmpl, err := template.New("card").Parse(tokenizerCardText)
	if err != nil {
		return nil, fmt.Errorf("tokenizer card: %w", err)
	}
	var buf bytes.Buffer
	err = tmpl.Execute(&buf, c)
	return buf.Bytes(), err
}

// readTreebank reads all documents of a gzipped CoNLL-U file.
func readTreebank(path string) ([]*nlp.TreeDoc, error) {
	data, err := unpacked(path)
	if err != nil {
		return nil, err
	}
	var docs []*nlp.TreeDoc
	for d, err := range nlp.ReadCoNLLU(bytes.NewReader(data)) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		docs = append(docs, d)
	}
	return docs, nil
}
