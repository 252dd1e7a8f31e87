package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// A CorefDoc is the mentions of one document. Their spans count characters
// other than white space, so that two tokenisations of a text compare.
type CorefDoc struct {
	ID, Genre string
	Chars     string // the text without white space
	Mentions  []CorefMention
}

// A CorefMention is a mention with its chain.
type CorefMention struct {
	Span, Head [2]int // of the phrase and of its head word
	Type       string // "" when not known
	Cluster    string // mentions of one chain have the same
	Entity     string // the thing that it names, "" when not known
}

// CorefDocs converts documents with Entity= brackets, gold or a system's.
func CorefDocs(docs []*nlp.TreeDoc) ([]CorefDoc, error) {
	var out []CorefDoc
	for _, d := range docs {
		var all []nlp.EntityTag
		for i := range d.Sents {
			tags, err := d.Entities(i)
			if err != nil {
				return nil, err
			}
			all = append(all, tags...)
		}
		c := TaggedDoc(d.ID, &d.Doc, all)
		c.Genre = d.Meta("genre")
		out = append(out, c)
	}
	return out, nil
}

// TaggedDoc converts one document with the tags of its mentions.
func TaggedDoc(id string, d *nlp.Doc, tags []nlp.EntityTag) CorefDoc {
	ix := newSolid(d.Text)
	c := CorefDoc{ID: id, Chars: ix.chars}
	for _, t := range tags {
		s := &d.Sents[t.Sent]
		c.Mentions = append(c.Mentions, CorefMention{
			Span: ix.span(s.Words(t.First, t.End)), Head: ix.span(s.Tokens[phraseHead(s, t.Phrase)].Span),
			Type: t.Class, Cluster: t.Group, Entity: t.Entity,
		})
	}
	return c
}

// phraseHead returns the first token of a phrase whose governor is outside.
func phraseHead(s *nlp.Sentence, p nlp.Phrase) int {
	for i := p.First; i < p.End; i++ {
		if h := s.Tokens[i].Head; h < p.First || h >= p.End {
			return i
		}
	}
	return p.First
}

// solid counts the characters of a text without its white space.
type solid struct {
	chars string
	count []int // before each byte of the text
}

func newSolid(text string) *solid {
	s := &solid{count: make([]int, len(text)+1)}
	var b strings.Builder
	n := 0
	for i, r := range text {
		s.count[i] = n
		if !blankRune(r) {
			b.WriteRune(r)
			n++
		}
	}
	s.count[len(text)] = n
	s.chars = b.String()
	return s
}

// blankRune reports what Python's str.split calls white space.
func blankRune(r rune) bool { return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f }

func (s *solid) span(x schema.Span) [2]int { return [2]int{s.count[x.Start], s.count[x.End]} }

// ReadCorefJSON reads the documents of a JSON file with mentions, as the
// scripts beside the public data write it: docs with text, offsets of words in
// code points, and mentions [sent, start, end, type, head, cluster, wiki, …].
func ReadCorefJSON(r io.Reader) ([]CorefDoc, error) {
	var file corefFile
	if err := json.NewDecoder(r).Decode(&file); err != nil {
		return nil, fmt.Errorf("coreference JSON: %w", err)
	}
	return file.docs()
}

// A corefFile is what the JSON holds that is read.
type corefFile struct {
	Docs []struct {
		ID, Genre, Title, Text string
		Offsets                [][][2]int
		Mentions               [][]json.RawMessage
	}
	Wikidata map[string]string
}

func (f *corefFile) docs() ([]CorefDoc, error) {
	var out []CorefDoc
	for _, d := range f.Docs {
		c := CorefDoc{ID: d.ID, Genre: d.Genre}
		// Code points of the text -> characters other than white space.
		before := []int{0}
		var b strings.Builder
		for _, r := range d.Text {
			n := before[len(before)-1]
			if !blankRune(r) {
				b.WriteRune(r)
				n++
			}
			before = append(before, n)
		}
		c.Chars = b.String()
		for k, row := range d.Mentions {
			m, err := corefRow(row, d.Offsets, before)
			if err != nil {
				return nil, fmt.Errorf("%s: mention %d: %w", d.ID, k, err)
			}
			c.Mentions = append(c.Mentions, m)
		}
		out = append(out, c)
	}
	return out, nil
}

func corefRow(row []json.RawMessage, offsets [][][2]int, before []int) (CorefMention, error) {
	var m CorefMention
	if len(row) < 7 {
		return m, fmt.Errorf("%d columns", len(row))
	}
	var at [3]int // sentence, first word, end
	for i := range at {
		if err := json.Unmarshal(row[i], &at[i]); err != nil {
			return m, err
		}
	}
	head := at[1]
	for i, to := range map[int]any{3: &m.Type, 4: &head, 6: &m.Entity} { // null leaves the zero value
		if err := json.Unmarshal(row[i], to); err != nil {
			return m, err
		}
	}
	m.Cluster = string(row[5])
	if at[0] < 0 || at[0] >= len(offsets) || at[1] < 0 || at[1] >= at[2] || at[2] > len(offsets[at[0]]) ||
		head < 0 || head >= len(offsets[at[0]]) {
		return m, fmt.Errorf("words %v lie outside the text", at)
	}
	words := offsets[at[0]]
	m.Span = [2]int{words[at[1]][0], words[at[2]-1][1]}
	m.Head = words[head]
	for _, span := range []*[2]int{&m.Span, &m.Head} {
		for i, n := range span {
			if n < 0 || n >= len(before) {
				return m, fmt.Errorf("offset %d lies outside the text", n)
			}
			span[i] = before[n]
		}
	}
	return m, nil
}
