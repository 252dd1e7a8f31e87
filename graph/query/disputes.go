package query

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// disputed yields the claims of the filter that another claim denies:
//
//   - one with the same proposition and the other polarity, whatever its tense,
//     or one that denies the same less closely;
//   - one that denies an accusation, in words of its own or by "I did not";
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
		shown := pairs[string]{}
		for _, row := range d.rows {
			if !f.matches(row) || f.Article != "" && f.Article != row.Article.IRI || !appeared(row.Article.Published, f.Since, f.Until) {
				continue
			}
			row := *row
			if f.Pairs {
				row.Against = slices.DeleteFunc(row.Against, func(other ClaimRow) bool { return !shown.add(row.Claim.IRI, other.Claim.IRI) })
			}
			if len(row.Against) > 0 && !yield(row, nil) {
				return
			}
		}
	}
}

// pairs is a set of pairs of claims, in whatever order.
type pairs[K cmp.Ordered] map[[2]K]bool

// add adds a pair, and reports whether it is new.
func (p pairs[K]) add(a, b K) bool {
	pair := [2]K{min(a, b), max(a, b)}
	known := p[pair]
	p[pair] = true
	return !known
}

// disputes keeps claims by what can be said against them.
type disputes struct {
	rows      []*ClaimRow
	said      map[saying][]*ClaimRow
	described map[saying][]*ClaimRow  // by the description of a subject without a name
	by        map[string][]*ClaimRow  // by the entity that says so
	of        map[subject][]*ClaimRow // by what they are about
	accused   map[string][]*ClaimRow  // accusations, by the entity that is accused

	authors  map[string][]string        // entities by the account that they wrote
	speakers map[string]map[string]bool // entities that speak, by article
}

// A subject is an entity as an article speaks of it.
type subject struct{ article, entity string }

func newDisputes() *disputes {
	return &disputes{
		said: map[saying][]*ClaimRow{}, described: map[saying][]*ClaimRow{}, by: map[string][]*ClaimRow{},
		of: map[subject][]*ClaimRow{}, accused: map[string][]*ClaimRow{},
		authors: map[string][]string{}, speakers: map[string]map[string]bool{},
	}
}

// add takes in a claim.
func (d *disputes) add(row *ClaimRow) {
	d.rows = append(d.rows, row)
	d.note(row)
	for _, s := range sayingsOf(&row.Claim) {
		d.said[s] = append(d.said[s], row)
	}
	if s, ok := descriptionOf(row); ok {
		d.described[s] = append(d.described[s], row)
	}
	if about := row.Claim.Subject.Entity; about != "" {
		key := subject{row.Article.IRI, about}
		d.of[key] = append(d.of[key], row)
	}
	if a, ok := accusationOf(&row.Claim); ok {
		d.accused[a.accused] = append(d.accused[a.accused], row)
	}
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
	d.contradict(other)
	d.refuse(other)
	d.denyAccusation(other)
	d.denyBriefly(other)
}

// contradict adds a claim to those with which it cannot hold together.
func (d *disputes) contradict(other *ClaimRow) {
	for _, s := range sayingsOf(&other.Claim) {
		for _, row := range d.said[s] {
			if contradicts(s, &other.Claim, &row.Claim) && sameTime(other, row) {
				row.against(other)
			}
		}
	}
	s, ok := descriptionOf(other)
	if !ok {
		return
	}
	for _, row := range d.described[s] {
		if contradicts(s, &other.Claim, &row.Claim) && sameTime(other, row) && oneStory(other, row) {
			row.against(other)
		}
	}
}

// refuse adds a claim that rejects an account to what the account says.
func (d *disputes) refuse(other *ClaimRow) {
	c := &other.Claim
	account, ok := rejectedAccount(c)
	if !ok {
		return
	}
	denier := denierOf(c)
	for _, speaker := range d.speakersOf(account, other.Article.IRI, denier) {
		for _, row := range d.by[speaker] {
			if m := row.Claim.Modality; speaker != denier && (m == schema.Asserted || m == schema.Reported) && sameTime(other, row) {
				row.against(other)
			}
		}
	}
}

// denierOf returns the entity that denies what a claim of denial says.
func denierOf(c *schema.Claim) string {
	if c.Attribution != nil {
		return c.Attribution.Source.Entity
	}
	return c.Subject.Entity
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
