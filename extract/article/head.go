package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-graph/sayso/schema"
)

// A head reads what stands before the running text: headline, byline, the line
// of the date, "Source: …" lines and the dateline. What it finds fills fields
// of the article that are still empty, so that what was declared elsewhere (in
// a field of JSON Lines, in a page's metadata) wins.
type head struct {
	article *schema.Article
	// dropHeadline takes the headline out of the body. Headlines repeat the
	// text in a grammar of their own. JSON Lines keep theirs: their text is
	// running text by contract.
	dropHeadline bool
}

const (
	maxHeadLines = 10  // paragraphs that may come before the first sentence
	maxHeadline  = 220 // bytes
)

// read returns the paragraphs that are running text, the dateline cut off.
func (h *head) read(paras []schema.Span) []schema.Span {
	text, body := h.article.Text, []schema.Span(nil)
	i, kept := 0, 0
	for ; i < len(paras) && i < maxHeadLines; i++ {
		s := paras[i].In(text)
		last := i == len(paras)-1
		switch {
		case h.label(s), h.byline(s), h.dateLine(s), isEditorNote(s):
		case i-kept == len(body) && kept == 0 && !last && isHeadline(s):
			h.headline(s)
			if !h.dropHeadline {
				body = append(body, paras[i])
			}
			kept++
		default:
			return h.prose(body, paras[i:])
		}
	}
	return append(body, paras[i:]...)
}

// prose appends the rest to body. A dateline stands in front of the first
// paragraph of prose, or after a headline that has a full stop.
func (h *head) prose(body, rest []schema.Span) []schema.Span {
	const window = 3
	for i, p := range rest {
		if i < window {
			if d, ok := parseDateline(p.In(h.article.Text)); ok {
				h.dateline(d)
				p.Start += d.end
				rest[i] = p
				break
			}
		}
	}
	for i, p := range rest {
		if i < window && (h.byline(p.In(h.article.Text)) || h.dateLine(p.In(h.article.Text))) {
			continue
		}
		body = append(body, p)
	}
	return body
}

func (h *head) headline(s string) { set(&h.article.Title, oneLine(s)) }

func (h *head) dateline(d dateline) {
	a := h.article
	set(&a.Place, d.place)
	set(&a.Agency, d.agency)
	set(&a.Publisher, d.publisher)
	h.published(d.date)
}

// published records a day. A day without a year takes the year of what is known
// already, if that is a year or the month of that year only; the address of a
// page may know it too.
func (h *head) published(d day) {
	a := h.article
	if known, ok := parseDay(a.Published); ok && known.day == 0 && (d.year == 0 || d.year == known.year) {
		d.year = known.year
		if d.day > 0 && (known.month == 0 || known.month == d.month) {
			a.Published = d.iso()
		}
		return
	}
	set(&a.Published, d.iso())
}

