package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
	start time.Time
	curve []curvePoint // one a finished epoch
}

// A curvePoint is the state of a training after an epoch.
type curvePoint struct {
	Epoch   int
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
		name: fmt.Sprintf("net-%d", plan.Seed), dev: dev, log: log, start: time.Now(),
	}
}

// run trains the network to the end, from its checkpoint where there is one.
func (m *member) run(ctx context.Context) error {
	if err := m.resume(); err != nil {
		return err
	}
	for len(m.curve) < m.o.epochs && m.done(0) < 1 {
		p, err := m.runEpoch(ctx)
		if err != nil {
			return err
		}
		m.curve = append(m.curve, p)
		m.log.point(m.name, p)
		if err := m.save(); err != nil {
			return err
		}
	}
	return nil
}

// done is the part of the training that is over, within an epoch.
func (m *member) done(part float64) float64 {
	done := (float64(len(m.curve)) + part) / float64(m.o.epochs)
	if m.o.minutes > 0 {
		done = max(done, time.Since(m.start).Minutes()/m.o.minutes)
	}
	return done
}

// runEpoch goes once through the data.
func (m *member) runEpoch(ctx context.Context) (p curvePoint, err error) {
	batches := m.Batches(m.task.Examples)
	n := float64(len(batches))
	p.Loss.Tags = make([]float64, len(m.o.plan.Weights))
	for i, b := range batches {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		done := m.done(float64(i) / n)
		l := m.Step(b, done)
		m.log.progress(m.index, done)
		p.Loss.Arc, p.Loss.Rel = p.Loss.Arc+l.Arc/n, p.Loss.Rel+l.Rel/n
		for k, x := range l.Tags {
			p.Loss.Tags[k] += x / n
		}
	}
	p.Epoch = len(m.curve) + 1
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

// resume goes on where a checkpoint is.
func (m *member) resume() error {
	if m.o.checkpoint == "" {
		return nil
	}
	f, err := os.Open(m.path())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
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
		return fmt.Errorf("%s: %w", m.path(), err)
	}
	if n := len(m.curve); n > 0 {
		m.start = time.Now().Add(-time.Duration(m.curve[n-1].Seconds) * time.Second)
	}
	return nil
}
