package nlp

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// styledDocs makes documents whose words come from one of two vocabularies,
// with some that both share.
func styledDocs(r *rand.Rand, n int) (docs []*TreeDoc, second []bool) {
	own := [2][]string{strings.Fields("lol thx u gonna ok btw"), strings.Fields("whereas thus hence moreover 1998 namely")}
	both := strings.Fields("the a of in is that")
	for i := range n {
		is := i % 3 % 2
		var words []string
		for range 40 {
			words = append(words, both[r.IntN(len(both))])
			if r.IntN(4) == 0 {
				words = append(words, own[is][r.IntN(len(own[is]))])
			}
		}
		d := &TreeDoc{}
		d.Sents = []Sentence{sentence(strings.Join(words, " "))}
		docs, second = append(docs, d), append(second, is == 1)
	}
	return docs, second
}

func TestStyle(t *testing.T) {
	docs, second := styledDocs(rand.New(rand.NewPCG(1, 1)), 90)
	for i, s := range crossStyles(docs, second) {
		if s < -1 || s > 1 || (s > 0) != second[i] {
			t.Errorf("document %d, of the second treebank: %v: style %v", i, second[i], s)
		}
	}
	s := learnStyler(docs, second)
	style := func(words string) float32 {
		var c styleCount
		c.count([]Sentence{sentence(words)})
		return s.style(&c)
	}
	if a, b := style("hence thus moreover"), style(strings.Repeat("hence thus moreover ", 20)); a < 0 || a > b/2 {
		t.Errorf("of three words %v, of many %v", a, b)
	}
	if style("in 2024 namely") != style("in 1998 namely") {
		t.Error("digits count for themselves")
	}
}
