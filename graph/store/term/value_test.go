package term

import (
	"math"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

func FuzzReadValue(f *testing.F) {
	for _, v := range someValues {
		if b, err := Append(nil, v); err == nil {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := Read(b)
		if err != nil {
			return
		}
		again, err := Append(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		if v2, err := Read(again); err != nil || !sameValue(v, v2) {
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
		if in, ok := Inline(v); ok {
			if got := Inlined(in); !sameValue(v, got) {
				t.Errorf("%#v inlined as %#v", v, got)
			}
			continue
		}
		b, err := Append(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Read(b); err != nil || !sameValue(v, got) {
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
		if got := Canonical(tt.in); !sameValue(got, tt.want) {
			t.Errorf("%v became %#v, want %#v", tt.in, got, tt.want)
		}
	}
}
