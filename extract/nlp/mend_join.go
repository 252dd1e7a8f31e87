package nlp

import (
	"slices"
	"strings"
)

// The mends of this file make one name of what the parser takes for several.

// nickname reads `Robert "Bob" Kellner, chairman of …`: what he is called, in
// quotation marks, stands inside his name, and what is said of any part is said of
// him.
func (m *mender) nickname(k int) bool {
	end := m.nicknameEnd(k)
	if end < 0 {
		return false
	}
	first, last := m.nameHead(k-1), end+1
	if !m.joined(first, k+1, end) && !m.joined(first, last, last+1) {
		return false
	}
	changed := m.merge(first, k+1, last+1)
	for _, quote := range []int{k, end} {
		m.toks[quote].UPOS = "PUNCT"
		changed = m.hang(quote, k+1, "punct") || changed
	}
	return changed
}

// nicknameEnd returns the mark that closes the quotation opened by token k
// between two parts of a name, else -1.
func (m *mender) nicknameEnd(k int) int {
	if k == 0 || !quotes[m.toks[k].Form] || !m.proper(k-1) {
		return -1
	}
	for end := k + 2; end <= k+3 && end+1 < len(m.toks); end++ {
		if quotes[m.toks[end].Form] && m.capitals(k+1, end) && m.proper(end+1) {
			return end
		}
	}
	return -1
}

var quotes = wordSet("\"", "“", "”", "‘", "’", "'", "''", "``")

// proper reports whether token i is a proper noun with a capital.
func (m *mender) proper(i int) bool {
	return i >= 0 && i < len(m.toks) && m.toks[i].UPOS == "PROPN" && isCapital(m.toks[i].Form)
}

// nameHead returns the token that heads the name of which token i is a part
// behind the head.
func (m *mender) nameHead(i int) int {
	for m.toks[i].Rel == "flat" && m.toks[i].Head >= 0 && m.toks[i].Head < i {
		i = m.toks[i].Head
	}
	return i
}

// joined reports whether a token from begin to end hangs on the name that first
// heads as one that names the same, or is a part of it.
func (m *mender) joined(first, begin, end int) bool {
	for i := begin; i < end; i++ {
		if h := m.toks[i].Head; h >= first && h < end {
			switch m.toks[i].Rel {
			case "flat", "appos", "compound", "nmod:desc", "conj", "list", "parataxis", "dep", "nmod:unmarked":
				return true
			}
		}
	}
	return false
}

// merge makes the tokens from begin to end parts of the name that first heads;
// what hangs on them, marks and their like aside, hangs on the name.
func (m *mender) merge(first, begin, end int) bool {
	changed := false
	for i := begin; i < end; i++ {
		if m.toks[i].UPOS == "PUNCT" {
			continue
		}
		if m.under(first, i) {
			m.toks[first].Head, m.toks[first].Rel = m.toks[i].Head, m.toks[i].Rel
			m.toks[i].Head = first
			m.tree = NewTree(m.tree.Sent)
		}
		changed = m.hang(i, first, "flat") || changed
		m.toks[i].decide("")
		for _, d := range m.tree.Children(i) {
			if d < begin || d >= end {
				changed = m.hang(d, first, m.toks[d].Rel) || changed
			}
		}
	}
	return changed
}

// firm reads "Johnson & Johnson": between two words written large, in running
// text, that sign makes one name. Those who are cited ("Roe & Poe, 2014"), couples
// ("Jane & John Roe") and places stay two.
func (m *mender) firm(k int) bool {
	if m.toks[k].Form != "&" || !m.proper(k-1) || !m.proper(k+1) {
		return false
	}
	first, second := m.nameHead(k-1), k+1
	if m.toks[second].Rel != "conj" || m.toks[second].Head != first || m.toks[first].Rel == "conj" || m.tree.Child(second, "flat") >= 0 ||
		m.toks[first].Class == "place" || m.cited(second) {
		return false
	}
	m.merge(first, second, k+2)
	m.hang(k, second, "cc")
	if IsRel(m.toks[first].Rel, "compound") {
		m.toks[first].decide("") // "Smith & Wesson Inc."
	} else {
		m.toks[first].decide("organization")
	}
	return true
}

