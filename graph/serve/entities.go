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
	offset := f.offset()
	if f.err != nil {
		return f.err
	}
	rows, total, err := s.catalog.Entities(r.Context(), filter, offset)
	return list(w, rows, total, err)
}

func (s *Server) showEntity(w http.ResponseWriter, r *http.Request) error {
	row, err := s.catalog.Entity(r.Context(), r.PathValue("entity"))
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, row)
	return nil
}

// speakers answers with those who speak about an entity.
func (s *Server) speakers(w http.ResponseWriter, r *http.Request) error {
	f := form{r: r}
	offset, limit := f.offset(), f.limit()
	if f.err != nil {
		return f.err
	}
	row, err := s.catalog.Entity(r.Context(), r.PathValue("entity"))
	if err != nil {
		return err
	}
	rows, total, err := s.catalog.Speakers(r.Context(), row.IRI, offset, limit)
	return list(w, rows, total, err)
}

func (s *Server) listClaims(w http.ResponseWriter, r *http.Request) error {
	f := form{r: r}
	filter := query.Filter{
		About: f.text("about"), By: f.text("by"), Predicate: f.text("predicate"), Article: f.text("article"),
		Polarity: schema.Polarity(f.text("polarity")), Modality: schema.Modality(f.text("modality")),
		Stated: f.yes("stated"), Disputed: f.yes("disputed"), Pairs: f.yes("pairs"), Corroborated: f.number("corroborated", 0, maxLimit),
		MinConfidence: f.share("min_confidence"), Since: f.day("since"), Until: f.day("until"), Limit: f.limit(),
	}
	offset := f.offset()
	if f.err != nil {
		return f.err
	}
	rows, total, err := s.catalog.Claims(r.Context(), filter, offset)
	return list(w, rows, total, err)
}

func (s *Server) showClaim(w http.ResponseWriter, r *http.Request) error {
	row, err := query.Claim(r.Context(), s.config.Store, r.PathValue("claim"))
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, row)
	return nil
}
