package schema

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
)

// IdentitiesLabel is the label under which judgements on identity are kept,
// apart from all articles: they can be taken back without touching one.
const IdentitiesLabel quad.IRI = "urn:sayso:identities"

// JudgementPrefix begins the IRI of a judgement, a hash of the two entities.
const JudgementPrefix = "urn:sayso:judgement:"

// A Judgement says of two entities that they are one thing, or that they are
// not. There is one judgement on a pair.
type Judgement struct {
	From    string   `json:"from"`           // prefixed IRI
	Into    string   `json:"into"`           // prefixed IRI; the name that stays when they are the same
	Name    string   `json:"name,omitempty"` // what the thing is called from now on; "": as the articles call it
	Same    bool     `json:"same"`
	Judge   string   `json:"judge"` // "user", or what program it was
	Score   float64  `json:"score"` // the judge's certainty, 0 to 1
	Reasons []string `json:"reasons,omitempty"`
}

// Normalize gives a judgement the form in which it comes back from its quads.
func (j *Judgement) Normalize() {
	j.Score = roundConfidence(j.Score)
	j.Reasons = sortedStrings(slices.Clone(j.Reasons))
}

// User is the judge whose word counts before that of any program.
const User = "user"

// ErrJudgement: a judgement does not name two different entities.
var ErrJudgement = errors.New("no judgement on two entities")

// JudgementIRI names the judgement on two entities, in whatever order.
func JudgementIRI(a, b string) string {
	h := newHasher()
	h.add("judgement", Expand(min(a, b)), Expand(max(a, b)))
	return JudgementPrefix + h.sum()
}

// EncodeJudgements returns the quads of judgements, sorted. Of two on the same
// pair the last counts.
func EncodeJudgements(list []Judgement) ([]quad.Quad, error) {
	e := encoder{label: IdentitiesLabel, lang: "en"}
	byIRI := map[string]Judgement{}
	for _, j := range list {
		byIRI[JudgementIRI(j.From, j.Into)] = j
	}
	for _, iri := range slices.Sorted(maps.Keys(byIRI)) {
		j := byIRI[iri]
		if j.From == j.Into {
			return nil, fmt.Errorf("%w: %q", ErrJudgement, j.From)
		}
		e.judgement(quad.IRI(iri), &j)
	}
	if e.err != nil {
		return nil, fmt.Errorf("judgements: %w", e.err)
	}
	slices.SortFunc(e.quads, CompareQuads)
	return slices.Compact(e.quads), nil
}

func (e *encoder) judgement(node quad.IRI, j *Judgement) {
	from, into := e.iri(j.From), e.iri(j.Into)
	edge, verdict := OWLSameAs, SaysoSame
	if !j.Same {
		edge, verdict = OWLDifferentFrom, SaysoDifferent
	}
	e.add(from, edge, into)
	e.add(node, RDFType, SaysoJudgementClass)
	e.add(node, SaysoFrom, from)
	e.add(node, SaysoInto, into)
	e.add(node, SaysoVerdict, verdict)
	e.addString(node, SaysoJudge, j.Judge)
	e.add(node, SaysoConfidence, confidenceLiteral(roundConfidence(j.Score)))
	if j.Name != "" {
		e.addString(node, SchemaName, j.Name)
	}
	for _, reason := range j.Reasons {
		e.addText(node, SaysoReason, reason)
	}
}

// DecodeJudgements is the inverse of [EncodeJudgements]: sorted by their
// entities, the reasons by alphabet. Quads of other labels are ignored.
func DecodeJudgements(quads iter.Seq2[quad.Quad, error]) ([]Judgement, error) {
	d := decoder{nodes: map[quad.Value]node{}}
	judgements := map[quad.IRI]bool{}
	for q, err := range quads {
		if err != nil {
			return nil, err
		}
		if q.Label != IdentitiesLabel {
			continue
		}
		d.add(q)
		if iri, ok := q.Subject.(quad.IRI); ok && q.Predicate == RDFType && q.Object == SaysoJudgementClass {
			judgements[iri] = true
		}
	}
	var list []Judgement
	for _, iri := range slices.Sorted(maps.Keys(judgements)) {
		list = append(list, d.judgement(iri))
	}
	slices.SortFunc(list, func(a, b Judgement) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Into, b.Into)) })
	return list, d.err
}

