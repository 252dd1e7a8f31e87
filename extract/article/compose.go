package article

import (
	"strings"
	"unicode"

	"github.com/sayso-graph/sayso/schema"
)

// A composer writes the text of an article whose file is not its text, as HTML
// and Markdown are not: paragraphs with an empty line between them.
type composer struct {
	text strings.Builder
	body []schema.Span
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
	if running {
		c.body = append(c.body, schema.Span{Start: start, End: c.text.Len()})
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
