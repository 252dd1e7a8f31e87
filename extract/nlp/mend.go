package nlp

import "strings"

// A mender corrects one tree in place.
type mender struct {
	toks []Token
	tree *Tree
}

// mends are the corrections, in the order in which they are tried on every
// token. Each reports whether it changed the tree.
var mends = []func(m *mender, k int) bool{
	(*mender).lemma,
	(*mender).auxiliary,
	(*mender).modal,
	(*mender).brief,
	(*mender).tagged,
	(*mender).compound,
	(*mender).unmarked,
	(*mender).won,
	(*mender).figure,
	(*mender).pastVerb,
	(*mender).nickname,
	(*mender).firm,
	(*mender).brand,
	(*mender).twoSubjects,
	(*mender).spelledOut,
	(*mender).bothPlaces,
	(*mender).employer,
	(*mender).twin,
	(*mender).possessor,
	(*mender).health,
	(*mender).slogan,
	(*mender).numbered,
	(*mender).oneName,
	(*mender).mailbox,
	(*mender).described,
	(*mender).fullTitle,
	(*mender).office,
	(*mender).hyphenated,
	(*mender).portfolio,
	(*mender).title,
	(*mender).inverted,
	(*mender).asked,
	(*mender).neighbor,
	(*mender).fillerOfSpeech,
	(*mender).named,
	(*mender).stranded,
	(*mender).reduced,
	(*mender).saidNoun,
	(*mender).saidNext,
	(*mender).subjectNoun,
	(*mender).afterwards,
	(*mender).verdict,
	(*mender).reporter,
	(*mender).officer,
	(*mender).active,
	(*mender).conjunct,
	(*mender).listed,
	(*mender).sharedObject,
	(*mender).recipient,
	(*mender).calledSo,
	(*mender).called,
	(*mender).times,
	(*mender).upTo,
	(*mender).occasion,
	(*mender).concession,
	(*mender).arguing,
	(*mender).aim,
	(*mender).motive,
	(*mender).confession,
	(*mender).bearer,
	(*mender).description,
	(*mender).date,
	(*mender).means,
	(*mender).saidThen,
	(*mender).manner,
	(*mender).predicateAs,
	(*mender).charge,
	(*mender).accuser,
	(*mender).ordered,
	(*mender).afterthought,
	(*mender).comment,
	(*mender).document,
}

// MendTrees corrects the trees of d, which must be parsed, where the words say
// that the parser errs: each mend knows one of its habits, and leaves alone
// what it does not know. Trees stay trees.
func (d *Doc) MendTrees() {
	for i := range d.Sents {
		mendTree(&d.Sents[i])
	}
}

func mendTree(s *Sentence) {
	m := mender{toks: s.Tokens, tree: NewTree(s)}
	for _, mend := range mends {
		for k := range m.toks {
			if mend(&m, k) {
				m.tree = NewTree(s)
			}
		}
	}
}

// hang makes token k a dependent of head, unless head hangs on k.
func (m *mender) hang(k, head int, rel string) bool {
	if head == k || head >= 0 && m.under(head, k) {
		return false
	}
	if m.toks[k].Head == head && m.toks[k].Rel == rel {
		return false
	}
	m.toks[k].Head, m.toks[k].Rel = head, rel
	return true
}

// under reports whether token i hangs on another, itself or by what is between.
func (m *mender) under(i, head int) bool {
	for range m.toks {
		if i = m.toks[i].Head; i < 0 || i == head {
			break
		}
	}
	return i == head
}

// verbAbove returns the nearest verb, or predicate with a copula, above token
// i, or -1.
func (m *mender) verbAbove(i int) int {
	for range m.toks {
		if i = m.toks[i].Head; i < 0 {
			return -1
		}
		if m.toks[i].UPOS == "VERB" || m.tree.Child(i, "cop") >= 0 {
			return i
		}
	}
	return -1
}

func (m *mender) lower(i int) string {
	if i < 0 || i >= len(m.toks) {
		return ""
	}
	return strings.ToLower(m.toks[i].Form)
}

// lemma corrects what is no verb.
func (m *mender) lemma(k int) bool {
	verb, ok := verbsOf[m.toks[k].Lemma]
	if ok = ok && m.toks[k].UPOS == "VERB"; ok {
		m.toks[k].Lemma = verb
	}
	return ok
}

