// Package store keeps quads by article and opens the place where they are.
//
//	Open(spec)
//	  "DIR"            --> pebble    sorted tables in a directory   (the default)
//	  "memory:"        --> pebble    the same in memory
//	  "postgres://…"   --> postgres  tables of a server, for teams
//
//	load    -- Replace, ReplaceAll -->+       +--> Snapshot, QuadStore -- query
//	import  -- Import -------------->-+ Store +--> Quads, Label, Labels -- export
//	remove  -- Remove -------------->-+       +--> Stats, Verify, Backup -- care
//
// # Vocabulary
//
// A quad is stored once: (subject, predicate, object, label) is a set. A
// label is the fourth term of a quad, and names the article that says it. A
// batch is everything that one article says; it replaces what the article
// said before, in one step. A source is where an article was read; sources
// are kept beside the quads, so that a file that changed finds its article. A
// note is what a reader found out of an article; it goes when that changes.
//
// # Promises
//
// A write is on the disk when its method returns nil, and after a crash each
// article is there in one version, whole. A reader sees the store as it was
// when it began. Any number of goroutines may read and write; one process has
// a directory open for writing, or several have it for reading; others get
// [ErrLocked], and [Announced] may know who serves it.
//
// # Limits
//
// A directory is one machine's. A batch must fit in memory, an import need
// not. Times are stored as instants, to the nanosecond: a time zone is lost,
// as it is in xsd:dateTime's own comparison. A typed literal in the canonical
// form of a native type (xsd:integer, boolean, dateTime) is the native value.
//
// # Rejected
//
// Cayley's own key-value stores: their batch writer stores a quad as often as
// it comes, a delete reads the whole index of the label, sizes are guesses,
// and a killed process loses what bolt had not synced. Cayley's SQL store:
// SQLite keeps a triple once whatever its label. A file per article with an
// index beside it: simple to look at, and two things to keep in step.
//
//	graph/store  imports  backend, pebble, postgres, cayley, quad
//	store/pebble, store/postgres  import  backend, plan, term, cayley, quad
package store
