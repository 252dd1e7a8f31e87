package gold

import (
	"bufio"
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// sampleText returns an article as plain as the tests below need it.
func sampleText(t *testing.T, name string) string {
	t.Helper()
	file, id, several := strings.Cut(name, "#")
	data, err := os.ReadFile(filepath.Join("..", "sample", "articles", file))
	if err != nil {
		t.Fatal(err)
	}
	if !several {
		text := regexp.MustCompile(`<[^>]*>|\*\*|[\[\]]`).ReplaceAllString(string(data), "")
		return html.UnescapeString(text)
	}
	for line := range strings.Lines(string(data)) {
		var article struct{ ID, Text string }
		if err := json.Unmarshal([]byte(line), &article); err != nil {
			t.Fatal(err)
		}
		if article.ID == id {
			return article.Text
		}
	}
	t.Fatalf("no article %s", name)
	return ""
}

// A sentence of the gold stands in its article word for word and once: it is
// how claims are found there.
func TestClaimSentences(t *testing.T) {
	data, err := FS.Open("claims.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer data.Close()
	lines := bufio.NewScanner(data)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var claim struct{ Article, Sentence string }
		if err := json.Unmarshal(lines.Bytes(), &claim); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		if strings.Count(sampleText(t, claim.Article), claim.Sentence) != 1 {
			t.Errorf("line %d: not once in %s: %q", n, claim.Article, claim.Sentence)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// The same holds for the articles that came later.
func TestUnseenSentences(t *testing.T) {
	for _, folder := range []string{"unseen", "unseen2", "unseen3"} {
		data, err := os.ReadFile(filepath.Join(folder, "claims.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			var claim struct{ Article, Sentence string }
			if err := json.Unmarshal([]byte(line), &claim); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join(folder, claim.Article))
			if err != nil {
				t.Fatal(err)
			}
			if strings.Count(string(text), claim.Sentence) != 1 {
				t.Errorf("not once in %s/%s: %q", folder, claim.Article, claim.Sentence)
			}
		}
	}
}

func TestEntityNames(t *testing.T) {
	data, err := FS.ReadFile("entities.json")
	if err != nil {
		t.Fatal(err)
	}
	var entities []struct {
		Name, Type, Note string
		Mentions         map[string][]string
	}
	if err := json.Unmarshal(data, &entities); err != nil {
		t.Fatal(err)
	}
	shared := 0
	for _, e := range entities {
		if e.Type == "" || len(e.Mentions) == 0 {
			t.Errorf("%s has no type or no mention", e.Name)
		}
		if len(e.Mentions) > 1 {
			shared++
		}
		for article, names := range e.Mentions {
			text := sampleText(t, article)
			for _, name := range names {
				if !strings.Contains(text, name) {
					t.Errorf("%s: %q is not in %s", e.Name, name, article)
				}
			}
		}
	}
	if shared < 30 {
		t.Errorf("%d entities are in several articles", shared)
	}
}
