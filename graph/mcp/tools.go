package mcp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/schema"
)

// Bounds of answers.
const (
	defaultRows = 20
	maxRows     = 100
)

func (s *Server) addTools() {
	add(s, "search_entities", "Find people, organizations, places, events and works by a part of a name; those in the most articles first.", s.searchEntities)
	add(s, "describe_entity", "What is known of one entity: its names and type, who speaks about it, its most recent claims with citations.", s.describeEntity)
	add(s, "claims", "List claims with citations: about an entity, by a speaker, with a predicate; only those that another claim denies (disputed) or that several articles make (corroborated).", s.claims)
	add(s, "evidence", "The exact passage behind a claim, with its sentence and article.", s.evidence)
	add(s, "gizmo", "Run a Gizmo query on the quads, for what the other tools do not answer. Example: g.V(\"<ent:ILO>\").out(\"<rel:requested>\").all()", s.gizmo)
	if s.config.Extractor != nil {
		sdk.AddTool(s.sdk, &sdk.Tool{
			Name:        "load_text",
			Description: "Read a news article given as text, and add its claims to the store.",
			Annotations: &sdk.ToolAnnotations{DestructiveHint: new(bool), IdempotentHint: true, OpenWorldHint: new(bool)},
		}, typed(s.loadText))
	}
}

// add offers a tool that only reads.
func add[In, Out any](s *Server, name, description string, run func(context.Context, In) (Out, error)) {
	sdk.AddTool(s.sdk, &sdk.Tool{
		Name: name, Description: description,
		Annotations: &sdk.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: new(bool)},
	}, typed(run))
}

// typed drops what the tools do not need of a call. The type of the answer is
// not told to clients: its schema would fill an assistant's memory with more
// words than the answers, whose keys say what they are.
func typed[In, Out any](run func(context.Context, In) (Out, error)) sdk.ToolHandlerFor[In, any] {
	return func(ctx context.Context, _ *sdk.CallToolRequest, in In) (*sdk.CallToolResult, any, error) {
		out, err := run(ctx, in)
		return nil, out, err
	}
}

// rows is the number of rows of an answer when n were asked for.
func rows(n int) int {
	if n <= 0 {
		return defaultRows
	}
	return min(n, maxRows)
}

type searchInput struct {
	Text  string `json:"text" jsonschema:"part of a name, without regard to case"`
	Type  string `json:"type,omitempty" jsonschema:"person, organization, place, event, work or other"`
	Limit int    `json:"limit,omitempty" jsonschema:"most rows: 20 when not given, 100 at most"`
}

type searchOutput struct {
	Entities []query.EntityRow `json:"entities"`
	More     bool              `json:"more"`
}

func (s *Server) searchEntities(ctx context.Context, in searchInput) (out searchOutput, err error) {
	n := rows(in.Limit)
	filter := query.EntityFilter{Text: in.Text, Type: schema.EntityType(in.Type), Limit: n}
	var total int
	out.Entities, total, err = s.catalog.Entities(ctx, filter, 0)
	out.More = total > len(out.Entities)
	return out, err
}

type evidenceInput struct {
	Claim string `json:"claim" jsonschema:"IRI of a claim: urn:sayso:claim:…"`
}

func (s *Server) evidence(ctx context.Context, in evidenceInput) (claim, error) {
	row, err := query.Claim(ctx, s.config.Store, strings.Trim(in.Claim, "<>"))
	if err != nil {
		return claim{}, err
	}
	return claimOf(&row), nil
}

type gizmoInput struct {
	Query string `json:"query" jsonschema:"Gizmo (JavaScript); IRIs may be prefixed: <ent:ILO>, <rel:requested>"`
	Limit int    `json:"limit,omitempty" jsonschema:"most rows: 20 when not given, 100 at most"`
}

type gizmoOutput struct {
	Rows []any `json:"rows"`
	More bool  `json:"more"`
}

func (s *Server) gizmo(ctx context.Context, in gizmoInput) (gizmoOutput, error) {
	session := query.NewSession(s.config.Store.QuadStore(), query.Options{Limit: rows(in.Limit), Timeout: s.config.QueryTimeout})
	out := gizmoOutput{Rows: []any{}}
	for row, err := range session.Run(ctx, in.Query) {
		if err != nil {
			return out, err
		}
		out.Rows = append(out.Rows, row)
	}
	out.More = session.Truncated()
	return out, nil
}

type loadInput struct {
	Text string `json:"text" jsonschema:"the article: its title, an empty line, its paragraphs"`
	Name string `json:"name,omitempty" jsonschema:"a name for messages"`
}

type loadOutput struct {
	Articles []string `json:"articles"`
	Claims   int      `json:"claims"`
	Skipped  []string `json:"skipped,omitempty"`
}

func (s *Server) loadText(ctx context.Context, in loadInput) (loadOutput, error) {
	out := loadOutput{Articles: []string{}}
	readings := func(yield func(schema.Reading, error) bool) {
		for r, err := range s.config.Extractor.Extract(ctx, in.Name, "text/plain", strings.NewReader(in.Text)) {
			if err != nil && ctx.Err() == nil {
				out.Skipped = append(out.Skipped, err.Error())
				continue
			}
			if !yield(r, err) {
				return
			}
		}
	}
	report, err := load.Load(ctx, s.config.Store, readings, load.Options{Progress: func(e load.Event) {
		out.Articles = append(out.Articles, e.IRI)
		out.Claims += e.Claims
	}})
	if len(report.Changed) > 0 {
		err = errors.Join(err, s.match(ctx, report.Changed))
	}
	if err == nil && len(out.Articles) == 0 {
		err = fmt.Errorf("nothing to load: %w", errors.New(strings.Join(out.Skipped, "; ")))
	}
	return out, err
}

// match brings the catalog and the judgements on which entities are one thing
// in step with articles that were written. A client that has gone does not
// stop it: the articles are there all the same.
func (s *Server) match(ctx context.Context, changed []quad.IRI) error {
	s.catalog.Changed(changed...)
	if s.config.Judger == nil {
		return nil
	}
	ctx = context.WithoutCancel(ctx)
	s.judging.Lock()
	defer s.judging.Unlock()
	records, err := s.catalog.Records(ctx)
	if err != nil {
		return err
	}
	defer s.catalog.Judged()
	_, err = load.Rejudge(ctx, s.config.Store, s.config.Judger.Name(), s.config.Judger.Match(records))
	return err
}
