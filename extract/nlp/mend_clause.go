package nlp

// The mends of this file find the verb and the subject of a clause.

// pastVerb reads "Ruth Calloway, a senator from Oregon, called on Congress to act."
// and "The trust neither confirmed nor denied that …":
// a sentence that ends as one has a verb with a tense, which is the only one that
// may be.
func (m *mender) pastVerb(k int) bool {
	if m.toks[k].XPOS != "VBN" || m.lower(k-1) != "," && m.lower(k-1) != "neither" || m.toks[len(m.toks)-1].Form != "." || m.tree.Child(k, "aux", "obl:agent") >= 0 {
		return false
	}
	subject := m.tree.Child(k, "nsubj:pass")
	if n := m.toks[k].Head; m.toks[k].Rel == "acl" && n >= 0 && n < k && m.toks[n].Head < 0 {
		subject = n
	} else if n >= 0 {
		return false
	}
	if subject < 0 || subject > k || m.tree.Child(subject, "cop", "nsubj") >= 0 || m.hasTense(k) {
		return false
	}
	m.toks[k].Head, m.toks[k].Rel, m.toks[k].XPOS, m.toks[k].Feats = -1, "root", "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
	m.toks[subject].Head, m.toks[subject].Rel = k, "nsubj"
	return true
}

// hasTense reports whether a verb with a tense stands outside of relative clauses
// and of what hangs on token k.
func (m *mender) hasTense(k int) bool {
	for i := range m.toks {
		switch m.toks[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			if !m.under(i, k) && !m.relative(i) {
				return true
			}
		}
	}
	return false
}

// relative reports whether token i is in a relative clause.
func (m *mender) relative(i int) bool {
	for range m.toks {
		if i < 0 || m.toks[i].Rel == "acl:relcl" {
			break
		}
		i = m.toks[i].Head
	}
	return i >= 0
}

// subjectNoun reads "insisted that talks with the rebels would go on": of two verbs
// of one clause, the first is its subject.
func (m *mender) subjectNoun(k int) bool {
	v, mark := m.toks[k].Head, m.tree.Child(k, "mark")
	if m.toks[k].XPOS != "VBZ" || m.toks[k].Rel != "ccomp" || v < 0 || v > k || mark < 0 || mark > k || m.tree.Child(k, "nsubj", "aux", "obj", "ccomp") >= 0 {
		return false
	}
	for _, b := range m.tree.Children(v) {
		if b <= k || m.toks[b].Rel != "ccomp" || m.tree.Child(b, "nsubj", "mark", "cc") >= 0 || m.tree.Child(b, "aux") < k {
			continue
		}
		for _, d := range m.tree.Children(k) {
			switch {
			case d < k:
				m.toks[d].Head = b
			case IsRel(m.toks[d].Rel, "obl"):
				m.toks[d].Rel = "nmod"
			}
		}
		m.toks[k].makeNoun("NNS")
		m.toks[k].Head, m.toks[k].Rel = b, "nsubj"
		return true
	}
	return false
}

// afterwards reads "resigned after a report found that he lied": what stands
// between "after" and a verb with a tense is the verb's subject.
func (m *mender) afterwards(k int) bool {
	v, f := m.toks[k].Head, k+1
	after := m.tree.Child(k, "case")
	if v < 0 || v > k || f >= len(m.toks) || m.toks[k].Rel != "obl" || !occasions[m.lower(after)] && m.lower(after) != "since" || after > k {
		return false
	}
	if m.toks[f].XPOS != "VBD" && m.toks[f].XPOS != "VBZ" || m.toks[f].Head != v || m.toks[f].Rel != "advcl" && m.toks[f].Rel != "conj" || m.tree.Child(f, "nsubj", "mark", "cc") >= 0 {
		return false
	}
	m.toks[f].Rel = "advcl"
	m.toks[k].Head, m.toks[k].Rel = f, "nsubj"
	m.toks[after].Head, m.toks[after].Rel, m.toks[after].UPOS = f, "mark", "SCONJ"
	return true
}

// figure reads "disputes that figure": no clause is a bare verb.
func (m *mender) figure(k int) bool {
	v, that := m.toks[k].Head, k-1
	if m.toks[k].XPOS != "VB" && m.toks[k].XPOS != "VBP" || m.toks[k].Rel != "ccomp" || v < 0 || v != that-1 || m.lower(that) != "that" || m.toks[that].Head != k {
		return false
	}
	for _, d := range m.tree.Children(k) {
		if d != that && m.toks[d].UPOS != "PUNCT" {
			return false
		}
	}
	m.toks[k].makeNoun("NN")
	m.toks[k].Rel = "obj"
	m.toks[that].UPOS, m.toks[that].XPOS, m.toks[that].Rel = "DET", "DT", "det"
	return true
}

// won reads "cost it 1.5 trillion won": behind a scale that is a currency.
func (m *mender) won(k int) bool {
	number, head := k-1, m.toks[k].Head
	if m.lower(k) != "won" || head < 0 || number < 0 || m.toks[number].UPOS != "NUM" || !scales[m.toks[number].Lemma] || m.toks[k].UPOS == "NOUN" {
		return false
	}
	switch h := m.toks[number].Head; {
	case h < 0 || h != k && m.under(h, k):
		return false
	case h != k: // the currency stands in the place of its number
		m.toks[k].Head, m.toks[k].Rel = h, m.toks[number].Rel
		m.toks[number].Head = k
	case isClause(m.toks[k].Rel):
		m.toks[k].Rel = "obj"
		if m.tree.Child(number, "case") >= 0 || m.tree.Child(k, "case") >= 0 {
			m.toks[k].Rel = "obl"
		}
	}
	m.toks[number].Rel = "nummod"
	for _, d := range m.tree.Children(number) {
		if m.toks[d].Rel == "case" && d != k {
			m.toks[d].Head = k
		}
	}
	for _, d := range m.tree.Children(k) {
		if rel := m.toks[d].Rel; d > k && d != head && (IsRel(rel, "obl") || rel == "advcl") && !m.under(head, d) && !m.under(m.toks[k].Head, d) && d != m.toks[k].Head {
			m.toks[d].Head = head // no money did that
		}
	}
	m.toks[k].makeNoun("NNS")
	m.toks[k].Lemma = "won"
	return true
}

