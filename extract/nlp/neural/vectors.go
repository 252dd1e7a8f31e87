package neural

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
)

// Vectors are pre-trained word vectors, some of which words may share. They are
// kept as one byte for a few numbers (product quantization, Jégou et al. 2011).
type Vectors struct {
	Dim   int
	words WordTable // the vector of each word
	group int       // numbers a byte
	book  []float32 // of each group of dimensions, 256 groups of numbers
	codes []byte    // Dim/group a vector, rounded up
}

// MaxVectors is the number of different vectors that there may be.
const MaxVectors = 1 << 16

const centroids = 256

// Quantize compresses vectors (each of dim numbers), which words tells the
// words of, to a byte for group numbers.
func Quantize(words WordTable, dim, group int, vectors []float32, seed uint64) *Vectors {
	v := &Vectors{Dim: dim, words: words, group: group}
	n, groups := len(vectors)/dim, v.groups()
	v.book, v.codes = make([]float32, groups*group*centroids), make([]byte, n*groups)
	r := rand.New(rand.NewPCG(seed, 1))
	points := make([]float32, n*group) // beyond the last dimension they are 0
	for k := range groups {
		clear(points)
		for i := range n {
			copy(points[i*group:][:group], vectors[i*dim+k*group:(i+1)*dim])
		}
		book := v.book[k*group*centroids:][:group*centroids]
		cluster(book, points, group, r)
		for i := range n {
			v.codes[i*groups+k] = byte(nearest(book, points[i*group:][:group]))
		}
	}
	return v
}

// groups is the number of bytes of a vector.
func (v *Vectors) groups() int { return (v.Dim + v.group - 1) / v.group }

// cluster finds centroids of the points, each of dim numbers, by Lloyd's
// algorithm, on a sample.
func cluster(book, points []float32, dim int, r *rand.Rand) {
	const sample, rounds = 16384, 12
	n := len(points) / dim
	pick := points
	if n > sample {
		pick = make([]float32, 0, dim*sample)
		for range sample {
			pick = append(pick, points[dim*r.IntN(n):][:dim]...)
		}
	}
	for c := range centroids {
		copy(book[dim*c:][:dim], pick[dim*r.IntN(len(pick)/dim):])
	}
	for range rounds {
		sums, counts := make([]float64, len(book)), make([]float64, centroids)
		for p := range slices.Chunk(pick, dim) {
			c := nearest(book, p)
			for i, x := range p {
				sums[dim*c+i] += float64(x)
			}
			counts[c]++
		}
		for i := range book {
			if k := counts[i/dim]; k > 0 {
				book[i] = float32(sums[i] / k)
			}
		}
	}
}

// nearest returns the number of the centroid that is nearest to p.
func nearest(book, p []float32) int {
	best, at := float32(math.MaxFloat32), 0
	for c := 0; c < len(book); c += len(p) {
		var d float32
		for i, x := range book[c:][:len(p)] {
			d += (x - p[i]) * (x - p[i])
		}
		if d < best {
			best, at = d, c/len(p)
		}
	}
	return at
}

// Lookup writes a word's vector to out, of Dim numbers, and reports whether it
// has one.
func (v *Vectors) Lookup(hash uint64, out []float32) bool {
	i, ok := v.words.Find(hash)
	if !ok {
		return false
	}
	groups := v.groups()
	for k, c := range v.codes[int(i)*groups:][:groups] {
		copy(out[k*v.group:v.Dim], v.book[(k*centroids+int(c))*v.group:][:v.group])
	}
	return true
}

// Has reports whether the word with that hash has a vector.
func (v *Vectors) Has(hash uint64) bool {
	_, ok := v.words.Find(hash)
	return ok
}

// Number returns the number of the vector of the word with that hash.
func (v *Vectors) Number(hash uint64) (n int, ok bool) {
	i, ok := v.words.Find(hash)
	return int(i), ok
}

// AppendTo appends the vectors to buf: width, group, number of vectors, words,
// centroids, codes.
func (v *Vectors) AppendTo(buf []byte) []byte {
	for _, n := range []int{v.Dim, v.group, len(v.codes) / v.groups()} {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(n))
	}
	buf = v.words.AppendTo(buf)
	for _, x := range v.book {
		buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(x))
	}
	return append(buf, v.codes...)
}

// ReadVectors returns the vectors at the front of buf, whose codes it keeps,
// and the rest of buf.
func ReadVectors(buf []byte) (v *Vectors, rest []byte, err error) {
	const header, most = 12, 1 << 12
	if len(buf) < header {
		return nil, nil, ErrModel
	}
	le := binary.LittleEndian
	v = &Vectors{Dim: int(le.Uint32(buf)), group: int(le.Uint32(buf[4:]))}
	vectors := int(le.Uint32(buf[8:]))
	if v.Dim < 1 || v.Dim > most || v.group < 1 || v.group > v.Dim || vectors > MaxVectors {
		return nil, nil, ErrModel
	}
	if v.words, buf, err = ReadWordTable(buf[header:], vectors); err != nil {
		return nil, nil, err
	}
	book, size := v.groups()*v.group*centroids, vectors*v.groups()
	if len(buf) < 4*book+size {
		return nil, nil, ErrModel
	}
	v.book = make([]float32, book)
	for i := range v.book {
		v.book[i] = math.Float32frombits(le.Uint32(buf[4*i:]))
	}
	buf = buf[4*book:]
	v.codes = buf[:size:size]
	return v, buf[size:], nil
}
