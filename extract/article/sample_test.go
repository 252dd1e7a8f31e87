package article

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestSample reads the articles that ship with sayso: one line for each in
// testdata/sample.txt, with what was found out about it.
func TestSample(t *testing.T) {
	got, skips := readAll(t, "", Options{}, "", filepath.Join("..", "..", "data", "sample", "articles"))
	for _, s := range skips {
		t.Error(s)
	}
	var b strings.Builder
	for i := range got {
		a := &got[i]
		checkArticle(t, a)
		fmt.Fprintln(&b, strings.Join([]string{
			filepath.Base(a.Source), a.Title, a.Author, a.Publisher, a.Agency, a.Place, a.Published, a.URL, fmt.Sprint(len(a.Body), " paragraphs"),
		}, " | "))
	}
	golden(t, filepath.Join("testdata", "sample.txt"), b.String())
}
