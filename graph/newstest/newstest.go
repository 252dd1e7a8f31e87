package newstest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// ClaimsPerArticle is how many claims an invented article has, as many as a
// news report of 400 words.
const ClaimsPerArticle = 30

// cast is how many things an article speaks of.
const cast = 12

// Readings invents count articles.
func Readings(seed uint64, count int) iter.Seq2[schema.Reading, error] {
	return func(yield func(schema.Reading, error) bool) {
		r := rand.New(rand.NewPCG(seed, 0))
		who := rand.NewZipf(r, 1.05, 8, uint64(3*count+50))
		for n := range count {
			w := writer{r: r, known: map[string]int{}, about: make([]int, cast)}
			for i := range w.about {
				w.about[i] = int(who.Uint64())
			}
			if !yield(w.article(n), nil) {
				return
			}
		}
	}
}

// Quads invents the quads of count articles.
func Quads(seed uint64, count int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for reading := range Readings(seed, count) {
			quads, err := schema.Encode(reading)
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			for _, q := range quads {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
}

// A writer writes one article and keeps its spans.
type writer struct {
	r       *rand.Rand
	about   []int // the numbers of those that it speaks of
	text    strings.Builder
	reading schema.Reading
	known   map[string]int // index of an entity
}

func (w *writer) article(n int) schema.Reading {
	a := &w.reading.Article
	a.URL = fmt.Sprintf("https://news.example/%d", n)
	a.Title = fmt.Sprintf("%s and %s %s", name(w.about[0]), name(w.about[1]), topics[w.r.IntN(len(topics))])
	a.Publisher = fmt.Sprintf("The %s Courier", title(word(n%40)))
	a.Published = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n%700).Format(time.DateOnly)
	a.Language = "en"
	for range ClaimsPerArticle {
		w.sentence()
	}
	a.Text = w.text.String()
	a.Body = []schema.Span{{Start: 0, End: len(a.Text)}}
	a.IRI = schema.ArticleIRI(a.URL, "", a.Text)
	w.reading.Normalize()
	return w.reading
}

// sentence writes one claim: "A requested B.", and maybe ", C said."
func (w *writer) sentence() {
	relation := relations[w.r.IntN(len(relations))]
	start := w.text.Len()
	c := schema.Claim{Polarity: schema.Positive, Modality: schema.Asserted, Confidence: float64(50+w.r.IntN(50)) / 100, Rule: "stated subject"}
	c.Subject = w.someone()
	w.text.WriteByte(' ')
	c.Predicate = schema.Predicate{IRI: schema.RelIRI(relation[0]), Lemma: relation[1], Text: relation[0]}
	if w.r.IntN(20) == 0 {
		c.Polarity, c.Predicate.Text = schema.Negative, "did not "+relation[1]
	}
	c.Predicate.Spans = []schema.Span{w.write(c.Predicate.Text)}
	w.text.WriteByte(' ')
	if w.r.IntN(4) == 0 {
		words := things[w.r.IntN(len(things))]
		c.Object = schema.Term{Text: words, Literal: words, Spans: []schema.Span{w.write(words)}}
	} else {
		c.Object = w.someone()
	}
	content := schema.Span{Start: start, End: w.text.Len()}
	c.Evidence = []schema.Span{content}
	if w.r.IntN(5) < 2 {
		w.text.WriteString(", ")
		c.Modality = schema.Reported
		c.Attribution = &schema.Attribution{Source: w.someone(), Cue: "said", Content: []schema.Span{content}}
		w.text.WriteByte(' ')
		c.Attribution.CueSpan = w.write("said")
	}
	w.text.WriteByte('.')
	c.Sentence = schema.Span{Start: start, End: w.text.Len()}
	w.text.WriteString([]string{" ", " ", "\n\n"}[w.r.IntN(3)])
	w.reading.Claims = append(w.reading.Claims, c)
}

func (w *writer) write(words string) schema.Span {
	start := w.text.Len()
	w.text.WriteString(words)
	return schema.Span{Start: start, End: w.text.Len()}
}

// someone writes the name of one of those that the article is about.
func (w *writer) someone() schema.Term {
	n := w.about[w.r.IntN(len(w.about))]
	text := name(n)
	iri, span := schema.EntityIRI(text), w.write(text)
	i, ok := w.known[iri]
	if !ok {
		i = len(w.reading.Entities)
		w.known[iri] = i
		w.reading.Entities = append(w.reading.Entities, schema.Entity{IRI: iri, Type: kinds[n%len(kinds)], Name: text, Named: true})
	}
	e := &w.reading.Entities[i]
	e.Mentions = append(e.Mentions, span)
	return schema.Term{Text: text, Literal: text, Spans: []schema.Span{span}, Entity: iri}
}

var (
	topics    = []string{"at odds over harbour", "agree on water", "back in talks", "named in inquiry", "call for calm"}
	things    = []string{"the report baseless", "a second inquiry", "the talks", "new rules for the harbour", "an apology"}
	given     = []string{"Ada", "Ben", "Clara", "David", "Edith", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kemal", "Lena", "Mira", "Noor", "Otto", "Paula"}
	bodies    = []string{"%s Council", "%s Bank", "%s University", "Ministry of %s", "%s Workers Union"}
	kinds     = []schema.EntityType{schema.Person, schema.Organization, schema.Person, schema.Place}
	relations = [...][2]string{
		{"requested", "request"},
		{"accused", "accuse"},
		{"met", "meet"},
		{"supported", "support"},
		{"visited", "visit"},
		{"denied", "deny"},
		{"rejected", "reject"},
		{"praised", "praise"},
		{"questioned", "question"},
		{"signed", "sign"},
	}
)

// name names the nth thing: a person, an organization or a place.
func name(n int) string {
	own := title(word(n))
	switch kinds[n%len(kinds)] {
	case schema.Organization:
		return fmt.Sprintf(bodies[n/4%len(bodies)], own)
	case schema.Person:
		return given[n%len(given)] + " " + own
	}
	return own
}

const syllables = "berodakilomanepasuravitogehiju"

// word spells a number in syllables: 12 is always the same word.
func word(n int) string {
	const radix = len(syllables) / 2
	var b strings.Builder
	for n += radix * radix; n > 0; n /= radix {
		i := 2 * (n % radix)
		b.WriteString(syllables[i : i+2])
	}
	return b.String()
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
