package nlp

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"

	"github.com/sayso-graph/sayso/extract/nlp/neural"
)

// ErrModel is returned when a model's file is damaged or of another version.
var ErrModel = errors.New("no parser model of this version")

// parserFile is the name of the model in data/model, and parserMagic its
// first bytes; a change of the features or of the layout changes these.
const (
	parserFile  = "parser.bin"
	parserMagic = "sayso parser 3\n"
)

// parserHeader is the part of the model's file that is JSON: sizes and labels.
type parserHeader struct {
	Nets  []neural.Config
	Words int // trained words
	// Vectors is the number of sources of pre-trained vectors.
	Vectors int
	Tags    [tagKinds][]string
	Rels    []string
	// Scripts lists, for each part of speech, the edit scripts that it was seen
	// with: the verb "lives" is no "life".
	Scripts [][]int
}

// Kinds of tags, in the order of the network's.
const (
	tagUPOS = iota
	tagXPOS
	tagFeats
	tagLemma // edit scripts
	tagClass
	tagKinds
)

// MarshalBinary encodes the model: magic, length of the header, header, hashes
// of the trained words, weights of the styler, knowledge of words, networks.
func (p *Parser) MarshalBinary() ([]byte, error) {
	head, err := json.Marshal(p.header)
	if err != nil {
		return nil, err
	}
	buf := append([]byte(parserMagic), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(buf[len(parserMagic):], uint32(len(head)))
	buf = append(buf, head...)
	for _, h := range p.forms.words {
		buf = binary.LittleEndian.AppendUint64(buf, h)
	}
	for _, w := range p.styler {
		buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(w))
	}
	for _, v := range p.forms.known.Vectors {
		buf = v.AppendTo(buf)
	}
	buf = p.forms.known.Clusters.AppendTo(buf)
	for _, n := range p.nets {
		buf = n.AppendTo(buf)
	}
	return buf, nil
}

// Load reads the model from fsys, which package data/model holds.
func Load(fsys fs.FS) (*Parser, error) {
	buf, err := fs.ReadFile(fsys, parserFile)
	if err != nil {
		return nil, fmt.Errorf("load parser: %w", err)
	}
	p, err := unmarshalParser(buf)
	if err != nil {
		return nil, fmt.Errorf("load parser: %w", err)
	}
	return p, nil
}

func unmarshalParser(buf []byte) (*Parser, error) {
	n := len(parserMagic)
	if len(buf) < n+4 || string(buf[:n]) != parserMagic {
		return nil, ErrModel
	}
	size := int(binary.LittleEndian.Uint32(buf[n:]))
	if buf = buf[n+4:]; size > len(buf) {
		return nil, ErrModel
	}
	p := new(Parser)
	if err := json.Unmarshal(buf[:size], &p.header); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	buf = buf[size:]
	if p.header.Words < 0 || len(buf) < 8*p.header.Words+4*styleWeights || len(p.header.Nets) == 0 {
		return nil, ErrModel
	}
	words := make([]uint64, p.header.Words)
	for i := range words {
		words[i] = binary.LittleEndian.Uint64(buf[8*i:])
	}
	buf = buf[8*len(words):]
	p.styler = make(styler, styleWeights)
	for i := range p.styler {
		p.styler[i] = math.Float32frombits(binary.LittleEndian.Uint32(buf[4*i:]))
	}
	known, buf, err := p.header.readKnowledge(buf[4*styleWeights:])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	for _, c := range p.header.Nets {
		var net *neural.Net
		if net, buf, err = neural.Read(c, buf); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrModel, err)
		}
		p.nets = append(p.nets, net)
	}
	if !p.header.fits(known.dim()) {
		return nil, ErrModel
	}
	p.ready(words, known)
	return p, nil
}

// readKnowledge reads what is known of words from the front of buf, and returns
// the rest of buf.
func (h *parserHeader) readKnowledge(buf []byte) (k Knowledge, rest []byte, err error) {
	for range h.Vectors {
		var v *neural.Vectors
		if v, buf, err = neural.ReadVectors(buf); err != nil {
			return k, nil, err
		}
		k.Vectors = append(k.Vectors, v)
	}
	k.Clusters, rest, err = neural.ReadWordTable(buf, h.Nets[0].Clusters)
	return k, rest, err
}

// fits reports whether labels, networks and vectors, which are dim wide, belong
// together.
func (h *parserHeader) fits(dim int) bool {
	if !slices.Contains(h.Rels, "root") || len(h.Rels) < 2 {
		return false
	}
	first := h.Nets[0]
	for _, c := range h.Nets {
		if len(c.Tags) != tagKinds || c.Rels != len(h.Rels) || c.Words != h.Words || c.Vector != dim {
			return false
		}
		for k, n := range c.Tags {
			if n != len(h.Tags[k]) {
				return false
			}
		}
		if c.Grams != first.Grams || c.Affixes != first.Affixes || c.Shapes != first.Shapes || c.Clusters != first.Clusters {
			return false
		}
	}
	return true
}
