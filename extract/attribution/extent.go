package attribution

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// repair moves clauses that parsers tend to hang too low: a participle of
// saying after a comma goes on with the verb of saying before it, not with
// what is said ("said it would stay, adding that ..."), and so does a verb of
// saying without a subject ("said it would stay and warned that ...").
func (f *finder) repair() {
	for k := range f.toks {
		rel, xpos := f.toks[k].Rel, f.toks[k].XPOS
		participle := xpos == "VBG" && (rel == "advcl" || rel == "acl" || rel == "conj" || rel == "xcomp" || rel == "dep") && f.comma(k)
		second := rel == "conj" && f.tree.Child(k, "nsubj", "aux", "mark") < 0 && (xpos == "VBD" || xpos == "VBZ")
		if !participle && !second || !f.saysClause(k) {
			continue
		}
		if v := f.sayingAbove(k); v >= 0 && v < k && (participle || f.toks[v].XPOS == xpos) {
			f.toks[k].Head = v
			if participle {
				f.toks[k].Rel = "advcl"
			}
		}
	}
	f.tree = nlp.NewTree(&nlp.Sentence{Tokens: f.toks})
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
			return speech
		}
	}
	content := c.content
	if !c.clausal {
		content = f.restrict(content)
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
		if clause || c.frame == "to" {
			f.coordinate(v, c.frame == "to", in)
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

// undated drops a date that opens what stands behind the cue: "voted Thursday
// to leave", "told supporters this weekend he would".
func (f *finder) undated(v int, content []int) []int {
	if content[0] < v || lower(&f.toks[content[0]]) == "that" {
		return content
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
	case interposed && !left && right && (!f.clauseIn(0, block[0]-1) || f.toks[f.skipPunct(0, 1)].Rel == "mark" || f.toks[f.skipPunct(0, 1)].XPOS == "WRB"):
		f.set(in, f.skipPunct(0, 1), block[0]-1)
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
func (f *finder) coordinate(v int, infinitive bool, in []bool) {
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
