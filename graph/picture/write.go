package picture

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// ErrFormat: a file's name does not end like that of a picture.
var ErrFormat = errors.New("not .svg, .html, .dot or .graphml")

// Write writes the graph in the form that the name of a file asks for.
func (g *Graph) Write(w io.Writer, name string) error {
	write, err := writer(name)
	if err != nil {
		return err
	}
	return write(g, w)
}

// CheckName returns [ErrFormat] for a name that Write would not take.
func CheckName(name string) error {
	_, err := writer(name)
	return err
}

func writer(name string) (func(*Graph, io.Writer) error, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".svg":
		return (*Graph).WriteSVG, nil
	case ".html":
		return (*Graph).WriteHTML, nil
	case ".dot":
		return (*Graph).WriteDOT, nil
	case ".graphml":
		return (*Graph).WriteGraphML, nil
	}
	return nil, fmt.Errorf("%s: %w", name, ErrFormat)
}

// WriteHTML writes a page that needs nothing else: the picture, and a table
// of the links with their sentences and articles.
func (g *Graph) WriteHTML(w io.Writer) error {
	var b bytes.Buffer
	title := escape("What is said about " + g.Nodes[0].Name)
	fmt.Fprintf(&b, `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%s</title>
<style>
  body { font: 16px/1.4 sans-serif; margin: 1rem auto; max-width: 70rem; padding: 0 1rem; color: #1a1a1a; background: #fff }
  svg { width: 100%%; height: auto; max-height: 90vh }
  table { border-collapse: collapse } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ccc }
</style>
<main>
<h1>%s</h1>
`, title, title)
	g.svg(&b)
	b.WriteString("<table>\n<thead><tr><th>Who</th><th>What</th><th>Whom</th><th>In which words</th><th>Where</th></tr></thead>\n<tbody>\n")
	for i := range g.Links {
		l := &g.Links[i]
		fmt.Fprintf(&b, "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n", escape(g.Nodes[l.From].Name),
			escape(l.label()), escape(g.Nodes[l.To].Name), escape(l.title()), escape(l.where()))
	}
	b.WriteString("</tbody>\n</table>\n</main>\n</html>\n")
	_, err := b.WriteTo(w)
	return err
}

// where names the article of the first claim of a link.
func (l *Link) where() string {
	a := &l.Article
	parts := []string{cmp.Or(a.Title, a.IRI)}
	for _, part := range []string{a.Publisher, a.Published} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// WriteDOT writes the graph for Graphviz.
func (g *Graph) WriteDOT(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("digraph sayso {\n  node [style=filled, fontcolor=white, fontname=\"Helvetica\"];\n  edge [fontname=\"Helvetica\", fontsize=10];\n")
	for _, n := range g.Nodes {
		fmt.Fprintf(&b, "  %s [label=%s, fillcolor=%q];\n", quote(n.Entity), quote(n.Name), cmp.Or(colours[n.Type], otherColour))
	}
	for i := range g.Links {
		l := &g.Links[i]
		look := ""
		if !l.Stated {
			look += ", style=dashed"
		}
		if l.Negative {
			look += ", color=\"#b00020\""
		}
		fmt.Fprintf(&b, "  %s -> %s [label=%s, tooltip=%s%s];\n", quote(g.Nodes[l.From].Entity), quote(g.Nodes[l.To].Entity), quote(l.label()), quote(l.title()), look)
	}
	b.WriteString("}\n")
	_, err := b.WriteTo(w)
	return err
}

// quote quotes for DOT, where a backslash would begin an escape.
func quote(s string) string {
	s = strings.ReplaceAll(strings.Join(strings.Fields(s), " "), `\`, `\\`)
	return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"`
}

// WriteGraphML writes the graph for Gephi, yEd, Cytoscape and NetworkX.
func (g *Graph) WriteGraphML(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString(xml.Header + "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")
	for _, k := range [][3]string{
		{"name", "node", "string"},
		{"type", "node", "string"},
		{"predicate", "edge", "string"},
		{"stated", "edge", "boolean"},
		{"negative", "edge", "boolean"},
		{"speaker", "edge", "string"},
		{"claims", "edge", "int"},
		{"words", "edge", "string"},
		{"article", "edge", "string"},
	} {
		fmt.Fprintf(&b, "  <key id=%q for=%q attr.name=%q attr.type=%q/>\n", k[0], k[1], k[0], k[2])
	}
	b.WriteString("  <graph edgedefault=\"directed\">\n")
	data := func(key string, value any) { fmt.Fprintf(&b, "<data key=%q>%s</data>", key, escape(fmt.Sprint(value))) }
	for _, n := range g.Nodes {
		fmt.Fprintf(&b, "    <node id=\"%s\">", escape(n.Entity))
		data("name", n.Name)
		data("type", n.Type)
		b.WriteString("</node>\n")
	}
	for i := range g.Links {
		l := &g.Links[i]
		fmt.Fprintf(&b, "    <edge source=\"%s\" target=\"%s\">", escape(g.Nodes[l.From].Entity), escape(g.Nodes[l.To].Entity))
		data("predicate", l.Predicate)
		data("stated", l.Stated)
		data("negative", l.Negative)
		data("speaker", l.Speaker)
		data("claims", l.Claims)
		data("words", l.Words)
		data("article", l.Article.IRI)
		b.WriteString("</edge>\n")
	}
	b.WriteString("  </graph>\n</graphml>\n")
	_, err := b.WriteTo(w)
	return err
}
