package article

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"path"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// sniffBytes is how much of a source is looked at to tell its format.
const sniffBytes = 4096

// Read yields the articles of src: one, or with JSON Lines one a line.
//
// What is not an article is yielded as a [SkipError], and the iteration goes
// on after it. Any other error, the end of ctx among them, is the last thing
// yielded. It may be ranged over again if the source is a file or a page.
func Read(ctx context.Context, src Source) iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(schema.Article{}, err)
			return
		}
		c, err := src.open(ctx)
		if err != nil {
			yield(schema.Article{}, err)
			return
		}
		defer c.Close()
		r := reader{src: src, content: c, in: bufio.NewReaderSize(c, 64<<10)}
		if err := r.unzip(); err != nil {
			yield(schema.Article{}, r.fail(err))
			return
		}
		switch r.format() {
		case JSONLines:
			r.lines(ctx, yield)
			return
		case JSON:
			r.array(ctx, yield)
			return
		}
		a, err := r.whole(ctx)
		if err != nil {
			a = schema.Article{}
		}
		yield(a, err)
	}
}

// A reader reads one opened source.
type reader struct {
	src     Source
	content content
	in      *bufio.Reader
}

// unzip looks through gzip, by its first two bytes.
func (r *reader) unzip() error {
	if magic, _ := r.in.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return nil
	}
	z, err := gzip.NewReader(r.in)
	if err != nil {
		return err
	}
	r.in = bufio.NewReaderSize(z, 64<<10)
	return nil
}

// format decides how to read: by what the user said, by the media type, by the
// name, by the content.
func (r *reader) format() Format {
	if r.src.opts.Format != Auto {
		return r.src.opts.Format
	}
	sample, _ := r.in.Peek(sniffBytes)
	f := formatOfMediaType(r.content.mediaType)
	if f == Auto && r.content.url == "" {
		f = formatOfName(r.src.Name)
	}
	switch {
	case f == JSON && firstLineIsObject(sample):
		return JSONLines // many files are called .json that are not one value
	case f != Auto:
		return f
	}
	return sniff(sample)
}

// firstLineIsObject reports whether the first line is a JSON object of its own,
// as far as the sample tells.
func firstLineIsObject(sample []byte) bool {
	line, _, whole := bytes.Cut(bytes.TrimSpace(sample), []byte("\n"))
	return bytes.HasPrefix(line, []byte("{")) && (!whole || json.Valid(line))
}

func formatOfMediaType(mediaType string) Format {
	kind, _, _ := mime.ParseMediaType(mediaType)
	switch kind {
	case "text/html", "application/xhtml+xml":
		return HTML
	case "text/markdown", "text/x-markdown":
		return Markdown
	case "application/json":
		return JSON
	case "application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/ndjson", "text/jsonl":
		return JSONLines
	}
	return Auto
}

func formatOfName(name string) Format {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	switch path.Ext(name) {
	case ".txt", ".text":
		return PlainText
	case ".md", ".markdown", ".mdown":
		return Markdown
	case ".html", ".htm", ".xhtml":
		return HTML
	case ".jsonl", ".ndjson", ".jsonlines":
		return JSONLines
	case ".json":
		return JSON
	}
	return Auto
}

// sniff tells the format from the first bytes.
func sniff(sample []byte) Format {
	s := bytes.TrimLeft(bytes.TrimPrefix(sample, []byte("\xef\xbb\xbf")), " \t\r\n")
	lower := bytes.ToLower(s[:min(len(s), 512)])
	switch {
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.HasPrefix(lower, []byte("<html")),
		bytes.HasPrefix(lower, []byte("<?xml")) && bytes.Contains(lower, []byte("<html")),
		bytes.HasPrefix(lower, []byte("<head")), bytes.HasPrefix(lower, []byte("<body")),
		bytes.HasPrefix(lower, []byte("<article")):
		return HTML
	case bytes.HasPrefix(s, []byte("---\n")), bytes.HasPrefix(s, []byte("---\r\n")):
		return Markdown
	case bytes.HasPrefix(s, []byte("[{")) || bytes.HasPrefix(s, []byte("[\n")) && bytes.Contains(s, []byte("{")):
		return JSON
	case bytes.HasPrefix(s, []byte("{")) && bytes.Contains(s, []byte(`"text"`)):
		return JSONLines
	}
	return PlainText
}

