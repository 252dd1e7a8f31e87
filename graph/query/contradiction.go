package query

import (
	"slices"
	"strings"
	"time"

	"github.com/sayso-graph/sayso/schema"
)

// A saying is who is said to do what, without the words for the rest: what two
// claims share that may contradict each other.
type saying struct{ subject, predicate string }

// sayingsOf returns the sayings of a claim: its predicate with what says the
// same, its verb without a preposition ("resigned from"), and as a passive what
// it says of its object.
func sayingsOf(c *schema.Claim) []saying {
	if isBrief(c) {
		return nil // what it says stands before it
	}
	out := []saying{{termKey(&c.Subject), predicateKey(c.Predicate.IRI)}}
	act, ok := actOf(c)
	if !ok {
		return out
	}
	if c.Object.Literal != "" && !act.passive && !act.oblique && act.verb != "be" {
		out = append(out, saying{termKey(&c.Object), passivePrefix + act.verb})
	}
	if act.passive {
		act.verb = passivePrefix + act.verb
	}
	return append(out, saying{termKey(&c.Subject), act.verb})
}

// descriptionOf returns the saying of a claim with the description of its
// subject in the subject's place, where it has no name.
func descriptionOf(row *ClaimRow) (saying, bool) {
	c := &row.Claim
	if c.Subject.Entity == "" || row.names[c.Subject.Entity] {
		return saying{}, false
	}
	return saying{wordKey(&c.Subject), predicateKey(c.Predicate.IRI)}, true
}

const passivePrefix = "passive "

// An act is the verb of a claim in the form in which it can be compared: no
// tense, no auxiliaries, no preposition.
type act struct {
	verb             string
	passive, oblique bool // oblique: its object stands behind a preposition
}

// actOf returns the act of a claim; what schema.org names is none.
func actOf(c *schema.Claim) (act, bool) {
	name, ok := strings.CutPrefix(c.Predicate.IRI, relPrefix)
	if !ok || c.Predicate.Lemma == "" {
		return act{}, false
	}
	words := strings.Fields(c.Predicate.Lemma)
	if words[0] == "be" {
		return act{verb: "be"}, true
	}
	a := act{passive: strings.HasPrefix(name, "was_")}
	if last := len(words) - 1; last > 0 && c.Object.Literal != "" && prepositions[words[last]] {
		words, a.oblique = words[:last], true
	}
	a.verb = strings.Join(words, " ")
	return a, true
}

// prepositions are those that a predicate may end with before its object.
var prepositions = words("about after against among around as at before between by during for from in into of on over since through to toward towards under until with within without")

// contradicts reports whether two claims that have a saying in common cannot
// both hold: what one denies the other affirms, of the same or more closely.
func contradicts(s saying, a, b *schema.Claim) bool {
	if positive(a) == positive(b) || !held(a) || !held(b) {
		return false
	}
	denial, affirmed := a, b
	if positive(a) {
		denial, affirmed = b, a
	}
	no, _ := actOf(denial)
	yes, _ := actOf(affirmed)
	switch {
	case s.predicate == predicateKey(a.Predicate.IRI):
		return sameObject(&a.Object, &b.Object)
	case s.predicate == "be":
		return within(complement(denial), complement(affirmed))
	case strings.HasPrefix(s.predicate, passivePrefix):
		return no.passive && denial.Object.Literal == "" // who was not paid was paid by nobody
	}
	return denial.Object.Literal == "" && yes.oblique // who did not resign did not resign on Monday
}

// complement returns the words of what a claim says that something is.
func complement(c *schema.Claim) []string {
	return append(strings.Fields(c.Predicate.Lemma)[1:], contentWords(&c.Object)...)
}

// held reports whether somebody holds a claim for true, or for possible: what
// is asked for, asked or supposed is not denied by what is.
func held(c *schema.Claim) bool {
	return c.Modality == schema.Asserted || c.Modality == schema.Reported || c.Modality == schema.Possible
}

// positive reports which side a claim takes: one whose reporter disbelieves it
// is put positively and meant negatively.
func positive(c *schema.Claim) bool {
	return (c.Polarity == schema.Positive) != (c.Attribution != nil && c.Attribution.Disbelief)
}

// sameObject reports whether two objects are one, or one is put more closely:
// all words of the shorter one are in the other. What is an entity in one claim
// alone, because only there something else is said of it, has its words in both.
func sameObject(a, b *schema.Term) bool {
	switch {
	case a.Entity != "" && b.Entity != "":
		return a.Entity == b.Entity
	case a.Entity != "" || b.Entity != "":
		return fold(wordKey(a)) == fold(wordKey(b))
	}
	return within(contentWords(a), contentWords(b))
}

// within reports whether all words of the shorter one of two lists are in the
// other.
func within(x, y []string) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	return (len(x) > 0 || len(y) == 0) && !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
}

// oneStory reports whether two articles, by two of their claims, mean one thing
// by one description. What has no name is an entity of its own in each article;
// "the bridge" of two articles is one bridge where both name a third thing, and
// lie close together.
func oneStory(a, b *ClaimRow) bool {
	if a.Article.IRI == b.Article.IRI || !near(a, b, descriptionDays) {
		return false
	}
	for name := range a.names {
		if b.names[name] {
			return true
		}
	}
	return false
}

const (
	// disputeDays is how far apart in days two articles may be to speak of the
	// same event or account.
	disputeDays = 366
	// descriptionDays is how far apart they may be to mean one thing by "the
	// bridge".
	descriptionDays = 31
)

// sameTime reports whether two claims can be of one event: their times, or
// the days of their articles, do not lie too far apart. What has no date fits
// all.
func sameTime(a, b *ClaimRow) bool {
	if x, y := a.Claim.Time, b.Claim.Time; len(x) >= 4 && len(y) >= 4 {
		return x[:4] == y[:4]
	}
	return near(a, b, disputeDays)
}

// near reports whether the articles of two claims lie at most so many days
// apart.
func near(a, b *ClaimRow, days int) bool {
	x, err1 := time.Parse(time.DateOnly, day(a.Article.Published))
	y, err2 := time.Parse(time.DateOnly, day(b.Article.Published))
	return err1 != nil || err2 != nil || x.Sub(y).Abs() <= time.Duration(days)*24*time.Hour
}

func day(published string) string { return published[:min(len(published), len(time.DateOnly))] }
