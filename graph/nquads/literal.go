package nquads

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// The types whose canonical literals have a Go value of their own.
const (
	xsd        = "http://www.w3.org/2001/XMLSchema#"
	xsdString  = xsd + "string"
	xsdInteger = xsd + "integer"
	xsdBoolean = xsd + "boolean"
	xsdDouble  = xsd + "double"
	xsdTime    = xsd + "dateTime"
)

// The classes of bytes at which the scan of a term stops.
const (
	stopIRI     = 1 << iota // may not stand in an IRI, or ends it
	stopLiteral             // may not stand in a literal, or ends it
)

var stops = func() (t [256]uint8) {
	for c := 0; c <= ' '; c++ {
		t[c] |= stopIRI
	}
	for _, c := range []byte("<>\"{}|^`\\") {
		t[c] |= stopIRI
	}
	for _, c := range []byte("\"\\\n\r") {
		t[c] |= stopLiteral
	}
	return t
}()

// iri parses an IRIREF. One that the block has had before needs no look at its
// characters.
func (p *parser) iri() (quad.Value, error) {
	start := p.i + 1
	if n := strings.IndexByte(p.s[start:min(start+knownLength, len(p.s))], '>'); n >= 0 {
		if v := p.iris.known(p.s[start : start+n]); v != nil {
			p.i = start + n + 1
			return v, nil
		}
	}
	j := start
	for j < len(p.s) && stops[p.s[j]]&stopIRI == 0 {
		j++
	}
	text := p.s[start:j]
	p.i = j
	if p.peek() == '\\' {
		var err error
		if text, err = p.escaped(start, '>', stopIRI); err != nil {
			return nil, err
		}
	}
	if p.peek() != '>' {
		return nil, p.unexpected("in an IRI")
	}
	if !p.relative && !absolute(text) {
		p.i = start
		return nil, p.fail("IRI is not absolute")
	}
	p.i++
	return p.iris.value(text), nil
}

// knownLength bounds the search for the end of an IRI, which may be missing.
const knownLength = 256

// absolute reports whether an IRI begins with a scheme.
func absolute(iri string) bool {
	for i := 0; i < len(iri); i++ {
		c := iri[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if letter || i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.') {
			continue
		}
		return c == ':' && i > 0
	}
	return false
}

// literal parses a literal with its language or type.
func (p *parser) literal() (quad.Value, error) {
	start := p.i + 1
	j := start
	for j < len(p.s) && stops[p.s[j]]&stopLiteral == 0 {
		j++
	}
	text := p.s[start:j]
	p.i = j
	if p.peek() == '\\' {
		var err error
		if text, err = p.escaped(start, '"', stopLiteral); err != nil {
			return nil, err
		}
	}
	if p.peek() != '"' {
		return nil, p.unexpected("in a literal")
	}
	p.i++
	switch {
	case p.peek() == '@':
		return p.language(text)
	case strings.HasPrefix(p.s[p.i:], "^^"):
		return p.typed(text)
	}
	return quad.String(text), nil
}

// unexpected reports the byte at p.i, or the end of the line.
func (p *parser) unexpected(where string) error {
	switch c := p.peek(); {
	case p.i == len(p.s) || c == '\n' || c == '\r':
		return p.fail("end of line " + where)
	default:
		return p.fail(strconv.QuoteRune(rune(c)) + " " + where)
	}
}

func (p *parser) language(text string) (quad.Value, error) {
	p.i++
	start := p.i
	for part := 0; ; part++ {
		from := p.i
		for p.i < len(p.s) && tagByte(p.s[p.i], part > 0) {
			p.i++
		}
		if p.i == from {
			return nil, p.fail("language tag with an empty part")
		}
		if p.peek() != '-' {
			return quad.LangString{Value: quad.String(text), Lang: p.s[start:p.i]}, nil
		}
		p.i++
	}
}

func tagByte(c byte, digits bool) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || digits && c >= '0' && c <= '9'
}

func (p *parser) typed(text string) (quad.Value, error) {
	p.i += len("^^")
	if p.peek() != '<' {
		return nil, p.fail("expected a datatype, an IRI")
	}
	v, err := p.iri()
	if err != nil {
		return nil, err
	}
	datatype, _ := v.(quad.IRI)
	return Literal(text, datatype), nil
}

// Literal returns the one Go value that stands for a typed literal: quad.Int,
// quad.Bool or quad.Float when text is in canonical form, quad.String for
// xsd:string, else quad.TypedString.
func Literal(text string, datatype quad.IRI) quad.Value {
	switch datatype {
	case xsdString:
		return quad.String(text)
	case xsdInteger:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(n, 10) == text {
			return quad.Int(n)
		}
	case xsdBoolean:
		if text == "true" || text == "false" {
			return quad.Bool(text == "true")
		}
	case xsdDouble:
		if f, err := strconv.ParseFloat(text, 64); err == nil && !math.IsNaN(f) && formatDouble(f) == text {
			return quad.Float(f)
		}
	}
	return quad.TypedString{Value: quad.String(text), Type: datatype}
}

// formatDouble is the canonical form of xsd:double: 1.5E0, INF.
func formatDouble(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	case math.IsNaN(f):
		return "NaN"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent) // as strconv wrote it
	return mantissa + "E" + strconv.Itoa(n)
}

// escaped goes on from p.i, where the first backslash of a term is, to the
// byte that ends it, and returns the term from start with its escapes undone.
func (p *parser) escaped(start int, end byte, stop uint8) (string, error) {
	p.buf = append(p.buf[:0], p.s[start:p.i]...)
	for p.i < len(p.s) {
		c := p.s[p.i]
		switch {
		case c == end:
			return string(p.buf), nil
		case c == '\\':
			r, err := p.escape(end == '"')
			if err != nil {
				return "", err
			}
			if end == '>' && r < utf8.RuneSelf && stops[r]&stopIRI != 0 {
				return "", p.fail("escape of a character that no IRI may hold")
			}
			p.buf = utf8.AppendRune(p.buf, r)
		case stops[c]&stop != 0:
			return string(p.buf), nil // the caller reports it
		default:
			p.buf = append(p.buf, c)
			p.i++
		}
	}
	return string(p.buf), nil
}

// escape parses one ECHAR, where they are allowed, or UCHAR.
func (p *parser) escape(echar bool) (rune, error) {
	if p.i+1 == len(p.s) {
		return 0, p.fail("end of line in an escape")
	}
	switch c := p.s[p.i+1]; c {
	case 'u':
		return p.uchar(4)
	case 'U':
		return p.uchar(8)
	default:
		k := strings.IndexByte(`tbnrf"'\`, c)
		if k < 0 || !echar {
			return 0, p.fail("unknown escape")
		}
		p.i += 2
		return rune("\t\b\n\r\f\"'\\"[k]), nil
	}
}

func (p *parser) uchar(digits int) (rune, error) {
	from := p.i + 2
	if from+digits > len(p.s) {
		return 0, p.fail("escape with too few digits")
	}
	n, err := strconv.ParseUint(p.s[from:from+digits], 16, 32)
	if err != nil {
		return 0, p.fail("escape with a character that is no hexadecimal digit")
	}
	if r := rune(n); n <= utf8.MaxRune && utf8.ValidRune(r) {
		p.i = from + digits
		return r, nil
	}
	return 0, p.fail("escape of what is no character")
}
