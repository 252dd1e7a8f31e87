/*
Command sayso reads articles into a knowledge graph and answers questions of it.

	sayso load PATH…      articles -> claims -> quads -> store
	sayso query 'GIZMO'   store -> answers
	sayso export          store -> N-Quads

Rules of this package: one file a subcommand, each with its own options struct;
results go to standard output and everything else (progress, warnings, what was
skipped) to standard error; exit status 0 for success, 1 for a failure, 2 for
bad usage. Nothing here knows how a sentence is read or a quad is stored; it
opens the layers below, connects extract to graph, and prints.
*/
package main
