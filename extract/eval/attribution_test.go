package eval

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const polnear = "../../../shared/eval/polnear_dev.jsonl.gz"

func readPolNeAR(t testing.TB) []*AttributedArticle {
	t.Helper()
	file, err := os.Open(polnear)
	if err != nil {
		t.Skipf("the development set of PolNeAR is not here: %v", err)
	}
	defer file.Close()
	text, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []*AttributedArticle
	for a, err := range ReadAttributedArticles(text) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return all
}

// blur makes predictions of the gold standard by dropping, shifting and
// cutting; half of the spans are left to be found by their words.
func blur(gold []*AttributedArticle) []AttributionRow {
	random := rand.New(rand.NewPCG(1, 2))
	rows := []AttributionRow{{Doc: "nowhere", Cue: "said"}}
	for _, a := range gold {
		text := []rune(a.Text)
		shift := func(rs Ranges) (string, Ranges) {
			if len(rs) == 0 || random.IntN(8) == 0 {
				return "", nil
			}
			out := slices.Clone(rs)
			if random.IntN(3) == 0 {
				out[0][0] = max(0, out[0][0]-random.IntN(20))
				out[0][1] = min(len(text), out[0][1]+random.IntN(9))
			}
			if random.IntN(2) == 0 {
				return string(text[out[0][0]:out[0][1]]), nil
			}
			return "", out
		}
		for _, g := range a.Attributions {
			row := AttributionRow{Doc: a.Doc}
			row.Source, row.SourceSpan = shift(g.Source)
			row.Cue, row.CueSpan = shift(g.Cue)
			row.Content, row.ContentSpan = shift(g.Content)
			rows = append(rows, row)
		}
	}
	return rows
}

func TestAttributionScoreAgreesWithReference(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the reference scorer")
	}
	gold := readPolNeAR(t)
	var predicted bytes.Buffer
	for _, row := range blur(gold) {
		if err := json.NewEncoder(&predicted).Encode(row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "predicted.jsonl")
	if err := os.WriteFile(path, predicted.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	want, err := exec.Command("python3", filepath.Join(filepath.Dir(polnear), "score", "oie_score.py"),
		"polnear", "--gold", polnear, "--pred", path).Output()
	if err != nil {
		t.Skipf("the reference scorer does not run: %v", err)
	}
	got, err := ScoreAttributions(gold, ReadAttributionRows(&predicted))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(string(want), got.String()) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAttributionScoreOfTheGoldIsOne(t *testing.T) {
	article := `{"doc":"a","text":"Ann said (twice) she won’t go.","attributions":[{"source":[[0,3]],"cue":[[4,8]],"content":[[17,30]]}],"discard":[]}`
	var gold []*AttributedArticle
	for a, err := range ReadAttributedArticles(strings.NewReader(article)) {
		if err != nil {
			t.Fatal(err)
		}
		gold = append(gold, a)
	}
	for _, row := range []string{
		`{"doc":"a","source_span":[0,3],"cue_span":[4,8],"content_span":[[17,20],[21,30]]}`,
		`{"doc":"a","source":"Ann","cue":"said","content":"she  won’t go"}`,
	} {
		got, err := ScoreAttributions(gold, ReadAttributionRows(strings.NewReader(row)))
		if err != nil || got.Exact.F1 != 1 || got.Roles[RoleContent].Partial.F1 != 1 || got.SpeakerAccuracy != 1 {
			t.Errorf("%s: %v\n%s", row, err, got)
		}
	}
}

func TestReadAttributionRowsNamesTheLine(t *testing.T) {
	for row, err := range ReadAttributionRows(strings.NewReader("{\"doc\":\"a\",\"cue_span\":[]}\n\n{\"doc\":")) {
		if err == nil && len(row.CueSpan) > 0 {
			t.Errorf("an empty list is %v", row.CueSpan)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "line 3: ") {
			t.Error(err)
		}
	}
}

func FuzzReadAttributionRows(f *testing.F) {
	f.Add(`{"doc":"a","source_span":[1,2],"content_span":[[0,3]]}`)
	f.Add(`{"doc":"a","source_span":null,"cue_span":[null]}`)
	f.Fuzz(func(t *testing.T, line string) {
		for row, err := range ReadAttributionRows(strings.NewReader(line)) {
			if err != nil {
				return
			}
			text := newWordText("one two three")
			for r, set := range text.read(row) {
				for i, w := range set {
					if w >= 3 || i > 0 && set[i-1] >= w {
						t.Fatal(fmt.Sprint(Role(r), set))
					}
				}
			}
		}
	})
}
