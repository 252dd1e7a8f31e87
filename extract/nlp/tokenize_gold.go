package nlp

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// goldText is a text with its boundaries by byte.
type goldText struct {
	text       strings.Builder
	token      map[int]uint8 // byte where a token begins -> apart or clitic
	sent       map[int]bool  // byte where a sentence begins
	paragraphs []schema.Span
}

// newGoldText rebuilds the text of a document. With a source of chance it does
// so in the style of news pages, which the treebanks know little of:
// typographic quotes and dashes, several paragraphs in one, lines that are
// wrapped, blanks forgotten between sentences.
func newGoldText(d *TreeDoc, restyle *rand.Rand) *goldText {
	g := &goldText{token: make(map[int]uint8), sent: make(map[int]bool)}
	w := goldWriter{goldText: g, rng: restyle}
	for i := range d.Sents {
		w.separate(d, i)
		w.sentence(&d.Sents[i], d.Text)
		g.paragraphs[len(g.paragraphs)-1].End = g.text.Len()
	}
	return g
}

// goldWriter appends to a goldText; rng is nil for the text as it is.
type goldWriter struct {
	*goldText
	rng *rand.Rand
}

func (w *goldWriter) chance(p float64) bool { return w.rng != nil && w.rng.Float64() < p }

// separate writes what stands before sentence i.
func (w *goldWriter) separate(d *TreeDoc, i int) {
	newPar := i == 0 || d.Sents[i].Paragraph != d.Sents[i-1].Paragraph
	clean := i > 0 && cleanEnd(&d.Sents[i-1]) && cleanStart(&d.Sents[i])
	switch {
	case newPar && !(clean && w.chance(0.8)):
		if i > 0 {
			w.text.WriteString("\n\n")
		}
		w.paragraphs = append(w.paragraphs, schema.Span{Start: w.text.Len()})
	case clean && w.chance(0.03):
	default:
		w.blank()
	}
	w.sent[w.text.Len()] = true
}

func (w *goldWriter) blank() {
	if w.chance(0.04) {
		w.text.WriteByte('\n')
	} else {
		w.text.WriteByte(' ')
	}
}

// cleanEnd reports whether a sentence ends as edited text does.
func cleanEnd(s *Sentence) bool {
	last := s.Tokens[len(s.Tokens)-1].Form
	if len(s.Tokens) > 2 && (last == `"` || last == ")") {
		last = s.Tokens[len(s.Tokens)-2].Form
	}
	return len(s.Tokens) > 2 && (last == "." || last == "?" || last == "!")
}

func cleanStart(s *Sentence) bool {
	first := nextAtom(s.Tokens[0].Form + " ")
	return len(s.Tokens) > 2 && first.shape == shapeTitle
}

func (w *goldWriter) sentence(s *Sentence, text string) {
	multi := 0
	for k := range s.Tokens {
		tok := &s.Tokens[k]
		label := apart
		if multi > 1 {
			label = clitic
			multi--
		} else {
			multi = tok.Multi
		}
		w.token[w.text.Len()] = label
		form := w.style(tok, tok.Span.In(text))
		w.text.WriteString(form)
		if tok.SpaceAfter && k+1 < len(s.Tokens) && !w.tight(form, &s.Tokens[k+1]) {
			w.blank()
		}

	}
}

// style returns the form as a news page may write it.
func (w *goldWriter) style(tok *Token, form string) string {
	if w.rng == nil {
		return form
	}
	switch {
	case form == `"` && tok.XPOS == "``":
		return "“"
	case form == `"`:
		return "”"
	case form == "'" && tok.XPOS == "``":
		return "‘"
	case form == "--" || form == "-" && tok.XPOS != "HYPH" && tok.SpaceAfter:
		return [...]string{"—", "–", "—", form}[w.rng.IntN(4)]
	case form == "..." && w.chance(0.5):
		return "…"
	}
	return strings.ReplaceAll(form, "'", "’")
}

// tight reports whether a dash loses the blanks around it.
func (w *goldWriter) tight(form string, next *Token) bool {
	if w.rng == nil {
		return false
	}
	return form == "—" || next.Form == "--" && w.rng.IntN(2) == 0
}

// splits appends an example for every place between two atoms of a chunk.
func (g *goldText) splits(t *Tokenizer, examples []example) []example {
	sc := &scratch{}
	sc.reset(t, g.text.String())
	for _, par := range g.paragraphs {
		sc.goldTokens(g, par, func(feats []uint32, label uint8) {
			examples = append(examples, example{slices.Clone(feats), label})
		})
	}
	return examples
}

// goldTokens scans a paragraph with gold labels in place of the model's.
func (sc *scratch) goldTokens(g *goldText, par schema.Span, learn func([]uint32, uint8)) {
	sc.gold = func(c *chunkContext, feats *[splitFeatures]uint32, i int, ruled bool) uint8 {
		label := g.token[c.atoms[i+1].start]
		if learn != nil && !ruled {
			c.features(i, sc.labels, feats)
			learn(feats[:], label)
		}
		return label
	}
	sc.scan(par)
}

// stops appends an example for every place where a sentence may end, among
// the gold tokens.
func (g *goldText) stops(t *Tokenizer, examples []example) []example {
	sc := &scratch{}
	sc.reset(t, g.text.String())
	for _, par := range g.paragraphs {
		from := len(sc.toks)
		sc.goldTokens(g, par, nil)
		c := newStopContext(sc.toks, from)
		var feats [stopFeatures]uint32
		for i := from; i+1 < len(sc.toks); i++ {
			c.pass(i)
			ends := g.sent[sc.toks[i+1].start]
			if c.candidate(i) {
				c.features(i, &feats)
				examples = append(examples, example{slices.Clone(feats[:]), uint8(b2u(ends))})
			}
			if ends {
				c.begin(i + 1)
			}
		}
	}
	return examples
}
