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
		case f.toks[k].Rel == "ccomp" && !f.bareObject(k) && !f.participle(k):
			return k
		case nlp.IsRel(f.toks[k].Rel, "csubj") && f.tree.Child(v, "aux:pass") >= 0:
			return k
		case f.toks[k].Rel == "obj" || nlp.IsRel(f.toks[k].Rel, "obl"):
			if c := f.clauseBehind(v, k); c >= 0 {
				return c
			}
		case f.toks[k].Rel == "xcomp" && f.tree.Child(v, "nsubj:pass") >= 0 && f.markedBy(k, "to") && f.thinks(v):
			return k
		}
	}
	return -1
}

// clauseBehind returns the that-clause that hangs somewhere on object or oblique
// k of a verb of saying, or -1: in "told a group of veterans that it would" it
// describes neither the group nor the veterans.
func (f *finder) clauseBehind(v, k int) int {
	if k < v || !f.saysClause(v) {
		return -1
	}
	for _, t := range f.subtree(k) {
		if rel := f.toks[t].Rel; t > k && (nlp.IsRel(rel, "acl") || rel == "ccomp" || rel == "advcl") && f.markedBy(t, "that") && f.finite(t) {
			_, complementOfNoun := f.lex.kind("noun", "clause", lower(&f.toks[f.toks[t].Head]))
			if oblique := nlp.IsRel(f.toks[k].Rel, "obl"); oblique && f.circumstance(k) || !oblique && !complementOfNoun {
				return t
			}
		}
	}
	return -1
}

// circumstance reports whether oblique k tells where, when or to whom
// something is said, so that a clause on it is what is said.
func (f *finder) circumstance(k int) bool {
	for _, word := range []string{"in", "at", "to", "on", "during", "before"} {
		if f.markedBy(k, word) {
			return true
		}
	}
	return isTime(&f.toks[k])
}

