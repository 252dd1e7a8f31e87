// Package openie turns dependency trees into propositions: who did what to
// whom, still in the words of the text, each with its polarity, modality,
// speaker, time and confidence.
//
//	sentence ─ clause rules ──> clause: verbs, subject, gap ─ propose ─> relation ┐
//	   │                                                      operands ─> slots   ├─> Proposition
//	   └────── nominal rules ─> noun, relation, noun ────────────────────────────┘       │
//	                                                                                      │
//	     Name, Lemma (past) · status (factuality) · speaker (attribution) · confidence <──┘
//
//	openie imports attribution, factuality, nlp, schema, data/lexicon, data/model
//
// # Vocabulary
//
// A clause is a verb, or a nominal with its copula, with its dependents. Its
// relation is what the predicate slot holds: auxiliaries, negation, the verb,
// its particle, verbs that it governs without an object between ("is expected
// to rise"), and the preposition of the operand in the object's place ("moved
// to"). An operand is a dependent before it is known which slot it takes. A
// gap is the place in a relative clause that its antecedent fills. A [Rule] is
// a value in a table, with its reason and a sentence that it reads; [Rules]
// lists them. The first clause rule that finds a subject reads a clause; every
// nominal rule reads a noun.
//
// # Slots
//
// A slot is tokens of its sentence and their text as it stands. Words that the
// sentence does not hold are few: "be" and "has" of relations between nouns,
// "be" before a bare participle, "in" for where and when, "of" for a genitive.
// An implied "be" is not inflected, because nobody said its tense.
//
// There is one proposition per subject and verb, with all arguments; only
// coordination is split. The object is the direct object, else the clause that
// is said, else the predicative, the agent, the oblique that stands nearest
// (times last); a clause of when, if or because is never the object.
//
// The minimal style suits BenchIE (Gashteovski et al., ACL 2022) and WiRe57
// (Lechelle, Gotti and Langlais, LAW 2019). It gives each conjunct of the
// subject too, no relative clauses in slots, and of what is implied only
// appositions and titles. The object is what stands first behind the verb, so
// that each further argument can be read with what stands before it. An
// infinitive goes into the relation ("requested China to provide;
// explanations"), and so does every noun that a prepositional phrase hangs on
// ("became a judge of; the High Court").
//
// The slots stay as the sentence has them. [Proposition.Name] folds a passive
// with its agent onto the active; [Proposition.Folded] gives the slots in its
// order. Derived propositions repeat what a slot of another holds, as a
// relation between two things: a graph wants them, a list of what the sentence
// says does not.
//
// # Confidence
//
// [Confidence] is a logistic model over named features, fitted by
// [TrainConfidence] to how well propositions match those that people wrote for
// the development sentences of CaRB (Bhardwaj, Aggarwal and Mausam, EMNLP
// 2019). It is what makes relations between nouns usable: an apposition is
// right more often than "X of Y", and which is which shows in their words.
// What a clause states is bounded leniently, what is implied strictly.
//
// # Properties
//
// [Mapping] tells which names state a property of schema.org between which
// types of things. Its data is YAML, and a user's own file comes first.
//
// # What stands in the way
//
// On CaRB dev the full style has F1 64.4 (62.2 with confidence fitted to other
// sentences). Of the recall that is missing, about 13 points are words in slots of
// tuples that are found, 10 are propositions that the confidence holds back, 6 are
// "is" and "has" between nouns; of the precision, 10 points are objects that are
// too long, 10 coordination that the gold does not split, 9 what is said within
// reported speech and not listed.
//
// In the minimal style, data/gold/minimal.txt (46 sentences, 148 facts, in the
// form and with the scoring of BenchIE) gives F1 88: of 21 wrong triples 8 come
// from a wrong tree, 7 are appositions and titles, which BenchIE does not count
// and WiRe57 does, 6 are cut otherwise. The sentences are simpler than the
// benchmark's and were written here: it is a check that the style fits, and no
// estimate. Phrases in phrases took its recall from 67 to 89 without loss of
// precision; on CaRB, whose gold seldom has them, they cost 3 points of F1.
//
// # Limits
//
// One sentence at a time; pronouns are left to coreference. Ellipsis ("Oslo
// won twice, Bergen once") is not filled. Distributive and collective subjects
// are not told apart. A wrong tree gives a wrong proposition: attachment of
// prepositional phrases and coordination is where most of them come from.
//
// # Rejected
//
// Splitting n-ary propositions into triples: it loses who was there when, and
// 12 points of F1 on CaRB. Tagging slots with a sequence model (as OpenIE6
// does): it needs a transformer to be better than a good tree, and cannot say
// which rule it followed. Patterns learned from trees (OLLIE): they repeat
// these rules without their reasons.
package openie
