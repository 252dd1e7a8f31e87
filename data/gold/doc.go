// Package gold embeds answers written by hand, which extract/eval scores the
// engine against: claims and entities of the sample articles, and sentences
// with the polarity and modality of their clauses. README.md holds the
// guidelines and says how a claim is compared.
package gold
