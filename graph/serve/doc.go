// Package serve is the HTTP API and the page in front of it: Cayley's own API
// under /api/v2/, as its clients know it (and what those for Node.js call of
// version 1), and sayso's under /api/, described by [OpenAPI].
//
//	client -> guard -> mux -> handlers -> catalog, query, load, export -> store
//	            |         \-> cayley's server/http
//	            |          \-> web/dist, the page
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
// # The page
//
// web/src is TypeScript without a framework, bundled by esbuild into web/dist,
// which is committed and embedded: Go alone builds the program. A view is what
// one address behind the hash shows. Texts become text nodes and nothing else,
// and the Content-Security-Policy lets the page talk to this server alone.
// npm run build in web makes dist; a test tells when it is older than src.
//
// # Vocabulary
//
// A [Server] is a handler; an [Extractor] is what turns an uploaded article
// into a reading, supplied by the program, since this layer may not import
// extract.
//
// # Limits
//
// Listings come in parts: limit and offset, and X-Total-Count for the whole. They
// are answered from a [query.Catalog], which Serve reads ahead: in a store of
// 100,000 claims that takes seconds, after which every view of the page is there
// within one. What is disputed is found anew after an upload, when it is next
// asked for, which takes seconds there too; the rest of a view does not wait for
// it. An export is streamed, and ends early when its client is too slow.
// The graph view shows the entities in the most claims, 100 unless more are
// asked for, with the strongest links between them, and needs WebGL; its list
// says the same without. What comes in through the API is matched with what is
// there; quads that are written through Cayley's API are not.
//
// One client may send 500 requests a second, and 1,000 at once (Config.Rate);
// who measures a server from one machine has to raise that.
//
// # Rejected
//
// Rendering on the server: the page would need a second form of every answer.
// A component framework: the views are lists and forms, made in a few lines.
package serve
