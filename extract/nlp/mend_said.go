package nlp

// The mends of this file tell what is said from who says something next.

// saidNoun reads "denied on Monday reports that she left" and "pleaded not guilty
// on Tuesday to charges that he stole": no verb lacks a subject and has a clause
// to report, a noun that looks like one does.
func (m *mender) saidNoun(k int) bool {
	v, said := m.toks[k].Head, m.tree.Child(k, "ccomp")
	if m.toks[k].XPOS != "VBZ" || !sayings[m.toks[k].Lemma] || m.toks[k].Rel != "ccomp" && m.toks[k].Rel != "advcl" || v < 0 || v > k || said < k ||
		m.lower(m.tree.Child(said, "mark")) != "that" || m.tree.Child(k, "csubj", "expl", "aux", "cc") >= 0 {
		return false
	}
	day := k - 1
	if subject := m.tree.Child(k, "nsubj"); subject >= 0 && subject != day {
		return false
	}
	if to := m.tree.Child(k, "mark"); to >= 0 {
		if to != k-1 || m.toks[to].XPOS != "TO" {
			return false
		}
		m.toks[to].Rel, m.toks[to].UPOS, m.toks[to].XPOS = "case", "ADP", "IN"
		m.toks[k].Rel = "obl"
	} else if _, ok := weekdays[m.lower(day)]; ok {
		rel := "obl:unmarked"
		if m.tree.Child(day, "case") >= 0 {
			rel = "obl"
		}
		m.hang(day, v, rel)
		m.toks[k].Rel = "obj"
	} else {
		return false
	}
	m.toks[k].makeNoun("NNS")
	m.toks[said].Rel = "acl"
	return true
}

// sayings lists nouns of what is said whose plural may be a verb.
var sayings = wordSet("charge", "claim", "hint", "report", "rumor", "rumour", "signal")

// saidNext reads "Forty died, the ministry said; the army said twelve died": who
// has said what stands before does not say what follows a semicolon.
func (m *mender) saidNext(k int) bool {
	v := m.toks[k].Head
	if m.toks[k].Rel != "ccomp" || v < 0 || v > k || m.tree.Child(k, "nsubj", "nsubj:pass", "expl") < v {
		return false
	}
	beside := m.toks[v].Rel == "parataxis" && m.toks[v].Head < v
	if said := m.tree.Child(v, "ccomp"); said > v && !beside {
		return false
	}
	first := m.tree.Subtree(k, nil)[0]
	if m.toks[first].Form != ";" && m.lower(first-1) != ";" {
		return false
	}
	m.toks[k].Rel = "parataxis"
	return true
}
