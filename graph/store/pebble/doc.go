// Package pebble keeps quads in a directory, in sorted tables of
// cockroachdb/pebble, and shows them to cayley as a graph.QuadStore.
package pebble
