package nlp

import "strings"

// The mends of this file move circumstances to the verb that they belong to.

// occasion reads "requested China to explain how they are trained, after its
// experts found …": a clause in the past that a comma sets apart says when the
// last thing happened that happened, not what is asked for or holds still.
func (m *mender) occasion(k int) bool {
	h := m.toks[k].Head
	mark := m.tree.Child(k, "mark", "advmod")
	if m.toks[k].Rel != "advcl" || h < 0 || h > k || mark < 0 || !occasions[m.lower(mark)] || !m.past(k) || m.past(h) || !m.afterComma(k) {
		return false
	}
	for g := m.verbAbove(h); g >= 0; g = m.verbAbove(g) {
		if g < h && m.past(g) {
			return m.hang(k, g, "advcl")
		}
	}
	return false
}

var occasions = wordSet("after", "before", "when", "once")

// concession reads "said it was not for sale, though it did not rule out …": what
// a comma sets apart is what the author adds.
func (m *mender) concession(k int) bool {
	h := m.toks[k].Head
	mark := m.tree.Child(k, "mark")
	if m.toks[k].Rel != "advcl" || h < 0 || h > k || m.toks[h].Rel != "ccomp" || mark < 0 || !m.afterComma(k) {
		return false
	}
	if word := m.lower(mark); word != "though" && word != "although" {
		return false
	}
	v := m.toks[h].Head
	return v >= 0 && v < h && saying[m.toks[v].Lemma] && m.hang(k, v, "advcl")
}

// arguing reads "urged the firm to leave, arguing that …": it is not who leaves
// that argues.
func (m *mender) arguing(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].Rel != "advcl" || m.toks[k].XPOS != "VBG" || h < 0 || h > k || !saying[m.toks[k].Lemma] || m.toks[h].Rel != "xcomp" || m.toks[h].XPOS != "VB" || !m.afterComma(k) {
		return false
	}
	v := m.finite(h)
	return v != h && v < h && m.hang(k, v, "advcl")
}

// bearer reads "the head of the agency, John Kern, left" and "a lawyer for Lund,
// Ann Roe, left": a person's name behind a comma is that of who is spoken of, not
// of the body or the person that he is of.
func (m *mender) bearer(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].Rel != "appos" || m.toks[k].Class != "person" || !m.proper(k) || m.toks[k-1].Form != "," || h > k || m.toks[h].Class == "person" && !m.proper(h) {
		return false
	}
	who := h
	for m.toks[who].Rel == "nmod" && m.toks[who].Head >= 0 && m.toks[who].Head < who {
		who = m.toks[who].Head
		if m.toks[who].Class == "person" && m.toks[who].UPOS == "NOUN" {
			return m.tree.Child(who, "appos") < 0 && m.hang(k, who, "appos")
		}
	}
	return false
}

// description reads "In a letter, dated March 3, she asked …": what is dated or
// signed is what stands before the comma.
func (m *mender) description(k int) bool {
	v := m.toks[k].Head
	if m.toks[k].Rel != "advcl" || v <= k || !describing[m.lower(k)] || k < 2 || m.toks[k-1].Form != "," || m.tree.Child(v, "nsubj") < k {
		return false
	}
	n := k - 2
	for range m.toks {
		if h := m.toks[n].Head; h < 0 || h == v {
			break
		}
		n = m.toks[n].Head
	}
	return m.toks[n].Head == v && IsRel(m.toks[n].Rel, "obl") && m.hang(k, n, "acl")
}

var describing = wordSet("dated", "signed", "published", "issued", "released", "filed", "written", "titled", "entitled", "addressed", "posted")

// past reports whether the clause of token i is in the past tense; a conjunct
// without an auxiliary shares that of the first: "are trained and moved".
func (m *mender) past(i int) bool {
	if h := m.toks[i].Head; m.toks[i].Rel == "conj" && h >= 0 && h < i && m.toks[h].XPOS == "VBN" && m.tree.Child(i, "nsubj", "aux") < 0 {
		return m.past(h)
	}
	for _, d := range m.tree.Children(i) {
		if IsRel(m.toks[d].Rel, "aux") || m.toks[d].Rel == "cop" {
			switch m.toks[d].XPOS {
			case "VBZ", "VBP":
				return m.toks[d].Lemma == "have" && IsRel(m.toks[d].Rel, "aux")
			case "MD", "TO":
				return false
			case "VBD":
				return true
			}
		}
	}
	return m.toks[i].XPOS == "VBD"
}

