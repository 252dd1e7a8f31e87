package neural

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
)

// Vectors are pre-trained word vectors, found by the hash of the word and kept
// as one byte for two numbers (product quantization, Jégou et al. 2011).
type Vectors struct {
	Dim    int
	hashes []uint64  // sorted
	book   []float32 // of each pair of dimensions, 256 pairs of numbers
	codes  []byte    // Dim/2 a word
}

const centroids = 256

// Quantize compresses vectors (each of dim numbers, dim even) of words with
// the given hashes. The first of equal hashes wins.
func Quantize(dim int, hashes []uint64, vectors []float32, seed uint64) *Vectors {
	order := make([]int, len(hashes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case hashes[a] < hashes[b]:
			return -1
		case hashes[a] > hashes[b]:
			return 1
		}
		return a - b
	})
	order = slices.CompactFunc(order, func(a, b int) bool { return hashes[a] == hashes[b] })
	v := &Vectors{Dim: dim, book: make([]float32, dim*centroids), codes: make([]byte, len(order)*dim/2)}
	for _, i := range order {
		v.hashes = append(v.hashes, hashes[i])
	}
	r := rand.New(rand.NewPCG(seed, 1))
	points := make([]float32, 2*len(order))
	for k := range dim / 2 {
		for w, i := range order {
			copy(points[2*w:], vectors[i*dim+2*k:][:2])
		}
		book := v.book[k*2*centroids:][:2*centroids]
		cluster(book, points, r)
		for w := range order {
			v.codes[w*dim/2+k] = byte(nearest(book, points[2*w], points[2*w+1]))
		}
	}
	return v
}

// cluster finds centroids of the points by Lloyd's algorithm, on a sample.
func cluster(book, points []float32, r *rand.Rand) {
	const sample, rounds = 16384, 12
	n := len(points) / 2
	pick := points
	if n > sample {
		pick = make([]float32, 0, 2*sample)
		for range sample {
			i := r.IntN(n)
			pick = append(pick, points[2*i:2*i+2]...)
		}
	}
	for c := range centroids {
		copy(book[2*c:2*c+2], pick[2*r.IntN(len(pick)/2):])
	}
	for range rounds {
		sums, counts := make([]float64, len(book)), make([]float64, centroids)
		for i := 0; i < len(pick); i += 2 {
			c := nearest(book, pick[i], pick[i+1])
			sums[2*c] += float64(pick[i])
			sums[2*c+1] += float64(pick[i+1])
			counts[c]++
		}
		for c, k := range counts {
			if k > 0 {
				book[2*c], book[2*c+1] = float32(sums[2*c]/k), float32(sums[2*c+1]/k)
			}
		}
	}
}

func nearest(book []float32, x, y float32) int {
	best, at := float32(math.MaxFloat32), 0
	for c := 0; c+1 < len(book); c += 2 {
		dx, dy := book[c]-x, book[c+1]-y
		if d := dx*dx + dy*dy; d < best {
			best, at = d, c/2
		}
	}
	return at
}

// Lookup returns a word's vector, nil when it has none.
func (v *Vectors) Lookup(hash uint64) []float32 {
	w, ok := slices.BinarySearch(v.hashes, hash)
	if !ok {
		return nil
	}
	out := make([]float32, v.Dim)
	for k, c := range v.codes[w*v.Dim/2:][:v.Dim/2] {
		copy(out[2*k:2*k+2], v.book[(k*centroids+int(c))*2:])
	}
	return out
}

// Has reports whether the word with that hash has a vector.
func (v *Vectors) Has(hash uint64) bool {
	_, ok := slices.BinarySearch(v.hashes, hash)
	return ok
}

// Len is the number of words.
func (v *Vectors) Len() int { return len(v.hashes) }

// AppendTo appends the vectors to buf.
func (v *Vectors) AppendTo(buf []byte) []byte {
	buf = binary.LittleEndian.AppendUint32(buf, uint32(v.Dim))
	buf = binary.LittleEndian.AppendUint32(buf, uint32(len(v.hashes)))
	for _, h := range v.hashes {
		buf = binary.LittleEndian.AppendUint64(buf, h)
	}
	for _, x := range v.book {
		buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(x))
	}
	return append(buf, v.codes...)
}

// ReadVectors returns the vectors at the front of buf, whose codes it keeps,
// and the rest of buf.
func ReadVectors(buf []byte) (*Vectors, []byte, error) {
	if len(buf) < 8 {
		return nil, nil, ErrModel
	}
	dim, n := int(binary.LittleEndian.Uint32(buf)), int(binary.LittleEndian.Uint32(buf[4:]))
	buf = buf[8:]
	if dim < 0 || dim > 1<<12 || n < 0 || len(buf) < n*8+dim*centroids*4+n*dim/2 {
		return nil, nil, ErrModel
	}
	v := &Vectors{Dim: dim, hashes: make([]uint64, n), book: make([]float32, dim*centroids)}
	for i := range v.hashes {
		v.hashes[i] = binary.LittleEndian.Uint64(buf[8*i:])
	}
	buf = buf[8*n:]
	for i := range v.book {
		v.book[i] = math.Float32frombits(binary.LittleEndian.Uint32(buf[4*i:]))
	}
	buf = buf[4*len(v.book):]
	v.codes = buf[:n*dim/2]
	return v, buf[n*dim/2:], nil
}
