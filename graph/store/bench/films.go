package bench

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
)

// Predicates of cayley's 30kmoviedata: a film has performances, which have an
// actor; films and actors have names.
const (
	filmName      = quad.IRI("name")
	filmStarring  = quad.IRI("/film/film/starring")
	filmActor     = quad.IRI("/film/performance/actor")
	filmCharacter = quad.IRI("/film/performance/character")
)

// filmQueries are those by which cayley measures its own stores.
func filmQueries() []Query {
	films := func(qs graph.QuadStore, actor string) *path.Path {
		return path.StartPath(qs, quad.String(actor)).In(filmName).In(filmActor).In(filmStarring)
	}
	return []Query{
		{
			Name: "name", Text: `g.V("Humphrey Bogart").in(name)`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs, quad.String("Humphrey Bogart")).In(filmName)
			},
		},
		{
			Name: "film to cast", Text: `g.V().has(name, "Casablanca").out(starring).out(actor).out(name)`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs).Has(filmName, quad.String("Casablanca")).
					Out(filmStarring).Out(filmActor).Out(filmName)
			},
		},
		{
			Name: "two actors", Text: `films of Keanu Reeves . intersect(films of Sandra Bullock)`,
			path: func(qs graph.QuadStore) *path.Path {
				return films(qs, "Keanu Reeves").And(films(qs, "Sandra Bullock")).Out(filmName)
			},
		},
		{
			Name: "co-stars", Text: `films of Keanu Reeves . out(starring).out(actor).out(name)`,
			path: func(qs graph.QuadStore) *path.Path {
				return films(qs, "Keanu Reeves").Out(filmStarring).Out(filmActor).Out(filmName).Unique()
			},
		},
		{
			Name: "has has", Text: `g.V().has(actor, Humphrey Bogart).has(character, "Charlie Allnut")`,
			path: func(qs graph.QuadStore) *path.Path {
				return path.StartPath(qs).Has(filmActor, quad.IRI("/en/humphrey_bogart")).
					Has(filmCharacter, quad.String("Charlie Allnut"))
			},
		},
		{
			Name: "count", Text: `g.V().out(starring).count()`, count: true,
			path: func(qs graph.QuadStore) *path.Path { return path.StartPath(qs).Out(filmStarring) },
		},
	}
}
