package attribution

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// objectFrame: "announced a plan", "condemned the attack", "was reported by
// the Post". A passive without its agent says nothing of a source.
func (f *finder) objectFrame(v int, names []string) (complement, bool) {
	kind, ok := f.lex.kind("verb", "np", names...)
	if !ok {
		return complement{}, false
	}
	if o := f.tree.Child(v, "obj"); o >= 0 {
		content := f.subtree(o)
		if second := f.secondObject(v); second >= 0 {
			content = union(content, f.subtree(second)) // a title and its name
		}
		return complement{kind: kind, frame: "np", content: content}, !isTime(&f.toks[o])
	}
	if g := f.gerund(v); g >= 0 {
		return complement{kind: kind, frame: "ing", content: f.subtree(g), clausal: true}, true
	}
	agent := f.tree.Child(v, "obl:agent")
	if agent < 0 {
		return complement{}, false
	}
	if s := f.tree.Child(v, "nsubj:pass"); s >= 0 {
		return complement{kind: kind, frame: "np", content: f.subtree(s), cue: f.by(agent)}, true
	}
	return complement{}, false
}

// gerund returns a gerund that is the object of v ("suggested waiting", "denied
// having waited"), or -1.
func (f *finder) gerund(v int) int {
	for _, k := range f.tree.Children(v) {
		rel := f.toks[k].Rel
		if k > v && (rel == "xcomp" || rel == "ccomp" || rel == "advcl") && f.isGerund(k) && f.marker(k) < 0 && f.subtree(k)[0] == v+1 {
			return k
		}
	}
	return -1
}

func (f *finder) isGerund(k int) bool {
	aux := f.tree.Child(k, "aux", "aux:pass")
	return f.toks[k].XPOS == "VBG" || aux >= 0 && f.toks[aux].XPOS == "VBG"
}

// by is the preposition of an agent.
func (f *finder) by(agent int) []int {
	if c := f.tree.Child(agent, "case"); c >= 0 {
		return []int{c}
	}
	return nil
}

// gapFrame: "the claims that he made", "what she announced": what is said
// stands before its relative clause, or is the relative word itself.
func (f *finder) gapFrame(v int, names []string) (complement, bool) {
	tok := f.toks[v]
	if !nlp.IsRel(tok.Rel, "acl:relcl") || tok.Head < 0 {
		return complement{}, false
	}
	kind, ok := f.lex.kind("verb", "np", names...)
	subject := f.tree.Child(v, "nsubj")
	if !ok || subject < 0 || isRelative(&f.toks[subject]) {
		return complement{}, false
	}
	antecedent := subtract(f.subtree(tok.Head), f.subtree(v))
	if c := f.tree.Child(tok.Head, "case"); c >= 0 {
		antecedent = subtract(antecedent, f.subtree(c))
	}
	return complement{kind: kind, frame: "gap", content: antecedent}, true
}

// isRelative recognises who, which, that, whom and whose.
func isRelative(tok *nlp.Token) bool {
	return tok.XPOS == "WP" || tok.XPOS == "WDT" || tok.XPOS == "WP$" || tok.UPOS == "PRON" && strings.EqualFold(tok.Form, "that") && tok.XPOS != "DT"
}
