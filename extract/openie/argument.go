package openie

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// An operand is a dependent that becomes an object or an argument.
type operand struct {
	head        int   // the token that heads it
	tokens      []int // its phrase without preposition, ascending
	preposition []int
	implied     string // a preposition that is not in the text
	kind        operandKind
	role        string
	borrowed    bool  // it hangs on an earlier conjunct
	lead        []int // adverbs before the preposition, and what denies it and not the first conjunct
	contrary    bool  // it is denied where the first conjunct is not, or the other way round
}

type operandKind uint8

const (
	object     operandKind = iota // what the verb acts on
	recipient                     // iobj
	complement                    // a predicative: "became rich"
	speech                        // a clause as object
	oblique                       // with a preposition
	agent                         // by-phrase of a passive
	bare                          // a measure or a time without preposition
	adverb                        // an adverb that stands apart
	adverbial                     // an adverbial clause
	infinitive                    // "to provide explanations"
)

// operands returns what the verbs of c act on, in the order of the text.
func (x *extractor) operands(c *clause) []operand {
	var out []operand
	relation := x.predicate(c)
	for _, v := range c.chain {
		if x.isClausal(v) {
			continue // what hangs on it belongs to the inner clause
		}
		for _, k := range x.tree.Children(v) {
			if o, ok := x.operand(c, v, k); ok && !contains(relation, k) {
				out = append(out, o)
				if name := x.naming(k); o.kind == object && name >= 0 {
					out = append(out, operand{head: name, kind: complement, tokens: x.phrase(name, true)})
				}
			}
		}
	}
	if k := x.laterObject(c, out); k >= 0 {
		o := operand{head: k, kind: object}
		x.spell(&o)
		out = append(out, o)
	}
	if c.place >= 0 {
		o := operand{head: c.place, kind: oblique}
		x.spell(&o)
		out = append(out, o)
	}
	if c.filler.tok >= 0 && x.toks[c.filler.tok].XPOS != "WP" {
		out = append(out, x.filled(c))
	}
	return x.borrow(out, c)
}

// laterObject returns the object that verb c shares with the alternative right
// behind it, on which the parser hangs it ("neither confirmed nor denied the
// report"), or -1.
func (x *extractor) laterObject(c *clause, own []operand) int {
	v := c.chain[len(c.chain)-1]
	if len(own) > 0 || v+2 >= len(x.toks) || x.rel(v+2) != "conj" || x.head(v+2) != v || !x.isDisjunct(v+2) {
		return -1
	}
	return x.child(v+2, "obj")
}

// naming returns what object i, or a conjunct of the object, is called, where
// the parser hangs it on the object: "called the result “a triumph”", "called
// the deal historic"; -1 when nothing.
func (x *extractor) naming(i int) int {
	first := i
	for x.rel(first) == "conj" && x.head(first) >= 0 {
		first = x.head(first)
	}
	if h := x.head(first); h < 0 || x.rel(first) != "obj" || !calling[x.toks[h].Lemma] {
		return -1
	}
	for _, k := range x.tree.Children(i) {
		if x.rel(k) == "appos" || x.rel(k) == "amod" && k > i {
			return k
		}
	}
	return -1
}

var calling = set("call consider declare deem dub label brand term nickname christen name pronounce")

// operand reads dependent k of verb v.
func (x *extractor) operand(c *clause, v, k int) (operand, bool) {
	o := operand{head: k}
	if k == c.filler.skip || k == c.subject || x.within(c.head, k) || x.isBareQuestion(k) || x.isMeasure(k) || x.isStranded(k, v) {
		return o, false
	}
	switch r := x.rel(k); {
	case r == "obj":
		o.kind = object
	case r == "iobj":
		o.kind = recipient
	case r == "xcomp":
		if contains(c.chain, k) {
			return o, false
		}
		switch {
		case x.isAvowed(k):
			o.kind = speech
		case x.toks[k].UPOS == "VERB":
			o.kind = infinitive
		default:
			o.kind = complement
		}
	case r == "ccomp", r == "csubj" && k > v && x.child(v, "expl") == c.subject:
		o.kind = speech
		if x.infinitive(k) >= 0 {
			o.kind = infinitive
		}
	case r == "obl:agent":
		o.kind = agent
	case r == "obl:unmarked", r == "obl:tmod", r == "obl:npmod":
		o.kind = bare
	case nlp.IsRel(r, "obl"):
		o.kind = oblique
	case r == "advcl" && x.accused(k) >= 0:
		o.kind = infinitive
	case r == "advcl":
		o.kind = adverbial
	case r == "advmod":
		if x.toks[k].UPOS != "ADV" && x.toks[k].UPOS != "ADJ" && x.toks[k].UPOS != "NOUN" || discourse[lower(&x.toks[k])] || x.toks[k].XPOS == "WRB" {
			return o, false
		}
		if x.isCopular(v) && k < v && k > x.child(v, "cop") {
			return o, false // within the predicate
		}
		o.kind = adverb
	default:
		return o, false
	}
	x.spell(&o)
	return o, len(o.tokens) > 0
}

// isBareQuestion reports whether token k is an interrogative, or a relativizer
// whose antecedent is not known: it says nothing.
func (x *extractor) isBareQuestion(k int) bool {
	tok := &x.toks[k]
	return (tok.XPOS == "WP" || tok.XPOS == "WDT") && x.child(k, "acl:relcl", "nmod") < 0
}

