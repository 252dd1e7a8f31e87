package nlp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
)

// linear is a classifier over hashed binary features (Weinberger et al. 2009,
// "Feature hashing for large scale multitask learning"): the class with the
// largest sum of weights. Weights are 8 bits each, those of one feature side
// by side.
type linear struct {
	classes int
	bits    uint // of the table: 1<<bits features
	weights []int8
}

// best returns the class of the highest score, the first of equals.
func (m *linear) best(feats []uint32) uint8 {
	var sum [maxClasses]int32
	for _, f := range feats {
		row := m.weights[int(f>>(32-m.bits))*m.classes:]
		for k := range m.classes {
			sum[k] += int32(row[k])
		}
	}
	best := 0
	for k := 1; k < m.classes; k++ {
		if sum[k] > sum[best] {
			best = k
		}
	}
	return uint8(best)
}

const (
	maxClasses = 3
	offset32   = 2166136261 // FNV-1a
	prime32    = 16777619
)

// mix combines two hashes into one whose high bits depend on all of both.
func mix(a, b uint32) uint32 {
	h := uint64(a)*0x9E3779B97F4A7C15 ^ uint64(b)*0xC2B2AE3D27D4EB4F
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	return uint32(h >> 32)
}

// tokenizerMagic begins the file of a tokenizer; the digit is the version of
// the features, which must be those that the weights were fitted with.
const tokenizerMagic = "sayso tokenizer 1\n"

// ErrTokenizer is returned for bytes that are not a tokenizer of this version.
var ErrTokenizer = errors.New("not a tokenizer model of this version")

// MarshalBinary returns the file that NewTokenizer reads.
func (t *Tokenizer) MarshalBinary() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(tokenizerMagic)
	words := strings.Join(t.words, "\n")
	for _, n := range []int{int(t.split.bits), int(t.stop.bits), len(words)} {
		b.Write(binary.LittleEndian.AppendUint32(nil, uint32(n)))
	}
	b.WriteString(words)
	for _, m := range []*linear{&t.split, &t.stop} {
		for _, w := range m.weights {
			b.WriteByte(byte(w))
		}
	}
	return b.Bytes(), nil
}

// NewTokenizer reads a tokenizer as MarshalBinary wrote it.
func NewTokenizer(data []byte) (*Tokenizer, error) {
	rest, ok := bytes.CutPrefix(data, []byte(tokenizerMagic))
	if !ok || len(rest) < 12 {
		return nil, ErrTokenizer
	}
	var n [3]int
	for i := range n {
		n[i] = int(binary.LittleEndian.Uint32(rest[4*i:]))
	}
	rest = rest[12:]
	if n[0] > 24 || n[1] > 24 || n[0] < 1 || n[1] < 1 || n[2] > len(rest) {
		return nil, ErrTokenizer
	}
	t := &Tokenizer{
		split: linear{classes: 3, bits: uint(n[0])},
		stop:  linear{classes: 2, bits: uint(n[1])},
	}
	t.setFused(strings.Split(string(rest[:n[2]]), "\n"))
	rest = rest[n[2]:]
	if len(rest) != 3<<n[0]+2<<n[1] {
		return nil, fmt.Errorf("%w: %d bytes of weights", ErrTokenizer, len(rest))
	}
	for _, m := range []*linear{&t.split, &t.stop} {
		m.weights = make([]int8, m.classes<<m.bits)
		for i := range m.weights {
			m.weights[i] = int8(rest[i])
		}
		rest = rest[len(m.weights):]
	}
	return t, nil
}

// setFused sets the words that are several, each as "gon na".
func (t *Tokenizer) setFused(words []string) {
	t.words = words
	t.fused = make(map[uint32]uint8, len(words))
	for _, w := range words {
		head, tail, ok := strings.Cut(w, " ")
		if a := nextAtom(head + tail + " "); ok && a.end == len(head)+len(tail) && len(head) < maxFused {
			t.fused[a.id] = uint8(len(head))
		}
	}
}

// quantize returns weights in 8 bits, scaled by the largest of a feature.
func quantize(weights []float32) []int8 {
	top := float32(0)
	for _, w := range weights {
		top = max(top, float32(math.Abs(float64(w))))
	}
	out := make([]int8, len(weights))
	if top == 0 {
		return out
	}
	for i, w := range weights {
		out[i] = int8(math.Round(float64(w / top * 127)))
	}
	return out
}
