package pebble

import (
	"errors"
	"io"
)

// A run gives values in order, and io.EOF after the last. What it gave is
// valid until it is asked for the next.
type run[T any] func() (T, error)

// each gives the values of a slice.
func each[T any](values []T) run[T] {
	return func() (v T, err error) {
		if len(values) == 0 {
			return v, io.EOF
		}
		v, values = values[0], values[1:]
		return v, nil
	}
}

// merge gives the values of all runs in order to yield, with the number of
// the run that each came from; equal values come in the order of the runs.
func merge[T any](runs []run[T], compare func(a, b T) int, yield func(v T, from int) error) error {
	if len(runs) == 1 {
		return forward(runs[0], yield)
	}
	h := heap[T]{compare: compare}
	for i, r := range runs {
		v, err := r()
		if errors.Is(err, io.EOF) {
			continue
		}
		if err != nil {
			return err
		}
		h.items = append(h.items, head[T]{v, i})
	}
	for i := len(h.items)/2 - 1; i >= 0; i-- {
		h.down(i)
	}
	for len(h.items) > 0 {
		top := h.items[0]
		if err := yield(top.v, top.from); err != nil {
			return err
		}
		v, err := runs[top.from]()
		switch {
		case errors.Is(err, io.EOF):
			last := len(h.items) - 1
			h.items[0] = h.items[last]
			h.items = h.items[:last]
		case err != nil:
			return err
		default:
			h.items[0].v = v
		}
		h.down(0)
	}
	return nil
}

// forward is merge of one run.
func forward[T any](r run[T], yield func(v T, from int) error) error {
	for {
		v, err := r()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := yield(v, 0); err != nil {
			return err
		}
	}
}

// head is the value at which a run stands.
type head[T any] struct {
	v    T
	from int
}

type heap[T any] struct {
	items   []head[T]
	compare func(a, b T) int
}

func (h *heap[T]) less(i, j int) bool {
	c := h.compare(h.items[i].v, h.items[j].v)
	return c < 0 || c == 0 && h.items[i].from < h.items[j].from
}

func (h *heap[T]) down(i int) {
	for {
		child := 2*i + 1
		if child >= len(h.items) {
			return
		}
		if child+1 < len(h.items) && h.less(child+1, child) {
			child++
		}
		if !h.less(child, i) {
			return
		}
		h.items[i], h.items[child] = h.items[child], h.items[i]
		i = child
	}
}
