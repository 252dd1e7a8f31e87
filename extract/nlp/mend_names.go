package nlp

import (
	"cmp"
	"strings"
)

// The mends of this file put names and compounds together.

// compound reads "ties to supply chains": what is a verb by its form is part of
// a compound that every reader knows.
func (m *mender) compound(k int) bool {
	to, chain := k-1, k+1
	if m.toks[k].UPOS != "VERB" || m.lower(to) != "to" || chain >= len(m.toks) || m.toks[chain].Head != k || !verbalCompounds[m.lower(k)+" "+strings.ToLower(m.toks[chain].Lemma)] {
		return false
	}
	head, rel := m.toks[k].Head, "obl"
	if before := to - 1; before >= 0 && (m.toks[before].UPOS == "NOUN" || m.toks[before].UPOS == "PROPN") {
		head, rel = before, "nmod"
	}
	if head < 0 || !m.hang(chain, head, rel) {
		return false
	}
	for _, d := range m.tree.Children(k) {
		if d != chain {
			m.hang(d, chain, m.toks[d].Rel)
		}
	}
	m.toks[k].UPOS, m.toks[k].XPOS = "NOUN", "NN"
	m.toks[to].UPOS, m.toks[to].XPOS = "ADP", "IN"
	m.hang(k, chain, "compound")
	return m.hang(to, chain, "case")
}

// verbalCompounds lists compounds whose first word can be an infinitive.
var verbalCompounds = wordSet("supply chain", "supply line", "share price", "share sale", "trade union", "trade war", "trade route",
	"trade deal", "test site", "test result", "press conference", "press freedom", "press report", "call center", "call centre",
	"aid worker", "aid group", "aid agency", "fuel price", "oil price", "market price", "work permit", "state school",
	"land right", "water supply", "house price", "bank account", "tax cut", "tax break", "border guard", "record label")

// oneName reads "its director, Faith Otieno": two names side by side that stand
// for the same thing are one.
func (m *mender) oneName(k int) bool {
	if k == 0 || m.toks[k].Rel != "appos" || m.toks[k-1].Rel != "appos" || m.toks[k].Head != m.toks[k-1].Head ||
		m.toks[k].UPOS != "PROPN" || m.toks[k-1].UPOS != "PROPN" {
		return false
	}
	return m.hang(k, k-1, "flat")
}

// mailbox reads "Jane Roe jane@example.org Acme University": the address is no part
// of the name before it, and parts it from that of the body behind.
func (m *mender) mailbox(k int) bool {
	if k == 0 || !strings.Contains(m.toks[k].Form, "@") || !isAddress(m.toks[k].Form) || m.toks[k-1].UPOS != "PROPN" {
		return false
	}
	first, end := k-1, k+1
	for first > 0 && (m.toks[first-1].UPOS == "PROPN" || m.toks[first-1].Form == "-") {
		first--
	}
	for end < len(m.toks) && (isCapital(m.toks[end].Form) || end > k+1 && (m.toks[end].UPOS == "ADP" || m.toks[end].UPOS == "DET")) {
		end++
	}
	top := m.top(first, end)
	changed := m.put(first, m.toks[top].Head, m.toks[top].Rel)
	changed = m.join(first, first+1, k) || changed
	changed = m.put(k, first, "list") || changed
	if end > k+1 {
		body := m.top(k+1, end)
		changed = m.put(body, first, "list") || changed
		changed = m.join(body, k+1, end) || changed
	}
	if changed {
		m.toks[k].decide("abstract")
	}
	return changed
}

// top returns the token from begin to end above which no other of them stands.
func (m *mender) top(begin, end int) int {
	for i := begin; i < end; i++ {
		inside := false
		for at, steps := m.toks[i].Head, 0; at >= 0 && steps < len(m.toks); at, steps = m.toks[at].Head, steps+1 {
			inside = inside || at >= begin && at < end
		}
		if !inside {
			return i
		}
	}
	return begin
}

// join makes parts of the name that head begins of the tokens from begin to end
// that hang on none of these.
func (m *mender) join(head, begin, end int) (changed bool) {
	for i := begin; i < end; i++ {
		if h := m.toks[i].Head; i != head && (h < begin || h >= end) && h != head {
			changed = m.put(i, head, "flat") || changed
		}
	}
	return changed
}

// put makes token k a dependent of head, and tells whether it was none before.
func (m *mender) put(k, head int, rel string) bool {
	t := &m.toks[k]
	if t.Head == head && t.Rel == rel {
		return false
	}
	t.Head, t.Rel = head, rel
	return true
}

