package nlp

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/sayso-graph/sayso/data/model"
	"github.com/sayso-graph/sayso/extract/nlp/perceptron"
)

// A NameModel tells whether a word heads a name, and of which class: from its
// letters, its neighbours, its place in the tree, the lexicons and the
// pre-trained vectors of words. The parser, which reads one sentence, has its
// own opinion; the two are added, and so are those on one word in all of a
// document.
type NameModel struct {
	net   *perceptron.Net
	known *Knowledge
}

// defaultNames is the model that the program carries, nil without one.
var defaultNames = sync.OnceValue(func() *NameModel {
	p, err := DefaultParser()
	if err != nil {
		return nil
	}
	data, err := model.FS.ReadFile("names.bin")
	if err != nil {
		return nil
	}
	m, err := ReadNames(p, data)
	if err != nil {
		return nil
	}
	return m
})

// namesMagic begins a model file.
const namesMagic = "sayso-names-1\n"

// Write writes the model without what is known of words, which is the parser's.
func (m *NameModel) Write(w io.Writer) error {
	_, err := w.Write(m.net.AppendTo([]byte(namesMagic)))
	return err
}

// ReadNames reads what Write wrote, of a model that knows the words that p knows.
func ReadNames(p *Parser, data []byte) (*NameModel, error) {
	body, ok := strings.CutPrefix(string(data), namesMagic)
	if !ok {
		return nil, fmt.Errorf("names: %w", perceptron.ErrModel)
	}
	net, rest, err := perceptron.Read([]byte(body))
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	if len(rest) > 0 || net.Classes != nameSizes.Classes || net.Numbers != nameSizes.Numbers {
		return nil, fmt.Errorf("names: %w", perceptron.ErrModel)
	}
	return &NameModel{net, &p.forms.known}, nil
}

// each calls f for each word of d that may head a name.
func (m *NameModel) each(d *Doc, f func(s, t int, in perceptron.Input)) {
	r := newNameReader(d, m.known, m.net)
	for s := range d.Sents {
		r.sent, r.tree = s, nil
		for t := range d.Sents[s].Tokens {
			if !candidate(&d.Sents[s].Tokens[t]) {
				continue
			}
			if r.tree == nil {
				r.tree = NewTree(&d.Sents[s])
			}
			f(s, t, r.read(t))
		}
	}
}

// A nameOpinion is what is thought of one word, the nth candidate of its document.
type nameOpinion struct {
	sent, tok, nth int
	scores         []float32
}

// How much the parser's classes and tag weigh against the model's verdicts, and
// the opinions on the other occurrences of a word against the one at hand.
const (
	classWeight = 0.85
	tagWeight   = 3
	otherWeight = 1
	unsure      = 2   // what a part of a name is taken for is open among its classes
	clearly     = 0.5 // by how much a noun must look like a name to become a proper one
)

// Settle decides which proper nouns of d head names, corrects their classes, and
// makes proper nouns of the nouns that are clearly names.
func (m *NameModel) Settle(d *Doc) {
	score := func(in perceptron.Input) []float32 {
		scores := m.net.Scores(nil, in)
		perceptron.Normalize(scores)
		return scores
	}
	for _, all := range m.opinions(d, score) {
		for i := range all {
			o := &all[i]
			s := &d.Sents[o.sent]
			tok := &s.Tokens[o.tok]
			common := s.Style <= 0 || o.tok == 0 && isTitleCase(tok.Form)
			tok.settle(consult(all, i), common)
		}
	}
}

// opinions returns what score, which gives logarithms of probabilities, and the
// parser think of each candidate of d, those on one word together.
func (m *NameModel) opinions(d *Doc, score func(perceptron.Input) []float32) [][]nameOpinion {
	var groups [][]nameOpinion
	group := map[string]int{}
	n := 0
	m.each(d, func(s, t int, in perceptron.Input) {
		toks := d.Sents[s].Tokens
		o := nameOpinion{s, t, n, score(in)}
		n++
		o.hear(&toks[t])
		if standsAlone(toks, t) {
			o.scores[partOfName] = never
		}
		form := strings.ToLower(toks[t].Form)
		k, ok := group[form]
		if !ok {
			k = len(groups)
			group[form] = k
			groups = append(groups, nil)
		}
		groups[k] = append(groups[k], o)
	})
	return groups
}

// never is the score of a verdict that is out of the question.
const never = -1e6