// spell fills in the words of o.
func (x *extractor) spell(o *operand) {
	switch o.kind {
	case speech, adverbial, infinitive:
		o.tokens = x.clausePhrase(o.head)
		if o.kind == speech {
			o.preposition, o.tokens = x.cutMark(x.close(o.tokens))
		}
	default:
		o.preposition = x.adposition(o.head)
		o.tokens = without(x.phrase(o.head, !x.isEmptyHead(o.head)), o.preposition)
		x.cutLead(o)
	}
	o.role = x.role(o)
	switch by := strings.EqualFold(x.text(o.preposition), "by"); {
	case o.kind == agent && (!by || o.role == "time" || !x.isPassive(x.head(o.head))):
		o.kind = oblique // "stood by the story", "relocated by 2025"
	case o.kind == oblique && by && o.role == "" && x.isPassive(x.head(o.head)) && isNominal(&x.toks[o.head]):
		o.kind = agent // the parser does not always tell it from a place
	}
}

// cutLead takes adverbs before the preposition of o out of its words: they belong
// to the relation ("is hopelessly behind; Japan").
func (x *extractor) cutLead(o *operand) {
	for len(o.preposition) > 0 && len(o.tokens) > 1 {
		first := o.tokens[0]
		if first > o.preposition[0] || x.toks[first].UPOS != "ADV" || x.rel(first) != "advmod" || x.head(first) != o.head {
			return
		}
		o.lead, o.tokens = append(o.lead, first), o.tokens[1:]
	}
}

// isEmptyHead reports whether noun i says nothing without its relative clause:
// "what it calls training", "those who left".
func (x *extractor) isEmptyHead(i int) bool {
	tok := &x.toks[i]
	return tok.XPOS == "WP" || (tok.UPOS == "PRON" || tok.UPOS == "DET") && len(x.tree.Children(i)) == 1
}

// cutMark takes a leading "that" off a clause: it belongs to the relation.
func (x *extractor) cutMark(tokens []int) (mark, rest []int) {
	if len(tokens) > 0 && x.rel(tokens[0]) == "mark" && lower(&x.toks[tokens[0]]) == "that" {
		return tokens[:1], x.trim(tokens[1:])
	}
	return nil, tokens
}

// filled returns the operand that the antecedent of a relative clause is.
func (x *extractor) filled(c *clause) operand {
	o := operand{head: c.filler.tok, kind: object, preposition: c.filler.preposition, implied: c.filler.implied}
	if len(o.preposition) > 0 || o.implied != "" {
		o.kind = oblique
	}
	own := x.adposition(c.filler.tok)
	o.tokens = without(x.phrase(c.filler.tok, true), own)
	o.role = x.role(&o)
	return o
}

// borrow adds what a conjoined clause shares with its first conjunct: times
// and places in front of both, and an object behind both.
func (x *extractor) borrow(out []operand, c *clause) []operand {
	for d := c.donor; d >= 0; {
		for _, k := range x.tree.Children(d) {
			shared := k < d && (x.is(k, "obl") || x.rel(k) == "advcl") && k < c.head
			if x.rel(k) == "obj" && k > c.head && x.child(c.head, "obj", "ccomp", "xcomp") < 0 {
				shared = true
			}
			if !shared {
				continue
			}
			if o, ok := x.operand(c, d, k); ok {
				o.borrowed = o.kind != object
				out = append(out, o)
			}
		}
		if x.rel(d) != "conj" {
			break
		}
		d = x.head(d)
	}
	return out
}

// within reports whether token i is k or hangs on k.
func (x *extractor) within(i, k int) bool {
	for range x.toks {
		if i == k {
			return true
		}
		if i < 0 {
			return false
		}
		i = x.head(i)
	}
	return false
}

// role tells times and places.
func (x *extractor) role(o *operand) string {
	if o.kind == speech || o.kind == infinitive || o.kind == adverbial {
		return ""
	}
	switch tok := &x.toks[o.head]; {
	case tok.Class == "time" || isTimeWord(tok):
		return "time"
	case tok.Class == "place" && (o.kind == oblique || o.kind == adverb):
		return "place"
	}
	return ""
}

// isTimeWord reports whether tok names a time: a month, a day, a year.
func isTimeWord(tok *nlp.Token) bool {
	if tok.UPOS == "NUM" && len(tok.Form) == 4 && (strings.HasPrefix(tok.Form, "1") || strings.HasPrefix(tok.Form, "20")) {
		return true
	}
	return timeWords[strings.ToLower(tok.Lemma)]
}

var timeWords = set(`january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
	second minute hour day week weekend month year decade century quarter season morning afternoon evening night
	today yesterday tomorrow tonight noon midnight spring summer autumn winter
	now then later earlier recently currently soon ago annually daily weekly monthly yearly 1990s 1980s 1970s 1960s
	1950s 1940s 1930s 1920s 2000s 2010s`)

// discourse lists adverbs that link sentences and are no part of a claim.
var discourse = set(`however therefore thus hence moreover furthermore nevertheless nonetheless instead
	meanwhile otherwise likewise so also too though accordingly consequently besides indeed overall`)

// set makes a set of the words of list.
func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

func contains(list []int, i int) bool {
	for _, j := range list {
		if i == j {
			return true
		}
	}
	return false
}

// without returns list less the members of drop.
func without(list, drop []int) []int {
	if len(drop) == 0 {
		return list
	}
	var out []int
	for _, i := range list {
		if !contains(drop, i) {
			out = append(out, i)
		}
	}
	return out
}
