package pebble

import (
	"fmt"

	"github.com/sayso-graph/sayso/graph/store/backend"
)

// minFree is the room that every write leaves on the disk: pebble rewrites
// tables in the background and cannot say no by itself.
const minFree = 64 << 20

// writable tells why a write cannot begin.
func (d *DB) writable() error {
	if d.readOnly {
		return backend.ErrReadOnly
	}
	if err := d.fs.stopped(); err != nil {
		return fmt.Errorf("an earlier write failed, open the store again: %w", ioError(err))
	}
	if usage, err := d.fs.GetDiskUsage(d.dir); err == nil && usage.AvailBytes < minFree {
		return backend.ErrFull
	}
	return nil
}

// commit makes a finished change visible. It is durable when the function
// that it returns has returned nil, which several commits may wait for
// together; a change that holds nothing is durable at once.
func (c *change) commit() (wait func() error, err error) {
	if c.batch.Empty() {
		return func() error { return nil }, c.batch.Close()
	}
	if err := c.db.advance(c.apply, c.forget); err != nil {
		return nil, err
	}
	w := &c.db.writer
	w.next = c.next
	for name, n := range c.totals {
		w.totals[name] += n
	}
	for _, key := range c.named {
		c.db.known.put(key, c.fresh[key], len(key)+64)
	}
	return c.settle, nil
}

// apply hands the batch to pebble.
func (c *change) apply() error {
	apply := c.db.db.ApplyNoSyncWait
	if !c.db.sync.Sync {
		apply = c.db.db.Apply
	}
	if err := apply(c.batch, c.db.sync); err != nil {
		return ioError(err)
	}
	return ioError(c.db.fs.stopped())
}

// forget drops from the caches what the change makes untrue.
func (c *change) forget() {
	for _, key := range c.gone {
		c.db.known.forget(key)
	}
	if len(c.add)+len(c.drop) > maxForget {
		c.db.ranges.m.clear()
		return
	}
	for _, set := range []map[tuple]struct{}{c.add, c.drop} {
		for t := range set {
			c.db.ranges.forget(t)
		}
	}
}

// settle waits until the change is on the disk.
func (c *change) settle() error {
	if c.db.sync.Sync {
		if err := c.batch.SyncWait(); err != nil {
			return ioError(err)
		}
	}
	if err := c.db.fs.stopped(); err != nil {
		return ioError(err)
	}
	return c.batch.Close()
}

// abandon forgets a change that is not to be committed.
func (c *change) abandon() { _ = c.batch.Close() }