// cited reports whether a number follows on the name that ends with token i or
// soon after, as in a reference.
func (m *mender) cited(i int) bool {
	for k := i + 1; k < min(len(m.toks), i+6); k++ {
		switch {
		case m.toks[k].UPOS == "NUM":
			return true
		case m.toks[k].UPOS != "PUNCT" && m.toks[k].XPOS != "POS" && !m.proper(k):
			return false
		}
	}
	return false
}

// twin reads "Bosnia and Herzegovina": two names that the lexicon has as one.
func (m *mender) twin(k int) bool {
	first, and := m.toks[k].Head, m.tree.Child(k, "cc")
	if m.toks[k].Rel != "conj" || first < 0 || and <= first || m.lower(and) != "and" || !m.proper(first) || !m.proper(k) {
		return false
	}
	var words []string
	for i := first; i <= k; i++ {
		words = append(words, m.lower(i))
	}
	class := loadClassWords().names[strings.Join(words, " ")]
	if class == "" || !m.merge(first, and+1, k+1) {
		return false
	}
	m.toks[first].decide(class)
	return true
}

// possessor reads "the Dockside Workers' Union" and "the Farmers' and Fishermen's
// Party": whose the body is called is part of its name, and so is the saint of
// "St. John's College".
func (m *mender) possessor(k int) bool {
	body, mark := m.toks[k].Head, k+1
	if m.toks[k].Rel != "nmod:poss" || body <= mark || !isCapital(m.toks[k].Form) || m.toks[mark].XPOS != "POS" ||
		!bodies[m.lower(body)] && !offices[m.lower(body)] || !m.plural(k) && !saints[m.lower(k-1)] || !m.possessors(mark, body) {
		return false
	}
	if saints[m.lower(k-1)] {
		m.hang(k-1, k, "compound")
		m.tree = NewTree(m.tree.Sent)
	}
	first := k
	for first > 0 && m.under(first-1, k) && isCapital(m.toks[first-1].Form) && m.toks[first-1].UPOS != "DET" {
		first--
	}
	for _, d := range m.tree.Children(k) {
		if d < first {
			m.hang(d, body, m.toks[d].Rel) // the article is that of the body
		}
	}
	m.name(first, mark)
	m.name(mark+1, body+1)
	for i := mark + 1; i < body; i++ {
		if m.toks[i].Rel == "conj" && m.toks[i].Head == k {
			m.toks[i].decide("")
			m.hang(i, body, "compound")
		}
	}
	m.toks[k].decide("")
	return m.hang(k, body, "compound")
}

var saints = wordSet("st.", "st", "saint")

// possessors reports whether the words of the tokens from begin to end have a
// capital, the signs of possessors and what joins them aside.
func (m *mender) possessors(begin, end int) bool {
	for i := begin; i < end; i++ {
		if m.toks[i].XPOS != "POS" && !m.capitals(i, i+1) {
			return false
		}
	}
	return m.capitals(end, end+1)
}

// plural reports whether token k, a possessor, is one of many.
func (m *mender) plural(k int) bool {
	switch mark := m.toks[k+1].Form; mark {
	case "'", "’":
		return true
	}
	w := m.lower(k)
	return strings.HasSuffix(w, "men") || w == "people" || w == "children"
}

// bodies are the kinds of those that are called after who is in them, beside the
// offices.
var bodies = wordSet("alliance", "brigade", "chamber", "club", "coalition", "college", "confederation", "congress", "forum", "front", "fund",
	"group", "guild", "hospital", "league", "movement", "network", "organization", "party", "school", "trust")

