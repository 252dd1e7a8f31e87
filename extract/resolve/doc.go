// Package resolve turns what the stages before it found in an article into its
// reading, and tells which entities of several articles are one thing.
//
// # Within an article
//
//	chains ------> things -------> entities: IRI, type, name, aliases
//	                 |
//	propositions --> terms ------> claims --> schema.Reading
//	attributions --> speakers --^
//
// A chain that has a name, or a description, is a thing. Things are merged
// when they carry one name; when the lexicon knows both names as those of one
// entry; when one is the acronym of the other, or the only matching part of a
// person's name; when grammar puts them beside each other (apposition,
// predication, "as", parentheses); and when they are described alike by "the".
// What is described by its kind alone ("our country", "the city") is the thing
// of that kind of which the article speaks most. A nation's institution ("the
// Spanish football federation") is named by its description, and "Congress" is
// that of the country of which the article speaks.
//
// # IRIs
//
// A thing that the lexicon knows has the entry's id, the short name that news
// use (ent:ILO, ent:China); another named thing has its fullest name in the
// article (ent:Liu_Pengyu), with its type behind it where the lexicon has that
// name for a thing of another kind; all articles share both. A thing without a
// name, or called by a common noun alone ("the Court"), has its description
// and a hash of the article and the place (ent:report_k5x2m7qa): it is never
// shared.
//
// # Across articles
//
//	readings --> schema.Records --> Match --> schema.Judgement
//	                           \--> Candidates, for people
//
// Records are blocked by the sounds of their names, surnames, forms of given
// names and acronyms; a pair in a block gets the probability that it is one
// thing, a logistic regression (data/model/identity.md) over how its names
// agree, its types and the neighbours that it shares: few records have the
// telling ones. A surname counts for more the more articles name its one
// bearer in full. Given and middle names that no one person has keep two
// apart, and a short name that fits both goes to the one whose company it
// keeps, or to neither. Judgements are edges of their own that can be taken
// back; schema.Identities makes clusters of them. The outcome is the same for
// any order of the articles.
//
// # Vocabulary
//
// Thing: an entity while it is put together. Entry: a thing in the lexicon.
// Record: an entity over all articles (package schema). Judgement: that two
// are one, or not.
//
// # Limits
//
// Two persons of one full name share an IRI from the first article on; only a
// user can tell them apart. Groups ("Uyghurs and Tibetans") are no entity.
//
// # Rejected
//
// IRIs by counters (they depend on the order of loading); one IRI for each
// article and name (no query could name an entity before all articles are
// matched); clustering by transitive similarity alone (one wrong pair joins
// two clusters: judgements that keep apart win over it).
package resolve
