// Package export writes what a store holds.
//
//	store.Quads -> canonical lines -> external sort -> N-Quads, N-Triples
//	store.Labels (sorted) -> store.Label -> one article after another -> JSON-LD, DOT, GraphML, CSV
//
//	graph/export
//	   |       \
//	graph/nquads  schema
//
// The same quads give the same bytes, whatever the order in which they were
// loaded, and what import makes of an export exports as the same bytes again.
// A sort holds 64 MB of lines and puts what is beyond in temporary files.
//
// # Vocabulary
//
// A [Format] is a form of export. N-Quads is the store itself; the other
// formats leave something out and are for other programs.
//
// # Limits
//
// Labels are held in memory, some 100 bytes for an article.
package export
