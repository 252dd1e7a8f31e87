package eval

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"github.com/sayso-graph/sayso/schema"
)

// claimMatcher compares the claims of one reading with gold claims, by the
// rules of data/gold/README.md.
type claimMatcher struct {
	names map[string][]string // of each entity, by IRI
}

func newClaimMatcher(entities []schema.Entity) claimMatcher {
	m := claimMatcher{names: map[string][]string{}}
	for _, e := range entities {
		m.names[e.IRI] = append([]string{e.Name}, e.Aliases...)
	}
	return m
}

// texts returns the ways a term can be read.
func (m claimMatcher) texts(t *schema.Term) []string {
	out := []string{t.Text, t.Literal}
	return append(out, m.names[t.Entity]...)
}

// matches reports whether c states what g does, whoever says it and however
// surely.
func (m claimMatcher) matches(c *schema.Claim, g *GoldClaim) bool {
	return predicateAgrees(&c.Predicate, g.Predicate) &&
		agreeAny(m.texts(&c.Subject), g.Subject) &&
		m.objectAgrees(c, g.Object)
}

func (m claimMatcher) objectAgrees(c *schema.Claim, want []string) bool {
	if c.Object.Text == "" && c.Object.Literal == "" && slices.Contains(want, "") {
		return true
	}
	texts := m.texts(&c.Object)
	all := c.Object.Literal
	for i := range c.Arguments {
		a := &c.Arguments[i]
		texts = append(texts, m.texts(&a.Term)...)
		all += " " + a.Literal
	}
	return agreeAny(append(texts, all), want)
}

// A claimFault says in what a claim that matches is not right.
type claimFault uint8

const (
	faultSpeaker claimFault = 1 << iota
	faultPolarity
	faultModality
)

// count returns the number of faults.
func (f claimFault) count() int { return bits.OnesCount8(uint8(f)) }

// String names the faults: "speaker modality".
func (f claimFault) String() string {
	var parts []string
	for i, name := range []string{"speaker", "polarity", "modality"} {
		if f&(1<<i) != 0 {
			parts = append(parts, name)
		}
	}
	return strings.Join(parts, " ")
}

func (m claimMatcher) faults(c *schema.Claim, g *GoldClaim) claimFault {
	var f claimFault
	if !m.speakerAgrees(c, g.Speaker) {
		f |= faultSpeaker
	}
	if c.Polarity != g.Polarity {
		f |= faultPolarity
	}
	if !slices.Contains(g.Modality, c.Modality) {
		f |= faultModality
	}
	return f
}

func (m claimMatcher) speakerAgrees(c *schema.Claim, want []string) bool {
	switch {
	case len(want) == 1 && want[0] == "*":
		return true
	case len(want) == 0 || c.Attribution == nil:
		return len(want) == 0 && c.Attribution == nil
	}
	return agreeAny(m.texts(&c.Attribution.Source), want)
}

// predicateAgrees compares lemmas: "call for" with "call", "be call" with
// "call", "refuse block" with "block". The local name of the IRI counts too,
// for schema:jobTitle.
func predicateAgrees(p *schema.Predicate, want []string) bool {
	_, local, _ := strings.Cut(p.IRI, ":")
	lemma := strings.ToLower(p.Lemma)
	bare := strings.TrimPrefix(lemma, "be ")
	for _, w := range want {
		lower := strings.ToLower(w)
		switch {
		case local == w, lemma == lower, bare == lower:
			return true
		case strings.HasPrefix(lemma, lower+" "), strings.HasPrefix(bare, lower+" "), strings.HasSuffix(lemma, " "+lower):
			return true
		}
	}
	return false
}

func agreeAny(texts, want []string) bool {
	for _, t := range texts {
		for _, w := range want {
			if wordsAgree(contentWords(t), contentWords(w)) {
				return true
			}
		}
	}
	return false
}

// wordsAgree reports whether all words of one are in the other, and the longer
// one is about the same thing: it begins alike or is not much longer.
func wordsAgree(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return false
	}
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	const longer = 3
	return a[0] == b[0] || len(b) <= longer*len(a)
}

// contentWords returns the words of s in lower case that tell what it names.
// When nothing else is left, the others stand in ("it").
func contentWords(s string) []string {
	all := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '.' && r != '\'' && r != '’'
	})
	var content, rest []string
	for _, w := range all {
		w = strings.Trim(strings.ReplaceAll(w, "’", "'"), ".'")
		w = strings.TrimSuffix(w, "'s")
		switch {
		case w == "" || w == "s":
		case emptyWords[w]:
			rest = append(rest, w)
		default:
			content = append(content, w)
		}
	}
	if len(content) == 0 {
		return rest
	}
	return content
}

var emptyWords = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`a an the this that these those its his her their our your my it he she they them him
		of in on at to for from by with about as into within under against not no`) {
		set[w] = true
	}
	return set
}()
