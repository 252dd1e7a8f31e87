package attribution

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// noun finds "his claim that", "the order to", "criticism of": nouns that
// report, where the text names a source or the content is a clause.
func (f *finder) noun(n int) {
	name := lower(&f.toks[n])
	for _, k := range f.tree.Children(n) {
		kind, frame, ok := f.nounFrame(n, k, name)
		if !ok {
			continue
		}
		source, speaker := f.nounSource(n, k)
		if source.Absent() && frame != "clause" || speaker >= 0 && !f.canSpeak(speaker) {
			continue
		}
		cue := f.nounCue(n, source)
		content := f.subtree(k)
		if frame != "clause" && frame != "inf" {
			m := f.marker(k)
			cue, content = union(cue, []int{m}), subtract(content, []int{m})
		}
		f.emit(n, source, speaker, cue, complement{
			kind: kind, frame: "noun " + frame, content: subtract(content, source.Tokens), clausal: frame == "clause" || frame == "inf",
		})
		return
	}
}

// nounFrame matches dependent k of noun n with the lexicon.
func (f *finder) nounFrame(n, k int, name string) (Kind, string, bool) {
	if k < n {
		return "", "", false
	}
	rel := f.toks[k].Rel
	switch {
	case rel == "acl" || rel == "ccomp" || rel == "advcl" || rel == "acl:relcl" && f.markedBy(k, "that"):
		frame := ""
		switch {
		case f.markedBy(k, "that") && f.finite(k), f.toks[k].Rel == "ccomp":
			frame = "clause"
		case f.markedBy(k, "to"):
			frame = "inf"
		case f.marker(k) >= 0:
			frame = strings.ToLower(f.toks[f.marker(k)].Form)
		}
		kind, ok := f.lex.kind("noun", frame, name)
		return kind, frame, ok
	case nlp.IsRel(rel, "nmod") && f.marker(k) >= 0:
		frame := strings.ToLower(f.toks[f.marker(k)].Form)
		kind, ok := f.lex.kind("noun", frame, name)
		return kind, frame, ok
	}
	return "", "", false
}

// lightVerbs have the speaker as their subject and a noun of saying as object.
var lightVerbs = words("make issue express voice give have offer deliver release send reiterate repeat raise hold take put publish utter launch level file post share reach spread peddle circulate invent tell publish")

// nounSource finds whose claim it is: a genitive, an agent phrase, or the
// subject of the verb that carries the noun.
func (f *finder) nounSource(n, content int) (Part, int) {
	for _, k := range f.tree.Children(n) {
		rel := f.toks[k].Rel
		genitive := rel == "nmod:poss"
		agent := nlp.IsRel(rel, "nmod") && k != content && k > n && (f.markedBy(k, "by") || f.markedBy(k, "from"))
		if phrase := f.phrase(k, n); (genitive || agent) && len(phrase) > 0 {
			return Part{f.sent, phrase}, k
		}
	}
	if v := f.carrier(n); v >= 0 {
		return f.source(v)
	}
	if v := f.toks[n].Head; f.toks[n].Rel == "obj" && v >= 0 {
		names := f.names(v)
		if kind, _ := f.lex.kind("verb", "clause", names...); kind == Doubt || dismissing[names[0]] {
			return f.source(v) // who "denied reports that" says that it is not so
		}
	}
	if v := f.plea(n); v >= 0 {
		return f.source(v)
	}
	return Part{}, -1
}

// plea is the verb of whoever "pleaded not guilty to charges that", or -1.
func (f *finder) plea(n int) int {
	guilty := f.toks[n].Head
	if guilty < 0 || !nlp.IsRel(f.toks[n].Rel, "obl") {
		return -1
	}
	for _, v := range []int{guilty, f.toks[guilty].Head} {
		if v >= 0 && lower(&f.toks[v]) == "plead" {
			return v
		}
	}
	return -1
}

// dismissing lists verbs, besides those of doubt, whose subject holds that what a
// noun of saying says is not so.
var dismissing = words("dismiss discount debunk rebut rule_out")

// carrier is the light verb whose object n is, or -1.
func (f *finder) carrier(n int) int {
	tok := f.toks[n]
	if tok.Rel == "obj" && tok.Head >= 0 && lightVerbs[lower(&f.toks[tok.Head])] {
		return tok.Head
	}
	return -1
}

// nounCue is the noun with its adjectives, and its light verb with the words
// between ("made the surprising claim").
func (f *finder) nounCue(n int, source Part) []int {
	cue := []int{n}
	for _, k := range f.tree.Children(n) {
		if rel := f.toks[k].Rel; k < n && (rel == "amod" || rel == "compound") {
			cue = append(cue, f.subtree(k)...)
		}
	}
	if v := f.carrier(n); v >= 0 && !source.Absent() && f.tree.Child(n, "nmod:poss") < 0 {
		for _, k := range f.tree.Children(n) {
			if k < n {
				cue = append(cue, f.subtree(k)...)
			}
		}
		cue = append(cue, f.cue(v, nil)...)
	}
	return subtract(union(cue), source.Tokens)
}

