package nlp

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/sayso-graph/sayso/schema"
)

// A CoNLLUWriter writes analysed documents as CoNLL-U.
type CoNLLUWriter struct {
	w        *bufio.Writer
	declared bool // global.Entity has been written
}

// NewCoNLLUWriter returns a writer to w; call Flush at the end.
func NewCoNLLUWriter(w io.Writer) *CoNLLUWriter {
	return &CoNLLUWriter{w: bufio.NewWriter(w)}
}

// Flush writes what is buffered, and reports the first error of any write.
func (cw *CoNLLUWriter) Flush() error { return cw.w.Flush() }

// Write appends one document with its newdoc, newpar, sent_id, speaker and
// text comments. A sentence without an ID is called "ID-N", counted from 1.
// FORM is the text that the token covers; the words of a multiword token have
// their own Form. Tags become Entity= brackets, declared once by
// "# global.Entity = GRP-etype-entity"; they must lie inside their sentences
// and nest. Columns that are not known are "_".
func (cw *CoNLLUWriter) Write(id string, doc *Doc, tags []EntityTag) error {
	tags = slices.Clone(tags)
	slices.SortStableFunc(tags, func(a, b EntityTag) int { return comparePhrases(a.Phrase, b.Phrase) })
	for i := range doc.Sents {
		sent := &doc.Sents[i]
		if i == 0 {
			cw.newdoc(id, len(tags) > 0)
		}
		if i == 0 || sent.Paragraph != doc.Sents[i-1].Paragraph {
			cw.w.WriteString("# newpar\n")
		}
		sentID := sent.ID
		if sentID == "" {
			sentID = id + "-" + strconv.Itoa(i+1)
		}
		fmt.Fprintf(cw.w, "# sent_id = %s\n", oneLine(sentID))
		if sent.Speaker != "" {
			fmt.Fprintf(cw.w, "# speaker = %s\n", oneLine(sent.Speaker))
		}
		n := 0
		for n < len(tags) && tags[n].Sent <= i {
			n++
		}
		cw.sentence(doc.Text, sent, tags[:n])
		tags = tags[n:]
	}
	_, err := cw.w.Write(nil) // the sticky error, if any
	return err
}

func (cw *CoNLLUWriter) newdoc(id string, entities bool) {
	fmt.Fprintf(cw.w, "# newdoc id = %s\n", oneLine(id))
	if entities && !cw.declared {
		cw.w.WriteString("# global.Entity = " + entityFields + "\n")
		cw.declared = true
	}
}

func (cw *CoNLLUWriter) sentence(text string, sent *Sentence, tags []EntityTag) {
	cw.w.WriteString("# text = ")
	for i := 0; i < len(sent.Tokens); {
		span, n := sent.orthographic(i)
		cw.w.WriteString(surface(span, text))
		if i += n; i < len(sent.Tokens) && sent.Tokens[i-1].SpaceAfter {
			cw.w.WriteByte(' ')
		}
	}
	cw.w.WriteByte('\n')
	entity := brackets(tags, len(sent.Tokens))
	words := 0 // up to here, words are parts of a multiword token
	for i := range sent.Tokens {
		tok := &sent.Tokens[i]
		form, space := surface(tok.Span, text), tok.SpaceAfter
		if span, n := sent.orthographic(i); n > 1 {
			words = i + n
			fmt.Fprintf(cw.w, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n",
				i+1, words, surface(span, text), misc("", sent.Tokens[words-1].SpaceAfter))
		}
		if i < words {
			form, space = oneLine(tok.Form), true
		}
		cw.word(i, form, tok, misc(entity[i], space))
	}
	cw.w.WriteByte('\n')
}

func (cw *CoNLLUWriter) word(i int, form string, tok *Token, misc string) {
	head := "_"
	if tok.Rel != "" {
		head = strconv.Itoa(tok.Head + 1)
	}
	w := cw.w
	w.WriteString(strconv.Itoa(i + 1))
	for _, col := range [...]string{form, tok.Lemma, tok.UPOS, tok.XPOS, tok.Feats, head, tok.Rel, "", misc} {
		w.WriteByte('\t')
		if col == "" {
			col = "_"
		}
		w.WriteString(oneLine(col))
	}
	w.WriteByte('\n')
}

// orthographic returns the span of the orthographic word that begins at token
// i, and its number of tokens.
func (s *Sentence) orthographic(i int) (schema.Span, int) {
	n := max(s.Tokens[i].Multi, 1)
	n = min(n, len(s.Tokens)-i)
	return s.Words(i, i+n), n
}

func misc(entity string, space bool) string {
	var parts []string
	if entity != "" {
		parts = append(parts, "Entity="+entity)
	}
	if !space {
		parts = append(parts, "SpaceAfter=No")
	}
	return strings.Join(parts, "|")
}

// surface returns the text of a token as a column can hold it.
func surface(span schema.Span, text string) string { return oneLine(span.In(text)) }

// oneLine replaces what would break a column: line ends and tabs, and bytes
// that are not UTF-8.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") && utf8.ValidString(s) {
		return s
	}
	return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(strings.ToValidUTF8(s, "\ufffd"))
}
