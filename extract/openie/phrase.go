package openie

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// phrase returns the tokens of the noun phrase (or adjective phrase) that
// token i heads, without its further conjuncts and asides. A tight one leaves
// relative clauses and appositions out too.
func (x *extractor) phrase(i int, tight bool) []int {
	top := func(k int) bool {
		switch r := x.rel(k); {
		case r == "conj", r == "cc", r == "cop", r == "parataxis", r == "discourse", r == "nsubj", r == "nsubj:pass",
			r == "nsubj:outer", r == "csubj", r == "expl", r == "mark", r == "vocative", r == "advcl", r == "advcl:relcl":
			return false
		case nlp.IsRel(r, "aux"):
			return false
		case r == "appos" && x.isClose(k):
			return true
		case r == "acl:relcl", r == "appos":
			return !tight
		case x.opts.Style == Minimal && r == "acl" && x.accused(k) >= 0:
			return false
		}
		return !x.asks(k) && !(tight && x.bracketed(k))
	}
	return x.gather(i, top)
}

// isClose reports whether apposition k is set to its noun without a pause, and
// so tells which one is meant: "the newspaper La Voz".
func (x *extractor) isClose(k int) bool {
	h := x.head(k)
	if x.rel(k) != "appos" || x.toks[k].UPOS != "PROPN" || h > k || x.toks[h].UPOS != "NOUN" {
		return false
	}
	for i := h + 1; i < k; i++ {
		if !x.within(i, k) || x.toks[i].UPOS == "PUNCT" {
			return false
		}
	}
	return true
}

// asks reports whether k is the clause whose slots are being filled, or the
// first of its conjuncts.
func (x *extractor) asks(k int) bool {
	return k == x.asker || x.rel(k) == "acl" && x.asker >= 0 && x.within(x.asker, k)
}

// isAside reports whether participle k is set off by a comma: "the film,
// directed by Roe, won".
func (x *extractor) isAside(k int) bool {
	if x.rel(k) != "acl" || x.infinitive(k) >= 0 {
		return false
	}
	first := k
	for first > 0 && x.within(first-1, k) {
		first--
	}
	return first > 0 && x.toks[first-1].Form == "," || x.toks[first].Form == ","
}

// whole returns the phrase with all its conjuncts: "Owen and Saint-Simon".
func (x *extractor) whole(i int) []int {
	return x.gather(i, func(k int) bool {
		switch r := x.rel(k); {
		case r == "appos" && x.isClose(k):
			return true
		case r == "acl:relcl", r == "appos", r == "cop", r == "cc", r == "parataxis", r == "mark",
			r == "advcl", r == "advcl:relcl", r == "discourse", r == "expl", r == "ccomp":
			return false
		case nlp.IsRel(r, "aux"), nlp.IsRel(r, "nsubj"), nlp.IsRel(r, "csubj"), r == "conj" && x.isClause(k):
			return false
		}
		return !x.asks(k) && !x.bracketed(k) && !x.isAside(k) && x.toks[k].XPOS != "WRB"
	})
}

// bracketed reports whether dependent k stands in brackets behind its head,
// or is a bracket.
func (x *extractor) bracketed(k int) bool {
	if k < x.head(k) {
		return false
	}
	if isBracket(&x.toks[k]) {
		return true
	}
	for first := k; first > x.head(k); first-- {
		if first != k && isBracket(&x.toks[first]) {
			return strings.ContainsAny(x.toks[first].Form, "([{L")
		}
		if first != k && !x.within(first, k) {
			return false
		}
	}
	return false
}

func isBracket(tok *nlp.Token) bool {
	switch tok.Form {
	case "(", ")", "[", "]", "{", "}", "-LRB-", "-RRB-":
		return true
	}
	return false
}

