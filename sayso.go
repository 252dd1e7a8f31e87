// Package sayso documents the module; it holds no code. The program is
// cmd/sayso, the layers below it are drawn here.
//
//	cmd       sayso  train                                        flags, files, exit codes
//	            |                            |
//	extract   article nlp coref openie     graph   store load query export serve
//	          attribution factuality              nquads
//	          resolve eval                   |
//	            |                            |
//	schema    vocabulary · Span · Claim · Evidence · claim <-> quads
//	data      models, lexicons, samples, gold — bytes, no logic
//
// Imports point down, never up, and never between extract and graph: those two
// meet only in [github.com/sayso-graph/sayso/schema.Reading]. The test in this
// folder enforces it.
package sayso
