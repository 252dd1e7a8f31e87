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
}

// NewParserTask collects labels and words from docs. Mentions are learned from
// the documents that mark them. sizes gives the networks' sizes; what follows
// from the data is filled in.
func NewParserTask(docs []*TreeDoc, vectors *neural.Vectors, sizes neural.Config) (*ParserTask, error) {
	t := &ParserTask{}
	t.countWords(docs)
	scripts := map[string]int{}
	var tags [tagKinds]map[string]int
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
				scripts[lemmaScript(tok.Form, tok.Lemma)]++
				rels[tok.Rel]++
			}
		}
	}
	maps.DeleteFunc(scripts, func(_ string, n int) bool { return n < 2 })
	tags[tagLemma] = scripts
	for k := range tags {
		t.header.Tags[k] = byFrequency(tags[k])
	}
	t.header.Tags[tagClass] = append([]string{""}, mentionClasses...)
	t.header.Rels = byFrequency(rels)
	t.header.Words = len(t.forms.words)
	sizes.Words, sizes.Vector, sizes.Rels = len(t.forms.words), vectors.Dim, len(t.header.Rels)
	sizes.Tags = nil
	for k := range tags {
		sizes.Tags = append(sizes.Tags, len(t.header.Tags[k]))
	}
	t.header.Nets = []neural.Config{sizes}
	t.header.Scripts = make([][]int, len(t.header.Tags[tagUPOS]))
	t.forms.vectors, t.forms.grams, t.forms.affixes, t.forms.shapes = vectors, sizes.Grams, sizes.Affixes, sizes.Shapes
	return t, t.addExamples(docs)
}

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

func (t *ParserTask) addExamples(docs []*TreeDoc) error {
	known := map[string]neural.Features{}
	var index [tagKinds]map[string]int32
	for k := range index {
		index[k] = indexOf(t.header.Tags[k])
	}
	rels := indexOf(t.header.Rels)
	for _, d := range docs {
		for s := range d.Sents {
			classes, err := headClasses(d, s)
			if err != nil {
				return err
			}
			var e neural.Example
			for i := range d.Sents[s].Tokens {
				tok := &d.Sents[s].Tokens[i]
				f, ok := known[tok.Form]
				if !ok {
					f = t.forms.features(tok.Form)
					known[tok.Form] = f
				}
				e.Tokens = append(e.Tokens, f)
				tags := make([]int32, tagKinds)
				tags[tagUPOS], tags[tagXPOS] = index[tagUPOS][tok.UPOS], index[tagXPOS][tok.XPOS]
				tags[tagFeats] = index[tagFeats][tok.Feats]
				tags[tagLemma], tags[tagClass] = -1, -1
				if k, ok := index[tagLemma][lemmaScript(tok.Form, tok.Lemma)]; ok && tok.Lemma != "_" && tok.Lemma != "" {
					tags[tagLemma] = k
				}
				allow(t.header.Scripts, tags[tagUPOS], tags[tagLemma])
				if classes != nil {
					tags[tagClass] = index[tagClass][classes[i]]
				}
				e.Targets = append(e.Targets, neural.Target{Head: int32(tok.Head + 1), Rel: rels[tok.Rel], Tags: tags})
			}
			t.Examples = append(t.Examples, e)
		}
	}
	return nil
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
	p := &Parser{header: t.header, nets: nets}
	p.header.Nets = slices.Repeat(t.header.Nets, len(nets))
	p.ready(t.forms.words, t.forms.vectors)
	return p
}

// A ParserScore is how well a parser does, each figure a part of the words.
type ParserScore struct {
	Words                              int
	UPOS, XPOS, Feats, Lemma, UAS, LAS float64
	Class                              float64 // F1 of the classes of heads of mentions, where gold marks them
}

// Score compares the parser with gold trees on their own tokens. Relations
// count by their universal part.
func (p *Parser) Score(docs []*TreeDoc) (ParserScore, error) {
	var s ParserScore
	var hit, found, gold float64
	for _, d := range docs {
		sents := make([]Sentence, len(d.Sents))
		for i := range sents {
			sents[i].Tokens = make([]Token, len(d.Sents[i].Tokens))
			for t := range sents[i].Tokens {
				sents[i].Tokens[t].Form = d.Sents[i].Tokens[t].Form
			}
		}
		p.Annotate(sents)
		for i := range sents {
			s.add(sents[i].Tokens, d.Sents[i].Tokens)
			classes, err := headClasses(d, i)
			if err != nil {
				return s, err
			}
			for t, want := range classes {
				got := sents[i].Tokens[t].Class
				if want != "" {
					gold++
				}
				if got != "" {
					found++
				}
				if got != "" && got == want {
					hit++
				}
			}
		}
	}
	n := float64(max(s.Words, 1))
	for _, x := range []*float64{&s.UPOS, &s.XPOS, &s.Feats, &s.Lemma, &s.UAS, &s.LAS} {
		*x = 100 * *x / n
	}
	if found+gold > 0 {
		s.Class = 100 * 2 * hit / (found + gold)
	}
	return s, nil
}

// add counts the words that are right.
func (s *ParserScore) add(got, want []Token) {
	one := func(ok bool) float64 {
		if ok {
			return 1
		}
		return 0
	}
	s.Words += len(want)
	for i := range want {
		g, w := &got[i], &want[i]
		s.UPOS += one(g.UPOS == w.UPOS)
		s.XPOS += one(g.XPOS == w.XPOS)
		s.Feats += one(g.Feats == w.Feats)
		s.Lemma += one(g.Lemma == w.Lemma || w.Lemma == "_" || w.Lemma == "")
		head := g.Head == w.Head
		s.UAS += one(head)
		s.LAS += one(head && universalRel(g.Rel) == universalRel(w.Rel))
	}
}

// universalRel is a relation without its subtype.
func universalRel(rel string) string {
	universal, _, _ := strings.Cut(rel, ":")
	return universal
}
