package attribution

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"sync"

	data "github.com/sayso-graph/sayso/data/lexicon"
	"github.com/sayso-graph/sayso/extract/nlp"
)

// A lexicon maps a part of speech and a lemma to frames and their kinds.
type lexicon map[entryKey]map[string]Kind

type entryKey struct{ pos, lemma string }

var reporting = sync.OnceValue(func() lexicon {
	lex, err := load()
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return lex
})

func load() (lexicon, error) {
	file, err := data.FS.Open("reporting.tsv")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lex, err := readLexicon(file)
	if err != nil {
		return nil, fmt.Errorf("reporting.tsv: %w", err)
	}
	return lex, nil
}

func readLexicon(r io.Reader) (lexicon, error) {
	lex := lexicon{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != 4 {
			return nil, fmt.Errorf("line %d: %d columns, want 4", n, len(row))
		}
		lex.add(Kind(row[0]), row[1], strings.Split(row[2], ","), strings.Fields(row[3]))
	}
	return lex, lines.Err()
}

// add enters words; the first kind given for a frame stays.
func (lex lexicon) add(kind Kind, pos string, frames, lemmas []string) {
	for _, lemma := range lemmas {
		key := entryKey{pos, lemma}
		if lex[key] == nil {
			lex[key] = map[string]Kind{}
		}
		for _, frame := range frames {
			if _, ok := lex[key][frame]; !ok {
				lex[key][frame] = kind
			}
		}
	}
}

// kind returns the kind of the first of names that has the frame.
func (lex lexicon) kind(pos, frame string, names ...string) (Kind, bool) {
	for _, name := range names {
		if k, ok := lex[entryKey{pos, name}][frame]; ok {
			return k, true
		}
	}
	return "", false
}

// posOf is the lexicon's part of speech of a token.
func posOf(tok *nlp.Token) string {
	switch tok.UPOS {
	case "VERB", "AUX":
		return "verb"
	case "NOUN", "PROPN":
		return "noun"
	}
	return strings.ToLower(tok.UPOS)
}

// lower is the lemma in lower case, or the form of a token without lemma.
func lower(tok *nlp.Token) string {
	if tok.Lemma == "" || tok.Lemma == "_" {
		return strings.ToLower(tok.Form)
	}
	return strings.ToLower(tok.Lemma)
}

func words(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}
