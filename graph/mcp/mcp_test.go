package mcp_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/mcp"
	"github.com/sayso-graph/sayso/graph/newstest"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

const text = "Über all: the ILO asked China to explain. Liu Pengyu denied that China used forced labor."

// reading is an article with a stated claim and one that a speaker denies.
func reading(title string, polarity schema.Polarity) schema.Reading {
	a := schema.Article{
		URL: "https://news.example/" + title, Title: title, Publisher: "Example News", Published: "2025-02-14",
		Language: "en", Text: text, Body: []schema.Span{{Start: 0, End: len(text)}},
	}
	a.IRI = schema.ArticleIRI(a.URL, "", text)
	span := func(s string) schema.Span {
		i := strings.Index(text, s)
		return schema.Span{Start: i, End: i + len(s)}
	}
	term := func(s, entity string) schema.Term {
		return schema.Term{Text: s, Literal: s, Spans: []schema.Span{span(s)}, Entity: entity}
	}
	asked := schema.Claim{
		Sentence: span("Über all: the ILO asked China to explain."), Evidence: []schema.Span{span("the ILO asked China")},
		Subject: term("the ILO", "ent:ILO"), Object: term("China", "ent:China"),
		Predicate: schema.Predicate{Text: "asked", Spans: []schema.Span{span("asked")}, IRI: "rel:asked", Lemma: "ask"},
		Polarity:  schema.Positive, Modality: schema.Asserted, Confidence: 0.9, Rule: "stated subject",
	}
	used := schema.Claim{
		Sentence: span("Liu Pengyu denied that China used forced labor."), Evidence: []schema.Span{span("China used forced labor")},
		Subject: term("China", "ent:China"), Object: term("forced labor", "ent:forced_labor"),
		Predicate: schema.Predicate{Text: "used", Spans: []schema.Span{span("used")}, IRI: "rel:used", Lemma: "use"},
		Polarity:  polarity, Modality: schema.Reported, Confidence: 0.7, Rule: "stated subject",
		Attribution: &schema.Attribution{
			Source: term("Liu Pengyu", "ent:Liu_Pengyu"), Cue: "denied", CueSpan: span("denied"),
			Content: []schema.Span{span("China used forced labor")},
		},
	}
	r := schema.Reading{Article: a, Claims: []schema.Claim{asked, used}, Entities: []schema.Entity{
		{IRI: "ent:ILO", Type: schema.Organization, Name: "ILO", Named: true, Mentions: []schema.Span{span("ILO")}},
		{IRI: "ent:China", Type: schema.Place, Name: "China", Named: true, Mentions: []schema.Span{span("China")}},
		{IRI: "ent:Liu_Pengyu", Type: schema.Person, Name: "Liu Pengyu", Named: true, Mentions: []schema.Span{span("Liu Pengyu")}},
		{IRI: "ent:forced_labor", Type: schema.Other, Name: "forced labor", Mentions: []schema.Span{span("forced labor")}},
	}}
	r.Normalize()
	return r
}

// titles takes a text for the title of an article.
type titles struct{}

func (titles) Extract(_ context.Context, _, _ string, body io.Reader) iter.Seq2[schema.Reading, error] {
	return func(yield func(schema.Reading, error) bool) {
		data, err := io.ReadAll(body)
		if title := strings.TrimSpace(string(data)); err == nil && title != "" {
			yield(reading(title, schema.Positive), nil)
			return
		}
		yield(schema.Reading{}, errors.Join(err, errors.New("too short")))
	}
}

