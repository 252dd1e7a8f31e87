package query

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// An accusation is what one entity holds against another.
type accusation struct {
	accuser, accused string   // the accuser is "" where a passive leaves him out
	charge           []string // of what, in content words
}

// accusing are the verbs of accusations, by lemma.
var accusing = words("accuse charge suspect blame")

// accusationOf returns the accusation that a claim makes.
func accusationOf(c *schema.Claim) (accusation, bool) {
	if !accusing[verb(c)] || c.Polarity != schema.Positive {
		return accusation{}, false
	}
	a := accusation{accuser: c.Subject.Entity, accused: c.Object.Entity}
	if act, ok := actOf(c); ok && act.passive {
		a.accuser, a.accused, a.charge = "", c.Subject.Entity, contentWords(&c.Object)
	}
	for i := range c.Arguments {
		if c.Arguments[i].Role == "" {
			a.charge = append(a.charge, contentWords(&c.Arguments[i].Term)...)
		}
	}
	return a, a.accused != ""
}

// denyAccusation adds a claim that denies an accusation to the accusation, and
// to what its sentence says of the accused.
func (d *disputes) denyAccusation(other *ClaimRow) {
	c := &other.Claim
	if !denials[verb(c)] || c.Polarity != schema.Positive {
		return
	}
	for _, row := range d.accused[c.Subject.Entity] {
		a, _ := accusationOf(&row.Claim)
		if a.accuser == c.Subject.Entity || !sameTime(other, row) || !d.answers(other, row, &a) {
			continue
		}
		row.against(other)
		for _, said := range d.of[subject{row.Article.IRI, a.accused}] {
			if said.Claim.Sentence == row.Claim.Sentence && said.Claim.Modality == schema.Reported && positive(&said.Claim) {
				said.against(other)
			}
		}
	}
}

// answers reports whether a denial is one of an accusation: in the same article
// it may be called so ("the charge", "it", "any wrongdoing"), everywhere it is
// known by the words of the charge ("any corruption").
func (d *disputes) answers(denial, row *ClaimRow, a *accusation) bool {
	what := &denial.Claim.Object
	if denial.Article.IRI == row.Article.IRI && (isAccount(what) || anyWord(what, charges) || pronouns[strings.ToLower(what.Text)]) {
		return true
	}
	said := slices.DeleteFunc(contentWords(what), func(w string) bool { return filling[w] })
	return len(said) > 0 && !slices.ContainsFunc(said, func(w string) bool { return !slices.Contains(a.charge, w) })
}

var (
	// charges are what somebody denies who denies all that is held against him.
	charges  = words("wrongdoing guilt misconduct involvement everything")
	pronouns = words("it this that them these those")
	// filling are words that tell no charge from another.
	filling = words("a an the any all his her its their of to in on for having ever been being that he she it they")
)

// denyBriefly adds what somebody says in no more words than "I am not" to what
// was said of him last, by somebody else.
func (d *disputes) denyBriefly(other *ClaimRow) {
	c := &other.Claim
	if c.Polarity != schema.Negative || !isBrief(c) || c.Attribution == nil || c.Attribution.Source.Entity != c.Subject.Entity {
		return
	}
	for _, row := range d.lastSaidOf(c.Subject.Entity, other) {
		row.against(other)
	}
}

// lastSaidOf returns what others say of somebody, or accuse him of, in the last
// sentence before a claim that does.
func (d *disputes) lastSaidOf(whom string, before *ClaimRow) []*ClaimRow {
	var last []*ClaimRow
	for _, row := range slices.Concat(d.of[subject{before.Article.IRI, whom}], d.accused[whom]) {
		c := &row.Claim
		byOther := accusing[verb(c)] || c.Attribution != nil && c.Attribution.Source.Entity != whom
		if row.Article.IRI != before.Article.IRI || c.Sentence.Start >= before.Claim.Sentence.Start || !byOther || !held(c) || !positive(c) {
			continue
		}
		if len(last) > 0 && c.Sentence.Start > last[0].Claim.Sentence.Start {
			last = last[:0]
		}
		if len(last) == 0 || c.Sentence.Start == last[0].Claim.Sentence.Start {
			last = append(last, row)
		}
	}
	return last
}

// auxiliaries are verbs that stand for another one, by lemma.
var auxiliaries = words("be do have can will would could should")

// isBrief reports whether a claim leaves unsaid what it affirms or denies.
func isBrief(c *schema.Claim) bool {
	return c.Object.Text == "" && len(c.Arguments) == 0 && auxiliaries[c.Predicate.Lemma]
}
