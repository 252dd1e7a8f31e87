package query

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/sayso-graph/sayso/schema"
)

// disputed yields the claims of the filter that another claim denies:
//
//   - one with the same proposition and the other polarity;
//   - one whose speaker disbelieves it;
//   - one by which somebody rejects what its speaker says ("denied the
//     allegations", "called the report baseless").
//
// It holds all claims in memory.
func disputed(ctx context.Context, r reader, f Filter) iter.Seq2[ClaimRow, error] {
	return func(yield func(ClaimRow, error) bool) {
		d := newDisputes()
		for row, err := range selected(ctx, r, Filter{}) {
			if err != nil {
				yield(ClaimRow{}, err)
				return
			}
			d.add(&row)
		}
		for _, row := range d.rows {
			d.deny(row)
		}
		for _, row := range d.rows {
			if len(row.Against) > 0 && f.matches(row) && (f.Article == "" || f.Article == row.Article.IRI) && appeared(row.Article.Published, f.Since, f.Until) && !yield(*row, nil) {
				return
			}
		}
	}
}

// disputes keeps claims by what can be said against them.
type disputes struct {
	rows []*ClaimRow
	said map[saying][]*ClaimRow
	by   map[string][]*ClaimRow // by the entity that says so

	authors  map[string][]string        // entities by the account that they wrote
	speakers map[string]map[string]bool // entities that speak, by article
}

// A saying is who is said to do what, without the words for the rest.
type saying struct{ subject, predicate string }

func sayingOf(c *schema.Claim) saying {
	return saying{termKey(&c.Subject), predicateKey(c.Predicate.IRI)}
}

func newDisputes() *disputes {
	return &disputes{
		said: map[saying][]*ClaimRow{}, by: map[string][]*ClaimRow{},
		authors: map[string][]string{}, speakers: map[string]map[string]bool{},
	}
}

// add takes in a claim.
func (d *disputes) add(row *ClaimRow) {
	d.rows = append(d.rows, row)
	d.note(row)
	s := sayingOf(&row.Claim)
	d.said[s] = append(d.said[s], row)
	for a := row.Claim.Attribution; a != nil; a = a.Via {
		if speaker := a.Source.Entity; speaker != "" {
			d.by[speaker] = append(d.by[speaker], row)
		}
	}
}

// authorship are the verbs of those who give an account, by lemma.
var authorship = map[string]bool{"write": true, "publish": true, "release": true, "issue": true, "prepare": true}

// note takes in who speaks and who wrote what.
func (d *disputes) note(row *ClaimRow) {
	c := &row.Claim
	if c.Attribution != nil && c.Attribution.Source.Entity != "" {
		in := d.speakers[row.Article.IRI]
		if in == nil {
			in = map[string]bool{}
			d.speakers[row.Article.IRI] = in
		}
		in[c.Attribution.Source.Entity] = true
	}
	if !authorship[verb(c)] || c.Polarity != schema.Positive || c.Object.Entity == "" {
		return
	}
	if author := c.Subject.Entity; author != "" && !slices.Contains(d.authors[c.Object.Entity], author) {
		d.authors[c.Object.Entity] = append(d.authors[c.Object.Entity], author)
	}
}

// deny adds a claim to those that it denies.
func (d *disputes) deny(other *ClaimRow) {
	c := &other.Claim
	for _, row := range d.said[sayingOf(c)] {
		if positive(c) != positive(&row.Claim) && held(c) && held(&row.Claim) && sameObject(&c.Object, &row.Claim.Object) && sameTime(other, row) {
			row.against(other)
		}
	}
	account, ok := rejectedAccount(c)
	if !ok {
		return
	}
	denier := c.Subject.Entity
	if c.Attribution != nil {
		denier = c.Attribution.Source.Entity
	}
	for _, speaker := range d.speakersOf(account, other.Article.IRI, denier) {
		for _, row := range d.by[speaker] {
			if m := row.Claim.Modality; speaker != denier && (m == schema.Asserted || m == schema.Reported) && sameTime(other, row) {
				row.against(other)
			}
		}
	}
}

// held reports whether somebody holds a claim for true, or for possible: what
// is asked for, asked or supposed is not denied by what is.
func held(c *schema.Claim) bool {
	return c.Modality == schema.Asserted || c.Modality == schema.Reported || c.Modality == schema.Possible
}