// gather returns token i with the subtrees of its dependents that pass keep,
// without punctuation at its edges. The minimal style keeps no relative clause
// and no apposition at any depth.
func (x *extractor) gather(i int, keep func(k int) bool) []int {
	return x.trim(x.tree.Subtree(i, func(k int) bool {
		if x.head(k) == i {
			return keep(k)
		}
		return x.opts.Style == Full || x.rel(k) != "acl:relcl" && (x.rel(k) != "appos" || x.isClose(k))
	}))
}

// clausePhrase returns clause i whole, without punctuation at its edges.
func (x *extractor) clausePhrase(i int) []int {
	return x.trim(x.tree.Subtree(i, nil))
}

// trim takes punctuation off the ends, but for quotation marks and brackets
// whose partner is inside.
func (x *extractor) trim(tokens []int) []int {
	for len(tokens) > 0 && x.isEdge(tokens, 0) {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && x.isEdge(tokens, len(tokens)-1) {
		tokens = tokens[:len(tokens)-1]
	}
	if n := len(tokens); n > 2 && x.isClosing(tokens[n-1]) && x.toks[tokens[n-2]].Form == "," {
		tokens = append(slices.Clone(tokens[:n-2]), tokens[n-1]) // "it is over," he said
	}
	if n := len(tokens); n > 2 && isBracket(&x.toks[tokens[0]]) && isBracket(&x.toks[tokens[n-1]]) {
		return tokens[1 : n-1]
	}
	return tokens
}

func (x *extractor) isClosing(i int) bool {
	f := x.toks[i].Form
	return f == "''" || f == "”" || f == "\"" || f == "’" || f == "'"
}

func (x *extractor) isEdge(tokens []int, n int) bool {
	tok := &x.toks[tokens[n]]
	if tok.UPOS != "PUNCT" {
		return false
	}
	partner, ok := partners[tok.Form]
	if !ok {
		return true
	}
	for m, i := range tokens {
		if m != n && strings.Contains(partner, x.toks[i].Form) {
			return false
		}
	}
	return true
}

// partners maps a quotation mark or bracket to those that may close or open it.
var partners = map[string]string{
	"“": "”", "”": "“", "\"": "\"", "``": "''", "''": "``", "'": "'`", "`": "'", "‘": "’", "’": "‘",
	"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "-LRB-": "-RRB-", "-RRB-": "-LRB-",
}

// conjuncts returns the heads of the coordination that i opens, i first.
func (x *extractor) conjuncts(i int) []int {
	out := []int{i}
	for n := 0; n < len(out); n++ {
		for _, k := range x.tree.Children(out[n]) {
			if x.rel(k) == "conj" && !x.isClause(k) {
				out = append(out, k)
			}
		}
		if len(out) > len(x.toks) {
			break
		}
	}
	return out
}

// text renders tokens as they stand; where some are left out between, one
// blank stands, unless what follows is written close to what is left out.
func (x *extractor) text(tokens []int) string {
	var b strings.Builder
	for n := 0; n < len(tokens); {
		m := n + 1
		for m < len(tokens) && tokens[m] == tokens[m-1]+1 {
			m++
		}
		glued := x.toks[tokens[n]].Form == "," && tokens[n] > 0 && !x.toks[tokens[n]-1].SpaceAfter
		if n > 0 && x.spaced(tokens[n-1], tokens[n]) && !glued {
			b.WriteByte(' ')
		}
		span := x.sent.Words(tokens[n], tokens[m-1]+1)
		if m-n == len(tokens) {
			return span.In(x.doc.Text)
		}
		b.WriteString(span.In(x.doc.Text))
		n = m
	}
	return b.String()
}

// spaced reports whether white space stands somewhere between tokens i and j.
func (x *extractor) spaced(i, j int) bool {
	for ; i < j; i++ {
		if x.toks[i].SpaceAfter {
			return true
		}
	}
	return false
}

// slot makes a slot of tokens under head.
func (x *extractor) slot(tokens []int, head int) Slot {
	return Slot{Text: x.text(tokens), Tokens: tokens, Head: head}
}
