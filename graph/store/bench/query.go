package bench

import (
	"context"
	"regexp"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"

	"github.com/sayso-graph/sayso/schema"
)

// A Query is a question about the data, asked through cayley's
// paths, which is what Gizmo does after reading its JavaScript.
type Query struct {
	Name string
	// Text is the same in Gizmo.
	Text string
	path func(graph.QuadStore) *path.Path
	// each is path for a question that is another one each time it is asked.
	each func(qs graph.QuadStore, n int) *path.Path
	// count asks for the number of answers only.
	count bool
	// ways is path without its end, where many ways lead to one answer.
	ways func(graph.QuadStore) *path.Path
}

// articleQueries go from a lookup to a join. They
// ask about entities in the middle of the distribution: neither unknown nor
// in every article.
func articleQueries() []Query {
	rel := Relation(3)
	return []Query{
		{
			Name: "lookup", Text: `g.V(E500).out(name)`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs, Entity(500)).Out(schema.SchemaName).Unique()
			},
		},
		{
			Name: "by name", Text: `g.V("Entity 500").in(name)`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs, Name(500)).In(schema.SchemaName).Unique()
			},
		},
		{
			Name: "lookup of any", Text: `g.V(another entity each time).out(name)`,
			each: func(qs graph.QuadStore, n int) *path.Path {
				return path.StartPath(qs, Entity(100+7*n)).Out(schema.SchemaName).Unique()
			},
		},
		{
			Name: "two hops", Text: `g.V(E500).in(subject).out(object)`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs, Entity(500)).In(schema.RDFSubject).Out(schema.RDFObject)
			},
		},
		{
			Name: "four hops", Text: `g.V(E500).in(subject).out(attributed).in(attributed).out(object)`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs, Entity(500)).In(schema.RDFSubject).
					Out(schema.ProvWasAttributedTo).In(schema.ProvWasAttributedTo).Out(schema.RDFObject).Unique()
			},
			ways: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs, Entity(500)).In(schema.RDFSubject).
					Out(schema.ProvWasAttributedTo).In(schema.ProvWasAttributedTo)
			},
		},
		{
			Name: "join", Text: `claims of E20 . intersect(claims that E21 made)`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs, Entity(20)).In(schema.RDFSubject).
					And(path.StartPath(qs, Entity(21)).In(schema.ProvWasAttributedTo))
			},
		},
		{
			Name: "has has", Text: `g.V().has(predicate, R3).has(subject, E20)`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs).Has(schema.RDFPredicate, rel).Has(schema.RDFSubject, Entity(20))
			},
		},
		{
			Name: "evidence", Text: `claims of E500, .save(exact)`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs, Entity(500)).In(schema.RDFSubject).
					Out(schema.ProvWasDerivedFrom).Save(schema.OAExact, "exact")
			},
		},
		{
			Name: "count predicate", Text: `g.V().out(object).count()`, count: true,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs).Out(schema.RDFObject)
			},
		},
		{
			Name: "regex names", Text: `g.V(class).in(type).out(name).filter(regex("9[0-9]5$"))`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs).Out(schema.SchemaName).Filters(nameRegexp)
			},
			ways: func(qs graph.QuadStore) *path.Path { return path.StartPath(qs).Out(schema.SchemaName).Unique() },
		},
	}
}

var nameRegexp = shape.Regexp{Re: regexp.MustCompile(`9[0-9]5$`)}

// run asks the query for the nth time, reads every answer's values as a
// caller would, and counts the answers.
func (q Query) run(ctx context.Context, qs graph.QuadStore, nth int) (n int64, err error) {
	var p *path.Path
	if q.each != nil {
		p = q.each(qs, nth)
	} else {
		p = q.path(qs)
	}
	if q.count {
		return p.Iterate(ctx).Count()
	}
	err = p.Tag("id").Iterate(ctx).TagEach(func(tags map[string]graph.Ref) {
		for _, ref := range tags {
			qs.NameOf(ref)
		}
		n++
	})
	return n, err
}
