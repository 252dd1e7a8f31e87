package attribution

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/extract/nlp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestFindGolden compares what is found in testdata/articles.conllu, trees as a
// parser gives them with its mistakes, with testdata/articles.txt.
func TestFindGolden(t *testing.T) {
	file, err := os.Open("testdata/articles.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var got bytes.Buffer
	for d, err := range nlp.ReadCoNLLU(file) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "# %s\n%s\n", d.ID, strings.ReplaceAll(d.Text, "\n\n", "\n"))
		all := Find(&d.Doc)
		for i := range all {
			fmt.Fprintf(&got, "  %d %s\n", i, show(&d.Doc, &all[i]))
		}
	}
	if *update {
		if err := os.WriteFile("testdata/articles.txt", got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("testdata/articles.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("testdata/articles.txt differs; -update rewrites it\n%s", got.Bytes())
	}
}

func show(doc *nlp.Doc, a *Attribution) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s | %s | %s |", a.Kind, a.Frame, a.Source.Span(doc).In(doc.Text), a.cueSpan(doc).In(doc.Text))
	for _, span := range a.ContentSpans(doc) {
		fmt.Fprintf(&b, " [%s]", strings.ReplaceAll(span.In(doc.Text), "\n\n", " / "))
	}
	for _, flag := range []struct {
		name string
		on   bool
	}{
		{"clausal", a.Clausal},
		{"quoted", a.Quoted},
		{"anonymous", a.Anonymous},
		{"disbelief", a.Disbelief},
		{"hypothesis", a.Hypothesis},
		{"weak", a.Weak},
	} {
		if flag.on {
			b.WriteString(" " + flag.name)
		}
	}
	if a.Via >= 0 {
		fmt.Fprintf(&b, " via %d", a.Via)
	}
	return b.String()
}

func BenchmarkFind(b *testing.B) {
	file, err := os.Open("testdata/articles.conllu")
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	var docs []*nlp.TreeDoc
	sentences := 0
	for d, err := range nlp.ReadCoNLLU(file) {
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, d)
		sentences += len(d.Sents)
	}
	for b.Loop() {
		for _, d := range docs {
			Find(&d.Doc)
		}
	}
	b.ReportMetric(float64(sentences*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
