package resolve

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/sayso-graph/sayso/extract/coref"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// A thing is an entity of one article while it is put together.
type thing struct {
	mentions []int // into Doc.Mentions, ascending
	names    []string
	counts   map[string]int // how often each name stands
	votes    map[schema.EntityType]int
	entry    *Entry // in the lexicon, or nil
	entity   schema.Entity
	used     bool   // a claim refers to it
	into     *thing // the thing that it was merged into
}

// An inventory is the entities of one article.
type inventory struct {
	doc    *nlp.Doc
	lex    *Lexicon
	iri    string // the article's
	things []*thing
	of     []*thing // by mention; nil for what is no thing
	heads  map[[2]int]int
	// capitals are the single words that are proper nouns somewhere in the
	// document: a tagger is not always of one mind ("Athens", a plural noun).
	capitals map[string]bool
}

func capitals(d *nlp.Doc) map[string]bool {
	words := map[string]bool{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		s := &d.Sents[m.Sent]
		if p := properName(s, m); properWord(&s.Tokens[m.Head]) && p.End-p.First == 1 {
			words[s.Tokens[m.Head].Form] = true
		}
	}
	return words
}

// newInventory makes entities of the chains: chains that carry the same name,
// or the acronym of one, or a name that the lexicon knows as another of its
// names, are one entity.
func newInventory(d *nlp.Doc, chains []coref.Chain, lex *Lexicon, iri string) *inventory {
	inv := &inventory{doc: d, lex: lex, iri: iri, of: make([]*thing, len(d.Mentions)), heads: map[[2]int]int{}}
	for i := len(d.Mentions) - 1; i >= 0; i-- {
		inv.heads[[2]int{d.Mentions[i].Sent, d.Mentions[i].Head}] = i
	}
	inv.capitals = capitals(d)
	for _, c := range chains {
		if t := inv.read(c.Mentions); t != nil {
			inv.things = append(inv.things, t)
		}
	}
	inv.link()
	for _, t := range inv.things {
		for _, m := range t.mentions {
			inv.of[m] = t
		}
		inv.describe(t)
	}
	return inv
}

// read collects the names of a chain. A chain of pronouns, of dates or of
// amounts names nothing.
func (inv *inventory) read(mentions []int) *thing {
	t := &thing{mentions: slices.Clone(mentions), counts: map[string]int{}, votes: map[schema.EntityType]int{}}
	nominal := false
	for _, i := range mentions {
		m := &inv.doc.Mentions[i]
		s := &inv.doc.Sents[m.Sent]
		tok := &s.Tokens[m.Head]
		_, behind := nameBehind(s, m)
		if name := inv.name(s, m); (behind || inv.isProper(s, m.Head) && !oneOfSeveral(s, m)) && m.Type != schema.Date && !isTitle(name) && isName(name) {
			t.add(name)
			t.votes[m.Type] += 2
		} else if tok.XPOS == "PRP" && strings.Contains(tok.Feats, "Person=1|") && strings.Contains(tok.Feats, "Number=Sing") && s.Speaker != "" {
			t.add(splitCamel(s.Speaker))
			t.votes[schema.Person]++
		} else if name := inv.institution(s, m); name != "" {
			t.add(name)
			t.votes[schema.Organization] += 2
		} else if m.Form == nlp.Nominal && (tok.UPOS == "NOUN" || tok.UPOS == "ADJ") || tok.UPOS == "PROPN" {
			nominal = true
			t.votes[m.Type]++
		}
	}
	if len(t.names) == 0 && !nominal {
		return nil
	}
	return t
}

// name returns the proper name in a mention. A tagger takes some organizations
// for persons, who have no "of" in their names: the lexicon knows better.
func (inv *inventory) name(s *nlp.Sentence, m *nlp.Mention) string {
	p := properName(s, m)
	if m.Type == schema.Person {
		q := p
		if q.End = nameComplement(s, m, p.End); inv.lex.Find(text(inv.doc, q), schema.Organization) != nil {
			p = q
		}
		return withoutNickname(text(inv.doc, p))
	}
	return text(inv.doc, p)
}

// isProper reports whether token k is a proper noun: by its tag, because the
// document or the lexicon has it as one, or because it is written large where
// common nouns are not.
func (inv *inventory) isProper(s *nlp.Sentence, k int) bool {
	tok := &s.Tokens[k]
	return tok.UPOS == "PROPN" || tok.UPOS == "NOUN" && startsUpper(tok.Form) &&
		(inv.capitals[tok.Form] || inv.lex.Find(tok.Form, "") != nil || k > 0 && s.Tokens[k-1].UPOS != "PUNCT" && !isHeadline(s))
}

// oneOfSeveral reports whether a mention is told by its article to be one of
// several of a kind: "a Christian" is what somebody is, not a name.
func oneOfSeveral(s *nlp.Sentence, m *nlp.Mention) bool {
	first := &s.Tokens[m.First]
	return first.Head == m.Head && first.UPOS == "DET" && first.Lemma == "a"
}

