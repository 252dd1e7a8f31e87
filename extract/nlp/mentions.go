package nlp

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// FindMentions fills d.Mentions from the trees: every noun phrase, pronouns
// and nested phrases included, by the conventions of the GUM corpus (Zeldes
// 2017). What heads a mention, and of which class, is told by Token.Class; a
// document without any class falls back to tags and relations, and its
// mentions get classes from word lists alone.
func (d *Doc) FindMentions() {
	m := defaultNames()
	if m != nil {
		m.Settle(d)
	}
	classified := d.classified()
	d.Mentions = d.Mentions[:0]
	for i := range d.Sents {
		f := mentionFinder{tree: NewTree(&d.Sents[i]), sent: i, classified: classified, settled: m != nil}
		d.Mentions = append(d.Mentions, f.find()...)
	}
	d.settleNames()
	d.settleAuthors()
}

// classified reports whether the nouns of the document carry classes: at
// least a third of them, for some nouns head no mention.
func (d *Doc) classified() bool {
	nouns, classes := 0, 0
	for i := range d.Sents {
		for j := range d.Sents[i].Tokens {
			t := &d.Sents[i].Tokens[j]
			if t.Class != "" {
				classes++
			}
			if t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "PRON" {
				nouns++
			}
		}
	}
	return classes > 0 && 3*classes >= nouns
}

// A mentionFinder finds the mentions of one sentence.
type mentionFinder struct {
	tree       *Tree
	sent       int
	classified bool
	settled    bool
	edges      []schema.Span // of each token: its subtree as a range of tokens
}

func (f *mentionFinder) find() []Mention {
	toks := f.tree.Sent.Tokens
	f.edges = subtreeEdges(toks)
	var out []Mention
	for h := range toks {
		if !f.heads(h) {
			continue
		}
		first, end := f.extent(h)
		m := Mention{Phrase: Phrase{Sent: f.sent, First: first, End: end}, Head: h}
		m.Form = mentionForm(&toks[h])
		m.Class = f.class(h, m.Form)
		m.Type = mentionType(m.Class, m.Form, &toks[h])
		if m.Type == schema.Date || m.Type == schema.Quantity {
			m.Form = Measure
		}
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.End, a.End))
	})
	return out
}

// subtreeEdges returns for each token the smallest range of tokens that
// covers its subtree, as half-open spans of token indices.
func subtreeEdges(toks []Token) []schema.Span {
	out := make([]schema.Span, len(toks))
	for i := range toks {
		out[i] = schema.Span{Start: i, End: i + 1}
	}
	for i := range toks {
		for at, steps := toks[i].Head, 0; at >= 0 && at < len(toks) && steps < len(toks); steps++ {
			out[at] = out[at].Cover(schema.Span{Start: i, End: i + 1})
			at = toks[at].Head
		}
	}
	return out
}

// heads reports whether token h heads a mention.
func (f *mentionFinder) heads(h int) bool {
	tok := &f.tree.Sent.Tokens[h]
	if tok.Class != "" && tok.UPOS != "PUNCT" {
		return true
	}
	if f.settled && tok.UPOS == "PROPN" {
		return isArgument(tok) // though no candidate as the parser had tagged it
	}
	if f.classified && !isArgument(tok) && !f.namesModifier(tok) {
		return false
	}
	switch tok.UPOS {
	case "PROPN":
		return !inName(tok.Rel) || f.namesModifier(tok)
	case "NOUN":
		return !inName(tok.Rel) && !IsRel(tok.Rel, "compound") && tok.Rel != "reparandum"
	case "PRON":
		return tok.XPOS != "WDT" && tok.XPOS != "WP" && tok.XPOS != "WP$" && tok.XPOS != "EX" && tok.Rel != "expl"
	case "NUM":
		return !inName(tok.Rel) && !IsRel(tok.Rel, "nummod") && !IsRel(tok.Rel, "compound")
	case "DET":
		return IsRel(tok.Rel, "nsubj") || IsRel(tok.Rel, "obj")
	}
	return false
}

