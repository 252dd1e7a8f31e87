package extract

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/data/sample"
	"github.com/sayso-graph/sayso/extract/article"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// sampleArticles reads the articles that come with the program.
func sampleArticles(tb testing.TB) []schema.Article {
	tb.Helper()
	names, err := fs.Glob(sample.FS, "articles/*")
	if err != nil {
		tb.Fatal(err)
	}
	var all []schema.Article
	for _, name := range names {
		data, err := sample.FS.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		src := article.FromReader(path.Base(name), "", bytes.NewReader(data), article.Options{})
		for a, err := range article.Read(tb.Context(), src) {
			if err != nil {
				tb.Fatalf("%s: %v", name, err)
			}
			all = append(all, a)
		}
	}
	return all
}

func pipeline(tb testing.TB) *Pipeline {
	tb.Helper()
	p, err := New(Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func analyze(tb testing.TB, p *Pipeline, a schema.Article) *Analysis {
	tb.Helper()
	an, err := p.Analyze(a)
	if err != nil {
		tb.Fatal(err)
	}
	return an
}

func each[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, x := range list {
			if !yield(x, nil) {
				return
			}
		}
	}
}

// What is not known of a fault is not written.
func TestFaultErrorsAreOneLine(t *testing.T) {
	for fault, want := range map[*FaultError]string{
		{Source: "a.txt", Fault: "out of range", Place: "extract/fault.go:9"}: "a.txt: not read for a fault of this program, please report it: out of range (extract/fault.go:9)",
		{Source: "a.txt", Fault: "out of range"}:                              "a.txt: not read for a fault of this program, please report it: out of range",
	} {
		if got := fault.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A fault over one article is an error that names it; the others are read.
func TestFaultsCostOneArticle(t *testing.T) {
	p, broken := pipeline(t), pipeline(t)
	broken.resolver = nil
	articles := sampleArticles(t)[:2]
	articles[0].Source = "news/a.txt"
	_, err := broken.Analyze(articles[0])
	var fault *FaultError
	if !errors.As(err, &fault) || fault.Source != "news/a.txt" || !strings.HasPrefix(fault.Place, "extract/resolve/") {
		t.Errorf("error %v, want a fault in extract/resolve", err)
	}
	first := articles[0].IRI
	read := func(a schema.Article) (*Analysis, error) {
		if a.IRI == first {
			return broken.Analyze(a)
		}
		return p.Analyze(a)
	}
	var outcomes []bool
	for an, err := range ordered(t.Context(), each(articles), 2, read) {
		outcomes = append(outcomes, err == nil && an.Article.IRI == articles[1].IRI)
	}
	if !slices.Equal(outcomes, []bool{false, true}) {
		t.Errorf("outcomes %v, want the first article to fail alone", outcomes)
	}
	for _, err := range broken.AnalyzeSentences(t.Context(), each([]string{"Ann left ."})) {
		if !errors.As(err, &fault) {
			t.Errorf("error %v, want a fault", err)
		}
	}
}

// All of a treebank is read, and every entity and claim of it stands in the
// text.
func TestTreebankIsRead(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "shared", "ud", "gum-train.conllu.gz"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("shared data is not here: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for an, err := range pipeline(t).AnalyzeTrees(t.Context(), nlp.ReadCoNLLU(z)) {
		if err != nil {
			t.Fatal(err)
		}
		r := &an.Reading
		for _, e := range r.Entities {
			if len(e.Mentions) == 0 || e.Name == "" {
				t.Errorf("%s: an entity without name or mention: %+v", r.Article.ID, e)
			}
		}
		for i := range r.Claims {
			if c := &r.Claims[i]; c.Sentence.In(r.Article.Text) == "" {
				t.Errorf("%s: a claim without passage: %+v", r.Article.ID, c)
			}
		}
	}
}

// Every passage of every claim lies in its article, its words are those that
// the quads give, and the same article gives the same quads.
func TestPassagesAreExact(t *testing.T) {
	p := pipeline(t)
	for _, a := range sampleArticles(t) {
		r := analyze(t, p, a).Reading
		quads, err := schema.Encode(r)
		if err != nil {
			t.Fatalf("%s: %v", a.Title, err)
		}
		again, err := schema.Encode(analyze(t, p, a).Reading)
		if err != nil {
			t.Fatalf("%s: %v", a.Title, err)
		}
		if len(quads) != len(again) {
			t.Errorf("%s: %d quads, and %d when read again", a.Title, len(quads), len(again))
		}
		for i := range r.Claims {
			c := &r.Claims[i]
			if len(c.Evidence) == 0 {
				t.Errorf("%s: a claim without a passage: %s", a.Title, line(c))
			}
			for _, span := range c.Evidence {
				if span.Start < 0 || span.End > len(a.Text) || span.Empty() || !c.Sentence.Contains(span) {
					t.Errorf("%s: passage %v of sentence %v", a.Title, span, c.Sentence)
				}
			}
			for _, span := range c.Subject.Spans {
				if !strings.Contains(c.Sentence.In(a.Text), span.In(a.Text)) {
					t.Errorf("%s: subject %q is not in its sentence", a.Title, span.In(a.Text))
				}
			}
		}
	}
}

// BenchmarkAnalyze measures all stages, from article to claims, on one core.
func BenchmarkAnalyze(b *testing.B) {
	p := pipeline(b)
	articles := sampleArticles(b)
	sentences := 0
	for b.Loop() {
		for _, a := range articles {
			sentences += len(analyze(b, p, a).Doc.Sents)
		}
	}
	b.ReportMetric(float64(sentences)/b.Elapsed().Seconds(), "sentences/s")
}
