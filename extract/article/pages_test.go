package article

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

// pageMetaGolden is meta.json: what was found out about a page.
type pageMetaGolden struct {
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Author    string `json:"author,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Agency    string `json:"agency,omitempty"`
	Place     string `json:"place,omitempty"`
	Published string `json:"published,omitempty"`
}

// TestPages reads each page of testdata/pages: article.txt is its body, a
// paragraph a line.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/pages/*/source.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages:", err)
	}
	for _, page := range pages {
		dir := filepath.Dir(page)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			f, err := os.Open(page)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			for a, err := range Read(context.Background(), FromReader("page", "text/html", f, Options{})) {
				if err != nil {
					t.Fatal(err)
				}
				checkArticle(t, &a)
				golden(t, filepath.Join(dir, "article.txt"), strings.Join(bodyOf(&a), "\n")+"\n")
				golden(t, filepath.Join(dir, "meta.json"), metaGolden(t, &a))
			}
		})
	}
}

func metaGolden(t *testing.T, a *schema.Article) string {
	t.Helper()
	data, err := json.MarshalIndent(pageMetaGolden{a.URL, a.Title, a.Author, a.Publisher, a.Agency, a.Place, a.Published}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n"
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: (-want +got)\n%s", path, diff)
	}
}

func TestMarkdown(t *testing.T) {
	const file = `---
title: "Port strike ends"
author: [Jane Roe, John Doe]
date: 2024-10-04
source: Harbour News
url: https://h.example/a
---
# Port strike ends

NEW YORK, Oct. 3 (AP) — Dock workers **ended** their strike on [Thursday](http://x.example), the union
said & left. It cost \$5\* a day, with ` + "`code`" + ` and <b>HTML</b>.

## The deal

> "It is a good deal," Ann Lee said.[^1]

* First item is here.
* Second one ![picture](x.png) too.

| a | b |
|---|---|
| 1 | 2 |

    code is no text

[^1]: A note.
`
	var a schema.Article
	if err := readMarkdown(file, &a); err != nil {
		t.Fatal(err)
	}
	checkArticle(t, &a)
	want := []string{
		"Dock workers ended their strike on Thursday, the union said & left. It cost $5* a day, with code and HTML.",
		`"It is a good deal," Ann Lee said.`, "First item is here.", "Second one too.",
	}
	if diff := cmp.Diff(want, bodyOf(&a)); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(a.Text, "\n\nThe deal\n\n") {
		t.Errorf("the heading is not in the text %q", a.Text)
	}
	a.Text, a.Body = "", nil
	meta := schema.Article{
		Title: "Port strike ends", Author: "Jane Roe; John Doe", Published: "2024-10-04", Publisher: "Harbour News",
		URL: "https://h.example/a", Agency: "AP", Place: "NEW YORK",
	}
	if diff := cmp.Diff(meta, a); diff != "" {
		t.Error(diff)
	}
}

func TestFrontMatterValues(t *testing.T) {
	tests := []struct {
		name, matter string
		want         schema.Article
	}{
		{"a time keeps its zone", "date: 2024-10-04T10:00:00+02:00", schema.Article{Published: "2024-10-04T10:00:00+02:00"}},
		{"authors as mappings", "authors:\n- name: Jane Roe\n  mail: x\n- name: Omar Diaz", schema.Article{Author: "Jane Roe; Omar Diaz"}},
		{"null is nothing", "title: null\nauthor: ~", schema.Article{}},
		{"no front matter", "", schema.Article{}},
	}
	for _, tt := range tests {
		var got schema.Article
		if err := readMatter(tt.matter, &got); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, diff)
		}
	}
	for _, s := range []string{"---\nnever: closed\n", "no matter\n---\n", "----\nx\n----\n"} {
		if m, rest := frontMatter(s); m != "" || rest != s {
			t.Errorf("frontMatter(%q) = %q, %q", s, m, rest)
		}
	}
}