// verbsOf gives the verbs of lemmas that the parser makes of their forms:
// "owed", "may lower".
var verbsOf = map[string]string{"ow": "owe", "low": "lower"}

func wordSet(words ...string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[w] = true
	}
	return set
}

// auxiliary reads "has on Friday said": what hangs on an auxiliary belongs to
// the verb that it helps.
func (m *mender) auxiliary(k int) bool {
	verb := m.toks[k].Head
	if m.toks[k].Rel != "aux" && m.toks[k].Rel != "aux:pass" || verb < 0 {
		return false
	}
	changed := false
	for _, d := range m.tree.Children(k) {
		if d != verb && (IsRel(m.toks[d].Rel, "nsubj") || IsRel(m.toks[d].Rel, "obl") || m.toks[d].Rel == "advmod") {
			changed = m.hang(d, verb, m.toks[d].Rel) || changed
		}
	}
	if changed {
		m.toks[k].UPOS = "AUX"
	}
	return changed
}

// brief reads `"I am not," she replied`: what ends with "not" is denied by it,
// not what stands around.
func (m *mender) brief(k int) bool {
	a := k - 1
	if m.lower(k) != "not" || a < 0 || k+1 < len(m.toks) && m.toks[k+1].UPOS != "PUNCT" || m.toks[a].UPOS != "AUX" && !proVerbs[m.toks[a].Lemma] {
		return false
	}
	switch rel := m.toks[a].Rel; {
	case m.toks[a].Head == k:
		m.toks[a].Head, m.toks[a].Rel = m.toks[k].Head, m.toks[k].Rel
	case rel == "cop" || IsRel(rel, "aux"):
		a = m.toks[a].Head
	}
	return m.hang(k, a, "advmod")
}

// proVerbs stand for another verb, by lemma.
var proVerbs = wordSet("be", "do", "have")

// inverted reads "Had the team counted it, the result would be clearer": the
// auxiliary in front is no verb that has a team.
func (m *mender) inverted(k int) bool {
	if m.lower(k) != "had" || k > 0 && m.toks[k-1].UPOS != "PUNCT" {
		return false
	}
	subject, verb := m.tree.Child(k, "obj"), m.tree.Child(k, "xcomp")
	if subject < k || verb < subject || m.toks[verb].XPOS != "VBN" && m.toks[verb].XPOS != "VBD" || m.tree.Child(k, "nsubj") >= 0 {
		return false
	}
	main := m.tree.Child(k, "parataxis", "ccomp", "conj")
	if main < 0 {
		main = m.tree.Child(verb, "parataxis", "ccomp", "conj")
	}
	if main < verb {
		return false
	}
	m.toks[main].Head, m.toks[main].Rel = m.toks[k].Head, m.toks[k].Rel
	m.toks[verb].Head, m.toks[verb].Rel, m.toks[verb].XPOS = main, "advcl", "VBN"
	for _, d := range m.tree.Children(k) {
		switch d {
		case main, verb:
		case subject:
			m.toks[d].Head, m.toks[d].Rel = verb, "nsubj"
		default:
			m.toks[d].Head = main
		}
	}
	m.toks[k].Head, m.toks[k].Rel, m.toks[k].UPOS = verb, "aux", "AUX"
	return true
}

// fillerOfSpeech reads "It says that …": what says something is no filler.
func (m *mender) fillerOfSpeech(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].Rel != "expl" || m.lower(k) != "it" || h < 0 || m.toks[h].UPOS != "VERB" || m.tree.Child(h, "aux:pass") >= 0 || !saying[m.toks[h].Lemma] {
		return false
	}
	m.toks[k].Rel = "nsubj"
	if said := m.tree.Child(h, "csubj"); said > h {
		m.toks[said].Rel = "ccomp"
	}
	return true
}

// asked reads "Asked about it, Smith said …": a participle that opens a sentence
// is neither its verb nor what is said.
func (m *mender) asked(k int) bool {
	tok := &m.toks[k]
	if k > 1 || tok.XPOS != "VBD" && tok.XPOS != "VBN" || m.tree.Child(k, "nsubj", "aux", "cop") >= 0 {
		return false
	}
	if v := tok.Head; v >= 0 && tok.Rel == "ccomp" && v > k && m.tree.Child(v, "nsubj") > k {
		tok.Rel, tok.XPOS = "advcl", "VBN"
		return true
	}
	main := m.tree.Child(k, "parataxis")
	if tok.Rel != "root" || main < k || m.tree.Child(main, "nsubj") < k || !questioning[tok.Lemma] {
		return false
	}
	m.toks[main].Head, m.toks[main].Rel = -1, "root"
	tok.Head, tok.Rel, tok.XPOS = main, "advcl", "VBN"
	return true
}

