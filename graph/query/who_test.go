package query

import (
	"context"
	"errors"
	"testing"
)

func TestResolve(t *testing.T) {
	st := load(t, readingOf("https://e.org/1", "Wire", "2025-02-14",
		"Rui Antunes|met|Ana Costa", "Pedro Costa|criticized|Port Union", "Port Union|accused|Port Board; by two people"))
	for _, test := range []struct{ name, want string }{
		{"Rui Antunes", "Rui Antunes"},
		{"ent:Rui_Antunes", "ent:Rui_Antunes"},
		{"rui antunes", "ent:Rui_Antunes"},
		{"Antunes", "ent:Rui_Antunes"},
		{"union", "ent:Port_Union"},
		{"two people", "two people"}, // who says so need not be an entity
		{"Costa", "several"},
		{"Port", "several"},
		{"Antun", "none"}, // no whole word
		{"ent:Nope", "none"},
	} {
		f, _, err := Resolve(context.Background(), st, Filter{By: test.name})
		got := f.By
		var several *AmbiguousError
		if errors.As(err, &several) {
			got = "several"
		} else if errors.Is(err, ErrNoEntity) {
			got = "none"
		} else if err != nil {
			t.Fatal(err)
		}
		if got != test.want {
			t.Errorf("%s is taken for %s, want %s", test.name, got, test.want)
		}
	}
}
