package article

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.yaml.in/yaml/v3"

	"github.com/sayso-graph/sayso/schema"
)

// readMarkdown reads CommonMark with tables, after YAML front matter. Text is
// what a reader sees: paragraphs, quotations, list items and headings, without
// the marks. Code and tables are left out of it.
func readMarkdown(source string, a *schema.Article) error {
	matter, rest := frontMatter(source)
	if err := readMatter(matter, a); err != nil {
		return err
	}
	src := []byte(rest)
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
	doc := md.Parser().Parse(text.NewReader(src))
	c := composer{}
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			title := inlineText(n, src)
			if n.Level == 1 && c.text.Len() == 0 {
				set(&a.Title, fold(title))
			}
			c.add(title, false)
			return ast.WalkSkipChildren, nil
		case *ast.Paragraph, *ast.TextBlock:
			c.add(inlineText(n, src), true)
			return ast.WalkSkipChildren, nil
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *east.Table, *east.FootnoteList:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return err
	}
	return c.finish(a)
}

// inlineText writes the words below a block. Pictures and HTML are none, a
// footnote's number neither.
func inlineText(block ast.Node, src []byte) string {
	var b strings.Builder
	var walk func(ast.Node)
	walk = func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Image, *ast.RawHTML, *east.FootnoteLink, *east.FootnoteBacklink:
			return
		case *ast.AutoLink:
			b.Write(n.Label(src))
		case *ast.String:
			b.Write(n.Value)
		case *ast.Text:
			b.Write(unescape(n, src))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		}
		for child := n.FirstChild(); child != nil; child = child.NextSibling() {
			walk(child)
		}
	}
	for child := block.FirstChild(); child != nil; child = child.NextSibling() {
		walk(child)
	}
	return b.String()
}

// frontMatter parts the YAML between two lines of dashes from the rest.
func frontMatter(s string) (matter, rest string) {
	normal := strings.ReplaceAll(s, "\r\n", "\n")
	body, ok := strings.CutPrefix(normal, "---\n")
	if !ok {
		return "", s
	}
	for at := 0; at < len(body); {
		end, next := lineEnd(body, at)
		if l := strings.TrimRight(body[at:end], " \t"); l == "---" || l == "..." {
			return body[:at], body[next:]
		}
		at = next
	}
	return "", s
}

// matterKeys are the names that site generators give to the same fields.
var matterKeys = []struct {
	keys  []string
	field func(*schema.Article) *string
}{
	{[]string{"title", "headline"}, func(a *schema.Article) *string { return &a.Title }},
	{[]string{"author", "authors", "byline"}, func(a *schema.Article) *string { return &a.Author }},
	{[]string{"publisher", "source", "site", "site_name", "outlet"}, func(a *schema.Article) *string { return &a.Publisher }},
	{[]string{"url", "canonical", "canonical_url", "permalink", "link"}, func(a *schema.Article) *string { return &a.URL }},
	{[]string{"id", "doc"}, func(a *schema.Article) *string { return &a.ID }},
	{[]string{"published", "date", "published_at", "publishdate", "publishDate"}, func(a *schema.Article) *string { return &a.Published }},
	{[]string{"agency"}, func(a *schema.Article) *string { return &a.Agency }},
	{[]string{"place", "dateline"}, func(a *schema.Article) *string { return &a.Place }},
}

// readMatter takes the fields of front matter over.
func readMatter(matter string, a *schema.Article) error {
	var fields map[string]yaml.Node
	if err := yaml.Unmarshal([]byte(matter), &fields); err != nil {
		return errInvalid{"front matter", err}
	}
	for _, m := range matterKeys {
		for _, key := range m.keys {
			node, ok := fields[key]
			if !ok {
				continue
			}
			value := matterText(&node)
			field := m.field(a)
			if field == &a.Published {
				value = parsePublished(value)
			}
			if *field == "" || field == &a.URL && value != "" {
				*field = value
			}
		}
	}
	return nil
}

// matterText writes a YAML value: a scalar as it stands, so that a date is not
// turned into a time, a list joined, the name of a mapping.
func matterText(n *yaml.Node) string {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return ""
		}
		return oneLine(n.Value)
	case yaml.SequenceNode:
		var parts []string
		for _, child := range n.Content {
			if s := matterText(child); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "; ")
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "name" {
				return matterText(n.Content[i+1])
			}
		}
	}
	return ""
}

// errInvalid is returned for a part of a file that its format does not allow.
type errInvalid struct {
	what string
	err  error
}

func (e errInvalid) Error() string { return fmt.Sprintf("%s: %v", e.what, e.err) }
func (e errInvalid) Unwrap() error { return e.err }

// unescape gives the characters that a piece of Markdown stands for.
func unescape(t *ast.Text, src []byte) []byte {
	value := t.Segment.Value(src)
	if t.IsRaw() {
		return value
	}
	return util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(value)))
}
