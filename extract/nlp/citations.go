package nlp

import (
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// A citation is a phrase that cites a work by its authors and the year.
type citation struct {
	Phrase
	sure bool // it is none but by its form: "Roe, 2016" in brackets, "Roe et al. (2016)"
}

// Citations returns the phrases that cite works by author and year, in the order
// of the text: "Roe and Poe (2016)", and in brackets "Roe et al., 2016". To GUM
// they are mentions; here their authors are, and what is said is said by these.
func (d *Doc) Citations() []Phrase {
	persons, phrases := map[place]bool{}, map[Phrase]bool{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		phrases[m.Phrase] = true
		if m.Form == Named && m.Class == "person" {
			persons[place{m.Sent, m.Head}] = true
		}
	}
	var out []Phrase
	for _, c := range d.citations() {
		if !phrases[c.Phrase] && c.holds(persons) {
			out = append(out, c.Phrase)
		}
	}
	return out
}

// holds reports whether the citation has a token that is one of heads.
func (c *citation) holds(heads map[place]bool) bool {
	for k := c.First; k < c.End; k++ {
		if heads[place{c.Sent, k}] {
			return true
		}
	}
	return false
}

// settleAuthors makes persons of authors that are taken for their works: GUM
// gives both one head.
func (d *Doc) settleAuthors() {
	authors := map[place]bool{}
	for _, c := range d.citations() {
		for k := c.First; c.sure && k < c.End; k++ {
			authors[place{c.Sent, k}] = true
		}
	}
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Form == Named && m.Class == "abstract" && authors[place{m.Sent, m.Head}] {
			m.Class, m.Type = "person", schema.Person
		}
	}
}

// citations finds what has the form of a citation.
func (d *Doc) citations() (out []citation) {
	for s := range d.Sents {
		toks := d.Sents[s].Tokens
		depth := 0 // of brackets
		for k := range toks {
			switch toks[k].Form {
			case "(", "[":
				depth++
			case ")", "]":
				depth = max(depth-1, 0)
			}
			if c, ok := citedIn(toks, k, depth > 0); ok {
				c.Sent = s
				out = append(out, c)
			}
		}
	}
	return out
}

// citedIn reads the citation of which token k is the year, within brackets or not.
func citedIn(toks []Token, k int, bracketed bool) (c citation, ok bool) {
	if k < 2 || k+1 == len(toks) || !isCitedYear(toks[k].Form) {
		return c, false
	}
	c.End = k + 1
	switch before, after := toks[k-1].Form, toks[k+1].Form; {
	case before == "," && bracketed && strings.Contains(")];,:", after):
		c.sure = true
	case before == "(" && after == ")", before == "[" && after == "]":
		c.End++
	default:
		return c, false
	}
	last := k - 2
	if toks[last].XPOS == "POS" {
		last--
	}
	c.First = last + 1
	for i := last; i >= 0; i-- {
		switch form := toks[i].Form; {
		case toks[i].UPOS == "PROPN":
			c.First = i
		case form == "&" || form == "al.":
			c.sure = true
		case form != "," && form != "and" && form != "et" && form != "-":
			return c, c.First <= last
		}
	}
	return c, c.First <= last
}

// isCitedYear reports whether a form is a year of the kind that works are cited
// by: a letter tells those of one year apart.
func isCitedYear(form string) bool {
	if n := len(form); n == 5 && form[4] >= 'a' && form[4] <= 'f' {
		form = form[:4]
	}
	return len(form) == 4 && form >= "1500" && form < "2100" && strings.Trim(form, "0123456789") == ""
}
