package query

import (
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// Cayley's Gizmo session keeps its JavaScript runtime to itself and runs
// queries in a goroutine of its own. Three things are wrong with that: a
// number where Gizmo expects a string panics in that goroutine, which ends the
// process; an error of a Gizmo function loses its position; and only whole
// texts can be run. So sayso has the session run one small program, bootstrap.
// It asks the store for hookIRI, whose value in JavaScript is a function of
// ours; that function is given the runtime, and runs the query in it, where
// panics and errors can be caught.
const (
	bootstrap = `g.V("<urn:sayso:hook>").toValue()()`
	hookIRI   = quad.IRI("urn:sayso:hook")
)

// A hook is the term whose JavaScript value is the function that runs program.
// It is used by one query at a time.
type hook struct {
	program *goja.Program
	vm      *goja.Runtime // of the session, once it has run
	err     error         // of the last run
}

// String names the term.
func (h *hook) String() string { return hookIRI.String() }

// Native returns the function. Cayley hands it to JavaScript.
func (h *hook) Native() any { return h.run }

func (h *hook) run(_ goja.FunctionCall, vm *goja.Runtime) (result goja.Value) {
	h.vm, h.err = vm, nil
	vm.SetMaxCallStackSize(maxCalls)
	defer func() {
		if p := recover(); p != nil {
			h.err, result = fmt.Errorf("%w: %v", errPanic, p), goja.Undefined()
		}
	}()
	result, h.err = vm.RunProgram(h.program)
	if h.err != nil {
		return goja.Undefined()
	}
	return result
}

// maxCalls bounds recursion, which would take all memory before it takes all
// time.
const maxCalls = 2000

// errPanic marks an error after which the session cannot be used again.
var errPanic = errors.New("wrong argument")
