package serve

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"time"
)

// dist is the page as it was built from web/src; a machine with Go alone can
// build the program.
//
//go:generate npm --prefix web run build
//go:embed web/dist
var dist embed.FS

// servePage adds the files of the page to a mux: index.html at the root, the
// others beside it.
func servePage(mux *http.ServeMux) {
	files, err := fs.Glob(dist, "web/dist/*")
	if err != nil {
		panic(err) // the pattern is wrong
	}
	for _, file := range files {
		data, err := dist.ReadFile(file)
		if err != nil {
			panic(err) // the file has just been listed
		}
		name := path.Base(file)
		if name == "index.html" {
			name = "{$}"
		}
		mux.Handle("GET /"+name, asset(path.Ext(file), data))
	}
}

// asset answers with a file of the page. Browsers ask each time whether theirs
// is still the one of this program.
func asset(ext string, data []byte) http.Handler {
	sum := sha256.Sum256(data)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	kind := mime.TypeByExtension(ext)
	if ext == ".js" {
		kind = "text/javascript; charset=utf-8" // a machine's own table may say otherwise
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("ETag", tag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	})
}
