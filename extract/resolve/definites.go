package resolve

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// A description is how a thing without a name is described wherever it is: by
// "the", in the singular, with one head noun.
type description struct {
	head string
	mods string // its other words, sorted
}

// linkDefinites merges things that are described alike ("the ILO report"), and
// what is described by the noun alone ("the report") with the only thing of
// the article that this noun describes more closely. In news, a second report
// would be told apart.
func (inv *inventory) linkDefinites() {
	first := map[description]*thing{}
	byHead := map[string][]description{}
	for _, t := range inv.things {
		if t.into != nil || len(t.names) > 0 {
			continue
		}
		d, ok := inv.definite(t)
		if !ok {
			continue
		}
		if first[d] != nil {
			first[d].absorb(t)
			continue
		}
		first[d] = t
		byHead[d.head] = append(byHead[d.head], d)
	}
	for _, list := range byHead { // each merge is within one head: the order does not show
		if len(list) == 2 && (list[0].mods == "") != (list[1].mods == "") {
			a, b := first[list[0]], first[list[1]]
			if b.mentions[0] < a.mentions[0] {
				a, b = b, a
			}
			a.absorb(b)
		}
	}
}

// definite returns the closest description of t; false when some description
// of it is no definite one or has another head.
func (inv *inventory) definite(t *thing) (description, bool) {
	var best description
	for _, i := range t.mentions {
		m := &inv.doc.Mentions[i]
		s := &inv.doc.Sents[m.Sent]
		if s.Tokens[m.Head].UPOS != "NOUN" {
			continue // a pronoun
		}
		d, ok := describe(s, m)
		if !ok || best.head != "" && best.head != d.head {
			return best, false
		}
		if len(d.mods) >= len(best.mods) {
			best = d
		}
	}
	return best, best.head != "" && !vagueNouns[best.head]
}

// describe reads one definite description.
func describe(s *nlp.Sentence, m *nlp.Mention) (description, bool) {
	head := &s.Tokens[m.Head]
	d := description{head: strings.ToLower(head.Lemma)}
	the := false
	var mods []string
	for k := m.First; k < m.End; k++ {
		t := &s.Tokens[k]
		if t.Head != m.Head {
			continue
		}
		switch rel, _, _ := strings.Cut(t.Rel, ":"); {
		case rel == "det":
			the = strings.EqualFold(t.Form, "the") || strings.EqualFold(t.Form, "this")
		case t.Rel == "nmod:poss", rel == "nmod" && k > m.Head, rel == "conj", rel == "nummod":
			return d, false
		case rel == "amod", rel == "compound":
			mods = append(mods, strings.ToLower(t.Form))
		}
	}
	slices.Sort(mods)
	d.mods = strings.Join(mods, " ")
	return d, the && !strings.Contains(head.Feats, "Number=Plur")
}

// vagueNouns describe another thing each time.
var vagueNouns = set(`way time day week month year morning evening night moment end beginning part number case fact thing
	man woman person boy girl world problem issue result reason point place area side other same first last second rest
	kind sort type lot bit case question idea name future past`)