// isHeadline reports whether most nouns and verbs of a sentence are written
// large.
func isHeadline(s *nlp.Sentence) bool {
	large, all := 0, 0
	for i := range s.Tokens {
		switch s.Tokens[i].UPOS {
		case "NOUN", "VERB", "ADJ":
			all++
			if startsUpper(s.Tokens[i].Form) {
				large++
			}
		}
	}
	return 2*large > all
}

func (t *thing) add(name string) {
	if name == "" {
		return
	}
	if t.counts[name]++; t.counts[name] == 1 {
		t.names = append(t.names, name)
	}
}

// typ is the type that most mentions have; of equals, the first in the order
// of the vocabulary.
func (t *thing) typ() schema.EntityType {
	best := schema.Other
	for _, typ := range []schema.EntityType{
		schema.Person, schema.Organization, schema.Place, schema.Event, schema.Work, schema.Date, schema.Quantity,
	} {
		if t.votes[typ] > t.votes[best] {
			best = typ
		}
	}
	return best
}

// describe decides what a thing is called.
func (inv *inventory) describe(t *thing) {
	t.entity = schema.Entity{Type: t.typ()}
	e := &t.entity
	for _, i := range t.mentions {
		e.Mentions = append(e.Mentions, inv.span(i))
	}
	switch {
	case t.entry != nil:
		e.Named, e.SameAs = true, t.entry.SameAs()
		if e.Type == schema.Other || e.Type == schema.Person || fits(t.entry.Type, e.Type) && t.entry.Type != schema.Other {
			e.Type = t.entry.Type
		}
		e.IRI = schema.EntityIRI(t.entry.ID)
		e.Name = inv.usual(t)
	case len(t.names) > 0 && !allGeneric(t.names):
		e.Named = true
		e.Name = fullest(t.names)
		e.IRI = inv.namedIRI(e.Name, e.Type)
	default:
		e.Name = inv.description(t)
		e.IRI = schema.EntityIRI(e.Name + " " + inv.localID(t))
	}
	e.Aliases = aliases(t.names, e.Name)
}

// namedIRI names a thing that only articles know. A name that the lexicon has
// for a thing of another kind gets its type behind it: the man Jordan is not
// the country.
func (inv *inventory) namedIRI(name string, typ schema.EntityType) string {
	if inv.lex.Find(name, "") != nil && inv.lex.Find(name, typ) == nil {
		name += " (" + string(typ) + ")"
	}
	return schema.EntityIRI(name)
}

// localID tells a thing without a name from those of all other articles.
func (inv *inventory) localID(t *thing) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", inv.iri, inv.span(t.mentions[0]).Start))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:5]))
}

// description is what a thing without a name is called: as its first
// description does.
func (inv *inventory) description(t *thing) string {
	for _, i := range t.mentions {
		if name := inv.coreText(i); name != "" {
			return name
		}
	}
	return ""
}

// coreText returns the words of a description without determiner, "" for a
// pronoun.
func (inv *inventory) coreText(i int) string {
	m := &inv.doc.Mentions[i]
	s := &inv.doc.Sents[m.Sent]
	switch s.Tokens[m.Head].UPOS {
	case "PROPN":
		return text(inv.doc, properName(s, m))
	case "NOUN", "ADJ", "NUM", "X", "SYM":
		return text(inv.doc, core(s, m))
	}
	return ""
}

func (inv *inventory) span(i int) schema.Span {
	m := &inv.doc.Mentions[i]
	return inv.doc.Sents[m.Sent].Words(m.First, m.End)
}

// fullest returns the longest of the names that is not an acronym, of equals
// the first in the article.
func fullest(names []string) string {
	best := names[0]
	for _, n := range names[1:] {
		if isAcronym(best) && !isAcronym(n) || isAcronym(best) == isAcronym(n) && len(n) > len(best) {
			best = n
		}
	}
	return best
}

func allGeneric(names []string) bool {
	for _, n := range names {
		if !isGeneric(n) {
			return false
		}
	}
	return true
}

// usual returns the name, of those that the lexicon knows, that the article
// uses most; a full name before an acronym.
func (inv *inventory) usual(t *thing) string {
	best := ""
	for _, n := range t.names {
		if inv.lex.Find(n, t.typ()) != t.entry {
			continue
		}
		if best == "" || isAcronym(best) && !isAcronym(n) || isAcronym(best) == isAcronym(n) && t.counts[n] > t.counts[best] {
			best = n
		}
	}
	if best == "" {
		return fullest(t.names)
	}
	return best
}

// aliases returns the other names, sorted.
func aliases(names []string, best string) []string {
	var out []string
	for _, n := range names {
		if n != best && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// splitCamel parts the words of a speaker's code: "RichardNixon", "JohnFKennedy".
func splitCamel(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
