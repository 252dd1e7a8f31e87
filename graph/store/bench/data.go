package bench

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/sayso-graph/sayso/graph/nquads"
)

// A data set is an N-Quads file and what to ask about it.
type dataset struct {
	file     string // .gz by name
	relative bool   // IRIs may lack a scheme
	queries  []Query
	// articles is how many articles the file has, 0 where its labels are none.
	articles int
}

// dataset writes the generated articles to a file in dir, or takes the
// configured one: every engine then loads from a file, as its users do.
func (cfg Config) dataset(dir string, quads int) (dataset, error) {
	if cfg.File != "" {
		return dataset{file: cfg.File, relative: true, queries: filmQueries()}, nil
	}
	d := dataset{
		file:    filepath.Join(dir, "articles.nq"),
		queries: articleQueries(), articles: quads/QuadsPerArticle + 1,
	}
	f, err := os.Create(d.file)
	if err != nil {
		return d, err
	}
	w := nquads.NewWriter(f)
	for q, err := range Quads(1, quads) {
		if err == nil {
			err = w.Write(q)
		}
		if err != nil {
			return d, errors.Join(err, f.Close())
		}
	}
	return d, errors.Join(w.Flush(), f.Close())
}

// read calls load with the content of the file.
func (d dataset) read(load func(io.Reader) error) error {
	f, err := os.Open(d.file)
	if err != nil {
		return err
	}
	defer f.Close()
	if !strings.HasSuffix(d.file, ".gz") {
		return load(f)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	return errors.Join(load(z), z.Close())
}
