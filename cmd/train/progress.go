package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"
)

// A trainingLog prints the learning curves of networks that are trained side
// by side, and on a terminal a bar of how far they are.
type trainingLog struct {
	mu    sync.Mutex
	w     io.Writer
	tty   bool
	done  []float64
	drawn time.Time
	start time.Time
	from  float64 // done at the first drawing
}

func newTrainingLog(w io.Writer, nets int) *trainingLog {
	f, ok := w.(*os.File)
	return &trainingLog{w: w, tty: ok && term.IsTerminal(int(f.Fd())), done: make([]float64, nets)}
}

// progress notes how far a network is and redraws the bar twice a second.
func (l *trainingLog) progress(net int, done float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done[net] = done
	if !l.tty || time.Since(l.drawn) < 500*time.Millisecond {
		return
	}
	l.drawn = time.Now()
	var all float64
	for _, d := range l.done {
		all += min(d, 1) / float64(len(l.done))
	}
	if l.start.IsZero() {
		l.start, l.from = l.drawn, all
	}
	fmt.Fprintf(l.w, "\r\x1b[K%s %.1f%%%s", bar(all, 40), 100*all, l.left(all))
}

// left says how much time there is to go, once this can be told.
func (l *trainingLog) left(all float64) string {
	spent := l.drawn.Sub(l.start)
	if all-l.from < 1e-4 || spent < 5*time.Second {
		return ""
	}
	left := time.Duration(float64(spent) * (1 - all) / (all - l.from))
	return fmt.Sprintf(", %s left", left.Round(time.Second))
}

// bar draws part of width cells.
func bar(part float64, width int) string {
	n := int(part * float64(width))
	return "[" + strings.Repeat("=", n) + strings.Repeat(" ", width-n) + "]"
}

// point prints a point of a learning curve.
func (l *trainingLog) point(name string, p curvePoint) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wipe()
	fmt.Fprintf(l.w, "%s epoch %d, %d s: loss of arcs %.3f, relations %.3f, tags %.3f\n", name, p.Epoch, p.Seconds, p.Loss.Arc, p.Loss.Rel, p.Loss.Tags)
	for _, s := range p.Dev {
		fmt.Fprintf(l.w, "  UPOS %.2f XPOS %.2f FEATS %.2f lemma %.2f UAS %.2f LAS %.2f class %.2f\n", s.UPOS, s.XPOS, s.Feats, s.Lemma, s.UAS, s.LAS, s.Class)
	}
}

func (l *trainingLog) wipe() {
	if l.tty {
		fmt.Fprint(l.w, "\r\x1b[K")
	}
}

func (l *trainingLog) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wipe()
}