// health reads "WHO says": in running text that is no pronoun but an organization.
func (m *mender) health(k int) bool {
	if m.toks[k].Form != "WHO" || m.toks[k].UPOS != "PRON" || !m.running(k, k+1) {
		return false
	}
	t := &m.toks[k]
	t.UPOS, t.XPOS, t.Feats, t.Lemma = "PROPN", "NNP", "Number=Sing", t.Form
	t.decide("organization")
	return true
}

// running reports whether the tokens from begin to end stand in running text, in
// no headline: most other words are in small letters.
func (m *mender) running(begin, end int) bool {
	small, large := 0, 0
	for i := range m.toks {
		switch {
		case i == 0 || i >= begin && i < end || m.toks[i].UPOS == "PUNCT" || m.toks[i].UPOS == "NUM":
		case isCapital(m.toks[i].Form):
			large++
		default:
			small++
		}
	}
	return small > large
}

// highest returns the last of the tokens from first to before end on the way up
// from i; a tree that is not mended yet may go round.
func (m *mender) highest(i, first, end int) int {
	top := i
	for range m.toks {
		if i = m.toks[i].Head; i < 0 {
			break
		}
		if i >= first && i < end {
			top = i
		}
	}
	return top
}

// slogan reads "Heaven Sent Gaming": in running text, a verb written large behind
// words written large is a word of their name, where one of them is a proper
// noun.
func (m *mender) slogan(k int) bool {
	if m.toks[k].UPOS != "VERB" || !isTitleCase(m.toks[k].Form) || !isCapital(m.toks[k].Form) {
		return false
	}
	first, end := k, k+1
	for first > 0 && m.wordOfName(first-1) {
		first--
	}
	for end < len(m.toks) && m.wordOfName(end) {
		end++
	}
	if first == k || end-first < 3 || !slices.ContainsFunc(m.toks[first:end], isProper) || first == 0 && !m.proper(first) || !m.running(first, end) {
		return false
	}
	head, top := end-1, m.highest(k, first, end)
	m.toks[head].Head, m.toks[head].Rel = m.toks[top].Head, m.toks[top].Rel
	for i := first; i < end; i++ {
		for _, d := range m.tree.Children(i) {
			if d < first || d >= end {
				m.toks[d].Head = head
			}
		}
		if i != head {
			m.toks[i].Head, m.toks[i].Rel = head, "compound"
			m.toks[i].decide("")
		}
		m.toks[i].makeProper()
	}
	return true
}

func isProper(t Token) bool { return t.UPOS == "PROPN" }

// wordOfName reports whether token i, written large, may be a word of a name.
func (m *mender) wordOfName(i int) bool {
	switch m.toks[i].UPOS {
	case "PROPN", "NOUN", "ADJ", "VERB":
		return isCapital(m.toks[i].Form)
	}
	return false
}

// numbered reads "the Title IV provision": the number belongs to what stands
// before it.
func (m *mender) numbered(k int) bool {
	h := m.toks[k].Head
	if k == 0 || h <= k || !isNumeral(m.toks[k].Form) || !isCapital(m.toks[k-1].Form) || m.toks[k-1].Head != h || isCapital(m.toks[h].Form) ||
		!IsRel(m.toks[k].Rel, "compound") || !IsRel(m.toks[k-1].Rel, "compound") {
		return false
	}
	m.toks[k].decide("")
	return m.hang(k, k-1, "nummod")
}

// isNumeral reports whether a form is a number, Roman or of digits.
func isNumeral(form string) bool {
	return strings.Trim(form, "IVXLC") == "" || strings.Trim(form, "0123456789") == ""
}

// unmarked reads "store call records", "after pay talks broke down" and "cleared of
// money laundering": what is a verb by its form, where no verb can stand, is
// part of a compound.
func (m *mender) unmarked(k int) bool {
	switch {
	case m.toks[k].XPOS == "VB":
		return m.bareNoun(k)
	case m.toks[k].XPOS == "VBG":
		return m.dealing(k)
	}
	return false
}

