package extract

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/sayso-graph/sayso/extract/openie"
	"github.com/sayso-graph/sayso/extract/resolve"
)

// newResolver makes a resolver that knows what is built in and what the files
// of a folder add to it, in the order of their names. Files of other kinds are
// left alone. An error names the file, and the line where there is one.
func newResolver(folder string) (*resolve.Resolver, error) {
	r := &resolve.Resolver{}
	var mappings [][]byte
	if folder != "" {
		files, err := os.ReadDir(folder)
		if err != nil {
			return nil, fmt.Errorf("lexicon: %w", err)
		}
		r.Lexicon = resolve.Default().Clone()
		for _, f := range files {
			name := filepath.Join(folder, f.Name())
			if mappings, err = addLexicon(r.Lexicon, mappings, name); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	mapping, err := openie.NewMapping(mappings...)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	r.Mapping = mapping
	return r, nil
}

// addLexicon takes in one file: entries into lex, a mapping into mappings.
func addLexicon(lex *resolve.Lexicon, mappings [][]byte, name string) ([][]byte, error) {
	kind := filepath.Ext(name)
	if kind != ".csv" && kind != ".jsonl" && kind != ".yaml" {
		return mappings, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	switch kind {
	case ".csv":
		return mappings, lex.ReadCSV(bytes.NewReader(data))
	case ".jsonl":
		return mappings, lex.ReadJSONL(bytes.NewReader(data))
	}
	return append(mappings, data), nil
}
