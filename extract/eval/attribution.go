package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
)

// A Role is a part of an attribution.
type Role uint8

// The roles of an attribution, in the order in which they are reported.
const (
	RoleSource Role = iota
	RoleCue
	RoleContent
	roleCount
)

func (r Role) String() string { return [...]string{"source", "cue", "content"}[r] }

// Ranges are half-open ranges of code points in an article's text. In JSON
// they are [begin, end] or a list of such pairs.
type Ranges [][2]int

// UnmarshalJSON reads one pair or several; null and an empty list are none.
func (r *Ranges) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(bytes.TrimLeft(data, "[ \t\r\n"), []byte("n")) {
		*r = nil
		return nil
	}
	var many [][2]int
	if err := json.Unmarshal(data, &many); err == nil {
		*r = many
		return nil
	}
	var one [2]int
	if err := json.Unmarshal(data, &one); err != nil {
		return err
	}
	*r = Ranges{one}
	return nil
}

// An AttributionRow is one attribution as `sayso extract --format attributions`
// writes it. A role without a span is looked up in the text by its words.
type AttributionRow struct {
	Doc         string `json:"doc"`
	Source      string `json:"source,omitempty"`
	Cue         string `json:"cue,omitempty"`
	Content     string `json:"content,omitempty"`
	SourceSpan  Ranges `json:"source_span,omitempty"`
	CueSpan     Ranges `json:"cue_span,omitempty"`
	ContentSpan Ranges `json:"content_span,omitempty"`
}

func (row *AttributionRow) role(r Role) (text string, ranges Ranges) {
	switch r {
	case RoleSource:
		return row.Source, row.SourceSpan
	case RoleCue:
		return row.Cue, row.CueSpan
	}
	return row.Content, row.ContentSpan
}

// An AttributedArticle is an article of the gold standard.
type AttributedArticle struct {
	Doc, Publisher, Date, Title, Text string
	Attributions                      []AttributedSpans
	// Discard holds boilerplate that the annotators set aside.
	Discard Ranges
}

// AttributedSpans is one attribution of the gold standard.
type AttributedSpans struct{ Source, Cue, Content Ranges }

func (a *AttributedSpans) role(r Role) Ranges {
	return [...]Ranges{a.Source, a.Cue, a.Content}[r]
}

// ReadAttributedArticles streams the gold standard, JSON Lines not compressed.
func ReadAttributedArticles(r io.Reader) iter.Seq2[*AttributedArticle, error] {
	return jsonLines[AttributedArticle](r)
}

// ReadAttributionRows streams predictions, JSON Lines.
func ReadAttributionRows(r io.Reader) iter.Seq2[*AttributionRow, error] {
	return jsonLines[AttributionRow](r)
}

// jsonLines decodes one value a line; an error is the last thing yielded.
func jsonLines[T any](r io.Reader) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, maxGoldLine)
		for n := 1; lines.Scan(); n++ {
			if len(bytes.TrimSpace(lines.Bytes())) == 0 {
				continue
			}
			v := new(T)
			if err := json.Unmarshal(lines.Bytes(), v); err != nil {
				yield(nil, fmt.Errorf("line %d: %w", n, err))
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(nil, err)
		}
	}
}
