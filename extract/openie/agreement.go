package openie

import "strings"

// isPlural reports whether a noun phrase is plural: by its head, or because
// it joins several.
func (x *extractor) isPlural(tokens []int, head int) bool {
	tok := &x.toks[head]
	switch {
	case tok.XPOS == "NNS" || tok.XPOS == "NNPS" || strings.Contains(tok.Feats, "Number=Plur"):
		return true
	case tok.UPOS == "NUM":
		return tok.Lemma != "1" && tok.Lemma != "one"
	}
	switch lower(tok) {
	case "they", "we", "you", "these", "those", "many", "several", "both", "few", "them", "us":
		return true
	}
	for _, k := range x.tree.Children(head) {
		if x.rel(k) == "conj" && contains(tokens, k) {
			return true
		}
	}
	return false
}
