// Package pebble keeps quads in a directory, in sorted tables of
// cockroachdb/pebble, and shows them to cayley as a graph.QuadStore.
//
//	quad.Value <--dictionary--> id (64 bits; small values are their own id)
//	quad       <--> tuple of four ids, a key of each of four indexes:
//	                SPOL  POSL  OSPL  LSPO
//
//	Replace, deltas --> change --> one pebble batch --+--> commit --> new view
//	Import --> chunks --> sorted quads --> tables ----+      |
//	                                                   caches forget
//	cayley query --> OptimizeShape --> hops, meets --> ranges of indexes, of a view
//
// # Vocabulary
//
// An id stands for a value, a tuple for a quad. A pattern is a quad some of
// whose terms are fixed; its plan is the index in which most of them come
// first. A view is the store after one commit; every reader has one. A hop is
// the part of a query that goes from nodes over quads to nodes, a meet an
// intersection of hops. A change is
// what one commit will do; a bulk is a large import.
//
// # What it costs
//
// A quad takes four keys of about twelve bytes, of which sixteen are left on
// the disk: in blocks ids are columns (see keySchema). Adding one to an
// article reads its terms in the dictionary. Removing an article reads and
// deletes its quads, and looks up once for each of its values whether another
// article has it. Counts of all quads, nodes, labels and predicates,
// and of the quads of a predicate or a label, are kept, not counted.
//
// What was asked is remembered (see ranges): a warm query reads nothing. A
// commit forgets what it changed, so that a store that is being loaded into
// answers as a cold one does for what the load touches, and only for that.
//
// # Crashes
//
// A change is one batch of pebble's log, synced before it is acknowledged;
// changes that come together share a sync. An import becomes visible with one
// edit of pebble's manifest. On the first write that fails the store stops
// writing (see failStop); Open then finds what a crash would have left.
//
// # Limits
//
// One writer at a time, in one process. Removing an article leaves its room
// to pebble, which takes it back when it next compacts these keys. An
// intersection leaps through the ranges of indexes side by side; where it is
// of something else, or one range is far longer, it reads the shorter side and
// asks the other.
//
// # Rejected
//
// Many quads in the value of one key, as posting lists are: the columns of a
// block are as small, and an article would rewrite hundreds of lists.
// Ids that are hashes of values: an import would need no merge of values, but
// keys would be three times as long, and equal hashes a case to handle.
// Counters by pebble's merge operator: a counter that is read seldom is then
// dear to read, and there is one writer that knows the sum. Six indexes in
// place of four: (object, label) and (predicate, label) are asked for seldom,
// and an article's range is short.
package pebble
