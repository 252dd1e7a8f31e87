package attribution

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// anyDoc draws sentences of words that the rules look at, with any trees.
func anyDoc(t *rapid.T) *nlp.Doc {
	doc := &nlp.Doc{}
	var text strings.Builder
	paragraph := 0
	for s := rapid.IntRange(1, 4).Draw(t, "sentences"); s > 0; s-- {
		n := rapid.IntRange(0, 12).Draw(t, "tokens")
		sent := nlp.Sentence{Paragraph: paragraph}
		paragraph += rapid.IntRange(0, 1).Draw(t, "paragraph")
		for range n {
			form := rapid.SampledFrom([]string{`"`, "“", "”", ",", ":", ".", "—", "Kim", "she", "said", "told", "called", "it", "baseless", "according", "to", "that", "as", "which", "who", "claim", "Friday", "allegedly", "not", "and", "including", "for"}).Draw(t, "form")
			start := text.Len()
			text.WriteString(form)
			upos := rapid.SampledFrom([]string{"VERB", "NOUN", "PROPN", "PRON", "ADJ", "ADV", "ADP", "SCONJ"}).Draw(t, "upos")
			if strings.ContainsAny(form, `"“”,:.—`) {
				upos = "PUNCT"
			}
			sent.Tokens = append(sent.Tokens, nlp.Token{
				Form: form, Lemma: rapid.SampledFrom([]string{form, "", "say", "tell", "call", "plan"}).Draw(t, "lemma"), UPOS: upos,
				XPOS: rapid.SampledFrom([]string{"VB", "VBD", "VBG", "VBN", "NNP", "IN", "TO", "WP"}).Draw(t, "xpos"),
				Rel: rapid.SampledFrom([]string{
					"root", "conj", "parataxis", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "nsubj", "nsubj:pass", "obj", "obl", "obl:agent",
					"aux:pass", "advmod", "mark", "case", "nmod", "nmod:poss", "appos", "flat", "fixed", "compound:prt",
				}).Draw(t, "rel"),
				Head: rapid.IntRange(-2, n+1).Draw(t, "head"), Span: schema.Span{Start: start, End: text.Len()},
			})
			text.WriteByte(' ')
		}
		doc.Sents = append(doc.Sents, sent)
	}
	doc.Text = text.String()
	return doc
}

func TestFindHoldsItsPromisesOnAnyTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := anyDoc(t)
		all := Find(doc)
		for i := range all {
			a := &all[i]
			for _, p := range append([]Part{a.Source, a.Cue}, a.Content...) {
				if !slices.IsSorted(p.Tokens) || !p.Absent() && p.Tokens[len(p.Tokens)-1] >= len(doc.Sents[p.Sent].Tokens) {
					t.Fatalf("part %v of %+v", p, a)
				}
			}
			if len(a.Content) == 0 || a.Holds(a.Cue.Sent, a.Verb) {
				t.Fatalf("content of %+v is empty or holds its cue", a)
			}
			if !slices.IsSortedFunc(a.Content, func(p, q Part) int { return p.Sent - q.Sent }) {
				t.Fatalf("content of %+v out of order", a)
			}
			if a.Source.Absent() != (a.Speaker < 0) {
				t.Fatalf("source %v, speaker %d", a.Source, a.Speaker)
			}
			steps := 0
			for via := a.Via; via >= 0; via = all[via].Via {
				if steps++; steps > len(all) {
					t.Fatalf("the speakers of %d go round", i)
				}
			}
		}
		for _, row := range Rows(doc, schema.NewIndex(doc.Text), "doc", all) {
			for _, r := range row.ContentSpan {
				if r[0] >= r[1] {
					t.Fatalf("row %+v", row)
				}
			}
		}
	})
}
