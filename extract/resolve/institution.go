package resolve

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// nationalNouns are what a nation has one of: "the Spanish football
// federation" names a thing as well as a proper name does.
var nationalNouns = set("government parliament ministry federation embassy army navy military presidency police")

// institution returns the name of an organization whose head is a common noun
// written small: of a nation's institution, or of a party ("the Congress
// party"); "" of any other description.
func (inv *inventory) institution(s *nlp.Sentence, m *nlp.Mention) string {
	head := &s.Tokens[m.Head]
	if head.UPOS != "NOUN" || startsUpper(head.Form) || strings.Contains(head.Feats, "Number=Plur") {
		return ""
	}
	p := core(s, m)
	if !nationalNouns[head.Lemma] || !strings.EqualFold(s.Tokens[m.First].Form, "the") || m.Type != schema.Organization {
		p.First = m.Head - 1
		if p.First < m.First || !isPartyOf(s.Tokens, p.First, m.Head) {
			return ""
		}
		for p.First > m.First && properWord(&s.Tokens[p.First-1]) && s.Tokens[p.First-1].Rel == "compound" {
			p.First--
		}
		return text(inv.doc, p)
	}
	if inv.lex.Country(s.Tokens[p.First].Form) == nil {
		return ""
	}
	return text(inv.doc, p)
}

// isPartyOf reports whether a proper noun names the party of the next word.
func isPartyOf(toks []nlp.Token, name, head int) bool {
	return head == name+1 && head < len(toks) && toks[head].Form == "party" && toks[name].Head == head &&
		toks[name].Rel == "compound" && properWord(&toks[name])
}

// linkInstitutions finds in the lexicon what an article calls as its country
// does: "Congress" is the US Congress where the article speaks of the United
// States most.
func (inv *inventory) linkInstitutions() {
	country := inv.country()
	if country == nil {
		return
	}
	byEntry := map[*Entry]*thing{}
	for _, t := range inv.things {
		if t.into == nil && t.entry != nil {
			byEntry[t.entry] = t
		}
	}
	for _, t := range inv.things {
		if t.into != nil || t.entry != nil || t.typ() == schema.Person {
			continue
		}
		e := inv.ofCountry(t, country)
		switch first := byEntry[e]; {
		case e == nil:
		case first != nil:
			first.absorb(t)
		default:
			t.entry, byEntry[e] = e, t
		}
	}
}

// ofCountry returns the entry of a country's organization that all names of t
// are short for, or nil.
func (inv *inventory) ofCountry(t *thing, country *Entry) *Entry {
	var found *Entry
	for _, n := range t.names {
		var e *Entry
		for _, of := range country.Names {
			if e = inv.lex.Find(of+" "+n, schema.Organization); e != nil {
				break
			}
		}
		if e == nil || found != nil && e != found {
			return nil
		}
		found = e
	}
	return found
}

// country returns the country of which an article speaks most: more than half
// of the names of countries and their peoples are its. nil: none.
func (inv *inventory) country() *Entry {
	counts := map[*Entry]int{}
	all := 0
	for i := range inv.doc.Sents {
		for k := range inv.doc.Sents[i].Tokens {
			tok := &inv.doc.Sents[i].Tokens[k]
			if !startsUpper(tok.Form) {
				continue
			}
			e := inv.lex.Find(tok.Form, schema.Place)
			if !inv.lex.isCountry(e) {
				e = inv.lex.Country(tok.Form)
			}
			if e != nil {
				counts[e]++
				all++
			}
		}
	}
	for _, t := range inv.things {
		if t.into == nil && inv.lex.isCountry(t.entry) && strings.Contains(t.names[0], " ") {
			counts[t.entry] += t.counts[t.names[0]] // more than one token
			all += t.counts[t.names[0]]
		}
	}
	for e, n := range counts { // one at most
		if 2*n > all {
			return e
		}
	}
	return nil
}
