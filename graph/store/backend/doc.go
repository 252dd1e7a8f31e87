// Package backend is the contract between graph/store and the packages that
// keep quads: the embedded one (graph/store/pebble) and PostgreSQL
// (graph/store/postgres).
//
//	store.Open(spec) --> Backend --+-- pebble    a directory, or memory
//	                               +-- postgres  a server
//	storetest ------> Backend          the suite that both must pass
//
// It holds the interface, the values that cross it and the errors on which
// callers branch. It is a package of its own because store imports its
// backends, so that they cannot import store.
package backend
