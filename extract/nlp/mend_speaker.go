package nlp

// tagged reads "Police suspect him of fraud": what has an object is no noun,
// and what stands before it no part of one.
func (m *mender) tagged(k int) bool {
	tok, s := &m.toks[k], k-1
	if tok.UPOS != "NOUN" || m.tree.Child(k, "obj") < k || m.tree.Child(k, "case", "cop") >= 0 {
		return false
	}
	before := s >= 0 && m.toks[s].Head == k && m.toks[s].Rel == "compound"
	switch {
	case tok.XPOS == "VBP" || tok.XPOS == "VBZ" || tok.XPOS == "VBD":
	case before && tok.XPOS == "NN":
		tok.XPOS, tok.Feats = "VBP", "Mood=Ind|Tense=Pres|VerbForm=Fin"
	default:
		return false
	}
	tok.UPOS = "VERB"
	if before {
		m.toks[s].Rel = "nsubj"
	}
	return true
}

// accuser reads "was accused of taking bribes by the union": it accuses.
func (m *mender) accuser(k int) bool {
	g := m.toks[k].Head
	if !IsRel(m.toks[k].Rel, "obl") || g < 0 || g > k || m.lower(m.tree.Child(k, "case")) != "by" || m.toks[k].Class != "person" && m.toks[k].Class != "organization" {
		return false
	}
	v := m.toks[g].Head
	if m.toks[g].XPOS != "VBG" || v < 0 || v > g || !accusing[m.toks[v].Lemma] || m.tree.Child(v, "aux:pass") < 0 || m.tree.Child(v, "obl:agent") >= 0 {
		return false
	}
	return m.hang(k, v, "obl:agent")
}

var accusing = wordSet("accuse", "suspect", "acquit", "convict", "blame", "charge", "absolve", "exonerate")

// officer reads "The union, its president, Ann Roe, announced, will strike" and
// "The union will strike in May, its president, Ann Roe, announced": who stands
// between commas before the verb of saying says so.
func (m *mender) officer(k int) bool {
	tok := &m.toks[k]
	if !saying[tok.Lemma] || tok.XPOS != "VBD" && tok.XPOS != "VBZ" || IsRel(tok.Rel, "acl") || m.tree.Child(k, "aux", "aux:pass", "cc") >= 0 {
		return false
	}
	p, subject := m.possessedBefore(k), m.tree.Child(k, "nsubj")
	switch {
	case p < 0:
		return false
	case subject == p && tok.Rel == "conj" && m.tree.Child(k, "obj", "ccomp", "xcomp") < 0:
		tok.Rel = "parataxis"
		return true
	case subject >= 0 || m.toks[p].Rel != "appos":
		return false
	}
	owner := m.toks[p].Head
	for _, name := range m.tree.Children(owner) {
		if name > p && name < k && m.toks[name].Rel == "appos" {
			m.hang(name, p, "appos")
		}
	}
	if c := m.tree.Child(k, "ccomp"); c > k && m.tree.Child(c, "nsubj") == owner {
		m.toks[c].Head, m.toks[c].Rel = tok.Head, tok.Rel
		tok.Head, tok.Rel = c, "parataxis" // it stands in the middle of what is said
	}
	return m.hang(p, k, "nsubj")
}

// possessedBefore returns the noun with a possessive pronoun ("its president")
// whose phrase, with the name that may follow it, stands between commas before
// token k, or -1.
func (m *mender) possessedBefore(k int) int {
	if k < 3 || m.lower(k-1) != "," {
		return -1
	}
	for its := k - 3; its > 0; its-- {
		p := m.toks[its].Head
		if m.toks[its].XPOS != "PRP$" {
			if upos := m.toks[its].UPOS; upos == "VERB" || upos == "AUX" {
				return -1
			}
			continue
		}
		if m.lower(its-1) == "," && p > its && p < k && m.toks[p].UPOS == "NOUN" {
			return p
		}
		return -1
	}
	return -1
}
