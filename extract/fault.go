package extract

import (
	"cmp"
	"fmt"
	"runtime"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// A FaultError tells of an article that a fault of this program kept from being
// read. It costs this article, not the thousand others of a night's load.
type FaultError struct {
	Source string // of the article, as it was named
	Fault  any    // what the program panicked with
	Place  string // file and line of the fault, "" when they are not known
}

// Error gives one line: the article, the fault, its place if it is known.
func (e *FaultError) Error() string {
	text := fmt.Sprintf("%s: not read for a fault of this program, please report it: %v", e.Source, e.Fault)
	if e.Place == "" {
		return text
	}
	return text + " (" + e.Place + ")"
}

// catch, when deferred, makes an error of a panic over an article.
func catch(a *schema.Article, err *error) {
	if fault := recover(); fault != nil {
		*err = &FaultError{Source: cmp.Or(a.Source, a.ID, a.IRI), Fault: fault, Place: faultPlace()}
	}
}

// faultPlace is the line of this program that panicked: the first one below
// those of the runtime.
func faultPlace() string {
	var pcs [32]uintptr
	const callers = 3 // of Callers, of this function, of catch
	frames := runtime.CallersFrames(pcs[:runtime.Callers(callers, pcs[:])])
	for {
		f, more := frames.Next()
		if f.File != "" && !strings.HasPrefix(f.Function, "runtime.") {
			file := f.File
			if i := strings.LastIndex(file, "/extract/"); i >= 0 {
				file = file[i+1:]
			}
			return fmt.Sprintf("%s:%d", file, f.Line)
		}
		if !more {
			return ""
		}
	}
}
