package pebble

// logger keeps pebble silent: a library does not print, and what goes wrong
// in the background shows in the next write. Only Fatalf must not return.
type logger struct{}

// fatal is what a failed commit panics with; commit recovers it.
type fatal struct{ err error }

func (logger) Infof(string, ...any)  {}
func (logger) Errorf(string, ...any) {}

// Fatalf is called when the log or the manifest cannot be written. On the
// goroutine of a commit the panic becomes that commit's error. In the
// background it ends the process, which is what keeps the store whole: what
// was acknowledged is on the disk and is read again at the next Open.
func (logger) Fatalf(format string, args ...any) {
	for _, a := range args {
		if err, ok := a.(error); ok {
			panic(fatal{err})
		}
	}
	panic(fatal{errCorrupt})
}
