package pebble

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// spillBuffer is what one open spill file costs in memory.
const spillBuffer = 64 << 10

// A spill is a temporary file, written once from end to end.
type spill struct {
	file vfs.File
	*bufio.Writer
	scratch []byte
}

func newSpill(fs vfs.FS, name string) (*spill, error) {
	f, err := fs.Create(name, vfs.WriteCategoryUnspecified)
	if err != nil {
		return nil, err
	}
	return &spill{file: f, Writer: bufio.NewWriterSize(f, spillBuffer)}, nil
}

func (s *spill) close() error { return errors.Join(s.Flush(), s.file.Close()) }

func (s *spill) number(n uint64) error {
	s.scratch = binary.AppendUvarint(s.scratch[:0], n)
	_, err := s.Write(s.scratch)
	return err
}

func (s *spill) bytes(b []byte) error {
	if err := s.number(uint64(len(b))); err != nil {
		return err
	}
	_, err := s.Write(b)
	return err
}

func (s *spill) tuple(t tuple) error {
	s.scratch = s.scratch[:0]
	for _, n := range t {
		s.scratch = appendID(s.scratch, n)
	}
	_, err := s.Write(s.scratch)
	return err
}

// A spilled reads a spill back.
type spilled struct {
	file vfs.File
	*bufio.Reader
}

func openSpill(fs vfs.FS, name string) (*spilled, error) {
	f, err := fs.Open(name, vfs.SequentialReadsOption)
	if err != nil {
		return nil, err
	}
	return &spilled{f, bufio.NewReaderSize(f, spillBuffer)}, nil
}

func (s *spilled) close() error { return s.file.Close() }

// bytes reads into buf, which it may grow.
func (s *spilled) bytes(buf []byte) ([]byte, error) {
	n, err := binary.ReadUvarint(s)
	if err != nil {
		return buf, err
	}
	if uint64(cap(buf)) < n {
		buf = make([]byte, n, 2*n)
	}
	buf = buf[:n]
	_, err = io.ReadFull(s, buf)
	return buf, err
}

// tuple is io.EOF after the last.
func (s *spilled) tuple() (t tuple, err error) {
	b, err := s.Peek(4 * 9)
	if len(b) == 0 {
		return t, err
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return t, err
	}
	rest := b
	for i := range t {
		if t[i], rest, err = readID(rest); err != nil {
			return t, err
		}
	}
	_, err = s.Discard(len(b) - len(rest))
	return t, err
}