var questioning = wordSet("ask", "press", "question", "quiz")

// named makes "it" a subject where nothing else can be: "It was the strongest
// cyclone to hit Sela".
func (m *mender) named(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].Rel != "expl" || m.lower(k) != "it" || h < k || m.toks[h].UPOS != "NOUN" || m.tree.Child(h, "cop") < 0 || m.lower(m.tree.Child(h, "det")) != "the" {
		return false
	}
	if m.tree.Child(h, "nsubj", "csubj", "ccomp", "acl:relcl", "case") >= 0 {
		return false
	}
	m.toks[k].Rel = "nsubj"
	return true
}

// neighbor reads "paid by neighboring Kest": no verb.
func (m *mender) neighbor(k int) bool {
	name := k + 1
	if !adjectives[m.lower(k)] || m.toks[k].UPOS != "VERB" || name >= len(m.toks) || m.toks[name].Head != k || m.toks[k].Head < 0 || m.tree.Child(k, "nsubj", "aux") >= 0 {
		return false
	}
	by, v := m.tree.Child(k, "mark", "case"), m.toks[k].Head
	rel := "obl"
	if by >= 0 && m.lower(by) == "by" && m.tree.Child(v, "aux:pass") >= 0 {
		rel = "obl:agent"
	}
	if !m.hang(name, v, rel) {
		return false
	}
	m.hang(k, name, "amod")
	m.toks[k].UPOS, m.toks[k].XPOS = "ADJ", "JJ"
	if by >= 0 {
		m.toks[by].UPOS = "ADP"
		m.hang(by, name, "case")
	}
	return true
}

var adjectives = wordSet("neighboring", "neighbouring", "surrounding", "remaining", "warring")

// reduced reads "believe that a law passed last year will help": of two verbs of
// one clause, the first modifies what the second is said of.
func (m *mender) reduced(k int) bool {
	v, subject := m.toks[k].Head, m.tree.Child(k, "nsubj")
	if m.toks[k].Rel != "ccomp" || v < 0 || v > k || subject < 0 || m.toks[k].XPOS != "VBD" && m.toks[k].XPOS != "VBN" || m.tree.Child(k, "aux", "cop") >= 0 {
		return false
	}
	for _, b := range m.tree.Children(v) {
		if b <= k || m.toks[b].Rel != "ccomp" || m.toks[b].UPOS != "VERB" || m.tree.Child(b, "nsubj", "mark", "cc") >= 0 || m.tree.Child(b, "aux") < k {
			continue
		}
		m.toks[subject].Head, m.toks[subject].Rel = b, "nsubj"
		m.toks[k].Head, m.toks[k].Rel, m.toks[k].XPOS = subject, "acl", "VBN"
		for _, d := range m.tree.Children(k) {
			switch {
			case d < subject:
				m.toks[d].Head = b
			case m.toks[d].Rel == "advcl:relcl":
				m.toks[d].Head, m.toks[d].Rel = subject, "acl:relcl"
			}
		}
		return true
	}
	return false
}

// verdict reads "found Clegg, a banker, guilty of fraud" and "pleaded not
// guilty": guilt is predicated of somebody.
func (m *mender) verdict(k int) bool {
	if !verdicts[m.lower(k)] {
		return false
	}
	tok := &m.toks[k]
	changed := tok.UPOS != "ADJ"
	tok.UPOS, tok.XPOS, tok.Lemma = "ADJ", "JJ", m.lower(k)
	h := tok.Head
	if h >= 0 && tok.Rel == "obj" && judging[m.toks[h].Lemma] && m.tree.Child(h, "obj") < k {
		tok.Rel = "xcomp" // of two objects the second
		return true
	}
	if name := m.tree.Child(k, "compound", "nsubj"); h >= 0 && tok.Rel == "obj" && judging[m.toks[h].Lemma] && name > h && name < k {
		tok.Rel = "xcomp"
		return m.hang(name, h, "obj")
	}
	if h < 0 || m.toks[h].Rel != "obj" || tok.Rel != "appos" && tok.Rel != "amod" && tok.Rel != "acl" && tok.Rel != "conj" && tok.Rel != "nmod" {
		return changed
	}
	v := m.toks[h].Head
	if v < 0 || !judging[m.toks[v].Lemma] || k < h {
		return changed
	}
	for _, d := range m.tree.Children(k) {
		if c := m.tree.Child(d, "case"); m.toks[d].Rel == "obl" && c >= 0 && m.lower(c) != "of" {
			m.toks[d].Head = v
		}
	}
	return m.hang(k, v, "xcomp") || changed
}

