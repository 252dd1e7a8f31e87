package factuality

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"sync"

	data "github.com/sayso-graph/sayso/data/lexicon"
)

// A value is what a predicate makes of its complement.
type value uint8

const (
	open        value = iota // not in the lexicon
	actual                   // "+": as true as the predicate
	counter                  // "-": as false as the predicate is true
	reported                 // somebody says so
	denied                   // somebody says that it is not so
	possible                 // nobody is committed
	unlikely                 // possible, and rather not
	necessary                // ought to be so
	requested                // asked for
	forbidden                // asked not to be
	questioned               // asked about
	conditional              // under a condition
)

var valueNames = map[string]value{
	"+": actual, "-": counter, "reported": reported, "denied": denied, "possible": possible, "unlikely": unlikely,
	"necessary": necessary, "requested": requested, "forbidden": forbidden, "question": questioned, "conditional": conditional,
}

// A signature gives the value of a complement under the predicate and under
// its negation: + - for "manage to", - + for "fail to", + + for a factive.
type signature struct{ positive, negated value }

// factive reports whether the complement holds however the predicate is put.
func (s signature) factive() bool { return s.positive == actual && s.negated == actual }

type lexiconKey struct{ pos, frame, lemma string }

type lexicon struct {
	entries   map[lexiconKey]signature
	reporting map[string]bool // "verb say": verbs, nouns and adjectives that report a clause
}

var shared = sync.OnceValue(func() *lexicon {
	lex, err := load()
	if err != nil {
		panic(err) // the files are part of the program; a test reads them
	}
	return lex
})

func load() (*lexicon, error) {
	file, err := data.FS.Open("factuality.tsv")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	entries, err := readSignatures(file)
	if err != nil {
		return nil, fmt.Errorf("factuality.tsv: %w", err)
	}
	return &lexicon{entries: entries}, nil
}

func readSignatures(r io.Reader) (map[lexiconKey]signature, error) {
	entries := map[lexiconKey]signature{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		if line := lines.Text(); line != "" && line[0] != '#' {
			if err := addSignatures(entries, strings.Split(line, "\t")); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
	}
	return entries, lines.Err()
}

func addSignatures(entries map[lexiconKey]signature, columns []string) error {
	if len(columns) != 5 {
		return fmt.Errorf("%d columns, want 5", len(columns))
	}
	sig := signature{valueNames[columns[2]], valueNames[columns[3]]}
	if sig.positive == open || sig.negated == open {
		return fmt.Errorf("unknown value in %q, %q", columns[2], columns[3])
	}
	for _, lemma := range strings.Fields(columns[4]) {
		key := lexiconKey{columns[0], columns[1], lemma}
		if _, ok := entries[key]; ok {
			return fmt.Errorf("%s %s %q stands twice", key.pos, key.frame, key.lemma)
		}
		entries[key] = sig
	}
	return nil
}

// find looks a predicate up under the first of its names that is listed.
func (l *lexicon) find(pos, frame string, names ...string) (signature, bool) {
	for _, name := range names {
		if sig, ok := l.entries[lexiconKey{pos, frame, name}]; ok {
			return sig, true
		}
	}
	return signature{}, false
}
