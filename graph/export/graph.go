package export

import (
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// A network is the entities and the claims between two of them: what programs
// that draw graphs can show.
type network struct {
	names map[string]string            // by entity
	types map[string]schema.EntityType // by entity
	links []link
}

// A link is a claim from one entity to another.
type link struct {
	from, to  string
	predicate string
	claim     schema.Claim
	article   *schema.Article
	words     string
}

func collect(ctx context.Context, st Store, opts Options) (network, error) {
	n := network{names: map[string]string{}, types: map[string]schema.EntityType{}}
	for r, err := range readings(ctx, st, opts) {
		if err != nil {
			return n, err
		}
		article := r.Article
		article.Text, article.Body = "", nil // the links keep the article
		for _, e := range r.Entities {
			n.types[e.IRI] = e.Type
			n.names[e.IRI] = cmp.Or(n.names[e.IRI], e.Name)
		}
		for i := range r.Claims {
			n.add(&r.Claims[i], &article, r.Article.Text)
		}
	}
	slices.SortStableFunc(n.links, func(a, b link) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.predicate, b.predicate), cmp.Compare(a.claim.IRI, b.claim.IRI))
	})
	return n, nil
}

func (n *network) add(c *schema.Claim, article *schema.Article, text string) {
	if c.Subject.Entity == "" || c.Object.Entity == "" {
		return
	}
	var words []string
	for _, s := range c.Evidence {
		words = append(words, s.In(text))
	}
	n.links = append(n.links, link{
		from: c.Subject.Entity, to: c.Object.Entity, predicate: schema.LocalName(c.Predicate.IRI),
		claim: *c, article: article, words: strings.Clone(strings.Join(words, " … ")),
	})
}

// nodes returns the entities that have a link, sorted.
func (n *network) nodes() []string {
	set := map[string]bool{}
	for i := range n.links {
		set[n.links[i].from], set[n.links[i].to] = true, true
	}
	return slices.Sorted(maps.Keys(set))
}

func (n *network) name(entity string) string {
	return cmp.Or(n.names[entity], schema.LocalName(entity))
}

// dotShapes draws each type of entity in its own way.
var dotShapes = map[schema.EntityType]string{
	schema.Person: "ellipse", schema.Organization: "box", schema.Place: "hexagon", schema.Event: "diamond",
	schema.Work: "note", schema.Date: "plaintext", schema.Quantity: "plaintext",
}

// writeDOT draws the network: what articles state in solid lines, what others
// say dashed, what is negated in red.
func writeDOT(ctx context.Context, w io.Writer, st Store, opts Options) error {
	n, err := collect(ctx, st, opts)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	out.WriteString("digraph sayso {\n  rankdir=LR;\n  node [fontname=\"Helvetica\"];\n  edge [fontname=\"Helvetica\", fontsize=10];\n")
	for _, e := range n.nodes() {
		fmt.Fprintf(&out, "  %s [label=%s, shape=%s];\n", dotQuote(e), dotQuote(n.name(e)), cmp.Or(dotShapes[n.types[e]], "ellipse"))
	}
	var last string
	for i := range n.links {
		l := &n.links[i]
		line := fmt.Sprintf("  %s -> %s [label=%s%s];\n", dotQuote(l.from), dotQuote(l.to), dotQuote(l.predicate), l.dotStyle())
		if line != last { // the same in several articles is one line
			out.WriteString(line)
		}
		last = line
	}
	out.WriteString("}\n")
	_, err = out.WriteTo(w)
	return err
}

func (l *link) dotStyle() string {
	style := ""
	if !l.claim.Stated() {
		style = ", style=dashed"
	}
	if l.claim.Polarity == schema.Negative {
		style += ", color=red"
	}
	return style
}

// dotQuote quotes for DOT, where a backslash escapes the quote alone.
func dotQuote(s string) string {
	s = strings.ReplaceAll(strings.Join(strings.Fields(s), " "), `\`, `\\`)
	return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"`
}

// graphKeys are the attributes of GraphML's nodes and edges.
var graphKeys = []struct{ name, of, kind string }{
	{"name", "node", "string"},
	{"type", "node", "string"},
	{"predicate", "edge", "string"},
	{"polarity", "edge", "string"},
	{"modality", "edge", "string"},
	{"stated", "edge", "boolean"},
	{"speaker", "edge", "string"},
	{"time", "edge", "string"},
	{"confidence", "edge", "double"},
	{"words", "edge", "string"},
	{"article", "edge", "string"},
	{"url", "edge", "string"},
}

// writeGraphML writes the network with all that is known of each claim, for
// Gephi, yEd, Cytoscape and NetworkX.
func writeGraphML(ctx context.Context, w io.Writer, st Store, opts Options) error {
	n, err := collect(ctx, st, opts)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	out.WriteString(xml.Header + "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")
	for _, k := range graphKeys {
		fmt.Fprintf(&out, "  <key id=%q for=%q attr.name=%q attr.type=%q/>\n", k.name, k.of, k.name, k.kind)
	}
	out.WriteString("  <graph edgedefault=\"directed\">\n")
	for _, e := range n.nodes() {
		fmt.Fprintf(&out, "    <node id=\"%s\">%s</node>\n", xmlText(e), xmlData(member{"name", n.name(e)}, member{"type", string(n.types[e])}))
	}
	for i := range n.links {
		l := &n.links[i]
		fmt.Fprintf(&out, "    <edge id=\"%s\" source=\"%s\" target=\"%s\">%s</edge>\n", xmlText(l.claim.IRI), xmlText(l.from), xmlText(l.to), xmlData(l.data()...))
	}
	out.WriteString("  </graph>\n</graphml>\n")
	_, err = out.WriteTo(w)
	return err
}

func (l *link) data() []member {
	c := &l.claim
	speaker := ""
	if c.Attribution != nil {
		speaker = cmp.Or(c.Attribution.Source.Entity, c.Attribution.Source.Literal)
	}
	return []member{
		{"predicate", l.predicate},
		{"polarity", string(c.Polarity)},
		{"modality", string(c.Modality)},
		{"stated", strconv.FormatBool(c.Stated())},
		{"speaker", speaker},
		{"time", c.Time},
		{"confidence", strconv.FormatFloat(c.Confidence, 'f', -1, 64)},
		{"words", l.words},
		{"article", l.article.IRI},
		{"url", l.article.URL},
	}
}

// xmlData writes data elements; empty values are left out.
func xmlData(members ...member) string {
	var b strings.Builder
	for _, m := range members {
		if text := fmt.Sprint(m.value); text != "" {
			fmt.Fprintf(&b, "<data key=%q>%s</data>", m.key, xmlText(text))
		}
	}
	return b.String()
}

func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
