// Package newstest invents articles for tests: readings of any number, with
// the vocabulary, the spans and the shape of those that the extractor makes.
//
//	seed, count --> Readings --> schema.Reading --> Quads --> store.Import
//
// People, organizations and places follow Zipf's law: a few are in most
// articles, most are in one. Two claims in five are somebody's words, one in
// twenty is negated, so that some are disputed. The same seed gives the same
// articles.
package newstest
