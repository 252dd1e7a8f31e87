package pebble

import "fmt"

// logger keeps pebble silent: a library does not print, and what goes wrong
// in the background shows in the next read or write.
type logger struct{}

func (logger) Infof(string, ...any)  {}
func (logger) Errorf(string, ...any) {}

// Fatalf is called on what must not happen, since failed writes do not reach
// pebble (see failStop), and must not return.
func (logger) Fatalf(format string, args ...any) {
	panic(fmt.Sprintf("the store contradicts itself: "+format, args...))
}
