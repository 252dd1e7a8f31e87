package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// A progress shows a running count on a terminal, and nothing elsewhere. It
// redraws at most ten times a second. It may be used from several goroutines.
type progress struct {
	mu    sync.Mutex
	w     io.Writer // nil: silent
	noun  string
	n     int
	start time.Time
	drawn time.Time
}

func (a *app) progress(noun string) *progress {
	p := &progress{noun: noun, start: time.Now()}
	if isTerminal(a.err) && !a.settings.v.GetBool("quiet") {
		p.w = a.err
	}
	return p
}

// add counts n more.
func (p *progress) add(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n += n
	if p.w == nil || time.Since(p.drawn) < 100*time.Millisecond {
		return
	}
	p.drawn = time.Now()
	rate := float64(p.n) / time.Since(p.start).Seconds()
	fmt.Fprintf(p.w, "\r\x1b[K%d %s, %.0f/s", p.n, p.noun, rate)
}

// clear takes the count off the screen.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
