package serve

import "net/http"

// completions are what a word of a query can become.
type completions struct {
	Head  string   `json:"head"` // the text before the word
	Words []string `json:"words"`
}

// maxCompletions bounds the words of an answer.
const maxCompletions = 50

func (s *Server) complete(w http.ResponseWriter, r *http.Request) error {
	c, err := s.catalog.Completer(r.Context())
	if err != nil {
		return err
	}
	text := r.FormValue("text")
	head, words, _ := c.Complete(text, len(text))
	writeJSON(w, http.StatusOK, completions{head, append([]string{}, words[:min(maxCompletions, len(words))]...)})
	return nil
}
