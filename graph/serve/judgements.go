package serve

import (
	"cmp"
	"encoding/json"
	"net/http"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/schema"
)

// Candidates finds pairs of entities that may be one thing and should be
// looked at by a person, the most doubtful first.
type Candidates func(records []schema.Record) []schema.Judgement

// judged tells how many judgements a request changed.
type judged struct {
	Changed int `json:"changed"`
}

func (s *Server) listJudgements(w http.ResponseWriter, r *http.Request) error {
	all, err := load.Judgements(r.Context(), s.config.Store)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, append([]schema.Judgement{}, all...))
	return nil
}

// listCandidates answers with the candidates on which nobody has judged.
func (s *Server) listCandidates(w http.ResponseWriter, r *http.Request) error {
	f := form{r: r}
	limit := f.limit()
	if f.err != nil {
		return f.err
	}
	if s.config.Candidates == nil {
		return &problem{http.StatusNotImplemented, "this server does not compare entities"}
	}
	known, err := load.Judgements(r.Context(), s.config.Store)
	if err != nil {
		return err
	}
	decided := map[string]bool{}
	for _, j := range known {
		decided[schema.JudgementIRI(j.From, j.Into)] = true
	}
	records, err := s.catalog.Records(r.Context())
	if err != nil {
		return err
	}
	all := s.config.Candidates(records)
	open := []schema.Judgement{}
	for _, j := range all {
		if len(open) < limit && !decided[schema.JudgementIRI(j.From, j.Into)] {
			open = append(open, j)
		}
	}
	writeJSON(w, http.StatusOK, open)
	return nil
}

// judge takes a person's judgement on two entities.
func (s *Server) judge(w http.ResponseWriter, r *http.Request) error {
	var j schema.Judgement
	if err := json.NewDecoder(r.Body).Decode(&j); err != nil {
		return badRequest("the body is not a judgement: %v", err)
	}
	for _, entity := range []string{j.From, j.Into} {
		if _, err := s.catalog.Entity(r.Context(), entity); err != nil {
			return err
		}
	}
	if j.From, j.Into = schema.Compact(j.From), schema.Compact(j.Into); j.From == j.Into {
		return badRequest("%v: %s", schema.ErrJudgement, j.From)
	}
	j.Judge, j.Score = schema.User, 1
	s.judging.Lock()
	defer s.judging.Unlock()
	defer s.catalog.Judged()
	n, err := load.Judge(r.Context(), s.config.Store, j)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, judged{n})
	return nil
}

// unjudge takes a person's judgement back; what the program judges instead
// counts at once.
func (s *Server) unjudge(w http.ResponseWriter, r *http.Request) error {
	from, into := schema.Compact(r.FormValue("from")), schema.Compact(r.FormValue("into"))
	if cmp.Or(from, into) == "" {
		return badRequest("no entities: give ?from= and &into=")
	}
	s.judging.Lock()
	n, err := load.Unjudge(r.Context(), s.config.Store, [2]string{from, into})
	s.judging.Unlock()
	if err == nil && n > 0 {
		_, err = s.match(r.Context(), schema.IdentitiesLabel)
	}
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, judged{n})
	return nil
}