// afterComma reports whether a comma stands before the first word of the phrase
// of token i.
func (m *mender) afterComma(i int) bool {
	for _, t := range m.tree.Subtree(i, nil) {
		if m.toks[t].UPOS != "PUNCT" {
			return t > 0 && m.toks[t-1].Form == ","
		}
	}
	return false
}

// date reads "A court in Leeds on Friday acquitted her": a day before the verb
// dates the verb, not the court.
func (m *mender) date(k int) bool {
	subject := m.toks[k].Head
	_, day := weekdays[strings.ToLower(m.toks[k].Lemma)]
	if !day || m.toks[k].Rel != "nmod" || subject < 0 || subject > k || !IsRel(m.toks[subject].Rel, "nsubj") {
		return false
	}
	v, on := m.toks[subject].Head, m.tree.Child(k, "case")
	return v > k && on == k-1 && m.lower(on) == "on" && m.toks[v].UPOS == "VERB" && m.hang(k, v, "obl")
}

// means reads "used the law to silence them": to what end something is used is
// part of using it.
func (m *mender) means(k int) bool {
	object := m.toks[k].Head
	if m.toks[k].Rel != "acl" || object < 0 || object > k || m.toks[k].XPOS != "VB" || m.lower(m.tree.Child(k, "mark")) != "to" || m.toks[object].Rel != "obj" {
		return false
	}
	v := m.toks[object].Head
	return v >= 0 && using[m.toks[v].Lemma] && m.hang(k, v, "advcl")
}

var using = wordSet("use", "exploit", "abuse", "misuse", "deploy", "employ")

// saidThen reads "said at the time that it was over": the clause is what is
// said; the time has no such clause.
func (m *mender) saidThen(k int) bool {
	h := m.toks[k].Head
	that := m.firstChild(k)
	if !IsRel(m.toks[k].Rel, "acl") || h < 0 || h > k || m.lower(that) != "that" || m.toks[h].Rel != "obl" {
		return false
	}
	v := m.toks[h].Head
	if v < 0 || v > h || !saying[m.toks[v].Lemma] && !knowing[m.toks[v].Lemma] || m.tree.Child(v, "ccomp", "xcomp", "obj") >= 0 || m.tree.Child(k, "nsubj", "nsubj:pass") <= that {
		return false
	}
	if object := m.tree.Child(k, "obj"); object == that && !m.another(k, "obj", that) || IsRel(m.toks[that].Rel, "nsubj") {
		return false
	}
	m.toks[that].Rel, m.toks[that].UPOS, m.toks[that].XPOS = "mark", "SCONJ", "IN"
	return m.hang(k, v, "ccomp")
}

// knowing lists verbs of a clause that is thought to be so.
var knowing = wordSet("believe", "fear", "hope", "know", "realize", "suspect", "think")

// another reports whether token i has a dependent of relation rel beside d.
func (m *mender) another(i int, rel string, d int) bool {
	for _, k := range m.tree.Children(i) {
		if k != d && m.toks[k].Rel == rel {
			return true
		}
	}
	return false
}

func (m *mender) firstChild(i int) int {
	if kids := m.tree.Children(i); len(kids) > 0 {
		return kids[0]
	}
	return -1
}

// manner reads "rejected the report in an off-hand manner": a manner is that of
// the doing.
func (m *mender) manner(k int) bool {
	h := m.toks[k].Head
	if !manners[m.toks[k].Lemma] || m.toks[k].Rel != "nmod" || h < 0 || h > k || m.toks[h].Rel != "obj" || m.tree.Child(k, "amod", "compound") < 0 {
		return false
	}
	c := m.tree.Child(k, "case")
	return c >= 0 && m.lower(c) == "in" && m.toks[h].Head >= 0 && m.hang(k, m.toks[h].Head, "obl")
}

var manners = wordSet("manner", "fashion", "way")

// predicateAs reads "labeled the claim as false, aimed at …": what "as" stands
// before is said by the verb, not part of the participle that follows.
func (m *mender) predicateAs(k int) bool {
	h := m.toks[k].Head
	c := m.tree.Child(k, "case")
	if m.toks[k].Rel != "obl" || h < k || c < 0 || m.lower(c) != "as" || m.toks[h].Rel != "acl" {
		return false
	}
	object := m.toks[h].Head
	if object < 0 || object > c || m.toks[object].Rel != "obj" || m.toks[object].Head < 0 {
		return false
	}
	return m.hang(k, m.toks[object].Head, "obl")
}

