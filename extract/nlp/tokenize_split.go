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
	c := chunkContext{atoms: sc.atoms, text: sc.text, next: firstClass(rest), kind: chunkKind(sc.text[sc.atoms[0].start:sc.atoms[n-1].end])}
	if k := len(sc.toks); k > 0 {
		c.before = sc.toks[k-1].id
	}
	var feats [splitFeatures]uint32
	for i := range n - 1 {
		c.features(i, sc.labels, &feats)
		var label uint8
		if sc.gold != nil {
			label = sc.gold(&c, feats[:], i)
		} else {
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

var hostEndings = []string{".com", ".org", ".net", ".edu", ".gov", ".htm", ".pdf", ".doc", ".jpg", ".xls", ".php", ".co."}

func chunkKind(s string) uint8 {
	switch {
	case len(s) < 5:
		return chunkPlain
	case strings.Contains(s, "://"), strings.HasPrefix(s, "www."):
		return chunkURL
	case strings.IndexByte(s, '@') > 0:
		return chunkEmail
	case strings.IndexByte(s, '.') < 0:
		return chunkPlain
	}
	for _, e := range hostEndings {
		if strings.Contains(s, e) {
			return chunkFile
		}
	}
	return chunkPlain
}

// chunkContext is what the split features look at.
type chunkContext struct {
	text   string
	atoms  []atom
	kind   uint8
	before uint32    // id of the token before the chunk
	next   charClass // of the text after the chunk
}

const splitFeatures = 25

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
	for k := i - 1; k >= 0 && labels[k] == together; k-- {
		run++
	}
	run = min(run, 4)
	place := min(uint32(i), 3)<<4 | min(uint32(len(c.atoms)-2-i), 3)
	abbr := uint32(0)
	if b.first == classPeriod && a.first.letter() {
		abbr = uint32(abbreviation(c.text[a.start:b.end])) + 1
	}
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
	}
}
