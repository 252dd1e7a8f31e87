package article

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/sayso-graph/sayso/schema"
)

// record is a line of JSON Lines. Numbers are taken where text is expected, and
// a list of authors for one.
type record struct {
	Text      *string `json:"text"`
	URL       field   `json:"url"`
	ID        field   `json:"id"`
	Doc       field   `json:"doc"`
	Title     field   `json:"title"`
	Author    field   `json:"author"`
	Source    field   `json:"source"`
	Publisher field   `json:"publisher"`
	Published field   `json:"published"`
	Date      field   `json:"date"`
}

// A field is a string, a number, null, or a list of these.
type field string

func (f *field) UnmarshalJSON(data []byte) error {
	var v any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		return err
	}
	parts, ok := v.([]any)
	if !ok {
		parts = []any{v}
	}
	var out []string
	for _, p := range parts {
		switch p := p.(type) {
		case nil:
		case string:
			out = append(out, oneLine(p))
		case json.Number:
			out = append(out, p.String())
		default:
			return errors.New("neither text nor a number")
		}
	}
	*f = field(strings.Join(out, "; "))
	return nil
}

// lines yields the articles of JSON Lines. A line that is none is yielded as a
// skip with its number, and the next one is read.
func (r *reader) lines(ctx context.Context, yield func(schema.Article, error) bool) {
	// A byte order mark switches to UTF-16; else bytes pass as they are.
	in := transform.NewReader(r.in, unicode.BOMOverride(encoding.Nop.NewDecoder()))
	buf := bufio.NewReaderSize(in, 64<<10)
	for n := 1; ; n++ {
		if err := ctx.Err(); err != nil {
			yield(schema.Article{}, err)
			return
		}
		data, err := readLine(buf, r.src.opts.MaxBytes)
		var long errTooLong
		if err != nil && !errors.As(err, &long) {
			if !errors.Is(err, io.EOF) {
				yield(schema.Article{}, r.fail(err))
			} else if n == 1 {
				yield(schema.Article{}, r.skip(Empty, ""))
			}
			return
		}
		if err == nil && len(bytes.TrimSpace(data)) == 0 {
			continue
		}
		if !yield(r.line(n, data, err)) {
			return
		}
	}
}

// line reads the article on line n, or says why there is none.
func (r *reader) line(n int, data []byte, err error) (schema.Article, error) {
	at := *r
	at.src.Shown = r.src.Shown + ":" + strconv.Itoa(n)
	if err != nil {
		return schema.Article{}, at.fail(err)
	}
	return at.object(data, strconv.Itoa(n))
}

// object reads an article from a JSON object. Without an id of its own it is
// told from its neighbours by its place.
func (r *reader) object(data []byte, place string) (schema.Article, error) {
	var rec record
	if err := json.Unmarshal(data, &rec); err != nil {
		return schema.Article{}, r.skip(Invalid, jsonProblem(err))
	}
	if rec.Text == nil {
		return schema.Article{}, r.skip(Invalid, `no "text"`)
	}
	if strings.TrimFunc(*rec.Text, isBlank) == "" {
		return schema.Article{}, r.skip(Empty, "")
	}
	a := rec.article()
	a.Source = r.src.Name + "#" + cmp.Or(a.ID, place)
	if err := r.finish(&a); err != nil {
		return schema.Article{}, err
	}
	return a, nil
}

// array yields the articles of a JSON document: an object, or an array of
// objects. Unlike JSON Lines it is read as a whole, and a mistake in its syntax
// makes all of it unreadable.
func (r *reader) array(ctx context.Context, yield func(schema.Article, error) bool) {
	data, err := r.all()
	if err == nil {
		data, err = decodeJSON(data)
	}
	if err != nil {
		yield(schema.Article{}, r.fail(err))
		return
	}
	var items []json.RawMessage
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		err = json.Unmarshal(data, &items)
	} else {
		items = []json.RawMessage{data}
	}
	switch {
	case err != nil:
		yield(schema.Article{}, r.skip(Invalid, jsonProblem(err)))
	case len(items) == 0:
		yield(schema.Article{}, r.skip(Empty, ""))
	}
	for i, item := range items {
		if err := ctx.Err(); err != nil {
			yield(schema.Article{}, err)
			return
		}
		at := *r
		at.src.Shown = fmt.Sprintf("%s[%d]", r.src.Shown, i)
		if !yield(at.object(item, strconv.Itoa(i))) {
			return
		}
	}
}

// decodeJSON brings a JSON document to UTF-8.
func decodeJSON(data []byte) ([]byte, error) {
	text, err := decode(data, "")
	return []byte(text), err
}

// article takes the fields over and reads the dateline and byline in the text,
// which is running text for the rest.
func (rec *record) article() schema.Article {
	a := schema.Article{
		ID: first(rec.ID, rec.Doc), URL: first(rec.URL), Title: first(rec.Title), Author: first(rec.Author),
		Publisher: first(rec.Publisher, rec.Source), Text: *rec.Text,
	}
	a.Published = parsePublished(first(rec.Published, rec.Date))
	h := head{article: &a}
	a.Body = dropTail(a.Text, h.read(paragraphs(a.Text)))
	return a
}

func first(fields ...field) string {
	for _, f := range fields {
		if f != "" {
			return string(f)
		}
	}
	return ""
}

// jsonProblem describes an error of encoding/json in words of the file.
func jsonProblem(err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("not a JSON object: %v at byte %d", syntax, syntax.Offset)
	case errors.As(err, &kind) && kind.Field == "":
		return "not a JSON object but a " + kind.Value
	case errors.As(err, &kind):
		return fmt.Sprintf("%q is a %s", kind.Field, kind.Value)
	}
	return err.Error()
}

// readLine returns the next line without its break. A line over the limit is
// read past without being kept, and errTooLong returned for it.
func readLine(in *bufio.Reader, limit int64) ([]byte, error) {
	var out []byte
	var n int64
	for {
		part, err := in.ReadSlice('\n')
		n += int64(len(part))
		if n <= limit+1 {
			out = append(out, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && n == 0:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, err
		case n > limit+1:
			return nil, errTooLong{"a line of more than " + size(limit)}
		}
		return bytes.TrimRight(out, "\r\n"), nil
	}
}
