// Package nquads reads and writes N-Quads and N-Triples.
//
//	io.Reader -> blocks of whole lines -> parsers (in parallel) -> iter.Seq2[quad.Quad, error]
//	quad.Quad -> AppendQuad -> canonical line
//
//	graph/export   graph/query   cmd/sayso
//	        \           |          /
//	             graph/nquads            imports quad and std
//
// It is a package of its own because import, export and query results share
// it, and because it knows nothing of stores and of the vocabulary. The codec
// that comes with quad was no choice: it writes <xsd:integer> for the type of
// integers, "True" for true, drops fractions of a second, does not escape
// IRIs, and reads five times slower.
//
// # What is read
//
// RDF 1.1 N-Quads (https://www.w3.org/TR/n-quads/), of which N-Triples is the
// part without labels. Reading is strict: the first error ends it, as a
// [SyntaxError] with line and column. In lenient mode a line with an error is
// skipped and counted. IRIs must be absolute, unless Relative says otherwise.
//
// Integers, booleans and doubles in canonical form become quad.Int, quad.Bool
// and quad.Float, a literal of type xsd:string becomes quad.String; every other
// literal keeps its lexical form. So a term has one value in Go, and no digit
// of the input is lost.
//
// # What is written
//
// The canonical form of RDF 1.2 N-Quads: one space between terms, characters
// as they are, escapes only where they are needed. Writing what was read gives
// terms that are equal, and reading it again gives the same bytes.
//
// # Limits
//
// Terms share the memory of their block (256 KB): who keeps a few terms of a
// large file should copy their strings. Triple terms and directions of RDF 1.2
// are errors, for Cayley has no place for them.
package nquads
