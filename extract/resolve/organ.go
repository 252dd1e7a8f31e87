package resolve

import (
	"slices"

	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/openie"
	"github.com/sayso-graph/sayso/schema"
)

// organs are parts of an organization whose deeds are the organization's;
// mouthpieces are persons whose words are.
var (
	organs = set(`committee commission council board panel office department secretariat delegation bureau division
	directorate court executive leadership management assembly presidency`)
	mouthpieces = set(`spokesperson spokesman spokeswoman`)
)

// organConfidence is what remains of the confidence of a claim about an organ
// in the one about its organization.
const organConfidence = 0.9

// OrganRule names the rule that gives an organization the deeds of its
// organs.
const OrganRule = "organ acts for its organization"

// actFor adds to a claim about an organ ("the ILO Committee of Experts
// requested") the one about its organization ("ILO requested"), where the
// organ's name begins with the organization's. What is expected of the one is not
// expected of the other, and an organ with an acronym of its own acts for itself.
func (b *builder) actFor(c schema.Claim, p *openie.Proposition, attrs []attribution.Attribution) {
	subject, _ := p.Folded()
	if subject.Head < 0 || p.Rule == "possessive" || c.Modality == schema.Possible || c.Modality == schema.Necessary {
		return
	}
	s := &b.doc.Sents[p.Sent]
	if !b.isOrgan(p, &subject, attrs) {
		return
	}
	owner := b.ownerOf(p.Sent, s, subject.Head)
	if owner < 0 {
		return
	}
	t := b.inv.of[owner]
	t.used = true
	c.Subject = schema.Term{
		Text: t.entity.Name, Literal: t.entity.Name, Entity: t.entity.IRI,
		Spans: []schema.Span{b.inv.span(owner)},
	}
	c.Subject.Text = c.Subject.Spans[0].In(b.doc.Text)
	c.Rule, c.Confidence, c.IRI = OrganRule, c.Confidence*organConfidence, ""
	c.Restated = true
	b.claims = append(b.claims, c)
}

// isOrgan reports whether the subject of p acts for an organization: "the
// company's executive" does, but not its chief executive, who is a person.
func (b *builder) isOrgan(p *openie.Proposition, subject *openie.Slot, attrs []attribution.Attribution) bool {
	t := b.referent(p.Sent, subject)
	if t == nil {
		return false
	}
	head := fold(b.doc.Sents[p.Sent].Tokens[subject.Head].Lemma)
	if mouthpieces[head] {
		return slices.ContainsFunc(attrs, func(a attribution.Attribution) bool { return a.Cue.Sent == p.Sent && a.Verb == p.Verb })
	}
	return organs[head] && t.entity.Type != schema.Person && !slices.ContainsFunc(t.names, isAcronym)
}

// ownerOf returns the mention of the organization that stands before an
// organ's head as part of its name or as its possessor, -1 when none does. A
// place is none: what "Kenya's High Court" orders is not ordered by Kenya.
func (b *builder) ownerOf(sent int, s *nlp.Sentence, head int) int {
	for k := range head {
		t := &s.Tokens[k]
		if t.Head != head || !nlp.IsRel(t.Rel, "compound") && t.Rel != "nmod:poss" {
			continue
		}
		if i, ok := b.inv.heads[[2]int{sent, k}]; ok && b.inv.of[i] != nil {
			if e := &b.inv.of[i].entity; e.Named && e.Type == schema.Organization {
				return i
			}
		}
	}
	return -1
}
