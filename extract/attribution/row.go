package attribution

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// A Row is an attribution as `sayso extract --format attributions` writes it;
// offsets count code points.
type Row struct {
	Doc         string   `json:"doc"`
	Source      string   `json:"source,omitempty"`
	Cue         string   `json:"cue,omitempty"`
	Content     string   `json:"content,omitempty"`
	SourceSpan  *[2]int  `json:"source_span,omitempty"`
	CueSpan     *[2]int  `json:"cue_span,omitempty"`
	ContentSpan [][2]int `json:"content_span,omitempty"`
}

// Rows writes attributions of doc, whose text ix indexes, as rows named id.
// What a speaker reports of others stands in his own row only: attributions
// inside another's content are left out, as PolNeAR does.
// Source and cue are one span each: the source from its first word to its
// last, the cue without what stands away from its verb. The pieces of the
// content touch where nothing but white space is between them.
func Rows(doc *nlp.Doc, ix *schema.Index, id string, all []Attribution) []Row {
	var rows []Row
	for i := range all {
		a := &all[i]
		if a.Via >= 0 {
			continue
		}
		row := Row{Doc: id}
		row.Source, row.SourceSpan = one(doc, ix, a.Source.Span(doc))
		row.Cue, row.CueSpan = one(doc, ix, a.cueSpan(doc))
		var texts []string
		for _, span := range a.ContentSpans(doc) {
			texts = append(texts, span.In(doc.Text))
			row.ContentSpan = append(row.ContentSpan, ix.Points(span))
		}
		row.Content = strings.Join(texts, " ")
		rows = append(rows, row)
	}
	return rows
}

func one(doc *nlp.Doc, ix *schema.Index, span schema.Span) (string, *[2]int) {
	if span.Empty() {
		return "", nil
	}
	points := ix.Points(span)
	return span.In(doc.Text), &points
}

// cueSpan is the run of neighbouring cue words that holds the verb.
func (a *Attribution) cueSpan(doc *nlp.Doc) schema.Span {
	if a.Cue.Absent() {
		return schema.Span{}
	}
	verb := doc.Sents[a.Cue.Sent].Tokens[a.Verb].Span
	for _, span := range a.Cue.Spans(doc) {
		if span.Contains(verb) {
			return span
		}
	}
	return verb
}

// ContentSpans returns the passages of the content in order; passages with
// only white space between them are one.
func (a *Attribution) ContentSpans(doc *nlp.Doc) []schema.Span {
	var out []schema.Span
	for _, p := range a.Content {
		for _, span := range p.Spans(doc) {
			if n := len(out); n > 0 && strings.TrimSpace(doc.Text[out[n-1].End:span.Start]) == "" {
				out[n-1].End = span.End
				continue
			}
			out = append(out, span)
		}
	}
	return out
}
