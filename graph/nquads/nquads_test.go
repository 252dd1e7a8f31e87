package nquads

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/cayleygraph/quad"
	cayley "github.com/cayleygraph/quad/nquads"
	"github.com/google/go-cmp/cmp"
)

func readAll(in io.Reader, workers int) ([]quad.Quad, error) {
	r := Reader{Input: in, Workers: workers}
	var quads []quad.Quad
	for q, err := range r.Quads(context.Background()) {
		if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
	return quads, nil
}

func writeAll(t testing.TB, quads []quad.Quad) string {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b)
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTerms(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       quad.Value
		written    string // "": as the text
	}{
		{"an IRI", "<http://a/b>", quad.IRI("http://a/b"), ""},
		{"an IRI with an escape", `<http://a/\u00E9>`, quad.IRI("http://a/é"), "<http://a/é>"},
		{"an IRI in another script", "<http://a/漢>", quad.IRI("http://a/漢"), ""},
		{"a blank node", "_:a.b-1", quad.BNode("a.b-1"), ""},
		{"a string", `"a b"`, quad.String("a b"), ""},
		{"an empty string", `""`, quad.String(""), ""},
		{"a typed string", `"a"^^<` + xsdString + `>`, quad.String("a"), `"a"`},
		{"all escapes", `"\t\b\n\r\f\"\'\\\u0041\U0001F600"`, quad.String("\t\b\n\r\f\"'\\A😀"), `"\t\b\n\r\f\"'\\A😀"`},
		{"control characters", "\"\x01\x7f\"", quad.String("\x01\x7f"), `"\u0001\u007F"`},
		{"a language", `"a"@en-GB`, quad.LangString{Value: "a", Lang: "en-GB"}, ""},
		{"an integer", `"-5"^^<` + xsdInteger + `>`, quad.Int(-5), ""},
		{"an integer with a zero before", `"05"^^<` + xsdInteger + `>`, quad.TypedString{Value: "05", Type: xsdInteger}, ""},
		{"an integer beyond 64 bits", `"9223372036854775808"^^<` + xsdInteger + `>`, quad.TypedString{Value: "9223372036854775808", Type: xsdInteger}, ""},
		{"a boolean", `"true"^^<` + xsdBoolean + `>`, quad.Bool(true), ""},
		{"a boolean as a number", `"1"^^<` + xsdBoolean + `>`, quad.TypedString{Value: "1", Type: xsdBoolean}, ""},
		{"a double", `"1.5E-3"^^<` + xsdDouble + `>`, quad.Float(0.0015), ""},
		{"infinity", `"-INF"^^<` + xsdDouble + `>`, quad.Float(math.Inf(-1)), ""},
		{"a double that is no canonical one", `"1.50"^^<` + xsdDouble + `>`, quad.TypedString{Value: "1.50", Type: xsdDouble}, ""},
		{"a decimal", `"0.8700"^^<` + xsd + `decimal>`, quad.TypedString{Value: "0.8700", Type: xsd + "decimal"}, ""},
		{"a time", `"2025-02-14T09:30:00.25+05:30"^^<` + xsdTime + `>`, quad.TypedString{Value: "2025-02-14T09:30:00.25+05:30", Type: xsdTime}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			quads, err := readAll(strings.NewReader("<x:s> <x:p> "+test.text+" ."), 1)
			if err != nil {
				t.Fatal(err)
			}
			if quads[0].Object != test.want {
				t.Errorf("read %#v, want %#v", quads[0].Object, test.want)
			}
			written := test.written
			if written == "" {
				written = test.text
			}
			if got := string(AppendValue(nil, test.want)); got != written {
				t.Errorf("wrote %s, want %s", got, written)
			}
		})
	}
}

