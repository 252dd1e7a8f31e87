package nlp

import (
	"fmt"
	"sync"

	"github.com/sayso-graph/sayso/data/model"
	"github.com/sayso-graph/sayso/schema"
)

// A Tokenizer finds the sentences and tokens of English text, by the
// conventions of Universal Dependencies: contractions are multiword tokens
// ("don't" is "do" and "n't"), hyphenated words are split at their hyphens
// where the English treebanks do so. It may be used by several goroutines.
type Tokenizer struct {
	split linear           // between two atoms of a chunk: together, apart, clitic
	stop  linear           // between two tokens: does a sentence end?
	words []string         // lower-case words that are several: "gon na"
	fused map[uint32]uint8 // the same by hash: where they are divided
}

// LoadTokenizer returns the embedded tokenizer, read once.
var LoadTokenizer = sync.OnceValues(func() (*Tokenizer, error) {
	data, err := model.FS.ReadFile("tokenizer.bin")
	if err != nil {
		return nil, fmt.Errorf("tokenizer: %w", err)
	}
	return NewTokenizer(data)
})

// Tokenize splits text into sentences and tokens. Only the parts of body are
// read, which must be in order; nil means the whole text. A blank line, or a
// new part of body on another line, ends a sentence and a paragraph. A single
// line end does so only where it stands too early in its line to be a wrap.
//
// Any bytes may be given. Tokens never overlap; each byte of body that is not
// white space lies in a token; spans are exact.
func (t *Tokenizer) Tokenize(text string, body []schema.Span) *Doc {
	if body == nil {
		body = []schema.Span{{Start: 0, End: len(text)}}
	}
	sc := scratchPool.Get().(*scratch)
	defer sc.release()
	sc.reset(t, text)
	for _, span := range body {
		sc.paragraphs(span)
	}
	return sc.doc()
}

// TokenizeSentence makes exactly one sentence of text, which may be raw or
// already tokenised by blanks, as benchmarks are ("a fume - filled mine",
// "do n't", -LRB- for a bracket).
func (t *Tokenizer) TokenizeSentence(text string) *Doc {
	sc := scratchPool.Get().(*scratch)
	defer sc.release()
	sc.reset(t, text)
	sc.spaced = looksTokenised(text)
	sc.scan(schema.Span{Start: 0, End: len(text)})
	if len(sc.toks) > 0 {
		sc.stops = append(sc.stops, stop{end: len(sc.toks)})
	}
	return sc.doc()
}

// scratch is the working memory of one text.
type scratch struct {
	t      *Tokenizer
	text   string
	spaced bool // the text is already tokenised by blanks
	atoms  []atom
	labels []uint8
	toks   []token
	stops  []stop
	par    int // paragraphs so far
	read   int // end of the part of body before
	// The chunk being split; kept here because gold would move them to the heap.
	context chunkContext
	feats   [splitFeatures]uint32
	// gold, when set, answers for the rules and the split model: training.
	gold func(c *chunkContext, feats *[splitFeatures]uint32, i int, ruled bool) uint8
}

// A token as the scanner sees it; all that the sentence model asks for.
type token struct {
	start, end  int
	id          uint32 // hash of the lower-case form
	shape       uint8
	first, last charClass
	abbr        abbrClass
	clitic      bool // goes on the multiword token of the token before
	space, line bool // white space, a line end, stands before it
	hidden      bool // holds soft hyphens or zero-width characters
	starter     bool // a function word with a capital
	opens       bool // white space, or nothing, stands before it and none after
}

// A stop ends a sentence before token end.
type stop struct{ end, paragraph int }

var scratchPool = sync.Pool{New: func() any { return new(scratch) }}

func (sc *scratch) reset(t *Tokenizer, text string) {
	*sc = scratch{t: t, text: text, atoms: sc.atoms[:0], labels: sc.labels[:0], toks: sc.toks[:0], stops: sc.stops[:0]}
}

// release gives the memory back without keeping the text alive.
func (sc *scratch) release() {
	sc.reset(nil, "")
	scratchPool.Put(sc)
}

// doc copies the result out of the scratch memory.
func (sc *scratch) doc() *Doc {
	doc := &Doc{Text: sc.text}
	if len(sc.toks) == 0 {
		return doc
	}
	toks := make([]Token, len(sc.toks))
	doc.Sents = make([]Sentence, len(sc.stops))
	for i := range sc.toks {
		sc.token(i, &toks[i])
	}
	from := 0
	for i, s := range sc.stops {
		sent := &doc.Sents[i]
		sent.Tokens = toks[from:s.end:s.end]
		sent.Span = sent.Words(0, len(sent.Tokens))
		sent.Paragraph = s.paragraph
		from = s.end
	}
	return doc
}

func (sc *scratch) token(i int, tok *Token) {
	src := &sc.toks[i]
	tok.Span = schema.Span{Start: src.start, End: src.end}
	tok.Form = sc.text[src.start:src.end]
	tok.Head = -1
	if src.hidden {
		tok.Form = visible(tok.Form)
	}
	if sc.spaced {
		tok.Form = untreebank(tok.Form)
	}
	tok.SpaceAfter = i+1 == len(sc.toks) && src.end < len(sc.text) || i+1 < len(sc.toks) && sc.toks[i+1].space
	if !src.clitic {
		n := 1
		for i+n < len(sc.toks) && sc.toks[i+n].clitic {
			n++
		}
		if n > 1 {
			tok.Multi = n
		}
	}
}
