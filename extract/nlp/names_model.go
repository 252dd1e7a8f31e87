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

// A nameOpinion is what is thought of one word.
type nameOpinion struct {
	sent, tok int
	scores    []float32
}

// How much the parser's class and tag weigh against the model's verdicts, and
// the opinions on the other occurrences of a word against the one at hand.
const (
	classWeight = 2
	tagWeight   = 1
	otherWeight = 0.5
	unsure      = 2 // what a part of a name is taken for is open among its classes
)

// Settle decides which proper nouns of d head names, and corrects their classes.
func (m *NameModel) Settle(d *Doc) {
	byForm := map[string][]nameOpinion{}
	var forms []string
	m.each(d, func(s, t int, in perceptron.Input) {
		tok := &d.Sents[s].Tokens[t]
		o := nameOpinion{s, t, m.net.Scores(nil, in)}
		perceptron.Normalize(o.scores)
		o.hear(tok)
		if standsAlone(d.Sents[s].Tokens, t) {
			o.scores[partOfName] = never
		}
		form := strings.ToLower(tok.Form)
		if byForm[form] == nil {
			forms = append(forms, form)
		}
		byForm[form] = append(byForm[form], o)
	})
	for _, form := range forms {
		all := byForm[form]
		for i := range all {
			d.Sents[all[i].sent].Tokens[all[i].tok].settle(decide(all, i))
		}
	}
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

// decide returns the verdict on occurrence i of a word. Whether a word is but
// a part of a name depends on the place alone.
func decide(all []nameOpinion, i int) int {
	own := all[i].scores
	if len(all) == 1 {
		return argmax(own)
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
	return argmax(sum)
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
