package nlp

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp/neural"
)

// A ParserTask is what the networks of a parser are to learn: the labels and
// words of the treebanks, and their sentences as numbers.
type ParserTask struct {
	Examples []neural.Example
	Freq     []int32 // of each trained word
	header   parserHeader
	forms    featurizer
	styler   styler
}

// NewParserTask collects labels and words from two treebanks, the second of
// which may be empty. Mentions are learned from the documents that mark them.
// sizes gives the networks' sizes; what follows from the data is filled in.
func NewParserTask(first, second []*TreeDoc, known Knowledge, sizes neural.Config) (*ParserTask, error) {
	t := &ParserTask{}
	docs := slices.Concat(first, second)
	t.countWords(docs)
	t.countLabels(docs)
	h := &t.header
	h.Words, h.Vectors, h.Scripts = len(t.forms.words), len(known.Vectors), make([][]int, len(h.Tags[tagUPOS]))
	sizes.Words, sizes.Vector, sizes.Rels, sizes.Tags = h.Words, known.dim(), len(h.Rels), nil
	for _, labels := range h.Tags {
		sizes.Tags = append(sizes.Tags, len(labels))
	}
	h.Nets = []neural.Config{sizes}
	t.forms.known, t.forms.grams, t.forms.affixes, t.forms.shapes = known, sizes.Grams, sizes.Affixes, sizes.Shapes
	isSecond := make([]bool, len(docs))
	for i := len(first); i < len(docs); i++ {
		isSecond[i] = true
	}
	t.styler = learnStyler(docs, isSecond)
	var err error
	t.Examples, err = t.examples(docs, crossStyles(docs, isSecond))
	for _, e := range t.Examples {
		for _, target := range e.Targets {
			allow(h.Scripts, target.Tags[tagUPOS], target.Tags[tagLemma])
		}
	}
	return t, err
}

// countLabels lists the labels in use, and the edit scripts used twice or more.
func (t *ParserTask) countLabels(docs []*TreeDoc) {
	var tags [tagClass]map[string]int
	for k := range tags {
		tags[k] = map[string]int{}
	}
	rels := map[string]int{}
	for _, d := range docs {
		for s := range d.Sents {
			for i := range d.Sents[s].Tokens {
				tok := &d.Sents[s].Tokens[i]
				tags[tagUPOS][tok.UPOS]++
				tags[tagXPOS][tok.XPOS]++
				tags[tagFeats][tok.Feats]++
				tags[tagLemma][lemmaScript(tok.Form, tok.Lemma)]++
				rels[tok.Rel]++
			}
		}
	}
	maps.DeleteFunc(tags[tagLemma], func(_ string, n int) bool { return n < 2 })
	for k := range tags {
		t.header.Tags[k] = byFrequency(tags[k])
	}
	t.header.Tags[tagClass] = append([]string{""}, mentionClasses...)
	t.header.Rels = byFrequency(rels)
}

// numClasses is how many mentionClasses there are.
const numClasses = 10

// mentionClasses are the types of GUM's entities.
var mentionClasses = []string{
	"abstract", "animal", "event", "object", "organization",
	"person", "place", "plant", "substance", "time",
}

// Config returns the sizes of the task's networks.
func (t *ParserTask) Config() neural.Config { return t.header.Nets[0] }

// countWords finds the words that occur twice or more.
func (t *ParserTask) countWords(docs []*TreeDoc) {
	count := map[uint64]int32{}
	for _, d := range docs {
		for s := range d.Sents {
			for i := range d.Sents[s].Tokens {
				count[hashString(digitsToZero(normalForm(d.Sents[s].Tokens[i].Form)))]++
			}
		}
	}
	maps.DeleteFunc(count, func(_ uint64, n int32) bool { return n < 2 })
	t.forms.words = slices.Sorted(maps.Keys(count))
	for _, w := range t.forms.words {
		t.Freq = append(t.Freq, count[w])
	}
}

// byFrequency lists the keys, the most frequent first.
func byFrequency(count map[string]int) []string {
	keys := slices.Sorted(maps.Keys(count))
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(count[b], count[a]) })
	return keys
}

// A labelIndex finds the number of a label.
type labelIndex struct {
	tags [tagKinds]map[string]int32
	rels map[string]int32
}

