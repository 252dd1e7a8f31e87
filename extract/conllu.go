package extract

import (
	"cmp"
	"strconv"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// WriteCoNLLU writes the analysis as CoNLL-U, with mentions, their coreference
// and the entity that each refers to as Entity= in MISC.
func WriteCoNLLU(w *nlp.CoNLLUWriter, an *Analysis) error {
	return w.Write(cmp.Or(an.Article.ID, an.Article.IRI), an.Doc, EntityTags(an))
}

// EntityTags makes a tag of each mention; its group is its chain, its entity
// the IRI that the reading has for it. Citations are mentions besides, as in GUM.
func EntityTags(an *Analysis) []nlp.EntityTag {
	node := map[schema.Span]string{}
	for i := range an.Reading.Entities {
		e := &an.Reading.Entities[i]
		for _, span := range e.Mentions {
			node[span] = e.IRI
		}
	}
	var tags []nlp.EntityTag
	for i, chain := range an.Chains {
		for _, k := range chain.Mentions {
			m := &an.Doc.Mentions[k]
			tags = append(tags, nlp.EntityTag{
				Phrase: m.Phrase,
				Group:  strconv.Itoa(i + 1),
				Class:  cmp.Or(m.Class, classOf[m.Type]),
				Entity: node[an.Doc.Sents[m.Sent].Words(m.First, m.End)],
			})
		}
	}
	for i, p := range an.Doc.Citations() {
		tags = append(tags, nlp.EntityTag{Phrase: p, Group: strconv.Itoa(len(an.Chains) + i + 1), Class: "abstract"})
	}
	return tags
}

// classOf gives the nearest of GUM's ten types for a mention without one.
var classOf = map[schema.EntityType]string{
	schema.Person:       "person",
	schema.Organization: "organization",
	schema.Place:        "place",
	schema.Event:        "event",
	schema.Work:         "object",
	schema.Date:         "time",
	schema.Quantity:     "abstract",
	schema.Other:        "abstract",
}
