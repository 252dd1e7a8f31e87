// Package neural is the network of the language engine: kernels, layers,
// training and the model's bytes. It knows numbers only; package nlp turns
// words into them and back.
//
//	features -> embed -> BiLSTM, BiLSTM, … -> tags
//	                               |
//	                               +-> arcs (biaffine) -> tree -> relations
package neural
