package resolve

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/extract/openie"
	"github.com/sayso-graph/sayso/schema"
)

// attribute sets whose words a proposition is: those of the attribution that
// it names, else the article's.
func (b *builder) attribute(c *schema.Claim, p *openie.Proposition, attrs []attribution.Attribution) {
	at := p.Attribution
	if at < 0 || at >= len(attrs) {
		return
	}
	c.Attribution = b.speaker(at, attrs, len(attrs))
	if c.Modality == schema.Asserted {
		c.Modality = schema.Reported
	}
	if c.Attribution.Quoted && c.Attribution.Source.Entity != "" {
		b.speaksOfHimself(c)
	}
}

// speaksOfHimself makes "I" and "me" in quotation marks the speaker: who speaks
// may be named behind the quotation, after the pronoun was resolved.
func (b *builder) speaksOfHimself(c *schema.Claim) {
	terms := []*schema.Term{&c.Subject, &c.Object}
	for i := range c.Arguments {
		terms = append(terms, &c.Arguments[i].Term)
	}
	for _, t := range terms {
		words := strings.Fields(t.Text)
		if n := len(words); n > 0 && n <= 2 && firstPerson[strings.ToLower(words[n-1])] {
			t.Entity = c.Attribution.Source.Entity
		}
	}
}

// firstPerson are the forms of "I" that stand alone.
var firstPerson = map[string]bool{"i": true, "me": true, "myself": true}

// speaker makes the chain of speakers from attribution at outwards, at most
// depth long: indices that go in circles end there.
func (b *builder) speaker(at int, attrs []attribution.Attribution, depth int) *schema.Attribution {
	if at < 0 || at >= len(attrs) || depth == 0 {
		return nil
	}
	a := &attrs[at]
	out := &schema.Attribution{
		Cue: a.Cue.Span(b.doc).In(b.doc.Text), CueSpan: a.Cue.Span(b.doc),
		Quoted: a.Quoted, Anonymous: a.Anonymous, Disbelief: a.Disbelief, Hypothesis: a.Hypothesis,
		Via: b.speaker(a.Via, attrs, depth-1),
	}
	for _, part := range a.Content {
		out.Content = append(out.Content, part.Span(b.doc))
	}
	if !a.Source.Absent() {
		out.Source = b.source(a)
	}
	return out
}

// source resolves the noun phrase that names a speaker.
func (b *builder) source(a *attribution.Attribution) schema.Term {
	span := a.Source.Span(b.doc)
	t := schema.Term{Text: span.In(b.doc.Text), Spans: a.Source.Spans(b.doc)}
	t.Literal = t.Text
	i, ok := b.inv.heads[[2]int{a.Source.Sent, a.Speaker}]
	if !ok || b.inv.of[i] == nil {
		return t
	}
	thing := b.inv.of[i]
	thing.used = true
	t.Entity = thing.entity.IRI
	if len(a.Source.Tokens) == 1 && b.doc.Sents[a.Source.Sent].Tokens[a.Speaker].UPOS == "PRON" {
		if name := b.antecedent(a.Source.Sent, a.Speaker); name != "" {
			t.Literal = name
		}
	}
	return t
}
