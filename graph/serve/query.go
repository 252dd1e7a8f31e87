package serve

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"

	"github.com/sayso-graph/sayso/graph/export"
	"github.com/sayso-graph/sayso/graph/query"
)

// answers is the result of a query.
type answers struct {
	Rows      []query.Row `json:"rows"`
	Truncated bool        `json:"truncated"` // there were more than the limit
}

// query runs Gizmo: the parameter q, or the body.
func (s *Server) query(w http.ResponseWriter, r *http.Request) error {
	text, err := queryText(r)
	if err != nil {
		return err
	}
	f := form{r: r}
	opts := query.Options{Limit: f.number("limit", s.config.QueryLimit, s.config.QueryLimit), Timeout: s.config.QueryTimeout}
	if f.err != nil {
		return f.err
	}
	session := query.NewSession(s.config.Store.Snapshot(), opts)
	rows := []query.Row{}
	for row, err := range session.Run(r.Context(), text) {
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	writeJSON(w, http.StatusOK, answers{rows, session.Truncated()})
	return nil
}

// queryText finds the query of a request: as text, as JSON {"q": "…"}, or as
// a parameter.
func queryText(r *http.Request) (string, error) {
	if r.Method == http.MethodGet {
		if q := r.FormValue("q"); q != "" {
			return q, nil
		}
		return "", badRequest("no query: give ?q=")
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return "", err
	}
	text := string(data)
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "application/json" {
		var body struct{ Q string }
		if err := json.Unmarshal(data, &body); err != nil {
			return "", badRequest("the body is not JSON: %v", err)
		}
		text = body.Q
	}
	if text == "" {
		return "", badRequest("no query in the body")
	}
	return text, nil
}

func (s *Server) examples(w http.ResponseWriter, _ *http.Request) error {
	all, err := query.Examples()
	if err != nil {
		return err
	}
	type example struct {
		Name  string `json:"name"`
		About string `json:"about"`
		Text  string `json:"text"`
	}
	out := make([]example, len(all))
	for i, e := range all {
		out[i] = example(e)
	}
	writeJSON(w, http.StatusOK, out)
	return nil
}

// export streams the store, or one article of it.
func (s *Server) export(w http.ResponseWriter, r *http.Request) error {
	opts := export.Options{Format: export.Format(r.FormValue("format"))}
	if opts.Format == "" {
		opts.Format = export.NQuads
	}
	known := false
	for f := range export.Formats() {
		known = known || f == opts.Format
	}
	if !known {
		return badRequest("%v: %s", export.ErrFormat, opts.Format)
	}
	if ref := r.FormValue("article"); ref != "" {
		label, err := s.article(r.Context(), ref)
		if err != nil {
			return err
		}
		opts.Articles = append(opts.Articles, label)
	}
	w.Header().Set("Content-Type", mediaTypes[opts.Format])
	if err := export.Write(r.Context(), w, s.config.Store, opts); err != nil {
		// The status has gone out; an early end is what is left to tell it.
		panic(http.ErrAbortHandler)
	}
	return nil
}

var mediaTypes = map[export.Format]string{
	export.NQuads:   "application/n-quads",
	export.NTriples: "application/n-triples",
	export.JSONLD:   "application/ld+json",
	export.DOT:      "text/vnd.graphviz",
	export.GraphML:  "application/xml",
	export.CSV:      "text/csv; charset=utf-8",
}

// health tells that the server answers, and what it allows.
type health struct {
	Status string `json:"status"`
	Write  bool   `json:"write"`  // the store may be changed
	Upload bool   `json:"upload"` // articles can be uploaded
	Token  bool   `json:"token"`  // with the token
}

func (s *Server) health(w http.ResponseWriter, _ *http.Request) error {
	writeJSON(w, http.StatusOK, health{"ok", s.config.Write, s.config.Write && s.config.Extractor != nil, s.config.Token != ""})
	return nil
}

func (s *Server) stats(w http.ResponseWriter, r *http.Request) error {
	st, err := s.config.Store.Stats(r.Context())
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, st)
	return nil
}
