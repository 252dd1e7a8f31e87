package pebble

import "sync"

// A cache remembers what was looked up last, up to a bounded size. It keeps
// two generations: when the young one is full the old one is forgotten, and
// what is asked for in the old one moves to the young. That is nearly as good
// as least-recently-used and costs one map access.
type cache[K comparable, V any] struct {
	mu         sync.RWMutex
	limit      int // size of one generation
	size       int // of young
	young, old map[K]V
}

func newCache[K comparable, V any](limit int) *cache[K, V] {
	return &cache[K, V]{limit: limit, young: map[K]V{}}
}

func (c *cache[K, V]) get(k K) (V, bool) {
	c.mu.RLock()
	v, ok := c.young[k]
	if ok {
		c.mu.RUnlock()
		return v, true
	}
	v, ok = c.old[k]
	c.mu.RUnlock()
	if ok {
		c.put(k, v, 1)
	}
	return v, ok
}

// put remembers v, whose weight counts towards the limit.
func (c *cache[K, V]) put(k K, v V, weight int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size >= c.limit {
		c.old, c.young, c.size = c.young, make(map[K]V, len(c.young)), 0
	}
	c.young[k] = v
	c.size += weight
}

func (c *cache[K, V]) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.old, c.young, c.size = nil, map[K]V{}, 0
}

func (c *cache[K, V]) forget(k K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.young, k)
	delete(c.old, k)
}
