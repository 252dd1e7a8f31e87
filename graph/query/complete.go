package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// A Word is something that a query can hold, with what it means.
type Word struct{ Name, About string }

// Functions are Gizmo's, by name: what can stand behind a dot, or alone.
func Functions() []Word { return slices.Clone(functions) }

var functions = []Word{
	{"V(node…)", "start at these nodes; at all without one"},
	{"M()", "begin a path that other paths can follow"},
	{"all()", "give all nodes that the path reaches"},
	{"and(path)", "keep nodes that the other path reaches as well"},
	{"back(tag)", "go back to where the tag was set"},
	{"both(predicate)", "follow the predicate in either direction"},
	{"count()", "count the nodes"},
	{"difference(path)", "keep nodes that the other path does not reach"},
	{"emit(value)", "give a value of your own as a row"},
	{"except(path)", "the same as difference"},
	{"filter(condition…)", "keep values by gt, gte, lt, lte, regex, like"},
	{"follow(path)", "go along a path that begins with M()"},
	{"followR(path)", "go along it backwards"},
	{"followRecursive(path)", "go along it any number of times"},
	{"forEach(function)", "call a function with each row"},
	{"getLimit(n)", "give the first n nodes"},
	{"has(predicate, node)", "keep nodes with that value, or with one that meets a condition"},
	{"hasR(predicate, node)", "the same backwards"},
	{"in(predicate)", "go from objects to subjects"},
	{"inPredicates()", "give the predicates that lead here"},
	{"intersect(path)", "the same as and"},
	{"is(node…)", "keep these nodes"},
	{"labelContext(article)", "look only into one article"},
	{"labels()", "give the articles that speak of the node"},
	{"limit(n)", "go on with the first n nodes"},
	{"or(path)", "add what the other path reaches"},
	{"order()", "sort the values"},
	{"out(predicate)", "go from subjects to objects"},
	{"outPredicates()", "give the predicates that lead away"},
	{"save(predicate, tag)", "keep a value under a name; nodes without one fall away"},
	{"saveOpt(predicate, tag)", "the same, and nodes without one stay"},
	{"skip(n)", "leave out the first n nodes"},
	{"tag(name)", "keep the node under a name"},
	{"tagArray()", "give the rows as an array"},
	{"toArray()", "give the nodes as an array"},
	{"toValue()", "give the first node"},
	{"union(path)", "the same as or"},
	{"unique()", "leave out repetitions"},
	{"gt(value)", "condition: greater"},
	{"gte(value)", "condition: greater or equal"},
	{"lt(value)", "condition: smaller"},
	{"lte(value)", "condition: smaller or equal"},
	{"like(pattern)", "condition: a pattern with % and ?"},
	{"regex(expression)", "condition: a regular expression"},
	{"iri(text)", "an IRI"},
	{"lang(text, language)", "a text in a language: lang(\"spokesperson\", \"en\")"},
	{"str(text)", "a text without a language"},
	{"typed(text, type)", "a literal with a type: typed(\"2025-02-14\", \"xsd:date\")"},
}

// maxTerms bounds the IRIs that a completer holds.
const maxTerms = 50_000

// A Completer completes words of queries. It is made once for a store: what is
// loaded later it does not know.
type Completer struct {
	terms []string // prefixed IRIs, sorted
}

// NewCompleter collects the predicates and the named entities of a store.
func NewCompleter(ctx context.Context, qs graph.QuadStore) (*Completer, error) {
	terms := map[string]bool{}
	for _, t := range schema.Terms() {
		terms[schema.Compact(string(t.IRI))] = true
	}
	for _, p := range []struct {
		predicate quad.IRI
		direction quad.Direction
	}{{schema.RDFPredicate, quad.Object}, {schema.SaysoNamed, quad.Subject}} {
		for q, err := range with(ctx, qs, quad.Predicate, p.predicate) {
			if err != nil {
				return nil, err
			}
			if iri, ok := q.Get(p.direction).(quad.IRI); ok {
				terms[schema.Compact(string(iri))] = true
			}
			if len(terms) >= maxTerms {
				break
			}
		}
	}
	c := &Completer{}
	for t := range terms {
		c.terms = append(c.terms, t)
	}
	slices.Sort(c.terms)
	return c, nil
}

// Complete splits a line at a cursor (in bytes) into the part before the word
// that is being written, its completions, and the part behind it. Behind "<"
// it completes IRIs, elsewhere functions.
func (c *Completer) Complete(line string, cursor int) (head string, words []string, tail string) {
	before, tail := line[:cursor], line[cursor:]
	if i := strings.LastIndexAny(before, `<>"'`+"`"); i >= 0 && before[i] == '<' {
		head, word := before[:i+1], before[i+1:]
		for _, t := range c.withPrefix(word) {
			words = append(words, t+closing(head, tail))
		}
		return head, words, tail
	}
	i := strings.LastIndexFunc(before, func(r rune) bool {
		return r < 'A' || r > 'Z' && r < 'a' || r > 'z'
	}) + 1
	for _, f := range functions {
		if name, _, _ := strings.Cut(f.Name, "("); strings.HasPrefix(name, before[i:]) {
			words = append(words, name+"(")
		}
	}
	return before[:i], words, tail
}

// closing is what has to follow an IRI: its bracket and the quote before it.
func closing(head, tail string) string {
	if strings.HasPrefix(tail, ">") {
		return ""
	}
	if n := len(head); n > 1 && strings.ContainsRune(`"'`+"`", rune(head[n-2])) && tail == "" {
		return ">" + head[n-2:n-1]
	}
	return ">"
}

// withPrefix returns the terms that begin with a text.
func (c *Completer) withPrefix(text string) []string {
	from, _ := slices.BinarySearch(c.terms, text)
	n, _ := slices.BinarySearchFunc(c.terms[from:], text, func(term, text string) int {
		if strings.HasPrefix(term, text) {
			return -1
		}
		return cmp.Compare(term, text)
	})
	return c.terms[from : from+n]
}
