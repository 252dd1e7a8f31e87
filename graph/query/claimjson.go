package query

import "github.com/sayso-graph/sayso/schema"

// claimJSON is a claim as `sayso extract --format jsonl` writes it, with its
// article and what was found about it beside.
type claimJSON struct {
	Claim         string       `json:"claim"`
	Article       string       `json:"article"`
	URL           string       `json:"url,omitempty"`
	Title         string       `json:"title,omitempty"`
	Publisher     string       `json:"publisher,omitempty"`
	Published     string       `json:"published,omitempty"`
	Sentence      string       `json:"sentence"`
	Subject       string       `json:"subject"`
	Predicate     string       `json:"predicate"`
	Object        string       `json:"object"`
	Arguments     []string     `json:"arguments,omitempty"`
	SubjectEntity string       `json:"subject_entity,omitempty"`
	ObjectEntity  string       `json:"object_entity,omitempty"`
	PredicateIRI  string       `json:"predicate_iri"`
	Confidence    float64      `json:"confidence"`
	Polarity      string       `json:"polarity"`
	Modality      string       `json:"modality"`
	Tense         string       `json:"tense,omitempty"`
	Stated        bool         `json:"stated"`
	Attribution   *sourceJSON  `json:"attribution,omitempty"`
	Time          string       `json:"time,omitempty"`
	Evidence      []Passage    `json:"evidence"`
	Sources       []ArticleRow `json:"sources,omitempty"`
	Against       []ClaimRow   `json:"against,omitempty"`
}

type sourceJSON struct {
	Source       string      `json:"source,omitempty"`
	SourceEntity string      `json:"source_entity,omitempty"`
	Cue          string      `json:"cue,omitempty"`
	SourceSpan   *[2]int     `json:"source_span,omitempty"`
	CueSpan      *[2]int     `json:"cue_span,omitempty"`
	ContentSpan  *[2]int     `json:"content_span,omitempty"`
	Via          *sourceJSON `json:"via,omitempty"`
}

// MarshalJSON writes the row with the keys of `sayso extract --format jsonl`.
func (r ClaimRow) MarshalJSON() ([]byte, error) {
	c := &r.Claim
	out := claimJSON{
		Claim: c.IRI, Article: r.Article.IRI, URL: r.Article.URL, Title: r.Article.Title,
		Publisher: r.Article.Publisher, Published: r.Article.Published, Sentence: r.Sentence,
		Subject: c.Subject.Text, Predicate: c.Predicate.Text, Object: c.Object.Text,
		SubjectEntity: c.Subject.Entity, ObjectEntity: c.Object.Entity, PredicateIRI: c.Predicate.IRI,
		Confidence: c.Confidence, Polarity: string(c.Polarity), Modality: string(c.Modality), Tense: c.Tense,
		Stated: c.Stated(), Attribution: r.source(c.Attribution), Time: c.Time,
		Evidence: r.Evidence, Sources: r.Sources, Against: r.Against,
	}
	for i := range c.Arguments {
		out.Arguments = append(out.Arguments, c.Arguments[i].Text)
	}
	return marshal(out)
}

func (r *ClaimRow) source(a *schema.Attribution) *sourceJSON {
	if a == nil {
		return nil
	}
	return &sourceJSON{
		Source: a.Source.Text, SourceEntity: a.Source.Entity, Cue: a.Cue, Via: r.source(a.Via),
		SourceSpan: r.points(a.Source.Spans...), CueSpan: r.points(a.CueSpan), ContentSpan: r.points(a.Content...),
	}
}

// points returns the range of code points that spans cover, nil for none.
func (r *ClaimRow) points(spans ...schema.Span) *[2]int {
	var cover schema.Span
	for _, s := range spans {
		cover = cover.Cover(s)
	}
	if cover.Empty() || r.index == nil {
		return nil
	}
	p := r.index.Points(cover)
	return &p
}
