package article

import (
	"net/url"
	"strings"
	"unicode"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/sayso-graph/sayso/schema"
)

// maxDepth bounds the nesting of elements: what follows is recursive.
const maxDepth = 512

// readHTML takes the main text of a page by readability. Text is its
// paragraphs, list items and headings; menus, comments, tables and captions are
// no part of it.
func readHTML(source string, a *schema.Article) error {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return errInvalid{"HTML", err}
	}
	if depth(doc) > maxDepth {
		return errTooLong{"elements nested too deeply"}
	}
	meta := pageMeta(doc)
	readable(doc, a.URL, &meta)
	meta.apply(a)
	removeClutter(doc)
	for _, main := range []func(*html.Node, string) *html.Node{mainText, paragraphText} {
		c := composer{}
		if n := main(doc, a.URL); n != nil {
			c.blocks(n, a.Title)
		}
		if hasProse(c.body, c.text.String()) {
			return c.finishPage(a)
		}
	}
	// Pages that write their text by script often hold it as data.
	c := composer{}
	for _, p := range paragraphs(meta.body) {
		c.add(p.In(meta.body), true)
	}
	if !hasProse(c.body, c.text.String()) {
		return errNoText
	}
	return c.finishPage(a)
}

// mainText finds the article by readability, nil if it finds none.
func mainText(doc *html.Node, address string) *html.Node {
	page, err := readability.FromDocument(doc, parseURL(address))
	if err != nil {
		return nil
	}
	return page.Node
}

// removeClutter takes away what says by its name that it is none of the article:
// advertisements, boxes and bars, which stand among its paragraphs too. What
// holds much of the page's text stays, whatever it is called.
func removeClutter(doc *html.Node) {
	most := len(textOf(doc)) / 4
	var clutter []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && isClutter(n) && len(textOf(n)) <= most {
			clutter = append(clutter, n)
		}
	}
	for _, n := range clutter {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// isClutter reports whether a word of an element's class or id says that it is
// none of the article.
func isClutter(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		for word := range strings.FieldsFuncSeq(strings.ToLower(a.Val), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if clutterWords[word] {
				return true
			}
		}
	}
	return false
}

// paragraphText collects the paragraphs outside of menus and the like. It is
// for pages that are too short for the scoring of mainText.
func paragraphText(doc *html.Node, _ string) *html.Node {
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for child := range n.ChildNodes() {
			switch {
			case child.Type != html.ElementNode || furniture[child.DataAtom] || notText[child.DataAtom]:
			case child.DataAtom == atom.P:
				p := &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}
				p.AppendChild(&html.Node{Type: html.TextNode, Data: textOf(child)})
				body.AppendChild(p)
			default:
				walk(child)
			}
		}
	}
	walk(doc)
	return body
}

// readable asks readability for what the page does not declare.
func readable(doc *html.Node, address string, m *meta) {
	if m.title != "" && m.author != "" && m.site != "" && m.published != "" {
		return
	}
	r, err := readability.FromDocument(doc, parseURL(address))
	if err != nil {
		return
	}
	set(&m.title, fold(r.Title()))
	set(&m.author, joinNames(namesOf(fold(r.Byline()))))
	set(&m.site, fold(r.SiteName()))
	if t, err := r.PublishedTime(); err == nil && m.published == "" {
		m.published = parsePublished(t.Format("2006-01-02T15:04:05Z07:00"))
	}
}

// namesOf returns the names of a byline, without "by" and without the date, the
// paper or the minutes to read that stand behind a dot or a bar.
func namesOf(byline string) string {
	if i := strings.IndexAny(byline, "|·•"); i > 0 {
		byline = byline[:i]
	}
	if first, rest, ok := strings.Cut(byline, " "); ok && strings.EqualFold(first, "by") {
		byline = rest
	}
	return strings.TrimSpace(byline)
}

// depth returns the greatest number of elements inside each other, without
// recursion.
func depth(doc *html.Node) int {
	deepest, d := 0, 0
	for n := doc; n != nil; {
		if n.FirstChild != nil {
			n = n.FirstChild
			d++
			deepest = max(deepest, d)
			continue
		}
		for n != nil && n.NextSibling == nil {
			n = n.Parent
			d--
		}
		if n != nil {
			n = n.NextSibling
		}
	}
	return deepest
}

// blocks adds the blocks below n. Text that stands beside blocks, as pages
// without paragraphs have it, is a block as well.
func (c *composer) blocks(n *html.Node, title string) {
	var loose strings.Builder
	flush := func() {
		c.add(loose.String(), true)
		loose.Reset()
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode:
			loose.WriteString(child.Data)
		case child.Type != html.ElementNode || notText[child.DataAtom]:
		case headings[child.DataAtom]:
			flush()
			if s := fold(textOf(child)); s != title {
				c.add(s, false)
			}
		case child.DataAtom == atom.Br:
			// Two of them part paragraphs, one is a space.
			if nextElement(child, atom.Br) {
				flush()
			}
			loose.WriteByte(' ')
		case hasBlock(child):
			flush()
			c.blocks(child, title)
		case inlines[child.DataAtom]:
			loose.WriteString(textOf(child))
		default:
			flush()
			c.blocks(child, title)
		}
	}
	flush()
}

var (
	notText = atoms(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Figure, atom.Figcaption, atom.Table,
		atom.Img, atom.Svg, atom.Iframe, atom.Button, atom.Form, atom.Pre, atom.Sup)
	clutterWords = words(`ad ads adslot advert advertisement advertising banner bio breadcrumb breadcrumbs comment comments
		consent cookie cookies newsletter newsletters outbrain paywall popup promo promos promotion recirculation recommended
		related share sharebar sharing signup social sponsor sponsored subscribe subscription taboola tags toolbar trending`)
	furniture = atoms(atom.Head, atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Form, atom.Menu, atom.Dialog)
	headings  = atoms(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
	inlines   = atoms(atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn,
		atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span,
		atom.Strong, atom.Sub, atom.Time, atom.U, atom.Var, atom.Wbr)
)

func atoms(list ...atom.Atom) map[atom.Atom]bool {
	set := map[atom.Atom]bool{}
	for _, a := range list {
		set[a] = true
	}
	return set
}

// hasBlock reports whether an element holds a block.
func hasBlock(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && !inlines[d.DataAtom] && !notText[d.DataAtom] && d.DataAtom != atom.Br {
			return true
		}
	}
	return false
}

// nextElement reports whether the next sibling that is not white space is a.
func nextElement(n *html.Node, a atom.Atom) bool {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.TextNode && strings.TrimSpace(s.Data) == "" {
			continue
		}
		return s.Type == html.ElementNode && s.DataAtom == a
	}
	return false
}

// textOf writes the words below n.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.ElementNode && notText[child.DataAtom]:
		case child.DataAtom == atom.Br:
			b.WriteByte(' ')
		default:
			b.WriteString(textOf(child))
		}
	}
	return b.String()
}

// hasProse tells an article from a page of links and labels: it has a
// paragraph of some words that ends as a sentence does.
func hasProse(body []schema.Span, text string) bool {
	const words = 6
	for _, p := range body {
		s := p.In(text)
		if len(strings.Fields(s)) >= words && endsSentence(s) {
			return true
		}
	}
	return false
}

func parseURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return nil
	}
	return u
}
