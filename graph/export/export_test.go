package export

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/nquads"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// articles are two small readings of our own.
func articles() []schema.Reading {
	reading := func(url, text, speaker string) schema.Reading {
		all := schema.Span{End: len(text)}
		said := schema.Claim{
			Sentence: all, Evidence: []schema.Span{all}, Polarity: schema.Positive, Modality: schema.Asserted, Tense: "past",
			Subject:   schema.Term{Text: "The agency", Entity: "ent:ILO", Spans: []schema.Span{{Start: 0, End: 10}}},
			Predicate: schema.Predicate{Text: "asked", IRI: "rel:asked", Lemma: "ask"},
			Object:    schema.Term{Text: "China", Entity: "ent:China"}, Confidence: 0.75, Time: "2025-02-10",
		}
		reported := said
		reported.Predicate = schema.Predicate{Text: "is", IRI: "rel:is", Lemma: "be"}
		reported.Object, reported.Modality = schema.Term{Text: "“baseless” \\ 漢"}, schema.Reported
		reported.Attribution = &schema.Attribution{Source: schema.Term{Text: speaker, Entity: schema.EntityIRI(speaker)}, Cue: "said"}
		return schema.Reading{
			Article:  schema.Article{URL: url, Text: text, Title: "A title", Language: "en", Published: "2025-02-14"},
			Entities: []schema.Entity{{IRI: "ent:ILO", Type: schema.Organization, Name: "ILO", Aliases: []string{"the agency"}, Named: true}},
			Claims:   []schema.Claim{said, reported},
		}
	}
	return []schema.Reading{
		reading("https://e.org/1", "The agency asked China. It is “baseless” \\ 漢, Liu said.", "Liu Pengyu"),
		reading("https://e.org/2", "The agency has asked China again.\nNobody answered.", "Ann O'Hara"),
	}
}

// fill returns a store with the quads, written in random order.
func fill(t testing.TB, quads []quad.Quad) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), "memory:", store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	quads = slices.Clone(quads)
	rand.Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
	if _, err := st.Import(context.Background(), func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	return st
}

func encoded(t testing.TB) (all []quad.Quad) {
	t.Helper()
	for _, r := range articles() {
		quads, err := schema.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, quads...)
	}
	return all
}

func write(t testing.TB, st Store, opts Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, st, opts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func read(t testing.TB, text string) (quads []quad.Quad) {
	t.Helper()
	r := nquads.Reader{Input: strings.NewReader(text)}
	for q, err := range r.Quads(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}

func TestReimportExportsTheSameBytes(t *testing.T) {
	st := fill(t, encoded(t))
	first := write(t, st, Options{})
	if n := strings.Count(first, "\n"); n != len(encoded(t)) {
		t.Errorf("%d lines for %d quads", n, len(encoded(t)))
	}
	again := fill(t, read(t, first))
	if second := write(t, again, Options{Memory: 1000, Dir: t.TempDir()}); second != first {
		t.Errorf("the export of the import differs:\n%s\n%s", first, second)
	}
	for _, tool := range [][]string{{"serdi", "-i", "nquads", "-"}, {"rapper", "-q", "-c", "-i", "nquads", "-", "x:"}} {
		if _, err := exec.LookPath(tool[0]); err != nil {
			t.Logf("%s is not installed", tool[0])
			continue
		}
		cmd := exec.Command(tool[0], tool[1:]...)
		cmd.Stdin = strings.NewReader(first)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", tool[0], err, out)
		}
	}
}

func TestArticlesAddUpToTheStore(t *testing.T) {
	st := fill(t, encoded(t))
	whole := write(t, st, Options{})
	var parts []string
	for _, r := range articles() {
		iri := quad.IRI(schema.ArticleIRI(r.Article.URL, "", ""))
		part := write(t, st, Options{Articles: []quad.IRI{iri}})
		if strings.Count(part, "<"+string(iri)+"> .\n") != strings.Count(part, "\n") {
			t.Errorf("quads of another label with %s", iri)
		}
		parts = append(parts, strings.SplitAfter(part, "\n")...)
	}
	slices.Sort(parts)
	if strings.Join(parts, "") != whole {
		t.Error("the articles are not the whole")
	}
}

func TestNTriplesHaveNoLabels(t *testing.T) {
	for _, q := range read(t, write(t, fill(t, encoded(t)), Options{Format: NTriples})) {
		if q.Label != nil {
			t.Errorf("%v has label %v", q, q.Label)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := Write(context.Background(), nil, fill(t, nil), Options{Format: "xls"}); !errors.Is(err, ErrFormat) {
		t.Error(err)
	}
}
