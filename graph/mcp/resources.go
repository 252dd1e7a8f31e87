package mcp

import (
	"context"
	"encoding/json"
	"errors"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/schema"
)

// articlesURI names the resource that lists the latest articles.
const articlesURI = "sayso:articles"

func (s *Server) addResources() {
	s.sdk.AddResource(&sdk.Resource{
		URI: articlesURI, Name: "articles", Title: "Latest articles", MIMEType: "application/json",
		Description: "The latest articles of the store with their titles, publishers and dates; each is a resource under its IRI.",
	}, s.readArticles)
	s.sdk.AddResourceTemplate(&sdk.ResourceTemplate{
		URITemplate: schema.ArticlePrefix + "{hash}", Name: "article", Title: "Article", MIMEType: "text/plain",
		Description: "The text of an article as it was read; passages of claims count its code points.",
	}, s.readArticle)
}

func (s *Server) readArticles(ctx context.Context, _ *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
	list, _, err := s.catalog.Articles(ctx, query.ArticleFilter{Limit: maxRows}, 0)
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	return contents(&sdk.ResourceContents{URI: articlesURI, MIMEType: "application/json", Text: string(data)}), nil
}

func (s *Server) readArticle(ctx context.Context, req *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
	iri := req.Params.URI
	found, err := load.Find(ctx, s.config.Store, iri)
	if errors.Is(err, load.ErrNoArticle) {
		return nil, sdk.ResourceNotFoundError(iri)
	}
	if err != nil {
		return nil, err
	}
	reading, err := schema.Decode(s.config.Store.Label(ctx, found[0]))
	if err != nil {
		return nil, err
	}
	return contents(&sdk.ResourceContents{URI: iri, MIMEType: "text/plain", Text: reading.Article.Text}), nil
}

func contents(c *sdk.ResourceContents) *sdk.ReadResourceResult {
	return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{c}}
}
