// Package coref groups the mentions of a document into chains, one for each
// thing that is spoken of.
//
//	Doc.Mentions --> traits --> for each mention, in the order of the text:
//	                              candidates --> features --> scores
//	                              join the best entity, or begin a new one
//	                        --> for each "he" and "she", then each "it" and "they":
//	                              referents of the whole document
//	                              --> features --> scores of several models --> the best referent
//	                        --> chains
//
// The model is an entity-based mention ranker: a mention is compared with
// entities, not with single mentions, so that gender, number, names and
// speakers of a whole chain speak for or against it. Features are hashed rows
// of a table that are added, rectified and weighed; the new entity is a choice
// like the others. It is trained in seconds on GUM's trees with OntoGUM's
// chains (Zhu et al. 2021) and on what the parser makes of the same documents,
// on whole ones and on passages cut out of them, in part with its own earlier
// choices, so that it learns to go on from its errors.
//
// Two names that disagree (two full names, two surnames, two things in the
// lexicon) never stand in one chain, whatever pronoun or description would
// link them.
//
// Pronouns of the third person are judged a second time, when all names are
// known, those behind the pronoun as well: by role, distance, topic, gender and
// number, by what kind of thing speaks and acts, by who is spoken of already,
// by the verb and the clause that bind the pronoun, and by what stands between.
// The gender of a surname alone is in doubt: many are like first names.
// Descriptions in apposition to a name or predicated of it stand for the name
// then. Several models, alike but for their seeds, choose together.
//
// # Vocabulary
//
// Traits: what is known of one mention (form, gender, number, name, place in
// the tree, speaker). Doubt: genders that a name allows but does not tell.
// Entity: a chain that is being built. Choice: an entity that a mention may
// join. Voice: whose words a token stands in. Revision: the second judgement of
// pronouns. Referent: an entity that one of them may mean.
//
// # Limits
//
// Chains follow OntoNotes: appositions and predicate nominals are joined by
// package resolve, not here. What is meant before it is named (cataphora) is
// found for persons in the same and the next sentence, for things hardly.
//
// # Rejected
//
// Mention pairs with clustering after them (they contradict each other);
// rules in sieves (fifteen points lower on OntoGUM); spans of all tokens as
// candidates (thousands a document, for a neural scorer that costs a hundred
// times the parse); a second judgement of descriptions, one by one or as chains
// that are joined, with vectors of their nouns (what it wins in recall it loses
// in precision, for 128 documents teach too few nouns).
package coref