// charge reads "accused the head of the agency of fraud", "convicted him of
// taking bribes" and "accused by the union of lying": of what somebody is accused
// is no part of who he is, nor of who accuses him.
func (m *mender) charge(k int) bool {
	object := m.toks[k].Head
	of := m.tree.Child(k, "case", "mark")
	if m.toks[k].Rel != "nmod" && m.toks[k].Rel != "acl" || m.lower(of) != "of" || of > k {
		return false
	}
	for object >= 0 && (m.toks[object].Rel == "nmod" || m.toks[object].Rel == "conj") {
		object = m.toks[object].Head
	}
	if object < 0 || m.toks[object].Rel != "obj" && m.toks[object].Rel != "obl:agent" || object > of {
		return false
	}
	v := m.toks[object].Head
	if v < 0 || v > object || !charging[m.toks[v].Lemma] || m.ofWhat(object) != of {
		return false
	}
	if g := of + 1; g < k && m.toks[g].XPOS == "VBG" && m.toks[g].Head == k && !IsRel(m.toks[g].Rel, "aux") { // "of dumping waste"
		return m.hang(g, v, "advcl") && m.hang(of, g, "mark") && m.hang(k, g, "obj")
	}
	if m.toks[k].UPOS == "VERB" {
		m.toks[of].Rel = "mark"
		return m.hang(k, v, "advcl")
	}
	return m.hang(k, v, "obl")
}

// ordered reads "asked the Ministry of Labour to inspect the site": what somebody
// is asked or ordered to do is no purpose of asking, and he is its object.
func (m *mender) ordered(k int) bool {
	v := m.toks[k].Head
	if m.toks[k].Rel != "advcl" || m.toks[k].XPOS != "VB" || v < 0 || v > k || !ordering[m.toks[v].Lemma] || m.lower(m.firstChild(k)) != "to" || m.afterComma(k) {
		return false
	}
	whom := m.tree.Child(v, "obj", "iobj")
	if whom < v || whom > k || m.tree.Child(v, "xcomp", "ccomp") >= 0 {
		return false
	}
	if m.tree.Child(v, "obj") < 0 {
		m.toks[whom].Rel = "obj"
	}
	return m.hang(k, v, "xcomp")
}

var ordering = wordSet("ask", "order", "tell", "urge", "request", "instruct", "direct", "command", "advise", "warn", "encourage", "persuade", "force", "compel", "oblige")

// ofWhat returns the "of" in the phrase of a person that begins what he is
// accused of: that of a deed, or the last of something that is not known yet, as
// "the agency" is and "state" in "head of state"; else the last of several, or
// -1.
func (m *mender) ofWhat(person int) int {
	what, last, several := -1, -1, false
	for _, of := range m.tree.Subtree(person, nil) {
		n := m.toks[of].Head
		if of < person || m.lower(of) != "of" || n < of {
			continue
		}
		if m.toks[of+1].XPOS == "VBG" {
			return of
		}
		det := m.tree.Child(n, "det", "nmod:poss")
		known := m.toks[n].UPOS == "PROPN" || det >= 0 && m.toks[det].Lemma != "a" || governed[m.toks[n].Lemma]
		if !known && (what < 0 || !m.under(n, m.toks[what].Head)) {
			what = of
		}
		last, several = of, last >= 0
	}
	if what < 0 && several {
		return last
	}
	return what
}

var (
	charging = wordSet("accuse", "convict", "acquit", "suspect", "absolve", "exonerate", "deprive", "rob", "strip", "rid", "cure", "relieve")
	governed = wordSet("state", "staff", "government", "parliament", "police", "mission", "department", "director", "trustee", "security", "operation")
)

// upTo reads "could face up to ten years": a number is up to something, nobody
// faces up.
func (m *mender) upTo(k int) bool {
	to := k + 1
	if m.lower(k) != "up" || m.lower(to) != "to" {
		return false
	}
	amount := m.toks[to].Head
	if amount < to || m.toks[amount].Rel != "obl" {
		return false
	}
	v := m.toks[amount].Head
	rel, on := m.toks[k].Rel, m.toks[k].Head
	if v < 0 || v > k || moving[m.toks[v].Lemma] || (on != v || rel != "compound:prt" && rel != "advmod") && (on != amount || rel != "case") {
		return false
	}
	number := amount
	if m.toks[amount].UPOS != "NUM" {
		number = m.tree.Child(amount, "nummod")
	}
	if number < to {
		return false
	}
	rel = "obj"
	if m.tree.Child(v, "obj") >= 0 {
		rel = "obl:unmarked"
	}
	m.toks[amount].Rel = rel
	return m.hang(k, number, "advmod") && m.hang(to, k, "fixed")
}

