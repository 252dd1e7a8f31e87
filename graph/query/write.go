package query

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// A Format is a form in which rows are written.
type Format string

// The formats. In all of them IRIs are prefixed (ent:China), and texts are
// written without their language.
const (
	JSON  Format = "json"  // one array, an object for each row
	JSONL Format = "jsonl" // an object a line
	Table Format = "table" // columns for people
)

// A Writer writes rows in one of the formats.
type Writer struct {
	w      io.Writer
	buf    bytes.Buffer // what is not written yet
	format Format
	rows   int
	table  table
}

// NewWriter returns a writer to w. Its Close must be called at the end.
func NewWriter(w io.Writer, format Format) *Writer {
	return &Writer{w: w, format: format}
}

// writeSize is how much a writer holds back, unless a reader of lines waits.
const writeSize = 32 << 10

// Write writes one row.
func (w *Writer) Write(row Row) error {
	w.rows++
	if w.format == Table {
		w.table.add(&w.buf, row)
		return w.flush(writeSize)
	}
	data, err := row.MarshalJSON()
	if err != nil {
		return fmt.Errorf("row %d: %w", w.rows, err)
	}
	switch {
	case w.format == JSONL:
		w.buf.Write(data)
		w.buf.WriteByte('\n')
		return w.flush(0)
	case w.rows == 1:
		w.buf.WriteString("[\n")
	default:
		w.buf.WriteString(",\n")
	}
	w.buf.Write(data)
	return w.flush(writeSize)
}

// flush writes out what is buffered, if it is more than size.
func (w *Writer) flush(size int) error {
	if w.buf.Len() <= size {
		return nil
	}
	_, err := w.buf.WriteTo(w.w)
	return err
}

// Close writes what is left. It does not close the underlying writer.
func (w *Writer) Close() error {
	switch {
	case w.format == Table:
		w.table.flush(&w.buf)
	case w.format == JSON && w.rows == 0:
		w.buf.WriteString("[]\n")
	case w.format == JSON:
		w.buf.WriteString("\n]\n")
	}
	return w.flush(0)
}

// MarshalJSON writes the cells as one object, in their order, or the value.
func (r Row) MarshalJSON() ([]byte, error) {
	if r.Cells == nil {
		return marshal(shown(r.Value, maxDepth))
	}
	object := make(Object, 0, len(r.Cells))
	for _, c := range r.Cells {
		object = append(object, Member{c.Name, native(c.Value)})
	}
	return object.MarshalJSON()
}

// MarshalJSON writes the members in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		var err error
		if out, err = appendMember(out, m.Name, m.Value); err != nil {
			return nil, err
		}
	}
	return append(out, '}'), nil
}

func appendMember(out []byte, name string, value any) ([]byte, error) {
	for i, v := range []any{name, value} {
		data, err := marshal(v)
		if err != nil {
			return nil, err
		}
		if i == 1 {
			out = append(out, ':')
		}
		out = append(out, data...)
	}
	return out, nil
}

// marshal is json.Marshal without the escapes for HTML, which make IRIs
// unreadable.
func marshal(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return []byte(strings.TrimSuffix(b.String(), "\n")), nil
}

// native returns what JSON holds of a term.
func native(v quad.Value) any {
	switch v := v.(type) {
	case quad.IRI:
		return schema.Compact(string(v))
	case quad.Int:
		return int64(v)
	case quad.Float:
		if f := float64(v); !math.IsInf(f, 0) && !math.IsNaN(f) {
			return f
		}
	case quad.Bool:
		return bool(v)
	case quad.TypedString:
		if _, ok := number(v); ok && json.Valid([]byte(v.Value)) {
			return json.Number(v.Value)
		}
	}
	return text(v)
}

// maxDepth is how deep values may be nested: an array can hold itself.
const maxDepth = 50

// shown takes the brackets off the IRIs of an emitted value, which Gizmo gives
// to JavaScript with them. What is nested too deep is left out.
func shown(v any, depth int) any {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case string:
		if len(v) > 2 && v[0] == '<' && v[len(v)-1] == '>' && !strings.ContainsAny(v[1:len(v)-1], " <>\"") {
			return schema.Compact(v[1 : len(v)-1])
		}
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return text(quad.Float(v)) // no number for JSON
		}
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = shown(v[i], depth-1)
		}
		return list
	case Object:
		object := make(Object, len(v))
		for i, m := range v {
			object[i] = Member{m.Name, shown(m.Value, depth-1)}
		}
		return object
	case map[string]any:
		object := make(map[string]any, len(v))
		for k := range v {
			object[k] = shown(v[k], depth-1)
		}
		return object
	}
	return v
}

// tableSample is how many rows a table looks at before it fixes its columns.
const tableSample = 200

// maxCell is where a table cuts a cell off.
const maxCell = 100

// A table lays out its first rows and keeps to their columns after that.
type table struct {
	names  []string
	widths []int
	rows   [][]string
	fixed  bool
}

func (t *table) add(w *bytes.Buffer, row Row) {
	names, values := cellsOf(row)
	line := make([]string, len(t.names), len(t.names)+len(names))
	for i, name := range names {
		k := slices.Index(t.names, name)
		if k < 0 {
			k = len(t.names)
			t.names = append(t.names, name)
			t.widths = append(t.widths, utf8.RuneCountInString(name))
			line = append(line, "")
		}
		line[k] = oneLine(values[i])
		if !t.fixed {
			t.widths[k] = max(t.widths[k], utf8.RuneCountInString(line[k]))
		}
	}
	if t.fixed {
		t.line(w, line)
		return
	}
	if t.rows = append(t.rows, line); len(t.rows) == tableSample {
		t.flush(w)
	}
}

// flush writes the head and the rows that were held back.
func (t *table) flush(w *bytes.Buffer) {
	if t.fixed || len(t.rows) == 0 {
		return
	}
	t.fixed = true
	t.line(w, t.names)
	rule := make([]string, len(t.widths))
	for i, width := range t.widths {
		rule[i] = strings.Repeat("─", width)
	}
	t.line(w, rule)
	for _, row := range t.rows {
		t.line(w, row)
	}
	t.rows = nil
}

func (t *table) line(w *bytes.Buffer, cells []string) {
	var b strings.Builder
	for i, cell := range cells {
		if i > 0 {
			b.WriteString("  ")
		}
		b.WriteString(cell)
		b.WriteString(strings.Repeat(" ", max(t.widths[i]-utf8.RuneCountInString(cell), 0)))
	}
	w.WriteString(strings.TrimRight(b.String(), " "))
	w.WriteByte('\n')
}

// cellsOf returns the columns of a row.
func cellsOf(row Row) (names, values []string) {
	object, ok := shown(row.Value, maxDepth).(Object)
	for _, c := range row.Cells {
		object = append(object, Member{c.Name, native(c.Value)})
	}
	if !ok && row.Cells == nil {
		object = Object{{"value", shown(row.Value, maxDepth)}}
	}
	for _, m := range object {
		names = append(names, m.Name)
		values = append(values, cellText(m.Value))
	}
	return names, values
}

func cellText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	data, err := marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(data)
}

// oneLine makes a text fit for a cell.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= maxCell {
		return s
	}
	return string([]rune(s)[:maxCell-1]) + "…"
}