// participle recognises a participle behind a comma that the tree takes for a
// complement: "he said, looking at the crowd".
func (f *finder) participle(c int) bool {
	return f.toks[c].XPOS == "VBG" && f.tree.Child(c, "nsubj", "aux") < 0 && f.comma(c)
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
	if host < 0 || f.subject(v) < 0 || f.governs(v) && !f.putIt(v) || f.opensAnew(v) {
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

// opensAnew reports whether the clause of v stands behind a semicolon: "The dam is
// safe; Kim disagreed".
func (f *finder) opensAnew(v int) bool {
	first := f.subtree(v)[0]
	return f.toks[first].Form == ";" || first > 0 && f.toks[first-1].Form == ";"
}

// governs reports whether v has an object or complement of its own, dates
// excepted.
func (f *finder) governs(v int) bool {
	if _, ok := f.prepositionFrame(v, f.names(v)); ok {
		return true
	}
	for _, k := range f.tree.Children(v) {
		switch f.toks[k].Rel {
		case "ccomp", "xcomp":
			return true
		case "obj":
			if !isTime(&f.toks[k]) {
				return true
			}
		}
	}
	return false
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
	if second := f.secondObject(v); predicate < 0 {
		predicate = second
	}
	if predicate < 0 && ok {
		predicate = f.predicateOn(f.tree.Child(v, "obj"))
	}
	if !ok || predicate < 0 || f.markedBy(predicate, "to") {
		return complement{}, false
	}
	target := f.target(v)
	if target == nil {
		return complement{}, false
	}
	return complement{kind: kind, frame: "small", content: union(target, f.subtree(predicate)), clausal: true}, true
}

// secondObject returns the last of two objects ("called it a hoax"), or -1.
func (f *finder) secondObject(v int) int {
	last, n := -1, 0
	for _, k := range f.tree.Children(v) {
		if rel := f.toks[k].Rel; rel == "obj" || rel == "iobj" {
			last, n = k, n+1
		}
	}
	if n < 2 {
		return -1
	}
	return last
}

// predicateOn returns the adjective or quoted word behind object o that is said
// of it, where the tree made it a modifier: 'called the report "baseless"'; or
// -1.
func (f *finder) predicateOn(o int) int {
	if o < 0 {
		return -1
	}
	for _, k := range f.tree.Children(o) {
		quoted := f.quote[k] >= 0 && f.quote[k] != f.quote[o]
		if k > o && (quoted || f.toks[k].UPOS == "ADJ") && f.marker(k) < 0 && !f.comma(f.subtree(k)[0]) {
			return k
		}
	}
	return -1
}

// target is the object of v, or its subject in the passive; for a participle
// behind its noun it is that noun, which is left where it is.
func (f *finder) target(v int) []int {
	if o := f.tree.Child(v, "obj", "iobj"); o >= 0 {
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
	kind, ok := f.lex.kind("verb", "inf", names...)
	if !ok {
		return complement{}, false
	}
	for _, k := range f.tree.Children(v) {
		rel := f.toks[k].Rel
		if k > v && (rel == "obj" || rel == "iobj") && kind == Ask {
			if c := f.behindObject(k, f.infinitive); c >= 0 {
				return complement{kind: kind, frame: "inf", content: f.subtree(k), clausal: true}, true
			}
		}
		if k < v || !f.infinitive(k) {
			continue
		}
		content := f.subtree(k)
		if o := f.tree.Child(v, "obj", "iobj", "nsubj:pass"); o >= 0 {
			content = union(content, f.subtree(o))
		} else if o := f.calledOn(v, k); o >= 0 && kind == Ask {
			on := []int{f.marker(o)}
			return complement{kind: kind, frame: "inf", content: union(content, subtract(f.subtree(o), on)), clausal: true, cue: on}, true
		} else if rel == "advcl" {
			continue // a purpose
		}
		return complement{kind: kind, frame: "inf", content: content, clausal: true}, true
	}
	return complement{}, false
}

// calledOn returns who is to do infinitive c where a preposition names him
// ("called on Norway to leave"), or -1.
func (f *finder) calledOn(v, c int) int {
	for _, k := range f.tree.Children(v) {
		if k > v && k < c && nlp.IsRel(f.toks[k].Rel, "obl") && (f.markedBy(k, "on") || f.markedBy(k, "upon")) && !isTime(&f.toks[k]) {
			return k
		}
	}
	return -1
}

// infinitive reports whether token k heads an infinitive with "to".
func (f *finder) infinitive(k int) bool {
	m := f.tree.Child(k, "mark")
	for ; m >= 0 && m < k; m++ {
		if f.toks[m].Head == k && f.toks[m].XPOS == "TO" {
			return f.toks[k].XPOS == "VB" || f.tree.Child(k, "cop", "aux", "aux:pass") >= 0
		}
	}
	return false
}

// behindObject returns the dependent behind object o that passes is, -1 for
// none: what a parser hangs on the object though it belongs to the verb.
func (f *finder) behindObject(o int, is func(k int) bool) int {
	for _, k := range f.tree.Children(o) {
		if k > o && is(k) {
			return k
		}
	}
	return -1
}

// prepositionFrame: "called for an inquiry", "accused him of lying".
func (f *finder) prepositionFrame(v int, names []string) (complement, bool) {
	for _, k := range f.tree.Children(v) {
		rel := f.toks[k].Rel
		if k > v && rel == "obj" {
			if c, ok := f.accusation(k, names); ok {
				return c, true
			}
		}
		if k < v || !nlp.IsRel(rel, "obl") && rel != "advcl" && rel != "ccomp" && rel != "xcomp" {
			continue
		}
		m := f.marker(k)
		if m < 0 || m > k || f.infinitive(k) {
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

// accusation finds the charge that a parser hung on the one accused: "accused
// the firm of hiding data".
func (f *finder) accusation(o int, names []string) (complement, bool) {
	kind, _ := f.lex.kind("verb", "of", names...)
	charge := f.behindObject(o, func(k int) bool { return f.markedBy(k, "of") })
	return complement{kind: kind, frame: "of", content: f.subtree(o), clausal: true}, kind == Stance && charge >= 0
}
