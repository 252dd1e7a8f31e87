package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// silver returns free text with the trees that the networks give it together.
// What one of them learns from these is the judgement of the others, and words
// that the treebanks do not have (McClosky et al. 2006; Kuncoro et al. 2016).
// It is kept beside the checkpoints, so that a training that goes on learns from
// the same trees.
func silver(ctx context.Context, task *nlp.ParserTask, o parserOptions, round int, members []*member, errw io.Writer) ([]*nlp.TreeDoc, error) {
	dir := o.checkpoint
	if dir == "" {
		temp, err := os.MkdirTemp("", "silver")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(temp)
		dir = temp
	}
	path := filepath.Join(dir, fmt.Sprintf("silver-%d.conllu.gz", round))
	docs, err := readTreebank(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return docs, err
	}
	packages, err := o.packageDir()
	if err != nil {
		return nil, err
	}
	texts, err := freeText(ctx, packages, filepath.Dir(o.data))
	if err != nil {
		return nil, err
	}
	if docs, err = parseTexts(ctx, texts, task.Parser(nets(members)...)); err != nil {
		return nil, err
	}
	fmt.Fprintf(errw, "%d documents of free text\n", len(docs))
	if err := writeTreebank(path, docs); err != nil {
		return nil, err
	}
	return readTreebank(path) // with the mentions' heads
}

// parseTexts parses the sentences of texts that are worth it, each of them
// once.
func parseTexts(ctx context.Context, texts []string, p *nlp.Parser) (docs []*nlp.TreeDoc, err error) {
	tokenizer, err := nlp.LoadTokenizer()
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for i, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d := &nlp.TreeDoc{ID: fmt.Sprint("text-", i+1), Doc: *tokenizer.Tokenize(text, nil)}
		d.Sents = slices.DeleteFunc(d.Sents, func(s nlp.Sentence) bool {
			const least, most = 4, 60 // words
			words := text[s.Span.Start:s.Span.End]
			again := seen[words]
			seen[words] = true
			return again || len(s.Tokens) < least || len(s.Tokens) > most
		})
		if len(d.Sents) > 0 {
			p.Annotate(d.Sents)
			docs = append(docs, d)
		}
	}
	return docs, nil
}

// writeTreebank writes documents as compressed CoNLL-U, a word that heads a
// mention as a mention of its own.
func writeTreebank(path string, docs []*nlp.TreeDoc) error {
	f, err := os.Create(path + ".new")
	if err != nil {
		return err
	}
	defer f.Close()
	z := gzip.NewWriter(f)
	w := nlp.NewCoNLLUWriter(z)
	for _, d := range docs {
		if err := w.Write(d.ID, &d.Doc, mentionHeads(&d.Doc)); err != nil {
			return err
		}
	}
	if err := errors.Join(w.Flush(), z.Close(), f.Close()); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// mentionHeads are the words of a document that have a class.
func mentionHeads(d *nlp.Doc) (heads []nlp.EntityTag) {
	for i := range d.Sents {
		for k, t := range d.Sents[i].Tokens {
			if t.Class != "" {
				heads = append(heads, nlp.EntityTag{Phrase: nlp.Phrase{Sent: i, First: k, End: k + 1}, Class: t.Class})
			}
		}
	}
	return heads
}
