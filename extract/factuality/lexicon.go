package factuality

import (
	"bufio"
	"fmt"
	"io"
	"slices"
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
	lex := &lexicon{entries: map[lexiconKey]signature{}, reporting: map[string]bool{}}
	if err := readTable("factuality.tsv", 5, lex.addSignatures); err != nil {
		return nil, err
	}
	return lex, readTable("reporting.tsv", 4, lex.addReporting)
}

// readTable calls add for each line of a lexicon that is no comment.
func readTable(name string, columns int, add func(row []string) error) error {
	file, err := data.FS.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := eachRow(file, columns, add); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func eachRow(r io.Reader, columns int, add func(row []string) error) error {
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			return fmt.Errorf("line %d: %d columns, want %d", n, len(row), columns)
		}
		if err := add(row); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return lines.Err()
}

func (l *lexicon) addSignatures(row []string) error {
	sig := signature{valueNames[row[2]], valueNames[row[3]]}
	if sig.positive == open || sig.negated == open {
		return fmt.Errorf("unknown value in %q, %q", row[2], row[3])
	}
	for lemma := range strings.FieldsSeq(row[4]) {
		key := lexiconKey{row[0], row[1], lemma}
		if _, ok := l.entries[key]; ok {
			return fmt.Errorf("%s %s %q stands twice", key.pos, key.frame, key.lemma)
		}
		l.entries[key] = sig
	}
	return nil
}

// addReporting keeps the words that report a clause without denying it.
func (l *lexicon) addReporting(row []string) error {
	kind, pos, frames, lemmas := row[0], row[1], row[2], row[3]
	if kind == "doubt" || kind == "lie" || !slices.Contains(strings.Split(frames, ","), "clause") {
		return nil
	}
	for lemma := range strings.FieldsSeq(lemmas) {
		l.reporting[pos+" "+lemma] = true
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
