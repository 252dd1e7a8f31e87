package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"

	"github.com/sayso-graph/sayso/graph/load"
	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/store"
)

// A problem is an error with the status that it is answered with.
type problem struct {
	status int
	msg    string
}

func (p *problem) Error() string { return p.msg }

func badRequest(format string, args ...any) error {
	return &problem{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

func notFound(msg string) error { return &problem{http.StatusNotFound, msg} }

// answer turns what a handler returns into a response. A handler that has
// begun to write returns nil.
func (s *Server) answer(handle func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := handle(w, r); err != nil {
			writeJSON(w, statusOf(err), map[string]string{"error": err.Error()})
		}
	})
}

// statusOf tells the status of an error by what caused it.
func statusOf(err error) int {
	var p *problem
	var tooLarge *http.MaxBytesError
	var gizmo *query.Error
	var ambiguous *query.AmbiguousError
	switch {
	case errors.As(err, &p):
		return p.status
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge
	case errors.As(err, &gizmo), errors.As(err, &ambiguous), errors.Is(err, query.ErrNotRun):
		return http.StatusBadRequest
	case errors.Is(err, query.ErrNoEntity), errors.Is(err, load.ErrNoArticle), errors.Is(err, query.ErrNoExample), errors.Is(err, query.ErrNoClaim):
		return http.StatusNotFound
	case errors.Is(err, query.ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		return http.StatusGatewayTimeout
	case errors.Is(err, store.ErrReadOnly):
		return http.StatusForbidden
	case errors.Is(err, store.ErrFull):
		return http.StatusInsufficientStorage
	}
	return http.StatusInternalServerError
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(value) // the client has gone
}

// list answers with a part of a listing; a header tells how long the whole is.
func list[T any](w http.ResponseWriter, rows []T, total int, err error) error {
	if err != nil {
		return err
	}
	w.Header().Set("X-Total-Count", strconv.Itoa(total))
	writeJSON(w, http.StatusOK, rows)
	return nil
}

// Bounds of listings.
const (
	defaultLimit = 100
	maxLimit     = 10_000
)

// A form reads the parameters of a request; the first that is wrong is kept.
type form struct {
	r   *http.Request
	err error
}

func (f *form) text(name string) string { return f.r.FormValue(name) }

func (f *form) number(name string, standard, most int) int {
	text := f.r.FormValue(name)
	if text == "" {
		return standard
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > most {
		f.fail("%s=%s: not a number from 0 to %d", name, text, most)
	}
	return n
}

func (f *form) limit() int { return max(1, f.number("limit", defaultLimit, maxLimit)) }

func (f *form) offset() int { return f.number("offset", 0, math.MaxInt32) }

func (f *form) share(name string) float64 {
	text := f.r.FormValue(name)
	if text == "" {
		return 0
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || x < 0 || x > 1 {
		f.fail("%s=%s: not a number from 0 to 1", name, text)
	}
	return x
}

// day reads a bound of time.
func (f *form) day(name string) string {
	text := f.r.FormValue(name)
	if err := query.CheckDay(text); err != nil {
		f.fail("%s=%v", name, err)
	}
	return text
}

// yes reads a flag: it counts when it is there without a value, too.
func (f *form) yes(name string) bool {
	if !f.r.URL.Query().Has(name) {
		return false
	}
	switch text := f.r.FormValue(name); text {
	case "false", "0":
		return false
	case "", "true", "1":
		return true
	default:
		f.fail("%s=%s: neither true nor false", name, text)
		return false
	}
}

func (f *form) fail(format string, args ...any) {
	if f.err == nil {
		f.err = badRequest(format, args...)
	}
}
