package article

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A Format is a way to write articles down.
type Format string

// The formats. Auto decides by the name, the content type and the content.
const (
	Auto      Format = ""
	PlainText Format = "text"
	Markdown  Format = "markdown"
	HTML      Format = "html"
	JSONLines Format = "jsonl"
	JSON      Format = "json" // one object of JSON Lines, or an array of them
)

// Options says how sources are found and read. The zero value is usable; each
// zero field has the default that stands beside it.
type Options struct {
	Format      Format        // of everything; Auto
	MaxBytes    int64         // of one article, and of one line of JSON Lines; 16 MB
	MaxLine     int           // of one paragraph, in bytes; 1 MB
	Timeout     time.Duration // of one page, redirects included; 30 s
	Client      *http.Client  // to fetch pages with; http.DefaultTransport
	UserAgent   string        // sayso with the address of the project
	AnyLanguage bool          // keep articles in other languages than English
}

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = 16 << 20
	}
	if o.MaxLine <= 0 {
		o.MaxLine = 1 << 20
	}
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Client == nil {
		o.Client = &http.Client{}
	}
	if o.UserAgent == "" {
		o.UserAgent = "sayso (+https://github.com/sayso-graph/sayso)"
	}
	return o
}

// A Source is something that holds one article or, as JSON Lines, several.
type Source struct {
	// Name is the absolute path, the URL, or "-" for standard input.
	Name string
	// Shown is the name as the user wrote it, for messages.
	Shown string

	opts Options
	open func(context.Context) (content, error)
}

// content is what a source gives when it is opened.
type content struct {
	io.ReadCloser
	mediaType string // as the server declares it, "" for files
	url       string // where a page was found in the end, "" for files
}

// FromReader returns a source that reads r once. The name is for messages and
// for [schema.Article.Source]; the media type ("text/html") may be "".
func FromReader(name, mediaType string, r io.Reader, opts Options) Source {
	open := func(context.Context) (content, error) {
		return content{ReadCloser: io.NopCloser(r), mediaType: mediaType}, nil
	}
	return Source{Name: name, Shown: name, opts: opts.withDefaults(), open: open}
}

// Sources lists what args name, in their order: files, folders (all below
// them, sorted by path), globs, "-" for stdin, and http or https addresses.
// Nothing is opened yet. What is named twice is listed once.
//
// An argument that names nothing is yielded as a [SkipError], and the
// iteration goes on; it may be ranged over again.
func Sources(ctx context.Context, args []string, stdin io.Reader, opts Options) iter.Seq2[Source, error] {
	opts = opts.withDefaults()
	return func(yield func(Source, error) bool) {
		l := lister{opts: opts, stdin: stdin, fetch: newFetcher(opts), seen: map[string]bool{}, yield: yield}
		for _, arg := range args {
			if err := ctx.Err(); err != nil {
				yield(Source{}, err)
				return
			}
			if !l.argument(ctx, arg) {
				return
			}
		}
	}
}

// lister walks the arguments of one call of Sources. Its methods report
// whether the consumer wants more.
type lister struct {
	opts  Options
	stdin io.Reader
	fetch *fetcher
	seen  map[string]bool
	yield func(Source, error) bool
}

func (l *lister) argument(ctx context.Context, arg string) bool {
	switch {
	case arg == "-":
		return l.source(FromReader("-", "", l.stdin, l.opts))
	case isURL(arg):
		open := func(ctx context.Context) (content, error) { return l.fetch.get(ctx, arg) }
		return l.source(Source{Name: arg, Shown: arg, opts: l.opts, open: open})
	}
	if _, err := os.Stat(arg); err != nil && strings.ContainsAny(arg, "*?[") {
		return l.glob(ctx, arg)
	}
	return l.path(ctx, arg)
}

func (l *lister) glob(ctx context.Context, pattern string) bool {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return l.yield(Source{}, &SkipError{Source: pattern, Reason: Missing, Err: err})
	}
	if len(paths) == 0 {
		return l.yield(Source{}, &SkipError{Source: pattern, Reason: Missing, Detail: "the pattern matches nothing"})
	}
	for _, p := range paths {
		if isHidden(p) && !isHidden(pattern) {
			continue // as a shell does
		}
		if !l.path(ctx, p) {
			return false
		}
	}
	return true
}

// path lists a file or folder that is known to exist.
func (l *lister) path(ctx context.Context, path string) bool {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return l.skip(path, err)
	case info.IsDir():
		return l.folder(ctx, path)
	}
	return l.file(path)
}

// folder lists the files below dir. WalkDir goes through names in lexical
// order, so the order is the same everywhere.
func (l *lister) folder(ctx context.Context, dir string) bool {
	more, found := true, 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			found++ // it is reported: the folder is not also called empty
			more = l.skip(path, err)
		case path != dir && isHidden(path):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case isFile(path, entry) && !isPageAsset(path):
			found++
			more = l.file(path)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		l.yield(Source{}, err)
		return false
	}
	if found == 0 {
		return l.yield(Source{}, &SkipError{Source: dir, Reason: NoArticles})
	}
	return more
}

func (l *lister) file(path string) bool {
	abs, err := filepath.Abs(path)
	if err != nil {
		return l.skip(path, err)
	}
	open := func(context.Context) (content, error) {
		f, err := os.Open(path)
		if err != nil {
			return content{}, fileError(path, err)
		}
		return content{ReadCloser: f}, nil
	}
	return l.source(Source{Name: abs, Shown: path, opts: l.opts, open: open})
}

func (l *lister) source(src Source) bool {
	if l.seen[src.Name] {
		return true
	}
	l.seen[src.Name] = true
	return l.yield(src, nil)
}

func (l *lister) skip(path string, err error) bool { return l.yield(Source{}, fileError(path, err)) }

// fileError turns an error of the file system into a skip without saying the
// path twice.
func fileError(path string, err error) error {
	if os.IsNotExist(err) {
		return &SkipError{Source: path, Reason: Missing}
	}
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		err = pe.Err
	}
	return &SkipError{Source: path, Reason: Unreadable, Err: err}
}

// isFile reports whether entry is a regular file or a link to one.
func isFile(path string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func isHidden(path string) bool { return strings.HasPrefix(filepath.Base(path), ".") }

func isURL(arg string) bool {
	lower := strings.ToLower(arg)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// pageAssets are the files that browsers save beside a page. A folder may hold
// thousands of them, and none is an article that the user expects to be read;
// any other file that is not text gets its line.
var pageAssets = map[string]bool{
	".css": true, ".js": true, ".mjs": true, ".map": true, ".woff": true, ".woff2": true, ".ttf": true, ".eot": true,
	".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".svg": true, ".ico": true,
}

func isPageAsset(path string) bool { return pageAssets[strings.ToLower(filepath.Ext(path))] }