func isClause(rel string) bool { return rel == "advcl" || rel == "conj" || rel == "acl" }

var scales = wordSet("hundred", "thousand", "million", "billion", "trillion")

// described reads "Swedish ferry operator Nordlinje suspended it": without an
// article and a comma, a name is described by what stands before it.
func (m *mender) described(k int) bool {
	what := k - 1
	if !m.proper(k) || m.toks[k].Rel != "appos" || m.toks[k].Head != what || m.toks[what].XPOS != "NN" || isCapital(m.toks[what].Form) ||
		m.toks[what].Head < 0 || m.tree.Child(what, "det", "nmod:poss", "case", "nummod") >= 0 {
		return false
	}
	if m.toks[k].Class == "" && m.toks[what].Class != "person" {
		m.toks[k].decide("organization") // persons are recognized by their names
	}
	m.toks[k].Head, m.toks[k].Rel = m.toks[what].Head, m.toks[what].Rel
	m.toks[what].Head, m.toks[what].Rel = k, "nmod:desc"
	for _, d := range m.tree.Children(what) {
		if d > k {
			m.toks[d].Head = k
		}
	}
	return true
}

// fullTitle reads "union leader Choi Min-seo said", "Deputy Attorney General Lisa
// Kern", "Chief Financial Officer Park Ji-hoon" and "Chairwoman Dame Lucy Ward":
// what is before a title and the name behind it is of both.
func (m *mender) fullTitle(k int) bool {
	name, next := m.toks[k].Head, k+1
	if name <= k || next >= len(m.toks) {
		return false
	}
	switch rel := m.toks[k].Rel; {
	case IsRel(rel, "nsubj") && m.toks[next].Rel == "nmod:desc":
		name := m.toks[next].Head // "Deputy Attorney General Lisa Kern"
		return m.proper(k) && m.proper(next) && m.toks[k].Class == "person" && name > next && m.toks[name].Head == m.toks[k].Head && m.toks[name].Rel == rel &&
			m.hang(k, next, "compound")
	case IsRel(rel, "nsubj"):
		return m.toks[k].XPOS == "NN" && m.toks[k].Class == "person" && m.proper(next) && m.toks[next].Head == name && m.toks[next].Rel == rel &&
			m.tree.Child(k, "det") < 0 && m.hang(k, next, "nmod:desc")
	case rel == "nmod:desc" && m.toks[name].Rel == "nmod:desc":
		return m.toks[name].Head > name && m.hang(k, m.toks[name].Head, "nmod:desc")
	case rel == "amod" && isCapital(m.toks[k].Form):
		title := next
		for title < name && m.toks[title].Head > title && m.toks[title].Head < name {
			title = m.toks[title].Head
		}
		return title < name && m.toks[title].Rel == "nmod:desc" && m.toks[title].Head == name && isCapital(m.toks[next].Form) && m.hang(k, title, "amod")
	}
	return false
}

// aim reads "suspended a law that would tax bread, siding with those who …": laws
// side with nobody.
func (m *mender) aim(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].Rel != "advcl" || m.toks[k].XPOS != "VBG" || h < 0 || h > k || m.toks[h].Rel != "acl:relcl" || !personal[m.toks[k].Lemma] && !saying[m.toks[k].Lemma] && !asking[m.toks[k].Lemma] || !m.afterComma(k) {
		return false
	}
	n := m.toks[h].Head
	if n < 0 || n > h || m.toks[n].UPOS != "NOUN" || m.toks[n].Class == "person" || m.toks[n].Class == "organization" {
		return false
	}
	v := m.finite(n)
	return v != n && v < h && m.hang(k, v, "advcl")
}

// personal lists verbs whose subject is somebody, besides those of saying and
// asking.
var personal = wordSet("admit", "blame", "cite", "deny", "express", "side", "vow", "voice")

// motive reads "asked not to be named because she feared reprisals": it is why she
// asked.
func (m *mender) motive(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].Rel != "advcl" || h < 0 || h > k || m.toks[h].Rel != "xcomp" || m.toks[h].XPOS != "VB" && m.toks[h].XPOS != "VBN" || m.lower(m.tree.Child(k, "mark")) != "because" {
		return false
	}
	v := m.toks[h].Head
	return v >= 0 && v < h && wishing[m.toks[v].Lemma] && m.hang(k, v, "advcl")
}

var wishing = wordSet("ask", "decline", "refuse", "decide", "hesitate")

// confession reads "paid to settle claims that it had lied, without admitting it":
// behind a comma that goes with what is done, not with what is claimed.
func (m *mender) confession(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].Rel != "advcl" || m.toks[k].XPOS != "VBG" || h < 0 || h > k || m.toks[h].Rel != "acl" || m.lower(m.tree.Child(h, "mark")) != "that" ||
		m.lower(m.tree.Child(k, "mark", "case")) != "without" || !m.afterComma(k) {
		return false
	}
	v := m.finite(m.toks[h].Head)
	return v < h && m.hang(k, v, "advcl")
}
