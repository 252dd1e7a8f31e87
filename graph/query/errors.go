package query

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// An Error tells where a Gizmo query is wrong.
type Error struct {
	Line, Column int // from 1; 0 when no place is known
	Message      string
	Syntax       bool // it is no query at all, and did not run
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// ErrNotRun: the query's last expression is a path that nothing runs.
var ErrNotRun = errors.New("the query ends with a path that is not run: add .all()")

// ErrTimeout: the query took longer than it may.
var ErrTimeout = errors.New("query took too long")

// compile parses a query, and tells whether it is a plain one. Gizmo's own
// parser forgets positions on the way.
func compile(text string) (program *goja.Program, plain bool, err error) {
	tree, err := parser.ParseFile(nil, "", text, 0)
	if err != nil {
		return nil, false, syntaxError(err)
	}
	if program, err = goja.CompileAST(tree, false); err != nil {
		return nil, false, compileError(err)
	}
	return program, plainQuery(tree), nil
}

func syntaxError(err error) error {
	var list parser.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		p := list[0].Position
		return &Error{p.Line, p.Column, list[0].Message, true}
	}
	return &Error{Message: err.Error(), Syntax: true}
}

// compileError reports errors that the parser leaves to the compiler.
func compileError(err error) error {
	var syntax *goja.CompilerSyntaxError
	if errors.As(err, &syntax) && syntax.File != nil {
		p := syntax.File.Position(syntax.Offset)
		return &Error{p.Line, p.Column, syntax.Message, true}
	}
	return &Error{Message: err.Error(), Syntax: true}
}

// runError gives an exception its place in the query.
func runError(err error) error {
	var deep *goja.StackOverflowError
	if errors.As(err, &deep) {
		return place(&Error{Message: "functions call each other too deep"}, deep.Stack())
	}
	var ex *goja.Exception
	if !errors.As(err, &ex) {
		return err
	}
	e := &Error{Message: ex.Value().String()}
	if inner, ok := ex.Value().Export().(error); ok {
		e.Message = inner.Error()
	}
	e.Message = strings.TrimPrefix(e.Message, "GoError: ")
	return place(e, ex.Stack())
}

// place gives an error the position of the innermost call in the query.
func place(e *Error, stack []goja.StackFrame) *Error {
	for _, frame := range stack {
		if p := frame.Position(); p.Line > 0 {
			e.Line, e.Column = p.Line, p.Column
			break
		}
	}
	return e
}
