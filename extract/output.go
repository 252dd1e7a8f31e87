package extract

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/schema"
)

// A record is one proposition as a line of JSON. Offsets count code points in
// the article's text and are end-exclusive; keys that do not apply are left
// out, except object, which is "" for an intransitive verb.
type record struct {
	Article       string        `json:"article,omitempty"`
	Sentence      string        `json:"sentence"`
	Subject       string        `json:"subject"`
	Predicate     string        `json:"predicate"`
	Object        string        `json:"object"`
	Arguments     []string      `json:"arguments,omitempty"`
	SubjectEntity string        `json:"subject_entity,omitempty"`
	ObjectEntity  string        `json:"object_entity,omitempty"`
	PredicateIRI  string        `json:"predicate_iri,omitempty"`
	Confidence    float64       `json:"confidence"`
	Polarity      string        `json:"polarity"`
	Modality      string        `json:"modality"`
	Attribution   *recordSource `json:"attribution,omitempty"`
	Time          string        `json:"time,omitempty"`
	Evidence      []recordSpan  `json:"evidence"`
}

type recordSource struct {
	Source       string        `json:"source,omitempty"`
	SourceEntity string        `json:"source_entity,omitempty"`
	Cue          string        `json:"cue,omitempty"`
	SourceSpan   *[2]int       `json:"source_span,omitempty"`
	CueSpan      *[2]int       `json:"cue_span,omitempty"`
	ContentSpan  *[2]int       `json:"content_span,omitempty"`
	Via          *recordSource `json:"via,omitempty"` // who reports that speaker
}

type recordSpan struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// WriteJSONL writes the claims of r, one a line, in the order of the text, as
// their sentences put them.
func WriteJSONL(w io.Writer, r schema.Reading) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	index := schema.NewIndex(r.Article.Text)
	for i := range r.Claims {
		if r.Claims[i].Restated {
			continue
		}
		if err := enc.Encode(newRecord(&r.Article, &r.Claims[i], index)); err != nil {
			return fmt.Errorf("write claim: %w", err)
		}
	}
	return nil
}

// newRecord gives the words as the sentence has them and the entities as the
// relation has them: "Hale was criticized by Gray" is Gray rel:criticized Hale.
func newRecord(a *schema.Article, c *schema.Claim, index *schema.Index) record {
	subject, object := &c.Subject, &c.Object
	if c.Inverse {
		subject, object = object, subject
	}
	r := record{
		Article:       a.IRI,
		Sentence:      c.Sentence.In(a.Text),
		Subject:       subject.Text,
		Predicate:     c.Predicate.Text,
		Object:        object.Text,
		SubjectEntity: c.Subject.Entity,
		ObjectEntity:  c.Object.Entity,
		PredicateIRI:  c.Predicate.IRI,
		Confidence:    c.Confidence,
		Polarity:      string(c.Polarity),
		Modality:      string(c.Modality),
		Attribution:   newRecordSource(c.Attribution, index),
		Time:          c.Time,
	}
	for _, arg := range c.Arguments {
		r.Arguments = append(r.Arguments, arg.Text)
	}
	for _, span := range c.Evidence {
		p := index.Points(span)
		r.Evidence = append(r.Evidence, recordSpan{p[0], p[1]})
	}
	return r
}

func newRecordSource(a *schema.Attribution, index *schema.Index) *recordSource {
	if a == nil {
		return nil
	}
	return &recordSource{
		Source:       a.Source.Text,
		SourceEntity: a.Source.Entity,
		Cue:          a.Cue,
		SourceSpan:   points(index, cover(a.Source.Spans)),
		CueSpan:      points(index, a.CueSpan),
		ContentSpan:  points(index, cover(a.Content)),
		Via:          newRecordSource(a.Via, index),
	}
}

func cover(spans []schema.Span) schema.Span {
	var all schema.Span
	for _, s := range spans {
		all = all.Cover(s)
	}
	return all
}

func points(index *schema.Index, s schema.Span) *[2]int {
	if s.Empty() {
		return nil
	}
	p := index.Points(s)
	return &p
}

// WriteAttributions writes who said what, one attribution a line.
func WriteAttributions(w io.Writer, an *Analysis) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	id := cmp.Or(an.Article.ID, an.Article.IRI)
	for _, row := range attribution.Rows(an.Doc, schema.NewIndex(an.Doc.Text), id, an.Attributions) {
		if err := enc.Encode(row); err != nil {
			return fmt.Errorf("write attribution: %w", err)
		}
	}
	return nil
}

// WriteText writes the claims of r for a person: each sentence once, and below
// it what it says, with the speaker where it is not the article itself.
func WriteText(w io.Writer, r schema.Reading) error {
	var b strings.Builder
	if r.Article.Title != "" {
		fmt.Fprintf(&b, "# %s\n", r.Article.Title)
	}
	last := schema.Span{}
	for i := range r.Claims {
		c := &r.Claims[i]
		if c.Sentence != last {
			fmt.Fprintf(&b, "\n%s\n", strings.Join(strings.Fields(c.Sentence.In(r.Article.Text)), " "))
			last = c.Sentence
		}
		fmt.Fprintf(&b, "  %s\n", line(c))
	}
	if b.Len() == 0 {
		return nil
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}

// line writes a claim as "subject – predicate – object – argument (remarks)".
func line(c *schema.Claim) string {
	parts := []string{c.Subject.Text, c.Wording()}
	if c.Object.Text != "" {
		parts = append(parts, c.Object.Text)
	}
	for _, arg := range c.Arguments {
		parts = append(parts, arg.Text)
	}
	var remarks []string
	if c.Polarity == schema.Negative {
		remarks = append(remarks, "negated")
	}
	if c.Modality != schema.Asserted {
		remarks = append(remarks, string(c.Modality))
	}
	for a := c.Attribution; a != nil; a = a.Via {
		remarks = append(remarks, saidBy(a, c.Modality))
	}
	text := strings.Join(parts, " – ")
	if len(remarks) > 0 {
		text += " (" + strings.Join(remarks, ", ") + ")"
	}
	return strings.Join(strings.Fields(text), " ")
}

// saidBy is the remark that tells who says a claim of modality m, and whether he is
// believed to be wrong or not even known to say so.
func saidBy(a *schema.Attribution, m schema.Modality) string {
	name := cmp.Or(a.Source.Text, "somebody")
	switch {
	case a.Disbelief:
		return "wrongly says " + name
	case a.Hypothesis && m == schema.Possible:
		return "not stated by " + name
	}
	return "says " + name
}
