package attribution

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// repair moves clauses that parsers tend to hang too low. What says something
// of its own goes on with the verb of saying before it, not with what is said:
// a participle ("said it would stay, adding that ..."), a verb without a
// subject ("... and warned that ..."), another's or the same one's word ("...,
// but she denied that ...", "..., though he admitted that ...").
func (f *finder) repair() {
	for k := range f.toks {
		if f.toks[k].UPOS != "VERB" || f.quote[k] >= 0 || !f.secondCue(k) {
			continue
		}
		if v := f.sayingAbove(k); v >= 0 && v < k && (f.toks[k].XPOS == "VBG" || f.toks[k].XPOS == f.toks[v].XPOS) {
			f.toks[k].Head = v
			if f.toks[k].XPOS == "VBG" {
				f.toks[k].Rel = "advcl"
			}
		}
	}
	f.tree = nlp.NewTree(&nlp.Sentence{Tokens: f.toks})
}

// secondCue reports whether verb k opens a further report in its sentence.
func (f *finder) secondCue(k int) bool {
	rel := f.toks[k].Rel
	if f.toks[k].XPOS == "VBG" && f.tree.Child(k, "aux") < 0 {
		return (rel == "advcl" || rel == "acl" || rel == "conj" || rel == "xcomp" || rel == "dep") && f.comma(k) && f.saysClause(k)
	}
	if !f.finite(k) || !f.reportsAnything(k) {
		return false
	}
	switch {
	case f.markedBy(k, "that"):
		return false
	case rel == "conj" && f.tree.Child(k, "nsubj") < 0:
		return f.tree.Child(k, "aux") < 0 && f.saysClause(k)
	case rel == "conj":
		return f.saysClause(k) && f.tree.Child(k, "ccomp", "obj") >= 0
	}
	return rel == "advcl" && f.saysClause(k) && (f.markedBy(k, "though") || f.markedBy(k, "although") || f.markedBy(k, "while"))
}

// comma reports whether the token before k, or before the adverb before k, is
// a comma or dash.
func (f *finder) comma(k int) bool {
	for k--; k > 0 && f.toks[k].UPOS == "ADV"; k-- {
	}
	return k > 0 && strings.ContainsAny(f.toks[k].Form, ",-–—―\"”")
}

// saysClause reports whether verb k is one of saying and has a clause to say.
func (f *finder) saysClause(k int) bool {
	kind, ok := f.lex.kind("verb", "clause", f.names(k)...)
	return ok && (kind == Say || kind == Ask || kind == Plan) && f.toks[k].UPOS == "VERB"
}

// sayingAbove returns the highest verb of saying whose complement k is in and
// that is not itself in quotation marks, or -1.
func (f *finder) sayingAbove(k int) int {
	found := -1
	for i := range f.climb(k) {
		if f.toks[i].Rel != "ccomp" {
			continue
		}
		if h := f.toks[i].Head; h >= 0 && f.saysClause(h) && f.quote[h] < 0 {
			found = h
		}
	}
	return found
}

// climb yields i and the tokens above it.
func (f *finder) climb(i int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for range f.toks {
			if i < 0 || !yield(i) {
				return
			}
			i = f.toks[i].Head
		}
	}
}

// direct reports whether quotation q is direct speech, whose content is what
// stands in the marks and nothing beside: it opens the sentence, or follows a
// comma, a colon or a verb and begins with a capital.
func (f *finder) direct(q int) bool {
	if q < 0 || !f.quotes[q].speech {
		return false
	}
	sent, first := f.quotes[q].first()
	if sent < f.sent || first == 0 {
		return true
	}
	before := &f.toks[first-1]
	if !strings.ContainsAny(before.Form, ",:") && before.UPOS != "VERB" {
		return false
	}
	if first+1 >= len(f.toks) {
		return true
	}
	opening := f.toks[first+1].Form
	return opening != strings.ToLower(opening)
}

