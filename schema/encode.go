package schema

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Errors of [Encode].
var (
	// ErrSpan: a span is no range of whole code points in the article's text.
	ErrSpan = errors.New("span outside the text")
	// ErrText: a string is not valid UTF-8.
	ErrText = errors.New("text is not valid UTF-8")
	// ErrIRI: an IRI is empty or holds characters that no IRI may hold.
	ErrIRI = errors.New("invalid IRI")
)

// Encode returns the quads of a reading, sorted and without duplicates, all of
// them with the article's IRI as their label. Two readings that [Normalize]
// makes equal have the same quads; r itself is left as it is.
func Encode(r Reading) ([]quad.Quad, error) {
	r = r.clone()
	r.Normalize()
	e := encoder{
		label:    quad.IRI(r.Article.IRI),
		text:     r.Article.Text,
		index:    NewIndex(r.Article.Text),
		lang:     textLang(r.Article.Language),
		passages: make(map[Span]bool),
		nodes:    make(map[quad.IRI]bool),
	}
	e.article(&r.Article)
	for i := range r.Entities {
		e.entity(&r.Entities[i])
	}
	lemmas := relationLemmas(r.Claims)
	for i := range r.Claims {
		e.claim(&r.Claims[i], lemmas)
	}
	if e.err != nil {
		return nil, fmt.Errorf("quads of %s: %w", r.Article.IRI, e.err)
	}
	slices.SortFunc(e.quads, CompareQuads)
	return slices.Compact(e.quads), nil
}

// An encoder collects the quads of one article.
type encoder struct {
	label    quad.IRI
	text     string
	index    *Index
	lang     string
	quads    []quad.Quad
	passages map[Span]bool     // those with their words
	nodes    map[quad.IRI]bool // nodes that several claims share
	err      error             // the first one
}

func (e *encoder) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

func (e *encoder) add(s, p quad.IRI, o quad.Value) {
	e.quads = append(e.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: e.label})
}

// iri checks and expands an IRI.
func (e *encoder) iri(iri string) quad.IRI {
	if !ValidIRI(Expand(iri)) {
		e.fail(fmt.Errorf("%w: %q", ErrIRI, iri))
	}
	return IRI(iri)
}

// addText adds running text, which carries its language; "" adds nothing.
func (e *encoder) addText(s, p quad.IRI, text string) {
	if text != "" {
		e.add(s, p, e.literal(text))
	}
}

// addString adds a name or a code, which has no language; "" adds nothing.
func (e *encoder) addString(s, p quad.IRI, text string) {
	if text != "" {
		e.check(text)
		e.add(s, p, quad.String(text))
	}
}

func (e *encoder) literal(text string) quad.Value {
	e.check(text)
	return quad.LangString{Value: quad.String(text), Lang: e.lang}
}

func (e *encoder) check(text string) {
	if !utf8.ValidString(text) {
		e.fail(fmt.Errorf("%w: %q", ErrText, text))
	}
}

func (e *encoder) article(a *Article) {
	iri := e.iri(a.IRI)
	e.add(iri, RDFType, SchemaNewsArticle)
	e.addString(iri, SchemaIdentifier, a.ID)
	e.addURL(iri, a.URL)
	e.addText(iri, SchemaHeadline, a.Title)
	e.addString(iri, SchemaAuthor, a.Author)
	e.addString(iri, SchemaPublisher, a.Publisher)
	e.addString(iri, SchemaSourceOrganization, a.Agency)
	e.addString(iri, SchemaDateline, a.Place)
	e.addString(iri, SchemaInLanguage, a.Language)
	e.addText(iri, SchemaArticleBody, a.Text)
	if a.Published != "" {
		e.check(a.Published)
		e.add(iri, SchemaDatePublished, timeLiteral(a.Published))
	}
	for _, s := range a.Body {
		e.add(iri, SaysoBody, e.region(s))
	}
}

// addURL adds the address as a node, so that it can be asked for as one; an
// address with characters that no IRI holds stays a string.
func (e *encoder) addURL(s quad.IRI, url string) {
	if ValidIRI(url) {
		e.add(s, SchemaURL, quad.IRI(url))
		return
	}
	e.addString(s, SchemaURL, url)
}

