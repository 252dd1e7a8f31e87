package query

import (
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// A Row is one answer of a query.
type Row struct {
	// Cells are the tagged terms: "id", the node that was reached, first,
	// the others by name. Their IRIs are absolute.
	Cells []Cell
	// Value is set instead of Cells when the query emitted a value, or is one:
	// an Object, or another value that encoding/json can write.
	Value any
}

// A Cell is a term under the name that the query gave it.
type Cell struct {
	Name  string
	Value quad.Value
}

// Get returns the term with a name, nil when there is none.
func (r Row) Get(name string) quad.Value {
	for _, c := range r.Cells {
		if c.Name == name {
			return c.Value
		}
	}
	return nil
}

// text returns the words of a literal, or an IRI.
func text(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.IRI:
		return string(v)
	case quad.Int:
		return strconv.FormatInt(int64(v), 10)
	case quad.Float:
		return strconv.FormatFloat(float64(v), 'g', -1, 64)
	case quad.Bool:
		return strconv.FormatBool(bool(v))
	case quad.Time:
		return time.Time(v).Format(time.RFC3339Nano)
	}
	return v.String()
}

// number returns the value of a number, and false for other terms.
func number(v quad.Value) (float64, bool) {
	switch v := v.(type) {
	case quad.Int:
		return float64(v), true
	case quad.Float:
		return float64(v), true
	case quad.TypedString:
		if !numeric(v.Type) {
			return 0, false
		}
		f, err := strconv.ParseFloat(string(v.Value), 64)
		return f, err == nil
	}
	return 0, false
}

func numeric(datatype quad.IRI) bool {
	local, ok := strings.CutPrefix(schema.Expand(string(datatype)), schema.XSDBase)
	if !ok {
		return false
	}
	switch local {
	case "decimal", "integer", "double", "float", "int", "long", "short", "byte",
		"nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong":
		return true
	}
	return false
}
