// Package query answers questions about a store: in Gizmo, Cayley's query
// language on JavaScript, and in Go for the listings of claims, entities and
// articles.
//
//	text --compile--> program --Session--> rows --Writer--> JSON, JSON Lines, table
//	                               |
//	                 view: prefixes in, prefixes out
//	                               |
//	                         graph.QuadStore          cayley
//
//	graph/query
//	   |     |      \
//	   |  graph/store  graph/nquads     data/sample: the named queries
//	   |     |                          data/lexicon: predicates that say one thing
//	   schema
//
// # Vocabulary
//
// A [Session] runs queries, a [Row] is one answer, a [Cell] one term of it. A
// named query, an [Example], has a sentence that it answers. A [ClaimRow] is a
// claim with its article and passages. [Claims], [Entities] and [Articles] read
// the store each time, as a command does that ends; a [Catalog] holds in memory
// what they look for, as a server does that stays.
//
// # Prefixes
//
// Terms may be prefixed (<ent:ILO>, <rel:requested>, <schema:jobTitle>) or
// absolute, in every position of a query; a text that is nowhere in the store
// and has a prefix is taken for the term ("ent:ILO"), and one that stands there
// in English alone for that. What JavaScript sees is prefixed and in brackets, as Cayley has it, so that it can be put into a query again:
// d.id is "<ent:China>". Results are prefixed without brackets: ent:China, in
// tables as in JSON. Texts lose their language, decimals and integers are
// numbers, dates are strings.
//
// # Identity
//
// Entities that a judgement (schema.Judgement) makes one are one node, under the
// canonical name, for Gizmo as for the listings; the stored quads keep the names
// of the articles, so that a judgement can be taken back. Options.Raw shows them.
// While there are judgements the store's own optimizations of paths rest.
//
// # Bounds
//
// A query ends at its limit of rows, at its timeout and with its context, in
// the middle of an endless loop too. Its memory is bounded only by these. An
// array that holds itself must not be handed to a path (g.V(a)): Cayley goes
// round in it until the stack is full, which ends the process.
//
// # What it costs
//
// Most of a short query is its JavaScript runtime, so runtimes stand ready, and
// one is used again by the next session where the query was a plain one: a
// chain of Gizmo's functions, as nearly all are, which cannot change it. A
// point query with its session then takes a third of what it takes otherwise.
//
// # Rejected
//
// Rewriting the terms in the text of a query: it would miss those that
// JavaScript builds. A session of our own instead of Cayley's: it would be a
// second Gizmo to keep in step; see runtime.go for how its faults are met.
package query
