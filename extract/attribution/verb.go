package attribution

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// verb tries the frames of a verb, the most specific first, and takes the
// first that its lexicon entry and the tree agree on.
func (f *finder) verb(v int) {
	names := f.names(v)
	for _, try := range []func(v int, names []string) (complement, bool){
		f.clauseFrame, f.besideFrame, f.smallFrame, f.asFrame, f.infinitiveFrame, f.prepositionFrame, f.objectFrame, f.gapFrame,
	} {
		if c, ok := try(v, names); ok {
			source, speaker := f.source(v)
			cue := f.cue(v, c.cue)
			if !f.plausible(v, c, speaker, cue) {
				return
			}
			outside := union(cue, source.Tokens)
			c.content = f.extent(v, c, outside)
			f.emit(v, source, speaker, cue, c)
			return
		}
	}
}

// clauseFrame: "said that it left", "told him it left", "asked who left". Any
// verb reports a quotation. In the passive the subject is raised ("is said to
// have left") or empty ("it is said that").
func (f *finder) clauseFrame(v int, names []string) (complement, bool) {
	c := f.clausal(v)
	if c < 0 {
		return complement{}, false
	}
	kind, ok := f.lex.kind("verb", "clause", names...)
	if !ok {
		if !f.inSpeech(c) || f.quote[v] == f.quote[c] {
			return complement{}, false
		}
		kind = Say
	}
	content := f.subtree(c)
	if f.toks[c].Rel == "xcomp" {
		if subject := f.tree.Child(v, "nsubj:pass"); subject >= 0 {
			content = union(content, f.subtree(subject))
		}
	}
	if c < v {
		content = union(content, f.fronted(v, c))
	}
	return complement{kind: kind, frame: "clause", content: content, clausal: true}, true
}

// clausal returns the clause that v governs, or -1: a finite complement, or
// the infinitive of a raised passive.
func (f *finder) clausal(v int) int {
	for _, k := range f.tree.Children(v) {
		switch {
		case f.toks[k].Rel == "ccomp" && !f.bareObject(k):
			return k
		case nlp.IsRel(f.toks[k].Rel, "csubj") && f.tree.Child(v, "aux:pass") >= 0:
			return k
		case f.toks[k].Rel == "xcomp" && f.tree.Child(v, "nsubj:pass") >= 0 && f.markedBy(k, "to") && f.thinks(v):
			return k
		}
	}
	return -1
}

// bareObject recognises "let it go" and "see him leave": no report.
func (f *finder) bareObject(c int) bool {
	return f.toks[c].XPOS == "VB" && f.tree.Child(c, "mark", "aux") < 0 && f.tree.Child(c, "nsubj") >= 0
}

// thinks reports whether verb v raises a subject when passive: "is believed
// to", but not "was asked to".
func (f *finder) thinks(v int) bool {
	kind, ok := f.lex.kind("verb", "clause", f.names(v)...)
	return ok && (kind == Say || kind == Think || kind == Show)
}

// fronted returns what stands before the reported clause and belongs to it,
// though the tree hangs it on the verb of saying: "If this fails, he argues,
// there are other ways".
func (f *finder) fronted(v, c int) []int {
	var out []int
	for _, k := range f.tree.Children(v) {
		if k < c && !nlp.IsRel(f.toks[k].Rel, "nsubj") && !nlp.IsRel(f.toks[k].Rel, "aux") {
			out = append(out, f.subtree(k)...)
		}
	}
	return union(out)
}

// besideFrame: "The museum, he said, would open", "as he said, it opened".
func (f *finder) besideFrame(v int, names []string) (complement, bool) {
	tok := f.toks[v]
	host := tok.Head
	if host < 0 || f.tree.Child(v, "nsubj") < 0 || f.tree.Child(v, "obj", "ccomp", "xcomp") >= 0 && !f.putIt(v) {
		return complement{}, false
	}
	kind, ok := f.lex.kind("verb", "clause", names...)
	if !ok && f.putIt(v) {
		kind, ok = Say, true
	}
	switch {
	case tok.Rel == "parataxis" && (ok || f.inSpeech(host) && f.quote[v] != f.quote[host]):
	case tok.Rel == "advcl" && f.markedBy(v, "as") && ok:
	default:
		return complement{}, false
	}
	if kind == "" {
		kind = Say
	}
	return complement{kind: kind, frame: "beside", content: subtract(f.subtree(host), f.subtree(v)), clausal: true}, true
}

// putIt recognises "as one diplomat put it".
func (f *finder) putIt(v int) bool {
	if lower(&f.toks[v]) != "put" {
		return false
	}
	object := f.tree.Child(v, "obj")
	return object >= 0 && lower(&f.toks[object]) == "it"
}

