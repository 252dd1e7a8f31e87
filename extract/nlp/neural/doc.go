// Package neural is the network of the language engine: kernels, layers,
// training and the model's bytes. It knows numbers only; package nlp turns
// words into them and back.
//
//	Features ─ embed ─> BiLSTM ─> BiLSTM ─> BiLSTM ─> dependents, heads ─ biaffine ─> scores of arcs
//	                                 │         │                                        │ maxTree
//	                                 │         └────────────────> relations <─────────── tree
//	                                 └─> UPOS, XPOS, FEATS, lemma script, class
//
//	neural imports std and golang.org/x/sys/cpu alone
//
// # Vocabulary
//
// A [Net] has sizes ([Config]) and weights. An [Ensemble] lets several nets
// decide together; its [Runner] is the room of one goroutine, with a memory of
// the words that it has met. A [Trainer] fits one net by a [Plan]. [Vectors]
// are the pre-trained ones, a byte for a few numbers; a [WordTable] finds them.
// The style of a sentence is a number that moves the biases of all layers: which
// of two ways of annotating it follows.
//
// # Batches
//
// Sentences of a batch are sorted, longest first, and their tokens ordered by
// time: the first tokens of all, then the second ones. A step of an LSTM is then
// one product of the rows of that step with the state's weights, without
// padding; a sentence that has ended is below the rows in use. All memory is
// kept from batch to batch, so that nothing is allocated once a runner has seen
// its longest sentence. The first layer's product is made once for each
// different word of a batch, since it depends on the word alone.
//
// # Kernels
//
// The machine's fastest [kernelSet] is chosen when the program starts: AMX,
// AVX-512, AVX2 with FMA, or Go. Products take bfloat16 and sum in float32, on
// all of them: weights are rounded once, activations as they are made, so that
// the sets differ by the order of summation alone and give the same trees (a
// test holds them to it). The right factor lies in blocks of 16 columns with the
// two terms of a pair side by side, the form that AMX reads; the other sets read
// it as well, so there is one packing.
//
// # Training
//
// The backward pass is written out by hand and checked against differences of
// the loss. Dropout draws one mask a sentence (Gal and Ghahramani 2016). The
// model is a moving average of the weights. A net trains on one core; nets of an
// ensemble train side by side, which wastes nothing on agreeing over gradients.
// The same seed gives the same net on the same kind of machine.
//
// # Limits
//
// Trees may be non-projective; the score of a tree is the sum of its arcs', so
// no arc knows its sisters. Time and memory of a sentence grow with the square
// of its length, of a cycle-ridden one with the cube.
//
// # Rejected
//
// 8-bit products (VNNI, AMX-INT8): twice as fast again, but activations need
// scales, and with AMX the engine is fast enough (26,000 tokens a second on one
// core). With AVX-512 alone it reads 4,000, and they would be worth it. The archsimd package: it needs
// GOEXPERIMENT at build time, and a plain go run does not set it. A transition
// system: its errors carry on, and it does not batch. Attention instead of
// LSTMs: with 335,000 words to learn from it does worse.
package neural
