package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/nlp/neural"
)

// A member is one network in training.
type member struct {
	*neural.Trainer
	task  *nlp.ParserTask
	o     parserOptions
	index int
	name  string
	dev   []devSet
	log   *trainingLog
	draw  *rand.Rand // draws from free text
	start time.Time
	curve []curvePoint  // one a finished epoch
	ends  []*neural.Net // the network at the end of each round of free text
}

// A stage is a part of a training with a learning rate that falls to 0.
type stage struct {
	number int
	epochs int
	rate   float64
	free   []neural.Example // free text; an epoch takes a part of it
}

// A curvePoint is the state of a training after an epoch.
type curvePoint struct {
	Stage   int `json:",omitempty"`
	Epoch   int // from the first stage on
	Seconds int
	Loss    neural.Loss
	Dev     []nlp.ParserScore `json:",omitempty"` // of each development set, now and then
}

// scoreEvery is how many epochs pass between scores on the development sets.
const scoreEvery = 5

func newMember(task *nlp.ParserTask, o parserOptions, index int, dev []devSet, log *trainingLog) *member {
	plan := o.plan
	plan.Seed = o.seed + uint64(index)
	return &member{
		Trainer: task.Trainer(plan), task: task, o: o, index: index,
		name: fmt.Sprintf("net-%d", plan.Seed), dev: dev, log: log,
		draw: rand.New(rand.NewPCG(plan.Seed, 7)), start: time.Now(),
	}
}

// run trains the network to the end of a stage, from its checkpoint where there
// is one.
func (m *member) run(ctx context.Context, s stage) error {
	if s.number == 0 && m.o.checkpoint != "" {
		if err := m.resume(m.path()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	m.SetRate(s.rate)
	for m.done(s, 0) < 1 {
		p, err := m.runEpoch(ctx, s)
		if err != nil {
			return err
		}
		m.curve = append(m.curve, p)
		m.log.point(m.name, p)
		if err := m.save(); err != nil {
			return err
		}
	}
	if s.number == 0 {
		return nil
	}
	end, err := m.end(s)
	m.ends = append(m.ends, end)
	return err
}

// end returns the network at the end of a stage that is over, which is kept
// beside the checkpoint.
func (m *member) end(s stage) (*neural.Net, error) {
	if m.o.checkpoint == "" {
		return m.Averaged(), nil
	}
	path := filepath.Join(m.o.checkpoint, fmt.Sprintf("%s-%d.ckpt", m.name, s.number))
	if m.curve[len(m.curve)-1].Stage == s.number {
		if err := errors.Join(os.RemoveAll(path), os.Link(m.path(), path)); err != nil {
			return nil, err
		}
	}
	then := newMember(m.task, m.o, m.index, nil, nil)
	if err := then.resume(path); err != nil {
		return nil, err
	}
	return then.Averaged(), nil
}

// net is the network as it is now: the mean of the ends of its rounds, where
// there are any.
func (m *member) net() *neural.Net {
	if len(m.ends) == 0 {
		return m.Averaged()
	}
	return neural.Mean(m.ends)
}

// done is the part of the stage that is over, within an epoch.
func (m *member) done(s stage, part float64) float64 {
	before := 0 // seconds
	for _, p := range m.curve {
		switch {
		case p.Stage < s.number:
			before = p.Seconds
		case p.Stage == s.number:
			part++
		default:
			return 1
		}
	}
	done := part / float64(s.epochs)
	if m.o.minutes > 0 {
		done = max(done, (time.Since(m.start).Seconds()-float64(before))/(60*m.o.minutes))
	}
	return done
}

// examples are those of an epoch: the treebanks, and twice as much free text at
// the beginning of a stage that has it, none in its last quarter.
func (m *member) examples(s stage) []neural.Example {
	all := slices.Clone(m.task.Examples)
	if n := len(s.free); n > 0 {
		share := 2 - m.done(s, 0)*8/3
		for range int(max(share, 0) * float64(len(m.task.Examples))) {
			all = append(all, s.free[m.draw.IntN(n)])
		}
	}
	return all
}

// runEpoch goes once through the data.
func (m *member) runEpoch(ctx context.Context, s stage) (p curvePoint, err error) {
	batches := m.Batches(m.examples(s))
	n := float64(len(batches))
	p.Loss.Tags = make([]float64, len(m.o.plan.Weights))
	for i, b := range batches {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		done := m.done(s, float64(i)/n)
		l := m.Step(b, done)
		m.log.progress(m.index, done)
		p.Loss.Arc, p.Loss.Rel = p.Loss.Arc+l.Arc/n, p.Loss.Rel+l.Rel/n
		for k, x := range l.Tags {
			p.Loss.Tags[k] += x / n
		}
	}
	p.Stage, p.Epoch = s.number, len(m.curve)+1
	if p.Epoch%scoreEvery == 0 {
		p.Dev, err = scores(m.task.Parser(m.Averaged()), m.dev)
	}
	p.Seconds = int(time.Since(m.start).Seconds())
	return p, err
}

// scores measures a parser on the development sets.
func scores(p *nlp.Parser, dev []devSet) (all []nlp.ParserScore, err error) {
	for _, set := range dev {
		s, err := p.Score(set.docs)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", set.name, err)
		}
		all = append(all, s)
	}
	return all, nil
}

func (m *member) path() string { return filepath.Join(m.o.checkpoint, m.name+".ckpt") }

// save writes a checkpoint, the curve as a line of JSON before the weights,
// beside the last one and puts it in its place.
func (m *member) save() error {
	if m.o.checkpoint == "" {
		return nil
	}
	f, err := os.Create(m.path() + ".new")
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	if err := json.NewEncoder(w).Encode(m.curve); err != nil {
		return err
	}
	if err := m.Save(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return os.Rename(f.Name(), m.path())
}

// resume goes on from a checkpoint.
func (m *member) resume(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<20)
	line, err := r.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &m.curve)
	}
	if err == nil {
		err = m.Resume(r)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if n := len(m.curve); n > 0 {
		m.start = time.Now().Add(-time.Duration(m.curve[n-1].Seconds) * time.Second)
	}
	return nil
}
