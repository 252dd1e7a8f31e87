package nlp

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// settleCompanies makes organizations of the names that end in a word for
// companies ("Velmont Construction"), and of what is short for them ("Velmont"),
// which is no mention inside the whole name.
func (d *Doc) settleCompanies() {
	c := companies{short: map[string]bool{}, borne: map[string]bool{}, heads: map[place]bool{}}
	for i := range d.Mentions {
		c.read(d, &d.Mentions[i])
	}
	d.Mentions = slices.DeleteFunc(d.Mentions, func(m Mention) bool {
		t := &d.Sents[m.Sent].Tokens[m.Head]
		return IsRel(t.Rel, "compound") && c.heads[place{m.Sent, t.Head}] && c.shortens(d.nameKey(&m))
	})
	for i := range d.Mentions {
		if m := &d.Mentions[i]; c.shortens(d.nameKey(m)) || c.heads[place{m.Sent, m.Head}] {
			m.Class, m.Type = "organization", schema.Organization
		}
	}
}

// companies are what a document tells of names of companies.
type companies struct {
	heads map[place]bool  // of names that end in a word for companies
	short map[string]bool // those names without that word
	borne map[string]bool // names of persons
}

// read notes a mention.
func (c *companies) read(d *Doc, m *Mention) {
	key := d.nameKey(m)
	last := strings.LastIndexByte(key, ' ')
	toks := d.Sents[m.Sent].Tokens
	switch {
	case last < 0:
		if m.Class == "person" && !loadClassWords().firstNames[key] && soundsLikeCompany(toks[m.Head].Form) {
			c.short[key] = true
		}
	case companyWords[strings.TrimSuffix(key[last+1:], ".")] && endsName(toks, m) && loadClassWords().names[key] != "place":
		c.heads[place{m.Sent, m.Head}] = true
		c.short[key[:last]] = true
	case m.Class == "person":
		for k := m.Head; k < m.End && (k == m.Head || toks[k].Rel == "flat"); k++ {
			c.borne[strings.ToLower(toks[k].Form)] = true
		}
	}
}

// soundsLikeCompany reports whether one word is the name of a company by its
// letters, not of a person: "HydroKor", "Nordbank".
func soundsLikeCompany(form string) bool {
	return isBrand(form) || slices.ContainsFunc(companyEndings, func(end string) bool { return strings.HasSuffix(form, end) && len(form) > len(end)+1 })
}

// companyEndings end words for companies; "tel", "gas" and "air" end surnames too.
var companyEndings = []string{"bank", "chem", "corp", "media", "pharma", "soft", "tech", "telecom"}

// shortens reports whether a name is that of a company, or short for it: no person
// of the document bears it too, and the lexicon does not know better.
func (c *companies) shortens(name string) bool {
	return c.short[name] && !c.borne[name] && loadClassWords().names[name] == ""
}

// endsName reports whether the last word of a mention belongs to its name, not
// to a complement ("Jane Roe of Velmont Construction").
func endsName(toks []Token, m *Mention) bool {
	last := m.End - 1
	if toks[last].XPOS == "POS" {
		last--
	}
	return last == m.Head || toks[last].Head == m.Head && !IsRel(toks[last].Rel, "nmod")
}

// companyWords end the names of companies and of hardly anything else.
var companyWords = wordSet("airlines", "airways", "associates", "bancorp", "bank", "breweries", "builders", "capital", "chemicals", "co",
	"company", "construction", "consulting", "contractors", "corp", "corporation", "developers", "electronics", "energy", "enterprises",
	"entertainment", "foods", "gmbh", "group", "holding", "holdings", "inc", "industries", "insurance", "invest", "investments", "llc", "llp",
	"logistics", "ltd", "media", "mining", "motors", "partners", "petroleum", "pharma", "pharmaceuticals", "plc", "securities",
	"semiconductors", "shipping", "solutions", "steel", "technologies", "telecom", "telecommunications", "terminals", "ventures")
