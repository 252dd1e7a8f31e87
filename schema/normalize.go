package schema

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Normalize puts a reading into the one form that its quads stand for:
// entities sorted by IRI, claims in the order of the text with one claim for
// an IRI, spans sorted, no empty spans, and confidences with the digits that
// are stored. It fills in IRIs of claims and literals of terms that are
// missing. Equal readings are then equal in Go's sense too.
func (r *Reading) Normalize() {
	if r.Article.IRI == "" {
		r.Article.IRI = ArticleIRI(r.Article.URL, r.Article.ID, r.Article.Text)
	}
	r.Article.Body = sortedSpans(r.Article.Body)
	r.normalizeEntities()
	r.normalizeClaims()
}

func (r *Reading) normalizeEntities() {
	for i := range r.Entities {
		e := &r.Entities[i]
		if e.Type == "" {
			e.Type = Other
		}
		e.Aliases = sortedStrings(e.Aliases)
		e.SameAs = sortedStrings(e.SameAs)
		e.Mentions = sortedSpans(e.Mentions)
	}
	slices.SortStableFunc(r.Entities, func(a, b Entity) int { return cmp.Compare(a.IRI, b.IRI) })
	r.Entities = slices.CompactFunc(r.Entities, func(a, b Entity) bool { return a.IRI == b.IRI })
	r.Entities = orNil(r.Entities)
}

func (r *Reading) normalizeClaims() {
	for i := range r.Claims {
		c := &r.Claims[i]
		c.normalize()
		if c.IRI == "" {
			c.IRI = ClaimIRI(r.Article.IRI, c)
		}
	}
	// The surest of the claims that share an IRI comes first and stays.
	slices.SortStableFunc(r.Claims, func(a, b Claim) int {
		return cmp.Or(compareSpans(a.Sentence, b.Sentence), compareFirst(a.Evidence, b.Evidence),
			cmp.Compare(a.IRI, b.IRI), cmp.Compare(b.Confidence, a.Confidence))
	})
	seen := make(map[string]bool, len(r.Claims))
	r.Claims = slices.DeleteFunc(r.Claims, func(c Claim) bool {
		dup := seen[c.IRI]
		seen[c.IRI] = true
		return dup
	})
	r.Claims = orNil(r.Claims)
}

func (c *Claim) normalize() {
	c.Subject.normalize()
	c.Object.normalize()
	for i := range c.Arguments {
		c.Arguments[i].Term.normalize()
	}
	c.Arguments = orNil(c.Arguments)
	c.Predicate.Spans = sortedSpans(c.Predicate.Spans)
	c.Evidence = sortedSpans(c.Evidence)
	if c.Sentence.Empty() {
		c.Sentence = Span{}
	}
	c.Confidence = roundConfidence(c.Confidence)
	c.Polarity = cmp.Or(c.Polarity, Positive)
	c.Modality = cmp.Or(c.Modality, Asserted)
	for a := c.Attribution; a != nil; a = a.Via {
		a.Source.normalize()
		a.Content = sortedSpans(a.Content)
		if a.CueSpan.Empty() {
			a.CueSpan = Span{}
		}
	}
}

func (t *Term) normalize() {
	t.Spans = sortedSpans(t.Spans)
	if t.Literal == "" {
		t.Literal = t.Text
	}
	if t.Literal == "" && t.Entity == "" {
		*t = Term{} // neither words nor a thing: there is no term
	}
}

// confidenceDigits is the number of decimals that a confidence is kept with.
const confidenceDigits = 4

func roundConfidence(c float64) float64 {
	if math.IsNaN(c) {
		return 0
	}
	scale := math.Pow10(confidenceDigits)
	return math.Round(min(max(c, 0), 1)*scale) / scale
}

func compareSpans(a, b Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

func compareFirst(a, b []Span) int {
	if len(a) == 0 || len(b) == 0 {
		return cmp.Compare(len(a), len(b))
	}
	return compareSpans(a[0], b[0])
}

func sortedSpans(spans []Span) []Span {
	spans = slices.DeleteFunc(slices.Clone(spans), Span.Empty)
	slices.SortFunc(spans, compareSpans)
	return orNil(slices.Compact(spans))
}

func sortedStrings(s []string) []string {
	s = slices.DeleteFunc(slices.Clone(s), func(v string) bool { return strings.TrimSpace(v) == "" })
	slices.Sort(s)
	return orNil(slices.Compact(s))
}

// orNil makes empty slices equal to absent ones.
func orNil[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return s
}

// clone copies what Normalize changes.
func (r Reading) clone() Reading {
	r.Entities = slices.Clone(r.Entities)
	r.Claims = slices.Clone(r.Claims)
	for i := range r.Claims {
		c := &r.Claims[i]
		c.Arguments = slices.Clone(c.Arguments)
		c.Attribution = c.Attribution.clone()
	}
	return r
}

func (a *Attribution) clone() *Attribution {
	if a == nil {
		return nil
	}
	b := *a
	b.Via = a.Via.clone()
	return &b
}
