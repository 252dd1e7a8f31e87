package export

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/nquads"
	"github.com/sayso-graph/sayso/schema"
)

// writeJSONLD writes one named graph for each article, and in it one object
// for each node. One article is in memory at a time.
func writeJSONLD(ctx context.Context, w io.Writer, st Store, opts Options) error {
	list, err := labels(ctx, st, opts)
	if err != nil {
		return err
	}
	if opts.Articles == nil {
		list = append([]quad.Value{nil}, slices.DeleteFunc(list, func(v quad.Value) bool { return v == nil })...)
	}
	head, err := marshal(prefixes())
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "{\"@context\": %s,\n\"@graph\": [", head)
	separator := "\n"
	for _, label := range list {
		nodes, err := nodesOf(ctx, st, label)
		if err != nil {
			return err
		}
		for _, n := range named(label, nodes) {
			data, err := marshal(n)
			if err != nil {
				return err
			}
			buf.WriteString(separator)
			buf.Write(data)
			separator = ",\n"
		}
		if _, err := buf.WriteTo(w); err != nil {
			return err
		}
	}
	buf.WriteString("\n]}\n")
	_, err = buf.WriteTo(w)
	return err
}

// A member is a key of a JSON object with its value; object keeps their order.
type member struct {
	key   string
	value any
}

type object []member

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		key, err := marshal(m.key)
		if err != nil {
			return nil, err
		}
		value, err := marshal(m.value)
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, key...), ':'), value...)
	}
	return append(out, '}'), nil
}

// marshal is json.Marshal that leaves <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return []byte(strings.TrimSuffix(b.String(), "\n")), nil
}

func prefixes() (context object) {
	for _, p := range schema.Prefixes() {
		context = append(context, member{p.Name, p.Base})
	}
	return context
}

// named wraps the nodes of a label in its graph; those without a label stand
// in the default graph.
func named(label quad.Value, nodes []object) []object {
	if label == nil || len(nodes) == 0 {
		return nodes
	}
	return []object{{{"@id", id(label)}, {"@graph", nodes}}}
}

// nodesOf returns the objects of one label, sorted.
func nodesOf(ctx context.Context, st Store, label quad.Value) ([]object, error) {
	var quads []quad.Quad
	for q, err := range st.Label(ctx, label) {
		if err != nil {
			return nil, err
		}
		quads = append(quads, q)
	}
	slices.SortFunc(quads, schema.CompareQuads)
	var nodes []object
	for i := 0; i < len(quads); {
		j := i
		for j < len(quads) && quads[j].Subject == quads[i].Subject {
			j++
		}
		nodes = append(nodes, nodeOf(quads[i:j]))
		i = j
	}
	return nodes, nil
}

// nodeOf makes an object of the sorted quads of one subject.
func nodeOf(quads []quad.Quad) object {
	node := object{{"@id", id(quads[0].Subject)}}
	for i := 0; i < len(quads); {
		predicate := quads[i].Predicate
		key, value := id(predicate), jsonValue
		if predicate == schema.RDFType && allIRIs(quads[i:], predicate) {
			key, value = "@type", func(v quad.Value) any { return id(v) }
		}
		var values []any
		for ; i < len(quads) && quads[i].Predicate == predicate; i++ {
			values = append(values, value(quads[i].Object))
		}
		if len(values) == 1 {
			node = append(node, member{key, values[0]})
		} else {
			node = append(node, member{key, values})
		}
	}
	return node
}

// allIRIs reports whether the objects of a predicate are IRIs all.
func allIRIs(quads []quad.Quad, predicate quad.Value) bool {
	for _, q := range quads {
		if _, ok := q.Object.(quad.IRI); !ok && q.Predicate == predicate {
			return false
		}
	}
	return true
}

func id(v quad.Value) string {
	if b, ok := v.(quad.BNode); ok {
		return "_:" + string(b)
	}
	iri, _ := v.(quad.IRI)
	return schema.Compact(string(iri))
}

// jsonValue writes an object of a quad. Numbers are strings with a type: JSON
// numbers would come back as others.
func jsonValue(v quad.Value) any {
	switch v := v.(type) {
	case quad.IRI, quad.BNode:
		return object{{"@id", id(v)}}
	case quad.String:
		return string(v)
	case quad.Bool:
		return bool(v)
	case quad.LangString:
		return object{{"@value", string(v.Value)}, {"@language", v.Lang}}
	case quad.TypedString:
		return object{{"@value", string(v.Value)}, {"@type", schema.Compact(string(v.Type))}}
	}
	text, datatype := lexical(v)
	return object{{"@value", text}, {"@type", schema.Compact(datatype)}}
}

// lexical returns the form and the type that a native value has in N-Quads.
func lexical(v quad.Value) (text, datatype string) {
	form := string(nquads.AppendValue(nil, v)) // "5"^^<type>, without escapes
	i := strings.LastIndex(form, `"^^<`)
	if i < 0 {
		return strings.Trim(form, `"`), string(schema.XSDString)
	}
	return form[1:i], strings.TrimSuffix(form[i+4:], ">")
}
