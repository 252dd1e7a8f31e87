package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/schema"
)

// reading renders the claims that a text gives: subject, predicate and object,
// "not", the speaker.
func reading(p *Pipeline, text string) []string {
	r := p.Analyze(schema.Article{IRI: "urn:sayso:article:test", Text: text, Language: "en"}).Reading
	var out []string
	for i := range r.Claims {
		c := &r.Claims[i]
		parts := []string{named(&c.Subject), schema.LocalName(c.Predicate.IRI), named(&c.Object)}
		if c.Polarity == schema.Negative {
			parts = append(parts, "not")
		}
		if !slices.Contains([]schema.Modality{schema.Asserted, schema.Reported}, c.Modality) {
			parts = append(parts, string(c.Modality))
		}
		if c.Attribution != nil {
			parts = append(parts, "by "+named(&c.Attribution.Source))
		}
		out = append(out, strings.Join(parts, " | "))
	}
	return out
}

// named is the name of what a term refers to, or its words; what has no name
// of its own is shown without the hash of its place.
func named(t *schema.Term) string {
	if t.Entity == "" {
		return t.Literal
	}
	name := schema.LocalName(t.Entity)
	if i := strings.LastIndexByte(name, ' '); i > 0 && len(name)-i == 9 && name[i+1:] == strings.ToLower(name[i+1:]) {
		return name[:i]
	}
	return name
}

// Sentences that were read wrongly once, with claims that they give and do not
// give.
func TestSentencesGiveTheirClaims(t *testing.T) {
	p := pipeline(t)
	for _, test := range []struct {
		name, text string
		want, not  []string
	}{
		{
			"who denies doing something denies that he did it",
			"Jonas Keller denied having taken bribes.",
			[]string{"Jonas Keller | denied | having taken bribes", "Jonas Keller | took | bribes | not | by Jonas Keller"},
			nil,
		},
		{
			"I is who speaks, though he is named behind",
			"Anna Weber called Jonas Keller a liar. \"I am not,\" Keller replied.",
			[]string{"Jonas Keller | was |  | not | by Jonas Keller"},
			nil,
		},
	} {
		got := reading(p, test.text)
		for _, want := range test.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %q is not among\n\t%s", test.name, want, strings.Join(got, "\n\t"))
			}
		}
		for _, not := range test.not {
			if slices.Contains(got, not) {
				t.Errorf("%s: %q", test.name, not)
			}
		}
	}
}