func (d *decoder) judgement(iri quad.IRI) Judgement {
	n := d.nodes[iri]
	j := Judgement{
		From: Compact(n.text(SaysoFrom)), Into: Compact(n.text(SaysoInto)),
		Same: n.one(SaysoVerdict) == SaysoSame, Judge: n.text(SaysoJudge), Score: d.number(n, SaysoConfidence), Name: n.text(SchemaName),
	}
	for reason := range n.all(SaysoReason) {
		j.Reasons = append(j.Reasons, literalText(reason))
	}
	j.Reasons = sortedStrings(j.Reasons)
	return j
}

// Identities tells which entities are one thing. The nil value says that each
// is its own.
type Identities struct {
	judged    []string // the entities of all judgements, sorted
	canonical map[string]string
	members   map[string][]string // of those with several, sorted
	names     map[string]string   // that judgements give, of canonical entities
}

// NewIdentities puts entities together as judgements say. The outcome does not
// depend on their order: those of users count first, then the surer ones, and
// none brings two entities together that another keeps apart.
func NewIdentities(list []Judgement) *Identities {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Judgement) int {
		return cmp.Or(cmp.Compare(rank(&b), rank(&a)), cmp.Compare(b.Score, a.Score), cmp.Compare(a.From, b.From), cmp.Compare(a.Into, b.Into))
	})
	c := clusters{root: map[string]string{}, members: map[string][]string{}, apart: map[string][]string{}, gone: map[string]bool{}, chosen: map[string]bool{}, left: map[string]bool{}}
	for _, j := range list {
		if !j.Same {
			c.apart[j.From] = append(c.apart[j.From], j.Into)
			c.apart[j.Into] = append(c.apart[j.Into], j.From)
		}
	}
	for _, j := range list {
		if j.Same {
			c.join(&j)
		}
	}
	ids := c.identities()
	for _, j := range list {
		ids.judged = append(ids.judged, j.From, j.Into)
		if j.Same && j.Name != "" && ids.Canonical(j.From) == j.Into {
			ids.names[j.Into] = j.Name
		}
	}
	ids.judged = sortedStrings(ids.judged)
	return ids
}

// rank puts the judgements of users before those of programs.
func rank(j *Judgement) int {
	if j.Judge == User {
		return 1
	}
	return 0
}

// clusters is what has been put together so far.
type clusters struct {
	root    map[string]string   // of each entity that has been seen
	members map[string][]string // of each root
	apart   map[string][]string
	gone    map[string]bool // entities whose name another has taken over
	// Entities into which a user merged others, and those that a user merged
	// into others.
	chosen, left map[string]bool
}

func (c *clusters) find(iri string) string {
	root, ok := c.root[iri]
	if !ok {
		c.root[iri], c.members[iri] = iri, []string{iri}
		return iri
	}
	return root
}

func (c *clusters) join(j *Judgement) {
	a, b := c.find(j.From), c.find(j.Into)
	if a != b && c.forbidden(a, b) {
		return
	}
	c.gone[j.From] = true
	if j.Judge == User {
		c.chosen[j.Into], c.left[j.From] = true, true
	}
	if a == b {
		return
	}
	if len(c.members[a]) > len(c.members[b]) {
		a, b = b, a
	}
	for _, m := range c.members[a] {
		c.root[m] = b
	}
	c.members[b] = append(c.members[b], c.members[a]...)
	delete(c.members, a)
}

// forbidden reports whether a judgement keeps a member of a from one of b.
func (c *clusters) forbidden(a, b string) bool {
	for _, m := range c.members[a] {
		for _, other := range c.apart[m] {
			if c.find(other) == b {
				return true
			}
		}
	}
	return false
}

