package article

import (
	"strings"
	"unicode"

	"github.com/sayso-graph/sayso/schema"
)

// A composer writes the text of an article whose file is not its text, as HTML
// and Markdown are not: paragraphs with an empty line between them.
type composer struct {
	text  strings.Builder
	paras []schema.Span // all of them
	body  []schema.Span
}

// add appends a paragraph, its white space folded. Only running text is body;
// headings and captions are kept as text that is not analysed.
func (c *composer) add(s string, running bool) {
	s = fold(s)
	if s == "" {
		return
	}
	if c.text.Len() > 0 {
		c.text.WriteString("\n\n")
	}
	start := c.text.Len()
	c.text.WriteString(s)
	p := schema.Span{Start: start, End: c.text.Len()}
	c.paras = append(c.paras, p)
	if running {
		c.body = append(c.body, p)
	}
}

// finish moves the text into a and reads the head of its body.
func (c *composer) finish(a *schema.Article) error {
	a.Text = c.text.String()
	h := head{article: a, dropHeadline: true}
	a.Body = dropTail(a.Text, h.read(c.body))
	if len(a.Body) == 0 {
		return errNoText
	}
	return nil
}

// finishPage is finish for a page, of which nothing is kept that is known to be
// none of the text: its byline and the date below it, asides, credits.
func (c *composer) finishPage(a *schema.Article) error {
	if err := c.finish(a); err != nil {
		return err
	}
	clean, next := composer{}, 0
	var body []schema.Span
	for _, p := range c.paras {
		inBody := next < len(a.Body) && a.Body[next].Start < p.End
		if s := p.In(a.Text); inBody || !isFurniture(s) {
			clean.add(s, inBody)
		}
		if inBody { // without the dateline, which stays text
			end := clean.text.Len()
			body = append(body, schema.Span{Start: end - (a.Body[next].End - a.Body[next].Start), End: end})
			next++
		}
	}
	a.Text, a.Body = clean.text.String(), body
	return nil
}

// fold makes one space of each run of white space, non-breaking ones too, and
// drops what only tells a browser where it may break.
func fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r == '\u2060':
		case unicode.IsSpace(r):
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	return b.String()
}
