package nlp

import (
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// paragraphs reads one part of the body.
func (sc *scratch) paragraphs(part schema.Span) {
	part.Start = max(part.Start, sc.read, 0)
	part.End = min(part.End, len(sc.text))
	for part.Start < part.End {
		end, next := blankLine(sc.text, part)
		sc.block(schema.Span{Start: part.Start, End: end})
		part.Start = next
	}
	sc.read = max(sc.read, part.End)
}

// block reads text without blank lines. In text wrapped to some width a line
// end is a blank, unless the next word would still have fitted: then somebody
// meant it. In text with lines longer than anybody wraps, every line is a
// paragraph.
func (sc *scratch) block(span schema.Span) {
	width := lineWidth(span.In(sc.text))
	start := span.Start
	for at := start; at < span.End; {
		n := strings.IndexByte(sc.text[at:span.End], '\n')
		if n < 0 {
			break
		}
		line := len(strings.TrimSpace(sc.text[at : at+n]))
		at += n + 1
		if line > 0 && (width > maxWrap || line+1+nextWord(sc.text[at:span.End])+wrapSlack < width) {
			sc.paragraph(schema.Span{Start: start, End: at})
			start = at
		}
	}
	sc.paragraph(schema.Span{Start: start, End: span.End})
}

func (sc *scratch) paragraph(span schema.Span) {
	from := len(sc.toks)
	sc.scan(span)
	if len(sc.toks) > from {
		sc.sentences(from)
		sc.par++
	}
}

const (
	maxWrap   = 140 // no text is wrapped to longer lines, in bytes
	wrapSlack = 12  // how ragged a wrapped margin may be
)

func lineWidth(block string) int {
	width := 0
	for line := range strings.SplitSeq(block, "\n") {
		width = max(width, len(line))
	}
	return width
}

// nextWord returns the length of the first word of s.
func nextWord(s string) int {
	s = strings.TrimLeft(s, " \t\r")
	if n := strings.IndexAny(s, " \t\r\n"); n >= 0 {
		return n
	}
	return len(s)
}

// blankLine returns the end of the text before the first blank line of part,
// and the start of the text after it.
func blankLine(text string, part schema.Span) (end, next int) {
	for i := part.Start; i < part.End; i++ {
		if text[i] != '\n' && text[i] != '\r' {
			continue
		}
		j, lines := i, 0
		for j < part.End && (text[j] == '\n' || text[j] == '\r' || text[j] == ' ' || text[j] == '\t') {
			if text[j] == '\n' || text[j] == '\r' && (j+1 >= part.End || text[j+1] != '\n') {
				lines++
			}
			j++
		}
		if lines > 1 {
			return i, j
		}
		i = j - 1
	}
	return part.End, part.End
}
