package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/schema"
)

func (s *Server) listArticles(w http.ResponseWriter, r *http.Request) error {
	f := form{r: r}
	filter := query.ArticleFilter{
		Publisher: f.text("publisher"), About: f.text("about"), Text: f.text("text"),
		Since: f.day("since"), Until: f.day("until"), Limit: f.limit(),
	}
	offset := f.offset()
	if f.err != nil {
		return f.err
	}
	rows, total, err := s.catalog.Articles(r.Context(), filter, offset)
	return list(w, rows, total, err)
}

// An articlePage is an article with its text and all that was found in it.
type articlePage struct {
	query.ArticleRow
	Text     string           `json:"text"`
	Claims   []query.ClaimRow `json:"claims"`
	Mentions []mention        `json:"mentions"`
}

// A mention is a passage that refers to an entity; offsets count code points.
type mention struct {
	Entity string            `json:"entity"`
	Type   schema.EntityType `json:"type"`
	Start  int               `json:"start"`
	End    int               `json:"end"`
}

func (s *Server) showArticle(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	label, err := s.article(ctx, r.PathValue("article"))
	if err != nil {
		return err
	}
	reading, err := schema.Decode(s.config.Store.Label(ctx, label))
	if err != nil {
		return err
	}
	claims, _, err := s.catalog.Claims(ctx, query.Filter{Article: string(label)}, 0)
	if err != nil {
		return err
	}
	a := &reading.Article
	writeJSON(w, http.StatusOK, articlePage{
		ArticleRow: query.ArticleRow{
			IRI: a.IRI, URL: a.URL, ID: a.ID, Title: a.Title, Author: a.Author, Publisher: a.Publisher, Agency: a.Agency,
			Place: a.Place, Published: a.Published, Claims: len(reading.Claims), Entities: len(reading.Entities),
		},
		Text: a.Text, Claims: claims, Mentions: mentions(&reading),
	})
	return nil
}

func mentions(r *schema.Reading) []mention {
	index := schema.NewIndex(r.Article.Text)
	all := []mention{}
	for i := range r.Entities {
		e := &r.Entities[i]
		for _, span := range e.Mentions {
			p := index.Points(span)
			all = append(all, mention{e.IRI, e.Type, p[0], p[1]})
		}
	}
	return all
}

// article finds the one article that ref names.
func (s *Server) article(ctx context.Context, ref string) (quad.IRI, error) {
	found, err := load.Find(ctx, s.config.Store, ref)
	if err != nil {
		return "", err
	}
	if len(found) > 1 {
		return "", badRequest("%s names %d articles; use an IRI", ref, len(found))
	}
	return found[0], nil
}

func (s *Server) removeArticle(w http.ResponseWriter, r *http.Request) error {
	label, err := s.article(r.Context(), r.PathValue("article"))
	if err != nil {
		return err
	}
	n, err := s.config.Store.Remove(r.Context(), label)
	if err != nil {
		return err
	}
	if _, err := s.match(r.Context(), label); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, map[string]any{"article": string(label), "quads": n})
	return nil
}

// uploadArticles reads the body as an article, or as JSON Lines of articles,
// and loads it. Who accepts text/event-stream is told of each article as it
// is read, and at the end of the whole; the others get the report.
func (s *Server) uploadArticles(w http.ResponseWriter, r *http.Request) error {
	if s.config.Extractor == nil {
		return &problem{http.StatusNotImplemented, "this server does not read articles"}
	}
	ctx := r.Context()
	up := upload{Skipped: []string{}}
	events := newEvents(w, r)
	kind := r.Header.Get("Content-Type")
	readings := up.readings(s.config.Extractor.Extract(ctx, r.URL.Query().Get("name"), kind, r.Body))
	var err error
	up.Report, err = load.Load(ctx, s.config.Store, readings, load.Options{Progress: func(e load.Event) {
		up.Articles = append(up.Articles, e.IRI)
		events.send("article", map[string]any{"article": e.IRI, "title": up.title, "outcome": e.Outcome, "claims": e.Claims, "quads": e.Quads})
	}})
	if len(up.Changed) > 0 {
		var failed error
		up.Judged, failed = s.match(ctx, up.Changed...)
		err = errors.Join(err, failed)
	}
	if err != nil && events.begun {
		events.send("error", map[string]string{"error": err.Error()})
		return nil
	}
	if err != nil {
		return err
	}
	if len(up.Articles) == 0 && !events.begun {
		return badRequest("nothing to load: %s", strings.Join(up.Skipped, "; "))
	}
	if events.wanted {
		events.send("done", &up)
		return nil
	}
	writeJSON(w, http.StatusOK, &up)
	return nil
}

// An upload tells what became of the articles of a request.
type upload struct {
	load.Report
	Articles []string `json:"articles"`
	Skipped  []string `json:"skipped"` // why, for each that could not be read
	Judged   int      `json:"judged"`  // judgements on which entities are one thing that changed

	title string // of the article that is being loaded
}

// readings passes readings on and takes note of what could not be read.
func (u *upload) readings(in iter.Seq2[schema.Reading, error]) iter.Seq2[schema.Reading, error] {
	return func(yield func(schema.Reading, error) bool) {
		for r, err := range in {
			var tooLarge *http.MaxBytesError
			if errors.Is(err, context.Canceled) || errors.As(err, &tooLarge) {
				yield(r, err)
				return
			}
			if err != nil {
				u.Skipped = append(u.Skipped, err.Error())
				continue
			}
			u.title = r.Article.Title
			if !yield(r, nil) {
				return
			}
		}
	}
}

// events writes server-sent events (HTML Living Standard, 9.2) when the client
// wants them.
type events struct {
	w      http.ResponseWriter
	wanted bool
	begun  bool
}

func newEvents(w http.ResponseWriter, r *http.Request) *events {
	return &events{w: w, wanted: strings.Contains(r.Header.Get("Accept"), "text/event-stream")}
}

func (e *events) send(name string, value any) {
	if !e.wanted {
		return
	}
	if !e.begun {
		e.begun = true
		e.w.Header().Set("Content-Type", "text/event-stream")
		e.w.Header().Set("Cache-Control", "no-store")
	}
	data, err := json.Marshal(value)
	if err != nil {
		return
	}
	fmt.Fprintf(e.w, "event: %s\ndata: %s\n\n", name, data)
	_ = http.NewResponseController(e.w).Flush()
}
