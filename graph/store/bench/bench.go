package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// Config says what to measure. The zero value compares all engines on a
// hundred thousand quads in a temporary directory.
type Config struct {
	Quads   int      // how many to load; 0 means 100,000
	Engines []string // names; empty means all
	Dir     string   // where stores are made; "" means a temporary directory
	// Progress, if set, hears what is being measured.
	Progress func(engine, step string)
}

// A Result is what one engine did. Durations are 0 where it cannot.
type Result struct {
	Engine  string        `json:"engine"`
	Quads   int64         `json:"quads"` // stored in the end
	Load    time.Duration `json:"load"`
	Heap    int64         `json:"heap"` // bytes in use after loading
	Disk    int64         `json:"disk"` // bytes of files
	Open    time.Duration `json:"open"`
	Write   time.Duration `json:"write"`  // of one more article, the mean of many
	Remove  time.Duration `json:"remove"` // of one article
	Queries []QueryResult `json:"queries"`
}

// A QueryResult is the median time of a query that was asked before.
type QueryResult struct {
	Name    string        `json:"name"`
	Time    time.Duration `json:"time"`
	Answers int64         `json:"answers"`
}

// Run measures the engines one after another on the same generated quads.
func Run(ctx context.Context, cfg Config) ([]Result, error) {
	if cfg.Quads == 0 {
		cfg.Quads = 100_000
	}
	if cfg.Progress == nil {
		cfg.Progress = func(string, string) {}
	}
	dir, err := os.MkdirTemp(cfg.Dir, "bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var results []Result
	for _, e := range Engines() {
		if len(cfg.Engines) > 0 && !slices.Contains(cfg.Engines, e.Name) {
			continue
		}
		r, err := cfg.measure(ctx, e, filepath.Join(dir, e.Name))
		if err != nil {
			return results, fmt.Errorf("%s: %w", e.Name, err)
		}
		results = append(results, r)
	}
	return results, nil
}

// measurement is one engine being measured.
type measurement struct {
	cfg    Config
	engine Engine
	dir    string
	s      *subject
	Result
}

func (cfg Config) measure(ctx context.Context, e Engine, dir string) (Result, error) {
	m := &measurement{cfg: cfg, engine: e, dir: dir, Result: Result{Engine: e.Name}}
	for _, step := range []struct {
		name string
		run  func(context.Context) error
	}{{"load", m.load}, {"open", m.open}, {"query", m.query}, {"write", m.write}, {"remove", m.remove}} {
		cfg.Progress(e.Name, step.name)
		if err := step.run(ctx); err != nil {
			return m.Result, fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return m.Result, m.s.close()
}

func (m *measurement) load(ctx context.Context) (err error) {
	if m.s, err = m.engine.open(ctx, m.dir); err != nil {
		return err
	}
	start := time.Now()
	if err := m.s.load(ctx, Quads(1, m.cfg.Quads)); err != nil {
		return err
	}
	m.Load = time.Since(start)
	stats, err := m.s.qs.Stats(ctx, true)
	if err != nil {
		return err
	}
	m.Result.Quads = stats.Quads.Size
	var mem runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&mem)
	m.Heap = int64(mem.HeapAlloc)
	return nil
}

// open opens what load has left on the disk.
func (m *measurement) open(ctx context.Context) (err error) {
	if !m.engine.Disk {
		return nil
	}
	if err := m.s.close(); err != nil {
		return err
	}
	if m.Disk, err = diskSize(m.dir); err != nil {
		return err
	}
	start := time.Now()
	m.s, err = m.engine.open(ctx, m.dir)
	m.Open = time.Since(start)
	return err
}

// Every query is asked until it has been asked often or long enough.
const (
	maxRuns = 21
	maxTime = 3 * time.Second
)

func (m *measurement) query(ctx context.Context) error {
	for _, q := range Queries() {
		r, err := m.ask(ctx, q)
		if err != nil {
			return fmt.Errorf("%s: %w", q.Name, err)
		}
		m.Result.Queries = append(m.Result.Queries, r)
	}
	return nil
}

func (m *measurement) ask(ctx context.Context, q Query) (QueryResult, error) {
	r := QueryResult{Name: q.Name}
	var times []time.Duration
	for began := time.Now(); len(times) < maxRuns && (len(times) < 2 || time.Since(began) < maxTime); {
		start := time.Now()
		n, err := q.run(ctx, m.s.qs)
		if err != nil {
			return r, err
		}
		times = append(times, time.Since(start))
		r.Answers = n
	}
	times = times[1:] // the first one warms up
	slices.Sort(times)
	r.Time = times[len(times)/2]
	return r, nil
}

// moreArticles is how many articles are added one by one.
const moreArticles = 100

func (m *measurement) write(ctx context.Context) error {
	total := m.cfg.Quads/QuadsPerArticle + 1
	n := 0
	for label, quads := range Articles(1, total+moreArticles) {
		if n++; n <= total {
			continue
		}
		start := time.Now()
		if err := m.s.replace(ctx, label, quads); err != nil {
			return err
		}
		m.Write += time.Since(start)
	}
	m.Write /= moreArticles
	return nil
}

func (m *measurement) remove(ctx context.Context) error {
	if m.s.remove == nil {
		return nil
	}
	start := time.Now()
	err := m.s.remove(ctx, Label(m.cfg.Quads/QuadsPerArticle/2))
	m.Remove = time.Since(start)
	return err
}
