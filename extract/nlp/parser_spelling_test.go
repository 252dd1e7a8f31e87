package nlp

import (
	"slices"
	"strings"
	"testing"
)

func TestRespell(t *testing.T) {
	p := defaultParser(t)
	for in, want := range map[string]string{
		"administartion": "administration", // two letters changed places
		"prettty":        "pretty",         // one too many
		"recomend":       "recommend",      // one missing
		"lenght":         "length",
		"definition":     "", // right as it is
		"Peopel":         "", // may be a name
		"teh":            "", // too short to tell
		"überfall":       "",
		"qqzzqqzz":       "",
		"":               "",
	} {
		if got := p.forms.respell(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestSlipsKeepTheFirstLetter(t *testing.T) {
	var all []string
	for w := range slips("ab") {
		all = append(all, string(w))
	}
	slices.Sort(all)
	if n := 1 + 3*len(letters); len(all) != n {
		t.Errorf("%d slips, want %d", len(all), n)
	}
	for _, want := range []string{"a", "abc", "acb", "ac"} {
		if !slices.Contains(all, want) {
			t.Errorf("no %q among %q", want, all)
		}
	}
}

func TestLemmaOfVerbsWithEndings(t *testing.T) {
	sents := make([]Sentence, 1)
	for form := range strings.FieldsSeq("The council mismanaged the funds and recomended mimicking it .") {
		sents[0].Tokens = append(sents[0].Tokens, Token{Form: form})
	}
	defaultParser(t).Annotate(sents)
	for i, want := range map[int]string{2: "mismanage", 6: "recommend", 7: "mimic"} {
		if tok := sents[0].Tokens[i]; tok.Lemma != want {
			t.Errorf("%s (%s %s): lemma %q, want %q", tok.Form, tok.UPOS, tok.XPOS, tok.Lemma, want)
		}
	}
}