func (e *encoder) entity(ent *Entity) {
	iri := e.iri(ent.IRI)
	e.add(e.label, SchemaMentions, iri)
	e.add(iri, RDFType, EntityClass(ent.Type))
	e.addString(iri, SchemaName, ent.Name)
	for _, alias := range ent.Aliases {
		e.addString(iri, SchemaAlternateName, alias)
	}
	for _, same := range ent.SameAs {
		e.add(iri, SchemaSameAs, e.iri(same))
	}
	if ent.Named {
		e.add(iri, SaysoNamed, quad.Bool(true))
	}
	e.addPassages(iri, SaysoMention, ent.Mentions)
}

// region returns the node of a span, with its offsets.
func (e *encoder) region(s Span) quad.IRI {
	if !e.whole(s) {
		e.fail(fmt.Errorf("%w: [%d, %d)", ErrSpan, s.Start, s.End))
		return e.label
	}
	points := e.index.Points(s)
	iri := quad.IRI(PassageIRI(string(e.label), points[0], points[1]))
	if !e.nodes[iri] {
		e.nodes[iri] = true
		e.add(iri, OAStart, quad.Int(points[0]))
		e.add(iri, OAEnd, quad.Int(points[1]))
	}
	return iri
}

// passage is a region with its words.
func (e *encoder) passage(s Span) quad.IRI {
	iri := e.region(s)
	if !e.passages[s] && e.err == nil {
		e.passages[s] = true
		e.addText(iri, OAExact, s.In(e.text))
	}
	return iri
}

// whole reports whether s is a range of whole code points in the text.
func (e *encoder) whole(s Span) bool {
	boundary := func(i int) bool { return i == len(e.text) || utf8.RuneStart(e.text[i]) }
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(e.text) && boundary(s.Start) && boundary(s.End)
}

func (e *encoder) addPassages(s, p quad.IRI, spans []Span) {
	for _, span := range spans {
		e.add(s, p, e.passage(span))
	}
}

// words is the text that the spans cover, in one line.
func words(text string, spans []Span) string {
	parts := make([]string, 0, len(spans))
	for _, s := range spans {
		if 0 <= s.Start && s.Start <= s.End && s.End <= len(text) {
			parts = append(parts, s.In(text))
		}
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// textLang is the language tag of an article's texts.
func textLang(lang string) string {
	if lang == "" {
		return "en"
	}
	for i, part := range strings.Split(lang, "-") {
		ok := len(part) > 0 && len(part) <= 8 && !strings.ContainsFunc(part, func(r rune) bool {
			letter := r|0x20 >= 'a' && r|0x20 <= 'z'
			return !letter && (i == 0 || r < '0' || r > '9')
		})
		if !ok {
			return "en"
		}
	}
	return lang
}

// timeLiteral types an ISO 8601 time by its precision; an interval or another
// form is a plain string.
func timeLiteral(s string) quad.Value {
	for _, form := range timeForms {
		if _, err := time.Parse(form.layout, s); err == nil {
			return quad.TypedString{Value: quad.String(s), Type: form.datatype}
		}
	}
	return quad.String(s)
}

var timeForms = []struct {
	layout   string
	datatype quad.IRI
}{
	{"2006", XSDGYear},
	{"2006-01", XSDGYearMonth},
	{"2006-01-02", XSDDate},
	{"2006-01-02T15:04:05Z07:00", XSDDateTime},
	{"2006-01-02T15:04:05", XSDDateTime},
}

func confidenceLiteral(c float64) quad.Value {
	return quad.TypedString{
		Value: quad.String(strconv.FormatFloat(c, 'f', confidenceDigits, 64)),
		Type:  XSDDecimal,
	}
}

// ValidIRI reports whether iri is an absolute IRI that N-Quads can hold.
func ValidIRI(iri string) bool {
	colon := strings.IndexByte(iri, ':')
	if colon <= 0 || !utf8.ValidString(iri) {
		return false
	}
	for i, c := range []byte(iri[:colon]) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", rune(c))) {
			return false
		}
	}
	return !strings.ContainsFunc(iri, func(r rune) bool {
		return r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r)
	})
}
