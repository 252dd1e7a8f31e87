package nlp

import "unicode"

// The mends of this file keep the names of bodies whole.

// twoSubjects reads "Stavba Invest paid": two names side by side that are both
// the subject of one verb are one name; "pay talks failed" has a compound.
func (m *mender) twoSubjects(k int) bool {
	h := m.toks[k].Head
	if k > 0 && h > k && m.toks[k-1].Head == h && m.toks[k-1].XPOS == "NN" && m.toks[k].XPOS == "NNS" && IsRel(m.toks[k].Rel, "nsubj") && m.toks[k-1].Rel == m.toks[k].Rel {
		return m.hang(k-1, k, "compound")
	}
	if !m.proper(k-1) || !m.proper(k) || h <= k || m.toks[k-1].Head != h || !IsRel(m.toks[k].Rel, "nsubj") || m.toks[k-1].Rel != m.toks[k].Rel ||
		m.toks[k-1].Class == "time" || m.toks[k].Class == "time" {
		return false
	}
	if !companyWords[m.lower(k)] {
		return m.merge(k-1, k, k+1)
	}
	for _, d := range m.tree.Children(k - 1) {
		m.hang(d, k, m.toks[d].Rel)
	}
	m.toks[k-1].decide("")
	return m.hang(k-1, k, "compound")
}

// bothPlaces reads "the Newfoundland and Labrador Court of Appeal": the article is
// that of one body, which is called after two places.
func (m *mender) bothPlaces(k int) bool {
	first, and := m.toks[k].Head, m.tree.Child(k, "cc")
	if m.toks[k].Rel != "conj" || first < 1 || and != first+1 || m.lower(and) != "and" || !m.under(and+1, k) ||
		m.lower(first-1) != "the" || m.toks[first].Class != "place" || !m.proper(first) || m.toks[k].XPOS != "NNP" || !m.capitals(and+1, k+1) {
		return false
	}
	if w := m.lower(k); !offices[w] && !bodies[w] && !governing[w] {
		return false
	}
	m.toks[k].Head, m.toks[k].Rel = m.toks[first].Head, m.toks[first].Rel
	for _, d := range m.tree.Children(first) {
		if d != k {
			m.toks[d].Head = k
		}
	}
	m.toks[first].Head, m.toks[first].Rel = k, "compound"
	m.toks[and].Head = and + 1
	m.toks[and+1].Head, m.toks[and+1].Rel = first, "conj"
	m.toks[first].decide("")
	m.toks[and+1].decide("")
	return true
}

// governing are the bodies of a state, beside its offices.
var governing = wordSet("assembly", "court", "government", "legislature", "parliament", "police", "senate", "tribunal")

// spelledOut reads "the Organization for Security and Co-operation in Europe
// (OSCE)": what has the initials of the acronym in brackets is one name, whatever
// stands in it, and it is the acronym's.
func (m *mender) spelledOut(k int) bool {
	open := k - 1
	if open < 2 || m.toks[open].Form != "(" || !m.proper(k) || m.toks[k].Rel != "appos" || m.toks[k].Head < 0 || m.toks[k].Head > open || m.lower(k+1) != ")" {
		return false
	}
	first := m.initialed(m.toks[k].Form, open)
	if first < 0 {
		return false
	}
	head := m.highest(m.toks[k].Head, first, open)
	if head < first || head+1 >= open || m.toks[head].UPOS != "PROPN" || m.toks[head+1].UPOS != "ADP" {
		return false
	}
	m.merge(head, head+1, open)
	return m.hang(k, head, "appos")
}

// initialed returns the first of the tokens before end whose words written large
// begin with the letters of an acronym, or -1.
func (m *mender) initialed(acronym string, end int) int {
	letters := []rune(acronym)
	i := end - 1
	for ; i >= 0 && len(letters) > 0; i-- {
		c := []rune(m.toks[i].Form)[0]
		switch {
		case !unicode.IsLetter(c):
			return -1
		case c == letters[len(letters)-1]:
			letters = letters[:len(letters)-1]
		case isCapital(m.toks[i].Form) || !linking[m.toks[i].Form]:
			return -1
		}
	}
	if len(letters) > 0 {
		return -1
	}
	return i + 1
}

// linking are words that stand between those whose initials count.
var linking = wordSet("of", "for", "the", "and", "in", "on", "to", "at", "against", "with")

// employer reads "Alpina chairman Beat Luscher": what stands before somebody's
// office, which is no name, is where he holds it.
func (m *mender) employer(k int) bool {
	office := k + 1
	for office < len(m.toks) && m.toks[office].UPOS == "NOUN" && m.toks[office].Rel == "compound" {
		office++
	}
	h := m.toks[k].Head
	if !m.proper(k) || m.toks[k].Rel != "compound" || office >= len(m.toks) || h <= office || m.toks[office].Head != h ||
		m.toks[office].Rel != "nmod:desc" || m.toks[office].UPOS != "NOUN" || isCapital(m.toks[office].Form) || !m.proper(h) {
		return false
	}
	if m.toks[k].Class == "person" {
		m.toks[k].decide("organization")
	}
	return m.hang(k, office, "compound")
}

// brand reads "HydroKor denied it": a capital inside a word makes a name.
func (m *mender) brand(k int) bool {
	tok := &m.toks[k]
	if tok.UPOS != "NOUN" || !isBrand(tok.Form) {
		return false
	}
	tok.makeProper()
	return true
}

// isBrand reports whether a word has one more capital behind small letters, as names of
// companies have and those of persons do not, but for what begins surnames.
func isBrand(form string) bool {
	runes := []rune(form)
	at := len(runes) - 1
	for at > 0 && !unicode.IsUpper(runes[at]) {
		at--
	}
	if at < 2 || !unicode.IsUpper(runes[0]) || !unicode.IsLower(runes[at-1]) || len(runes)-at < 2 {
		return false
	}
	for _, c := range runes {
		if !unicode.IsLetter(c) {
			return false
		}
	}
	return !surnameBeginnings[string(runes[:at])]
}

// surnameBeginnings begin surnames and given names that have a capital inside.
var surnameBeginnings = wordSet("Al", "Ap", "Ben", "Da", "De", "Del", "Della", "Den", "Der", "Des", "Di", "Do", "Dos", "Du", "El", "Fitz", "Ja", "Jo",
	"La", "Le", "Li", "Lo", "Mac", "Mc", "Ni", "Ran", "Ro", "Sha", "St", "Ta", "Te", "Van", "Vande", "Vander", "Ver", "Von")