// whole reads a source that is one article.
func (r *reader) whole(ctx context.Context) (schema.Article, error) {
	a := schema.Article{Source: r.src.Name, URL: r.content.url}
	data, err := r.all()
	if err != nil {
		if ctx.Err() != nil {
			return a, ctx.Err()
		}
		return a, r.fail(err)
	}
	format := r.format()
	text, err := decode(data, r.content.mediaType)
	if err != nil {
		return a, r.fail(err)
	}
	if strings.TrimFunc(text, isBlank) == "" {
		return a, r.skip(Empty, "")
	}
	switch format {
	case HTML:
		err = readHTML(text, &a)
	case Markdown:
		err = readMarkdown(text, &a)
	default:
		readText(text, &a)
	}
	if err != nil {
		return a, r.fail(err)
	}
	return a, r.finish(&a)
}

// all reads to the end, or fails with errTooLong.
func (r *reader) all() ([]byte, error) {
	limit := r.src.opts.MaxBytes
	data, err := io.ReadAll(io.LimitReader(r.in, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = errTooLong{"more than " + size(limit)}
	}
	return data, err
}

// finish checks what a format's reader has made and gives it its name.
func (r *reader) finish(a *schema.Article) error {
	if len(a.Body) == 0 {
		return r.skip(NoText, "")
	}
	for _, p := range a.Body {
		if p.Len() > r.src.opts.MaxLine {
			return r.skip(TooLong, "a paragraph of more than "+size(int64(r.src.opts.MaxLine)))
		}
	}
	name := language(bodySample(a))
	if name != "English" && !r.src.opts.AnyLanguage {
		return r.skip(NotEnglish, name)
	}
	if name == "English" {
		a.Language = "en"
	}
	set(&a.Published, publishedInURL(a.URL))
	identify(a)
	return nil
}

// bodySample joins paragraphs until there is enough to tell the language.
func bodySample(a *schema.Article) string {
	var b strings.Builder
	for _, p := range a.Body {
		b.WriteString(p.In(a.Text))
		b.WriteByte('\n')
		if b.Len() > 12*sampleWords {
			break
		}
	}
	return b.String()
}

// errTooLong is returned for what is over a limit.
type errTooLong struct{ detail string }

func (e errTooLong) Error() string { return e.detail }

// errNoText is returned by a format's reader that finds no article.
var errNoText = errors.New("no article text")

// fail turns an error of reading into the skip that it means.
func (r *reader) fail(err error) error {
	var binary errBinary
	var long errTooLong
	var invalid errInvalid
	switch {
	case errors.As(err, &invalid):
		return r.skip(Invalid, invalid.Error())
	case errors.As(err, &binary):
		return r.skip(Binary, strings.Replace(binary.mediaType, "application/octet-stream", "", 1))
	case errors.As(err, &long):
		return r.skip(TooLong, long.detail)
	case errors.Is(err, errNoText):
		return r.skip(NoText, "")
	}
	return &SkipError{Source: r.src.Shown, Reason: Unreadable, Err: err}
}

func (r *reader) skip(reason Reason, detail string) error {
	return &SkipError{Source: r.src.Shown, Reason: reason, Detail: detail}
}

// size writes a limit for a message.
func size(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}

// identify gives an article its IRI, once all that the IRI rests on is known.
func identify(a *schema.Article) { a.IRI = schema.ArticleIRI(a.URL, a.ID, a.Text) }
