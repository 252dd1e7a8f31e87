package schema

import (
	"sort"
	"unicode/utf8"
)

// A Span is a half-open range of bytes, [Start, End), in an article's text as
// read. Every other unit (code points in files and quads) is converted at the
// border, by an [Index].
type Span struct{ Start, End int }

// Len returns the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Cover returns the smallest span that holds both; an empty span adds nothing.
func (s Span) Cover(t Span) Span {
	switch {
	case s.Empty():
		return t
	case t.Empty():
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// In returns the part of text that s covers.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// An Index converts byte offsets of one text to code-point offsets and back,
// each in the time of scanning at most indexStep bytes.
type Index struct {
	text  string
	runes []int // runes[i]: code points before byte i*indexStep
}

const indexStep = 256

// NewIndex scans text once.
func NewIndex(text string) *Index {
	ix := &Index{text: text, runes: make([]int, 0, len(text)/indexStep+1)}
	n := 0
	for i := 0; i < len(text); i++ {
		if i%indexStep == 0 {
			ix.runes = append(ix.runes, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	return ix
}

// Runes returns the number of code points before byte offset i, which must be
// at the start of a code point or the end of the text.
func (ix *Index) Runes(i int) int {
	if len(ix.runes) == 0 {
		return 0
	}
	block := min(i/indexStep, len(ix.runes)-1)
	n := ix.runes[block]
	for j := block * indexStep; j < i; j++ {
		if utf8.RuneStart(ix.text[j]) {
			n++
		}
	}
	return n
}

// Points returns s in code points, [start, end).
func (ix *Index) Points(s Span) [2]int { return [2]int{ix.Runes(s.Start), ix.Runes(s.End)} }

// Offset returns the byte offset of code point n: the inverse of [Index.Runes].
// It reports false when the text holds fewer code points.
func (ix *Index) Offset(n int) (int, bool) {
	if n < 0 {
		return 0, false
	}
	block := max(sort.SearchInts(ix.runes, n+1)-1, 0)
	count, i := 0, block*indexStep
	if len(ix.runes) > 0 {
		count = ix.runes[block]
	}
	for ; i < len(ix.text); i++ {
		if !utf8.RuneStart(ix.text[i]) {
			continue
		}
		if count == n {
			return i, true
		}
		count++
	}
	return len(ix.text), count == n
}

// Bytes returns the span of the code points [start, end). It reports false
// when they are not a range of the text.
func (ix *Index) Bytes(start, end int) (Span, bool) {
	from, ok := ix.Offset(start)
	to, ok2 := ix.Offset(end)
	return Span{from, to}, ok && ok2 && start <= end
}