// isArgument reports whether a token stands where hardly any noun heads no
// mention: in GUM, 97 % or more of them do. There the trees overrule the
// classes.
func isArgument(tok *Token) bool {
	rel, _, _ := strings.Cut(tok.Rel, ":")
	switch tok.UPOS {
	case "NOUN":
		return rel == "nsubj" || rel == "obj" || rel == "iobj"
	case "PROPN":
		return rel == "nsubj" || rel == "obj" || rel == "iobj" || rel == "obl" || rel == "root" || tok.Rel == "nmod:poss" || rel == "conj"
	case "PRON":
		return tok.XPOS == "PRP" || tok.XPOS == "PRP$"
	}
	return false
}

// namesModifier reports whether a token is a name before a common noun
// ("Manila hotels"), which GUM annotates, unlike one inside a longer name.
func (f *mentionFinder) namesModifier(tok *Token) bool {
	if tok.UPOS != "PROPN" || tok.Rel != "compound" || tok.Head < 0 || tok.Head >= len(f.tree.Sent.Tokens) {
		return false
	}
	head := &f.tree.Sent.Tokens[tok.Head]
	return head.UPOS == "NOUN" && head.Form == strings.ToLower(head.Form)
}

// inName reports whether a token of relation rel is only a part of a longer
// expression.
func inName(rel string) bool {
	switch rel {
	case "flat", "fixed", "goeswith", "nmod:desc", "advmod", "discourse":
		return true
	}
	return false
}

// extent returns the tokens of the mention that h heads: from its first
// determiner or modifier to its last complement, without the preposition
// before it, its appositions, and what only hangs on it as a predicate.
func (f *mentionFinder) extent(h int) (first, end int) {
	if toks := f.tree.Sent.Tokens; toks[h].UPOS == "VERB" || toks[h].UPOS == "AUX" {
		return h, h + 1 // an event told by a clause is named by its verb, as in OntoNotes
	}
	kids := f.tree.Children(h)
	split, _ := slices.BinarySearch(kids, h)
	left, right := kids[:split], kids[split:]
	first = f.trimLeft(f.leftEdge(h, left), h)
	end = f.rightEdge(h, right, f.tree.Child(h, "cop") >= 0)
	return first, f.closeQuote(first, end)
}

// closeQuote takes in the quotation mark after the phrase when the phrase
// holds the one that opens.
func (f *mentionFinder) closeQuote(first, end int) int {
	toks := f.tree.Sent.Tokens
	if end >= len(toks) {
		return end
	}
	var opening string
	switch toks[end].Form {
	case "”", "\"", "''":
		opening = "“\"``"
	case "’", "'":
		opening = "‘'`"
	default:
		return end
	}
	open := false
	for _, t := range toks[first:end] {
		if strings.Contains(opening, t.Form) || t.Form == toks[end].Form {
			open = !open
		}
	}
	if open {
		return end + 1
	}
	return end
}

// leftEdge walks outward from h until a dependent that is no part of the
// phrase: a preposition, a subject, a copula, a conjunction.
func (f *mentionFinder) leftEdge(h int, left []int) int {
	toks := f.tree.Sent.Tokens
	first := h
	for i := len(left) - 1; i >= 0; i-- {
		k := left[i]
		if toks[h].UPOS == "PROPN" && beforeName[toks[k].Rel] {
			return first
		}
		switch rel, _, _ := strings.Cut(toks[k].Rel, ":"); rel {
		case "punct", "dep", "discourse", "reparandum":
			continue // inside only when the phrase goes on to its left
		case "advmod":
			if !f.adverbInside(h, k, left) {
				return first
			}
		case "det", "amod", "nummod", "compound", "nmod", "flat", "acl", "fixed", "goeswith", "obl", "xcomp":
		default:
			return first
		}
		first = min(first, f.edges[k].Start)
	}
	return first
}

// beforeName are the relations to a name on its right of what is no part of it:
// "Born in Arles, Roe left", "Latin: Eusebius".
var beforeName = wordSet("acl", "nmod", "obl", "xcomp")

// adverbInside tells an adverb of the phrase ("about 5 men", "the then
// minister") from one before it ("only the minister").
func (f *mentionFinder) adverbInside(h, k int, left []int) bool {
	toks := f.tree.Sent.Tokens
	for _, l := range left {
		if l < k && (IsRel(toks[l].Rel, "det") || toks[l].Rel == "nmod:poss") {
			return true
		}
	}
	next := &toks[min(k+1, len(toks)-1)]
	return next.UPOS == "NUM" || toks[h].UPOS == "NUM" && k == h-1 && toks[h].Rel != "root"
}

