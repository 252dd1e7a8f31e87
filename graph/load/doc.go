// Package load brings readings into a store.
//
//	iter.Seq2[schema.Reading, error]
//	      | schema.Encode               quads of one label each
//	      | what does the store have?   nothing, the same, or another text
//	      v
//	store.ReplaceAll                    whole articles, durable in groups
//
//	graph/load
//	   |     \
//	   |   graph/store
//	   |     /
//	 schema
//
// Loading an article twice changes nothing. An article replaces what the store
// has under its IRI; when the place that it was read from gave another article
// before (a file that was edited and has no URL, so that its IRI changed), that
// one is taken out in the same step. An article that cannot be encoded is
// counted with its reason, and the others are loaded.
//
// # Vocabulary
//
// An [Outcome] is what became of one reading; a [Report] counts them.
//
// [Judge] and [Unjudge] keep what people and programs judge on the identity of
// entities, under a label of its own: no article changes. A [Matcher] keeps a
// program's judgements in step with the articles:
//
//	m := load.NewMatcher(st, judger)
//	report, err := load.Load(ctx, st, readings, opts)
//	n, err := m.Match(ctx, report.Changed...)
//
// What it found out of an article is kept in the store as a note, which goes
// when the article changes, so that matching after a load reads the articles
// that have none.
//
// # Limits
//
// Loads into one store at the same time are safe; which of two versions of
// one article stays is then a matter of time.
package load
