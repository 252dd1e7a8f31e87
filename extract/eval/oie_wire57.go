package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WiRe57 is the gold of the benchmark of that name: Léchelle, Gotti and
// Langlais, WiRe57: A Fine-Grained Benchmark for Open Information Extraction,
// LAW 2019. The words of a slot that the sentence does not hold are optional.
type WiRe57 struct {
	keys  []string
	alias map[string]string // key of the raw text to key of the tokens
	gold  map[string][][]wirePart
	count int
}

// WiRe57Score is the outcome, averaged over predictions and references.
type WiRe57Score struct {
	PRF
	OfMatches           PRF // precision and recall of matched tuples alone
	References, Matches int
	Extracted           int
}

// A wirePart is a slot: its words, and how many of them the sentence holds.
type wirePart struct {
	words map[string]bool
	said  int
}

type wireSlot struct {
	Words   []string          `json:"words"`
	Indexes []json.RawMessage `json:"words_indexes"`
}

type wireSentence struct {
	Text   string   `json:"sent"`
	Tokens []string `json:"tokens"`
	Tuples []struct {
		Subject  wireSlot   `json:"arg1"`
		Relation wireSlot   `json:"rel"`
		Object   wireSlot   `json:"arg2"`
		Further  []wireSlot `json:"arg3+"`
	} `json:"tuples"`
}

// ReadWiRe57 reads the benchmark's own JSON format.
func ReadWiRe57(r io.Reader) (*WiRe57, error) {
	var documents map[string][]wireSentence
	if err := json.NewDecoder(r).Decode(&documents); err != nil {
		return nil, fmt.Errorf("wire57: %w", err)
	}
	g := &WiRe57{alias: map[string]string{}, gold: map[string][][]wirePart{}}
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		for _, sentence := range documents[name] {
			g.add(&sentence)
		}
	}
	for _, tuples := range g.gold {
		g.count += len(tuples)
	}
	return g, nil
}

func (g *WiRe57) add(s *wireSentence) {
	key := SentenceKey(strings.Join(s.Tokens, " "))
	g.alias[SentenceKey(s.Text)], g.alias[key] = key, key
	if _, seen := g.gold[key]; !seen {
		g.keys = append(g.keys, key)
	}
	g.gold[key] = nil
	for _, t := range s.Tuples {
		var tuple []wirePart
		for _, slot := range append([]wireSlot{t.Subject, t.Relation, t.Object}, t.Further...) {
			tuple = append(tuple, newWirePart(slot))
		}
		g.gold[key] = append(g.gold[key], tuple)
	}
}

func newWirePart(s wireSlot) wirePart {
	p := wirePart{words: map[string]bool{}}
	for _, w := range s.Words {
		p.words[w] = true
	}
	for _, i := range s.Indexes {
		if string(i) != `"inf"` {
			p.said++
		}
	}
	return p
}

// Score compares extractions with the gold. With retokenize, punctuation and
// clitics are split off predicted words, for sentences read as raw text.
func (g *WiRe57) Score(extractions []Extraction, retokenize bool) WiRe57Score {
	predicted := map[string][][][]string{}
	for i := range extractions {
		key := SentenceKey(extractions[i].Sentence)
		if k, ok := g.alias[key]; ok {
			key = k
		}
		predicted[key] = append(predicted[key], wireRow(&extractions[i], retokenize))
	}
	score := WiRe57Score{References: g.count}
	var precision, recall float64
	for _, key := range g.keys {
		rows := predicted[key]
		score.Extracted += len(rows)
		for _, pair := range wireMatch(g.gold[key], rows) {
			precision += pair.precision
			recall += pair.recall
			score.Matches++
		}
	}
	score.PRF = newPRF(ratio(precision, float64(score.Extracted), 0), ratio(recall, float64(score.References), 0))
	score.OfMatches = newPRF(ratio(precision, float64(score.Matches), 0), ratio(recall, float64(score.Matches), 0))
	return score
}

