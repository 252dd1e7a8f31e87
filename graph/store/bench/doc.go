// Package bench measures our store beside cayley's, in one run on one
// machine, so that what counts are the ratios.
//
//	Articles --> an N-Quads file --> each Engine: load, open, query, --> Result
//	30kmoviedata.nq.gz ---^                      write, remove            |
//	                                             Write: a table of ratios |
//	                                 WriteGrowth: what more data costs <--+
//
// Every engine loads the same file the way that its own command does: ours as
// "sayso import", which parses on all processors; cayley's as "cayley load",
// quad by quad through its parser, in batches of 10,000, with the store's
// default options. All but memstore have it on the disk when loading ends.
//
// The quads are generated: articles as sayso makes them, with entities and
// relations that follow Zipf's law. A benchmark on real articles would be
// truer and could not be had at any size. The films of cayley's own benchmark
// are real, and half a million quads.
package bench
