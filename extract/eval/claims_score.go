package eval

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// A ClaimScore compares extracted claims with gold ones.
type ClaimScore struct {
	Articles  int
	Gold      int // claims that are to be found
	Found     int // of them, matched by subject, predicate and object
	Right     int // of them, with speaker, polarity and modality as well
	Extracted int // claims extracted from the gold's sentences
	Correct   int // of them, right by some gold claim

	// Speaker, Polarity and Modality count the claims found that are right in
	// this respect.
	Speaker, Polarity, Modality int

	Missed []GoldClaim  // to be found, and not right; in the gold's order
	Wrong  []WrongClaim // in the order of the readings
	absent []string     // articles of the gold without a reading
}

// A WrongClaim is an extracted claim that no gold claim makes right.
type WrongClaim struct {
	Article, Sentence string
	Claim             schema.Claim
	// Why is what keeps the best match from being right: "speaker modality",
	// "no match".
	Why string
}

// PRF gives precision, recall and F1 of claims that are right in all respects.
func (s *ClaimScore) PRF() PRF {
	return newPRF(ratio(float64(s.Correct), float64(s.Extracted), 0), ratio(float64(s.Right), float64(s.Gold), 0))
}

// String is a table of the figures.
func (s *ClaimScore) String() string {
	var b strings.Builder
	line := func(name string, part, whole int) {
		fmt.Fprintf(&b, "%-10s %.4f  (%d of %d)\n", name, ratio(float64(part), float64(whole), 0), part, whole)
	}
	line("recall", s.Right, s.Gold)
	line("precision", s.Correct, s.Extracted)
	line("found", s.Found, s.Gold)
	line("speaker", s.Speaker, s.Found)
	line("polarity", s.Polarity, s.Found)
	line("modality", s.Modality, s.Found)
	for _, a := range s.absent {
		fmt.Fprintf(&b, "%s was not read\n", a)
	}
	return b.String()
}

// ScoreClaims compares readings with gold claims. An article of the gold is
// found by the file name of [schema.Article.Source]; without a reading its
// claims are missed. Readings of other articles do not count.
func ScoreClaims(gold []GoldClaim, readings []schema.Reading) ClaimScore {
	byName := map[string]*schema.Reading{}
	for i := range readings {
		byName[filepath.Base(readings[i].Article.Source)] = &readings[i]
	}
	var s ClaimScore
	for start := 0; start < len(gold); {
		end := start
		for end < len(gold) && gold[end].Article == gold[start].Article {
			end++
		}
		s.article(gold[start:end], byName[gold[start].Article])
		start = end
	}
	return s
}

// article adds the gold claims of one article.
func (s *ClaimScore) article(gold []GoldClaim, reading *schema.Reading) {
	s.Articles++
	if reading == nil {
		s.absent = append(s.absent, gold[0].Article)
		reading = &schema.Reading{}
	}
	j := newClaimJudge(gold, reading)
	for i := range reading.Claims {
		v := j.judge(&reading.Claims[i])
		switch {
		case v.sentence == "":
			continue
		case v.matched && v.fault == 0:
			s.Correct++
		default:
			s.Wrong = append(s.Wrong, WrongClaim{gold[0].Article, v.sentence, reading.Claims[i], v.why()})
		}
		s.Extracted++
	}
	for i := range gold {
		s.goldClaim(&gold[i], j.best[i])
	}
}

// A verdict is how well a claim and a gold claim, or the best of several, go
// together.
type verdict struct {
	sentence string // of the gold; "" if the claim is from none
	matched  bool
	fault    claimFault
}

// better reports whether v is nearer to being right than w.
func (v verdict) better(w verdict) bool {
	return v.matched && (!w.matched || v.fault.count() < w.fault.count())
}

func (v verdict) why() string {
	if !v.matched {
		return "no match"
	}
	return v.fault.String()
}

// A claimJudge compares the claims of one reading with its article's gold.
type claimJudge struct {
	claimMatcher
	gold      []GoldClaim
	sentences []schema.Span // where each gold claim's sentence stands
	best      []verdict     // for each gold claim, of the claims judged so far
}

func newClaimJudge(gold []GoldClaim, r *schema.Reading) *claimJudge {
	j := &claimJudge{newClaimMatcher(r.Entities), gold, make([]schema.Span, len(gold)), make([]verdict, len(gold))}
	for i := range gold {
		j.sentences[i] = find(r.Article.Text, gold[i].Sentence)
	}
	return j
}

// judge returns the best that the gold says of c.
func (j *claimJudge) judge(c *schema.Claim) verdict {
	var best verdict
	for i := range j.gold {
		if !j.sentences[i].Overlaps(c.Sentence) {
			continue
		}
		v := verdict{sentence: j.gold[i].Sentence, matched: j.matches(c, &j.gold[i])}
		if v.matched {
			v.fault = j.faults(c, &j.gold[i])
		}
		if best.sentence == "" || v.better(best) {
			best = v
		}
		if v.better(j.best[i]) {
			j.best[i] = v
		}
	}
	return best
}

// goldClaim counts one gold claim.
func (s *ClaimScore) goldClaim(g *GoldClaim, v verdict) {
	if g.Optional {
		return
	}
	s.Gold++
	if !v.matched || v.fault != 0 {
		s.Missed = append(s.Missed, *g)
	}
	if !v.matched {
		return
	}
	s.Found++
	s.Right += b2i(v.fault == 0)
	s.Speaker += b2i(v.fault&faultSpeaker == 0)
	s.Polarity += b2i(v.fault&faultPolarity == 0)
	s.Modality += b2i(v.fault&faultModality == 0)
}

// find returns where part stands in text; an empty span if it does not.
func find(text, part string) schema.Span {
	i := strings.Index(text, part)
	if i < 0 {
		return schema.Span{}
	}
	return schema.Span{Start: i, End: i + len(part)}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
