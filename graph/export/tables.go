package export

import (
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

var csvHead = []string{
	"claim", "article", "url", "publisher", "published", "subject", "subject_entity", "predicate", "predicate_iri",
	"object", "object_entity", "arguments", "polarity", "modality", "tense", "time", "confidence",
	"speaker", "speaker_entity", "cue", "start", "end", "words", "sentence",
}

// writeCSV writes one line for each claim, for spreadsheets.
func writeCSV(ctx context.Context, w io.Writer, st Store, opts Options) error {
	out := csv.NewWriter(w)
	if err := out.Write(csvHead); err != nil {
		return err
	}
	for r, err := range readings(ctx, st, opts) {
		if err != nil {
			return err
		}
		index := schema.NewIndex(r.Article.Text)
		for i := range r.Claims {
			if err := out.Write(csvLine(&r.Article, index, &r.Claims[i])); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func csvLine(a *schema.Article, index *schema.Index, c *schema.Claim) []string {
	var arguments []string
	for _, arg := range c.Arguments {
		arguments = append(arguments, arg.Text)
	}
	var speaker schema.Attribution
	if c.Attribution != nil {
		speaker = *c.Attribution
	}
	var span schema.Span
	if len(c.Evidence) > 0 {
		span = c.Evidence[0]
	}
	points := index.Points(span)
	return []string{
		c.IRI, a.IRI, a.URL, a.Publisher, a.Published, c.Subject.Text, c.Subject.Entity, c.Predicate.Text, c.Predicate.IRI,
		c.Object.Text, c.Object.Entity, strings.Join(arguments, "; "), string(c.Polarity), string(c.Modality), c.Tense, c.Time,
		strconv.FormatFloat(c.Confidence, 'f', -1, 64), speaker.Source.Literal, speaker.Source.Entity, speaker.Cue,
		strconv.Itoa(points[0]), strconv.Itoa(points[1]), span.In(a.Text), c.Sentence.In(a.Text),
	}
}
