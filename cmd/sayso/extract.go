package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/graph/nquads"
	"github.com/sayso-graph/sayso/schema"
)

type extractOptions struct {
	input     inputOptions
	format    string
	file      string
	sentences string
	tokens    string
}

// extractCommand reads articles and prints what it finds, without a store.
func (a *app) extractCommand() *cobra.Command {
	var o extractOptions
	cmd := &cobra.Command{
		Use:   "extract PATH…",
		Short: "Read articles and print their claims, without a store",
		Long: `Read articles and print what they say, without a store.

Formats:
  jsonl         a proposition a line, with its passage, speaker, polarity, modality
  attributions  who said what: source, cue and content, one a line
  nquads        the quads that load would store
  text          for people
  conllu        tokens, tags and trees, with entities and coreference

In jsonl the words stand as in the sentence, the entities as in the quads: of
"Hale was criticized by Gray" the subject is Hale, and the relation
subject_entity Gray, predicate_iri rel:criticized, object_entity Hale.`,
		Example: `  sayso extract --format text article.txt
  sayso extract --sentences sentences.txt -o propositions.jsonl
  sayso extract --format conllu --tokens gold.conllu`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(args); err != nil {
				return err
			}
			pipeline, err := a.pipeline()
			if err != nil {
				return err
			}
			return a.output(o.file, func(w io.Writer) error {
				return a.extract(cmd.Context(), pipeline, w, args, o)
			})
		},
	}
	o.input.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "jsonl", "jsonl, attributions, nquads, text or conllu")
	f.StringVarP(&o.file, "output", "o", "", "file to write (.gz is packed); standard output without")
	f.StringVar(&o.sentences, "sentences", "", "read a file of one sentence a line, already tokenised by blanks or not")
	f.StringVar(&o.tokens, "tokens", "", "keep the tokens and sentences of a CoNLL-U file and predict the rest")
	a.settings.flag(f, "style", "min-confidence", "workers", "lexicon")
	return cmd
}

func (o *extractOptions) check(args []string) error {
	if err := oneOf("format", o.format, "jsonl", "attributions", "nquads", "text", "conllu"); err != nil {
		return err
	}
	if err := o.input.check(); err != nil {
		return err
	}
	inputs := 0
	for _, given := range []bool{len(args) > 0, o.sentences != "", o.tokens != ""} {
		if given {
			inputs++
		}
	}
	switch {
	case inputs != 1:
		return usage("extract needs articles, --sentences or --tokens, one of them")
	case o.tokens != "" && o.format != "conllu":
		return usage("--tokens goes with --format conllu")
	}
	return nil
}

func (a *app) extract(ctx context.Context, p *extract.Pipeline, w io.Writer, args []string, o extractOptions) error {
	out := newReadingWriter(w, o.format)
	switch {
	case o.sentences != "":
		in, err := a.open(o.sentences)
		if err != nil {
			return err
		}
		defer in.Close()
		return out.all(p.AnalyzeSentences(ctx, lines(in, o.sentences)))
	case o.tokens != "":
		in, err := a.open(o.tokens)
		if err != nil {
			return err
		}
		defer in.Close()
		return out.all(p.AnalyzeTrees(ctx, nlp.ReadCoNLLU(in)))
	}
	articles := a.articles(ctx, args, o.input)
	all := articles.all()
	if o.format == "conllu" {
		all = wholeTexts(all)
	}
	faults := 0
	if err := out.all(pastFaults(a, p.AnalyzeAll(ctx, all), &faults)); err != nil {
		return err
	}
	if articles.failed || faults > 0 {
		return errReported
	}
	return nil
}

// wholeTexts makes all of a text its body: a treebank leaves no words out.
func wholeTexts(articles iter.Seq2[schema.Article, error]) iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		for art, err := range articles {
			art.Body = nil
			if !yield(art, err) {
				return
			}
		}
	}
}

// A readingWriter writes analyses in one format.
type readingWriter struct {
	one   func(*extract.Analysis) error
	flush func() error
}

func newReadingWriter(w io.Writer, format string) *readingWriter {
	buf := bufio.NewWriterSize(w, 1<<16)
	out := &readingWriter{flush: buf.Flush}
	switch format {
	case "jsonl":
		out.one = func(an *extract.Analysis) error { return extract.WriteJSONL(buf, an.Reading) }
	case "text":
		out.one = func(an *extract.Analysis) error { return extract.WriteText(buf, an.Reading) }
	case "attributions":
		out.one = func(an *extract.Analysis) error { return extract.WriteAttributions(buf, an) }
	case "nquads":
		quads := nquads.NewWriter(buf)
		out.one = func(an *extract.Analysis) error { return writeReading(quads, an.Reading) }
		out.flush = func() error { return errors.Join(quads.Flush(), buf.Flush()) }
	case "conllu":
		trees := nlp.NewCoNLLUWriter(buf)
		out.one = func(an *extract.Analysis) error { return extract.WriteCoNLLU(trees, an) }
		out.flush = func() error { return errors.Join(trees.Flush(), buf.Flush()) }
	}
	return out
}

func (out *readingWriter) all(analyses iter.Seq2[*extract.Analysis, error]) error {
	for an, err := range analyses {
		if err != nil {
			return errors.Join(err, out.flush())
		}
		if err := out.one(an); err != nil {
			return err
		}
	}
	return out.flush()
}

func writeReading(w *nquads.Writer, r schema.Reading) error {
	quads, err := schema.Encode(r)
	if err != nil {
		return err
	}
	for _, q := range quads {
		if err := w.Write(q); err != nil {
			return err
		}
	}
	return nil
}

// maxSentence bounds a line of --sentences.
const maxSentence = 1 << 20

// lines yields the lines of a file that are not blank. A line that is too long
// or no UTF-8 is an error with its number.
func lines(in io.Reader, name string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		scan := bufio.NewScanner(in)
		scan.Buffer(nil, maxSentence)
		n := 0
		for scan.Scan() {
			n++
			line := scan.Text()
			if !utf8.ValidString(line) {
				yield("", fmt.Errorf("%s:%d: not UTF-8", name, n))
				return
			}
			if line != "" && !yield(line, nil) {
				return
			}
		}
		if err := scan.Err(); err != nil {
			yield("", fmt.Errorf("%s:%d: %w", name, n+1, err))
		}
	}
}
