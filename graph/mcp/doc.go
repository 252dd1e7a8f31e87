// Package mcp offers a store to assistants that speak the Model Context
// Protocol, so that they answer from claims with their passages instead of
// from memory.
//
//	assistant -> transport (stdio, HTTP) -> tools ----> query.Catalog, load -> store
//	                                    \-> resources -^
//
//	graph/mcp
//	    |
//	graph/query  graph/load  graph/store      schema
//
// # Vocabulary
//
// A tool is something that an assistant may call, a resource something that it
// may read: an article. A [citation] says where a claim stands: the article's
// title, publisher, date and IRI, and the words with their place in the text,
// in code points. An [Extractor] is what turns a text into readings, supplied
// by the program, since this layer may not import extract.
//
// # Limits
//
// Answers are small: some twenty rows unless more are asked for, and a hundred
// at the most. Articles are not listed one by one as resources; the resource
// sayso:articles names the latest, search_entities and claims lead to the rest.
//
// # Rejected
//
// Answers as prose: an assistant reads JSON as well, and a program that checks
// its citations needs the spans. A tool for each filter of claims: fewer tools
// with documented arguments are chosen more reliably.
package mcp
