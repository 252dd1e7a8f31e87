package attribution

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// withoutComments drops what the author adds to indirect speech behind a comma:
// a participle ("..., forcing them to stay") or a concession.
func (f *finder) withoutComments(content []int) []int {
	last := content[len(content)-1]
	for _, t := range content {
		if f.quote[t] >= 0 || f.toks[t].Head < 0 {
			continue
		}
		rel := f.toks[t].Rel
		comment := (rel == "advcl" || rel == "acl") && f.toks[t].XPOS == "VBG" && f.marker(t) < 0 ||
			rel == "advcl" && f.concedes(t)
		if !comment || !f.afterComma(t) {
			continue
		}
		if sub := f.subtree(t); sub[len(sub)-1] >= last-1 && sub[0] > content[0] {
			return subtract(content, sub)
		}
	}
	return content
}

// concedes reports whether clause k opens with "though" or "although"; "even
// though" is part of what is said.
func (f *finder) concedes(k int) bool {
	m := f.marker(k)
	if m < 0 || m > 0 && lower(&f.toks[m-1]) == "even" {
		return false
	}
	word := strings.ToLower(f.toks[m].Form)
	return word == "though" || word == "although"
}

// undated drops a date that opens what stands behind the cue: "voted Thursday
// to leave", "told supporters this weekend he would".
func (f *finder) undated(v int, content []int) []int {
	if content[0] < v || lower(&f.toks[content[0]]) == "that" {
		return content
	}
	if t := content[0]; f.toks[t].Rel == "case" && f.toks[t].Head > t && isTime(&f.toks[f.toks[t].Head]) {
		content = subtract(content, seq(t, f.toks[t].Head+1))
	}
	for n := 1; n <= 3 && n < len(content); n++ {
		if t := content[n-1]; isTime(&f.toks[t]) && f.tree.Child(t, "case") < 0 && f.toks[content[n]].UPOS != "PUNCT" && f.toks[t].Rel != "compound" {
			return content[n:]
		}
	}
	return content
}

// coordinate adds a second clause of what is reported that the tree hangs on
// the cue: "said it would stay, and the talks go on", "and that ...". A verb
// of saying there is a second cue, and "but" mostly brings the author's word.
func (f *finder) coordinate(v int, c complement, in []bool) {
	if c.frame != "clause" && c.frame != "inf" {
		return
	}
	infinitive := c.frame == "inf"
	for _, k := range f.tree.Children(v) {
		if f.toks[k].Rel != "conj" || k < v || f.reportsAnything(k) {
			continue
		}
		if infinitive && f.toks[k].XPOS == "VB" && f.toks[v].XPOS != "VB" {
			f.set(in, f.lastIn(in)+1, f.lastOf(k)+1)
			continue
		}
		if infinitive || !f.finite(k) {
			continue
		}
		first := f.subtree(k)[0]
		next := f.lastIn(in) + 1
		if f.isComma(next) {
			next++
		}
		and := f.tree.Child(k, "cc")
		if first <= next && (f.markedBy(k, "that") || f.tree.Child(k, "nsubj") >= 0 && and >= 0 && lower(&f.toks[and]) == "and") {
			f.set(in, f.lastIn(in)+1, f.lastOf(k)+1)
		}
	}
}

func (f *finder) lastIn(in []bool) int {
	last := len(in) - 1
	for last >= 0 && !in[last] {
		last--
	}
	return last
}

// lastOf is the last token of the subtree of k that is no punctuation.
func (f *finder) lastOf(k int) int {
	tokens := f.trim(f.subtree(k))
	return tokens[len(tokens)-1]
}

// examples adds ", including ..." and ", such as ..." behind an object.
func (f *finder) examples(in []bool) {
	next := f.lastIn(in) + 1
	if f.isComma(next) {
		next++
	}
	if next >= len(in) {
		return
	}
	switch strings.ToLower(f.toks[next].Form) {
	case "including", "such", "like":
		if head := f.toks[next].Head; head > next {
			f.set(in, next-1, f.lastOf(head)+1)
		}
	}
}

// goOn extends a content that stands behind its cue to the right.
func (f *finder) goOn(v int, c complement, in, barred []bool) {
	for i := f.lastIn(in) + 1; i < len(f.toks) && !f.stops(i) && !barred[i] && f.continues(v, i, c); i++ {
		in[i] = true
	}
}

// stops reports whether token i is punctuation that ends a phrase: hyphens and
// marks around single words do not.
func (f *finder) stops(i int) bool {
	tok := &f.toks[i]
	if tok.UPOS != "PUNCT" || tok.XPOS == "HYPH" {
		return false
	}
	q := f.quote[i]
	return !isMark(tok) || q < 0 || f.quotes[q].size() > 8
}

// continues reports whether token i, behind the content of cue v, can be part
// of it: it hangs on the cue as a complement might, not as a circumstance of
// the saying.
func (f *finder) continues(v, i int, c complement) bool {
	for t := range f.climb(i) {
		if f.toks[t].Head != v {
			continue
		}
		switch rel := f.toks[t].Rel; {
		case rel == "obl:unmarked", rel == "conj", rel == "cc", isTime(&f.toks[t]), nlp.IsRel(rel, "nsubj"):
			return false
		case c.frame == "clause":
			return true
		case rel == "advcl" && f.finite(t), rel == "advmod", rel == "parataxis":
			return false
		}
		return c.clausal || !f.circumstantial(t, c)
	}
	return c.frame == "clause" && f.toks[v].Rel != "ccomp"
}

// circumstantial reports whether dependent k of a cue tells when, to whom, to
// what end or on what occasion something is said, not what.
func (f *finder) circumstantial(k int, c complement) bool {
	m := f.marker(k)
	if m < 0 {
		return false
	}
	word := strings.ToLower(f.toks[m].Form)
	switch word {
	case "to":
		return c.kind == Say || f.infinitive(k) && c.kind != Ask
	case "in":
		_, speech := f.lex.kind("noun", "clause", lower(&f.toks[k]))
		return speech || lower(&f.toks[k]) == "interview" || lower(&f.toks[k]) == "speech"
	}
	return occasions[word]
}

var occasions = words("during at before after since until when while on by amid despite because if under via through without")

// promote makes a clause of an object that a finite verb follows directly:
// "said budget reforms would help", where the tree lost the clause.
func (f *finder) promote(v int, object []int) []int {
	if _, ok := f.lex.kind("verb", "clause", f.names(v)...); !ok || len(object) == 0 || object[0] < v {
		return object
	}
	next := object[len(object)-1] + 1
	if next >= len(f.toks) || !f.clauseIn(next, next+1) || f.quote[next] != f.quote[v] {
		return object
	}
	end := next
	for end < len(f.toks) && f.toks[end].UPOS != "PUNCT" {
		end++
	}
	return union(object, seq(next, end))
}

// restrict drops relative clauses after a comma from a noun phrase: they are
// the author's addition.
func (f *finder) restrict(content []int) []int {
	for _, t := range content {
		if nlp.IsRel(f.toks[t].Rel, "acl:relcl") && f.afterComma(t) {
			content = subtract(content, f.subtree(t))
		}
	}
	return content
}

var days = words("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today yesterday tomorrow morning afternoon evening night week weekend month year")

// isTime recognises the days and months that date a saying.
func isTime(tok *nlp.Token) bool { return days[strings.ToLower(tok.Form)] }
