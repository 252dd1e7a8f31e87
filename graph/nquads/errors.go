package nquads

import (
	"errors"
	"fmt"
)

// A SyntaxError tells where a document is not N-Quads.
type SyntaxError struct {
	Line   int // from 1
	Column int // from 1, in code points
	Reason string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Reason)
}

// ErrTerm is returned for a quad that cannot be written: a subject, predicate
// or object is missing, or stands where its kind may not stand.
var ErrTerm = errors.New("no N-Quad")
