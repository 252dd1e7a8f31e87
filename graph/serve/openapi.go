package serve

import (
	_ "embed"
	"net/http"
)

// OpenAPI is the description of the API (OpenAPI 3.1), as it is served at
// /api/openapi.json.
//
//go:embed openapi.json
var OpenAPI []byte

func (s *Server) openAPI(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, err := w.Write(OpenAPI)
	return err
}
