package resolve

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// linkAppositions merges what the grammar says is one thing: a description
// and a name beside each other ("his wife Manju Sam"), a name and the one in
// parentheses behind it ("International Trade Union Confederation (ITUC)"), a
// subject and what it is said to be ("Athens is the capital of Greece").
func (inv *inventory) linkAppositions() {
	of := inv.byMention()
	for i := range inv.doc.Mentions {
		m := &inv.doc.Mentions[i]
		outer, ok := inv.heads[[2]int{m.Sent, partner(inv.doc.Sents[m.Sent].Tokens, m.Head)}]
		if !ok || of[outer] == nil || of[i] == nil {
			continue
		}
		toks := inv.doc.Sents[m.Sent].Tokens
		inBrackets := m.First > 0 && toks[m.First-1].Form == "("
		if inBrackets {
			outer = inv.spelledOut(i, outer, of)
		}
		a, b := of[outer].root(), of[i].root()
		if a != b && (isPartyOf(toks, m.Head, inv.doc.Mentions[outer].Head) || describes(a, b) && sameNumber(&toks[m.Head], &toks[inv.doc.Mentions[outer].Head]) || inBrackets && bracketed(a, b)) {
			a.absorb(b)
		} else if a != b && inv.namedBeside(outer, i) {
			a.give(outer, b)
			of[outer] = b
		}
	}
}

// namedBeside reports whether a description has its name set beside it: "the
// chief executive, Ann Roe, left" is about her, whoever else the chain of the
// description names.
func (inv *inventory) namedBeside(description, name int) bool {
	d, n := &inv.doc.Mentions[description], &inv.doc.Mentions[name]
	toks := inv.doc.Sents[d.Sent].Tokens
	return d.Form == nlp.Nominal && toks[d.Head].UPOS == "NOUN" && n.Type == schema.Person && d.Type == n.Type &&
		toks[n.Head].UPOS == "PROPN" && toks[n.Head].Rel == "appos" && toks[n.Head].Head == d.Head && sameNumber(&toks[d.Head], &toks[n.Head])
}

// spelledOut returns the mention that an acronym in brackets stands for: the
// one around the name before it whose initials it has ("U.S. Agency for Global
// Media (USAGM)"), else that name.
func (inv *inventory) spelledOut(short, name int, of map[int]*thing) int {
	s, n := &inv.doc.Mentions[short], &inv.doc.Mentions[name]
	for k := range inv.doc.Mentions {
		m := &inv.doc.Mentions[k]
		if m.Sent != s.Sent || m.First > n.First || m.End < n.Head || k == short || of[k] == nil || of[short] == nil {
			continue
		}
		for _, long := range of[k].root().names {
			if acronym := of[short].root().names; len(acronym) == 1 && isAcronym(acronym[0]) && initials(long) == fold(acronym[0]) {
				return k
			}
		}
	}
	return name
}

// partner returns the head of the phrase to which the phrase with this head
// stands in apposition, or of which it is predicated without a negation or a
// doubt, -1 for none.
func partner(toks []nlp.Token, head int) int {
	t := &toks[head]
	switch rel, _, _ := strings.Cut(t.Rel, ":"); {
	case rel == "appos" && t.Head < head, rel == "compound" && isPartyOf(toks, head, t.Head):
		return t.Head
	case rel == "conj" && t.Head >= 0 && t.Head < head && dependent(toks, head, "nsubj") < 0 && dependent(toks, head, "cop") < 0:
		if toks[t.Head].Rel == "conj" || dependent(toks, t.Head, "cop") >= 0 || toks[t.Head].Rel == "appos" {
			return partner(toks, t.Head) // "is a writer and artist"
		}
	case rel == "xcomp" && t.Head >= 0, rel == "obl" && t.Head >= 0 && hasCase(toks, head, "as") && asVerbs[toks[t.Head].Lemma]:
		return complemented(toks, t.Head)
	}
	if dependent(toks, head, "cop") < 0 {
		return -1
	}
	for k := range toks {
		if toks[k].Head != head {
			continue
		}
		switch rel := toks[k].Rel; {
		case rel == "aux" && toks[k].Lemma != "have", rel == "mark", rel == "case",
			rel == "advmod" && (toks[k].Lemma == "not" || toks[k].Lemma == "never"):
			return -1
		}
	}
	return dependent(toks, head, "nsubj")
}

// asVerbs are those whose "as" tells what somebody is.
var asVerbs = set("serve work act describe know regard appoint elect name recognize recognise make start begin")

// complemented returns what a verb's complement is said of: its object, or
// the subject of a passive or of a verb without an object.
func complemented(toks []nlp.Token, verb int) int {
	for k := range toks {
		if toks[k].Head == verb && (toks[k].Rel == "advmod" && (toks[k].Lemma == "not" || toks[k].Lemma == "never") || toks[k].Rel == "aux" && toks[k].Lemma != "have" && toks[k].Lemma != "be") {
			return -1
		}
	}
	for _, rel := range []string{"obj", "nsubj:pass", "nsubj"} {
		if k := dependent(toks, verb, rel); k >= 0 {
			return k
		}
	}
	if toks[verb].Rel == "acl" {
		return toks[verb].Head // "a man known as the Fox"
	}
	return -1
}

// dependent returns the first dependent of a token with a relation, -1 for
// none.
func dependent(toks []nlp.Token, head int, rel string) int {
	for k := range toks {
		if toks[k].Head == head && toks[k].Rel == rel {
			return k
		}
	}
	return -1
}

func hasCase(toks []nlp.Token, head int, word string) bool {
	k := dependent(toks, head, "case")
	return k >= 0 && toks[k].Lemma == word
}

// sameNumber reports whether two nouns are both of one or both of several
// things.
func sameNumber(a, b *nlp.Token) bool {
	return strings.Contains(a.Feats, "Number=Plur") == strings.Contains(b.Feats, "Number=Plur")
}

// describes reports whether one of two is a name and the other a description.
// Their types may differ, for taggers err and words are used freely ("the
// company is a family"), but a date or an amount describes only its like.
func describes(a, b *thing) bool {
	x, y := a.typ(), b.typ()
	return (len(a.names) == 0) != (len(b.names) == 0) && (x == y || !isMeasure(x) && !isMeasure(y))
}

func isMeasure(t schema.EntityType) bool { return t == schema.Date || t == schema.Quantity }
