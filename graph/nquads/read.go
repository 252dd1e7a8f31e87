package nquads

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"runtime"
	"strings"
	"unsafe"

	"github.com/cayleygraph/quad"
)

const (
	blockSize = 256 << 10
	// maxLine bounds the memory that a line without an end can take.
	maxLine = 256 << 20
)

// A Reader reads one document. Its zero value with Input is strict and parses
// with as many goroutines as there are processors.
type Reader struct {
	Input io.Reader
	// Lenient skips lines that are not N-Quads; Skipped counts them.
	Lenient bool
	// Relative takes IRIs without a scheme as they are, which files made for
	// Cayley have; the standard forbids them.
	Relative bool
	// Workers is the number of parsing goroutines, GOMAXPROCS when 0. With 1
	// the caller's own goroutine parses.
	Workers int

	skipped int64
}

// Skipped is the number of lines that a lenient reader has skipped so far.
func (r *Reader) Skipped() int64 { return r.skipped }

// Quads yields the quads in the order of the document. The input is read once:
// the sequence can be ranged over one time. The last thing yielded may be an
// error: a *[SyntaxError], the input's, or ctx's.
func (r *Reader) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	workers := r.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	blocks := r.parsed(ctx)
	if workers > 1 {
		blocks = r.parallel(ctx, workers)
	}
	return func(yield func(quad.Quad, error) bool) {
		for b := range blocks {
			r.skipped += b.skipped
			for _, q := range b.quads {
				if !yield(q, nil) {
					return
				}
			}
			if b.err != nil {
				yield(quad.Quad{}, b.err)
				return
			}
		}
	}
}

// A block is a run of whole lines and, once parsed, their quads.
type block struct {
	text    string
	line    int // number of the first line
	quads   []quad.Quad
	skipped int64
	err     error // after the quads
}

// parsed yields parsed blocks one after another. The quads of a block are
// valid until the next one.
func (r *Reader) parsed(ctx context.Context) iter.Seq[*block] {
	return func(yield func(*block) bool) {
		p := parser{iris: new(irisOf), relative: r.Relative}
		var quads []quad.Quad
		for b := range r.blocks(ctx) {
			b.parse(&p, quads, r.Lenient)
			quads = b.quads[:0]
			if !yield(b) || b.err != nil {
				return
			}
		}
	}
}

func (b *block) parse(p *parser, quads []quad.Quad, lenient bool) {
	if b.err != nil {
		return
	}
	b.quads, b.skipped, b.err = p.parse(quads, b.text, b.line, lenient)
}

// blocks cuts the input behind line feeds. An error comes in a block of its own.
func (r *Reader) blocks(ctx context.Context) iter.Seq[*block] {
	return func(yield func(*block) bool) {
		var rest []byte
		line := 1
		for {
			text, err := readBlock(ctx, r.Input, &rest)
			if len(text) > 0 {
				if !yield(&block{text: text, line: line}) {
					return
				}
				line += lineEnds(text)
			}
			if err != nil {
				if !errors.Is(err, io.EOF) {
					yield(&block{err: err})
				}
				return
			}
		}
	}
}

// readBlock reads to the last line feed within about blockSize bytes, or on
// to the first; what follows it is left in rest.
func readBlock(ctx context.Context, in io.Reader, rest *[]byte) (string, error) {
	buf := *rest
	for size := blockSize; ; size *= 2 {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		if size > maxLine {
			return "", errors.New("line longer than 256 MB")
		}
		have := len(buf)
		buf = append(make([]byte, 0, max(size, have)), buf...)
		n, err := io.ReadFull(in, buf[have:cap(buf)])
		buf = buf[:have+n]
		if err != nil {
			*rest = nil
			if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
				return string(buf), io.EOF
			}
			return string(buf[:bytes.LastIndexByte(buf, '\n')+1]), err
		}
		if end := bytes.LastIndexByte(buf, '\n') + 1; end > 0 {
			*rest = append([]byte(nil), buf[end:]...)
			// Nobody else has the buffer, and nobody writes to it again.
			return unsafe.String(unsafe.SliceData(buf), end), nil
		}
	}
}

// lineEnds counts ends of lines: LF, CR, or both as one.
func lineEnds(text string) int {
	n := strings.Count(text, "\n")
	if cr := strings.Count(text, "\r"); cr > 0 {
		n += cr - strings.Count(text, "\r\n")
	}
	return n
}

// parallel yields the same blocks as parsed, in order, from workers that parse
// several at a time.
func (r *Reader) parallel(ctx context.Context, workers int) iter.Seq[*block] {
	return func(yield func(*block) bool) {
		inner, cancel := context.WithCancel(ctx)
		pool := newPool(workers, r)
		order := make(chan chan *block, 2*workers)
		go pool.feed(r.blocks(inner), order, inner.Done())
		defer func() {
			cancel()
			for range order { // until feed has ended: the input is the caller's again
			}
			pool.close()
		}()
		for done := range order {
			b := <-done
			if !yield(b) || b.err != nil {
				return
			}
			pool.recycle(b)
		}
		if err := ctx.Err(); err != nil { // feed may have stopped without a word
			yield(&block{err: err})
		}
	}
}
