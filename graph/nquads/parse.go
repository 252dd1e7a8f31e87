package nquads

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// A parser parses blocks of whole lines.
type parser struct {
	s    string
	i    int // the next byte
	line int // number of the line at i
	bol  int // where that line begins
	iris *irisOf
	buf  []byte // for terms with escapes

	relative bool // IRIs may lack a scheme
}

// irisOf keeps the IRIs of one block, most of which come again: a predicate or
// a label is checked and boxed once. It lives for one block, lest it keep the
// memory of those before.
type irisOf [1 << 9]struct {
	text  string
	value quad.Value
}

var seed = maphash.MakeSeed()

// known is the IRI of a text that value was called with, nil if it is not
// remembered. What has escapes is not: no IRI has a backslash.
func (c *irisOf) known(text string) quad.Value {
	if e := &c[slot(text)]; e.text == text {
		return e.value
	}
	return nil
}

func (c *irisOf) value(text string) quad.Value {
	e := &c[slot(text)]
	e.text, e.value = text, quad.IRI(text)
	return e.value
}

func slot(text string) uint64 { return maphash.String(seed, text) % uint64(len(irisOf{})) }

// parse appends the quads of a block, whose first line has the given number.
// With lenient it skips and counts lines that are wrong, else it stops at the
// first.
func (p *parser) parse(out []quad.Quad, block string, line int, lenient bool) (_ []quad.Quad, skipped int64, err error) {
	p.s, p.i, p.line, p.bol = block, 0, line, 0
	clear(p.iris[:])
	valid := utf8.ValidString(block)
	for p.i < len(p.s) {
		if !valid {
			err = p.checkLine()
		}
		var q quad.Quad
		var ok bool
		if err == nil {
			q, ok, err = p.statement()
		}
		switch {
		case err != nil && !lenient:
			return out, skipped, err
		case err != nil:
			skipped++
			err = nil
			p.toLineEnd()
		case ok:
			out = append(out, q)
		}
		p.lineEnd()
	}
	return out, skipped, nil
}

// checkLine reports a line that is not UTF-8. It is called only for blocks
// that are not, so that most blocks are scanned once, at full speed.
func (p *parser) checkLine() error {
	end := strings.IndexAny(p.s[p.i:], "\r\n")
	if end < 0 {
		end = len(p.s) - p.i
	}
	line := p.s[p.i : p.i+end]
	if utf8.ValidString(line) {
		return nil
	}
	for j, r := range line {
		if r == utf8.RuneError && !strings.HasPrefix(line[j:], "\uFFFD") {
			p.i += j
			break
		}
	}
	return p.fail("not UTF-8")
}

func (p *parser) fail(reason string) *SyntaxError {
	return &SyntaxError{Line: p.line, Column: utf8.RuneCountInString(p.s[p.bol:min(p.i, len(p.s))]) + 1, Reason: reason}
}

// statement parses up to the end of the line. It reports false for a line
// without a statement.
func (p *parser) statement() (q quad.Quad, ok bool, err error) {
	p.space()
	if p.atLineEnd() {
		return q, false, nil
	}
	if q.Subject, err = p.node("subject"); err != nil {
		return q, false, err
	}
	p.space()
	if q.Predicate, err = p.predicate(); err != nil {
		return q, false, err
	}
	p.space()
	if q.Object, err = p.object(); err != nil {
		return q, false, err
	}
	p.space()
	if c := p.peek(); c == '<' || c == '_' {
		if q.Label, err = p.node("label"); err != nil {
			return q, false, err
		}
		p.space()
	}
	if p.peek() != '.' {
		return q, false, p.fail("expected '.'")
	}
	p.i++
	p.space()
	if !p.atLineEnd() {
		return q, false, p.fail("text after '.'")
	}
	return q, true, nil
}

// peek returns the next byte, 0 at the end.
func (p *parser) peek() byte {
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}

func (p *parser) space() {
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] == '\t') {
		p.i++
	}
}

// atLineEnd reports whether the line holds nothing more; it passes a comment.
func (p *parser) atLineEnd() bool {
	if p.peek() == '#' {
		p.toLineEnd()
	}
	return p.i == len(p.s) || p.s[p.i] == '\n' || p.s[p.i] == '\r'
}

func (p *parser) toLineEnd() {
	for p.i < len(p.s) && p.s[p.i] != '\n' && p.s[p.i] != '\r' {
		p.i++
	}
}

// lineEnd passes one end of line: LF, CR, or both as one.
func (p *parser) lineEnd() {
	if p.i == len(p.s) {
		return
	}
	if strings.HasPrefix(p.s[p.i:], "\r\n") {
		p.i++
	}
	p.i++
	p.line++
	p.bol = p.i
}

// node parses an IRI or a blank node.
func (p *parser) node(part string) (quad.Value, error) {
	switch p.peek() {
	case '<':
		return p.iri()
	case '_':
		return p.blank()
	}
	return nil, p.fail("expected a " + part + ", an IRI or a blank node")
}

func (p *parser) predicate() (quad.Value, error) {
	if p.peek() != '<' {
		return nil, p.fail("expected a predicate, an IRI")
	}
	return p.iri()
}

func (p *parser) object() (quad.Value, error) {
	switch p.peek() {
	case '<':
		return p.iri()
	case '_':
		return p.blank()
	case '"':
		return p.literal()
	}
	return nil, p.fail("expected an object, an IRI, a blank node or a literal")
}

// blank parses a BLANK_NODE_LABEL.
func (p *parser) blank() (quad.Value, error) {
	if !strings.HasPrefix(p.s[p.i:], "_:") {
		return nil, p.fail("expected '_:'")
	}
	start, end := p.i+2, p.i+2
	for j := start; j < len(p.s); {
		r, size := rune(p.s[j]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(p.s[j:])
		}
		if !nameStart(r) && (j == start || !nameRune(r)) {
			break
		}
		j += size
		if r != '.' { // a label does not end in a full stop
			end = j
		}
	}
	p.i = end
	if start == end {
		return nil, p.fail("blank node without a label")
	}
	return quad.BNode(p.s[start:end]), nil
}

// nameStart is PN_CHARS_U or a digit.
func nameStart(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == ':'
	case r < 0x370:
		return r >= 0xc0 && r != 0xd7 && r != 0xf7 && r < 0x300
	case r < 0x2000:
		return r != 0x37e
	}
	return r == 0x200c || r == 0x200d || r >= 0x2070 && r <= 0x218f || r >= 0x2c00 && r <= 0x2fef ||
		r >= 0x3001 && r <= 0xd7ff || r >= 0xf900 && r <= 0xfdcf || r >= 0xfdf0 && r <= 0xfffd ||
		r >= 0x10000 && r <= 0xeffff
}

// nameRune is what PN_CHARS has besides, and the full stop.
func nameRune(r rune) bool {
	return r == '-' || r == '.' || r == 0xb7 || r >= 0x300 && r <= 0x36f || r == 0x203f || r == 0x2040
}
