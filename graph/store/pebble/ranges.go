package pebble

import "sync"

// ranges remembers the quads of short patterns, so that a query that was
// asked before is answered from memory, as fast as cayley's memory store. It
// holds what is true of the newest commit, and remembers since when.
type ranges struct {
	mu  sync.RWMutex // locked to change seq
	seq uint64       // number of the newest commit
	m   *cache[pattern, *quadRange]
}

// A quadRange is every quad of a pattern, in the order of its plan. It is
// shared by its readers and never changed.
type quadRange struct {
	quads []tuple
	since uint64 // a commit at which it was so, as at every one after it
}

const (
	rangeCacheQuads = 2 << 20   // 64 MB a generation
	maxRange        = 512 << 10 // the longest range that is remembered
	maxForget       = 4000      // quads of a change after which it is simpler to clear
)

// cacheable are the bound terms whose ranges are remembered, those that
// queries ask for. A change must forget one range for each of these for each
// of its quads.
var cacheable = [16]bool{
	boundS: true, boundP: true, boundO: true,
	boundS | boundP: true, boundS | boundO: true, boundP | boundO: true, boundS | boundP | boundO: true,
}

// get gives the range as the view sees it, or nil.
func (r *ranges) get(v *view, p pattern) *quadRange {
	if !cacheable[p.bound] {
		return nil
	}
	if q, ok := r.m.get(p); ok && q.since <= v.seq {
		return q
	}
	return nil
}

// put remembers what a view has read, unless the view is past.
func (r *ranges) put(v *view, p pattern, quads []tuple) {
	r.atNewest(v, func() { r.m.put(p, &quadRange{quads, v.seq}, len(quads)+4) })
}

// atNewest runs remember if the view is that of the newest commit.
func (r *ranges) atNewest(v *view, remember func()) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if r.seq == v.seq {
		remember()
	}
}

// commit makes the next commit the newest. What it makes untrue must be
// forgotten by forget, while nobody can remember it again.
func (r *ranges) commit(forget func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seq++
	forget()
}

// forget drops the ranges that a quad is in.
func (r *ranges) forget(t tuple) {
	for bound, ok := range cacheable {
		if !ok {
			continue
		}
		p := pattern{bound: uint8(bound)}
		for i := range t {
			if p.has(i) {
				p.term[i] = t[i]
			}
		}
		r.m.forget(p)
	}
}