// examples turns the sentences, whose documents have the given styles, into
// numbers.
func (t *ParserTask) examples(docs []*TreeDoc, styles []float32) (all []neural.Example, err error) {
	index := labelIndex{rels: indexOf(t.header.Rels)}
	for k := range index.tags {
		index.tags[k] = indexOf(t.header.Tags[k])
	}
	known := map[string]neural.Features{}
	for i, d := range docs {
		for s := range d.Sents {
			classes, err := headClasses(d, s)
			if err != nil {
				return nil, err
			}
			e := neural.Example{Style: styles[i]}
			for k := range d.Sents[s].Tokens {
				tok := &d.Sents[s].Tokens[k]
				f, ok := known[tok.Form]
				if !ok {
					f = t.forms.features(tok.Form)
					known[tok.Form] = f
				}
				target := index.target(tok)
				if classes != nil {
					target.Tags[tagClass] = index.tags[tagClass][classes[k]]
				}
				e.Tokens, e.Targets = append(e.Tokens, f), append(e.Targets, target)
			}
			all = append(all, e)
		}
	}
	return all, nil
}

// Further turns documents of another source, whose labels the treebanks have
// too, into examples.
func (t *ParserTask) Further(docs []*TreeDoc) ([]neural.Example, error) {
	styles := make([]float32, len(docs))
	var c styleCount
	for i, d := range docs {
		c.count(d.Sents)
		styles[i] = t.styler.style(&c)
	}
	return t.examples(docs, styles)
}

// target is what tok should be given, but for its class. A rare script, and
// the lemma of a part of a word that was torn apart, are not learned.
func (x *labelIndex) target(tok *Token) neural.Target {
	tags := make([]int32, tagKinds)
	tags[tagUPOS], tags[tagXPOS] = x.tags[tagUPOS][tok.UPOS], x.tags[tagXPOS][tok.XPOS]
	tags[tagFeats] = x.tags[tagFeats][tok.Feats]
	tags[tagLemma], tags[tagClass] = -1, -1
	if k, ok := x.tags[tagLemma][lemmaScript(tok.Form, tok.Lemma)]; ok && tok.Lemma != "_" && tok.Lemma != "" {
		tags[tagLemma] = k
	}
	return neural.Target{Head: int32(tok.Head + 1), Rel: x.rels[tok.Rel], Tags: tags}
}

// allow notes that value k goes with row i; -1 is no value.
func allow(lists [][]int, i, k int32) {
	if k >= 0 && !slices.Contains(lists[i], int(k)) {
		lists[i] = append(lists[i], int(k))
	}
}

func indexOf(labels []string) map[string]int32 {
	m := make(map[string]int32, len(labels))
	for i, l := range labels {
		m[l] = int32(i)
	}
	return m
}

// headClasses gives each token of sentence s the class of the longest mention
// that it heads, nil when the document marks no mentions. A mention's head is
// its word that is governed from outside.
func headClasses(d *TreeDoc, s int) ([]string, error) {
	if !d.marksEntities() {
		return nil, nil
	}
	tags, err := d.Entities(s)
	if err != nil {
		return nil, err
	}
	toks := d.Sents[s].Tokens
	classes := make([]string, len(toks))
	for _, tag := range tags {
		for i := tag.First; i < tag.End; i++ {
			if h := toks[i].Head; h < tag.First || h >= tag.End {
				if classes[i] == "" {
					classes[i] = tag.Class
				}
				break
			}
		}
	}
	return classes, nil
}

// marksEntities reports whether the document marks any mention: one that does
// not, as those of EWT, tells nothing about classes.
func (d *TreeDoc) marksEntities() bool {
	for _, misc := range d.Misc {
		for _, m := range misc {
			if strings.Contains(m, "Entity=") {
				return true
			}
		}
	}
	return false
}

// Trainer returns a trainer of one network of the parser.
func (t *ParserTask) Trainer(plan neural.Plan) *neural.Trainer {
	plan.Freq = t.Freq
	return neural.NewTrainer(neural.New(t.Config(), rand.New(rand.NewPCG(plan.Seed, 3))), plan)
}

// Parser returns the parser that the networks make together.
func (t *ParserTask) Parser(nets ...*neural.Net) *Parser {
	p := &Parser{header: t.header, nets: nets, styler: t.styler}
	p.header.Nets = slices.Repeat(t.header.Nets, len(nets))
	p.ready(t.forms.words, t.forms.known)
	return p
}