// adjective finds "is sure that", "were critical of".
func (f *finder) adjective(i int) {
	name := lower(&f.toks[i])
	for _, k := range f.tree.Children(i) {
		if k < i {
			continue
		}
		frame := "clause"
		m := f.marker(k)
		switch rel := f.toks[k].Rel; {
		case rel == "ccomp", rel == "advcl" && f.markedBy(k, "that"):
		case (rel == "xcomp" || rel == "advcl") && f.markedBy(k, "to"):
			frame = "inf"
		case (nlp.IsRel(rel, "obl") || rel == "advcl") && m >= 0:
			frame = strings.ToLower(f.toks[m].Form)
		default:
			continue
		}
		kind, ok := f.lex.kind("adj", frame, name)
		source, speaker := f.source(i)
		if !ok || source.Absent() {
			continue
		}
		cue, content := f.cue(i, nil), f.subtree(k)
		if frame != "clause" && frame != "inf" {
			cue, content = union(cue, []int{m}), subtract(content, []int{m})
		}
		f.emit(i, source, speaker, cue, complement{
			kind: kind, frame: "adj " + frame, content: content, clausal: frame == "clause" || frame == "inf",
		})
		return
	}
}

// adverb finds "allegedly" and its like, whose source is not named.
func (f *finder) adverb(i int) {
	kind, ok := f.lex.kind("adv", "clause", lower(&f.toks[i]))
	head := f.toks[i].Head
	if !ok || head < 0 || !nlp.IsRel(f.toks[i].Rel, "advmod") {
		return
	}
	f.emit(i, Part{}, -1, []int{i}, complement{
		kind: kind, frame: "adverb", content: subtract(f.clauseOf(head), []int{i}), clausal: true, weak: true,
	})
}

// clauseOf is the clause that head governs, without its subordinator; a
// relative clause keeps its pronoun.
func (f *finder) clauseOf(head int) []int {
	return f.tree.Subtree(head, func(k int) bool {
		if f.toks[k].Head != head {
			return true
		}
		switch f.toks[k].Rel {
		case "mark", "cc":
			return false
		case "conj":
			return f.tree.Child(k, "nsubj") < 0
		case "parataxis":
			return false
		}
		return true
	})
}

// according finds "according to the ministry": the content is the clause that
// the phrase stands in.
func (f *finder) according(i int) {
	speaker := f.toks[i].Head
	if speaker < 0 || f.toks[i].Rel != "case" || f.toks[speaker].Head < 0 {
		return
	}
	cue := []int{i}
	for _, k := range f.tree.Children(i) {
		if f.toks[k].Rel == "fixed" {
			cue = append(cue, k)
		}
	}
	if i+1 < len(f.toks) && f.toks[i+1].Head == speaker && strings.EqualFold(f.toks[i+1].Form, "to") {
		cue = append(cue, i+1)
	}
	whole := f.subtree(speaker)
	source := f.trim(subtract(f.phrase(speaker, -1), union(cue)))
	if len(source) == 0 {
		return
	}
	content := f.accorded(i, source[len(source)-1], subtract(f.subtree(f.toks[speaker].Head), whole))
	f.emit(i, Part{f.sent, source}, speaker, union(cue), complement{kind: Say, frame: "according", content: content, clausal: true})
}

// opinion finds "in their view" and "in the opinion of the court": the content
// is the clause that the phrase stands in.
func (f *finder) opinion(i int) {
	tok := f.toks[i]
	if !opinions[lower(&tok)] || !nlp.IsRel(tok.Rel, "obl") || tok.Head < 0 || !f.markedBy(i, "in") {
		return
	}
	speaker := f.tree.Child(i, "nmod")
	if speaker < 0 || f.toks[speaker].Rel != "nmod:poss" && !f.markedBy(speaker, "of") || nobodyInParticular[strings.ToLower(f.toks[speaker].Form)] || lower(&f.toks[speaker]) == "my" || lower(&f.toks[speaker]) == "our" {
		return
	}
	source := f.phrase(speaker, i)
	whole := f.subtree(i)
	if len(source) == 0 || !f.canSpeak(speaker) {
		return
	}
	f.emit(i, Part{f.sent, source}, speaker, subtract(f.trim(whole), source), complement{
		kind: Think, frame: "according", content: f.trim(subtract(f.subtree(tok.Head), whole)), clausal: true,
	})
}

var opinions = words("view opinion eyes eye judgment judgement assessment estimation")

// accorded returns what an "according to" phrase, whose first and last tokens
// are given, vouches for: what follows it at the beginning of a sentence, what
// goes before it at the end, else the clause that it hangs on. A semicolon ends
// it.
func (f *finder) accorded(first, last int, clause []int) []int {
	end := f.endOfSentence()
	switch {
	case f.skipPunct(0, 1) == first:
		return f.trim(seq(last+1, f.semicolon(last+1, end)))
	case last+1 >= end && f.isComma(first-1):
		begin := 0
		if f.toks[0].Rel == "cc" {
			begin = 1
		}
		for next := f.semicolon(begin, first); next < first; next = f.semicolon(begin, first) {
			begin = next + 1
		}
		return f.trim(seq(begin, first))
	}
	return clause
}

// semicolon returns the first semicolon in the tokens from begin to end, or
// end.
func (f *finder) semicolon(begin, end int) int {
	for i := begin; i < end; i++ {
		if f.toks[i].Form == ";" {
			return i
		}
	}
	return end
}
