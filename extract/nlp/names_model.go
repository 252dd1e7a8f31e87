package nlp

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

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
	r := nameReader{words: loadClassWords(), known: m.known, counts: countCases(d), net: m.net, projected: map[slotWord][]float32{}}
	for s := range d.Sents {
		r.tree = nil
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

// How much the parser's class and tag weigh against the model's verdicts, and
// the opinions on the other occurrences of a word against the one at hand.
const (
	classWeight = 2
	tagWeight   = 1
	otherWeight = 0.8
	unsure      = 2 // what a part of a name is taken for is open among its classes
)

// Settle decides which proper nouns of d head names, and corrects their classes.
func (m *NameModel) Settle(d *Doc) {
	score := func(in perceptron.Input) []float32 {
		scores := m.net.Scores(nil, in)
		perceptron.Normalize(scores)
		return scores
	}
	for _, all := range m.opinions(d, score) {
		for i := range all {
			d.Sents[all[i].sent].Tokens[all[i].tok].settle(argmax(consult(all, i)))
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
// argument, something that a common noun is of or compounded with ("Roe
// supporters"), an acronym that the parser, too, takes for a mention.
func standsAlone(toks []Token, t int) bool {
	tok := &toks[t]
	if isArgument(tok) || isAcronym(tok.Form) && tok.Class != "" {
		return true
	}
	return (IsRel(tok.Rel, "compound") || IsRel(tok.Rel, "nmod") && tok.Rel != "nmod:desc") && tok.Head >= 0 && tok.Head < len(toks) && toks[tok.Head].UPOS == "NOUN"
}

// isAcronym reports whether a word is two capitals or more: inside a name it
// mostly names something by itself ("the WHO Committee").
func isAcronym(form string) bool {
	return len(form) > 1 && form == strings.ToUpper(form) && isCapital(form[:1])
}

// hear adds the parser's opinion.
func (o *nameOpinion) hear(tok *Token) {
	if c := slices.Index(mentionClasses, tok.Class); c >= 0 {
		o.scores[c] += classWeight
	} else {
		o.scores[partOfName] += classWeight
		o.scores[noName] += classWeight
	}
	if tok.UPOS == "PROPN" {
		o.scores[noName] -= tagWeight
	} else {
		o.scores[noName] += tagWeight
	}
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

// settle makes the class of a proper noun agree with the verdict. Tags stay the
// parser's, who knows whose customs the document follows.
func (t *Token) settle(verdict int) {
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