// extent completes the tree's idea of what is reported by the surface. A
// direct quotation beside the cue is all there is; gaps are filled; what
// follows without punctuation belongs to it.
func (f *finder) extent(v int, c complement, outside []int) []int {
	clause := c.frame == "clause" || c.frame == "beside"
	block := f.block(v, outside)
	if clause {
		if speech := f.speechBeside(block); len(speech) > 0 {
			return union(speech, f.opening(block, speech))
		}
	}
	content := c.content
	if !c.clausal {
		content = f.restrict(content)
	}
	if c.frame == "np" {
		content = f.promote(v, content)
	}
	if clause {
		content = f.withoutComments(content)
	}
	content = f.trim(subtract(content, outside))
	if len(content) == 0 {
		return nil
	}
	content = f.undated(v, content)
	in := f.mask(content)
	f.fill(in, f.mask(outside), content[0], content[len(content)-1])
	if clause && !f.passive(v) {
		f.arrange(v, block, in)
	}
	if last := content[len(content)-1]; last > block[1] {
		f.goOn(v, c, in, f.mask(outside))
		f.coordinate(v, c, in)
		if c.frame == "np" {
			f.examples(in)
		}
	}
	var out []int
	for i := range in {
		if in[i] {
			out = append(out, i)
		}
	}
	return out
}

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
			rel == "advcl" && (f.markedBy(t, "though") && !f.markedBy(t, "even") && lower(&f.toks[max(f.marker(t)-1, 0)]) != "even" || f.markedBy(t, "although"))
		if !comment || !f.afterComma(t) {
			continue
		}
		if sub := f.subtree(t); sub[len(sub)-1] >= last-1 && sub[0] > content[0] {
			return subtract(content, sub)
		}
	}
	return content
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

func (f *finder) mask(tokens []int) []bool {
	in := make([]bool, len(f.toks))
	for _, t := range tokens {
		in[t] = true
	}
	return in
}

// block is the stretch, [first, last], of cue and source around v: tokens of
// them with nothing but punctuation and small words between.
func (f *finder) block(v int, outside []int) [2]int {
	at := slices.Index(outside, v)
	first, last := at, at
	for first > 0 && f.joined(outside[first-1], outside[first]) {
		first--
	}
	for last+1 < len(outside) && f.joined(outside[last], outside[last+1]) {
		last++
	}
	return [2]int{outside[first], outside[last]}
}

// joined reports whether tokens i and j are close and no verb or quotation
// mark is between them.
func (f *finder) joined(i, j int) bool {
	if j-i > 3 {
		return false
	}
	for k := i + 1; k < j; k++ {
		if f.toks[k].UPOS == "VERB" || f.quote[k] != f.quote[i] {
			return false
		}
	}
	return true
}

// speechBeside returns the tokens of the direct quotations right before and
// right behind the block of cue and source.
func (f *finder) speechBeside(block [2]int) []int {
	var out []int
	if i := f.skipPunct(block[0]-1, -1); i >= 0 && f.quote[i] >= 0 && f.quote[i] != f.quote[block[0]] && f.direct(f.quote[i]) {
		out = append(out, f.quoted(f.quote[i])...)
	}
	for i, n := block[1]+1, 0; i < len(f.toks) && n < 8; i, n = i+1, n+1 {
		if q := f.quote[i]; q >= 0 {
			if q != f.quote[block[1]] && f.direct(q) {
				if i > 0 && lower(&f.toks[i-1]) == "that" {
					out = append(out, i-1)
				}
				out = append(out, f.quoted(q)...)
			}
			break
		}
		if f.finite(i) {
			break
		}
	}
	return union(out)
}

// opening returns the words before the cue that a quotation behind it goes on
// with: `Hopefully, he said, "it will rain"`.
func (f *finder) opening(block [2]int, speech []int) []int {
	if speech[0] < block[0] || strings.EqualFold(f.toks[0].Form, "as") || !f.isComma(block[1]+1) || !f.isComma(f.skipMark(block[0]-1)) {
		return nil
	}
	first := f.skipPunct(0, 1)
	if n := block[0] - first; f.clauseIn(first, block[0]) && n > 4 && !f.subordinate(first) {
		return nil
	}
	return f.trim(seq(first, block[0]))
}

// skipMark steps left over a closing quotation mark.
func (f *finder) skipMark(i int) int {
	if i > 0 && markOf(f.toks[i].Form) != noMark {
		return i - 1
	}
	return i
}

// subordinate reports whether token i opens a subordinate clause.
func (f *finder) subordinate(i int) bool {
	return i >= 0 && (f.toks[i].Rel == "mark" && lower(&f.toks[i]) != "as" || f.toks[i].XPOS == "WRB")
}

// skipPunct moves from i over punctuation outside quotations.
func (f *finder) skipPunct(i, step int) int {
	for i >= 0 && i < len(f.toks) && f.toks[i].UPOS == "PUNCT" && f.quote[i] < 0 {
		i += step
	}
	if i >= len(f.toks) {
		return -1
	}
	return i
}