func server(t *testing.T, x mcp.Extractor) *mcp.Server {
	t.Helper()
	st, err := store.Open(t.Context(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	_, err = load.Load(t.Context(), st, func(yield func(schema.Reading, error) bool) {
		_ = yield(reading("First", schema.Positive), nil) && yield(reading("Second", schema.Negative), nil)
	}, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return mcp.New(mcp.Config{Store: st, Extractor: x, Version: "test"})
}

// connect returns a client of a server in this process.
func connect(t *testing.T, s *mcp.Server) *sdk.ClientSession {
	t.Helper()
	here, there := sdk.NewInMemoryTransports()
	ended := make(chan error, 1)
	go func() { ended <- s.Run(t.Context(), there) }()
	return join(t, here)
}

func join(t *testing.T, transport sdk.Transport) *sdk.ClientSession {
	t.Helper()
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test"}, nil).Connect(t.Context(), transport, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = session.Close() })
	return session
}

func call(t *testing.T, c *sdk.ClientSession, tool string, args map[string]any) (string, bool) {
	t.Helper()
	result, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	words := ""
	for _, content := range result.Content {
		if c, ok := content.(*sdk.TextContent); ok {
			words += c.Text
		}
	}
	return words, result.IsError
}

// A client finds every tool and gets from each an answer with its citation,
// over streams as over HTTP.
func TestEveryToolAnswers(t *testing.T) {
	t.Run("streams", func(t *testing.T) {
		s := server(t, titles{})
		toServer, in := io.Pipe()
		fromServer, out := io.Pipe()
		go func() { _ = s.Run(t.Context(), &sdk.IOTransport{Reader: toServer, Writer: out}) }()
		everyTool(t, join(t, &sdk.IOTransport{Reader: fromServer, Writer: in}))
	})
	t.Run("HTTP", func(t *testing.T) {
		web := httptest.NewServer(server(t, titles{}).Handler())
		t.Cleanup(web.Close)
		everyTool(t, join(t, &sdk.StreamableClientTransport{Endpoint: web.URL, DisableStandaloneSSE: true}))
	})
}

func everyTool(t *testing.T, c *sdk.ClientSession) {
	tests := []struct {
		tool string
		args map[string]any
		want []string
	}{
		{"search_entities", map[string]any{"text": "liu"}, []string{`"entity":"ent:Liu_Pengyu"`, `"more":false`}},
		{"search_entities", map[string]any{"text": "", "limit": 1}, []string{`"more":true`}},
		{"describe_entity", map[string]any{"entity": "China"}, []string{`"articles":2`, `{"speaker":"ent:Liu_Pengyu","claims":2,"relations":["!rel:used","rel:used"]}`, `"title":"First"`}},
		{"claims", map[string]any{"about": "ILO"}, []string{`"stated":true`, `"passages":[{"start":10,"end":29,"text":"the ILO asked China"}]`, `"published":"2025-02-14"`}},
		{"claims", map[string]any{"by": "Liu Pengyu", "disputed": true}, []string{`"speaker":"ent:Liu_Pengyu"`, `"against":[{`}},
		{"claims", map[string]any{"corroborated": 2}, []string{`"also_in":[{"article":"urn:sayso:article:`}},
		{"evidence", map[string]any{"claim": claimIRI(t)}, []string{`"text":"the ILO asked China"`, `"sentence":"Über all`, `"publisher":"Example News"`}},
		{"gizmo", map[string]any{"query": `g.V("<ent:ILO>").out("<rel:asked>").all()`}, []string{`ent:China`}},
		{"gizmo", map[string]any{"query": `g.V().all()`, "limit": 2}, []string{`"more":true`}},
		{"load_text", map[string]any{"text": "Third"}, []string{`"claims":2`, `"articles":["urn:sayso:article:`}},
	}
	var called []string
	for _, test := range tests {
		called = append(called, test.tool)
		got, failed := call(t, c, test.tool, test.args)
		for _, want := range test.want {
			if failed || !strings.Contains(got, want) {
				t.Errorf("%s %v: got %s\nwant %s", test.tool, test.args, got, want)
			}
		}
	}
	for tool, err := range c.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(called, tool.Name) {
			t.Errorf("%s was not called", tool.Name)
		}
		if tool.Annotations.ReadOnlyHint == (tool.Name == "load_text") {
			t.Errorf("%s: says wrongly whether it changes the store", tool.Name)
		}
	}
}

// Answers stay small in a store of any size, and each claim has its citation.
func TestAnswersAreSmall(t *testing.T) {
	st, err := store.Open(t.Context(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := load.Load(t.Context(), st, newstest.Readings(1, 100), load.Options{}); err != nil {
		t.Fatal(err)
	}
	c := connect(t, mcp.New(mcp.Config{Store: st}))
	for _, test := range []struct {
		tool, key, value string
		claims           string // where the answer has them
	}{
		{"search_entities", "text", "", ""},
		{"describe_entity", "entity", "Ada Bebero", "recent"},
		{"claims", "about", "Ada Bebero", "claims"},
		{"claims", "by", "Ada Bebero", "claims"},
		{"gizmo", "query", "g.V().all()", ""},
	} {
		got, failed := call(t, c, test.tool, map[string]any{test.key: test.value})
		if failed || len(got) > 20_000 {
			t.Errorf("%s: %d bytes: %.200s", test.tool, len(got), got)
		}
		var answer map[string]json.RawMessage
		if err := json.Unmarshal([]byte(got), &answer); err != nil {
			t.Fatal(err)
		}
		if string(answer["more"]) != "true" {
			t.Errorf("%s does not say that there is more", test.tool)
		}
		if test.claims == "" {
			continue
		}
		var claims []struct {
			Source struct {
				Article, Title string
				Passages       []struct{ Text string }
			}
		}
		if err := json.Unmarshal(answer[test.claims], &claims); err != nil || len(claims) == 0 {
			t.Fatalf("%s: %d claims, %v", test.tool, len(claims), err)
		}
		for _, claim := range claims {
			if s := claim.Source; s.Article == "" || s.Title == "" || len(s.Passages) == 0 || s.Passages[0].Text == "" {
				t.Errorf("%s: a claim with the citation %+v", test.tool, s)
			}
		}
	}
}

// What an assistant loads is matched with what is there.
func TestLoadedTextsAreMatched(t *testing.T) {
	st, err := store.Open(t.Context(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	c := connect(t, mcp.New(mcp.Config{Store: st, Extractor: titles{}, Judger: sure{}}))
	if got, failed := call(t, c, "load_text", map[string]any{"text": "First"}); failed {
		t.Fatal(got)
	}
	if got, _ := call(t, c, "describe_entity", map[string]any{"entity": "China"}); !strings.Contains(got, `"entity":"ent:ILO"`) {
		t.Errorf("China is %s", got)
	}
}

// sure judges that China and the ILO are one.
type sure struct{}

func (sure) Name() string { return "test" }

func (sure) Match([]schema.Record) []schema.Judgement {
	return []schema.Judgement{{From: "ent:China", Into: "ent:ILO", Same: true, Judge: "test", Score: 0.9}}
}

func claimIRI(t *testing.T) string {
	t.Helper()
	r := reading("First", schema.Positive)
	i := slices.IndexFunc(r.Claims, func(c schema.Claim) bool { return c.Predicate.Text == "asked" })
	return r.Claims[i].IRI
}

func TestErrorsAreAnswers(t *testing.T) {
	c := connect(t, server(t, titles{}))
	for _, test := range []struct {
		tool, key, value, want string
	}{
		{"describe_entity", "entity", "nobody", "no such entity"},
		{"evidence", "claim", "urn:sayso:claim:none", "no such claim"},
		{"gizmo", "query", "g.V(", "line 1"},
		{"load_text", "text", " ", "too short"},
		{"claims", "colour", "red", "colour"},
	} {
		if got, failed := call(t, c, test.tool, map[string]any{test.key: test.value}); !failed || !strings.Contains(got, test.want) {
			t.Errorf("%s %s: got %s, want an error with %q", test.tool, test.value, got, test.want)
		}
	}
}

func TestOnlyAWriterLoads(t *testing.T) {
	c := connect(t, server(t, nil))
	for tool, err := range c.Tools(t.Context(), nil) {
		if err != nil || tool.Name == "load_text" {
			t.Errorf("%s is offered (%v)", tool.Name, err)
		}
	}
}

// Articles can be read, over HTTP as well.
func TestArticlesAreResources(t *testing.T) {
	web := httptest.NewServer(server(t, nil).Handler())
	defer web.Close()
	for name, c := range map[string]*sdk.ClientSession{
		"in memory": connect(t, server(t, nil)),
		"HTTP":      join(t, &sdk.StreamableClientTransport{Endpoint: web.URL, DisableStandaloneSSE: true}),
	} {
		list, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "sayso:articles"})
		if err != nil {
			t.Fatal(name, err)
		}
		var articles []struct{ Article, Title string }
		if err := json.Unmarshal([]byte(list.Contents[0].Text), &articles); err != nil || len(articles) != 2 {
			t.Fatalf("%s: %v %v", name, articles, err)
		}
		article, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: articles[0].Article})
		if err != nil || article.Contents[0].Text != text {
			t.Errorf("%s: got %v %v", name, article, err)
		}
		if _, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "urn:sayso:article:none"}); err == nil {
			t.Errorf("%s: an article that is not there was read", name)
		}
	}
}
