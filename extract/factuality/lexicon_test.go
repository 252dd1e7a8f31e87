package factuality

import (
	"strings"
	"testing"
)

func TestLexiconIsWellFormed(t *testing.T) {
	lex, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for key := range lex.entries {
		switch key.pos {
		case "verb", "adj", "noun", "adv", "adp":
		default:
			t.Errorf("%v: unknown part of speech", key)
		}
	}
}

func TestReadSignaturesRejects(t *testing.T) {
	for name, in := range map[string]string{
		"a missing column":   "verb\tto\t+\t-\n",
		"an unknown value":   "verb\tto\t+\tmaybe\tgo\n",
		"a word given twice": "verb\tto\t+\t-\tgo go\n",
	} {
		lex := &lexicon{entries: map[lexiconKey]signature{}}
		if err := eachRow(strings.NewReader(in), 5, lex.addSignatures); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}
