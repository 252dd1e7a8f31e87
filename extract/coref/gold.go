package coref

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// A GoldDoc is the annotated mentions of one document, as in the JSON form of
// GUM and OntoGUM that the scorers read.
type GoldDoc struct {
	ID       string
	SentIDs  []string
	Mentions []GoldMention
}

// A GoldMention is an annotated mention: tokens [First, End) of a sentence.
type GoldMention struct {
	Sent, First, End int
	Class            string // GUM's type, "" in OntoGUM
	Head             int
	Cluster          int
	Identity         string // Wikipedia title, "" when it has none
	Link             string // GUM's kind of link: ana, appos, cata, coref, disc, pred, sgl
}

// ReadGold reads a whole file of annotated mentions (not compressed).
func ReadGold(r io.Reader) ([]GoldDoc, error) {
	var file struct {
		Docs []struct {
			ID       string              `json:"id"`
			Sents    []string            `json:"sents"`
			Mentions [][]json.RawMessage `json:"mentions"`
		} `json:"docs"`
	}
	if err := json.NewDecoder(r).Decode(&file); err != nil {
		return nil, fmt.Errorf("gold mentions: %w", err)
	}
	docs := make([]GoldDoc, 0, len(file.Docs))
	for _, d := range file.Docs {
		doc := GoldDoc{ID: d.ID, SentIDs: d.Sents}
		for _, row := range d.Mentions {
			m, err := goldMention(row)
			if err != nil {
				return nil, fmt.Errorf("gold mentions of %s: %w", d.ID, err)
			}
			doc.Mentions = append(doc.Mentions, m)
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// goldMention decodes the columns sent, start, end, type, head, cluster, wiki,
// singleton, infstat, link.
func goldMention(row []json.RawMessage) (GoldMention, error) {
	var m GoldMention
	fields := []any{&m.Sent, &m.First, &m.End, &m.Class, &m.Head, &m.Cluster, &m.Identity, nil, nil, &m.Link}
	if len(row) < len(fields) {
		return m, fmt.Errorf("a mention has %d columns, not %d", len(row), len(fields))
	}
	for i, to := range fields {
		if to == nil {
			continue
		}
		if err := json.Unmarshal(row[i], to); err != nil {
			return m, fmt.Errorf("column %d: %w", i+1, err)
		}
	}
	return m, nil
}

// Classify sets the classes of d's tokens to those of the annotated mentions
// that they head.
func (g GoldDoc) Classify(d *nlp.Doc) error {
	for i := range d.Sents {
		for j := range d.Sents[i].Tokens {
			d.Sents[i].Tokens[j].Class = ""
		}
	}
	for _, m := range g.Mentions {
		if m.Sent < 0 || m.Sent >= len(d.Sents) || m.Head < 0 || m.Head >= len(d.Sents[m.Sent].Tokens) {
			return fmt.Errorf("gold mentions of %s: no token %d in sentence %d", g.ID, m.Head, m.Sent)
		}
		d.Sents[m.Sent].Tokens[m.Head].Class = m.Class
	}
	return nil
}
