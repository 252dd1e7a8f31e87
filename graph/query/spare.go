package query

import (
	"context"

	cayley "github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
)

// A spare is a Gizmo session in which no query has run yet. Most of what a
// short query takes is making its JavaScript runtime, in which goja describes
// each method of Gizmo anew; so one is made while nobody waits for it. A
// runtime is never used again for another session: JavaScript can change
// everything in it.
type spare struct {
	view  *view // without a store until it is used
	gizmo *gizmo.Session
}

// spares are at most as many as queries that come at once are likely to be.
var spares = make(chan *spare, 4)

// nextSpare takes a spare, or makes one, and has the next one made.
func nextSpare() *spare {
	defer func() { go refill() }()
	select {
	case s := <-spares:
		return s
	default:
		return newSpare()
	}
}

func refill() {
	for len(spares) < cap(spares) {
		s := newSpare()
		s.describe()
		select {
		case spares <- s:
		default: // others were faster
		}
	}
}

func newSpare() *spare {
	v := &view{hook: &hook{}}
	return &spare{v, gizmo.NewSession(v)}
}

// describe has goja describe Gizmo's two kinds of objects, by a program that
// asks no store.
func (s *spare) describe() {
	it, err := s.gizmo.Execute(context.Background(), `g.M()`, cayley.Options{Collation: cayley.Raw})
	if err != nil {
		return // it cannot be; the session is as good as a new one
	}
	for it.Next(context.Background()) { // closing it would interrupt the next query
	}
}
