package mcp

import (
	"cmp"
	"context"

	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/schema"
)

// A citation says where a claim stands.
type citation struct {
	Article   string          `json:"article"`
	Title     string          `json:"title,omitempty"`
	Publisher string          `json:"publisher,omitempty"`
	Published string          `json:"published,omitempty"`
	URL       string          `json:"url,omitempty"`
	Passages  []query.Passage `json:"passages,omitempty"`
}

// A statement is a claim in a few words.
type statement struct {
	Claim     string   `json:"claim"`
	Subject   string   `json:"subject"`
	Predicate string   `json:"predicate"`
	Object    string   `json:"object,omitempty"`
	Arguments []string `json:"arguments,omitempty"`
	Stated    bool     `json:"stated"`
	Speaker   string   `json:"speaker,omitempty"`
	Polarity  string   `json:"polarity"`
	Modality  string   `json:"modality"`
	Time      string   `json:"time,omitempty"`
	Source    citation `json:"source"`
}

// A claim is a statement with what other articles say of it.
type claim struct {
	statement
	Confidence float64     `json:"confidence"`
	Sentence   string      `json:"sentence"`
	AlsoIn     []citation  `json:"also_in,omitempty"`
	Against    []statement `json:"against,omitempty"`
}

func citationOf(a *query.ArticleRow, passages []query.Passage) citation {
	return citation{Article: a.IRI, Title: a.Title, Publisher: a.Publisher, Published: a.Published, URL: a.URL, Passages: passages}
}

func statementOf(r *query.ClaimRow) statement {
	c := &r.Claim
	out := statement{
		Claim: c.IRI, Subject: termOf(&c.Subject), Predicate: c.Predicate.Text, Object: termOf(&c.Object),
		Stated: c.Stated(), Speaker: r.Speaker(), Polarity: string(c.Polarity), Modality: string(c.Modality), Time: c.Time,
		Source: citationOf(&r.Article, r.Evidence),
	}
	for i := range c.Arguments {
		out.Arguments = append(out.Arguments, c.Arguments[i].Text)
	}
	return out
}

// termOf names the entity of a term, or gives its words.
func termOf(t *schema.Term) string { return cmp.Or(t.Entity, t.Literal, t.Text) }

func claimOf(r *query.ClaimRow) claim {
	out := claim{statement: statementOf(r), Confidence: r.Claim.Confidence, Sentence: r.Sentence}
	for i := range r.Sources {
		if r.Sources[i].IRI != r.Article.IRI {
			out.AlsoIn = append(out.AlsoIn, citationOf(&r.Sources[i], nil))
		}
	}
	for i := range r.Against {
		out.Against = append(out.Against, statementOf(&r.Against[i]))
	}
	return out
}

type claimsInput struct {
	About        string `json:"about,omitempty" jsonschema:"entity that is the subject, the object or an argument: an IRI or a name"`
	By           string `json:"by,omitempty" jsonschema:"who says so: an IRI or a name"`
	Predicate    string `json:"predicate,omitempty" jsonschema:"in the simple past: requested, accused of"`
	Article      string `json:"article,omitempty" jsonschema:"IRI of an article"`
	Disputed     bool   `json:"disputed,omitempty" jsonschema:"only claims that another one denies; those stand in against"`
	Corroborated int    `json:"corroborated,omitempty" jsonschema:"only what at least so many articles say"`
	Stated       bool   `json:"stated,omitempty" jsonschema:"only what articles themselves assert"`
	Since        string `json:"since,omitempty" jsonschema:"published on or after: 2025, 2025-02, 2025-02-14"`
	Until        string `json:"until,omitempty" jsonschema:"published on or before"`
	Limit        int    `json:"limit,omitempty" jsonschema:"most rows: 20 when not given, 100 at most"`
}

type claimsOutput struct {
	Claims []claim `json:"claims"`
	Total  int     `json:"total"`
	More   bool    `json:"more"`
}

func (s *Server) claims(ctx context.Context, in claimsInput) (claimsOutput, error) {
	if err := cmp.Or(query.CheckDay(in.Since), query.CheckDay(in.Until)); err != nil {
		return claimsOutput{}, err
	}
	n := rows(in.Limit)
	found, total, err := s.catalog.Claims(ctx, query.Filter{
		About: in.About, By: in.By, Predicate: in.Predicate, Article: in.Article, Disputed: in.Disputed,
		Corroborated: in.Corroborated, Stated: in.Stated, Since: in.Since, Until: in.Until, Limit: n,
	}, 0)
	out := claimsOutput{Claims: make([]claim, len(found)), Total: total, More: total > len(found)}
	for i := range found {
		out.Claims[i] = claimOf(&found[i])
	}
	return out, err
}

type describeInput struct {
	Entity string `json:"entity" jsonschema:"an IRI (ent:ILO) or a name"`
}

type description struct {
	query.EntityRow
	Speakers []query.Speaker `json:"speakers"`
	Recent   []claim         `json:"recent"`
	More     bool            `json:"more"`
}

// Bounds of a description.
const (
	recentClaims   = 8
	namedSpeakers  = 10
	namedRelations = 5
)

func (s *Server) describeEntity(ctx context.Context, in describeInput) (out description, err error) {
	if out.EntityRow, err = s.catalog.Entity(ctx, in.Entity); err != nil {
		return out, err
	}
	if out.Speakers, _, err = s.catalog.Speakers(ctx, out.IRI, 0, namedSpeakers); err != nil {
		return out, err
	}
	for i := range out.Speakers {
		one := &out.Speakers[i]
		one.Relations = one.Relations[:min(namedRelations, len(one.Relations))]
	}
	recent, total, err := s.catalog.Claims(ctx, query.Filter{About: out.IRI, Limit: recentClaims}, 0)
	out.Recent, out.More = []claim{}, total > len(recent)
	for i := range recent {
		out.Recent = append(out.Recent, claimOf(&recent[i]))
	}
	return out, err
}
