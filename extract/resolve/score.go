package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// An Agreement is a way in which the names of two records agree.
type Agreement string

// The ways. Of two names, the first that holds is taken.
const (
	sameName      Agreement = "same name"                  // but for case, accents, articles
	sameShort     Agreement = "same short name"            // of a person
	sameWordsOf   Agreement = "same words"                 // in another order
	sameLetters   Agreement = "other blanks"               // "Xi Jin-ping" and "Xi Jinping"
	acronymOf     Agreement = "acronym"                    // a name and its initials
	withMiddle    Agreement = "middle name"                // one has a middle name or an initial more
	withForm      Agreement = "form of the given name"     // "Bob Roe" and "Robert Roe"
	withInitial   Agreement = "initial"                    // "J. Roe" and "Jane Roe"
	onlyBearer    Agreement = "the one bearer of the name" // "Roe", and one Jane Roe alone
	withItsPlace  Agreement = "with its place"             // "Chinese Embassy" and "Chinese Embassy in Washington"
	otherSpelling Agreement = "spelling"                   // one letter differs, or the spelling of one sound
)

// Evidence is what speaks for and against two records being one.
type Evidence struct {
	Agreement Agreement
	Company   float64 // weight of the neighbours that they share
	Strangers bool    // both have neighbours, and share none
	OtherType bool    // a place and an organization, say
	Articles  int     // of the one in the most articles, where Agreement is onlyBearer
}

// judge scores two records. It reports false when their names or types speak
// against their being one, or when both are known and their names only alike:
// Geneva and Genova.
func (m *matcher) judge(a, b int) (schema.Judgement, bool) {
	x, y := &m.records[a], &m.records[b]
	e, reasons, ok := m.evidence(a, b)
	if !ok {
		return schema.Judgement{}, false
	}
	from, into := x.IRI, y.IRI
	if preferred(x, y) {
		from, into = into, from
	}
	return schema.Judgement{From: from, Into: into, Same: true, Judge: Judge, Score: m.weights.Score(&e), Reasons: reasons}, true
}

// evidence compares two records, and says in words what it finds.
func (m *matcher) evidence(a, b int) (e Evidence, reasons []string, ok bool) {
	x, y := &m.records[a], &m.records[b]
	if !sameKind(x.Type, y.Type) {
		return e, nil, false
	}
	way, reason := m.bestAgreement(a, b)
	alike := way == otherSpelling || way == acronymOf
	if way == "" || x.Type == schema.Person && m.conflict(a, b) || alike && m.known[a] && m.known[b] {
		return e, nil, false
	}
	e = Evidence{Agreement: way, OtherType: x.Type != y.Type}
	if way == onlyBearer {
		e.Articles = max(x.Articles, y.Articles)
	}
	reasons = append(reasons, reason)
	if common := shared(x.Neighbours, y.Neighbours); len(common) > 0 {
		e.Company = m.weight(common)
		reasons = append(reasons, fmt.Sprintf("neighbours in common: %s", strings.Join(common[:min(3, len(common))], ", ")))
	} else {
		e.Strangers = len(x.Neighbours) > 0 && len(y.Neighbours) > 0
	}
	if e.OtherType {
		reasons = append(reasons, fmt.Sprintf("types %s and %s", x.Type, y.Type))
	}
	return e, reasons, true
}

// sameKind reports whether two types may be of one thing: places act as
// organizations, and what is of no kind may be of any but persons.
func sameKind(a, b schema.EntityType) bool {
	switch {
	case a == b:
		return true
	case a == schema.Person || b == schema.Person:
		return false
	case a == schema.Other || b == schema.Other || a == schema.Work || b == schema.Work:
		return true
	}
	return (a == schema.Place || a == schema.Organization) && (b == schema.Place || b == schema.Organization)
}

// preferred reports whether a's IRI is the one that stays: of what is in more
// articles, then of the longer name, then the first in the alphabet.
func preferred(a, b *schema.Record) bool {
	if a.Articles != b.Articles {
		return a.Articles > b.Articles
	}
	if len(a.Names) > 0 && len(b.Names) > 0 && len(a.Names[0]) != len(b.Names[0]) {
		return len(a.Names[0]) > len(b.Names[0])
	}
	return a.IRI < b.IRI
}

// bestAgreement returns the way in which the names agree that tells most, and
// which names they are.
func (m *matcher) bestAgreement(a, b int) (Agreement, string) {
	var best Agreement
	reason := ""
	for i := range m.names[a] {
		for j := range m.names[b] {
			x, y := &m.names[a][i], &m.names[b][j]
			way := m.agreement(x, y, m.records[a].Type)
			if way != "" && (best == "" || m.weights.Agreement[way] > m.weights.Agreement[best]) {
				best, reason = way, fmt.Sprintf("%s: %q, %q", way, x.name, y.name)
			}
		}
	}
	return best, reason
}

