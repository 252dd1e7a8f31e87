package lexicon