// standsAlone reports whether a word is no mere part of another word's name: an
// argument, what stands by itself otherwise, something that a common noun is of or
// compounded with ("Roe supporters"), an acronym that the parser, too, takes for a
// mention.
func standsAlone(toks []Token, t int) bool {
	tok := &toks[t]
	if isArgument(tok) || aloneRels[tok.Rel] || isAcronym(tok.Form) && tok.Class != "" {
		return true
	}
	return (IsRel(tok.Rel, "compound") || IsRel(tok.Rel, "nmod") && tok.Rel != "nmod:desc") && tok.Head >= 0 && tok.Head < len(toks) && toks[tok.Head].UPOS == "NOUN"
}

// aloneRels are the relations of proper nouns that, like arguments, nearly always
// head a mention: "on March 4", a line of a list, who is spoken to.
var aloneRels = wordSet("dep", "list", "nmod:unmarked", "obl:unmarked", "parataxis", "vocative", "xcomp")

// isAcronym reports whether a word is two capitals or more: inside a name it
// mostly names something by itself ("the WHO Committee").
func isAcronym(form string) bool {
	return len(form) > 1 && form == strings.ToUpper(form) && isCapital(form[:1])
}

// hear adds the parser's opinion.
func (o *nameOpinion) hear(tok *Token) {
	scores := tok.classScores()
	for c := range mentionClasses {
		o.scores[c] += classWeight * scores[1+c]
	}
	o.scores[partOfName] += classWeight * scores[0]
	o.scores[noName] += classWeight * scores[0]
	if tok.UPOS == "PROPN" {
		o.scores[noName] -= tagWeight
	} else {
		o.scores[noName] += tagWeight
	}
}

// classScores returns the parser's scores of the classes; where there are none,
// some in favour of the token's class.
func (t *Token) classScores() ClassScores {
	scores := t.ClassScores
	if scores != (ClassScores{}) {
		return scores
	}
	const otherwise = -4
	for c := range scores {
		scores[c] = otherwise
	}
	scores[1+slices.Index(mentionClasses, t.Class)] = 0
	return scores
}

// decide makes class the class of the token, "" that of a part of a name, where
// more is known than the parser knew.
func (t *Token) decide(class string) {
	const otherwise = -12
	for c := range t.ClassScores {
		t.ClassScores[c] = otherwise
	}
	t.ClassScores[1+slices.Index(mentionClasses, class)] = 0
	t.Class = class
}

// consult returns the scores of occurrence i of a word with the opinions on the
// others heard. Whether a word is but a part of a name depends on the place alone.
func consult(all []nameOpinion, i int) []float32 {
	own := all[i].scores
	if len(all) == 1 {
		return own
	}
	sum := slices.Clone(own)
	sum[partOfName] *= 1 + otherWeight
	for j := range all {
		if j == i {
			continue
		}
		part := all[j].scores[partOfName]
		for c, x := range all[j].scores {
			switch {
			case c == noName:
				sum[c] += otherWeight * x / float32(len(all)-1)
			case c != partOfName: // a part of a name may well be short for it
				sum[c] += otherWeight * max(x, part-unsure) / float32(len(all)-1)
			}
		}
	}
	return sum
}

// settle makes the class of a proper noun agree with the verdict that scores
// best. A noun becomes a proper one where that is clear, unless it is to stay
// common: it has its capital because a sentence begins with it, or the document
// follows customs by which few nouns are proper. The other way the tag stays the
// parser's.
func (t *Token) settle(scores []float32, common bool) {
	verdict := argmax(scores)
	if t.UPOS == "NOUN" && !common && scores[verdict] > scores[noName]+clearly {
		t.makeProper()
	}
	if t.UPOS != "PROPN" {
		return
	}
	switch {
	case verdict == noName:
		return
	case verdict == partOfName:
		t.Class = ""
	default:
		t.Class = mentionClasses[verdict]
	}
}

// isTitleCase reports whether a word has no capital but its first letter.
func isTitleCase(form string) bool {
	_, size := utf8.DecodeRuneInString(form)
	return form[size:] == strings.ToLower(form[size:])
}

// makeNoun makes a common noun of another word; tag is its XPOS, NN or NNS.
func (t *Token) makeNoun(tag string) {
	t.UPOS, t.XPOS, t.Feats = "NOUN", tag, "Number=Sing"
	if tag == "NNS" {
		t.Feats = "Number=Plur"
	}
}

// makeProper makes a proper noun of a common one: its lemma has the capitals of
// the form.
func (t *Token) makeProper() {
	t.UPOS = "PROPN"
	if t.XPOS == "NNS" {
		t.XPOS = "NNPS"
	} else {
		t.XPOS = "NNP"
	}
	if n := len(t.Lemma); n <= len(t.Form) && strings.EqualFold(t.Form[:n], t.Lemma) {
		t.Lemma = t.Form[:n]
	} else {
		t.Lemma = t.Form
	}
}