// set fills in a field that is still empty.
func set(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

// isHeadline reports whether a first paragraph is a headline: one short line
// with letters that does not end as a sentence does and does not open with a
// quotation that goes on.
func isHeadline(s string) bool {
	if len(s) > maxHeadline || strings.ContainsAny(s, "\n\r") || endsSentence(s) {
		return false
	}
	if _, ok := parseDateline(s); ok {
		return false
	}
	return strings.IndexFunc(s, unicode.IsLetter) >= 0 && len(strings.Fields(s)) >= 2
}

// labelForm is a line that says what it holds.
var labelForm = regexp.MustCompile(`(?i)^(title|headline|author|by|source|publisher|outlet|url|link|date|published|published on|posted|posted on|updated|last updated|dateline)\s*:\s*(\S.*)$`)

// label reads a line such as "Source: Phayul" and reports whether it is one.
func (h *head) label(s string) bool {
	if len(s) > maxHeadline || strings.ContainsAny(s, "\n\r") {
		return false
	}
	m := labelForm.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	a, value := h.article, strings.TrimSpace(m[2])
	switch strings.ToLower(m[1]) {
	case "title", "headline":
		set(&a.Title, value)
	case "author", "by":
		set(&a.Author, joinNames(value))
	case "source", "publisher", "outlet":
		set(&a.Publisher, value)
	case "url", "link":
		set(&a.URL, value)
	case "dateline":
		h.place(value)
	case "updated", "last updated": // the day of publishing is another one
	default:
		date := parsePublished(value)
		set(&a.Published, date)
		return date != ""
	}
	return true
}

// place reads the value of a "Dateline:" line.
func (h *head) place(s string) {
	if place, date := splitDate(s); isPlace(place) {
		set(&h.article.Place, place)
		h.published(date)
	}
}

// publishedForm is what may stand around a date on a line of its own.
var publishedForm = regexp.MustCompile(`(?i)^(?:(?:first )?(?:published|posted|updated)(?: on| at)?:?\s+)?(.*?)(?:,?\s+at\s+.*|\s*\|.*|,?\s+\d{1,2}[:.]\d{2}.*)?$`)

// dateLine reads a line with nothing but a date, or a dateline alone on its
// line: "GENEVA, March 3 (Reuters)".
func (h *head) dateLine(s string) bool {
	if len(s) > maxDateline || strings.ContainsAny(s, "\n\r") {
		return false
	}
	if date := parsePublished(s); date != "" && strings.ContainsAny(s, " -") {
		set(&h.article.Published, date)
		return true
	}
	if m := publishedForm.FindStringSubmatch(strings.Trim(s, "[]()")); m != nil {
		if d, ok := parseDay(m[1]); ok && d.day > 0 {
			h.published(d)
			return true
		}
	}
	if isAgency(s) {
		set(&h.article.Agency, s)
		return true
	}
	d, ok := headDateline(s)
	if !ok || d.place == "" || d.date.day == 0 && (d.agency == "" || !isAgency(d.agency)) {
		return false
	}
	h.dateline(d)
	return true
}

// namePattern is one name of a byline: capitalised words, initials, particles.
const namePattern = `(?:\p{Lu}[\p{L}\p{M}.'’\-]*)(?:\s+(?:(?:de|da|del|di|du|van|von|der|den|la|le|al|el|bin|ibn|ter)\s+)*\p{Lu}[\p{L}\p{M}.'’\-]*){0,4}`

var (
	// bylineForm is "By Jane Roe and John Doe, Associated Press".
	bylineForm = regexp.MustCompile(`^(?:(?i:by|story by|written by|words by|report by|reported by|from)\s+)(` + namePattern + `(?:\s*(?:,|&|;|\band\b)\s*` + namePattern + `)*)\s*(?:[|/·•–—-]\s*(.{2,60}))?$`)
	// creditedForm is "Jane Roe, Associated Press" and "Jane Roe | Reuters".
	creditedForm = regexp.MustCompile(`^(` + namePattern + `)\s*[,|/]\s*(.{2,60})$`)
)

// byline reads a line that names the author and reports whether it is one.
func (h *head) byline(s string) bool {
	if len(s) > maxDateline || strings.ContainsAny(s, "\n\r") {
		return false
	}
	if m := bylineForm.FindStringSubmatch(s); m != nil {
		names, outlet := splitNames(m[1], strings.TrimSpace(m[2]))
		h.credit(names, outlet)
		return true
	}
	if m := creditedForm.FindStringSubmatch(s); m != nil && isCredit(m[2]) {
		h.credit([]string{m[1]}, m[2])
		return true
	}
	return false
}

func (h *head) credit(names []string, outlet string) {
	for i, n := range names {
		names[i] = titleCase(n)
	}
	set(&h.article.Author, strings.Join(names, "; "))
	switch {
	case isAgency(outlet):
		set(&h.article.Agency, outlet)
	case isOutlet(outlet):
		set(&h.article.Publisher, outlet)
	}
}

// isCredit reports whether s can follow an author's name on a byline.
func isCredit(s string) bool {
	lower := strings.ToLower(s)
	return isAgency(s) || isOutlet(s) || strings.HasSuffix(lower, "writer") ||
		strings.HasSuffix(lower, "correspondent") || strings.HasSuffix(lower, "reporter")
}

// nameSeparator parts the names of a byline.
var nameSeparator = regexp.MustCompile(`\s*(?:[,;&]|\band\b)\s*`)

// splitNames parts the names of a byline. A last one that is an agency or an
// outlet is none of the authors.
func splitNames(s, outlet string) ([]string, string) {
	var names []string
	for _, n := range nameSeparator.Split(s, -1) {
		switch {
		case n == "":
		case outlet == "" && len(names) > 0 && (isAgency(n) || isCredit(n)):
			outlet = n
		default:
			names = append(names, n)
		}
	}
	return names, outlet
}

// joinNames writes several authors as the schema wants them.
func joinNames(s string) string {
	names, _ := splitNames(s, "")
	return strings.Join(names, "; ")
}

// titleCase turns a name in capitals, "JANE ROE", into "Jane Roe". Names of
// initials only and words in mixed case stay.
func titleCase(name string) string {
	if !isShouted(name) || isAgency(name) {
		return name
	}
	words := strings.Fields(name)
	for i, w := range words {
		if strings.Contains(w, ".") || utf8.RuneCountInString(w) == 1 {
			continue
		}
		words[i] = capitalise(w)
	}
	return strings.Join(words, " ")
}

// capitalise keeps the first letter of each part of a word and lowers the rest.
func capitalise(w string) string {
	var b strings.Builder
	first := true
	for _, r := range w {
		if first {
			b.WriteRune(unicode.ToUpper(r))
		} else {
			b.WriteRune(unicode.ToLower(r))
		}
		first = strings.ContainsRune("-'’", r)
	}
	return b.String()
}

// editorNoteForm is what agencies put above a new version of a story.
var editorNoteForm = regexp.MustCompile(`^\((?:Adds|Updates|Recasts|Corrects|Refiles|Repeats|Releads|Rewrites|Updated|Corrected)\b[^()]*\)$`)

func isEditorNote(s string) bool { return editorNoteForm.MatchString(s) }

// tailForm is what stands below a report and is no part of it.
var tailForm = regexp.MustCompile(`^(?:[(\[]?(?:Additional reporting|Reporting|Writing|Editing|Compiled|Edited|Written) by\b.*|Our Standards:.*|(?i:copyright\b|©|\(c\)\s*\d{4}|all rights reserved).*|(?i:ends|end|-?\s*30\s*-?|###|advertisement|read more|read the rest here\.?|more on this story)|(?i:follow (?:us|him|her|.{2,40}) on (?:twitter|facebook|x|instagram)\b.*|sign up (?:for|to) .*newsletter.*|click here .*|read more:.*))$`)

// creditLine is who took a picture, on a line of its own.
var creditLine = regexp.MustCompile(`^(?i:\(?(?:file )?(?:photo|photos|photograph|image|images|picture|photo credit|image credit)s?\s*(?:by\b|:|/|courtesy\b).{1,80}|\(?(?:getty|getty images|ap photo|afp photo|reuters|shutterstock)(?:/[^.]{1,60})?\.?\)?)$`)

// dropTail takes away paragraphs of boilerplate at the end, and everywhere
// those without a letter or digit ("* * *"), the credits of pictures and what
// speaks to the reader of other things.
func dropTail(text string, body []schema.Span) []schema.Span {
	kept := body[:0]
	for _, p := range body {
		s := p.In(text)
		if strings.IndexFunc(s, isWordRune) >= 0 && (len(s) > maxDateline || !creditLine.MatchString(s)) && !isAside(s) {
			kept = append(kept, p)
		}
	}
	for len(kept) > 0 && tailForm.MatchString(kept[len(kept)-1].In(text)) {
		kept = kept[:len(kept)-1]
	}
	return kept
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
