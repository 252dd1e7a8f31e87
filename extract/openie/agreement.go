package openie

import "strings"

// isPlural reports whether a noun phrase is plural: by its head, or because
// it joins several.
func (x *extractor) isPlural(n noun) bool {
	tok := &x.toks[n.head]
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
	for _, k := range x.tree.Children(n.head) {
		if x.rel(k) == "conj" && contains(n.tokens, k) {
			return true
		}
	}
	return false
}
