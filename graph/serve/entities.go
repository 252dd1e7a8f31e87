package serve

import (
	"net/http"

	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/schema"
)

func (s *Server) listEntities(w http.ResponseWriter, r *http.Request) error {
	f := form{r: r}
	filter := query.EntityFilter{
		Text: f.text("text"), Type: schema.EntityType(f.text("type")), Unnamed: f.yes("unnamed"),
		Articles: f.number("articles", 0, maxLimit), Limit: f.limit(),
	}
	if f.err != nil {
		return f.err
	}
	return list(w, query.Entities(r.Context(), s.config.Store, filter))
}

func (s *Server) showEntity(w http.ResponseWriter, r *http.Request) error {
	row, err := query.Entity(r.Context(), s.config.Store, r.PathValue("entity"))
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, row)
	return nil
}

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
	limit := f.limit()
	if f.err != nil {
		return f.err
	}
	row, err := query.Entity(r.Context(), s.config.Store, r.PathValue("entity"))
	if err != nil {
		return err
	}
	near := newNeighbourhood(row.IRI)
	for c, err := range query.Claims(r.Context(), s.config.Store, query.Filter{About: row.IRI, Limit: maxLimit}) {
		if err != nil {
			return err
		}
		near.add(&c.Claim)
	}
	writeJSON(w, http.StatusOK, near.list(limit))
	return nil
}

func (s *Server) listClaims(w http.ResponseWriter, r *http.Request) error {
	f := form{r: r}
	filter := query.Filter{
		About: f.text("about"), By: f.text("by"), Predicate: f.text("predicate"), Article: f.text("article"),
		Polarity: schema.Polarity(f.text("polarity")), Modality: schema.Modality(f.text("modality")),
		Stated: f.yes("stated"), Disputed: f.yes("disputed"), Corroborated: f.number("corroborated", 0, maxLimit),
		MinConfidence: f.share("min_confidence"), Since: f.text("since"), Until: f.text("until"), Limit: f.limit(),
	}
	if f.err != nil {
		return f.err
	}
	return list(w, query.Claims(r.Context(), s.config.Store, filter))
}

func (s *Server) showClaim(w http.ResponseWriter, r *http.Request) error {
	row, err := query.Claim(r.Context(), s.config.Store, r.PathValue("claim"))
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, row)
	return nil
}
