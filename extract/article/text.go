package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-graph/sayso/schema"
)

// maxWrap is the widest line, in runes, that is taken to have been wrapped at a
// margin. Longer lines are paragraphs that nobody wrapped.
const maxWrap = 110

// line is a line of text without its break and outer white space.
type line struct {
	span  schema.Span
	width int // in runes
}

// paragraphs splits text into its paragraphs, white space at their edges left
// out. An empty line parts paragraphs always, a line break where it was not put
// in to keep to a margin: see continues.
func paragraphs(text string) []schema.Span {
	var out []schema.Span
	var block []line
	flush := func() {
		out = append(out, joinLines(text, block)...)
		block = block[:0]
	}
	for start := 0; start < len(text); {
		end, next := lineEnd(text, start)
		if span := trim(text, schema.Span{Start: start, End: end}); span.Empty() {
			flush()
		} else {
			block = append(block, line{span, utf8.RuneCountInString(span.In(text))})
		}
		start = next
	}
	flush()
	return out
}

// lineEnd returns where the line that starts at start ends and where the next
// one starts. Form feeds and the separators of Unicode break lines as well.
func lineEnd(text string, start int) (end, next int) {
	for i := start; i < len(text); i++ {
		switch text[i] {
		case '\n', '\f', '\v':
			return i, i + 1
		case '\r':
			if strings.HasPrefix(text[i:], "\r\n") {
				return i, i + 2
			}
			return i, i + 1
		case 0xe2:
			if strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029") {
				return i, i + 3
			}
		}
	}
	return len(text), len(text)
}

// joinLines makes paragraphs of the lines between two empty ones.
func joinLines(text string, block []line) []schema.Span {
	width := 0
	for _, l := range block {
		width = max(width, l.width)
	}
	var out []schema.Span
	for i, l := range block {
		if i > 0 && continues(text, block[i-1], l, width) {
			out[len(out)-1].End = l.span.End
			continue
		}
		out = append(out, l.span)
	}
	return out
}

// continues reports whether next goes on with the paragraph of prev: prev was
// broken because the first word of next did not fit into the width, or next
// starts in the middle of a sentence. A byline stands alone.
func continues(text string, prev, next line, width int) bool {
	words := next.span.In(text)
	if isByline(words) || isByline(prev.span.In(text)) {
		return false
	}
	first, _, _ := strings.Cut(words, " ")
	r, _ := utf8.DecodeRuneInString(words)
	if unicode.IsLower(r) && !endsSentence(prev.span.In(text)) {
		return true
	}
	return width <= maxWrap && width >= 40 && prev.width+1+utf8.RuneCountInString(first) > width
}

// isByline reports whether a line is a byline, written large as no line is
// that goes on with a sentence.
func isByline(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) && bylineForm.MatchString(s)
}

// trim takes white space and invisible characters off both ends of s.
func trim(text string, s schema.Span) schema.Span {
	in := s.In(text)
	left := len(in) - len(strings.TrimLeftFunc(in, isBlank))
	if left == len(in) {
		return schema.Span{Start: s.Start, End: s.Start}
	}
	return schema.Span{Start: s.Start + left, End: s.Start + len(strings.TrimRightFunc(in, isBlank))}
}

// endsSentence reports whether s ends in final punctuation, closing quotation
// marks and brackets aside.
func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return isBlank(r) || strings.ContainsRune("\"'”’»)]*_", r)
	})
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && strings.ContainsRune(".!?:;…。", r)
}

// readText fills in a from a plain text: all of it is Text, its head and its
// tail are metadata, the rest Body.
func readText(text string, a *schema.Article) {
	a.Text = text
	h := head{article: a, dropHeadline: true}
	a.Body = dropHeadings(text, dropTail(text, h.read(paragraphs(text))))
}

// dropHeadings takes away headings between the paragraphs: a short line that
// begins with a capital and does not end as a sentence does, between two
// paragraphs that do. Where sentences go without full stops, nothing is a
// heading.
func dropHeadings(text string, body []schema.Span) []schema.Span {
	var kept []schema.Span
	for i, p := range body {
		inside := i > 0 && i < len(body)-1
		if inside && isHeading(p.In(text)) && endsSentence(body[i-1].In(text)) && endsSentence(body[i+1].In(text)) {
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

func isHeading(s string) bool {
	const maxHeading, maxHeadingWords = 80, 10
	return len(s) <= maxHeading && !strings.ContainsAny(s, "\n\r\"“”") && startsUpper(s) && !endsSentence(s) &&
		len(strings.Fields(s)) <= maxHeadingWords
}