// bareNoun makes a noun of an infinitive without "to" right behind another verb or
// a subordinator.
func (m *mender) bareNoun(k int) bool {
	n, before := k+1, k-1
	if before < 0 || n >= len(m.toks) || m.toks[n].XPOS != "NNS" || m.toks[k].Head < 0 || m.toks[k].Head == n {
		return false
	}
	switch verb := m.toks[before].Head; {
	case m.toks[k].Rel == "xcomp" && m.toks[k].Head == before && m.toks[before].XPOS == "VB" && !bareInfinitive[m.toks[before].Lemma] && m.toks[n].Head == k && m.toks[n].Rel == "obj":
		m.hang(n, before, "obj")
		for _, d := range m.tree.Children(k) {
			if d != n {
				m.toks[d].Head = before
			}
		}
	case m.toks[before].Rel == "mark" && m.toks[before].XPOS == "IN" && verb > n && m.toks[n].Head == verb && IsRel(m.toks[n].Rel, "nsubj") && len(m.tree.Children(k)) == 0:
	default:
		return false
	}
	m.toks[k].makeNoun("NN")
	return m.hang(k, n, "compound")
}

// bareInfinitive lists verbs before an infinitive without "to".
var bareInfinitive = wordSet("help", "let", "make", "dare", "need", "go", "come", "bid", "have", "see", "hear", "watch", "feel")

// dealing makes a noun of a gerund behind what is dealt with.
func (m *mender) dealing(k int) bool {
	n := k - 1
	if n < 1 || m.toks[n].XPOS != "NN" || !dealings[m.toks[k].Lemma] || len(m.tree.Children(k)) > 0 || m.tree.Child(n, "det", "amod", "nmod:poss", "nsubj") >= 0 ||
		m.toks[k].Rel != "acl" && m.toks[k].Rel != "advcl" && m.toks[k].Rel != "xcomp" || m.under(m.toks[n].Head, k) || m.toks[n].Head == k {
		return false
	}
	if m.toks[k].Head != n && m.toks[k].Head != m.toks[n].Head {
		return false
	}
	m.toks[k].Head, m.toks[k].Rel = m.toks[n].Head, m.toks[n].Rel
	m.absorb(n, k)
	m.toks[k].makeNoun("NN")
	m.toks[k].Lemma = m.lower(k)
	return true
}

// absorb makes noun n a part of the compound with noun k, which takes over what
// hangs on n.
func (m *mender) absorb(n, k int) {
	m.toks[n].Head, m.toks[n].Rel = k, "compound"
	for _, d := range m.tree.Children(n) {
		m.toks[d].Head = k
	}
}

// dealings are done to what is named right before them.
var dealings = wordSet("borrow", "deal", "dodge", "dump", "fix", "fund", "hack", "harvest", "hunt", "launder", "lend", "mine", "process", "rig", "sell", "share",
	"smuggle", "spend", "stuff", "test", "traffic")

// hyphenated reads "director-general of the BBC" and "editor-in-chief of the
// Post": what hyphens join is one office, and whose it is belongs to its head.
func (m *mender) hyphenated(k int) bool {
	if n := m.toks[k].Head; n >= 4 && m.toks[k].Rel == "nmod" && k > n && m.toks[n].Rel == "nmod" && m.toks[n].Head == n-4 && m.glued(n-4, n) {
		return m.hang(k, n-4, "nmod")
	}
	first := k - 2
	if first < 0 || m.toks[k-1].Form != "-" || m.toks[k-1].SpaceAfter || m.toks[first].SpaceAfter || m.toks[first].Head != m.toks[k].Head ||
		m.toks[k].Rel != "appos" || m.toks[first].Rel != "appos" {
		return false
	}
	return m.hang(first, k, "compound")
}

// glued reports whether hyphens without blanks join all words from token first to
// last.
func (m *mender) glued(first, last int) bool {
	for i := first; i < last; i++ {
		if m.toks[i].SpaceAfter || (i-first)%2 == 1 && m.toks[i].Form != "-" {
			return false
		}
	}
	return true
}
