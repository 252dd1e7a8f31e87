package pebble

import (
	"bytes"
	"math"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

func TestIDsSortAsTheirBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := id(rapid.Uint64().Draw(t, "a")), id(rapid.Uint64().Draw(t, "b"))
		ea, eb := appendID(nil, a), appendID(nil, b)
		if (a < b) != (bytes.Compare(ea, eb) < 0) {
			t.Fatalf("%x as %x, %x as %x", a, ea, b, eb)
		}
		got, rest, err := readID(append(ea, 7))
		if err != nil || got != a || len(rest) != 1 || len(ea) != idLen(a) {
			t.Fatalf("%x read as %x, rest %x, %v", a, got, rest, err)
		}
	})
}

func TestIDLengths(t *testing.T) {
	for _, tt := range []struct {
		v id
		n int
	}{{0, 1}, {127, 1}, {128, 2}, {1<<14 - 1, 2}, {1 << 14, 3}, {1<<56 - 1, 8}, {1 << 56, 9}, {math.MaxUint64, 9}} {
		if got := len(appendID(nil, tt.v)); got != tt.n {
			t.Errorf("%x takes %d bytes, want %d", tt.v, got, tt.n)
		}
	}
}

func FuzzReadID(f *testing.F) {
	f.Add([]byte{0x80, 0x80})
	f.Add([]byte{0xff, 0, 0, 0, 0, 0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		v, rest, err := readID(b)
		if err != nil {
			return
		}
		if used := b[:len(b)-len(rest)]; len(used) == idLen(v) && !bytes.Equal(used, appendID(nil, v)) {
			t.Fatalf("%x read as %x and written as %x", used, v, appendID(nil, v))
		}
	})
}

func FuzzReadValue(f *testing.F) {
	for _, v := range someValues {
		if b, err := appendValue(nil, v); err == nil {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := readValue(b)
		if err != nil {
			return
		}
		again, err := appendValue(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		if v2, err := readValue(again); err != nil || !sameValue(v, v2) {
			t.Fatalf("%x: %#v read again as %#v, %v", b, v, v2, err)
		}
	})
}

var someValues = []quad.Value{
	quad.IRI("ent:ILO"), quad.BNode("b1"), quad.String(""), quad.String("a\x00b"),
	quad.LangString{Value: "report baseless", Lang: "en"},
	quad.TypedString{Value: "007", Type: "xsd:integer"},
	quad.Int(0), quad.Int(-1), quad.Int(math.MaxInt64), quad.Int(math.MinInt64),
	quad.Float(0.87), quad.Float(math.Inf(-1)), quad.Bool(true), quad.Bool(false),
	quad.Time(time.Unix(0, 0).UTC()), quad.Time(time.Unix(-5, 7).UTC()),
	quad.Time(time.Date(2025, 2, 14, 10, 0, 0, 1, time.UTC)),
}

func sameValue(a, b quad.Value) bool {
	if fa, ok := a.(quad.Float); ok {
		fb, ok := b.(quad.Float)
		return ok && math.Float64bits(float64(fa)) == math.Float64bits(float64(fb))
	}
	if eq, ok := a.(quad.Equaler); ok {
		return eq.Equal(b)
	}
	return a == b
}

func TestValuesRoundTrip(t *testing.T) {
	for _, v := range someValues {
		if in, ok := inline(v); ok {
			if got := inlined(in); !sameValue(v, got) {
				t.Errorf("%#v inlined as %#v", v, got)
			}
			continue
		}
		b, err := appendValue(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := readValue(b); err != nil || !sameValue(v, got) {
			t.Errorf("%#v read as %#v, %v", v, got, err)
		}
	}
}

func TestCanonicalForms(t *testing.T) {
	typed := func(v, typ string) quad.Value {
		return quad.TypedString{Value: quad.String(v), Type: quad.IRI(typ)}
	}
	const xsd = "http://www.w3.org/2001/XMLSchema#"
	for _, tt := range []struct{ in, want quad.Value }{
		{typed("7", "xsd:integer"), quad.Int(7)},
		{typed("7", xsd+"integer"), quad.Int(7)},
		{typed("007", xsd+"integer"), typed("007", xsd+"integer")},
		{typed("7", xsd+"int"), typed("7", xsd+"int")},
		{typed("true", xsd+"boolean"), quad.Bool(true)},
		{typed("1", xsd+"boolean"), typed("1", xsd+"boolean")},
		{typed("a", xsd+"string"), quad.String("a")},
		{typed("2025-02-14T10:00:00Z", xsd+"dateTime"), quad.Time(time.Date(2025, 2, 14, 10, 0, 0, 0, time.UTC))},
		{typed("2025-02-14T10:00:00+02:00", xsd+"dateTime"), typed("2025-02-14T10:00:00+02:00", xsd+"dateTime")},
	} {
		if got := canonical(tt.in); !sameValue(got, tt.want) {
			t.Errorf("%v became %#v, want %#v", tt.in, got, tt.want)
		}
	}
}

func TestIndexKeysRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a, b tuple
		for i := range a {
			a[i], b[i] = id(rapid.Uint64().Draw(t, "a")), id(rapid.Uint64().Draw(t, "b"))
		}
		for _, x := range indexes {
			got, err := x.read(x.appendKey(nil, a))
			if err != nil || got != a {
				t.Fatalf("%c: %v read as %v, %v", x.table, a, got, err)
			}
			want := 0
			for _, i := range x.order {
				if want == 0 && a[i] != b[i] {
					want = 1 - 2*btoi(a[i] < b[i])
				}
			}
			if c := bytes.Compare(x.appendKey(nil, a), x.appendKey(nil, b)); c != want {
				t.Fatalf("%c: %v against %v compares as %d", x.table, a, b, c)
			}
		}
	})
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
