// Package graph is the half of sayso that keeps claims and answers questions
// about them. It holds this picture only; the packages below it are:
//
//	readings -> load -> store -> query -> rows, claims, entities
//	                      |
//	                      +-> export -> N-Quads and other formats
//	                      |
//	                    serve -> HTTP and the web page
//
//	serve          may import all of graph
//	query  load    store, nquads, schema; query has its examples from data/sample
//	               and its synonyms from data/lexicon
//	export         nquads, schema
//	newstest       schema; invented articles for the tests of the others
//	store          nquads, schema; cayley and the backends
//	nquads         quad
//	  |
//	schema         std and quad
//
// Imports point down, and none goes to extract: the two halves meet only in
// schema.Reading. A test at the root of the module holds the rule.
package graph
