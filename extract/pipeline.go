package extract

import (
	"context"
	"iter"
	"runtime"
	"time"

	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/extract/coref"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/openie"
	"github.com/sayso-graph/sayso/extract/resolve"
	"github.com/sayso-graph/sayso/schema"
)

// Options say how articles are read. The zero value is the default.
type Options struct {
	Minimal       bool    // minimal slots in place of full ones, see openie.Style
	MinConfidence float64 // leave out less certain claims; 0: the extractor's own bound
	Workers       int     // articles read at the same time; 0: one a processor
	// Lexicon is a folder with lexicons of the user's own: things that are
	// known before any article is read as *.csv and *.jsonl, and what phrases
	// mean in schema.org as *.yaml. "": none.
	Lexicon string
}

// A Pipeline turns articles into readings. It composes the stages; each stage
// is in a package of its own and knows only those before it. A Pipeline is
// read-only after New and may be shared by goroutines; the same article gives
// the same reading always.
type Pipeline struct {
	tokenizer *nlp.Tokenizer
	parser    *nlp.Parser
	coref     *coref.Model
	resolver  *resolve.Resolver
	openie    openie.Options
	workers   int
}

// New loads the models that the program carries. The error is that of a model
// that is damaged or missing.
func New(opts Options) (*Pipeline, error) {
	tokenizer, err := nlp.LoadTokenizer()
	if err != nil {
		return nil, err
	}
	parser, err := nlp.DefaultParser()
	if err != nil {
		return nil, err
	}
	chains, err := coref.Default()
	if err != nil {
		return nil, err
	}
	resolver, err := newResolver(opts.Lexicon)
	if err != nil {
		return nil, err
	}
	p := &Pipeline{
		tokenizer: tokenizer,
		parser:    parser,
		coref:     chains,
		resolver:  resolver,
		openie:    openie.Options{MinConfidence: opts.MinConfidence},
		workers:   opts.Workers,
	}
	if opts.Minimal {
		p.openie.Style = openie.Minimal
	}
	if p.workers <= 0 {
		p.workers = runtime.GOMAXPROCS(0)
	}
	return p, nil
}

// An Analysis is an article with every layer that was laid over its text.
type Analysis struct {
	Article      schema.Article
	Doc          *nlp.Doc
	Chains       []coref.Chain
	Attributions []attribution.Attribution
	Propositions []openie.Proposition
	Reading      schema.Reading
}

// Analyze reads one article through all stages. The error is a [FaultError].
func (p *Pipeline) Analyze(a schema.Article) (an *Analysis, err error) {
	defer catch(&a, &err)
	doc := p.tokenizer.Tokenize(a.Text, a.Body)
	p.parser.Annotate(doc.Sents)
	return p.finish(a, doc), nil
}

// finish does what follows on the parse.
func (p *Pipeline) finish(a schema.Article, doc *nlp.Doc) *Analysis {
	doc.Date = date(a.Published)
	doc.MendTrees()
	doc.FindMentions()
	doc.FindMeasures()
	an := &Analysis{Article: a, Doc: doc}
	an.Chains = p.coref.Resolve(doc)
	an.Attributions = attribution.Find(doc)
	opts := p.openie
	opts.Attributions = an.Attributions
	an.Propositions = openie.Extract(doc, opts)
	an.Reading = p.resolver.Claims(a, doc, an.Chains, an.Propositions, an.Attributions)
	return an
}

// date returns the day of an ISO 8601 time, zero when there is none.
func date(published string) time.Time {
	if len(published) < len(time.DateOnly) {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, published[:len(time.DateOnly)])
	if err != nil {
		return time.Time{}
	}
	return t
}

// Read turns articles into readings, several at a time, in the order of the
// articles. An error of articles is the last thing that is yielded; after a
// [FaultError] the next article follows.
func (p *Pipeline) Read(ctx context.Context, articles iter.Seq2[schema.Article, error]) iter.Seq2[schema.Reading, error] {
	return ordered(ctx, articles, p.workers, p.ReadOne)
}

