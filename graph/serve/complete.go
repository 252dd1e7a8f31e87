package serve

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/sayso-graph/sayso/graph/query"
)

// completions are what a word of a query can become.
type completions struct {
	Head  string   `json:"head"` // the text before the word
	Words []string `json:"words"`
}

// maxCompletions bounds the words of an answer.
const maxCompletions = 50

func (s *Server) complete(w http.ResponseWriter, r *http.Request) error {
	c, err := s.completer.get(r.Context(), s.config)
	if err != nil {
		return err
	}
	text := r.FormValue("text")
	head, words, _ := c.Complete(text, len(text))
	writeJSON(w, http.StatusOK, completions{head, append([]string{}, words[:min(maxCompletions, len(words))]...)})
	return nil
}

// A completer is made again when it is old, so that it knows what was loaded.
type completer struct {
	mu   sync.Mutex
	made time.Time
	c    *query.Completer
}

func (c *completer) get(ctx context.Context, config Config) (*query.Completer, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.c != nil && time.Since(c.made) < time.Minute {
		return c.c, nil
	}
	fresh, err := query.NewCompleter(ctx, config.Store.QuadStore())
	if err != nil {
		return nil, err
	}
	c.c, c.made = fresh, time.Now()
	return c.c, nil
}