// identities names each cluster by the entity into which a user merged others,
// or else by the one that was merged into no other; the first in the alphabet
// if there are several or none.
func (c *clusters) identities() *Identities {
	ids := &Identities{canonical: map[string]string{}, members: map[string][]string{}, names: map[string]string{}}
	for _, members := range c.members {
		if len(members) < 2 {
			continue
		}
		slices.Sort(members)
		name := members[0]
		if i := slices.IndexFunc(members, func(m string) bool { return c.chosen[m] && !c.left[m] }); i >= 0 {
			name = members[i]
		} else if i := slices.IndexFunc(members, func(m string) bool { return !c.gone[m] }); i >= 0 {
			name = members[i]
		}
		for _, m := range members {
			ids.canonical[m] = name
		}
		ids.members[name] = members
	}
	return ids
}

// Empty reports whether no two entities are one.
func (ids *Identities) Empty() bool { return ids == nil || len(ids.members) == 0 }

// Judged returns the entities on which there is a judgement, sorted.
func (ids *Identities) Judged() []string {
	if ids == nil {
		return nil
	}
	return slices.Clone(ids.judged)
}

// Canonical returns the IRI under which an entity is known.
func (ids *Identities) Canonical(iri string) string {
	if ids == nil {
		return iri
	}
	if c, ok := ids.canonical[iri]; ok {
		return c
	}
	return iri
}

// Name returns what an entity is called by a judgement: "" leaves that to the
// articles.
func (ids *Identities) Name(iri string) string {
	if ids == nil {
		return ""
	}
	return ids.names[ids.Canonical(iri)]
}

// Members returns the IRIs of the thing that an entity is, sorted: its own
// alone when it has not been merged.
func (ids *Identities) Members(iri string) []string {
	if ids != nil {
		if m, ok := ids.members[ids.Canonical(iri)]; ok {
			return slices.Clone(m)
		}
	}
	return []string{iri}
}

// Clusters yields the things with several IRIs: the canonical one and all.
func (ids *Identities) Clusters() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		if ids == nil {
			return
		}
		for _, name := range slices.Sorted(maps.Keys(ids.members)) {
			if !yield(name, slices.Clone(ids.members[name])) {
				return
			}
		}
	}
}

// Apply renames the entities of a reading to those that they are known under,
// and makes one of those that become the same.
func (ids *Identities) Apply(r *Reading) {
	if ids.Empty() {
		return
	}
	byIRI := map[string]int{}
	var entities []Entity
	for _, e := range r.Entities {
		e.IRI = ids.Canonical(e.IRI)
		if i, ok := byIRI[e.IRI]; ok {
			entities[i].absorb(&e)
			continue
		}
		byIRI[e.IRI] = len(entities)
		entities = append(entities, e)
	}
	for i := range entities {
		entities[i].call(ids.Name(entities[i].IRI))
	}
	r.Entities = entities
	for i := range r.Claims {
		c := &r.Claims[i]
		c.Subject.Entity = ids.Canonical(c.Subject.Entity)
		c.Object.Entity = ids.Canonical(c.Object.Entity)
		for k := range c.Arguments {
			c.Arguments[k].Entity = ids.Canonical(c.Arguments[k].Entity)
		}
		for a := c.Attribution; a != nil; a = a.Via {
			a.Source.Entity = ids.Canonical(a.Source.Entity)
		}
	}
}

// call gives an entity another name; the one that it had becomes an alias.
func (e *Entity) call(name string) {
	if name == "" || name == e.Name {
		return
	}
	e.Aliases = append(slices.Clone(e.Aliases), e.Name)
	e.Aliases = sortedStrings(slices.DeleteFunc(e.Aliases, func(alias string) bool { return alias == name }))
	e.Name = name
}

// absorb adds what another entity knows; a second name becomes an alias.
func (e *Entity) absorb(other *Entity) {
	e.Aliases = append(slices.Clone(e.Aliases), other.Aliases...)
	if other.Name != e.Name {
		e.Aliases = append(e.Aliases, other.Name)
	}
	e.Aliases = sortedStrings(e.Aliases)
	e.SameAs = sortedStrings(append(slices.Clone(e.SameAs), other.SameAs...))
	e.Mentions = sortedSpans(append(slices.Clone(e.Mentions), other.Mentions...))
	e.Named = e.Named || other.Named
}
