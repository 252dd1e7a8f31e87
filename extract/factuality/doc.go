// Package factuality says with what commitment a clause is put: affirmed or
// negated; asserted, reported, possible, necessary, requested, conditional or
// asked; and in which tense and aspect.
//
//	"Officials denied that the firm had refused to pay."
//
//	pay     <- to   <- refuse (- +)         negative x negative = positive
//	refuse  <- that <- deny   (denied)      negative, reported
//	deny    root                            positive, asserted
//
// The answer is deterministic and computed from the top of the tree down: the
// status of a clause is its own operators (negation, modals, mood, conditions)
// laid over what the predicate above makes of its complement. What a predicate
// makes of it is a signature, one value for the affirmed and one for the
// negated predicate, in data/lexicon/factuality.tsv; the idea and the classes
// are those of
//
//   - L. Karttunen, Implicative verbs, Language 47 (1971), and Simple and phrasal
//     implicatives, *SEM 2012;
//   - R. Nairn, C. Condoravdi and L. Karttunen, Computing relative polarity for
//     textual inference, ICoS-5 (2006);
//   - R. Sauri and J. Pustejovsky, FactBank, LRE 43 (2009), and Are you sure that
//     this event happened?, Computational Linguistics 38 (2012).
//
// Vocabulary: an embedder is the predicate whose complement a clause is; a
// frame is the form of a complement (that, to, ing, a preposition); a cue is a
// token that decided.
//
// What stands in the way: of 414 judged clauses of data/gold/factuality.tsv 402
// are right. The last 94 were judged before the rules were run on them: 91 % of
// them were right then. Of the twelve that are wrong, eight have a wrong tree
// ("Instead of building", "was due to return", "dispute that the fund lost"),
// four are judged otherwise by convention (who "admitted" it says so;
// "considering whether" asks; suspicion is a guess).
//
// Limits: one sentence at a time, so that a question that its answer negates
// is a question; quantifiers other than "no", "not all", the few who think so
// and their like leave the clause as it is; irony is not seen.
//
// Rejected: a classifier trained on FactBank or UDS factuality. It scores
// about the same on the plain cases, cannot say why, and the corpora's texts
// are not free.
//
//	factuality -> nlp -> schema
//	     |
//	     +-> data/lexicon
package factuality
