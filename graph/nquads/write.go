package nquads

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// A Writer writes quads as canonical N-Quads, one a line.
type Writer struct {
	w   *bufio.Writer
	buf []byte
}

// NewWriter returns a writer to w. Its Flush must be called at the end.
func NewWriter(w io.Writer) *Writer { return &Writer{w: bufio.NewWriterSize(w, 64<<10)} }

// Write writes one quad. The error is w's, or [ErrTerm].
func (w *Writer) Write(q quad.Quad) error {
	var err error
	if w.buf, err = AppendQuad(w.buf[:0], q); err != nil {
		return err
	}
	_, err = w.w.Write(w.buf)
	return err
}

// Flush writes out what is buffered.
func (w *Writer) Flush() error { return w.w.Flush() }

// AppendQuad appends the canonical line of q with its line feed. A quad that
// has no label is a line of N-Triples.
func AppendQuad(dst []byte, q quad.Quad) ([]byte, error) {
	if !isNode(q.Subject) || !isIRI(q.Predicate) || q.Object == nil || q.Label != nil && !isNode(q.Label) {
		return dst, fmt.Errorf("%w: %v", ErrTerm, q)
	}
	dst = append(AppendValue(dst, q.Subject), ' ')
	dst = append(AppendValue(dst, q.Predicate), ' ')
	dst = append(AppendValue(dst, q.Object), ' ')
	if q.Label != nil {
		dst = append(AppendValue(dst, q.Label), ' ')
	}
	return append(dst, ".\n"...), nil
}

func isIRI(v quad.Value) bool {
	_, ok := v.(quad.IRI)
	return ok
}

func isNode(v quad.Value) bool {
	_, ok := v.(quad.BNode)
	return ok || isIRI(v)
}

// AppendValue appends the canonical form of a term. Characters that the form
// cannot hold are made harmless: those of an IRI are percent-encoded, bytes
// that are not UTF-8 become U+FFFD.
func AppendValue(dst []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(dst, string(v))
	case quad.BNode:
		return appendBlank(dst, string(v))
	case quad.String:
		return appendString(dst, string(v))
	case quad.LangString:
		return append(append(appendString(dst, string(v.Value)), '@'), v.Lang...)
	case quad.TypedString:
		return appendTyped(dst, string(v.Value), string(v.Type))
	case quad.Int:
		return appendTyped(dst, strconv.FormatInt(int64(v), 10), xsdInteger)
	case quad.Bool:
		return appendTyped(dst, strconv.FormatBool(bool(v)), xsdBoolean)
	case quad.Float:
		return appendTyped(dst, formatDouble(float64(v)), xsdDouble)
	case quad.Time:
		return appendTyped(dst, time.Time(v).UTC().Format("2006-01-02T15:04:05.999999999Z"), xsdTime)
	}
	return appendString(dst, v.String()) // a kind of value that quad does not have yet
}

func appendTyped(dst []byte, text, datatype string) []byte {
	dst = appendString(dst, text)
	if local, ok := strings.CutPrefix(datatype, "xsd:"); ok { // quad's short form
		datatype = xsd + local
	}
	if datatype == xsdString || datatype == "" {
		return dst
	}
	return appendIRI(append(dst, "^^"...), datatype)
}

const hexDigits = "0123456789ABCDEF"

func appendIRI(dst []byte, iri string) []byte {
	dst = append(dst, '<')
	iri = strings.ToValidUTF8(iri, "\uFFFD")
	from := 0
	for i := 0; i < len(iri); i++ {
		if c := iri[i]; stops[c]&stopIRI != 0 {
			dst = append(append(dst, iri[from:i]...), '%', hexDigits[c>>4], hexDigits[c&15])
			from = i + 1
		}
	}
	return append(append(dst, iri[from:]...), '>')
}

// appendBlank writes the label as it is when it is one, else in hexadecimal.
func appendBlank(dst []byte, label string) []byte {
	dst = append(dst, "_:"...)
	p := parser{s: "_:" + label}
	if _, err := p.blank(); err == nil && p.i == len(p.s) && utf8.ValidString(label) {
		return append(dst, label...)
	}
	return fmt.Appendf(dst, "x%x", label)
}

// appendString writes a literal with the escapes of canonical N-Quads: named
// ones where they exist, \uXXXX for the other control characters.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	s = strings.ToValidUTF8(s, "\uFFFD")
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c != 0x7f {
			continue
		}
		dst = append(append(dst, s[from:i]...), '\\')
		from = i + 1
		if k := strings.IndexByte("\t\b\n\r\f\"\\", c); k >= 0 {
			dst = append(dst, `tbnrf"\`[k])
		} else {
			dst = append(dst, 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(append(dst, s[from:]...), '"')
}