// wireRow returns the words of an extraction, slot by slot.
func wireRow(e *Extraction, retokenize bool) [][]string {
	objects := e.objects()
	if len(objects) == 0 {
		objects = []string{""}
	}
	var row [][]string
	for _, slot := range append([]string{e.Subject, e.Predicate}, objects...) {
		if retokenize {
			slot = splitWords(slot)
		}
		row = append(row, strings.Fields(slot))
	}
	return row
}

// wireMatch pairs references and predictions greedily by F1.
func wireMatch(references [][]wirePart, rows [][][]string) []carbPair {
	var cells []matchCell
	pairs := map[[2]int]carbPair{}
	for i, reference := range references {
		for j, row := range rows {
			if pair, ok := compareWire(reference, row); ok && f1(pair.precision, pair.recall) > 0 {
				pairs[[2]int{i, j}] = pair
				cells = append(cells, matchCell{f1(pair.precision, pair.recall), i, j})
			}
		}
	}
	var out []carbPair
	for _, c := range greedyMatch(cells) {
		out = append(out, pairs[[2]int{c.row, c.col}])
	}
	return out
}

// compareWire fails when one of the three core slots has no word in common.
func compareWire(reference []wirePart, row [][]string) (carbPair, bool) {
	var hits, predicted, wanted int
	for n, part := range reference {
		var words []string
		if n < len(row) {
			words = row[n]
		}
		common := 0
		for _, w := range words {
			if part.words[w] {
				common++
			}
		}
		if n < 3 && common == 0 && part.said > 0 {
			return carbPair{}, false
		}
		if n < 3 && len(words) == 0 {
			continue
		}
		hits += common
		predicted += len(words)
		wanted += part.said
	}
	if predicted == 0 || wanted == 0 {
		return carbPair{}, false
	}
	return carbPair{float64(hits) / float64(predicted), float64(hits) / float64(wanted)}, true
}

var (
	wireClitic = regexp.MustCompile(`(?i)n['’]t|['’](?:s|re|ve|ll|d|m)|['’]`)
	wireEdge   = regexp.MustCompile(`["“”()\[\]{}?!;]|--|[,:]|\.\s*$`)
)

// splitWords puts blanks around the punctuation and before the clitics that
// the gold tokenisation separates.
func splitWords(text string) string {
	text = replaceWhere(text, wireClitic, cliticAt, func(m string) string { return " " + m })
	return replaceWhere(text, wireEdge, edgeAt, func(m string) string { return " " + m + " " })
}

// cliticAt reports whether text[from:to] is a clitic behind a letter, with no
// word going on behind it; a bare apostrophe must follow an s.
func cliticAt(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	if !unicode.IsLetter(before) || isWordRune(after) {
		return false
	}
	if m := text[from:to]; m == "'" || m == "’" {
		return before == 's' || before == 'S'
	}
	return true
}

// edgeAt reports whether the punctuation at text[from:to] stands alone: not a
// comma or colon in a number, nor a full stop behind no word.
func edgeAt(text string, from, to int) bool {
	after, _ := utf8.DecodeRuneInString(text[to:])
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	switch text[from] {
	case ',', ':':
		return !unicode.IsDigit(after)
	case '.':
		return isWordRune(before)
	}
	return true
}

func isWordRune(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsNumber(r)
}

// replaceWhere replaces the matches of re that pass ok.
func replaceWhere(text string, re *regexp.Regexp, ok func(text string, from, to int) bool, with func(string) string) string {
	var out strings.Builder
	last := 0
	for _, m := range re.FindAllStringIndex(text, -1) {
		if ok(text, m[0], m[1]) {
			out.WriteString(text[last:m[0]])
			out.WriteString(with(text[m[0]:m[1]]))
			last = m[1]
		}
	}
	out.WriteString(text[last:])
	return out.String()
}
