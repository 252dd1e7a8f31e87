package main

import (
	_ "embed"
	"fmt"
	"os"
	"strconv"
	"strings"
	"text/template"

	"github.com/sayso-graph/sayso/extract/nlp"
)

//go:embed parser_card.md
var parserCard string

// A card is what the model card tells of a training.
type card struct {
	Command     string
	Bytes       int
	Weights     int // of one network
	Nets        int
	Sizes       string
	Epochs      int
	Minutes     int
	Note        string
	Rows, Curve string // tables
}

// writeCard scores the finished parser and writes the model card.
func writeCard(path string, o parserOptions, p *nlp.Parser, size int, members []*member, dev []devSet) error {
	all, err := scores(p, dev)
	if err != nil {
		return err
	}
	curve := members[0].curve
	last := curve[len(curve)-1]
	c := card{
		Command: o.command(stageEpochs(curve)), Bytes: size, Weights: members[0].Net.Size(), Nets: len(members),
		Sizes:  fmt.Sprintf("%d layers of %d units each way", o.sizes.Layers, o.sizes.Hidden),
		Epochs: last.Epoch, Minutes: (last.Seconds + 59) / 60, Note: o.note,
		Rows: scoreRows(dev, all), Curve: curveRows(curve, dev),
	}
	var b strings.Builder
	if err := template.Must(template.New("card").Parse(parserCard)).Execute(&b, c); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// stageEpochs counts the epochs of each stage.
func stageEpochs(curve []curvePoint) (epochs []int) {
	for _, p := range curve {
		for len(epochs) <= p.Stage {
			epochs = append(epochs, 0)
		}
		epochs[p.Stage]++
	}
	return epochs
}

// command is the command line that gives this model again, in the given epochs.
func (o *parserOptions) command(epochs []int) string {
	cmd := "go run ./cmd/train parser"
	add := func(name string, got, usual any) {
		if got != usual {
			cmd += fmt.Sprintf(" --%s %v", name, got)
		}
	}
	d := parserDefaults()
	add("epochs", epochs[0], d.epochs)
	add("more", joinInts(epochs[1:]), joinInts(d.more))
	add("members", o.members, d.members)
	add("seed", o.seed, d.seed)
	add("hidden", o.sizes.Hidden, d.sizes.Hidden)
	add("layers", o.sizes.Layers, d.sizes.Layers)
	add("rate", o.plan.Rate, d.plan.Rate)
	return cmd
}

// joinInts writes numbers as a flag takes them.
func joinInts(all []int) string {
	var words []string
	for _, n := range all {
		words = append(words, strconv.Itoa(n))
	}
	return strings.Join(words, ",")
}

func scoreRows(dev []devSet, all []nlp.ParserScore) string {
	var b strings.Builder
	for i, s := range all {
		fmt.Fprintf(&b, "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %s |\n", dev[i].name, s.Words, s.UPOS, s.XPOS, s.Feats, s.Lemma, s.UAS, s.LAS, figure(s.Class))
	}
	return b.String()
}

// figure leaves out a score that the treebank does not allow to measure.
func figure(x float64) string {
	if x == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", x)
}

// curveRows are the points that have scores.
func curveRows(curve []curvePoint, dev []devSet) string {
	var b strings.Builder
	for _, p := range curve {
		if len(p.Dev) != len(dev) {
			continue
		}
		fmt.Fprintf(&b, "| %d | %d:%02d | %.3f | %.3f |", p.Epoch, p.Seconds/60, p.Seconds%60, p.Loss.Arc, p.Loss.Rel)
		for _, s := range p.Dev {
			fmt.Fprintf(&b, " %.2f / %.2f / %.2f |", s.UPOS, s.UAS, s.LAS)
		}
		b.WriteString("\n")
	}
	return b.String()
}
