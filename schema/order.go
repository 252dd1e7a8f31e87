package schema

import (
	"cmp"
	"strings"

	"github.com/cayleygraph/quad"
)

// CompareQuads orders quads by subject, predicate, object and label, each in
// the order of [CompareValues].
func CompareQuads(a, b quad.Quad) int {
	if c := CompareValues(a.Subject, b.Subject); c != 0 {
		return c
	}
	if c := CompareValues(a.Predicate, b.Predicate); c != 0 {
		return c
	}
	if c := CompareValues(a.Object, b.Object); c != 0 {
		return c
	}
	return CompareValues(a.Label, b.Label)
}

// CompareValues orders terms by kind (nil, IRIs, blank nodes, literals) and
// within a kind by their text; integers by size. It is 0 for equal terms only.
func CompareValues(a, b quad.Value) int {
	if c := cmp.Compare(kindOf(a), kindOf(b)); c != 0 {
		return c
	}
	switch a := a.(type) {
	case nil:
		return 0
	case quad.IRI:
		return strings.Compare(string(a), string(b.(quad.IRI)))
	case quad.String:
		return strings.Compare(string(a), string(b.(quad.String)))
	case quad.LangString:
		b := b.(quad.LangString)
		return cmp.Or(strings.Compare(string(a.Value), string(b.Value)), strings.Compare(a.Lang, b.Lang))
	case quad.TypedString:
		b := b.(quad.TypedString)
		return cmp.Or(strings.Compare(string(a.Value), string(b.Value)), strings.Compare(string(a.Type), string(b.Type)))
	case quad.Int:
		return cmp.Compare(a, b.(quad.Int))
	}
	return strings.Compare(a.String(), b.String())
}

func kindOf(v quad.Value) int {
	switch v.(type) {
	case nil:
		return 0
	case quad.IRI:
		return 1
	case quad.BNode:
		return 2
	case quad.String:
		return 3
	case quad.LangString:
		return 4
	case quad.TypedString:
		return 5
	case quad.Int:
		return 6
	}
	return 7 // Bool, Float, Time: their texts differ
}