// arrange puts the sides of a reported clause right. Between commas the cue
// interrupts ("The museum, he said, would open"): what is left of it belongs
// to the clause. At the end of a sentence nothing behind it does. Before the
// clause, what stands between is its subject, when the tree made it an object.
func (f *finder) arrange(v int, block [2]int, in []bool) {
	left, right := f.anyIn(in, 0, block[0]), f.anyIn(in, block[1]+1, len(in))
	interposed := f.isComma(block[0]-1) && f.isComma(block[1]+1)
	switch {
	case interposed && !left && right && (!f.clauseIn(0, block[0]-1) || f.subordinate(f.skipPunct(0, 1))):
		f.set(in, f.pastConnective(f.skipPunct(0, 1)), block[0]-1)
	case interposed && left && !right && f.clauseIn(block[1]+2, len(in)):
		f.set(in, block[1]+2, f.endOfSentence())
	case interposed && left && !f.clauseIn(0, block[0]-1):
		f.set(in, f.skipPunct(0, 1), block[0]-1)
	case left && !interposed:
		for i := block[1] + 1; i < len(in); i++ {
			in[i] = in[i] && f.quote[i] >= 0
		}
	case right:
		f.takeSubject(v, block[1]+1, in)
	}
}

// pastConnective steps over a word that ties the sentence to the one before.
func (f *finder) pastConnective(i int) int {
	if connectives[strings.ToLower(f.toks[i].Form)] && f.isComma(i+1) {
		return i + 2
	}
	return i
}

var connectives = words("however still yet meanwhile moreover furthermore nevertheless nonetheless therefore thus instead besides additionally likewise finally later")

func (f *finder) anyIn(in []bool, first, end int) bool {
	return first < end && slices.Contains(in[first:end], true)
}

func (f *finder) set(in []bool, first, end int) {
	for i := max(first, 0); i < end; i++ {
		in[i] = true
	}
}

func (f *finder) isComma(i int) bool {
	return i >= 0 && i < len(f.toks) && f.toks[i].Form == ","
}

// clauseIn reports whether a finite verb stands among tokens [first, end).
func (f *finder) clauseIn(first, end int) bool {
	for i := first; i < end; i++ {
		switch f.toks[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// endOfSentence is the index behind the last token that is no punctuation.
func (f *finder) endOfSentence() int {
	end := len(f.toks)
	for end > 0 && f.toks[end-1].UPOS == "PUNCT" && f.quote[end-1] < 0 {
		end--
	}
	return end
}

// takeSubject adds the words between the cue and its clause when they are a
// noun phrase without preposition that is neither a hearer nor a time.
func (f *finder) takeSubject(v, first int, in []bool) {
	start := first
	for start < len(in) && !in[start] {
		start++
	}
	if start == len(in) || start == first || lower(&f.toks[start]) == "that" || start-first > 15 {
		return
	}
	if _, hears := f.lex.kind("verb", "whom", f.names(v)...); hears {
		return
	}
	n := f.topNoun(first, start)
	if n < 0 || f.tree.Child(n, "case") >= 0 || f.subtree(n)[0] != first {
		return
	}
	f.set(in, first, start)
}

// coordinate adds a second clause of what is reported that the tree hangs on
// the cue: "said it would stay, and the talks go on", "and that ...". A verb
// of saying there is a second cue, and "but" mostly brings the author's word.
func (f *finder) coordinate(v int, c complement, in []bool) {
	if c.frame != "clause" && c.frame != "to" {
		return
	}
	infinitive := c.frame == "to"
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

// reportsAnything reports whether verb k is in the lexicon at all.
func (f *finder) reportsAnything(k int) bool {
	for _, name := range f.names(k) {
		if len(f.lex[entryKey{"verb", name}]) > 0 {
			return true
		}
	}
	return false
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
	for i := f.lastIn(in) + 1; i < len(f.toks) && (f.toks[i].UPOS != "PUNCT" || f.toks[i].XPOS == "HYPH") && !barred[i] && f.continues(v, i, c); i++ {
		in[i] = true
	}
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
	return c.frame == "clause"
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

// fill closes the gaps between first and last that hold no token of the cue
// and its source.
func (f *finder) fill(in, barred []bool, first, last int) {
	for i := first; i <= last; i++ {
		if in[i] {
			continue
		}
		end, free := i, true
		for ; end <= last && !in[end]; end++ {
			free = free && !barred[end]
		}
		for ; free && i < end; i++ {
			in[i] = true
		}
		i = end
	}
}

// quoted returns the tokens of quotation q in this sentence.
func (f *finder) quoted(q int) []int {
	for _, p := range f.quotes[q].parts {
		if p.Sent == f.sent {
			return p.Tokens
		}
	}
	return nil
}
