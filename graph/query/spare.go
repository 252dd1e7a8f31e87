package query

import (
	"context"

	cayley "github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
)

// A spare is a Gizmo session as good as a new one. Most of what a short query
// takes is making its JavaScript runtime, in which goja describes each method
// of Gizmo anew; so one is made while nobody waits for it, and one in which
// only plain queries have run to their end is used again. After any other query
// it is not: JavaScript can change everything in it.
type spare struct {
	view  *view // without a store until it is used
	gizmo *gizmo.Session
}

// spares are at most as many as queries that come at once are likely to be.
var spares = make(chan *spare, 4)

// nextSpare takes a spare, or makes one. Where the last one goes more are made.
func nextSpare() *spare {
	select {
	case s := <-spares:
		if len(spares) == 0 {
			go refill()
		}
		return s
	default:
		go refill()
		return newSpare()
	}
}

// keepSpare keeps a spare for the next session, if there is room.
func keepSpare(s *spare) {
	select {
	case spares <- s:
	default:
	}
}

func refill() {
	for len(spares) < cap(spares) {
		s := newSpare()
		s.describe()
		keepSpare(s)
	}
}

func newSpare() *spare {
	v := &view{hook: &hook{}}
	return &spare{v, gizmo.NewSession(v)}
}

// describe has goja describe Gizmo's two kinds of objects, and sets up the
// hook: it runs no query, which asks no store.
func (s *spare) describe() {
	it, err := s.gizmo.Execute(context.Background(), bootstrap, cayley.Options{Collation: cayley.Raw})
	if err != nil {
		return // it cannot be; the session is as good as a new one
	}
	for it.Next(context.Background()) { // closing it would interrupt the next query
	}
}
