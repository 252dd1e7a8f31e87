package nlp

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/sayso-graph/sayso/schema"
)

// A TreeDoc is one document of a CoNLL-U file. Text is rebuilt as the scorers
// do: forms joined by a blank unless SpaceAfter=No, sentences by one blank,
// paragraphs by an empty line. Empty nodes are left out.
type TreeDoc struct {
	Doc
	ID string // of "# newdoc id = ID", "" when the file names none
	// Comments holds, for each sentence, its comment lines without "# ".
	Comments [][]string
	// Misc holds the raw MISC column of each token of each sentence, "" for
	// "_". The parts of a multiword token have their own, not the range's.
	Misc [][]string
	// EntityFields names the parts of an Entity= bracket, from
	// "# global.Entity"; it stands once and holds for the documents after it.
	EntityFields []string
}

// Meta returns the value of the document's comment "# meta::KEY = VALUE", ""
// when it has none.
func (d *TreeDoc) Meta(key string) string {
	if len(d.Comments) == 0 {
		return ""
	}
	return comment(d.Comments[0], "meta::"+key)
}

// A SyntaxError tells where a CoNLL-U file is not one.
type SyntaxError struct {
	Line   int // from 1
	Reason string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// maxLine bounds a line of CoNLL-U; a longer one is a syntax error.
const maxLine = 16 << 20

// ReadCoNLLU streams the documents of a CoNLL-U file (not compressed). A
// document ends where "# newdoc" stands; a file without is one document. HEAD
// and DEPREL may be "_": such a token has Head -1 and Rel "". Trees are not
// checked for cycles or several roots. The last pair may hold a *SyntaxError
// or the error of r. It can be ranged over once.
func ReadCoNLLU(r io.Reader) iter.Seq2[*TreeDoc, error] {
	return func(yield func(*TreeDoc, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, maxLine)
		cr := conlluReader{fields: []string{"GRP", "etype"}}
		for lines.Scan() {
			done, err := cr.read(lines.Text())
			if err != nil {
				yield(nil, err)
				return
			}
			if done != nil && !yield(done, nil) {
				return
			}
		}
		last, err := cr.end(lines.Err())
		if last != nil || err != nil {
			yield(last, err)
		}
	}
}

// conlluReader gathers rows into a sentence and sentences into a document.
type conlluReader struct {
	line     int
	fields   []string // of global.Entity
	doc      *TreeDoc // nil before the first sentence
	text     strings.Builder
	comments []string
	sent     *Sentence // nil between sentences
	misc     []string
	multi    multiword
}

// A multiword is the multiword token whose words are being read: words
// [first, last) of the sentence; the zero value when there is none.
type multiword struct {
	first, last int
	span        schema.Span
	space       bool // SpaceAfter of the whole
}

// read takes a line, and returns a document when the line begins the next one.
func (cr *conlluReader) read(line string) (*TreeDoc, error) {
	cr.line++
	line = strings.TrimSuffix(line, "\r")
	if cr.line == 1 {
		line = strings.TrimPrefix(line, "\ufeff")
	}
	var done *TreeDoc
	var err error
	switch {
	case line == "":
		err = cr.endSentence()
	case line[0] == '#' && cr.sent == nil:
		cr.comments = append(cr.comments, strings.TrimSpace(line[1:]))
	case line[0] == '#':
		err = fmt.Errorf("comment inside a sentence")
	default:
		if cr.sent == nil {
			done = cr.beginSentence()
		}
		err = cr.row(line)
	}
	if err != nil {
		return nil, &SyntaxError{cr.line, err.Error()}
	}
	return done, nil
}

// end closes the last sentence and document.
func (cr *conlluReader) end(err error) (*TreeDoc, error) {
	if errors.Is(err, bufio.ErrTooLong) {
		return nil, &SyntaxError{cr.line + 1, "line too long"}
	}
	if err == nil {
		if e := cr.endSentence(); e != nil {
			err = &SyntaxError{cr.line, e.Error()}
		}
	}
	if err != nil || cr.doc == nil {
		return nil, err
	}
	return cr.finish(), nil
}

func (cr *conlluReader) finish() *TreeDoc {
	cr.doc.Text = cr.text.String()
	cr.text = strings.Builder{}
	return cr.doc
}

// beginSentence uses the comments that stand before it, and returns the
// document that it ends, if any.
func (cr *conlluReader) beginSentence() *TreeDoc {
	var done *TreeDoc
	newdoc, newpar := hasComment(cr.comments, "newdoc"), hasComment(cr.comments, "newpar")
	if f := comment(cr.comments, "global.Entity"); f != "" {
		cr.fields = strings.Split(f, "-")
	}
	if newdoc && cr.doc != nil {
		done = cr.finish()
	}
	paragraph := 0
	if newdoc || cr.doc == nil {
		cr.doc = &TreeDoc{ID: comment(cr.comments, "newdoc id"), EntityFields: cr.fields}
		cr.doc.Date, _ = time.Parse(time.DateOnly, comment(cr.comments, "meta::dateCreated"))
	} else {
		paragraph = cr.doc.Sents[len(cr.doc.Sents)-1].Paragraph
		if newpar {
			paragraph++
			cr.text.WriteString("\n\n")
		} else {
			cr.text.WriteByte(' ')
		}
	}
	cr.sent = &Sentence{
		Span:      schema.Span{Start: cr.text.Len()},
		Paragraph: paragraph,
		ID:        comment(cr.comments, "sent_id"),
		Speaker:   comment(cr.comments, "speaker"),
	}
	return done
}

func (cr *conlluReader) endSentence() error {
	if cr.sent == nil {
		return nil // comments alone belong to the next sentence
	}
	toks := cr.sent.Tokens
	switch {
	case len(toks) == 0:
		return errors.New("sentence without words")
	case cr.multi.last > len(toks):
		return fmt.Errorf("range ends at %d, the sentence at %d", cr.multi.last, len(toks))
	}
	for i, t := range toks {
		if t.Head >= len(toks) {
			return fmt.Errorf("head %d of word %d in a sentence of %d words", t.Head+1, i+1, len(toks))
		}
	}
	cr.sent.Span.End = cr.text.Len()
	cr.doc.Sents = append(cr.doc.Sents, *cr.sent)
	cr.doc.Comments = append(cr.doc.Comments, cr.comments)
	cr.doc.Misc = append(cr.doc.Misc, cr.misc)
	cr.sent, cr.comments, cr.misc, cr.multi = nil, nil, nil, multiword{}
	return nil
}

// row reads one of the three kinds of rows: word, range, empty node.
func (cr *conlluReader) row(line string) error {
	cols := strings.Split(line, "\t")
	if len(cols) != 10 {
		return fmt.Errorf("%d columns instead of 10", len(cols))
	}
	id, form, misc := cols[0], cols[1], cols[9]
	if strings.Contains(id, ".") {
		return nil
	}
	if strings.TrimSpace(form) == "" {
		return fmt.Errorf("empty form of %s", id)
	}
	due := len(cr.sent.Tokens)
	if first, last, ok := strings.Cut(id, "-"); ok {
		a, err1 := strconv.Atoi(first)
		b, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil || a != due+1 || b <= a || cr.multi.last > due {
			return fmt.Errorf("misplaced range %s", id)
		}
		cr.multi = multiword{due, b, cr.place(form), spaceAfter(misc)}
		return nil
	}
	if n, err := strconv.Atoi(id); err != nil || n != due+1 {
		return fmt.Errorf("word id %s where %d was due", id, due+1)
	}
	return cr.word(cols)
}

func (cr *conlluReader) word(cols []string) error {
	tok := Token{
		Form: cols[1], Lemma: blankValue(cols[2]), UPOS: blankValue(cols[3]), XPOS: blankValue(cols[4]),
		Feats: blankValue(cols[5]), Rel: blankValue(cols[7]), SpaceAfter: spaceAfter(cols[9]),
	}
	if tok.Lemma == "" && tok.Form == "_" && cols[3] != "_" {
		tok.Lemma = "_" // the word is an underscore
	}
	head := 0
	if cols[6] != "_" {
		var err error
		if head, err = strconv.Atoi(cols[6]); err != nil || head < 0 {
			return fmt.Errorf("bad head %q of word %s", cols[6], cols[0])
		}
	}
	tok.Head = head - 1
	inside := len(cr.sent.Tokens) < cr.multi.last
	if !inside {
		tok.Span = cr.place(tok.Form)
	}
	cr.sent.Tokens = append(cr.sent.Tokens, tok)
	cr.misc = append(cr.misc, blankValue(cols[9]))
	if inside && len(cr.sent.Tokens) == cr.multi.last {
		cr.multi.share(cr.sent.Tokens, cr.text.String())
	}
	return nil
}

// place appends a form to the text, after the blank that the token before it
// asks for.
func (cr *conlluReader) place(form string) schema.Span {
	if toks := cr.sent.Tokens; len(toks) > 0 && toks[len(toks)-1].SpaceAfter {
		cr.text.WriteByte(' ')
	}
	start := cr.text.Len()
	cr.text.WriteString(form)
	return schema.Span{Start: start, End: cr.text.Len()}
}

// share divides the surface of a multiword token among its words. Where they
// do not spell it ("du" = "de le"), the first takes all of it and the others
// nothing, so that spans neither overlap nor leave a gap.
func (m multiword) share(toks []Token, text string) {
	words := toks[m.first:m.last]
	at := m.span.Start
	for i := range words {
		w := &words[i]
		w.SpaceAfter = false
		w.Span = schema.Span{Start: at, End: at + len(w.Form)}
		at = w.Span.End
	}
	words[0].Multi = len(words)
	words[len(words)-1].SpaceAfter = m.space
	if at == m.span.End && spells(words, text) {
		return
	}
	for i := range words {
		words[i].Span = schema.Span{Start: m.span.End, End: m.span.End}
	}
	words[0].Span = m.span
}

func spells(words []Token, text string) bool {
	for i := range words {
		if words[i].Span.In(text) != words[i].Form {
			return false
		}
	}
	return true
}

func spaceAfter(misc string) bool {
	return miscValue(misc, "SpaceAfter") != "No"
}

// miscValue returns the value of key in a MISC or FEATS column.
func miscValue(misc, key string) string {
	for part := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(part, key); ok && strings.HasPrefix(v, "=") {
			return v[1:]
		}
	}
	return ""
}

func blankValue(col string) string {
	if col == "_" {
		return ""
	}
	return col
}

// comment returns the value of the first comment "KEY = VALUE".
func comment(comments []string, key string) string {
	for _, c := range comments {
		if k, v, ok := strings.Cut(c, "="); ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// hasComment reports whether a comment is key or begins with "KEY " ("newpar",
// "newpar id = p1", but not "newpar_block").
func hasComment(comments []string, key string) bool {
	for _, c := range comments {
		if rest, ok := strings.CutPrefix(c, key); ok && (rest == "" || rest[0] == ' ' || rest[0] == '=') {
			return true
		}
	}
	return false
}
