package query

import (
	"errors"
	"fmt"
	"reflect"

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
	if h.err = nil; h.vm == nil {
		h.vm = vm
		vm.SetMaxCallStackSize(maxCalls)
		if err := orderEmitted(vm); err != nil {
			h.err = err
			return goja.Undefined()
		}
	}
	defer func() {
		if p := recover(); p != nil {
			h.err, result = fmt.Errorf("%w: %v", errPanic, p), goja.Undefined()
		}
	}()
	program := h.program
	if h.program = nil; program == nil {
		return goja.Undefined() // a query that asks for the hook does not run itself
	}
	result, h.err = vm.RunProgram(program)
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

// An Object is an object that a query emitted, with its members in the order
// in which the query wrote them.
type Object []Member

// A Member is a name and a value of an Object.
type Member struct {
	Name  string
	Value any
}

// An emitted value on its way through Cayley, which leaves it alone: it would
// make a map of an object, and go round for ever in an array that holds itself.
type emitted struct{ value any }

// orderEmitted puts an object before g whose emit keeps the order of members.
func orderEmitted(vm *goja.Runtime) error {
	inner := vm.Get("g").ToObject(vm)
	emit, ok := goja.AssertFunction(inner.Get("emit"))
	if !ok {
		return errors.New("gizmo has no emit")
	}
	g := vm.NewObject()
	if err := g.SetPrototype(inner); err != nil {
		return err
	}
	err := g.Set("emit", func(call goja.FunctionCall, vm *goja.Runtime) goja.Value {
		arg := call.Argument(0)
		if goja.IsUndefined(arg) || goja.IsNull(arg) {
			return goja.Null()
		}
		value, err := emit(inner, vm.ToValue(&emitted{ordered(arg)}))
		if err != nil {
			panic(err)
		}
		return value
	})
	return errors.Join(err, vm.Set("g", g), vm.Set("graph", g))
}

// ordered makes an Object of a plain object and exports other values as they
// are.
func ordered(v goja.Value) any {
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() != "Object" || o.ExportType() != plainType {
		return v.Export()
	}
	object := Object{}
	for _, name := range o.Keys() {
		object = append(object, Member{name, o.Get(name).Export()})
	}
	return object
}

// plainType is what goja makes of a plain object.
var plainType = reflect.TypeFor[map[string]any]()
