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
	// Quads is how many to generate; 0 means 100,000. It may be exceeded or
	// missed by an article's worth.
	Quads int
	// File is N-Quads to load in place of generated ones (.gz by name). The
	// questions are then those about films, for cayley's 30kmoviedata.nq.gz.
	File    string
	Engines []string // names; empty means all
	// Postgres is the address of an empty database of a server; "" leaves the
	// engine of that name out.
	Postgres string
	More     []Engine // measured after the others
	Dir      string   // where stores are made; "" means a temporary directory
	// Progress, if set, hears what is being measured.
	Progress func(engine, step string)
}

// A Result is what one engine did. Durations are 0 where it cannot.
type Result struct {
	Engine  string        `json:"engine"`
	Quads   int64         `json:"quads"` // stored in the end
	Load    time.Duration `json:"load"`  // of the file, parsing included
	Heap    int64         `json:"heap"`  // bytes in use after loading
	Disk    int64         `json:"disk"`  // bytes of files
	Open    time.Duration `json:"open"`
	Write   time.Duration `json:"write"`  // of one more article, the mean of many
	Remove  time.Duration `json:"remove"` // of one article, the mean of many
	Queries []QueryResult `json:"queries"`
}

// A QueryResult is the median time of a query that was asked before.
type QueryResult struct {
	Name    string        `json:"name"`
	Time    time.Duration `json:"time"`
	Answers int64         `json:"answers"`
	Steps   int64         `json:"steps"` // ways through the query, which lead to fewer answers
}

// Run measures the engines one after another on the same quads.
func Run(ctx context.Context, cfg Config) ([]Result, error) {
	if cfg.Quads == 0 {
		cfg.Quads = 100_000
	}
	if cfg.Progress == nil {
		cfg.Progress = func(string, string) {}
	}
	dir, err := os.MkdirTemp(cfg.Dir, "bench")
	if err != nil {
		return nil, fmt.Errorf("folder for the stores: %w", err)
	}
	defer os.RemoveAll(dir)
	data, err := cfg.dataset(dir, cfg.Quads)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, e := range cfg.engines() {
		r, err := measure(ctx, e, filepath.Join(dir, e.Name), data, cfg.Progress)
		if err != nil {
			return results, fmt.Errorf("%s: %w", e.Name, err)
		}
		results = append(results, r)
	}
	return results, nil
}

// engines are those to measure, in order.
func (cfg Config) engines() []Engine {
	all := Engines()
	if cfg.Postgres != "" {
		all = append(all, postgresEngine(cfg.Postgres))
	}
	if len(cfg.Engines) > 0 {
		all = slices.DeleteFunc(all, func(e Engine) bool { return !slices.Contains(cfg.Engines, e.Name) })
	}
	return append(all, cfg.More...)
}

// measurement is one engine being measured.
type measurement struct {
	data   dataset
	engine Engine
	dir    string
	s      *subject
	Result
}

func measure(ctx context.Context, e Engine, dir string, data dataset, progress func(engine, step string)) (Result, error) {
	m := &measurement{data: data, engine: e, dir: dir, Result: Result{Engine: e.Name}}
	for _, step := range []struct {
		name string
		run  func(context.Context) error
	}{{"load", m.load}, {"open", m.open}, {"query", m.query}, {"write", m.write}, {"remove", m.remove}} {
		progress(e.Name, step.name)
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
	if err := m.s.loadData(ctx, m.data); err != nil {
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
	maxRuns = 201
	maxTime = 2 * time.Second
)

func (m *measurement) query(ctx context.Context) error {
	for _, q := range m.data.queries {
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
		n, err := q.run(ctx, m.s.qs, len(times))
		if err != nil {
			return r, err
		}
		times = append(times, time.Since(start))
		r.Answers = n
	}
	times = times[1:] // the first one warms up
	slices.Sort(times)
	r.Time = times[len(times)/2]
	var err error
	if r.Steps = r.Answers; q.ways != nil {
		r.Steps, err = q.ways(m.s.qs).Iterate(ctx).Count()
	}
	return r, err
}

// moreArticles is how many articles are added one by one, and how many are
// removed.
const (
	moreArticles  = 100
	fewerArticles = 10
)

func (m *measurement) write(ctx context.Context) error {
	if m.data.articles == 0 {
		return nil
	}
	n := 0
	for label, quads := range Articles(1, m.data.articles+moreArticles) {
		if n++; n <= m.data.articles {
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

// remove removes articles from all over the store, for as long as maxTime.
func (m *measurement) remove(ctx context.Context) error {
	n, last := time.Duration(0), min(fewerArticles, m.data.articles)
	for i := 0; i < last && m.Remove < maxTime; i++ {
		label := Label(m.data.articles * (2*i + 1) / (2 * last))
		start := time.Now()
		if err := m.s.remove(ctx, label); err != nil {
			return err
		}
		m.Remove += time.Since(start)
		n++
	}
	m.Remove /= max(n, 1)
	return nil
}