func TestValuesThatOnlyGoHas(t *testing.T) {
	for _, test := range []struct {
		value quad.Value
		want  string
	}{
		{quad.Time(time.Date(2025, 2, 14, 9, 30, 0, 250e6, time.UTC)), `"2025-02-14T09:30:00.25Z"^^<` + xsdTime + `>`},
		{quad.Time(time.Date(2025, 2, 14, 9, 30, 0, 0, time.FixedZone("", 19800))), `"2025-02-14T04:00:00Z"^^<` + xsdTime + `>`},
		{quad.TypedString{Value: "5", Type: "xsd:integer"}, `"5"^^<` + xsdInteger + `>`},
		{quad.Float(math.NaN()), `"NaN"^^<` + xsdDouble + `>`},
		{quad.IRI("http://a/b c<d>"), `<http://a/b%20c%3Cd%3E>`},
		{quad.BNode("a b"), `_:x612062`},
		{quad.String("a\xffb"), "\"a\uFFFDb\""},
	} {
		got := string(AppendValue(nil, test.value))
		if got != test.want {
			t.Errorf("%#v is written %s, want %s", test.value, got, test.want)
		}
		if _, err := readAll(strings.NewReader("<x:s> <x:p> "+got+" ."), 1); err != nil {
			t.Errorf("%s: %v", got, err)
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	for _, test := range []struct {
		name, text   string
		line, column int
	}{
		{"no full stop", "<x:s> <x:p> <x:o>\n", 1, 18},
		{"the second line", "<x:s> <x:p> <x:o> .\n<x:s> <x:p> .\n", 2, 13},
		{"a third line behind CR LF and CR", "# c\r\n\r<x:s>\n", 3, 6},
		{"columns count characters", "<x:漢字> p", 1, 8},
		{"a relative IRI", "<x:s> <p> <x:o> .", 1, 8},
		{"an open IRI", "<x:s", 1, 5},
		{"a space in an IRI", "<x:a b> <x:p> <x:o> .", 1, 5},
		{"an escaped space in an IRI", `<x:a\u0020> <x:p> <x:o> .`, 1, 11},
		{"an open literal", "<x:s> <x:p> \"abc\n", 1, 17},
		{"an unknown escape", `<x:s> <x:p> "a\q" .`, 1, 15},
		{"half an escape", `<x:s> <x:p> "a\u00`, 1, 15},
		{"a surrogate", `<x:s> <x:p> "\uD800" .`, 1, 14},
		{"an empty language", `<x:s> <x:p> "a"@ .`, 1, 17},
		{"a language that ends in a hyphen", `<x:s> <x:p> "a"@en- .`, 1, 20},
		{"a datatype that is no IRI", `<x:s> <x:p> "a"^^"b" .`, 1, 18},
		{"a literal as subject", `"s" <x:p> <x:o> .`, 1, 1},
		{"a blank predicate", `<x:s> _:p <x:o> .`, 1, 7},
		{"a literal label", `<x:s> <x:p> <x:o> "l" .`, 1, 19},
		{"a blank node without a label", `_: <x:p> <x:o> .`, 1, 3},
		{"two statements in a line", "<x:s> <x:p> <x:o> . <x:s> <x:p> <x:o> .", 1, 21},
		{"broken UTF-8", "<x:s> <x:p> \"a\xffb\" .", 1, 15},
	} {
		for _, workers := range []int{1, 2} {
			_, err := readAll(strings.NewReader(test.text), workers)
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Errorf("%s: error is %v", test.name, err)
			} else if syntax.Line != test.line || syntax.Column != test.column {
				t.Errorf("%s: %v, want line %d, column %d", test.name, err, test.line, test.column)
			}
		}
	}
}

func TestRelativeIRIsAreTakenWhenAskedFor(t *testing.T) {
	for _, workers := range []int{1, 2} {
		r := Reader{Input: strings.NewReader("</en/speed> <name> <x:o> .\n"), Relative: true, Workers: workers}
		for q, err := range r.Quads(t.Context()) {
			if err != nil || q.Subject != quad.IRI("/en/speed") || q.Predicate != quad.IRI("name") {
				t.Errorf("read %v, %v", q, err)
			}
		}
	}
}

// document has n lines, of which every tenth is wrong when bad is set.
func document(n int, bad bool) string {
	var b strings.Builder
	for i := range n {
		if bad && i%10 == 3 {
			b.WriteString("<x:s> <x:p> \"\xff\" .\n")
			continue
		}
		fmt.Fprintf(&b, "<http://example.org/entity/%d> <http://example.org/relation/%d> \"some words, number %d\"@en <urn:article:%d> .\n", i/7, i%23, i, i/200)
	}
	return b.String()
}

func TestParallelReadsInOrder(t *testing.T) {
	text := document(30_000, false)
	one, err := readAll(strings.NewReader(text), 1)
	if err != nil {
		t.Fatal(err)
	}
	many, err := readAll(strings.NewReader(text), 4)
	if err != nil {
		t.Fatal(err)
	}
	if len(one) != 30_000 || !reflect.DeepEqual(one, many) {
		t.Errorf("%d quads in sequence and %d in parallel, or they differ", len(one), len(many))
	}
	if writeAll(t, one) != text {
		t.Error("what was written is not what was read")
	}
}

func TestLenientSkipsAndCounts(t *testing.T) {
	text := document(30_000, true)
	for _, workers := range []int{1, 3} {
		r := Reader{Input: strings.NewReader(text), Workers: workers, Lenient: true}
		n := 0
		for _, err := range r.Quads(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != 27_000 || r.Skipped() != 3_000 {
			t.Errorf("%d workers: %d quads and %d skipped, want 27000 and 3000", workers, n, r.Skipped())
		}
	}
}

func TestReaderReportsItsInput(t *testing.T) {
	broken := errors.New("disk on fire")
	in := io.MultiReader(strings.NewReader("<x:s> <x:p> <x:o> .\n<x:s> <x:"), iotest.ErrReader(broken))
	quads, err := readAll(in, 1)
	if !errors.Is(err, broken) || len(quads) != 1 {
		t.Errorf("%d quads and error %v", len(quads), err)
	}
}

func TestReaderEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := Reader{Input: strings.NewReader(document(100_000, false)), Workers: 2}
	var last error
	for _, err := range r.Quads(ctx) {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("last error is %v", last)
	}
}

func TestStoppingEarlyLeavesNoWorker(t *testing.T) {
	r := Reader{Input: strings.NewReader(document(100_000, false)), Workers: 4}
	for range r.Quads(context.Background()) {
		break // Quads returns only when its goroutines have
	}
}

func TestLongLines(t *testing.T) {
	long := strings.Repeat("words ", 200_000)
	text := `<x:s> <x:p> "` + long + `" .` + "\n<x:s> <x:p> <x:o> .\n"
	quads, err := readAll(iotest.HalfReader(strings.NewReader(text)), 2)
	if err != nil || len(quads) != 2 || quads[0].Object != quad.String(long) {
		t.Errorf("%d quads, %v", len(quads), err)
	}
}

func TestQuadsThatCannotBeWritten(t *testing.T) {
	s, p, o := quad.IRI("x:s"), quad.IRI("x:p"), quad.String("o")
	for name, q := range map[string]quad.Quad{
		"without a subject":      {Predicate: p, Object: o},
		"without an object":      {Subject: s, Predicate: p},
		"with a literal subject": {Subject: o, Predicate: p, Object: o},
		"with a blank predicate": {Subject: s, Predicate: quad.BNode("p"), Object: o},
		"with a literal label":   {Subject: s, Predicate: p, Object: o, Label: o},
	} {
		if _, err := AppendQuad(nil, q); !errors.Is(err, ErrTerm) {
			t.Errorf("a quad %s: %v", name, err)
		}
	}
}

// TestOthersReadWhatWeWrite asks the two RDF tools that most systems have.
func TestOthersReadWhatWeWrite(t *testing.T) {
	quads, err := readAll(strings.NewReader(document(500, false)), 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []quad.Value{quad.String("\x01\x7f\t\\\"漢😀"), quad.Int(5), quad.Float(1.5), quad.Bool(true), quad.BNode("b.1"), quad.IRI("http://a/b c\\d")} {
		quads = append(quads, quad.Quad{Subject: quad.IRI("x:s"), Predicate: quad.IRI("x:p"), Object: o})
	}
	text := writeAll(t, quads)
	for _, tool := range [][]string{{"serdi", "-i", "nquads", "-"}, {"rapper", "-q", "-c", "-i", "nquads", "-", "http://example.org/"}} {
		if _, err := exec.LookPath(tool[0]); err != nil {
			t.Logf("%s is not installed", tool[0])
			continue
		}
		cmd := exec.Command(tool[0], tool[1:]...)
		cmd.Stdin, cmd.Stderr = strings.NewReader(text), os.Stderr
		if out, err := cmd.Output(); err != nil {
			t.Errorf("%s: %v\n%s", tool[0], err, out)
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	for _, seed := range []string{
		document(3, true), `<x:s> <x:p> "\t\u0041\U0001F600"^^<x:t> _:g .`, "#\r\n\r", `_:a.b <x:p> "1.5E0"^^<` + xsdDouble + `> .`,
		`<x:\u00e9> <x:p> "a"@en-GB <x:l>.#c`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		quads, err := readAll(strings.NewReader(text), 1)
		pieces, err2 := readAll(iotest.OneByteReader(strings.NewReader(text)), 2)
		if !reflect.DeepEqual(err, err2) || !reflect.DeepEqual(quads, pieces) {
			t.Fatalf("whole: %v %v\npieces: %v %v", quads, err, pieces, err2)
		}
		written := writeAll(t, quads)
		again, err := readAll(strings.NewReader(written), 1)
		if err != nil {
			t.Fatalf("%v in what was written:\n%s", err, written)
		}
		if diff := cmp.Diff(quads, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := document(100_000, false)
	run := func(b *testing.B, read func() int) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if n := read(); n != 100_000 {
				b.Fatal(n)
			}
		}
		b.ReportMetric(float64(b.N)*100_000/b.Elapsed().Seconds(), "quads/s")
	}
	count := func(workers int) func() int {
		return func() int {
			r, n := Reader{Input: strings.NewReader(text), Workers: workers}, 0
			for range r.Quads(context.Background()) {
				n++
			}
			return n
		}
	}
	b.Run("ours", func(b *testing.B) { run(b, count(1)) })
	b.Run("ours parallel", func(b *testing.B) { run(b, count(0)) })
	b.Run("cayley", func(b *testing.B) {
		run(b, func() int {
			r, n := cayley.NewReader(strings.NewReader(text), false), 0
			for {
				if _, err := r.ReadQuad(); err != nil {
					return n
				}
				n++
			}
		})
	})
	b.Run("serdi", func(b *testing.B) {
		if _, err := exec.LookPath("serdi"); err != nil {
			b.Skip("serdi is not installed")
		}
		run(b, func() int {
			cmd := exec.Command("serdi", "-i", "nquads", "-o", "null", "-")
			cmd.Stdin = strings.NewReader(text)
			if err := cmd.Run(); err != nil {
				cmd = exec.Command("serdi", "-i", "nquads", "-")
				cmd.Stdin = strings.NewReader(text)
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
			}
			return 100_000
		})
	})
}

func BenchmarkWrite(b *testing.B) {
	quads, err := readAll(strings.NewReader(document(10_000, false)), 1)
	if err != nil {
		b.Fatal(err)
	}
	w := NewWriter(io.Discard)
	for b.Loop() {
		for _, q := range quads {
			if err := w.Write(q); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N)*float64(len(quads))/b.Elapsed().Seconds(), "quads/s")
}