// office reads "the Competition and Markets Authority": what an office, whose
// kind is the last word, has the care of is part of its name.
func (m *mender) office(k int) bool {
	first := m.toks[k].Head
	if m.toks[k].Rel != "conj" || first < 1 || first > k || !offices[m.lower(k)] || offices[m.lower(first)] ||
		!m.ownsOrThe(first-1) || !m.capitals(first, k+1) {
		return false
	}
	cc, second := first+1, k-1
	if m.toks[cc].Rel != "cc" || second <= cc {
		return false
	}
	head, rel := m.toks[first].Head, m.toks[first].Rel
	m.toks[k].Head, m.toks[k].Rel = head, rel
	for _, d := range m.tree.Children(first) {
		if d != k {
			m.toks[d].Head = k
		}
	}
	m.toks[first].Head, m.toks[first].Rel = k, "compound"
	m.hang(second, first, "conj")
	m.hang(cc, second, "cc")
	m.name(first, k+1)
	return true
}

// portfolio reads "the Department of Energy and Climate Change": what follows
// "and" is a second care of the department.
func (m *mender) portfolio(k int) bool {
	office, cc := m.toks[k].Head, m.tree.Child(k, "cc")
	if m.toks[k].Rel != "conj" || office < 0 || cc < 0 || office > cc || !offices[m.lower(office)] || offices[m.lower(k)] {
		return false
	}
	care := m.tree.Child(office, "nmod")
	if care < 0 || care != cc-1 || m.tree.Child(care, "case") != office+1 || m.lower(office+1) != "of" ||
		!m.capitals(office+2, k+1) || !m.capitals(office, office+1) || !m.hang(k, care, "conj") {
		return false
	}
	m.name(office+2, k+1)
	return true
}

// offices are the kinds of bodies that have something in their care.
var offices = wordSet("administration", "agency", "association", "authority", "board", "bureau", "centre", "center", "commission",
	"committee", "council", "department", "directorate", "federation", "institute", "ministry", "office", "organisation",
	"organization", "secretariat", "service", "society", "union")

// ownsOrThe reports whether token i is "the" or ends a possessor.
func (m *mender) ownsOrThe(i int) bool {
	return m.lower(i) == "the" || m.toks[i].XPOS == "POS"
}

// capitals reports whether the words of the tokens from begin to end have a
// capital, "and" aside.
func (m *mender) capitals(begin, end int) bool {
	for i := begin; i < end; i++ {
		if m.toks[i].Rel != "cc" && !isCapital(m.toks[i].Form) {
			return false
		}
	}
	return true
}

// title reads "access to Call of Duty": in running text, what has a capital
// after "to", and goes on with "of", is a name and no infinitive.
func (m *mender) title(k int) bool {
	to := k - 1
	if k < 2 || m.toks[k].XPOS != "VB" || !isCapital(m.toks[k].Form) || m.lower(to) != "to" || isCapital(m.toks[to].Form) || m.lower(k+1) != "of" || m.toks[k].Head < 0 || m.toks[k].Head == to {
		return false
	}
	head, rel := m.toks[k].Head, "obl"
	if m.toks[head].UPOS == "NOUN" || m.toks[head].UPOS == "PROPN" {
		rel = "nmod"
	}
	m.toks[k].UPOS, m.toks[k].XPOS, m.toks[k].Feats, m.toks[k].Lemma, m.toks[k].Rel = "PROPN", "NNP", "Number=Sing", m.toks[k].Form, rel
	m.toks[k].Class = cmp.Or(m.toks[k].Class, "abstract") // a work, most often
	m.toks[to].UPOS, m.toks[to].XPOS = "ADP", "IN"
	m.hang(to, k, "case")
	for _, d := range m.tree.Children(k) {
		switch {
		case d > k && IsRel(m.toks[d].Rel, "obl"):
			m.toks[d].Rel = "nmod"
		case IsRel(m.toks[d].Rel, "nsubj"):
			m.toks[d].Head, m.toks[d].Rel = head, rel
		case m.toks[d].Rel == "mark" && m.lower(d) == "for":
			if subject := m.tree.Child(k, "nsubj"); subject > d {
				m.toks[d].Head, m.toks[d].Rel = subject, "case"
			}
		}
	}
	return true
}

// name tags the nouns of a name as such.
func (m *mender) name(begin, end int) {
	for i := begin; i < end; i++ {
		if m.toks[i].UPOS == "NOUN" {
			m.toks[i].UPOS, m.toks[i].XPOS, m.toks[i].Lemma = "PROPN", "NNP", m.toks[i].Form
		}
	}
}
