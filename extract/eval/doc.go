// Package eval scores the language engine and the extractor against gold data,
// with the figures of the benchmarks' own scorers.
//
//	gold file ──> reader ──> gold ──┐
//	                                ├──> align ──> count ──> table (text, JSON)
//	texts ──> the pipeline ──> system┘
//
//	[UD]           CoNLL 2018: tokens, sentences, words, tags, lemmas, UAS, LAS, CLAS
//	[Coref]        mentions, MUC, B³, CEAFe and their mean
//	[Identity]     whether one thing is one node across documents
//	[Names]        names and their types
//	[GAP]          ambiguous pronouns
//	oie*.go        propositions: CaRB, BenchIE, WiRe57
//	attribution*   who said what
//
//	eval   imports extract/*, schema, data/gold
//
// # Vocabulary
//
// Gold is what people annotated, system what a program answered. Precision,
// recall and F1 ([PRF]) lie between 0 and 1; tables print per cent. Two
// tokenisations of one text align by its characters without white space.
//
// # Limits
//
// Enhanced dependencies and empty nodes are not scored. A text that differs
// between gold and system by more than white space is an error, not a score.
//
// # Rejected
//
// Calling the benchmarks' scripts: they need Python, and a quality table that
// cannot be made by "go test" is not made. The tests hold ours against them.
package eval
