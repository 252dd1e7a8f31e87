package resolve

import (
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
}

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
