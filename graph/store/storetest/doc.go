// Package storetest is the contract of a store as tests. Every backend runs
// all of it:
//
//	Run --+-- cayley's own suite, graph/graphtest
//	      +-- articles: replace, remove, sources, labels, duplicates
//	      +-- imports: large, repeated, broken off
//	      +-- snapshots, and readers beside a writer
//	      +-- random operations against a model
//
// What is peculiar to a backend, such as what a crash leaves of it, is tested
// beside the backend.
package storetest
