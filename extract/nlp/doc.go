// Package nlp turns English text into sentences, tokens, trees and mentions.
//
//	text ─ Tokenizer.Tokenize ─> Doc{Sents} ─ Parser.Annotate ─> tags, lemmas, trees, classes
//	                               ▲                                        │
//	CoNLL-U ─ ReadCoNLLU ──────────┘            Doc.FindMentions ─> noun phrases, names, pronouns
//	                                                                        │
//	CoNLL-U <─ CoNLLUWriter.Write <─ Doc <─ Doc.FindMeasures ─> ISO dates, quantities
//
//	nlp      imports schema, data/model, data/lexicon
//	  neural imports std alone
//
// # Vocabulary
//
// A [Doc] keeps its text once; everything else is a span over it. A [Sentence]
// has [Token]s, the words of Universal Dependencies (https://universaldependencies.org):
// the word "don't" is two tokens, "do" and "n't", that form one multiword token.
// A [Phrase] is a range of tokens, a [Mention] a phrase that refers to
// something. A token's governor is its head, their relation its rel. A
// [TreeDoc] is a document of a treebank, with what its file says beyond that.
//
// # Tokens and sentences
//
// White space always parts tokens. What stands between white space is cut into
// atoms: runs of letters, of digits, of one repeated sign. Between two atoms a
// rule decides where the treebanks always do the same (inside an address,
// before ’s, after "Gen."), else a linear classifier over hashed features:
// together, apart, or the next word of a multiword token. A second classifier
// decides whether a sentence ends between two tokens; it looks where a blank
// stands before something other than running lower-case text. Blank lines end
// a paragraph, and so does a line end that no wrapping explains. Both
// classifiers learn from the treebanks and from the same text restyled as news
// pages have it: typographic quotes, dashes without blanks, several paragraphs
// in one, line ends, forgotten blanks.
//
// Any bytes in, sound spans out: tokens are in order, do not overlap, and
// leave out nothing but white space.
//
// # Tags, lemmas and trees
//
// A [Parser] runs package neural over sentences of like length and turns numbers
// into labels. What the network is told of a word depends on its form alone, so
// that each form is looked up once. A lemma comes from the list of irregular
// forms, else from the edit script that the network chooses: "L3:y" lowers the
// case, takes three characters off and puts "y" there; a script must have been
// seen with the part of speech, and must not make a word that nobody knows of one
// that is known. The network also gives each token the class of the mention that
// it heads, "" for most, learned from GUM's entities.
//
// Treebanks differ in their customs, and a sentence alone seldom shows which
// holds. A styler therefore reads the whole document first, and tells how much
// it resembles the one and the other (Stymne et al. 2018 give each sentence an
// embedding of its treebank; of a new document nobody knows it).
//
// # Mends
//
// [Doc.MendTrees] corrects what the parser does wrong time and again and words
// tell: verbs joined whose forms do not go together, "found X … guilty", the
// auxiliary of "Had it rained". A mend was kept if it does no harm on the
// treebanks; scores of the parser are without them. Who trains on trees takes
// them as the parser gives them.
//
// # Names
//
// A [NameModel] judges every proper noun, and every noun with a capital: does
// it head a name, of which class, or is it a part of one, or no name? It sees
// letters, neighbours, the tree, lexicons, vectors and clusters of words, and
// how the word is used elsewhere in the document; to its verdict those of the
// parser are added, and those on the same word elsewhere. [Doc.FindMentions]
// corrects the classes of proper nouns by it, and tags nouns as proper ones that
// are clearly names; else the tags stay the parser's, who knows whose customs
// hold. [Doc.Citations] are no mentions: the author says what is cited, not the
// work.
//
// # Dates and quantities
//
// [NormalDate] and [NormalQuantity] define the normal forms. A grammar of our
// own reads them off the tokens: it needs the phrase as well as its value, the
// tense of the verb decides whether "Tuesday" is the last or the next, and
// what the text leaves open ("early March", "Q3") stays open as an interval.
//
// # Limits
//
// English only. Words run together ("alot", "its" for "it's") are one token
// unless the treebanks divide that word more often than not. Two sentences
// without any sign between them in lower case stay one. Years are Gregorian;
// hours keep no time zone.
//
// # Rejected
//
// A neural net over characters, as in most UD pipelines: it would cost more
// than the parser may, to gain on web text what news text does not need. Punkt (Kiss and Strunk 2006): it needs
// a large text to learn abbreviations from, and an article is a small one.
// Go-dateparser: it parses a string that is a date, in any language, to an
// instant; it neither finds the phrase nor keeps its precision.
package nlp
