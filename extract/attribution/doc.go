// Package attribution finds who says what: sources, cues and contents.
//
//	Kim told reporters that Oslo "will not pay," adding that talks go on.
//	\_/ \__/           \______________________/  \____/ \______________/
//	source cue         content                   cue    content (source: Kim)
//
//	sentences, trees ----> finder: frames of the lexicon ----+
//	                                                         +--> linker --> nesting
//	quotation marks -----> quotations, over paragraphs ------+
//
// A cue is a verb, noun, adjective or adverb of data/lexicon/reporting.tsv, or
// any verb that governs a quotation. Its frames say what of the tree around it
// is content: a clause, an infinitive, an object, a small clause, the object of
// a preposition. The source is the subject, the agent, the genitive or the
// subject of the verb that controls the cue. The linker completes contents by
// the quotations that they touch, gives the quotations that are left over to
// the verb or name beside them, to an announcement with a colon, or to the
// speaker of the quotation before, and headlines of the form "Kim: we go on"
// to the name. Last, a cue inside a content gets the attribution of that
// content as its Via, so that chains of speakers can be followed outward.
//
// Vocabulary: source, cue and content are those of PARC and PolNeAR (Pareti,
// LREC 2016; Newell, Margolin and Ruths, LREC 2018), whose notion of
// attribution is followed: not only speech, but also documents, beliefs,
// intentions and stances. [Attribution.Clausal] tells those whose content is a
// claim.
//
// What stands in the way, on PolNeAR dev (exact F1 source 74.8, cue 69.8,
// content 61.1): of 2,189 distinct contents 1,251 are exact, 222 overlap by
// half or more (a clause too much or too little at an end), 211 by less, and
// 505 are not touched. 168 contents touch no gold one. Of 1,949 sources 71 have
// other ends and 496 are not touched, nearly as many as contents: they are
// missed together.
//
// Limits: pronouns are not resolved here; a speaker is not carried over to the
// indirect speech of following sentences ("The museum would open. It would
// cost ...").
//
// Rejected: a sequence labeller. It wants labelled attributions, and the ones
// that exist are not free; and it would not say which words are the claim of
// whom when speakers nest.
//
//	attribution -> nlp -> schema
//	      |
//	      +-> data/lexicon
package attribution
