// Package picture draws the neighbourhood of an entity: as SVG, as a page of
// its own, and for programs that draw (DOT, GraphML).
//
//	query.Claims -> Around -> Graph -> layout -> SVG, HTML
//	                             \-> DOT, GraphML
//
//	graph/picture
//	    |
//	graph/query  graph/store      schema
//
// # Vocabulary
//
// A [Graph] has nodes, the entities, and links: what claims say of one entity
// and another, several claims with one predicate being one link.
//
// # Limits
//
// A picture is for people: some hundred nodes. Whole stores are exported by
// graph/export. The same claims always give the same bytes.
//
// # Rejected
//
// Graphviz for the layout: another program to install, for pictures of this
// size. Random first positions: a spiral is as good and needs no seed.
package picture
