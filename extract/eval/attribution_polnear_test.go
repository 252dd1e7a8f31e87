package eval

import (
	"encoding/json"
	"errors"
	"io/fs"
	"iter"
	"os"
	"slices"
	"testing"

	"github.com/sayso-graph/sayso/data/model"
	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// A foundRow says besides how it was found.
type foundRow struct {
	attribution.Row
	Kind  attribution.Kind `json:"kind"`
	Frame string           `json:"frame"`
}

// predictPolNeAR runs the whole chain on the articles; SAYSO_POLNEAR_OUT names
// a file that gets the rows, for the reference scorer.
func predictPolNeAR(t testing.TB, gold []*AttributedArticle) []foundRow {
	t.Helper()
	tokenizer, err := nlp.LoadTokenizer()
	if err != nil {
		t.Skip(err)
	}
	parser, err := nlp.Load(model.FS)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the parser's model is not in data/model")
	}
	if err != nil {
		t.Fatal(err)
	}
	var rows []foundRow
	for _, a := range gold {
		doc := tokenizer.Tokenize(a.Text, nil)
		parser.Annotate(doc.Sents)
		found := attribution.Find(doc)
		outer := slices.DeleteFunc(slices.Clone(found), func(f attribution.Attribution) bool { return f.Via >= 0 })
		for i, row := range attribution.Rows(doc, schema.NewIndex(doc.Text), a.Doc, found) {
			rows = append(rows, foundRow{row, outer[i].Kind, outer[i].Frame})
		}
	}
	if name := os.Getenv("SAYSO_POLNEAR_OUT"); name != "" {
		file, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		for i := range rows {
			if err := json.NewEncoder(file).Encode(rows[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return rows
}

// asRows makes the writer's rows the scorer's.
func asRows(rows []foundRow) iter.Seq2[*AttributionRow, error] {
	return func(yield func(*AttributionRow, error) bool) {
		one := func(p *[2]int) Ranges {
			if p == nil {
				return nil
			}
			return Ranges{*p}
		}
		for _, r := range rows {
			if !yield(&AttributionRow{r.Doc, r.Source, r.Cue, r.Content, one(r.SourceSpan), one(r.CueSpan), Ranges(r.ContentSpan)}, nil) {
				return
			}
		}
	}
}

// TestPolNeARDev holds the exact F1 of source, cue and content that is reached
// on the development articles, rounded down.
func TestPolNeARDev(t *testing.T) {
	if testing.Short() {
		t.Skip("parses 84 articles")
	}
	gold := readPolNeAR(t)
	score, err := ScoreAttributions(gold, asRows(predictPolNeAR(t, gold)))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", score)
	for r, goal := range []float64{0.73, 0.68, 0.59} {
		if got := score.Roles[r].Exact.F1; got < goal {
			t.Errorf("%s: exact F1 %.3f, want %.2f", Role(r), got, goal)
		}
	}
}
