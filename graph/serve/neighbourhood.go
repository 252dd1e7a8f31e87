package serve

import (
	"net/http"
	"slices"

	"github.com/sayso-graph/sayso/graph/query"
)

// A neighbour is an entity that a claim connects with another.
type neighbour struct {
	Entity    string   `json:"entity"`
	Claims    int      `json:"claims"`
	Relations []string `json:"relations"` // rel:requested, or ^rel:requested when it is the subject
}

// neighbours answers with the entities that stand in claims with one, those
// with the most claims first.
func (s *Server) neighbours(w http.ResponseWriter, r *http.Request) error {
	f := form{r: r}
	offset, limit := f.offset(), f.limit()
	if f.err != nil {
		return f.err
	}
	n, err := s.catalog.Network(r.Context(), []string{r.PathValue("entity")}, query.Filter{Limit: offset + limit + 1})
	if err != nil {
		return err
	}
	near := neighboursOf(&n)
	return list(w, near[min(offset, len(near)):], n.Total-1, nil)
}

// neighboursOf lists the entities of a network around the first one.
func neighboursOf(n *query.Network) []neighbour {
	near := make([]neighbour, len(n.Entities))
	for i, e := range n.Entities {
		near[i] = neighbour{Entity: e.IRI, Relations: []string{}}
	}
	add := func(i int, relation string, claims int) {
		near[i].Claims += claims
		if k, found := slices.BinarySearch(near[i].Relations, relation); !found {
			near[i].Relations = slices.Insert(near[i].Relations, k, relation)
		}
	}
	for _, l := range n.Links {
		if l.From == 0 {
			add(l.To, l.Predicate, l.Claims)
		} else {
			add(l.From, "^"+l.Predicate, l.Claims)
		}
	}
	return near[1:]
}

// Bounds of the entities of a network.
const (
	defaultNodes = 100
	maxNodes     = 10_000
)

// network answers with what claims connect, as the graph view draws it.
func (s *Server) network(w http.ResponseWriter, r *http.Request) error {
	f := form{r: r}
	filter := query.Filter{
		Predicate: f.text("predicate"), By: f.text("by"), Since: f.day("since"), Until: f.day("until"),
		Limit: max(1, f.number("limit", defaultNodes, maxNodes)),
	}
	if f.err != nil {
		return f.err
	}
	n, err := s.catalog.Network(r.Context(), r.Form["about"], filter)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, n)
	return nil
}
