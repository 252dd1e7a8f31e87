package extract

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/data/sample"
	"github.com/sayso-graph/sayso/extract/article"
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

// Every passage of every claim lies in its article, its words are those that
// the quads give, and the same article gives the same quads.
func TestPassagesAreExact(t *testing.T) {
	p := pipeline(t)
	for _, a := range sampleArticles(t) {
		r := p.Analyze(a).Reading
		quads, err := schema.Encode(r)
		if err != nil {
			t.Fatalf("%s: %v", a.Title, err)
		}
		again, err := schema.Encode(p.Analyze(a).Reading)
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
			sentences += len(p.Analyze(a).Doc.Sents)
		}
	}
	b.ReportMetric(float64(sentences)/b.Elapsed().Seconds(), "sentences/s")
}
