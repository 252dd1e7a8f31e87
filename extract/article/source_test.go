package article

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"github.com/sayso-graph/sayso/schema"
)

// readAll reads everything that args name. What is skipped is listed by its
// message, the directory dir cut off.
func readAll(t *testing.T, dir string, opts Options, stdin string, args ...string) (articles []schema.Article, skips []string) {
	t.Helper()
	ctx := context.Background()
	note := func(err error) {
		if !errors.Is(err, ErrSkip) {
			t.Fatalf("not a skip: %v", err)
		}
		message := err.Error()
		if dir != "" {
			message = strings.ReplaceAll(message, dir+string(filepath.Separator), "")
		}
		skips = append(skips, message)
	}
	for src, err := range Sources(ctx, args, strings.NewReader(stdin), opts) {
		if err != nil {
			note(err)
			continue
		}
		for a, err := range Read(ctx, src) {
			if err != nil {
				note(err)
				continue
			}
			articles = append(articles, a)
		}
	}
	return articles, skips
}

// write makes files below a new directory.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// texts returns the text of each article.
func texts(articles []schema.Article) []string {
	var out []string
	for _, a := range articles {
		out = append(out, a.Text)
	}
	return out
}

func TestSources(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt": "The b won.", "a/z.txt": "The z won.", "a.txt": "The a won.", "c.md": "The c won.", "noext": "The n won.",
		"page_files/x.css": "p {}", "page_files/x.js": "x()", ".hidden/h.txt": "The h won.", ".h.txt": "The h won.",
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	tests := []struct {
		name        string
		args        []string
		want, skips []string
	}{
		{"a folder, sorted by path, without hidden files and page assets", []string{dir}, []string{"The z won.", "The a won.", "The b won.", "The c won.", "The n won."}, nil},
		{"in the order of the arguments", []string{at("c.md"), at("a.txt")}, []string{"The c won.", "The a won."}, nil},
		{"what is named twice is read once", []string{at("a.txt"), dir + "/./a.txt", at("*.txt")}, []string{"The a won.", "The b won."}, nil},
		{"a glob", []string{at("?.txt")}, []string{"The a won.", "The b won."}, nil},
		{"a glob of nothing", []string{at("*.xyz")}, nil, []string{"*.xyz: no such file or folder: the pattern matches nothing"}},
		{"a missing file stops nothing", []string{at("none.txt"), at("a.txt")}, []string{"The a won."}, []string{"none.txt: no such file or folder"}},
		{"standard input", []string{"-"}, []string{"The input won."}, nil},
	}
	for _, tt := range tests {
		got, skips := readAll(t, dir, Options{}, "The input won.", tt.args...)
		if diff := cmp.Diff(tt.want, texts(got)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.skips, skips); diff != "" {
			t.Errorf("%s: skips (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestSourceNames(t *testing.T) {
	dir := write(t, map[string]string{
		"a.txt":   "The a won.",
		"f.jsonl": `{"text":"The b won.","id":7}` + "\n" + `{"text":"The c won."}` + "\n",
	})
	got, _ := readAll(t, dir, Options{}, "", dir)
	var names []string
	for _, a := range got {
		names = append(names, strings.TrimPrefix(a.Source, dir))
		if want := schema.ArticleIRI(a.URL, a.ID, a.Text); a.IRI != want {
			t.Errorf("%s: IRI is %s, want %s", a.Source, a.IRI, want)
		}
	}
	if diff := cmp.Diff([]string{"/a.txt", "/f.jsonl#7", "/f.jsonl#2"}, names); diff != "" {
		t.Error(diff)
	}
}

// TestBadInput holds what a user sees of what cannot be used: one line that
// names the thing and the reason.
func TestBadInput(t *testing.T) {
	long := strings.Repeat("word ", 1000)
	tests := []struct {
		name, file, content, want string
		reason                    Reason
	}{
		{"an empty file", "e.txt", "", "e.txt: empty", Empty},
		{"a byte order mark alone", "e.txt", "\xff\xfe", "e.txt: empty", Empty},
		{"a file of blanks", "e.txt", " \n\u00a0\n", "e.txt: empty", Empty},
		{"a picture", "p.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "p.txt: binary, not text: image/png", Binary},
		{"bytes", "b.txt", "\x01\x02\x03\x00\x05\x06", "b.txt: binary, not text", Binary},
		{"a PDF", "p.pdf", "%PDF-1.7 text", "p.pdf: binary, not text: application/pdf", Binary},
		{"German", "g.txt", "Die Regierung hat den Bericht nicht gelesen.", "g.txt: not in English: German", NotEnglish},
		{"a page without an article", "h.html", "<html><body><nav><a href=1>Home</a></nav></body></html>", "h.html: no article text", NoText},
		{"only a byline", "t.txt", "By Jane Roe\n", "t.txt: no article text", NoText},
		{"a long paragraph", "l.txt", long, "l.txt: too long: a paragraph of more than 2000 bytes", TooLong},
		{"a large file", "l.txt", strings.Repeat(long+"\n\n", 3), "l.txt: too long: more than 10000 bytes", TooLong},
		{"broken front matter", "m.md", "---\ntitle: [\n---\nText is here.", "m.md: invalid: front matter: yaml: line 1: did not find expected node content", Invalid},
		{"broken gzip", "z.txt.gz", "\x1f\x8b\x00", "z.txt.gz: cannot be read: unexpected EOF", Unreadable},
		{"no JSON", "f.jsonl", "nonsense\n", "f.jsonl:1: invalid: not a JSON object: invalid character 'o' in literal null (expecting 'u') at byte 2", Invalid},
		{"a list", "f.jsonl", "[1]\n", "f.jsonl:1: invalid: not a JSON object but a array", Invalid},
		{"no text", "f.jsonl", "{\"title\":\"x\"}\n", `f.jsonl:1: invalid: no "text"`, Invalid},
		{"text that is none", "f.jsonl", "{\"text\":1}\n", `f.jsonl:1: invalid: "text" is a number`, Invalid},
		{"an empty text", "f.jsonl", "{\"text\":\" \"}\n", "f.jsonl:1: empty", Empty},
		{"an empty list", "f.jsonl", "", "f.jsonl: empty", Empty},
		{"a long line", "f.jsonl", `{"text":"` + strings.Repeat(long, 3) + `"}`, "f.jsonl:1: too long: a line of more than 10000 bytes", TooLong},
	}
	for _, tt := range tests {
		dir := write(t, map[string]string{tt.file: tt.content})
		opts := Options{MaxBytes: 10000, MaxLine: 2000}
		src := FromReader(tt.file, "", strings.NewReader(tt.content), opts)
		for _, err := range Read(context.Background(), src) {
			var skip *SkipError
			if !errors.As(err, &skip) || skip.Reason != tt.reason || !errors.Is(err, ErrSkip) {
				t.Errorf("%s: error is %v, want reason %q", tt.name, err, tt.reason)
			}
		}
		articles, skips := readAll(t, dir, opts, "", filepath.Join(dir, tt.file))
		if len(articles) > 0 {
			t.Errorf("%s: it was read", tt.name)
		}
		if diff := cmp.Diff([]string{tt.want}, skips); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestFolderWithoutArticles(t *testing.T) {
	dir := write(t, map[string]string{"x/a.css": "p {}"})
	_, skips := readAll(t, dir, Options{}, "", filepath.Join(dir, "x"))
	if diff := cmp.Diff([]string{"x: no articles in it"}, skips); diff != "" {
		t.Error(diff)
	}
}

// A bad line, even one over the limit, does not take the next ones with it.
func TestBadLinesStopNothing(t *testing.T) {
	lines := []string{
		`{"text":"The first won."}`, `{broken`, "", `{"text":"` + strings.Repeat("x", 1<<20) + `"}`,
		`{"text":"Die Regierung hat es nicht gewollt."}`, `{"text":"The last won."}`,
	}
	dir := write(t, map[string]string{"f.jsonl": strings.Join(lines, "\n")})
	got, skips := readAll(t, dir, Options{MaxBytes: 1000}, "", dir)
	if diff := cmp.Diff([]string{"The first won.", "The last won."}, texts(got)); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"f.jsonl:2: invalid: not a JSON object: invalid character 'b' looking for beginning of object key string at byte 2",
		"f.jsonl:4: too long: a line of more than 1000 bytes",
		"f.jsonl:5: not in English: German",
	}
	if diff := cmp.Diff(want, skips); diff != "" {
		t.Error(diff)
	}
}

func TestJSONLinesFields(t *testing.T) {
	line := `{"text":"GENEVA, March 3 (Reuters) — The ILO met.","url":"https://a.example/x","doc":"d1","title":"A meeting",` +
		`"author":["Jane Roe","Omar Diaz"],"publisher":"A News","date":"2025-03-04T08:00:00Z","extra":{"x":[1]}}`
	dir := write(t, map[string]string{"f.jsonl": line})
	got, skips := readAll(t, dir, Options{}, "", dir)
	if len(got) != 1 {
		t.Fatalf("%d articles, skips %q", len(got), skips)
	}
	a := got[0]
	if diff := cmp.Diff([]string{"The ILO met."}, bodyOf(&a)); diff != "" {
		t.Error(diff)
	}
	a.Body, a.IRI, a.Source = nil, "", ""
	want := schema.Article{
		ID: "d1", URL: "https://a.example/x", Title: "A meeting", Author: "Jane Roe; Omar Diaz", Publisher: "A News",
		Agency: "Reuters", Place: "GENEVA", Published: "2025-03-04T08:00:00Z", Language: "en",
		Text: "GENEVA, March 3 (Reuters) — The ILO met.",
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
}

func TestJSON(t *testing.T) {
	const object = "{\n  \"text\": \"The %s won.\"\n}"
	one, two := strings.Replace(object, "%s", "a", 1), strings.Replace(object, "%s", "b", 1)
	tests := []struct {
		name, content string
		want, skips   []string
	}{
		{"an object on several lines", one, []string{"The a won."}, nil},
		{"an array", "[\n" + one + ",\n" + two + "]", []string{"The a won.", "The b won."}, nil},
		{"an item that is none", "[" + one + ", 3]", []string{"The a won."}, []string{"f.json[1]: invalid: not a JSON object but a number"}},
		{"lines after all", `{"text":"The a won."}` + "\n" + `{"text":"The b won."}`, []string{"The a won.", "The b won."}, nil},
		{"an empty array", "[]", nil, []string{"f.json: empty"}},
		{"a broken array", "[" + one, nil, []string{"f.json: invalid: not a JSON object: unexpected end of JSON input at byte 27"}},
	}
	for _, tt := range tests {
		dir := write(t, map[string]string{"f.json": tt.content})
		got, skips := readAll(t, dir, Options{}, "", dir)
		if diff := cmp.Diff(tt.want, texts(got)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.skips, skips); diff != "" {
			t.Errorf("%s: skips (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestEncodings(t *testing.T) {
	const text = "The café won, “he” said."
	encode := func(e unicode.Endianness, bom unicode.BOMPolicy) string {
		s, err := unicode.UTF16(e, bom).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	tests := []struct{ name, content, mediaType, want string }{
		{"UTF-8", text, "", text},
		{"UTF-8 with a mark", "\ufeff" + text, "", text},
		{"UTF-16, little end first", encode(unicode.LittleEndian, unicode.UseBOM), "", text},
		{"UTF-16, big end first", encode(unicode.BigEndian, unicode.UseBOM), "", text},
		{"UTF-16 without a mark", encode(unicode.LittleEndian, unicode.IgnoreBOM), "", text},
		{"UTF-16 without a mark, big", encode(unicode.BigEndian, unicode.IgnoreBOM), "", text},
		{"Windows-1252", "The caf\xe9 won, \x93he\x94 said.", "", text},
		{"ISO 8859-2, declared", "The Wa\xb3\xeasa won.", "text/plain; charset=iso-8859-2", "The Wałęsa won."},
		{"UTF-8 in spite of the declaration", text, "text/plain; charset=iso-8859-1", text},
		{"damaged UTF-8", "The café \xff won, “he” \xe2\x80 said.", "", "The café \ufffd won, “he” \ufffd said."},
		{"two bytes that are no mark", "\xff\xfeThe caf\xe9 won.", "", "ÿþThe café won."},
		{"BMW is no bitmap", "BMW won.", "", "BMW won."},
	}
	for _, tt := range tests {
		got, err := decode([]byte(tt.content), tt.mediaType)
		if err != nil || got != tt.want {
			t.Errorf("%s: %q, %v; want %q", tt.name, got, err, tt.want)
		}
	}
}

func TestUTF16JSONLinesAndGzip(t *testing.T) {
	const line = `{"text":"The café won."}` + "\n"
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(line)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(line)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	dir := write(t, map[string]string{"a.jsonl": wide, "b.jsonl.gz": packed.String()})
	got, skips := readAll(t, dir, Options{}, "", dir)
	if diff := cmp.Diff([]string{"The café won.", "The café won."}, texts(got)); diff != "" {
		t.Errorf("%s\nskips %q", diff, skips)
	}
}

func TestSniff(t *testing.T) {
	tests := map[string]Format{
		"<!DOCTYPE html><p>x":         HTML,
		"\n <html lang=en>":           HTML,
		"<?xml version='1.0'?><html>": HTML,
		"---\ntitle: x\n---\ny":       Markdown,
		`{"id":1,"text":"x"}`:         JSONLines,
		`[{"id":1,"text":"x"}]`:       JSON,
		"[Oslo] – It is.":             PlainText,
		"{curly} text":                PlainText,
		"--- a dash":                  PlainText,
		"Plain.":                      PlainText,
	}
	for sample, want := range tests {
		if got := sniff([]byte(sample)); got != want {
			t.Errorf("sniff(%q) = %q, want %q", sample, got, want)
		}
	}
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, err := range Sources(ctx, []string{"x"}, nil, Options{}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Sources yields %v", err)
		}
	}
	for _, err := range Read(ctx, FromReader("-", "", strings.NewReader("The a won."), Options{})) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Read yields %v", err)
		}
	}
}
