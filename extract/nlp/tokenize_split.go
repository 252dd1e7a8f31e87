package nlp

import (
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// Labels of the place between two atoms.
const (
	together uint8 = iota
	apart
	clitic // apart, and the second is part of one multiword token with the first
)

// scan appends the tokens of a span without paragraph breaks.
func (sc *scratch) scan(span schema.Span) {
	text := sc.text[:span.End]
	space, line := len(sc.toks) > 0, true
	for i := span.Start; i < len(text); {
		class, r, n := classOf(text[i:])
		if class == classSpace {
			space, line = true, line || r == '\n'
			i += n
			continue
		}
		end := chunkEnd(text, i)
		sc.chunk(i, end, text[end:], space, line)
		space, line = false, false
		i = end
	}
}

// chunkEnd returns the end of the text without white space at i.
func chunkEnd(text string, i int) int {
	for i < len(text) {
		class, _, n := classOf(text[i:])
		if class == classSpace {
			break
		}
		i += n
	}
	return i
}

// chunk splits a maximal run without white space into tokens.
func (sc *scratch) chunk(start, end int, rest string, space, line bool) {
	sc.atomize(start, end)
	sc.label(rest)
	from := 0
	for i := range sc.atoms {
		if i+1 < len(sc.atoms) && sc.labels[i] == together {
			continue
		}
		tok := sc.join(from, i+1)
		tok.space, tok.line = space, line
		tok.opens = from == 0 && i+1 < len(sc.atoms)
		tok.clitic = from > 0 && sc.labels[from-1] == clitic
		sc.add(tok)
		space, line = false, false
		from = i + 1
	}
}

// add appends a token, or the several that a fused word stands for.
func (sc *scratch) add(tok token) {
	if tok.shape == shapeLower || tok.shape == shapeTitle || tok.shape == shapeUpper {
		if n := sc.fusedAt(&tok); n > 0 {
			head, tail := tok, tok
			head.end, tail.start = tok.start+n, tok.start+n
			tail.clitic, tail.space, tail.line = true, false, false
			tail.id, tail.shape = 0, shapeLower
			sc.toks = append(sc.toks, head, tail)
			return
		}
	}
	sc.toks = append(sc.toks, tok)
}

// fusedAt returns where a word like "gonna" is divided, 0 for other words.
func (sc *scratch) fusedAt(tok *token) int {
	if sc.spaced || tok.end-tok.start > maxFused || tok.end-tok.start < 2 {
		return 0
	}
	return int(sc.t.fused[tok.id])
}

// maxFused is the length of the longest fused words, "couldnt" and the like.
const maxFused = 12

// atomize fills sc.atoms with the atoms of text[start:end].
func (sc *scratch) atomize(start, end int) {
	sc.atoms = sc.atoms[:0]
	for i := start; i < end; {
		a := nextAtom(sc.text[i:end])
		a.start, a.end = i, i+a.end
		i = a.end
		if n := len(sc.atoms); n > 1 && isNT(sc.text, sc.atoms[n-2], sc.atoms[n-1], a) {
			sc.cutN(n - 2)
		}
		sc.atoms = append(sc.atoms, a)
	}
}

// isNT reports whether three atoms end in "n't".
func isNT(text string, word, mark, t atom) bool {
	if t.end-t.start != 1 || text[t.start]|0x20 != 't' || mark.first != classApostrophe && mark.first != classCloseSingle {
		return false
	}
	return word.first.letter() && word.end-word.start > 1 && text[word.end-1]|0x20 == 'n'
}

// cutN makes the last letter of atom i an atom of its own.
func (sc *scratch) cutN(i int) {
	word := sc.atoms[i]
	cut := word.end - 1
	sc.atoms = append(sc.atoms, atom{})
	copy(sc.atoms[i+2:], sc.atoms[i+1:])
	for k, s := range [2]schema.Span{{Start: word.start, End: cut}, {Start: cut, End: word.end}} {
		a := nextAtom(sc.text[s.Start:s.End])
		a.start, a.end = s.Start, s.End
		sc.atoms[i+k] = a
	}
}

// join makes a token of atoms [from, to).
func (sc *scratch) join(from, to int) token {
	a := &sc.atoms[from]
	tok := token{start: a.start, end: sc.atoms[to-1].end, id: a.id, shape: a.shape, first: a.first, last: a.first, hidden: a.hidden}
	for i := from + 1; i < to; i++ {
		b := &sc.atoms[i]
		tok.id = mix(tok.id, b.id)
		tok.last = b.first
		tok.hidden = tok.hidden || b.hidden
	}
	if to-from > 1 {
		switch {
		case a.first == classDigit:
			tok.shape = shapeNumber
		case tok.shape != shapeLetter:
			tok.shape = shapeMixed
		}
	}
	if to-from == 1 && a.shape == shapeTitle {
		_, tok.starter = starters[a.id]
	}
	if tok.last == classPeriod && a.first.letter() {
		tok.abbr = abbreviation(sc.text[tok.start:tok.end])
	}
	return tok
}

// label decides every place between the atoms of a chunk; rest is the text of
// the paragraph after it.
func (sc *scratch) label(rest string) {
	n := len(sc.atoms)
	sc.labels = sc.labels[:0]
	if n < 2 {
		return
	}
	if sc.spaced && treebankToken(sc.text[sc.atoms[0].start:sc.atoms[n-1].end]) {
		for range n - 1 {
			sc.labels = append(sc.labels, together)
		}
		return
	}
	sc.context = newChunkContext(sc, rest)
	c, feats := &sc.context, &sc.feats
	for i := range n - 1 {
		label, ok := c.rule(i, sc.labels)
		if sc.gold != nil {
			label = sc.gold(c, feats, i, ok)
		} else if !ok {
			c.features(i, sc.labels, feats)
			label = sc.t.split.best(feats[:])
		}
		if sc.spaced && i == n-2 && sc.atoms[n-1].first == classPeriod {
			label = together // the full stop of the sentence stands alone
		}
		sc.labels = append(sc.labels, label)
	}
}

// firstClass returns the class of the first character that is not white space.
func firstClass(rest string) charClass {
	for rest != "" {
		class, _, n := classOf(rest)
		if class != classSpace {
			return class
		}
		rest = rest[n:]
	}
	return classNone
}

// Kinds of chunks.
const (
	chunkPlain uint8 = iota
	chunkURL
	chunkEmail
	chunkFile // name.ext, www-less hosts
)

var hostEndings = []string{".Com", ".COM", ".htm", ".com", ".org", ".net", ".edu", ".gov", ".pdf", ".doc", ".jpg", ".xls", ".php", ".co."}

// chunkKind returns the kind of a chunk and the byte that shows it.
func chunkKind(s string) (kind uint8, at int) {
	if len(s) < 5 {
		return chunkPlain, 0
	}
	if at = strings.Index(s, "://"); at > 0 {
		return chunkURL, at
	}
	if at = strings.Index(s, "www."); at >= 0 {
		return chunkURL, at
	}
	if at = strings.IndexByte(s, '@'); at > 0 {
		return chunkEmail, at
	}
	if strings.IndexByte(s, '.') < 0 {
		return chunkPlain, 0
	}
	for _, e := range hostEndings {
		if at = strings.Index(s, e); at > 0 {
			return chunkFile, at
		}
	}
	return chunkPlain, 0
}

// chunkContext is what the split features look at.
type chunkContext struct {
	text   string
	atoms  []atom
	kind   uint8
	before uint32    // id of the token before the chunk
	next   charClass // of the text after the chunk
	mark   int       // the atom that shows the kind: ":" of "://", "@", the "." of ".com"
	tail   int       // the last atom that is a letter or digit, or "/"
	first  int       // address: atoms [first, tail] are a URL, e-mail address or file name
	handle bool      // "@name" or "#word"
	quoted bool      // a single quotation mark is open before the chunk
}

func newChunkContext(sc *scratch, rest string) chunkContext {
	atoms := sc.atoms
	chunk := sc.text[atoms[0].start:atoms[len(atoms)-1].end]
	c := chunkContext{text: sc.text, atoms: atoms, next: firstClass(rest), tail: len(atoms) - 1}
	if k := len(sc.toks); k > 0 {
		c.before = sc.toks[k-1].id
		c.quoted = openSingle(sc.toks)
	}
	for c.tail > 0 && !wordPart(&atoms[c.tail]) && atoms[c.tail].first != classSlash {
		c.tail--
	}
	c.handle = atoms[0].end-atoms[0].start == 1 && (atoms[0].first == classAt && wordPart(&atoms[1]) || atoms[0].first == classHash && atoms[1].first.letter())
	var at int
	if c.kind, at = chunkKind(chunk); c.kind == chunkPlain {
		return c
	}
	for c.mark+1 < len(atoms) && atoms[c.mark].end <= atoms[0].start+at {
		c.mark++
	}
	c.address()
	return c
}

// address finds the ends of the URL, e-mail address or file name around mark.
func (c *chunkContext) address() {
	if c.kind == chunkURL {
		for c.first < c.mark && !c.atoms[c.first].first.letter() {
			c.first++
		}
		return
	}
	c.first = c.mark
	for c.first > 0 && addressPart(&c.atoms[c.first-1]) {
		c.first--
	}
	for c.first < c.mark && !wordPart(&c.atoms[c.first]) {
		c.first++
	}
	end := c.mark
	for end < c.tail && addressPart(&c.atoms[end+1]) {
		end++
	}
	for end > c.mark && !wordPart(&c.atoms[end]) {
		end--
	}
	c.tail = end
}

func addressPart(a *atom) bool {
	switch a.first {
	case classPeriod, classHyphen, classLine, classPercent:
		return true
	}
	return wordPart(a)
}

// openSingle reports whether a single quotation mark is open after toks.
func openSingle(toks []token) bool {
	const reach = 60
	for i := len(toks) - 1; i >= max(0, len(toks)-reach); i-- {
		t := &toks[i]
		if t.first == classOpenSingle || t.first == classApostrophe && t.last == classApostrophe && t.opens {
			return true
		}
		if t.first == classCloseSingle && t.last == classCloseSingle && !t.clitic || t.first == classApostrophe && t.last == classApostrophe && !t.clitic || t.line {
			return false
		}
	}
	return false
}

// marker tells the kind of the chunk and on which side of its mark the place
// after atom i is.
func (c *chunkContext) marker(i int) uint32 {
	side := uint32(1)
	if i >= c.mark {
		side = 2
	}
	return uint32(c.kind)<<2 | side
}

const splitFeatures = 30

// maxRun bounds the look back over atoms, for chunks may be megabytes long.
const maxRun = 12

// features fills out for the place after atom i, given the labels before it.
func (c *chunkContext) features(i int, labels []uint8, out *[splitFeatures]uint32) {
	var none atom
	a, b, p, q, q2 := &c.atoms[i], &c.atoms[i+1], &none, &none, &none
	if i > 0 {
		p = &c.atoms[i-1]
	}
	last := i+2 == len(c.atoms)
	next := uint32(c.next)
	if !last {
		q = &c.atoms[i+2]
		next = 99
	}
	if i+3 < len(c.atoms) {
		q2 = &c.atoms[i+3]
	}
	label, run := uint32(7), uint32(0) // the label before; atoms since the last boundary
	if i > 0 {
		label = uint32(labels[i-1])
	}
	for k := i - 1; k >= 0 && labels[k] == together && run < maxRun; k-- {
		run++
	}
	place := min(uint32(i), 3)<<4 | min(uint32(len(c.atoms)-2-i), 3)
	abbr := uint32(0)
	if b.first == classPeriod && a.first.letter() {
		abbr = uint32(abbreviation(c.text[c.atoms[i-int(run)].start:b.end])) + 1
	}
	quote := b2u(c.quoted)<<1 | b2u(a.first.letter() && c.text[a.end-1]|0x20 == 's')
	marker := c.marker(i)
	tail := b2u(i >= c.tail)
	run = min(run, 4)
	shapes := func(x *atom) uint32 { return uint32(x.first)<<8 | uint32(x.shape) }
	as, bs, ps, qs := shapes(a), shapes(b), shapes(p), shapes(q)
	*out = [splitFeatures]uint32{
		mix(0, 0),
		mix(1, a.id),
		mix(2, b.id),
		mix(3, mix(a.id, b.id)),
		mix(4, mix(as, b.id)),
		mix(5, mix(a.id, bs)),
		mix(6, mix(mix(p.id, a.id), b.id)),
		mix(7, mix(mix(a.id, b.id), q.id)),
		mix(8, mix(mix(ps, a.id), mix(bs, qs))),
		mix(9, mix(mix(ps, as), mix(b.id, qs))),
		mix(10, mix(mix(as, b.id), mix(next, abbr))),
		mix(11, mix(mix(a.id, b.id), next)),
		mix(12, mix(mix(label, run), mix(as, b.id))),
		mix(13, mix(mix(label, p.id), mix(a.id, bs))),
		mix(14, mix(place, mix(as, bs))),
		mix(15, mix(place, mix(a.id, b.id))),
		mix(16, mix(uint32(c.kind), mix(as, b.id))),
		mix(17, mix(mix(uint32(c.kind), label), mix(place, bs))),
		mix(18, mix(c.before, mix(a.id, b.id))),
		mix(19, mix(mix(b.id, q.id), mix(as, q2.id))),
		mix(20, mix(mix(ps, as), mix(bs, qs))),
		mix(21, mix(abbr, mix(next, label))),
		mix(22, mix(mix(b.id, q.id), mix(label, as))),
		mix(23, mix(mix(p.id, a.id), mix(bs, label))),
		mix(24, mix(mix(ps, as), mix(mix(bs, qs), mix(run, shapes(q2))))),
		mix(25, mix(marker, mix(tail, label))),
		mix(26, mix(mix(marker, tail), mix(as, b.id))),
		mix(27, mix(mix(marker, tail), mix(as, bs))),
		mix(28, mix(mix(quote, bs), mix(qs, next))),
		mix(29, mix(quote, mix(as, b.id))),
	}
}
