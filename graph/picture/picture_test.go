package picture_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/picture"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sentences of the article, each a claim: subject, verb, object, who says so,
// whether it is negated.
var sentences = []struct {
	subject, verb, object, speaker string
	negative                       bool
}{
	{"ILO", "asked", "China", "", false},
	{"China", "answered", "ILO", "", false},
	{"ILO", "questioned", "China", "Houngbo", false},
	{"China", "used", "<b>force & \"labor\"</b>", "Liu", true},
	{"Houngbo", "led", "ILO", "", false},
	{"Liu", "spoke for", "China", "", false},
	{"Voice", "quoted", "Liu", "", false},
}

func open(t *testing.T) *store.Store {
	t.Helper()
	text := ""
	for _, s := range sentences {
		text += s.subject + " " + s.verb + " " + s.object + ".\n"
	}
	r := schema.Reading{Article: schema.Article{
		URL: "https://news.example/1", Title: "One", Publisher: "Example News",
		Published: "2025-02-14", Language: "en", Text: text, Body: []schema.Span{{Start: 0, End: len(text)}},
	}}
	r.Article.IRI = schema.ArticleIRI(r.Article.URL, "", text)
	known := map[string]bool{}
	term := func(s string, at int) schema.Term {
		i := strings.Index(text[at:], s) + at
		span := schema.Span{Start: i, End: i + len(s)}
		if iri := schema.EntityIRI(s); !known[iri] {
			known[iri] = true
			r.Entities = append(r.Entities, schema.Entity{IRI: iri, Type: schema.Organization, Name: s, Named: true, Mentions: []schema.Span{span}})
		}
		return schema.Term{Text: s, Literal: s, Spans: []schema.Span{span}, Entity: schema.EntityIRI(s)}
	}
	at := 0
	for _, s := range sentences {
		end := at + strings.Index(text[at:], "\n")
		verb := at + len(s.subject) + 1
		c := schema.Claim{
			Sentence: schema.Span{Start: at, End: end}, Evidence: []schema.Span{{Start: at, End: end}}, Subject: term(s.subject, at), Object: term(s.object, verb),
			Predicate: schema.Predicate{Text: s.verb, Spans: []schema.Span{{Start: verb, End: verb + len(s.verb)}}, IRI: schema.RelIRI(s.verb), Lemma: s.verb},
			Polarity:  schema.Positive, Modality: schema.Asserted, Confidence: 0.5, Rule: "stated subject",
		}
		if s.negative {
			c.Polarity = schema.Negative
		}
		if s.speaker != "" {
			c.Modality = schema.Reported
			c.Attribution = &schema.Attribution{Source: term(s.speaker, 0), Cue: s.verb, CueSpan: c.Predicate.Spans[0], Content: c.Evidence}
		}
		r.Claims = append(r.Claims, c)
		at = end + 1
	}
	r.Normalize()
	st, err := store.Open(t.Context(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if _, err := load.Load(t.Context(), st, func(yield func(schema.Reading, error) bool) { yield(r, nil) }, load.Options{}); err != nil {
		t.Fatal(err)
	}
	return st
}

func around(t *testing.T, entity string, opts picture.Options) *picture.Graph {
	t.Helper()
	g, err := picture.Around(t.Context(), open(t), entity, opts)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func names(g *picture.Graph) string {
	var list []string
	for _, n := range g.Nodes {
		list = append(list, n.Name)
	}
	return strings.Join(list, ", ")
}

func TestAround(t *testing.T) {
	for _, test := range []struct {
		name, entity string
		opts         picture.Options
		nodes        string
		links        int
	}{
		{"neighbours and what they say of each other", "ILO", picture.Options{}, "ILO, China, Houngbo", 4},
		{"two steps", "ILO", picture.Options{Depth: 2}, `ILO, China, Houngbo, <b>force & "labor"</b>, Liu`, 6},
		{"no more nodes than allowed", "ILO", picture.Options{Depth: 2, Nodes: 2}, "ILO, China", 3},
		{"one neighbour", "ent:Voice", picture.Options{}, "Voice, Liu", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := around(t, test.entity, test.opts)
			if got := names(g); got != test.nodes || len(g.Links) != test.links {
				t.Errorf("got %s and %d links, want %s and %d", got, len(g.Links), test.nodes, test.links)
			}
		})
	}
	if _, err := picture.Around(t.Context(), open(t), "nobody", picture.Options{}); !errors.Is(err, query.ErrNoEntity) {
		t.Errorf("an unknown entity: %v", err)
	}
}

func TestGoldenPictures(t *testing.T) {
	for _, name := range []string{"ilo.svg", "ilo.html", "ilo.dot", "ilo.graphml"} {
		var b bytes.Buffer
		if err := around(t, "ILO", picture.Options{Depth: 2}).Write(&b, name); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "<b>") && !strings.HasSuffix(name, ".dot") {
			t.Errorf("%s: a name is not escaped", name)
		}
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestPicturesAreXML(t *testing.T) {
	g := around(t, "ILO", picture.Options{Depth: 2})
	for _, write := range []func(io.Writer) error{g.WriteSVG, g.WriteGraphML} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(&b); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Nodes lie apart from each other, also in a picture of some hundred.
func TestNodesLieApart(t *testing.T) {
	g := &picture.Graph{}
	for i := range 300 {
		g.Nodes = append(g.Nodes, picture.Node{Name: strconv.Itoa(i)})
		if i > 0 {
			g.Links = append(g.Links, picture.Link{From: (i - 1) / 4, To: i})
		}
	}
	var b bytes.Buffer
	if err := g.WriteSVG(&b); err != nil {
		t.Fatal(err)
	}
	var places [][2]float64
	for _, m := range regexp.MustCompile(`cx="(-?\d+)" cy="(-?\d+)"`).FindAllStringSubmatch(b.String(), -1) {
		x, _ := strconv.ParseFloat(m[1], 64)
		y, _ := strconv.ParseFloat(m[2], 64)
		for _, p := range places {
			if math.Hypot(p[0]-x, p[1]-y) < 16 {
				t.Errorf("two nodes lie on each other at %v and %v,%v", p, x, y)
			}
		}
		places = append(places, [2]float64{x, y})
	}
	if len(places) != 300 {
		t.Errorf("%d nodes are drawn", len(places))
	}
}

func TestUnknownForms(t *testing.T) {
	if err := picture.CheckName("x.docx"); !errors.Is(err, picture.ErrFormat) {
		t.Errorf("got %v", err)
	}
}
