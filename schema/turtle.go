package schema

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// OWL returns the ontology in Turtle: the terms of sayso with their domains
// and ranges, and how it uses those of others.
func OWL() string {
	var b strings.Builder
	writePrefixes(&b, Prefix{"skos", "http://www.w3.org/2004/02/skos/core#"})
	fmt.Fprintf(&b, "<%s> a owl:Ontology ;\n  rdfs:label \"sayso\"@en ;\n  rdfs:comment \"Who says what, in which words.\"@en .\n", strings.TrimSuffix(SaysoBase, "#"))
	for i := range terms {
		writeOWL(&b, &terms[i])
	}
	return b.String()
}

func writePrefixes(b *strings.Builder, more ...Prefix) {
	for _, p := range append(Prefixes(), more...) {
		fmt.Fprintf(b, "@prefix %s: <%s> .\n", p.Name, p.Base)
	}
	b.WriteByte('\n')
}

func writeOWL(b *strings.Builder, t *TermDef) {
	ours := strings.HasPrefix(string(t.IRI), SaysoBase)
	fmt.Fprintf(b, "\n%s a %s ;\n", name(t.IRI), t.owlType())
	if ours && t.Kind != Class && t.Kind != Individual {
		fmt.Fprintf(b, "  rdfs:domain %s ;\n", t.domain())
		if r := t.owlRange(); r != "" {
			fmt.Fprintf(b, "  rdfs:range %s ;\n", r)
		}
	}
	note := "skos:scopeNote" // how we use what others define
	if ours {
		note = "rdfs:comment"
		fmt.Fprintf(b, "  rdfs:isDefinedBy <%s> ;\n", strings.TrimSuffix(SaysoBase, "#"))
	}
	fmt.Fprintf(b, "  %s %s@en .\n", note, strconv.Quote(t.About))
}

func (t *TermDef) owlType() string {
	switch t.Kind {
	case Class:
		return "owl:Class"
	case Individual:
		return "owl:NamedIndividual, " + name(t.Of)
	case Node, Resource:
		return "owl:ObjectProperty"
	case Anything:
		return "rdf:Property" // words or a node: neither of OWL's two kinds
	}
	return "owl:DatatypeProperty"
}

// domain is the class of the subjects. Arguments and attributions share the
// properties of terms that have a node of their own.
func (t *TermDef) domain() string {
	if t.shared() {
		return fmt.Sprintf("[ a owl:Class ; owl:unionOf (%s %s) ]", name(SaysoArgumentClass), name(SaysoAttributionClass))
	}
	switch t.IRI {
	case SaysoLemma:
		return fmt.Sprintf("[ a owl:Class ; owl:unionOf (%s %s) ]", name(SaysoRelationClass), name(RDFStatement))
	case SaysoConfidence:
		return fmt.Sprintf("[ a owl:Class ; owl:unionOf (%s %s) ]", name(RDFStatement), name(SaysoJudgementClass))
	}
	return name(t.Of)
}

// shared reports whether arguments have the property as attributions do.
func (t *TermDef) shared() bool {
	switch t.IRI {
	case RDFValue, SaysoText, SaysoResolved, SaysoPassage:
		return true
	}
	return false
}

func (t *TermDef) owlRange() string {
	switch t.Kind {
	case Node:
		return name(t.Range)
	case Text:
		return "rdf:langString"
	case Name:
		return "xsd:string"
	case Integer, Decimal, Boolean:
		return name(t.datatype())
	}
	return ""
}

func (t *TermDef) datatype() quad.IRI {
	switch t.Kind {
	case Integer:
		return XSDInteger
	case Decimal:
		return XSDDecimal
	case Boolean:
		return XSDBoolean
	}
	return XSDString
}

// name writes an IRI with its prefix where Turtle allows that.
func name(iri quad.IRI) string {
	short := Compact(string(iri))
	if short == string(iri) || strings.ContainsAny(short, "/#%") {
		return "<" + string(iri) + ">"
	}
	return short
}

// SHACL returns the shapes, in Turtle, to which the quads of readings conform.
// They hold of one article as well as of all in one graph.
func SHACL() string {
	var b strings.Builder
	writePrefixes(&b, Prefix{"sh", "http://www.w3.org/ns/shacl#"})
	for i := range terms {
		if t := &terms[i]; t.Kind == Class && hasShape(t.IRI) {
			writeShape(&b, t)
		}
	}
	return b.String()
}

// hasShape reports whether a class has properties.
func hasShape(class quad.IRI) bool {
	for i := range terms {
		if terms[i].has(class) {
			return true
		}
	}
	return false
}

// has reports whether a term is a property of the nodes of a class.
func (t *TermDef) has(class quad.IRI) bool {
	if t.Kind == Class || t.Kind == Individual {
		return false
	}
	return t.Of == class || class == SaysoArgumentClass && t.shared()
}

func writeShape(b *strings.Builder, class *TermDef) {
	local := string(class.IRI[strings.LastIndexAny(string(class.IRI), "/#")+1:])
	fmt.Fprintf(b, "sayso:%sShape a sh:NodeShape ;\n  rdfs:comment %s@en ;\n  sh:nodeKind sh:IRI", local, strconv.Quote(class.About))
	for _, target := range targets(class.IRI) {
		fmt.Fprintf(b, " ;\n  %s", target)
	}
	for i := range terms {
		if t := &terms[i]; t.has(class.IRI) {
			fmt.Fprintf(b, " ;\n  sh:property [ sh:path %s%s ]", name(t.IRI), t.constraints())
		}
	}
	b.WriteString(" .\n\n")
}

// targets tells a validator which nodes a shape is for: those of a class that
// the quads state, or those to which a property points.
func targets(class quad.IRI) (list []string) {
	if class == SchemaNewsArticle || class == RDFStatement || class == SaysoJudgementClass {
		return []string{"sh:targetClass " + name(class)}
	}
	if class == SaysoRelationClass {
		return []string{"sh:targetSubjectsOf rdfs:label"}
	}
	for i := range terms {
		if t := &terms[i]; t.Kind == Node && t.Range == class {
			list = append(list, "sh:targetObjectsOf "+name(t.IRI))
		}
	}
	return list
}

func (t *TermDef) constraints() string {
	var b strings.Builder
	if t.Least > 0 {
		fmt.Fprintf(&b, " ; sh:minCount %d", t.Least)
	}
	if t.Most > 0 {
		fmt.Fprintf(&b, " ; sh:maxCount %d", t.Most)
	}
	switch t.Kind {
	case Node:
		b.WriteString(" ; sh:nodeKind sh:IRI")
		if list := individuals(t.Range); list != "" {
			fmt.Fprintf(&b, " ; sh:in (%s)", list)
		}
	case Resource:
		b.WriteString(" ; sh:nodeKind sh:IRI")
	case Text:
		b.WriteString(" ; sh:datatype rdf:langString")
	case Name:
		// Literals in a language under the same predicate are claims.
		b.WriteString(" ; sh:nodeKind sh:Literal")
	case Integer, Decimal, Boolean:
		fmt.Fprintf(&b, " ; sh:datatype %s", name(t.datatype()))
	case Time:
		b.WriteString(" ; sh:nodeKind sh:Literal")
	}
	return b.String()
}

// individuals lists the members of an enumeration. Tenses are open: a language
// has more of them than the three that have a name.
func individuals(class quad.IRI) string {
	var list []string
	for i := range terms {
		if t := &terms[i]; t.Kind == Individual && t.Of == class && class != SaysoTenseClass {
			list = append(list, name(t.IRI))
		}
	}
	return strings.Join(list, " ")
}