var (
	verdicts = wordSet("guilty", "innocent", "liable", "unconstitutional", "incompetent")
	judging  = wordSet("find", "declare", "rule", "judge", "deem", "hold", "pronounce", "consider", "believe", "plead", "call")
)

// reporter reads "…, reported the Times on Friday" at the end of a sentence:
// what follows the verb is who reports.
func (m *mender) reporter(k int) bool {
	tok := &m.toks[k]
	source := m.tree.Child(k, "obj")
	if !saying[tok.Lemma] || tok.XPOS != "VBD" && tok.XPOS != "VBZ" || source < k || k < 2 || m.toks[k-1].UPOS != "PUNCT" || tok.Head < 0 ||
		tok.Rel != "conj" && tok.Rel != "parataxis" || m.tree.Child(k, "nsubj", "cc", "ccomp", "xcomp", "mark", "aux") >= 0 {
		return false
	}
	if m.toks[source].UPOS != "PROPN" && m.toks[source].UPOS != "PRON" && m.tree.Child(source, "det") < 0 {
		return false
	}
	m.toks[source].Rel = "nsubj"
	tok.Rel = "parataxis"
	for _, d := range m.tree.Children(source) {
		if rel := m.toks[d].Rel; d > source && (rel == "appos" || rel == "nmod:unmarked") && m.toks[d].UPOS == "NUM" {
			m.hang(d, k, "obl:unmarked") // "reported the Times Feb 13"
		}
	}
	for _, d := range m.tree.Children(k) {
		if d < k && m.toks[d].Rel == "advcl" {
			m.hang(d, m.lowest(tok.Head, d), "advcl")
		}
	}
	return true
}

// lowest returns the verb of the innermost complement clause of i that begins
// before token end.
func (m *mender) lowest(i, end int) int {
	for range m.toks {
		k := m.tree.Child(i, "ccomp")
		if k < 0 || k > end {
			break
		}
		i = k
	}
	return i
}

// conjunct moves a verb without subject, auxiliary or marker to the nearest
// verb above that it can go with: "the policies governing Xinjiang, interfere"
// is no pair, "to smear China, interfere" is; "said he would order a review and
// warned" has "said and warned".
func (m *mender) conjunct(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].Rel != "conj" || h < 0 || m.toks[k].UPOS != "VERB" || m.tree.Child(k, "nsubj", "csubj", "aux", "cop", "mark", "expl") >= 0 {
		return false
	}
	if m.unspoken(k, h) {
		m.toks[k].XPOS = m.toks[m.toks[h].Head].XPOS
		return m.hang(k, m.toks[h].Head, "conj")
	}
	if m.toks[h].UPOS != "VERB" || m.pairs(k, h) {
		return false
	}
	form := m.toks[k].XPOS
	if form == "VBN" {
		form = "VBD"
	}
	for g := m.verbAbove(h); g >= 0; g = m.verbAbove(g) {
		if g < k && m.toks[g].XPOS == form && m.hang(k, g, "conj") {
			m.toks[k].XPOS = form
			return true
		}
	}
	return form == "VBG" && m.lower(k-1) == "," && m.tree.Child(k, "cc") < 0 && m.hang(k, m.finite(h), "advcl")
}

// finite returns the nearest verb above token i that has a tense, or the
// highest one.
func (m *mender) finite(i int) int {
	for range m.toks {
		g := m.verbAbove(i)
		if g < 0 {
			break
		}
		if i = g; m.tree.Child(i, "aux", "nsubj") >= 0 && m.tree.Child(i, "mark") < 0 {
			break
		}
	}
	return i
}

