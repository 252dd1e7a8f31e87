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
// AVX-512 with VNNI, AVX2 with VNNI or without, the dot products of ARM (for
// inference alone), or Go.
//
// Inference multiplies integers of 8 bits and sums them in 32. A weight matrix
// has a scale for each column, and is in the file as it is multiplied with. What
// goes in has a scale for each row; the output of an LSTM, which is between -1
// and 1, always the same one. LAS and UPOS on EWT and GUM are within 0.02 of what
// they are with float32. Sums of integers do not depend on their order, and what
// is done with numbers between the products is done in the same steps by all
// sets, each rounded: without fused multiplications, with divisions instead of
// estimates. So all machines give the same scores to the last bit, and the same
// article the same quads: a test holds the sets to it, and to a checksum that is
// the same on amd64 and arm64.
//
// Training multiplies bfloat16 and sums in float32: its sets differ by the order
// of summation. In both, the right factor lies in blocks of 16 columns, with the
// two or four terms that share a word side by side, the form that AMX reads; the
// other sets read it as well, so there is one packing.
//
// On one core of a server with AVX-512 (VNNI) but without AMX, a parser of two
// networks reads 20,000 tokens a second, five times as many as with bfloat16;
// products run at nine tenths of what the processor can do at all. To ask the
// second network only where the first is in doubt would save another fifth, but
// costs names and tags a tenth of a point.
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
// The archsimd package: it needs GOEXPERIMENT at build time, and a plain go run
// does not set it. A transition system: its errors carry on, and it does not
// batch. Attention instead of LSTMs: with 335,000 words to learn from it does
// worse.
package neural
