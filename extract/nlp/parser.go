package nlp

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/sayso-graph/sayso/data/model"
	"github.com/sayso-graph/sayso/extract/nlp/neural"
	"github.com/sayso-graph/sayso/extract/nlp/perceptron"
)

// A Parser tags, lemmatizes and parses tokenized sentences. It is safe for
// concurrent use.
type Parser struct {
	header   parserHeader
	forms    featurizer
	styler   styler
	nets     []*neural.Net
	ensemble *neural.Ensemble
	rootRel  int
	scripts  [][]bool  // edit scripts of each part of speech
	workers  sync.Pool // of *annotator
}

// DefaultParser is the parser with the model that the program carries.
var DefaultParser = sync.OnceValues(func() (*Parser, error) { return Load(model.FS) })

// ready builds what follows from the header and the networks.
func (p *Parser) ready(words []uint64, known Knowledge) {
	c := p.header.Nets[0]
	p.forms = featurizer{words: words, known: known, grams: c.Grams, affixes: c.Affixes, shapes: c.Shapes}
	p.ensemble = neural.NewEnsemble(p.nets...)
	p.rootRel = slices.Index(p.header.Rels, "root")
	p.scripts = table(p.header.Scripts, len(p.header.Tags[tagUPOS]), len(p.header.Tags[tagLemma]))
	p.workers.New = func() any {
		return &annotator{p: p, run: p.ensemble.NewRunner(), known: map[string]int32{}, lemmas: map[[3]int32]string{}}
	}
}

// table turns lists of what is allowed in each of rows rows to flags; where
// nothing is, everything is.
func table(lists [][]int, rows, cols int) [][]bool {
	t := make([][]bool, rows)
	for i := range t {
		t[i] = make([]bool, cols)
		if i < len(lists) && len(lists[i]) > 0 {
			for _, k := range lists[i] {
				if k >= 0 && k < cols {
					t[i][k] = true
				}
			}
			continue
		}
		for k := range t[i] {
			t[i][k] = true
		}
	}
	return t
}

// Sizes of a batch: tokens in all, and sentences, of which the kernels take
// batchRows at a time.
const (
	batchTokens    = 1536
	batchSentences = 64
	batchRows      = 16
)

// longest is how many words are parsed at once: time and memory grow with the
// square. What is longer is no sentence but a list or a table.
const longest = 256

// Annotate fills Lemma, UPOS, XPOS, Feats, Head, Rel and Class of the tokens
// of documents, each given by its sentences, from their forms. Every tree has
// one root and no cycle. A sentence of more than 256 words is parsed in pieces
// that are joined as parataxis. What is said of a document depends on its words
// alone, not on the other documents.
func (p *Parser) Annotate(docs ...[]Sentence) {
	a := p.workers.Get().(*annotator)
	defer p.workers.Put(a)
	a.pieces = a.pieces[:0]
	for _, sents := range docs {
		a.add(sents)
	}
	slices.SortStableFunc(a.pieces, func(x, y piece) int { return len(y.toks) - len(x.toks) })
	for rest := a.pieces; len(rest) > 0; {
		n := batchSize(rest)
		a.annotate(rest[:n])
		rest = rest[n:]
	}
	clear(a.pieces) // the tokens are not ours to keep
	for _, sents := range docs {
		for i := range sents {
			if len(sents[i].Tokens) > longest {
				join(sents[i].Tokens)
			}
		}
	}
}

// add makes pieces of the sentences of a document.
func (a *annotator) add(sents []Sentence) {
	a.count.count(sents)
	style := a.p.styler.style(&a.count)
	for i := range sents {
		sents[i].Style = style
		toks := sents[i].Tokens
		for first := 0; first < len(toks); first += longest {
			a.pieces = append(a.pieces, piece{toks[first:min(first+longest, len(toks))], first, style})
		}
	}
}

// batchSize says how many of the pieces make the next batch.
func batchSize(pieces []piece) int {
	n, tokens := 0, 0
	for n < len(pieces) && n < batchSentences && (n == 0 || tokens+len(pieces[n].toks) <= batchTokens) {
		tokens += len(pieces[n].toks)
		n++
	}
	if n < len(pieces) && n > batchRows {
		n -= n % batchRows
	}
	return n
}

// A piece is a sentence or a part of a long one, whose first token it starts at.
type piece struct {
	toks  []Token
	first int
	style float32 // of its document
}

// join makes one tree of the trees of a long sentence's pieces.
func join(toks []Token) {
	root := -1
	for i := range toks {
		switch {
		case toks[i].Head >= 0:
		case root < 0:
			root = i
		default:
			toks[i].Head, toks[i].Rel = root, "parataxis"
		}
	}
}

// An annotator is one goroutine's room for annotating.
type annotator struct {
	p      *Parser
	run    *neural.Runner
	count  styleCount
	pieces []piece
	batch  [][]int32
	styles []float32
	known  map[string]int32 // forms, as the runner numbers them
	// lemmas holds those that the best script gave, by form, part of speech
	// and script.
	lemmas map[[3]int32]string
}