// agreement tells how two names agree, "" when they do not.
func (m *matcher) agreement(x, y *parsedName, t schema.EntityType) Agreement {
	person := t == schema.Person
	switch {
	case x.text == "" || y.text == "":
		return ""
	case x.text == y.text && (!person || len(x.words) > 1):
		return sameName
	case x.text == y.text:
		return sameShort
	case len(x.words) == len(y.words) && len(x.words) > 1 && sameWords(x.words, y.words):
		return sameWordsOf
	case otherBlanks(x, y):
		return sameLetters
	case x.short != "" && x.short == y.long, y.short != "" && y.short == x.long:
		return acronymOf
	case person && middleName(x.words, y.words):
		if m.bearers.severalMiddles(x.words[0], x.words[len(x.words)-1]) {
			return "" // George Bush is either of two
		}
		return withMiddle
	case person && givenForm(x.words, y.words):
		return withForm
	case person && initialOf(x.words, y.words):
		return withInitial
	case person && m.onlyBearer(x.words, y.words):
		return onlyBearer
	case !person && withPlace(x.text, y.text):
		return withItsPlace
	case similar(x, y, person), oneLetter(x, y):
		return otherSpelling
	}
	return ""
}

// withPlace reports whether one name is the other with a place behind it.
func withPlace(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return strings.Contains(a, " ") && strings.HasPrefix(b, a+" in ")
}

func sameWords(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// middleName reports whether the names have first and last word in common and
// one has no other words.
func middleName(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) == 2 && len(b) > 2 && a[0] == b[0] && a[1] == b[len(b)-1]
}

// initialOf reports whether the first word of one is the first letter of the
// other's, and the last words are the same.
func initialOf(a, b []string) bool {
	if len(a) < 2 || len(b) < 2 || a[len(a)-1] != b[len(b)-1] {
		return false
	}
	x, y := a[0], b[0]
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) == 1 && strings.HasPrefix(y, x)
}

// onlyBearer reports whether one name is the last word of the other, which no
// other person's full name ends in.
func (m *matcher) onlyBearer(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) == 1 && len(b) > 1 && a[0] == b[len(b)-1] && m.bearers.alone(a[0])
}

// similar reports whether two names of some length differ in one letter, or
// only in the spelling of the same sounds, which may be that of every word:
// "Moammar Kadhafi" and "Muammar Gaddafi". A person's given name may be in
// another form besides.
func similar(x, y *parsedName, person bool) bool {
	if len(x.text) < 6 || len(y.text) < 6 || len(x.words) != len(y.words) || digits(x.text) != digits(y.text) {
		return false
	}
	apart, heard := 0, true
	for i, a := range x.words {
		b := y.words[i]
		form := i == 0 && person && formOf(a, b)
		if a == b {
			continue
		}
		if !form && !spelledAlike(a, b, x.sound[i], y.sound[i]) {
			return false
		}
		apart++
		heard = heard && (form || x.sound[i] == y.sound[i])
	}
	return apart == 1 || apart > 1 && heard
}

// spelledAlike reports whether two words, with their sounds, differ in one
// letter or in the spelling of the same sounds. Short words that sound alike
// are often different ones (Jane and John), and so are those with few letters
// in common (Georgia and Greece).
func spelledAlike(a, b, soundA, soundB string) bool {
	short := min(len(a), len(b))
	return short >= 4 && (oneEdit(a, b) ||
		soundA == soundB && (len(soundA) > 2 || short >= 6) && 10*edits(a, b) <= 4*max(len(a), len(b)))
}

// edits counts the insertions, deletions and substitutions that make b of a.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// otherBlanks reports whether two long names are the same but for blanks and
// hyphens.
func otherBlanks(x, y *parsedName) bool {
	return len(x.text) > 8 && strings.Join(x.words, "") == strings.Join(y.words, "")
}

// oneLetter reports whether two long names differ in one letter and in a
// blank that it makes or takes away.
func oneLetter(x, y *parsedName) bool {
	return len(x.text) > 8 && len(x.words) != len(y.words) && digits(x.text) == digits(y.text) &&
		oneEdit(strings.Join(x.words, ""), strings.Join(y.words, ""))
}

// digits returns the digits of a name: Apollo 11 is not Apollo 12.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// oneEdit reports whether one insertion, deletion, substitution or exchange of
// neighbours makes b of a.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i == len(a) || a[i+1:] == b[i+1:] ||
			i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}

// conflict reports whether two persons have full names that no one person has.
func (m *matcher) conflict(a, b int) bool {
	for i := range m.names[a] {
		for j := range m.names[b] {
			if otherPerson(&m.names[a][i], &m.names[b][j]) {
				return true
			}
		}
	}
	return false
}

// weight adds up neighbours: one that few records have tells as much as four
// that many have.
func (m *matcher) weight(neighbours []string) float64 {
	sum := 0.0
	for _, n := range neighbours {
		if m.degree[n] <= fewRecords {
			sum += 2
		} else {
			sum += 0.5
		}
	}
	return sum
}

// fewRecords is how many records at most have a neighbour that tells them
// from others.
const fewRecords = 5

// shared returns the strings that two sorted lists have in common.
func shared(a, b []string) []string {
	var common []string
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch strings.Compare(a[i], b[j]) {
		case 0:
			common = append(common, a[i])
			i++
			j++
		case -1:
			i++
		default:
			j++
		}
	}
	return common
}
