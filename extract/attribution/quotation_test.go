package attribution

import (
	"slices"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// paragraph reads sentences parted by "|", tokens parted by blanks; no blank
// follows on a token that ends in "~".
func paragraph(text string) *nlp.Doc {
	doc := &nlp.Doc{}
	for sentence := range strings.SplitSeq(text, "|") {
		var s nlp.Sentence
		for form := range strings.FieldsSeq(sentence) {
			bare, glued := strings.CutSuffix(form, "~")
			tok := nlp.Token{Form: bare, UPOS: "X", SpaceAfter: !glued}
			if strings.Trim(bare, "\"'‘’“”,.?") == "" {
				tok.UPOS = "PUNCT"
			}
			s.Tokens = append(s.Tokens, tok)
		}
		doc.Sents = append(doc.Sents, s)
	}
	return doc
}

func TestQuotations(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"double marks", `"~ I left ,~ "~ Kern said .`, []string{`" I left , "`}},
		{"single marks within are part of it", `"~ He said '~ go '~ and left ,~ "~ Kern said .`, []string{`" He said ' go ' and left , "`}},
		{"and curly ones", `“~ He said ‘~ go ’~ and left ,~ ”~ Kern said .`, []string{`“ He said ‘ go ’ and left , ”`}},
		{"single marks alone", `'~ I left ,~ ' Kern said .`, []string{`' I left , '`}},
		{"over sentences", `‘~ I left .~ | It rained .~ ’ Kern said .`, []string{`‘ I left . It rained . ’`}},
		{"double marks within single ones", `‘~ He said “~ go ”~ and left ,~ ’ Kern said .`, []string{`‘ He said “ go ” and left , ’`}},
		{"an apostrophe opens nothing", `the '~ nineties said "~ no ,~ " and left .`, []string{`" no , "`}},
		{"nor closes anything", `the bosses~ ' club left .`, nil},
		{"an apostrophe before a quotation", `the '~ nineties said '~ no ,~ ' and left .`, []string{`' no , '`}},
	} {
		doc := paragraph(test.text)
		var got []string
		for _, q := range quotations(doc) {
			var forms []string
			for _, p := range q.parts {
				for _, i := range p.Tokens {
					forms = append(forms, doc.Sents[p.Sent].Tokens[i].Form)
				}
			}
			got = append(got, strings.Join(forms, " "))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
