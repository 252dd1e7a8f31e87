package factuality

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/data/model"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// goldClause is one judged clause of data/gold/factuality.tsv.
type goldClause struct {
	level, subject, word, sentence string
	polarity                       schema.Polarity
	modality                       schema.Modality
}

func readGold(t testing.TB) []goldClause {
	t.Helper()
	text, err := os.ReadFile("../../data/gold/factuality.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []goldClause
	for line := range strings.Lines(string(text)) {
		if line[0] == '#' {
			continue
		}
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(c) != 6 {
			t.Fatalf("%d columns: %s", len(c), line)
		}
		out = append(out, goldClause{c[0], c[1], c[2], c[5], schema.Polarity(c[3]), schema.Modality(c[4])})
	}
	return out
}

// predicate returns the token that word names: its first occurrence, or the
// nth of "word#n". -1 when there is none.
func predicate(sent *nlp.Sentence, word string) int {
	word, nth, _ := strings.Cut(word, "#")
	n, err := strconv.Atoi(nth)
	if err != nil {
		n = 1
	}
	for i := range sent.Tokens {
		if sent.Tokens[i].Form == word {
			if n--; n == 0 {
				return i
			}
		}
	}
	return -1
}

func parser(t testing.TB) (*nlp.Tokenizer, *nlp.Parser) {
	t.Helper()
	tokenizer, err := nlp.LoadTokenizer()
	if err != nil {
		t.Skip(err)
	}
	p, err := nlp.Load(model.FS)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the parser's model is not in data/model")
	}
	if err != nil {
		t.Fatal(err)
	}
	return tokenizer, p
}

// TestGoldAccuracy holds the goal of 95 % on predicted parses.
func TestGoldAccuracy(t *testing.T) {
	if testing.Short() {
		t.Skip("loads the model")
	}
	gold := readGold(t)
	tokenizer, p := parser(t)
	right := map[string]int{}
	total := map[string]int{}
	for _, g := range gold {
		doc := tokenizer.TokenizeSentence(g.sentence)
		p.Annotate(doc.Sents)
		sent := &doc.Sents[0]
		i := predicate(sent, g.word)
		if i < 0 {
			t.Errorf("no token %q in %q", g.word, g.sentence)
			continue
		}
		got := Analyze(sent).Of(i)
		total[g.level]++
		if got.Polarity == g.polarity && got.Modality == g.modality {
			right[g.level]++
			continue
		}
		t.Logf("%s | %s: got %s %s, want %s %s", g.sentence, g.word, got.Polarity, got.Modality, g.polarity, g.modality)
	}
	n := right["easy"] + right["hard"]
	t.Logf("easy %d of %d, hard %d of %d", right["easy"], total["easy"], right["hard"], total["hard"])
	if accuracy := float64(n) / float64(len(gold)); accuracy < 0.95 {
		t.Errorf("accuracy %.3f, want at least 0.95", accuracy)
	}
}
