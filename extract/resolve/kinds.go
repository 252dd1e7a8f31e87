package resolve

import (
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// linkKinds merges what is described by its kind alone ("the country", "our
// nation", "this city") with the named thing of that kind that the article
// speaks of most.
func (inv *inventory) linkKinds() {
	kinds := map[*thing]map[string]bool{}
	for _, t := range inv.things {
		if t.into == nil && len(t.names) > 0 && !allGeneric(t.names) {
			kinds[t] = inv.kinds(t)
		}
	}
	for _, t := range inv.things {
		if t.into != nil || kinds[t] != nil {
			continue
		}
		if noun := inv.kindNoun(t); noun != "" {
			if u := inv.mostOf(kinds, noun, t); u != nil {
				u.absorb(t)
			}
		}
	}
}

// kindNoun returns the noun of a thing that is described by its kind alone,
// "" of any other.
func (inv *inventory) kindNoun(t *thing) string {
	noun := ""
	for _, i := range t.mentions {
		m := &inv.doc.Mentions[i]
		s := &inv.doc.Sents[m.Sent]
		switch s.Tokens[m.Head].UPOS {
		case "NOUN", "PROPN":
		default:
			continue
		}
		head := strings.ToLower(s.Tokens[m.Head].Lemma)
		if noun != "" && noun != head && !(countryNouns[noun] && countryNouns[head]) {
			return ""
		}
		d, ok := describe(s, m)
		switch {
		case noun == "" && (!ok || d.mods != "") && !(countryNouns[head] && m.End-m.First == 2 && strings.EqualFold(s.Tokens[m.First].Form, "our")):
			return ""
		case noun == "":
			noun = head
		}
	}
	return noun
}

var countryNouns = set("country nation")

// kinds returns the nouns that a named thing may be described by.
func (inv *inventory) kinds(t *thing) map[string]bool {
	if inv.lex.isCountry(t.entry) {
		return countryNouns
	}
	nouns := map[string]bool{}
	for _, i := range t.mentions {
		m := &inv.doc.Mentions[i]
		if tok := &inv.doc.Sents[m.Sent].Tokens[m.Head]; tok.UPOS == "NOUN" {
			nouns[strings.ToLower(tok.Lemma)] = true
		}
	}
	for _, n := range t.names {
		words := strings.Fields(fold(n))
		if len(words) > 1 && t.typ() != schema.Person {
			nouns[words[len(words)-1]] = true
		}
		if inv.lex.placeName[fold(n)] && t.typ() == schema.Place {
			nouns["city"], nouns["town"] = true, true
		}
	}
	return nouns
}

// mostOf returns the thing of a kind that is mentioned most, of those that the
// article names before t.
func (inv *inventory) mostOf(kinds map[*thing]map[string]bool, noun string, t *thing) *thing {
	var best *thing
	for _, u := range inv.things {
		if u.into == nil && kinds[u][noun] && (countryNouns[noun] || u.mentions[0] < t.mentions[0]) && (best == nil || len(u.mentions) > len(best.mentions)) {
			best = u
		}
	}
	return best
}
