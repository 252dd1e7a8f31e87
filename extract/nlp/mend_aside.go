package nlp

// The mends of this file tell what interrupts a clause from the clause.

// modal reads "The plan would, critics say, harm farmers" and "The bill could, if
// passed, ban them": a modal needs a bare verb, which stands behind what commas
// set apart, whatever its word may be elsewhere.
func (m *mender) modal(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].XPOS != "MD" || !IsRel(m.toks[k].Rel, "aux") || h < k || m.lower(k+1) != "," {
		return false
	}
	subject := m.tree.Child(h, "nsubj")
	if subject < 0 || subject > k {
		return false
	}
	v := m.bareVerb(k+2, h)
	if v < 0 {
		return false
	}
	if m.inserted(k, h) {
		return m.interrupt(h, v, k)
	}
	if m.toks[h].UPOS == "VERB" || m.tree.Child(h, "cop") >= 0 {
		return false
	}
	m.replace(h, v)
	return true
}

// bareVerb returns the word right behind a comma, from begin on, that hangs on h
// and is or may be a bare verb, or -1; a noun that may be one stands before
// another, which would be its object.
func (m *mender) bareVerb(begin, h int) int {
	for v := begin + 1; v < len(m.toks); v++ {
		switch {
		case m.lower(v-1) != ",":
		case m.toks[v].XPOS == "VB" && m.toks[v].Head == h:
			return v
		case m.toks[v].XPOS == "NN" && !isCapital(m.toks[v].Form) && m.toks[v].Rel == "compound" && (m.toks[v].Head == h || m.toks[m.toks[v].Head].Head == h):
			return v
		}
	}
	return -1
}

// inserted reports whether verb h has a subject of its own behind its modal k, so
// that the modal is another verb's.
func (m *mender) inserted(k, h int) bool {
	form := m.toks[h].XPOS
	if !saying[m.toks[h].Lemma] || form != "VBD" && form != "VBZ" && form != "VBP" {
		return false
	}
	for _, d := range m.tree.Children(h) {
		if d > k && d < h && IsRel(m.toks[d].Rel, "nsubj") {
			return true
		}
	}
	return false
}

// interrupt makes v the verb of modal k, and h, which stands between, what
// interrupts it.
func (m *mender) interrupt(h, v, k int) bool {
	if object := m.toks[v].Head; object != h {
		m.toks[object].Head = h
		m.replace(object, v)
	}
	m.tree = NewTree(m.tree.Sent)
	m.toks[v].Head, m.toks[v].Rel = m.toks[h].Head, m.toks[h].Rel
	m.toks[h].Head, m.toks[h].Rel = v, "parataxis"
	for _, d := range m.tree.Children(h) {
		if d <= k {
			m.toks[d].Head = v
		}
	}
	return true
}

// replace makes word v, part of a compound with noun h, a verb in its place, whose
// object the noun is; what stands before v hangs on it.
func (m *mender) replace(h, v int) {
	m.toks[v].UPOS, m.toks[v].XPOS, m.toks[v].Feats, m.toks[v].Lemma = "VERB", "VB", "VerbForm=Inf", m.lower(v)
	m.toks[v].Head, m.toks[v].Rel = m.toks[h].Head, m.toks[h].Rel
	m.toks[h].Head, m.toks[h].Rel = v, "obj"
	for _, d := range m.tree.Children(h) {
		if d < v {
			m.toks[d].Head = v
		}
	}
}

// afterthought reads "The flood killed 61, the Red Cross said, nearly twice the
// figure of last week": what a comma sets apart behind who says so goes on with
// what is said.
func (m *mender) afterthought(k int) bool {
	if !isNominalWord(&m.toks[k]) || m.tree.Child(k, "cop", "nsubj", "mark") >= 0 || !m.afterComma(k) {
		return false
	}
	v, rel := m.toks[k].Head, "parataxis"
	switch from := m.toks[k].Rel; {
	case v < 0 || v > k:
		return false
	case from == "appos" && m.unlike(k, v):
		v = m.toks[v].Head
	case from == "obl" && goingOn[m.lower(m.tree.Child(k, "case"))]:
		rel = "obl"
	case from != "obj" && from != "ccomp" && from != "xcomp" && from != "obl:unmarked":
		return false
	}
	if v < 0 || m.toks[k].Class == "time" {
		return false
	}
	said := m.saidBefore(v)
	return said >= 0 && m.hang(k, said, rel)
}

func isNominalWord(t *Token) bool {
	return t.UPOS == "NOUN" || t.UPOS == "NUM" || t.UPOS == "PROPN"
}

// unlike reports whether noun k is no other word for noun n: n is a time, or k is
// what is done and n a person.
func (m *mender) unlike(k, n int) bool {
	if _, day := weekdays[m.lower(n)]; day || m.toks[n].Class == "time" {
		return true
	}
	return deeds[m.toks[k].Lemma] || assertions[m.toks[k].Lemma]
}

