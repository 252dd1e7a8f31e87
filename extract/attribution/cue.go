package attribution

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// cue returns the words that report: the verb with its auxiliaries, negation,
// particle and the adverbs that stand among or next to them, the verbs of
// phase and manner that govern it ("went on to say", "refused to rule out"),
// and extra, the preposition of its frame.
func (f *finder) cue(v int, extra []int) []int {
	group := f.verbGroup(v)
	for w := v; ; {
		up := f.raising(w)
		if up < 0 {
			break
		}
		group = union(group, f.verbGroup(up), f.between(up, w))
		w = up
	}
	return union(group, extra)
}

// verbGroup is a verb with what belongs to it.
func (f *finder) verbGroup(v int) []int {
	group := []int{v}
	for _, k := range f.tree.Children(v) {
		switch rel := f.toks[k].Rel; {
		case nlp.IsRel(rel, "aux"), rel == "cop", k == f.particle(v):
			group = append(group, k)
		}
	}
	slices.Sort(group)
	for changed := true; changed; {
		changed = false
		for _, k := range f.tree.Children(v) {
			if f.toks[k].Rel == "advmod" && !slices.Contains(group, k) && f.adverbOf(k, group) {
				group = append(group, k)
				slices.Sort(group)
				changed = true
			}
		}
	}
	return group
}

// adverbOf reports whether the adverb k touches the verb group or stands in it.
func (f *finder) adverbOf(k int, group []int) bool {
	if len(f.tree.Children(k)) > 0 || strings.HasPrefix(f.toks[k].XPOS, "W") || f.toks[k].XPOS == "" {
		return false
	}
	return k >= group[0]-1 && k < group[len(group)-1]
}

// phase verbs add to the verb that they govern when and how it is done.
var phase = words("begin start continue go_on go keep seem appear try tend refuse decline proceed come use manage fail need have dare stop finish resist want like happen take")

// raising returns the verb of phase that governs w, or -1.
func (f *finder) raising(w int) int {
	tok := f.toks[w]
	if tok.Head < 0 || tok.Head > w || tok.Rel != "xcomp" {
		return -1
	}
	if !phase[lower(&f.toks[tok.Head])] || f.tree.Child(tok.Head, "obj") >= 0 {
		return -1
	}
	return tok.Head
}

// between returns the marks and adverbs from one verb to the next.
func (f *finder) between(up, w int) []int {
	var out []int
	for k := up + 1; k < w; k++ {
		if h := f.toks[k].Head; (h == w || h == up) && f.toks[k].UPOS != "PUNCT" {
			out = append(out, k)
		}
	}
	return out
}
