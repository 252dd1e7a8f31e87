package factuality

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// anyToken draws words that the rules look at, with any head and relation.
func anyToken(t *rapid.T, n int) nlp.Token {
	form := rapid.SampledFrom([]string{"not", "no", "may", "said", "if", "to", "that", "without", "fail", "go", "had", "should", "nobody", "put", "it", "?", "longer", "yet", "until", "plan", "alleged", "too"}).Draw(t, "form")
	return nlp.Token{
		Form: form, Lemma: rapid.SampledFrom([]string{form, "", "say", "be", "have", "claim"}).Draw(t, "lemma"),
		UPOS: rapid.SampledFrom([]string{"VERB", "NOUN", "ADJ", "AUX", "PART", "ADV", "PUNCT", "PRON"}).Draw(t, "upos"),
		XPOS: rapid.SampledFrom([]string{"VB", "VBD", "VBG", "VBN", "MD", "NN", "WP", "TO"}).Draw(t, "xpos"),
		Rel:  rapid.SampledFrom([]string{"root", "conj", "parataxis", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "nsubj", "nsubj:outer", "obj", "obl", "aux", "cop", "advmod", "mark", "case", "det", "amod"}).Draw(t, "rel"),
		Head: rapid.IntRange(-2, n+1).Draw(t, "head"),
	}
}

func TestOfAnswersOnAnyTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		sent := &nlp.Sentence{}
		for range n {
			sent.Tokens = append(sent.Tokens, anyToken(t, n))
		}
		a := Analyze(sent)
		for i := range n {
			s := a.Of(i)
			if s.Polarity != schema.Positive && s.Polarity != schema.Negative {
				t.Fatalf("token %d: polarity %q", i, s.Polarity)
			}
			if _, ok := rank[s.Modality]; !ok {
				t.Fatalf("token %d: modality %q", i, s.Modality)
			}
			if s.Reported && s.Modality == schema.Asserted {
				t.Fatalf("token %d is reported and asserted", i)
			}
			if !slices.IsSorted(s.Cues) || s.Embedder >= n || len(s.Cues) > 0 && (s.Cues[0] < 0 || s.Cues[len(s.Cues)-1] >= n) {
				t.Fatalf("token %d: cues %v, embedder %d", i, s.Cues, s.Embedder)
			}
		}
	})
}