// ReadOne turns one article into a reading. The error is a [FaultError].
func (p *Pipeline) ReadOne(a schema.Article) (schema.Reading, error) {
	an, err := p.Analyze(a)
	if err != nil {
		return schema.Reading{}, err
	}
	return an.Reading, nil
}

// AnalyzeAll is Read for those who want every layer.
func (p *Pipeline) AnalyzeAll(ctx context.Context, articles iter.Seq2[schema.Article, error]) iter.Seq2[*Analysis, error] {
	return ordered(ctx, articles, p.workers, p.Analyze)
}

// docsAtOnce is how many short documents are parsed together: enough for the
// parser to batch sentences of like length.
const docsAtOnce = 256

// AnalyzeSentences reads lines as sentences that have nothing to do with each
// other, already tokenised by blanks or not, as benchmarks are. Each becomes
// an article whose text is the line, unchanged.
func (p *Pipeline) AnalyzeSentences(ctx context.Context, lines iter.Seq2[string, error]) iter.Seq2[*Analysis, error] {
	return flatten(ordered(ctx, chunk(lines, docsAtOnce), p.workers, func(lines []string) ([]*Analysis, error) {
		articles := make([]schema.Article, len(lines))
		docs := make([]*nlp.Doc, len(lines))
		for i, line := range lines {
			articles[i] = schema.Article{IRI: schema.ArticleIRI("", "", line), Language: "en", Text: line}
			docs[i] = p.tokenizer.TokenizeSentence(line)
		}
		return p.analyzeDocs(articles, docs)
	}))
}

// treesAtOnce is the same for documents of a treebank, many of which have a
// few sentences only.
const treesAtOnce = 16

// AnalyzeTrees keeps the tokens and sentences of a treebank and predicts the
// rest.
func (p *Pipeline) AnalyzeTrees(ctx context.Context, trees iter.Seq2[*nlp.TreeDoc, error]) iter.Seq2[*Analysis, error] {
	return flatten(ordered(ctx, chunk(trees, treesAtOnce), p.workers, func(trees []*nlp.TreeDoc) ([]*Analysis, error) {
		articles := make([]schema.Article, len(trees))
		docs := make([]*nlp.Doc, len(trees))
		for i, tree := range trees {
			a := &articles[i]
			*a = schema.Article{ID: tree.ID, Title: tree.Meta("title"), Published: tree.Meta("dateCreated"), Language: "en", Text: tree.Doc.Text}
			a.IRI = schema.ArticleIRI("", a.ID, a.Text)
			docs[i] = &tree.Doc
		}
		return p.analyzeDocs(articles, docs)
	}))
}

// analyzeDocs parses documents in one go and finishes each. The error is the
// first [FaultError].
func (p *Pipeline) analyzeDocs(articles []schema.Article, docs []*nlp.Doc) (out []*Analysis, err error) {
	var current schema.Article
	defer catch(&current, &err)
	sents := make([][]nlp.Sentence, len(docs))
	for i, doc := range docs {
		sents[i] = doc.Sents
	}
	p.parser.Annotate(sents...)
	for i := range docs {
		current = articles[i]
		out = append(out, p.finish(current, docs[i]))
	}
	return out, nil
}

// flatten yields the items of groups one by one.
func flatten[T any](groups iter.Seq2[[]T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for group, err := range groups {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range group {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// chunk gathers n items at a time.
func chunk[T any](in iter.Seq2[T, error], n int) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		var items []T
		for item, err := range in {
			if err != nil {
				if len(items) == 0 || yield(items, nil) {
					yield(nil, err)
				}
				return
			}
			if items = append(items, item); len(items) == n {
				if !yield(items, nil) {
					return
				}
				items = nil
			}
		}
		if len(items) > 0 {
			yield(items, nil)
		}
	}
}
