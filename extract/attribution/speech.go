package attribution

import (
	"strings"
)

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
	if i > 0 && isMark(&f.toks[i]) {
		return i - 1
	}
	return i
}

// subordinate reports whether token i opens a subordinate clause.
func (f *finder) subordinate(i int) bool {
	return i >= 0 && (f.toks[i].Rel == "mark" && lower(&f.toks[i]) != "as" || f.toks[i].XPOS == "WRB")
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
