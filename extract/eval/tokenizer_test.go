package eval

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// openShared opens a gzipped file of the shared data, or skips the test.
func openShared(t testing.TB, path ...string) io.Reader {
	t.Helper()
	f, err := os.Open(filepath.Join(append([]string{"..", "..", "..", "shared"}, path...)...))
	if err != nil {
		t.Skipf("shared data is not here: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestTokenizerOnRawText(t *testing.T) {
	tokenizer, err := nlp.LoadTokenizer()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		treebank         string
		words, sentences float64
	}{
		{"ewt-dev", 0.99, 0.85},
		{"gum-dev", 0.99, 0.88},
	} {
		gold, err := readDocs(openShared(t, "ud", c.treebank+".conllu.gz"))
		if err != nil {
			t.Fatal(err)
		}
		var system []*nlp.Doc
		for _, d := range gold {
			system = append(system, tokenizer.Tokenize(d.Text, nil))
		}
		table, err := UD(gold, system)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s\n%v", c.treebank, table[:3])
		if f1 := table.Get("Words").PRF().F1; f1 < c.words {
			t.Errorf("%s: words F1 %.4f, want %.4f", c.treebank, f1, c.words)
		}
		if f1 := table.Get("Sentences").PRF().F1; f1 < c.sentences {
			t.Errorf("%s: sentences F1 %.4f, want %.4f", c.treebank, f1, c.sentences)
		}
	}
}
