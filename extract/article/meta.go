package article

import (
	"encoding/json"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/sayso-graph/sayso/schema"
)

// meta is what a page says about itself.
type meta struct {
	title, author, site, url, published string
	body                                string // the text, where JSON-LD repeats it
}

// apply fills in the article. The canonical address takes the place of the one
// that the page was found under.
func (m *meta) apply(a *schema.Article) {
	set(&a.Title, m.title)
	set(&a.Author, m.author)
	set(&a.Publisher, m.site)
	set(&a.Published, m.published)
	if u := resolveURL(a.URL, m.url); u != "" {
		a.URL = u
	}
}

// resolveURL makes an address absolute; "" if it is not one of the web.
func resolveURL(base, ref string) string {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || ref == "" {
		return ""
	}
	if b := parseURL(base); b != nil {
		u = b.ResolveReference(u)
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Fragment = ""
	return u.String()
}

// pageMeta reads JSON-LD first, since it is written for machines to cite, then
// OpenGraph and other meta elements.
func pageMeta(doc *html.Node) meta {
	ld, og := meta{}, meta{}
	heading, relative, clock := "", "", ""
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Script:
			if strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") {
				ld.readLinkedData(textOfScript(n))
			}
		case atom.Meta:
			og.readMeta(strings.ToLower(attr(n, "property")+attr(n, "name")+attr(n, "itemprop")), fold(attr(n, "content")))
		case atom.H1:
			set(&heading, fold(textOf(n)))
		case atom.Time:
			set(&clock, parsePublished(attr(n, "datetime")))
		case atom.Link:
			switch href := attr(n, "href"); {
			case !strings.EqualFold(attr(n, "rel"), "canonical"):
			case isURL(href):
				og.url = href // a declaration of its own kind: it beats og:url
			default:
				relative = href
			}
		}
	}
	set(&ld.title, og.title)
	set(&ld.title, heading)
	set(&ld.author, og.author)
	set(&ld.author, headByline(doc))
	set(&ld.site, og.site)
	set(&ld.url, og.url)
	set(&ld.url, relative)
	ld.publishedAt(og.published)
	set(&ld.published, clock) // the first one; later ones belong to other stories
	return ld
}

// headByline returns the names of a line "By Jane Roe" between the headline and
// the text, where nothing but its words says that it is a byline.
func headByline(doc *html.Node) string {
	below := false
	for n := range doc.Descendants() {
		if n.DataAtom == atom.H1 {
			below = true
		}
		if !below || n.Type != html.ElementNode || notText[n.DataAtom] || hasBlock(n) {
			continue
		}
		line := fold(textOf(n))
		if m := bylineForm.FindStringSubmatch(line); m != nil && len(line) <= maxDateline {
			names, _ := splitNames(m[1], strings.TrimSpace(m[2]))
			return strings.Join(names, "; ")
		}
		if n.DataAtom == atom.P && len(line) > maxDateline {
			break
		}
	}
	return ""
}

// readMeta takes a meta element over. The first of a kind wins.
func (m *meta) readMeta(name, value string) {
	switch name {
	case "og:title", "twitter:title", "dc.title", "citation_title":
		set(&m.title, value)
	case "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl":
		if !isURL(value) {
			set(&m.author, joinNames(strings.TrimPrefix(strings.TrimPrefix(value, "By "), "by ")))
		}
	case "og:site_name", "application-name", "dc.publisher":
		set(&m.site, value)
	case "og:url":
		set(&m.url, value)
	case "article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date", "datepublished", "pubdate",
		"publishdate", "dc.date", "dc.date.issued", "dcterms.created", "date", "citation_publication_date":
		m.publishedAt(parsePublished(value))
	}
}

// publishedAt records when the page was published. A time of the day that is
// known already says more than the day.
func (m *meta) publishedAt(when string) {
	if strings.HasPrefix(when, m.published) {
		m.published = when
	}
}

// readLinkedData takes over the first article that a JSON-LD script holds, at
// any depth: some sites wrap it into a list or a @graph.
func (m *meta) readLinkedData(script string) {
	var v any
	if json.Unmarshal([]byte(script), &v) == nil {
		m.findArticle(v, 0)
	}
}

func (m *meta) findArticle(v any, level int) bool {
	const maxLevel = 6
	if level > maxLevel {
		return false
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			if m.findArticle(item, level+1) {
				return true
			}
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			m.takeArticle(v)
			return true
		}
		return m.findArticle(described(v["@graph"]), level+1) || m.findArticle(v["mainEntity"], level+1)
	}
	return false
}

// described returns a @graph in which the articles name their authors, where
// they point at a thing of the graph by its @id.
func described(graph any) any {
	list, _ := graph.([]any)
	things := map[string]any{}
	for _, item := range list {
		if v, ok := item.(map[string]any); ok && v["name"] != nil {
			things[ldAddress(v)] = v
		}
	}
	for _, item := range list {
		if v, ok := item.(map[string]any); ok && isArticleType(v["@type"]) && ldName(v["author"]) == "" {
			if author, ok := things[ldAddress(v["author"])]; ok {
				v["author"] = author
			}
		}
	}
	return graph
}

// isArticleType reports whether a schema.org type is Article or below it.
func isArticleType(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report"
	case []any:
		for _, t := range v {
			if isArticleType(t) {
				return true
			}
		}
	}
	return false
}

func (m *meta) takeArticle(v map[string]any) {
	set(&m.title, ldName(v["headline"]))
	set(&m.title, ldName(v["name"]))
	set(&m.author, ldName(v["author"]))
	set(&m.site, ldName(v["publisher"]))
	set(&m.published, parsePublished(ldName(v["datePublished"])))
	if body, ok := v["articleBody"].(string); ok {
		set(&m.body, html.UnescapeString(body))
	}
	for _, key := range []string{"url", "mainEntityOfPage", "@id"} {
		if u := ldAddress(v[key]); isURL(u) {
			set(&m.url, u)
		}
	}
}

// ldName writes a JSON-LD value for people: a text, the name of a thing, or
// several of these.
func ldName(v any) string {
	switch v := v.(type) {
	case string:
		if isURL(v) {
			return ""
		}
		return fold(html.UnescapeString(v))
	case map[string]any:
		return ldName(v["name"])
	case []any:
		var names []string
		for _, item := range v {
			if name := ldName(item); name != "" {
				names = append(names, name)
			}
		}
		return strings.Join(names, "; ")
	}
	return ""
}

// ldAddress returns a JSON-LD reference: a text or the @id of a thing.
func ldAddress(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return ldAddress(v["@id"])
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOfScript(n *html.Node) string {
	var b strings.Builder
	for child := range n.ChildNodes() {
		b.WriteString(child.Data)
	}
	return b.String()
}
