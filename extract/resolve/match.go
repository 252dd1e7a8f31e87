package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// Judge is the name under which [Match] judges.
const Judge = "resolve"

// MinScore is the least probability at which two records are judged to be one.
// On the development data it costs no precision against 0.9, and finds more.
const MinScore = 0.8

// A Judger judges which records are one thing, for those who keep the
// judgements of a store.
type Judger struct{}

// Name is [Judge].
func (Judger) Name() string { return Judge }

// Match is the function [Match].
func (Judger) Match(records []schema.Record) []schema.Judgement { return Match(records) }

// Match returns the judgements that records of different IRIs are one thing,
// each with its score and reasons, sorted by their entities. Only records
// that share a key of a name are compared, and in a large block only those
// that stand near each other in the alphabet, so that time grows with
// n log n. Judgements depend on the set of records alone, not on their order.
func Match(records []schema.Record) []schema.Judgement {
	m := newMatcher(records)
	var found []match
	for _, p := range m.pairs() {
		if j, ok := m.judge(p[0], p[1]); ok && j.Score >= MinScore {
			found = append(found, match{p, j})
		}
	}
	return sortJudgements(m.withoutRivals(found))
}

// A match is two records that are judged to be one thing.
type match struct {
	pair [2]int
	schema.Judgement
}

// withoutRivals returns the judgements of matches, but for those by which a
// record would be two persons whose names tell them apart: "J. Roe" is Jane
// or John, whoever keeps its company, and neither when both do.
func (m *matcher) withoutRivals(found []match) []schema.Judgement {
	of := map[int][]int{} // matches of a record
	for i := range found {
		for _, at := range found[i].pair {
			of[at] = append(of[at], i)
		}
	}
	beaten := make([]bool, len(found))
	for at, list := range of { // what is beaten is so in any order
		if m.records[at].Type != schema.Person {
			continue
		}
		for _, i := range list {
			for _, k := range list {
				if i != k && found[i].Score <= found[k].Score && m.conflict(found[i].other(at), found[k].other(at)) {
					beaten[i] = true
				}
			}
		}
	}
	var out []schema.Judgement
	for i := range found {
		if !beaten[i] {
			out = append(out, found[i].Judgement)
		}
	}
	return out
}

// other returns the record that another is matched with.
func (f *match) other(at int) int { return f.pair[0] + f.pair[1] - at }

// Candidates returns the pairs that are like each other but not enough to be
// judged one, the most doubtful (nearest to the bound) first: what a person
// should look at.
func Candidates(records []schema.Record, limit int) []schema.Judgement {
	m := newMatcher(records)
	var out []schema.Judgement
	for _, p := range m.pairs() {
		if j, ok := m.judge(p[0], p[1]); ok && j.Score < MinScore {
			out = append(out, j)
		}
	}
	slices.SortFunc(out, func(a, b schema.Judgement) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.From, b.From), cmp.Compare(a.Into, b.Into))
	})
	return out[:min(limit, len(out))]
}

func sortJudgements(list []schema.Judgement) []schema.Judgement {
	slices.SortFunc(list, func(a, b schema.Judgement) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Into, b.Into))
	})
	return list
}

// A matcher holds records with their names taken apart.
type matcher struct {
	weights *Weights
	records []schema.Record
	names   [][]parsedName
	known   []bool // what is in the lexicon, or a large city
	bearers bearers
	degree  map[string]int // how many records have a neighbour
}

// A parsedName is a name, folded.
type parsedName struct {
	name  string // as written
	text  string
	words []string
	sound []string // of each word
	short string   // its letters when it is written as an acronym
	long  string   // its initials when it has several words
}

func newMatcher(records []schema.Record) *matcher {
	m := &matcher{weights: defaultWeights(), records: slices.Clone(records), bearers: bearers{}, degree: map[string]int{}}
	slices.SortFunc(m.records, func(a, b schema.Record) int { return cmp.Compare(a.IRI, b.IRI) })
	for i := range m.records {
		r := &m.records[i]
		for _, n := range r.Neighbours {
			m.degree[n]++
		}
		var names []parsedName
		for _, n := range r.Names {
			if shortForm(n, r.Names) {
				continue
			}
			p := parseName(n, r.Type)
			p.name = n
			names = append(names, p)
			if r.Type == schema.Person && len(p.words) > 1 {
				m.bearers.add(p.words)
			}
		}
		m.names = append(m.names, names)
		m.known = append(m.known, r.Type != schema.Person && slices.ContainsFunc(r.Names, func(n string) bool {
			return Default().Find(n, r.Type) != nil || r.Type == schema.Place && Default().IsPlace(n)
		}))
	}
	return m
}

// shortForm reports whether a name is one that only its article understands:
// "the Court" for one court of many, "Society" for a society of a longer name.
func shortForm(name string, all []string) bool {
	if isAcronym(name) || strings.Contains(name, " ") {
		return false
	}
	return isGeneric(name) || slices.ContainsFunc(all, func(other string) bool {
		return len(other) > len(name) && slices.Contains(strings.Fields(fold(other)), fold(name))
	})
}

// companyForms are the last words of companies' names that news leave out.
var companyForms = set("inc corp corporation co ltd limited llc llp plc gmbh ag sa nv bv spa ab oyj asa")