// maxKnown bounds the memory of forms.
const maxKnown = 1 << 13

// annotate fills one batch, longest first.
func (a *annotator) annotate(batch []piece) {
	if len(a.known) > maxKnown {
		clear(a.known)
		clear(a.lemmas)
		a.run.Forget()
	}
	for len(a.batch) < len(batch) {
		a.batch = append(a.batch, nil)
	}
	a.styles = a.styles[:0]
	for k := range batch {
		a.styles = append(a.styles, batch[k].style)
		a.batch[k] = a.batch[k][:0]
		for t := range batch[k].toks {
			a.batch[k] = append(a.batch[k], a.word(batch[k].toks[t].Form))
		}
	}
	a.run.Run(a.batch[:len(batch)], a.styles)
	for k, piece := range batch {
		for t := range piece.toks {
			tok := &piece.toks[t]
			head, rel := a.run.Arc(k, t, a.p.rootRel)
			if head >= 0 {
				head += piece.first
			}
			tok.Head, tok.Rel = head, a.p.header.Rels[rel]
			a.tag(tok, k, t, a.batch[k][t])
		}
	}
}

// word returns the runner's number of a form.
func (a *annotator) word(form string) int32 {
	w, ok := a.known[form]
	if !ok {
		f := a.p.forms.features(form)
		w = a.run.AddWord(&f)
		a.known[strings.Clone(form)] = w
	}
	return w
}

// tag fills what the tags say of a token, whose form is word.
func (a *annotator) tag(tok *Token, s, t int, word int32) {
	tags := &a.p.header.Tags
	upos := argmax(a.run.Tags(s, t, tagUPOS))
	tok.UPOS = tags[tagUPOS][upos]
	tok.XPOS = tags[tagXPOS][argmax(a.run.Tags(s, t, tagXPOS))]
	tok.Feats = tags[tagFeats][argmax(a.run.Tags(s, t, tagFeats))]
	classes := a.run.Tags(s, t, tagClass)
	tok.Class = tags[tagClass][argmax(classes)]
	tok.ClassScores = a.classScores(tok, classes)
	scripts := a.run.Tags(s, t, tagLemma)
	key := [3]int32{word, int32(upos), int32(argmaxOf(scripts, a.p.scripts[upos]))}
	lemma, ok := a.lemmas[key]
	if !ok {
		var sure bool
		if lemma, sure = a.lemma(tok, scripts, a.p.scripts[upos]); sure {
			a.lemmas[key] = lemma
		}
	}
	tok.Lemma = lemma
}

// classScores returns what the networks, whose scores are summed, think of the
// classes of tok, if it may head a name.
func (a *annotator) classScores(tok *Token, sums []float32) (scores ClassScores) {
	if candidate(tok) {
		for c, x := range sums {
			scores[c] = x / float32(len(a.p.nets))
		}
		perceptron.Normalize(scores[:])
	}
	return scores
}

// lemma looks tok up among the irregular forms, else applies the best script
// of those allowed. Where the form is a known word, the lemma must be one too,
// unless no script gives one; of a verb with an ending it is never the form. A
// misspelt word has the lemma of the word that it stands for. It is sure when no
// script but the best had a say.
func (a *annotator) lemma(tok *Token, scripts []float32, allowed []bool) (lemma string, sure bool) {
	form := tok.Form
	if tok.UPOS != "PROPN" && tok.UPOS != "X" {
		form = cmp.Or(a.p.forms.respell(form), form)
	}
	if lemma := cmp.Or(irregular(tok.UPOS, form), plainLemma(tok.UPOS, form)); lemma != "" {
		return lemma, true
	}
	known := a.p.forms.knows(strings.ToLower(form))
	first := ""
	for i := range 8 {
		best := argmaxOf(scripts, allowed)
		lemma := a.p.forms.regular(tok.UPOS, form, applyScript(a.p.header.Tags[tagLemma][best], form))
		if lemma != "" && !(strings.EqualFold(lemma, form) && hasEnding(tok, form)) {
			if !known || strings.EqualFold(lemma, form) || a.p.forms.knows(strings.ToLower(lemma)) {
				return lemma, i == 0
			}
			first = cmp.Or(first, lemma)
		}
		scripts[best] = -1e9
	}
	return cmp.Or(first, form), false
}

func argmax(x []float32) int {
	best, top := 0, x[0]
	for i, v := range x {
		if v > top {
			best, top = i, v
		}
	}
	return best
}

// argmaxOf is the argmax among those allowed, of which there is one at least.
func argmaxOf(x []float32, allowed []bool) int {
	best, top := 0, float32(math.Inf(-1))
	for i, ok := range allowed[:len(x)] {
		if v := x[i]; ok && v > top {
			best, top = i, v
		}
	}
	return best
}