// rightEdge walks outward from h to the last complement of the phrase.
func (f *mentionFinder) rightEdge(h int, right []int, predicate bool) int {
	toks := f.tree.Sent.Tokens
	end := h + 1
	for _, k := range right {
		if f.asideToPerson(h, k) || toks[h].UPOS == "PROPN" && (toks[k].Rel == "dep" || besideNames[toks[k].Form]) {
			return end
		}
		switch rel, _, _ := strings.Cut(toks[k].Rel, ":"); rel {
		case "punct", "discourse", "reparandum":
			continue
		case "case":
			if toks[k].XPOS != "POS" {
				return end
			}
		case "advcl", "advmod", "obl", "xcomp", "ccomp", "dep":
			if predicate {
				return end
			}
		case "nmod", "acl", "amod", "nummod", "compound", "flat", "fixed", "goeswith", "det":
		case "appos":
			if !f.byname(h, k, end) {
				return end
			}
		default:
			return end
		}
		if start := f.edges[k].Start; toks[start].Form == "(" || start > end && toks[start-1].Form == "(" {
			return end
		}
		end = max(end, f.trimRight(end, f.edges[k].End))
	}
	return end
}

// besideNames are words that follow on a name and are no part of it, though they
// hang on it: "Athens today", "the BBC etc."
var besideNames = wordSet("today", "yesterday", "tomorrow", "tonight", "etc.", "etc")

// asideToPerson reports whether k, which hangs on h, is said of a named person
// in passing: an age or a year ("Jane Roe, 42"), a participle after a comma
// ("Jane Roe, born in Geneva"), a circumstance. GUM keeps them out of the name.
func (f *mentionFinder) asideToPerson(h, k int) bool {
	toks := f.tree.Sent.Tokens
	if toks[h].UPOS != "PROPN" || toks[h].Class != "person" {
		return false
	}
	switch toks[k].Rel {
	case "nmod:unmarked":
		return toks[k].UPOS == "NUM"
	case "acl":
		start := f.edges[k].Start
		return toks[start].Form == "," || start > 0 && toks[start-1].Form == ","
	case "obl":
		return true
	}
	return false
}

// byname reports whether k, an apposition to h, whose phrase ends at end so far,
// is a part of its name: "University of Texas Arlington", "Peter the Great",
// "Jane Roe, QC".
func (f *mentionFinder) byname(h, k, end int) bool {
	toks := f.tree.Sent.Tokens
	switch {
	case toks[h].UPOS != "PROPN" || k > end+1:
		return false
	case k == end:
		return toks[h].Class == "organization" && toks[k].UPOS == "PROPN"
	case toks[end].Form == "the":
		return isCapital(toks[k].Form)
	}
	return toks[end].Form == "," && postNominals[toks[k].Form]
}

// postNominals follow the name of a person or a firm behind a comma.
var postNominals = wordSet("Jr.", "Jr", "Sr.", "Sr", "Esq.", "QC", "KC", "SC", "MD", "M.D.", "PhD", "Ph.D.", "MP",
	"Inc.", "Inc", "Ltd.", "Ltd", "LLC", "LLP", "PLC")

// trimLeft drops punctuation and conjunctions with which no phrase begins.
func (f *mentionFinder) trimLeft(first, h int) int {
	toks := f.tree.Sent.Tokens
	for first < h && (toks[first].UPOS == "CCONJ" && !isEither(toks[first].Form) || strings.ContainsAny(toks[first].Form, ".,;:!?—–)]") && toks[first].UPOS == "PUNCT") {
		first++
	}
	return first
}

// isEither reports whether a word begins a pair of phrases.
func isEither(form string) bool {
	switch strings.ToLower(form) {
	case "both", "either", "neither":
		return true
	}
	return false
}

// trimRight drops closing punctuation that hangs at the end of a complement.
func (f *mentionFinder) trimRight(from, end int) int {
	toks := f.tree.Sent.Tokens
	for end > from && strings.ContainsAny(toks[end-1].Form, ".,;:!?—–") && toks[end-1].UPOS == "PUNCT" {
		end--
	}
	return end
}

// mentionForm tells how a phrase with this head refers.
func mentionForm(head *Token) MentionForm {
	switch head.UPOS {
	case "PROPN":
		return Named
	case "PRON", "DET", "ADV":
		return Pronoun
	}
	return Nominal
}