// pairs reports whether verb k, which shares the auxiliaries of verb g, has a
// form that may go with it. Only bare forms, gerunds and the past are sure
// enough: present and past do mix, and taggers take the past for a participle.
func (m *mender) pairs(k, g int) bool {
	form, other := m.toks[k].XPOS, m.toks[g].XPOS
	switch form {
	case "VB", "VBG":
		return form == other
	case "VBD", "VBN":
		return other != "VB" && other != "VBG" || m.lower(m.tree.Child(g, "aux")) == "did" || m.tree.Child(g, "aux:pass") >= 0
	}
	return true
}

// unspoken reports whether verb k, which the parser joins to what is said,
// belongs to who says it: in "Rey said that jobs were at risk and demanded
// talks" no job demands anything, nor do words deny in "said his words were
// twisted and denied it".
func (m *mender) unspoken(k, h int) bool {
	v, subject := m.toks[h].Head, m.tree.Child(h, "nsubj")
	if m.toks[h].Rel != "ccomp" || v < 0 || v > h || subject < 0 || !saying[m.toks[v].Lemma] {
		return false
	}
	if m.turns(k, h, v) {
		return true
	}
	form, s := m.toks[k].XPOS, &m.toks[subject]
	if form == "VBZ" && m.toks[v].XPOS == form && m.toks[h].XPOS == "VBD" {
		return saying[m.toks[k].Lemma] || asking[m.toks[k].Lemma] // "says it left and denies …"
	}
	if form != m.toks[v].XPOS && (form != "VBN" || m.toks[v].XPOS != "VBD" || m.tree.Child(k, "obj", "ccomp") < 0) {
		return false
	}
	return s.UPOS == "NOUN" && s.Class != "person" && s.Class != "organization" && (saying[m.toks[k].Lemma] || asking[m.toks[k].Lemma])
}

// turns reports whether verb k goes on with what the speaker does after all that
// had happened before: "said they had begun but declined to say when".
func (m *mender) turns(k, h, v int) bool {
	cc := m.tree.Child(k, "cc")
	if m.toks[k].XPOS != "VBD" && m.toks[k].XPOS != "VBN" || m.toks[v].XPOS != "VBD" || m.lower(m.tree.Child(h, "aux")) != "had" || cc < 1 {
		return false
	}
	return (m.lower(cc) == "but" || m.lower(cc-1) == ",") && (saying[m.toks[k].Lemma] || asking[m.toks[k].Lemma] || m.toks[k].Lemma == "decline")
}

// asking lists verbs whose subject is somebody, besides those of saying.
var asking = wordSet("accuse", "apologize", "appeal", "ask", "call", "condemn", "criticize", "demand", "denounce", "order", "pledge", "praise", "promise",
	"propose", "recommend", "refuse", "reject", "request", "thank", "threaten", "urge", "vow", "welcome")

// sharedObject moves the object of a passive behind the verb that has one:
// "were beaten and denied medical care".
func (m *mender) sharedObject(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].Rel != "obj" || h < 0 || m.tree.Child(h, "aux:pass") < 0 {
		return false
	}
	last := -1
	for _, c := range m.tree.Children(h) {
		if m.toks[c].Rel == "conj" && m.toks[c].UPOS == "VERB" && c < k {
			last = c
		}
	}
	return last > h && m.hang(k, last, "obj")
}

// recipient reads "lent Orland 900 million dollars": a name before an amount is
// who gets it.
func (m *mender) recipient(k int) bool {
	h := m.toks[k].Head
	if m.toks[k].UPOS != "PROPN" || m.toks[k].Rel != "compound" || h < 0 || m.toks[h].Rel != "obj" || m.tree.Child(h, "nummod") < k {
		return false
	}
	v := m.toks[h].Head
	return v >= 0 && v < k && giving[m.toks[v].Lemma] && m.hang(k, v, "iobj")
}

var giving = wordSet("lend", "pay", "owe", "give", "cost", "offer", "grant", "award", "fine", "send", "hand", "charge", "earn", "win", "bring", "deny", "promise", "leave")

// saying lists verbs that report a clause and have somebody as their subject.
var saying = wordSet("say", "report", "write", "announce", "claim", "state", "declare", "argue", "maintain", "insist", "warn", "note",
	"add", "deny", "admit", "confirm", "acknowledge", "allege", "assert", "estimate", "conclude", "contend", "explain", "predict", "stress", "suggest")
