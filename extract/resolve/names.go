package resolve

import (
	"strings"
	"sync"
	"unicode"

	"github.com/sayso-graph/sayso/data/lexicon"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// properName returns the tokens of the name in a mention that a proper noun
// heads: without article, title, genitive and what is said of the thing. The
// name behind a common noun ("actor Dennis Hopper") is that mention's name; a
// mention without a name gives its head.
func properName(s *nlp.Sentence, m *nlp.Mention) nlp.Phrase {
	if p, ok := nameBehind(s, m); ok {
		return p
	}
	p := nlp.Phrase{Sent: m.Sent, First: m.Head, End: m.Head + 1}
	for p.First > m.First && nameBefore(s, m, p.First-1) {
		p.First--
	}
	for p.First < m.Head && s.Tokens[p.First].UPOS == "PUNCT" {
		p.First++
	}
	for p.End < m.End && nameAfter(s, m, p.End) {
		p.End++
	}
	if m.Type != schema.Person {
		p.End = nameComplement(s, m, p.End)
	}
	for p.End-1 > m.Head && s.Tokens[p.End-1].UPOS == "PUNCT" {
		p.End--
	}
	for p.First < p.End-1 && isTitle(s.Tokens[p.First].Form) && properWord(&s.Tokens[p.First+1]) && nlp.IsRel(s.Tokens[p.First+1].Rel, "flat") {
		p.First++ // the title heads the name: "Justice Scalia"
	}
	return p
}

// nameBehind returns the name that stands behind the common noun of a mention,
// as part of it: "actor Dennis Hopper".
func nameBehind(s *nlp.Sentence, m *nlp.Mention) (nlp.Phrase, bool) {
	p := nlp.Phrase{Sent: m.Sent, First: m.Head + 1, End: m.Head + 1}
	if s.Tokens[m.Head].UPOS != "NOUN" {
		return p, false
	}
	for p.End < m.End && properWord(&s.Tokens[p.End]) && nlp.IsRel(s.Tokens[p.End].Rel, "flat") && s.Tokens[p.End].Head < p.End {
		p.End++
	}
	return p, p.First < p.End
}

// properWord reports whether a token is a word of a name. Treebanks give the
// words of a name their own part of speech ("United" is a verb in GUM, an
// adjective in EWT); the Penn tag says that it is a name all the same.
func properWord(t *nlp.Token) bool {
	return t.UPOS == "PROPN" || strings.HasPrefix(t.XPOS, "NNP")
}

// nameBefore reports whether token j, left of a name, is its beginning.
func nameBefore(s *nlp.Sentence, m *nlp.Mention, j int) bool {
	t := &s.Tokens[j]
	switch {
	case t.XPOS == "POS": // "Dockside Workers' Union"
		return j > m.First && t.Head >= 0 && s.Tokens[t.Head].Rel == "compound"
	case t.Rel == "nmod:desc", t.Rel == "nmod:poss":
		return false
	case t.Form == "-" || t.Form == "–" || t.Form == "&" || t.Form == "/":
		return j > m.First
	case m.Type == schema.Person:
		return properWord(t) && !isTitle(t.Form)
	}
	if (t.Form == "and" || t.Form == "&") && j > m.First && j+1 < m.Head { // "Competition and Markets Authority"
		return m.Type != schema.Person && (properWord(&s.Tokens[j-1]) || s.Tokens[j-1].XPOS == "POS") && properWord(&s.Tokens[j+1]) &&
			(nlp.IsRel(s.Tokens[j-1].Rel, "compound") || s.Tokens[m.First].UPOS == "DET")
	}
	return properWord(t) || t.UPOS == "NUM" && nlp.IsRel(t.Rel, "nummod") && t.Head == m.Head && startsUpper(t.Form) ||
		(t.UPOS == "ADJ" || t.UPOS == "NOUN") && startsUpper(t.Form) && (j > 0 || t.Rel == "compound")
}

// nameAfter reports whether token j, right of a name, goes on with it.
func nameAfter(s *nlp.Sentence, m *nlp.Mention, j int) bool {
	t := &s.Tokens[j]
	rel, _, _ := strings.Cut(t.Rel, ":")
	switch rel {
	case "flat", "compound", "goeswith":
		return t.Head >= m.Head || t.Head < j
	case "nummod":
		return t.Head == m.Head
	case "cc":
		return (t.Form == "&" || t.Form == "and") && wordOf(s, t.Head, m.Head)
	case "punct":
		if strings.Contains(quoteMarks, t.Form) {
			return wordOf(s, t.Head, m.Head) // Robert "Bob" Kellner
		}
		return (t.Form == "-" || t.Form == "–") && j+1 < m.End && !s.Tokens[j-1].SpaceAfter
	}
	return false
}

// quoteMarks are the marks about a nickname.
const quoteMarks = "\"“”‘’'"

// wordOf reports whether token i is a word of the name that head heads.
func wordOf(s *nlp.Sentence, i, head int) bool {
	return i >= 0 && s.Tokens[i].Rel == "flat" && s.Tokens[i].Head == head
}

// withoutNickname leaves out of a name what stands in quotation marks inside it.
func withoutNickname(name string) string {
	first := strings.IndexAny(name, quoteMarks)
	last := strings.LastIndexAny(name, quoteMarks)
	if first <= 0 || last == first || name[first-1] != ' ' || !strings.Contains(name[last:], " ") {
		return name
	}
	return name[:first] + name[last+strings.Index(name[last:], " ")+1:]
}

// nameComplement takes "of Justice" into "Court of Justice" and "in
// Washington" into "Embassy in Washington".
func nameComplement(s *nlp.Sentence, m *nlp.Mention, end int) int {
	if end >= m.End || s.Tokens[end].UPOS != "ADP" {
		return end
	}
	switch form := s.Tokens[end].Form; {
	case form == "of" || form == "for" && m.Type == schema.Organization:
	case (form == "in" || form == "to") && missions[strings.ToLower(s.Tokens[m.Head].Form)]:
	default:
		return end
	}
	at := end + 1
	for at < m.End && (s.Tokens[at].UPOS == "DET" || s.Tokens[at].UPOS == "CCONJ" && at > end+1 && at+1 < m.End && startsUpper(s.Tokens[at+1].Form)) {
		at++
	}
	last := end
	for ; at < m.End; at++ {
		t := &s.Tokens[at]
		if !(properWord(t) || (t.UPOS == "ADJ" || t.UPOS == "NOUN") && startsUpper(t.Form)) {
			break
		}
		last = at + 1
	}
	if last > end {
		return last
	}
	return end
}

var missions = map[string]bool{"embassy": true, "consulate": true, "mission": true}

func startsUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

// isTitle reports whether a word is a title before names.
func isTitle(w string) bool { return titleWords[strings.ToLower(strings.TrimSuffix(w, "."))] }

var titleWords = set(`mr mrs ms miss dr prof professor president sen senator gov governor rep judge justice sir lord lady
	king queen prince princess pope minister secretary chancellor general gen captain capt col colonel lt sgt mayor
	chief director chairman detective officer reverend rev dame madam madame representative congressman congresswoman
	ambassador vice prime premier commissioner deputy saint st`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// text returns the words of a phrase as the text has them, with single blanks.
func text(d *nlp.Doc, p nlp.Phrase) string {
	return strings.Join(strings.Fields(d.Sents[p.Sent].Words(p.First, p.End).In(d.Text)), " ")
}

// core returns the tokens of a description without its determiner and what
// follows its head: "report" of "the report that was published".
func core(s *nlp.Sentence, m *nlp.Mention) nlp.Phrase {
	p := nlp.Phrase{Sent: m.Sent, First: m.Head, End: m.Head + 1}
	for p.First > m.First {
		t := &s.Tokens[p.First-1]
		rel, _, _ := strings.Cut(t.Rel, ":")
		hyphen := t.Form == "-" && p.First-1 > m.First
		if rel != "amod" && rel != "compound" && rel != "nummod" && !hyphen {
			break
		}
		p.First--
	}
	for p.First < m.Head && s.Tokens[p.First].UPOS == "PUNCT" {
		p.First++
	}
	return p
}

// initials returns the first letters of the capitalised words of a name, in
// lower case.
func initials(name string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(strings.ReplaceAll(name, "-", " ")) {
		if isAcronym(w) {
			b.WriteString(fold(w)) // USAGM is the U.S. Agency for Global Media
		} else if r := []rune(w)[0]; unicode.IsUpper(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// isAcronym reports whether a name is written as one: ILO, U.N.
func isAcronym(name string) bool {
	letters := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r == '.' || unicode.IsDigit(r):
		default:
			return false
		}
	}
	return letters >= 2
}

// isName reports whether a string can be a proper name: it has a capital, a
// digit or a full stop inside, as web sites have.
func isName(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsDigit(r) }) ||
		strings.Contains(strings.Trim(s, "."), ".") || strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Lo, r) })
}

// isGeneric reports whether a name is a common noun written large: "Court",
// "President". It names something in its article only.
func isGeneric(name string) bool {
	return isTitle(name) || genericNouns()[strings.ToLower(name)]
}

var genericNouns = sync.OnceValue(func() map[string]bool {
	nouns := set(`chair speaker mission embassy lodge society island figure table section chapter article act bill constitution
		lord north south east west street university`)
	for cols := range lexicon.Rows("person_nouns.tsv") {
		for w := range strings.FieldsSeq(cols[2]) {
			nouns[w] = true
		}
	}
	for _, w := range []string{"congress", "senate", "parliament"} {
		delete(nouns, w) // in one country's news there is one
	}
	return nouns
})
