package eval

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/openie"
)

// sharedOIE is the folder of the public benchmarks' files, beside the repository.
const sharedOIE = "../../../shared/eval"

// TestCaRBDevelopmentSet holds the extractor to the figure that the README
// quotes. The confidence was fitted to these sentences; `train confidence`
// prints the cross-validated figure.
func TestCaRBDevelopmentSet(t *testing.T) {
	if testing.Short() {
		t.Skip("parses 484 sentences")
	}
	f, err := os.Open(filepath.Join(sharedOIE, "carb_dev_gold.tsv.gz"))
	if err != nil {
		t.Skipf("CaRB is not there: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	gold, err := ReadCaRB(z)
	if err != nil {
		t.Fatal(err)
	}
	s := gold.Score(extractLines(t, filepath.Join(sharedOIE, "carb_dev_sentences.txt")))
	t.Logf("P %.1f R %.1f F1 %.1f at %.2f, AUC %.1f; all: P %.1f R %.1f F1 %.1f; %d of %d sentences' tuples", 100*s.Precision,
		100*s.Recall, 100*s.F1, s.Threshold, 100*s.AUC, 100*s.All.Precision, 100*s.All.Recall, 100*s.All.F1, s.Extracted, s.Sentences)
	if s.F1 < 0.57 {
		t.Errorf("F1 %.4f, want 0.57", s.F1)
	}
}

// extractLines reads each line of a file as a sentence and returns what is
// said in it.
func extractLines(t *testing.T, path string) []Extraction {
	t.Helper()
	tokenizer, err := nlp.LoadTokenizer()
	if err != nil {
		t.Fatal(err)
	}
	parser, err := nlp.DefaultParser()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []Extraction
	for lines := bufio.NewScanner(f); lines.Scan(); {
		doc := tokenizer.TokenizeSentence(lines.Text())
		parser.Annotate(doc.Sents)
		doc.FindMentions()
		props := openie.Extract(doc, openie.Options{Attributions: attribution.Find(doc)})
		for i := range props {
			if !props[i].Derived {
				out = append(out, NewExtraction(doc.Text, &props[i]))
			}
		}
	}
	return out
}
