package postgres

import "testing"

// Databases gives a function that makes empty databases on a server.
func Databases(t testing.TB) func(testing.TB) string {
	dbs := &databases{url: server(t)}
	return dbs.make
}
