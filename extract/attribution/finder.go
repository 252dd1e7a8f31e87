package attribution

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// A finder looks for attributions inside one sentence, by its tree.
type finder struct {
	doc   *nlp.Doc
	sent  int
	toks  []nlp.Token // a copy, repaired
	tree  *nlp.Tree
	lex   lexicon
	quote []int // index of the quotation that each token is in, -1 for none
	// quotes are those of the document.
	quotes []*quotation
	out    []Attribution
}

// sentence returns the attributions of one sentence, by the position of their
// cues.
func (f *finder) sentence() []Attribution {
	for i := range f.toks {
		switch posOf(&f.toks[i]) {
		case "verb":
			f.verb(i)
		case "noun":
			f.noun(i)
			f.opinion(i)
		case "adj":
			f.adjective(i)
		case "adv":
			f.adverb(i)
		}
		if strings.EqualFold(f.toks[i].Form, "according") {
			f.according(i)
		}
	}
	return f.out
}

// emit adds an attribution; its content without cue, source and outer
// punctuation.
func (f *finder) emit(verb int, source Part, speaker int, cue []int, c complement) {
	c.content = subtract(c.content, union(cue, source.Tokens, []int{verb}))
	if c.content = f.trim(c.content); len(c.content) == 0 {
		return
	}
	f.out = append(f.out, Attribution{
		Source:  source,
		Speaker: speaker,
		Cue:     Part{f.sent, cue},
		Verb:    verb,
		Kind:    c.kind,
		Frame:   c.frame,
		Content: []Part{{f.sent, c.content}},
		Clausal: c.clausal,
		Weak:    c.weak,
		Via:     -1,
	})
}

// A complement is what a cue reports.
type complement struct {
	kind          Kind
	frame         string
	content       []int
	clausal, weak bool
	cue           []int // what of it belongs to the cue: a preposition
}

// trim drops punctuation from both ends, quotation marks excepted.
func (f *finder) trim(tokens []int) []int {
	outer := func(t int) bool { return f.toks[t].UPOS == "PUNCT" && !isMark(&f.toks[t]) }
	for len(tokens) > 0 && outer(tokens[0]) {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && outer(tokens[len(tokens)-1]) {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}

// names are the lexicon keys of a predicate: with its particle, then without.
func (f *finder) names(head int) []string {
	lemma := lower(&f.toks[head])
	if p := f.particle(head); p >= 0 {
		return []string{lemma + "_" + lower(&f.toks[p]), lemma}
	}
	return []string{lemma}
}

// particle returns the particle of a verb ("point out"), or -1. Treebanks and
// parsers disagree on particles and adverbs, so an adverb right behind counts.
func (f *finder) particle(head int) int {
	if p := f.tree.Child(head, "compound:prt"); p >= 0 {
		return p
	}
	if next := head + 1; next < len(f.toks) && f.toks[next].Head == head && f.toks[next].Rel == "advmod" {
		switch lower(&f.toks[next]) {
		case "out", "back", "up", "down", "in", "off", "on", "after":
			return next
		}
	}
	return -1
}

// passive reports whether verb v is in the passive, a bare participle behind
// its noun included.
func (f *finder) passive(v int) bool {
	if f.tree.Child(v, "aux:pass", "nsubj:pass") >= 0 {
		return true
	}
	return f.toks[v].XPOS == "VBN" && f.tree.Child(v, "aux", "nsubj") < 0 && f.toks[v].Rel != "conj"
}

// subtract returns the tokens of a that are not in b.
func subtract(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(t int) bool {
		_, found := slices.BinarySearch(b, t)
		return found
	})
}

// union returns the tokens in any of the lists, ascending.
func union(lists ...[]int) []int {
	out := slices.Concat(lists...)
	slices.Sort(out)
	return slices.Compact(out)
}

// subtree is token i with all that hangs on it.
func (f *finder) subtree(i int) []int { return f.tree.Subtree(i, nil) }

// marker is the first preposition or subordinator of token i, -1 for none.
func (f *finder) marker(i int) int { return f.tree.Child(i, "case", "mark") }

// markedBy reports whether token i is introduced by that word.
func (f *finder) markedBy(i int, word string) bool {
	for _, k := range f.tree.Children(i) {
		if r := f.toks[k].Rel; (r == "case" || r == "mark") && strings.EqualFold(f.toks[k].Form, word) {
			return true
		}
	}
	return false
}
