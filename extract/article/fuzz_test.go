package article

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sayso-graph/sayso/schema"
)

// checkArticle holds what every layer above relies on: Text is valid UTF-8, and
// the spans of Body lie in it, in order, apart, on the edges of code points, and
// each with something in it.
func checkArticle(t *testing.T, a *schema.Article) {
	t.Helper()
	if !utf8.ValidString(a.Text) {
		t.Error("the text is not valid UTF-8")
	}
	if len(a.Body) == 0 {
		t.Error("there is no body")
	}
	end := 0
	for _, p := range a.Body {
		if p.Start < end || p.Empty() || p.End > len(a.Text) {
			t.Fatalf("span %v after %d of %d", p, end, len(a.Text))
		}
		if in := p.In(a.Text); !utf8.ValidString(in) || strings.IndexFunc(in, isWordRune) < 0 {
			t.Errorf("span %v is cut inside a character or has no word: %q", p, in)
		}
		end = p.End
	}
}

// fuzzFormat reads data as one format. What is read must be sound, what is not
// must be a skip, and reading twice must give the same.
func fuzzFormat(f *testing.F, format Format, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		opts := Options{Format: format, MaxBytes: 1 << 16, AnyLanguage: true}
		read := func() (iris []string) {
			src := FromReader("fuzz", "", strings.NewReader(string(data)), opts)
			for a, err := range Read(context.Background(), src) {
				if err != nil {
					if !errors.Is(err, ErrSkip) || strings.Contains(err.Error(), "\n") {
						t.Fatalf("%T: %v", err, err)
					}
					continue
				}
				checkArticle(t, &a)
				iris = append(iris, a.IRI)
			}
			return iris
		}
		first, second := read(), read()
		if strings.Join(first, " ") != strings.Join(second, " ") {
			t.Errorf("read twice: %v and %v", first, second)
		}
	})
}

func FuzzText(f *testing.F) {
	fuzzFormat(f, PlainText, "Strike ends\n\nBy Jane Roe\n\nNEW YORK, Oct. 3 (AP) — Dockers\u00a0went back.\r\n\r\n* * *\n\nEnd",
		"(TibetanReview.net, Feb14’25) – It said so.", "\xff\xfeT\x00h\x00e\x00", "caf\xe9 \xe2\x80\x99 won.", "Title: x\nDate: 2024\n\nIt is.")
}

func FuzzMarkdown(f *testing.F) {
	fuzzFormat(f, Markdown, "---\ntitle: x\nauthor: [a, b]\n---\n# H\n\nIt **is** [so](x).\n\n> q\n\n- i\n\n|a|\n|-|\n", "---\n", "a\n===\n\nb &amp; \\*")
}

func FuzzHTML(f *testing.F) {
	fuzzFormat(f, HTML, "<html><head><title>x</title><meta property=og:title content=y><script type=application/ld+json>{\"@type\":\"Article\",\"author\":[{\"name\":\"z\"}]}</script></head><body><article><h1>x</h1><p>The council of the town voted for the bridge.<br><br>It is so.</p></article>",
		"<div>The council of the town voted <p>for the bridge today.", "<p>The council of the to\u00adwn voted for it.</p><ul><li>One.</ul>")
}

func FuzzJSONLines(f *testing.F) {
	fuzzFormat(f, JSONLines, "{\"text\":\"The a won.\",\"id\":7,\"author\":[\"x\",1]}\n\n{bad\n{\"text\":\"\\ud83d The b won.\"}", "[]\nnull\n{\"text\":null}", "\xff\xfe{\x00")
}

func FuzzJSON(f *testing.F) {
	fuzzFormat(f, JSON, "[{\"text\":\"The a won.\"},3]", "{\n\"text\":\"The a won.\"}", "[", "\xff\xfe[\x00")
}

func FuzzDateline(f *testing.F) {
	for _, s := range []string{"GENEVA, March 3 (Reuters) — The ILO met.", "(New York, 3 May 2020) – It is.", "NEW DELHI: The court", "A, B (C) D --E", strings.Repeat("\x99", 200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := parseDateline(s)
		if !ok {
			return
		}
		if d.end <= 0 || d.end > len(s) || d.end > len(s)-len(strings.TrimLeftFunc(s, isBlank))+maxDateline+16 {
			t.Fatalf("%q: the end is %d", s, d.end)
		}
		if utf8.ValidString(s) && !utf8.ValidString(s[d.end:]) {
			t.Errorf("%q: cut inside a character at %d", s, d.end)
		}
		if strings.TrimSpace(d.place+d.agency+d.publisher) == "" && d.date == (day{}) {
			t.Errorf("%q: a dateline of nothing", s)
		}
	})
}
