package coref

import (
	"strings"
	"unicode"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// A form is how a mention refers, finer than [nlp.MentionForm].
type form uint8

const (
	name form = iota
	definite
	demonstrative
	indefinite
	bare
	possessed // "his report", "China's policies"
	pronounI
	pronounWe
	pronounYou
	pronounHe
	pronounShe
	pronounIt
	pronounThey
	pronounThis
	pronounOther
	clause
	numForms
)

// personal reports whether f is a personal or demonstrative pronoun.
func (f form) pronoun() bool { return f >= pronounI && f <= pronounOther }

// A number is a set of grammatical numbers.
type number uint8

const (
	singular number = 1 << iota
	plural
)

// traits is what coreference knows of one mention.
type traits struct {
	mention   int // index in the document
	sent      int
	paragraph int
	first     int // tokens, in the sentence
	end       int
	head      int
	form      form
	class     string
	gender    gender
	doubt     gender // genders that it may have besides, where the word lists or the tagger err
	number    number
	word      string   // lemma of the head, lower case
	text      string   // the phrase, lower case, without determiner and genitive
	name      []string // words of the proper name, lower case, without titles
	acronym   string   // "ilo" for the name "ILO" and for "International Labor Organization"
	firstName bool     // the name begins with a known first name
	isShort   bool     // the name itself is written as an acronym
	mods      []string // lemmas of adjectives, numbers and compound parts
	rel       string   // relation of the head, subtypes cut
	fullRel   string
	verb      string // lemma of the governor
	verbAt    int    // its token
	prep      string // the preposition before it
	marker    string // what introduces its clause: "because", "when"
	speaker   int    // token id of who says the words that it stands in, -1
	who       string // the speaker that the document names for the sentence
	quoted    bool
	direct    bool // in direct speech
	reflex    bool
	genitive  bool  // a possessive determiner or a genitive
	predRel   int   // token of the subject of which it is predicated, -1
	appos     int   // token to which it stands in apposition, -1
	inName    bool  // part of a compound
	above     []int // governors, the nearest first
	depth     int   // clauses above its own
	top       bool  // an argument of the root
	before    bool  // stands before its clause's subject, or in a clause before
	at        int   // running number of the head token in the document
}

// pronounForms tells the form, gender and number of pronouns by word.
var pronounForms = map[string]struct {
	form   form
	gender gender
	number number
}{
	"i": {pronounI, anyone, singular}, "me": {pronounI, anyone, singular}, "my": {pronounI, anyone, singular},
	"mine": {pronounI, anyone, singular}, "myself": {pronounI, anyone, singular},
	"we": {pronounWe, anyGender, plural}, "us": {pronounWe, anyGender, plural}, "our": {pronounWe, anyGender, plural},
	"ours": {pronounWe, anyGender, plural}, "ourselves": {pronounWe, anyGender, plural},
	"you": {pronounYou, anyone, singular | plural}, "your": {pronounYou, anyone, singular | plural},
	"yours": {pronounYou, anyone, singular | plural}, "yourself": {pronounYou, anyone, singular},
	"yourselves": {pronounYou, anyone, plural},
	"he":         {pronounHe, male, singular}, "him": {pronounHe, male, singular}, "his": {pronounHe, male, singular},
	"himself": {pronounHe, male, singular},
	"she":     {pronounShe, female, singular}, "her": {pronounShe, female, singular}, "hers": {pronounShe, female, singular},
	"herself": {pronounShe, female, singular},
	"it":      {pronounIt, neuter, singular}, "its": {pronounIt, neuter, singular}, "itself": {pronounIt, neuter, singular},
	"they": {pronounThey, anyGender, plural}, "them": {pronounThey, anyGender, plural}, "their": {pronounThey, anyGender, plural},
	"theirs": {pronounThey, anyGender, plural}, "themselves": {pronounThey, anyGender, plural}, "'em": {pronounThey, anyGender, plural},
	"themself": {pronounThey, anyone, singular},
	"this":     {pronounThis, neuter, singular}, "that": {pronounThis, neuter, singular},
	"these": {pronounThis, anyGender, plural}, "those": {pronounThis, anyGender, plural},
	"one": {pronounOther, anyGender, singular}, "here": {pronounOther, neuter, singular}, "there": {pronounOther, neuter, singular},
}

// A reader fills the traits of the mentions of one document.
type reader struct {
	doc    *nlp.Doc
	words  *words
	tree   *nlp.Tree
	sent   *nlp.Sentence
	base   int // running number of the sentence's first token
	quotes []voice
}

// readTraits returns the traits of all mentions, in the order of d.Mentions.
func readTraits(d *nlp.Doc) []traits {
	r := reader{doc: d, words: loadWords(), quotes: findVoices(d)}
	out := make([]traits, 0, len(d.Mentions))
	next := 0
	for si := range d.Sents {
		r.sent = &d.Sents[si]
		r.tree = nlp.NewTree(r.sent)
		for ; next < len(d.Mentions) && d.Mentions[next].Sent == si; next++ {
			out = append(out, r.read(next))
		}
		r.base += len(r.sent.Tokens)
	}
	return out
}

func (r *reader) read(i int) traits {
	m := &r.doc.Mentions[i]
	tok := &r.sent.Tokens[m.Head]
	t := traits{
		mention: i, sent: m.Sent, paragraph: r.sent.Paragraph, first: m.First, end: m.End, head: m.Head, class: m.Class,
		word: strings.ToLower(tok.Lemma), speaker: -1, predRel: -1, appos: -1, verbAt: -1,
		who: r.sent.Speaker, at: r.base + m.Head,
	}
	t.rel, _, _ = strings.Cut(tok.Rel, ":")
	t.fullRel = tok.Rel
	t.text = r.plainText(m)
	v := r.quotes[t.at]
	t.speaker, t.quoted, t.direct = v.speaker, v.quoted, v.direct
	r.readForm(&t, tok)
	r.readPlace(&t, tok)
	if t.form == name {
		r.readName(&t)
	}
	r.readMods(&t)
	r.readAgreement(&t, tok)
	return t
}

// plainText returns the words of a phrase without its determiner and the
// genitive ending.
func (r *reader) plainText(m *nlp.Mention) string {
	var b strings.Builder
	for j := m.First; j < m.End; j++ {
		tok := &r.sent.Tokens[j]
		if tok.XPOS == "POS" && j == m.End-1 || j == m.First && tok.UPOS == "DET" && j != m.Head {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ToLower(tok.Form))
	}
	return b.String()
}

func (r *reader) readForm(t *traits, tok *nlp.Token) {
	word := strings.ToLower(tok.Form)
	switch tok.UPOS {
	case "PROPN":
		t.form = name
		return
	case "VERB", "AUX":
		t.form = clause
		return
	case "PRON", "DET", "ADV":
		t.form = pronounOther
		if p, ok := pronounForms[word]; ok && (tok.UPOS == "PRON" || tok.UPOS == "ADV" || p.form == pronounThis) {
			t.form, t.gender, t.number = p.form, p.gender, p.number
			t.reflex = strings.HasSuffix(word, "self") || strings.HasSuffix(word, "selves")
			t.genitive = tok.XPOS == "PRP$"
		}
		return
	}
	t.form = r.determination(t.head)
}

// determination tells a nominal's form by its determiner.
func (r *reader) determination(head int) form {
	for _, k := range r.tree.Children(head) {
		tok := &r.sent.Tokens[k]
		if tok.Rel == "nmod:poss" {
			return possessed
		}
		if tok.Rel != "det" {
			continue
		}
		switch strings.ToLower(tok.Lemma) {
		case "the":
			return definite
		case "this", "that", "these", "those", "such":
			return demonstrative
		}
		return indefinite
	}
	return bare
}

// readPlace fills what the tree says of the mention's place in the sentence.
func (r *reader) readPlace(t *traits, tok *nlp.Token) {
	if k := r.tree.Child(t.head, "case"); k >= 0 && r.sent.Tokens[k].XPOS != "POS" {
		t.prep = strings.ToLower(r.sent.Tokens[k].Lemma)
	}
	if t.fullRel == "nmod:poss" {
		t.genitive = true
	}
	t.inName = t.rel == "compound" || t.rel == "amod"
	if g := tok.Head; g >= 0 {
		t.verb, t.verbAt = strings.ToLower(r.sent.Tokens[g].Lemma), g
	}
	r.readAbove(t)
	t.marker = r.marker(t)
	if r.tree.Child(t.head, "cop") >= 0 {
		t.predRel = r.tree.Child(t.head, "nsubj")
		t.rel = "pred"
	}
	if t.rel == "appos" {
		t.appos = tok.Head
	}
}

// marker returns the word that introduces the clause of a mention, or the
// nearest one around it.
func (r *reader) marker(t *traits) string {
	for _, at := range t.above {
		for _, k := range r.tree.Children(at) {
			if tok := &r.sent.Tokens[k]; k < t.head && (tok.Rel == "mark" || tok.Rel == "cc" || tok.Rel == "advmod" && tok.XPOS == "WRB") {
				return strings.ToLower(tok.Lemma)
			}
		}
	}
	return ""
}

// readAbove walks up the tree.
func (r *reader) readAbove(t *traits) {
	toks := r.sent.Tokens
	t.top = t.verbAt >= 0 && toks[t.verbAt].Head < 0
	at := t.head
	for range 16 {
		switch rel, _, _ := strings.Cut(toks[at].Rel, ":"); rel {
		case "acl", "advcl", "ccomp", "xcomp", "csubj", "parataxis":
			t.depth++
			t.before = t.before || toks[at].Head > at
		case "obl":
			t.before = t.before || toks[at].Head > at
		}
		at = toks[at].Head
		if at < 0 || at >= len(toks) {
			return
		}
		t.above = append(t.above, at)
	}
}

// titles stand before names and are no part of them.
var titles = map[string]gender{
	"mr": male, "mr.": male, "mrs": female, "mrs.": female, "ms": female, "ms.": female, "miss": female,
	"dr": anyone, "dr.": anyone, "prof.": anyone, "professor": anyone, "president": anyone, "sen.": anyone, "senator": anyone,
	"gov.": anyone, "governor": anyone, "rep.": anyone, "judge": anyone, "justice": anyone, "sir": male, "lord": male,
	"lady": female, "king": male, "queen": female, "prince": male, "princess": female, "pope": male, "minister": anyone,
	"secretary": anyone, "chancellor": anyone, "general": anyone, "gen.": anyone, "captain": anyone, "capt.": anyone,
	"col.": anyone, "colonel": anyone, "lt.": anyone, "sgt.": anyone, "st.": anyone, "saint": anyone, "mayor": anyone,
	"chief": anyone, "director": anyone, "chairman": male, "detective": anyone, "officer": anyone, "reverend": anyone, "rev.": anyone,
	"father": male, "sister": female, "brother": male, "aunt": female, "uncle": male, "duke": male, "earl": male, "count": male,
	"countess": female, "baron": male, "dame": female, "madam": female, "madame": female,
}

// readName collects the words of a proper name and its acronym.
func (r *reader) readName(t *traits) {
	toks := r.sent.Tokens
	var initials strings.Builder
	for j := t.first; j < t.end; j++ {
		tok := &toks[j]
		if !r.nameWord(t, j) {
			continue
		}
		word := strings.ToLower(tok.Form)
		if g, ok := titles[word]; ok && j != t.head || ok && len(t.name) == 0 && j+1 < t.end && toks[j+1].UPOS == "PROPN" {
			if g != anyone {
				t.gender = g
			}
			continue
		}
		t.name = append(t.name, word)
		if first := []rune(tok.Form)[0]; unicode.IsUpper(first) {
			initials.WriteRune(unicode.ToLower(first))
		}
	}
	if len(t.name) == 0 {
		t.name = []string{t.word}
	}
	t.firstName = r.words.beginsFirst(t.name)
	t.acronym = initials.String()
	if form := strings.ReplaceAll(toks[t.head].Form, ".", ""); len(t.name) == 1 && len(form) > 1 && form == strings.ToUpper(form) {
		t.acronym, t.isShort = strings.ToLower(form), true
	}
}

// nameWord reports whether token j belongs to the name that t's head heads:
// the head, what is joined to it, and "of …" of an organization.
func (r *reader) nameWord(t *traits, j int) bool {
	toks := r.sent.Tokens
	for at, steps := j, 0; steps < 4 && at >= 0; steps++ {
		if at == t.head {
			return true
		}
		switch rel, _, _ := strings.Cut(toks[at].Rel, ":"); rel {
		case "flat", "compound", "amod", "nummod", "goeswith":
			if toks[j].UPOS == "PUNCT" || rel == "amod" && toks[at].UPOS != "PROPN" && !startsUpper(toks[at].Form) {
				return false
			}
		case "nmod":
			if toks[at].UPOS != "PROPN" || toks[at].Rel == "nmod:unmarked" {
				return false
			}
		default:
			return false
		}
		at = toks[at].Head
	}
	return false
}

func startsUpper(s string) bool {
	for _, c := range s {
		return unicode.IsUpper(c)
	}
	return false
}

// readMods collects the modifiers that tell two things of one name apart.
func (r *reader) readMods(t *traits) {
	if t.form.pronoun() {
		return
	}
	for _, k := range r.tree.Children(t.head) {
		tok := &r.sent.Tokens[k]
		switch rel, _, _ := strings.Cut(tok.Rel, ":"); rel {
		case "amod", "compound", "nummod", "nmod":
			if k >= t.first && k < t.end {
				t.mods = append(t.mods, strings.ToLower(tok.Lemma))
			}
		}
	}
}

// readAgreement fills gender and number of names and nominals.
func (r *reader) readAgreement(t *traits, tok *nlp.Token) {
	if t.form.pronoun() && t.form != pronounOther {
		return
	}
	titled := t.gender != unassigned
	switch {
	case strings.Contains(tok.Feats, "Number=Plur"):
		t.number = plural
	case strings.Contains(tok.Feats, "Number=Sing"), tok.UPOS == "PROPN", tok.UPOS == "NOUN":
		t.number = singular
	default:
		t.number = singular | plural
	}
	if t.class == "organization" {
		t.number |= plural
	}
	if t.class == "person" && t.form == name && r.sent.Tokens[t.first].UPOS == "PROPN" {
		t.number |= singular // "Hemings"
	}
	noun, known := r.words.nouns[t.word]
	switch {
	case t.gender != unassigned && t.gender != anyGender:
	case t.class == "person" && t.form == name:
		t.gender = r.nameGender(t)
	case known && noun.class == "person" && (t.class == "person" || t.class == "abstract"):
		t.gender = noun.gender
	case t.class == "person":
		t.gender = anyone
	case t.class == "animal", t.form == name && t.class != "place" && t.class != "time":
		t.gender = anyGender // many a person's name is not known as one
	default:
		t.gender = neuter
	}
	if t.form == name && !titled {
		t.doubt = r.doubtOf(t)
	}
}

// doubtOf returns the genders that the bearer of a name may have though the
// name does not tell so: one word may be a surname that is like a first name,
// and what the tagger takes for a place may be a person.
func (r *reader) doubtOf(t *traits) gender {
	switch {
	case t.class == "person" && len(t.name) == 1:
		return anyone
	case t.class == "place" && r.words.known(t.name) == "":
		return anyone
	}
	return unassigned
}

// nameGender guesses a person's gender by the first name.
func (r *reader) nameGender(t *traits) gender {
	if len(t.name) == 0 {
		return anyone
	}
	if g, ok := r.words.firstNames[t.name[0]]; ok && (len(t.name) > 1 || g != anyone) {
		return g
	}
	return anyone
}