// against adds a claim that denies this one, once.
func (r *ClaimRow) against(other *ClaimRow) {
	if r.Claim.IRI == other.Claim.IRI || slices.ContainsFunc(r.Against, func(a ClaimRow) bool { return a.Claim.IRI == other.Claim.IRI }) {
		return
	}
	denial := *other
	denial.Against = nil // what is said against the denial is another row's
	r.Against = append(r.Against, denial)
}

// denials are the verbs by which somebody contradicts what another says, by
// lemma; falsehoods are what one calls that which one denies.
var (
	denials = words("reject deny dismiss refute dispute contradict rebut contest")
	// accounts are what somebody says or writes.
	accounts   = words("report claim claims allegation allegations accusation accusations statement statements finding findings criticism charge charges information estimate estimates assertion assertions account study")
	falsehoods = words("baseless false untrue groundless unfounded fabricated wrong lie lies slander nonsense fabrication")
)

// verb returns the first word of a predicate's lemma.
func verb(c *schema.Claim) string {
	v, _, _ := strings.Cut(c.Predicate.Lemma, " ")
	return v
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// rejectedAccount returns what a claim rejects: the object of a denial, or an
// account that is said to be false.
func rejectedAccount(c *schema.Claim) (*schema.Term, bool) {
	if c.Polarity != schema.Positive {
		return nil, false
	}
	switch verb := verb(c); {
	case denials[verb] && (c.Object.Entity != "" || isAccount(&c.Object)):
		return &c.Object, true
	case verb == "be" && isAccount(&c.Subject) && anyWord(&c.Object, falsehoods):
		return &c.Subject, true
	}
	return nil, false
}

func isAccount(t *schema.Term) bool { return anyWord(t, accounts) }

func anyWord(t *schema.Term, set map[string]bool) bool {
	return slices.ContainsFunc(contentWords(t), func(w string) bool { return set[w] })
}

// contentWords returns the words of a term in lower case, without quotation
// marks and other punctuation.
func contentWords(t *schema.Term) []string {
	return strings.FieldsFunc(strings.ToLower(t.Literal), func(r rune) bool { return strings.ContainsRune(" \t\n.,;:()“”‘’\"'", r) })
}

// speakersOf returns who gives an account: itself where it is said to speak,
// its authors, whom its description names, or else the only other one who
// speaks in the article.
func (d *disputes) speakersOf(account *schema.Term, article, denier string) []string {
	out := slices.Clone(d.authors[account.Entity])
	if account.Entity != "" {
		out = append(out, account.Entity)
	}
	var others []string
	named := " " + strings.Join(contentWords(account), " ") + " "
	for speaker := range d.by {
		if strings.Contains(named, " "+strings.ToLower(schema.LocalName(speaker))+" ") {
			out = append(out, speaker)
		}
	}
	for speaker := range d.speakers[article] {
		if speaker != denier && speaker != account.Entity {
			others = append(others, speaker)
		}
	}
	if isAccount(account) && len(others) == 1 && !slices.ContainsFunc(out, func(s string) bool { return len(d.by[s]) > 0 }) {
		out = append(out, others...)
	}
	slices.Sort(out) // the maps have no order
	return slices.Compact(out)
}

// sameObject reports whether two objects are one, or one is put more closely:
// all words of the shorter one are in the other.
func sameObject(a, b *schema.Term) bool {
	if a.Entity != "" || b.Entity != "" {
		return a.Entity == b.Entity
	}
	x, y := contentWords(a), contentWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return (len(x) > 0 || len(y) == 0) && !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
}

// disputeDays is how far apart in days two articles may be to speak of the
// same event or account.
const disputeDays = 366

// sameTime reports whether two claims can be of one event: their times, or
// the days of their articles, do not lie too far apart. What has no date fits
// all.
func sameTime(a, b *ClaimRow) bool {
	if x, y := a.Claim.Time, b.Claim.Time; len(x) >= 4 && len(y) >= 4 {
		return x[:4] == y[:4]
	}
	x, err1 := time.Parse(time.DateOnly, day(a.Article.Published))
	y, err2 := time.Parse(time.DateOnly, day(b.Article.Published))
	return err1 != nil || err2 != nil || x.Sub(y).Abs() <= disputeDays*24*time.Hour
}

func day(published string) string { return published[:min(len(published), len(time.DateOnly))] }

// positive reports which side a claim takes: one whose reporter disbelieves it
// is put positively and meant negatively.
func positive(c *schema.Claim) bool {
	return (c.Polarity == schema.Positive) != (c.Attribution != nil && c.Attribution.Disbelief)
}