// inSpeech reports whether token i stands in quotation marks.
func (f *finder) inSpeech(i int) bool { return f.quote[i] >= 0 }

// smallFrame: "called it baseless", "consider the law harmful".
func (f *finder) smallFrame(v int, names []string) (complement, bool) {
	kind, ok := f.lex.kind("verb", "small", names...)
	predicate := f.tree.Child(v, "xcomp")
	if !ok || predicate < 0 || f.markedBy(predicate, "to") {
		return complement{}, false
	}
	target := f.target(v)
	if target == nil {
		return complement{}, false
	}
	return complement{kind: kind, frame: "small", content: union(target, f.subtree(predicate)), clausal: true}, true
}

// target is the object of v, or its subject in the passive; for a participle
// behind its noun it is that noun, which is left where it is.
func (f *finder) target(v int) []int {
	if o := f.tree.Child(v, "obj"); o >= 0 {
		return f.subtree(o)
	}
	if s := f.tree.Child(v, "nsubj:pass"); s >= 0 {
		return f.subtree(s)
	}
	if f.toks[v].Rel == "acl" {
		return []int{}
	}
	return nil
}

// asFrame: "described the deal as a mistake", "dismissed it as false".
func (f *finder) asFrame(v int, names []string) (complement, bool) {
	kind, ok := f.lex.kind("verb", "as", names...)
	if !ok {
		return complement{}, false
	}
	for _, k := range f.tree.Children(v) {
		rel := f.toks[k].Rel
		if k > v && (nlp.IsRel(rel, "obl") || rel == "advcl" || rel == "xcomp" || rel == "ccomp") && f.markedBy(k, "as") && !f.finite(k) {
			if target := f.target(v); target != nil {
				return complement{kind: kind, frame: "as", content: union(target, f.subtree(k)), clausal: true}, true
			}
		}
	}
	return complement{}, false
}

// finite reports whether the clause of i has a verb with tense.
func (f *finder) finite(i int) bool {
	isFinite := func(t int) bool {
		x := f.toks[t].XPOS
		return x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD"
	}
	if isFinite(i) {
		return true
	}
	for _, k := range f.tree.Children(i) {
		if r := f.toks[k].Rel; (nlp.IsRel(r, "aux") || r == "cop") && isFinite(k) {
			return true
		}
	}
	return false
}

// infinitiveFrame: "agreed to leave", "urged them to leave".
func (f *finder) infinitiveFrame(v int, names []string) (complement, bool) {
	kind, ok := f.lex.kind("verb", "to", names...)
	if !ok {
		return complement{}, false
	}
	for _, k := range f.tree.Children(v) {
		rel := f.toks[k].Rel
		if k < v || rel != "xcomp" && rel != "ccomp" && rel != "advcl" || !f.markedBy(k, "to") {
			continue
		}
		content := f.subtree(k)
		if o := f.tree.Child(v, "obj", "iobj", "nsubj:pass"); o >= 0 {
			content = union(content, f.subtree(o))
		} else if rel == "advcl" {
			continue // a purpose
		}
		return complement{kind: kind, frame: "to", content: content, clausal: true}, true
	}
	return complement{}, false
}

// prepositionFrame: "called for an inquiry", "accused him of lying".
func (f *finder) prepositionFrame(v int, names []string) (complement, bool) {
	for _, k := range f.tree.Children(v) {
		rel := f.toks[k].Rel
		if k < v || !nlp.IsRel(rel, "obl") && rel != "advcl" && rel != "ccomp" && rel != "xcomp" {
			continue
		}
		m := f.marker(k)
		if m < 0 || m > k {
			continue
		}
		frame := strings.ToLower(f.toks[m].Form)
		kind, ok := f.lex.kind("verb", frame, names...)
		if !ok {
			continue
		}
		gerund := f.toks[k].XPOS == "VBG"
		if o := f.tree.Child(v, "obj", "nsubj:pass"); o >= 0 {
			return complement{kind: kind, frame: frame, content: union(f.subtree(o), f.subtree(k)), clausal: gerund}, true
		}
		return complement{kind: kind, frame: frame, content: subtract(f.subtree(k), []int{m}), clausal: gerund, cue: []int{m}}, true
	}
	return complement{}, false
}

// objectFrame: "announced a plan", "condemned the attack", "was reported by
// the Post". A passive without its agent says nothing of a source.
func (f *finder) objectFrame(v int, names []string) (complement, bool) {
	kind, ok := f.lex.kind("verb", "np", names...)
	if !ok {
		return complement{}, false
	}
	if o := f.tree.Child(v, "obj"); o >= 0 {
		return complement{kind: kind, frame: "np", content: f.subtree(o)}, !isTime(&f.toks[o])
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
