package attribution

import (
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

// extent completes the tree's idea of a reported clause by the surface: gaps
// are filled, and what follows without punctuation belongs to it.
func (f *finder) extent(v int, c complement, outside []int) []int {
	content := c.content
	if !c.clausal {
		content = f.restrict(content)
	}
	content = f.trim(subtract(content, outside))
	if len(content) == 0 {
		return nil
	}
	if q := f.mostly(content); q >= 0 && f.quote[v] != q && f.direct(q) {
		return f.quoted(q)
	}
	in := make([]bool, len(f.toks))
	for _, t := range content {
		in[t] = true
	}
	barred := make([]bool, len(f.toks))
	for _, t := range outside {
		barred[t] = true
	}
	f.fill(in, barred, content[0], content[len(content)-1])
	if content[len(content)-1] > v {
		for i := content[len(content)-1] + 1; i < len(f.toks) && f.toks[i].UPOS != "PUNCT" && !barred[i] && f.continues(v, i, c); i++ {
			in[i] = true
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

// continues reports whether token i, behind the content of cue v, can be part
// of it: it hangs on the cue as a complement might, not as a circumstance of
// the saying.
func (f *finder) continues(v, i int, c complement) bool {
	for t := range f.climb(i) {
		if f.toks[t].Head != v {
			continue
		}
		switch rel := f.toks[t].Rel; {
		case rel == "advcl" && !f.markedBy(t, "to"), rel == "obl:unmarked", rel == "obl:tmod", rel == "advmod", rel == "conj", rel == "parataxis", nlp.IsRel(rel, "nsubj"):
			return false
		}
		if !c.clausal {
			return f.markedBy(t, "as") || f.markedBy(t, "for") && (c.kind == Stance || c.kind == Ask) || f.markedBy(t, "to") && c.kind == Ask
		}
		return !isTime(&f.toks[t])
	}
	return false
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

// mostly returns the quotation that holds more than half of the tokens, or -1.
func (f *finder) mostly(tokens []int) int {
	count := map[int]int{}
	for _, t := range tokens {
		if q := f.quote[t]; q >= 0 {
			if count[q]++; 2*count[q] > len(tokens) {
				return q
			}
		}
	}
	return -1
}

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
