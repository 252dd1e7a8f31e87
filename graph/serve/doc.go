// Package serve is the HTTP API: Cayley's own under /api/v2/, as its clients
// know it, and sayso's under /api/, described by [OpenAPI].
//
//	client -> guard -> mux -> handlers -> query, load, export -> store
//	            |         \-> cayley's server/http
//	   limits of rate, size and time; token; headers
//
//	graph/serve
//	    |
//	graph/query  graph/load  graph/export  graph/store      schema
//
// The server only reads unless Config.Write is set; then every request that
// changes something must carry the token, if there is one. It serves the
// machine that it runs on: there are no CORS headers, so that a page of another
// origin cannot read answers; requests that such a page sends to change
// something are refused, and so are host names that the server was not told of.
//
// # Vocabulary
//
// A [Server] is a handler; an [Extractor] is what turns an uploaded article
// into a reading, supplied by the program, since this layer may not import
// extract.
//
// # Limits
//
// Answers are lists of bounded length. An export is streamed, and ends early
// when its client is too slow.
package serve
