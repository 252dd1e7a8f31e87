package nlp

import (
	"strings"
	"sync"

	"github.com/sayso-graph/sayso/data/lexicon"
	"github.com/sayso-graph/sayso/schema"
)

// class returns the class of the mention that h heads: the model's, else one
// guessed from the words.
func (f *mentionFinder) class(h int, form MentionForm) string {
	tok := &f.tree.Sent.Tokens[h]
	switch {
	case tok.Class != "":
		return tok.Class
	case form == Pronoun:
		return pronounClass(tok)
	case form == Named:
		return f.nameClass(h)
	case tok.UPOS == "NOUN":
		if c, ok := loadClassWords().nouns[strings.ToLower(tok.Lemma)]; ok {
			return c
		}
	}
	return "abstract"
}

// nameClass guesses what a name names by the lexicons: as a whole, by its last
// word ("Acme University"), by its first ("Jane Roe").
func (f *mentionFinder) nameClass(h int) string {
	w := loadClassWords()
	first, end := h, h+1
	for first > 0 && f.tree.Sent.Tokens[first-1].UPOS == "PROPN" {
		first--
	}
	for end < len(f.tree.Sent.Tokens) && f.tree.Sent.Tokens[end].Rel == "flat" {
		end++
	}
	var words []string
	for _, t := range f.tree.Sent.Tokens[first:end] {
		words = append(words, strings.ToLower(t.Form))
	}
	if c, ok := w.names[strings.Join(words, " ")]; ok {
		return c
	}
	if c, ok := w.names[words[h-first]]; ok {
		return c
	}
	if c, ok := w.nouns[words[len(words)-1]]; ok && c != "person" {
		return c
	}
	if w.firstNames[words[0]] {
		return "person"
	}
	return "abstract"
}

// settleNames gives the mentions of one name the class that most of them have:
// a tagger sees one sentence, and takes a name now for this, now for that. A
// name in the lexicon has one more voice for its class, and all where it has
// several words: hardly anything else is called "Red Cross".
func (d *Doc) settleNames() {
	d.settleCompanies()
	votes := map[string]map[string]int{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if key := d.nameKey(m); key != "" {
			if votes[key] == nil {
				votes[key] = map[string]int{}
				if c := loadClassWords().names[key]; c != "" {
					votes[key][c] += 1 + len(d.Mentions)*strings.Count(key, " ")
				}
			}
			votes[key][m.Class]++
		}
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		v := votes[d.nameKey(m)]
		for _, c := range mentionClasses {
			if v[c] > v[m.Class] {
				m.Class = c
			}
		}
		if len(v) > 1 {
			m.Type = mentionType(m.Class, m.Form, &d.Sents[m.Sent].Tokens[m.Head])
		}
	}
}

// nameKey returns the words of a mention that is a name and no more, in lower
// case, without its article, else "".
func (d *Doc) nameKey(m *Mention) string {
	if m.Form != Named {
		return ""
	}
	var words []string
	for i := m.First; i < m.End; i++ {
		t := &d.Sents[m.Sent].Tokens[i]
		switch {
		case t.XPOS == "POS" || t.UPOS == "DET" && i == m.First:
			continue
		case t.UPOS != "PROPN" && t.UPOS != "ADJ" && t.UPOS != "NOUN" && t.UPOS != "ADP" && t.UPOS != "NUM":
			return ""
		}
		words = append(words, strings.ToLower(t.Form))
	}
	return strings.Join(words, " ")
}

// classWords tells the classes of words that are in the lexicons.
type classWords struct {
	names, nouns map[string]string
	firstNames   map[string]bool
}

var loadClassWords = sync.OnceValue(func() *classWords {
	w := &classWords{map[string]string{}, map[string]string{}, map[string]bool{}}
	for cols := range lexicon.Rows("cities.tsv") {
		w.names[strings.ToLower(cols[0])] = "place"
	}
	for cols := range lexicon.Rows("entities.tsv") {
		for name := range strings.SplitSeq(cols[3], "|") {
			if cols[1] != "other" {
				w.names[strings.ToLower(name)] = cols[1]
			}
		}
	}
	for cols := range lexicon.Rows("person_nouns.tsv") {
		for noun := range strings.FieldsSeq(cols[2]) {
			w.nouns[noun] = cols[0]
		}
	}
	for cols := range lexicon.Rows("first_names.tsv") {
		w.firstNames[cols[0]] = true
	}
	for word := range strings.FieldsSeq(timeWords) {
		w.names[word], w.nouns[word] = "time", "time"
	}
	return w
})

const timeWords = `monday tuesday wednesday thursday friday saturday sunday january february march april may june july
	august september october november december jan feb mar apr jun jul aug sep sept oct nov dec day week month year
	decade century hour minute second morning afternoon evening night weekend today yesterday tomorrow`

// pronounClass guesses what a pronoun stands for.
func pronounClass(tok *Token) string {
	switch strings.ToLower(tok.Lemma) {
	case "it", "its", "itself", "this", "that", "these", "those", "something", "anything", "everything", "nothing":
		return "abstract"
	}
	return "person"
}

// mentionType maps a class to the types of the graph.
func mentionType(class string, form MentionForm, head *Token) schema.EntityType {
	switch class {
	case "person":
		return schema.Person
	case "organization":
		return schema.Organization
	case "place":
		return schema.Place
	case "event":
		return schema.Event
	case "time":
		return schema.Date
	case "object":
		if form == Named {
			return schema.Work
		}
	case "abstract":
		switch {
		case head.UPOS == "NUM" || head.UPOS == "SYM":
			return schema.Quantity
		case form == Named:
			return schema.Work
		}
	}
	return schema.Other
}