// moving lists verbs of which "up to" tells where or how far.
var moving = wordSet("add", "be", "build", "catch", "climb", "come", "fly", "get", "go", "grow", "jump", "lead", "live", "look", "move", "own", "rise", "run",
	"shoot", "speed", "stand", "step", "walk", "wake")

// times reads "asked four times to leave": that is how often, not whom, and an
// infinitive behind it belongs to the verb.
func (m *mender) times(k int) bool {
	v := m.toks[k].Head
	if v < 0 || v > k || m.toks[k].Rel != "obj" && m.toks[k].Rel != "obl:unmarked" || m.toks[k].Lemma != "time" || m.toks[k].XPOS != "NNS" || m.tree.Child(k, "nummod") < 0 && m.lower(m.firstChild(k)) != "several" && m.lower(m.firstChild(k)) != "many" {
		return false
	}
	changed := m.toks[k].Rel == "obj"
	m.toks[k].Rel = "obl:unmarked"
	for d := k + 1; d < len(m.toks) && asking[m.toks[v].Lemma]; d++ {
		if h := m.toks[d].Head; (h == k && m.toks[d].Rel == "acl" || h == v && m.toks[d].Rel == "advcl") && m.toks[d].XPOS == "VB" && m.lower(m.firstChild(d)) == "to" {
			return m.hang(d, v, "xcomp") || changed
		}
	}
	return changed
}

// called reads "called the accusation a lie": of two objects the second is what
// the first is called.
func (m *mender) called(k int) bool {
	v := m.toks[k].Head
	if m.toks[k].Rel != "obj" || v < 0 || v > k || !naming[m.toks[v].Lemma] || !isNominalWord(&m.toks[k]) || m.toks[k].Class == "time" || m.tree.Child(v, "xcomp") >= 0 {
		return false
	}
	for _, first := range m.tree.Children(v) {
		if first > v && first < k && (m.toks[first].Rel == "obj" || m.toks[first].Rel == "iobj") {
			m.toks[first].Rel, m.toks[k].Rel = "obj", "xcomp"
			return true
		}
	}
	return false
}

// calledSo reads "called the job cuts a betrayal": what is called something is no
// verb, though it looks like one.
func (m *mender) calledSo(k int) bool {
	v, noun := m.toks[k].Head, k-1
	if m.toks[k].XPOS != "VBZ" || m.toks[k].Rel != "xcomp" && m.toks[k].Rel != "ccomp" || v < 0 || v >= noun || !naming[m.toks[v].Lemma] || m.toks[noun].XPOS != "NN" {
		return false
	}
	what := m.tree.Child(k, "obj", "xcomp")
	object, subject := m.toks[noun].Head == v && m.toks[noun].Rel == "obj", m.toks[noun].Head == k && m.toks[noun].Rel == "nsubj"
	if what < k || !object && !subject || m.tree.Child(k, "aux", "mark", "advmod") >= 0 {
		return false
	}
	m.toks[k].makeNoun("NNS")
	m.toks[k].Rel = "obj"
	m.absorb(noun, k)
	m.toks[what].Head, m.toks[what].Rel = v, "xcomp"
	return true
}

var naming = wordSet("call", "label", "brand", "dub", "deem", "declare", "term", "consider", "pronounce", "proclaim", "name", "rename", "designate", "re-designate", "redesignate", "nickname", "title")

// active reads "had not been consulted and called the plan a betrayal": what has
// an object of its own is in no passive.
func (m *mender) active(k int) bool {
	h, object := m.toks[k].Head, m.tree.Child(k, "obj")
	if m.toks[k].Rel != "conj" || m.toks[k].XPOS != "VBN" || h < 0 || h > k || object < k || giving[m.toks[k].Lemma] ||
		m.tree.Child(h, "aux:pass") < 0 || m.tree.Child(k, "nsubj", "aux", "mark") >= 0 || naming[m.toks[k].Lemma] && m.tree.Child(k, "xcomp") < 0 && m.tree.Child(object, "appos") < 0 {
		return false
	}
	m.toks[k].XPOS, m.toks[k].Feats = "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
	if v := m.toks[h].Head; m.toks[h].Rel == "ccomp" && v >= 0 && v < h && saying[m.toks[v].Lemma] && m.toks[v].XPOS == "VBD" && m.lower(m.tree.Child(h, "aux")) == "had" {
		m.hang(k, v, "conj")
	}
	return true
}
