package query

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/sayso-graph/sayso/data/sample"
)

// An Example is a named query that comes with sayso.
type Example struct {
	Name  string // "who-asked-whom"
	About string // the question that it answers, in English
	Text  string // Gizmo
}

// ErrNoExample: there is no named query of that name.
var ErrNoExample = errors.New("no such example")

// Examples returns the named queries, sorted by name.
func Examples() ([]Example, error) {
	files, err := fs.Glob(sample.FS, "queries/*.gizmo")
	if err != nil {
		return nil, err
	}
	list := make([]Example, 0, len(files))
	for _, file := range files {
		text, err := fs.ReadFile(sample.FS, file)
		if err != nil {
			return nil, err
		}
		first, _, _ := strings.Cut(string(text), "\n")
		list = append(list, Example{
			Name:  strings.TrimSuffix(path.Base(file), ".gizmo"),
			About: strings.TrimSpace(strings.TrimPrefix(first, "//")),
			Text:  string(text),
		})
	}
	return list, nil
}

// ExampleNamed returns the named query, or [ErrNoExample].
func ExampleNamed(name string) (Example, error) {
	list, err := Examples()
	if err != nil {
		return Example{}, err
	}
	for _, e := range list {
		if e.Name == name {
			return e, nil
		}
	}
	return Example{}, fmt.Errorf("%s: %w", name, ErrNoExample)
}
