// Package postgres keeps quads in tables of a PostgreSQL server, for teams
// whose loaders and readers are many processes.
//
//	terms  (id, key, enc)   values, as package term encodes them
//	quads  (s, p, o, l)     ids; l is 0 where a quad has no label
//	sources(source, label)  which article was read from where
//
//	Replace --> one transaction: lock of the label, difference, guard, write
//	Import  --> one transaction: COPY into a temporary table, then one INSERT
//	cayley query --> OptimizeShape --> conjunctions --> one SQL join each
//
// # Vocabulary
//
// A conjunction is a part of a query that is one SELECT: aliases of the table
// quads, conditions on their columns, and a column that is the result. Paths,
// has() and intersections become one; what cannot be one is left to cayley's
// iterators, which then run over conjunctions.
//
// The guard is an advisory lock. Whoever adds quads shares it; whoever removes
// some, and with them the values that no quad has any more, or imports, has it
// alone. Without it a value could be dropped while another adds a quad of it.
//
// # Limits
//
// The answer to a conjunction is held in memory, as ids. A snapshot keeps a
// connection until the garbage collector finds that it is forgotten. A count
// reads a range of an index. The schema keeps to what YugabyteDB and
// CockroachDB have too (no extensions, no procedures), but it is PostgreSQL
// that it is tested on; CockroachDB ignores advisory locks, so that removing
// there wants a quiet store.
//
// # Rejected
//
// Cayley's SQL store: it writes row by row, has no index by label, and its
// hashes of values are 20 bytes in each of four indexes. One table per
// predicate: joins are narrower, and a query that does not name its predicate
// is then a union of hundreds.
package postgres