// saidBefore returns the clause that verb of saying v reports and stands behind,
// after a comma, or -1.
func (m *mender) saidBefore(v int) int {
	subject := m.tree.Child(v, "nsubj")
	if !saying[m.toks[v].Lemma] || subject < 0 || m.toks[v].XPOS == "VB" {
		return -1
	}
	first := min(m.tree.Subtree(subject, nil)[0], v)
	if first == 0 || m.lower(first-1) != "," {
		return -1
	}
	if said := m.toks[v].Head; m.toks[v].Rel == "parataxis" && said < first {
		return said
	}
	if said := m.tree.Child(v, "ccomp"); said >= 0 && said < first {
		return said
	}
	return -1
}

var (
	// goingOn opens what goes on with a clause, not when or where it is said.
	goingOn = wordSet("above", "amid", "among", "because", "below", "beyond", "despite", "down", "due", "from", "including", "than", "under", "up", "with", "without")
	// deeds and assertions name again, behind a comma, what a clause tells and says.
	deeds      = wordSet("decision", "feat", "measure", "move", "practice", "step")
	assertions = wordSet("accusation", "allegation", "assertion", "charge", "claim", "suggestion")
)

// comment reads "accused the police of attacking marchers, a claim that they
// deny": an accusation is no marcher, but what was said.
func (m *mender) comment(k int) bool {
	n := m.toks[k].Head
	if m.toks[k].Rel != "appos" || n < 0 || n > k || !assertions[m.toks[k].Lemma] || assertions[m.toks[n].Lemma] || m.tree.Child(k, "det") < 0 || !m.afterComma(k) {
		return false
	}
	v := m.finite(n)
	for m.toks[v].Rel == "ccomp" && m.toks[v].Head >= 0 && m.toks[v].Head < v {
		v = m.toks[v].Head
	}
	return v != n && v < k && m.hang(k, v, "parataxis")
}

// document reads "…, officials said in a report that the army rejected": a clause
// without what its verb rejects is about what stands before it, and so is one
// behind a report where all that is said stands before.
func (m *mender) document(k int) bool {
	that := m.firstChild(k)
	n := that - 1
	if m.toks[k].Rel != "ccomp" && m.toks[k].Rel != "acl" || n < 0 || m.lower(that) != "that" || m.toks[n].UPOS != "NOUN" ||
		m.tree.Child(k, "nsubj") < that || m.tree.Child(k, "obj", "ccomp", "nsubj:pass") >= 0 {
		return false
	}
	v := m.toks[k].Head
	needy := rejecting[m.toks[k].Lemma] || naming[m.toks[k].Lemma] && m.tree.Child(k, "xcomp") >= 0
	told := v >= 0 && v < n && m.toks[n].Head == v && m.toks[v].Rel == "parataxis" && m.saidBefore(v) >= 0
	if !needy && !told || v != n && m.toks[n].Head != v || m.under(n, k) {
		return false
	}
	m.toks[that].Rel, m.toks[that].UPOS, m.toks[that].XPOS = "obj", "PRON", "WDT"
	m.toks[k].Head, m.toks[k].Rel = n, "acl:relcl"
	return true
}

// rejecting lists verbs that are nothing without their object.
var rejecting = wordSet("condemn", "confirm", "deny", "describe", "denounce", "discuss", "dismiss", "dispute", "publish", "refute", "reject", "release")

// listed reads "found that shots were fired, that huts were burned, and that …":
// all of it is found.
func (m *mender) listed(k int) bool {
	first := m.toks[k].Head
	if first < 0 || first > k || m.lower(m.tree.Child(k, "mark")) != "that" || m.lower(m.tree.Child(first, "mark")) != "that" {
		return false
	}
	switch {
	case m.toks[first].Rel == "ccomp" && (m.toks[k].Rel == "parataxis" || m.toks[k].Rel == "ccomp" && !saying[m.toks[first].Lemma] && m.afterComma(k)):
		m.toks[k].Rel = "conj"
		return true
	case m.toks[k].Rel == "conj" && m.toks[first].Rel == "conj":
		return m.hang(k, m.toks[first].Head, "conj")
	}
	return false
}

// stranded reads "nobody we spoke to saw it": no finite verb has a "to".
func (m *mender) stranded(k int) bool {
	v := k - 1
	if m.lower(k) != "to" || m.toks[k].Rel != "mark" && m.toks[k].Rel != "case" || v < 0 || m.toks[v].UPOS != "VERB" || m.toks[v].Rel != "acl:relcl" {
		return false
	}
	if h := m.toks[k].Head; h < k || m.toks[h].XPOS != "VBD" && m.toks[h].XPOS != "VBZ" && m.toks[h].XPOS != "VBP" {
		return false
	}
	m.toks[k].UPOS, m.toks[k].XPOS = "ADP", "IN"
	return m.hang(k, v, "obl")
}