func parseName(name string, t schema.EntityType) parsedName {
	p := parsedName{text: fold(name)}
	if at := strings.LastIndexByte(p.text, ' '); at > 0 && t != schema.Person && companyForms[p.text[at+1:]] {
		p.text = strings.TrimSuffix(p.text[:at], ",") // "Pharmaline, Inc."
	}
	p.words = nameWords(p.text, t)
	for _, w := range p.words {
		p.sound = append(p.sound, sound(w))
	}
	if isAcronym(name) {
		p.short = p.text
	} else if len(p.words) > 1 && t != schema.Person {
		p.long = initials(name)
	}
	return p
}

// nameWords returns the words of a folded name. The Arabic article before a
// surname is left out: writers do with and without it, and join it in their own ways.
func nameWords(name string, t schema.EntityType) []string {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == ',' })
	if t != schema.Person || len(words) < 2 {
		return words
	}
	kept := words[:0]
	for i, w := range words {
		article := w == "al" || w == "el"
		if !article || i == len(words)-1 || i == 0 && !strings.HasPrefix(name, w+"-") {
			kept = append(kept, w)
		}
	}
	return kept
}

// Sizes of blocks: a block of more than maxBlock records is compared within a
// window of the alphabet only.
const (
	maxBlock = 20
	window   = 6
)

// pairs returns the pairs of records to compare, sorted, each once.
func (m *matcher) pairs() [][2]int {
	type entry struct {
		key  string
		name string
		at   int
	}
	var entries []entry
	for i, names := range m.names {
		for _, n := range names {
			for _, key := range m.keys(&n, m.records[i].Type) {
				entries = append(entries, entry{key, n.text, i})
			}
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.name, b.name), cmp.Compare(a.at, b.at))
	})
	var out [][2]int
	for i := 0; i < len(entries); {
		j := i
		for j < len(entries) && entries[j].key == entries[i].key {
			j++
		}
		reach := j - i
		if reach > maxBlock {
			reach = window
		}
		for a := i; a < j; a++ {
			for b := a + 1; b < min(j, a+reach+1); b++ {
				if x, y := entries[a].at, entries[b].at; x != y {
					out = append(out, [2]int{min(x, y), max(x, y)})
				}
			}
		}
		i = j
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(out)
}

// keys returns the blocks of a name: its sound, word by word in the order of
// the alphabet; for persons the sound of the first and of the last word, each
// with the beginning of the other, the first with the end of the last, the first
// letter with the last, all in one word, the surname with each given name that
// the first word is a form of, and a surname that one alone bears; its acronym.
func (m *matcher) keys(p *parsedName, t schema.EntityType) []string {
	if len(p.sound) == 0 {
		return nil
	}
	last := p.sound[len(p.sound)-1]
	sounds := slices.Clone(p.sound)
	slices.Sort(sounds)
	keys := []string{"s " + strings.Join(sounds, " ")}
	switch {
	case t == schema.Person && len(p.words) == 1:
		keys = append(keys, "n "+p.words[0], "j "+p.sound[0])
	case t == schema.Person:
		first := p.sound[0]
		keys = append(keys, "l "+last+" "+initialOfSound(first), "f "+first+" "+initialOfSound(last),
			"e "+first+" "+last[max(0, len(last)-1):], "j "+sound(strings.Join(p.words, "")), "i "+p.words[0][:1]+" "+last)
		surname := p.words[len(p.words)-1]
		if m.bearers.alone(surname) {
			keys = append(keys, "n "+surname)
		}
		for _, name := range givenNames()[p.words[0]] {
			keys = append(keys, "g "+name+" "+last)
		}
	case p.short != "":
		keys = append(keys, "a "+p.short)
	case len(p.long) > 1:
		keys = append(keys, "a "+p.long)
	}
	if at := slices.Index(p.words, "in"); at > 1 && t != schema.Person {
		before := slices.Clone(p.sound[:at])
		slices.Sort(before)
		keys = append(keys, "s "+strings.Join(before, " "))
	}
	return keys
}

// initialOfSound returns the first letter of a sound, "" of none.
func initialOfSound(s string) string { return s[:min(1, len(s))] }

// sound brings a word to the letters that spellings and transliterations
// share: consonants of one kind are one, vowels but the first are left out,
// and letters are not doubled.
func sound(w string) string {
	w = soundPairs.Replace(w)
	var b strings.Builder
	last := byte(0)
	for i := 0; i < len(w); i++ {
		c := w[i]
		if s := strings.IndexByte("cqgwfyz", c); s >= 0 {
			c = "kkkvvis"[s]
		}
		vowel := strings.IndexByte("aeiouh", c) >= 0
		if vowel && i > 0 || c == last {
			continue
		}
		if vowel {
			c = 'a'
		}
		b.WriteByte(c)
		last = c
	}
	return b.String()
}

var soundPairs = strings.NewReplacer(
	"sch", "s", "tch", "s", "kh", "k", "gh", "g", "ph", "f", "ch", "s", "sh", "s", "zh", "j", "th", "t", "dj", "j", "ck", "k", "ks", "x", "'", "",
)
