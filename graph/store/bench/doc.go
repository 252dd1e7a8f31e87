// Package bench measures our store beside cayley's, in one run on one
// machine, so that what counts are the ratios.
//
//	Articles --> quads --> each Engine: load, open, query, remove --> Result
//	                                                                    |
//	                                                     Write: a table of ratios
//
// The quads are generated: articles as sayso makes them, with entities and
// relations that follow Zipf's law. A benchmark on real articles would be
// truer and could not be had at any size.
package bench
