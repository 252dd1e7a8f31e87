package eval

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// A SpanScore compares the spans of one role: exactly, and by the mean Jaccard
// index of each span with its best counterpart.
type SpanScore struct{ Exact, Partial PRF }

// An AttributionScore compares attributions with those of PolNeAR (Newell,
// Margolin and Ruths, LREC 2018). Spans are sets of words; whether they belong
// to the same attribution does not matter for the three roles, as in Wang et
// al., CofeNet, COLING 2022. The last four compare whole attributions, aligned
// one to one: all roles equal; all roles touching; the mean Jaccard index; at
// least half of the content.
type AttributionScore struct {
	Documents, Gold, Predicted, Unknown int
	Roles                               [roleCount]SpanScore

	Exact, Partial, Soft, Content PRF
	// SpeakerAccuracy is the share of attributions with half of the content
	// whose sources touch.
	SpeakerAccuracy float64
}

// String is the table that the reference scorer prints.
func (s AttributionScore) String() string {
	var b strings.Builder
	line := func(indent, name string, p PRF) {
		fmt.Fprintf(&b, "%s%-10s precision %.4f  recall %.4f  f1 %.4f\n", indent, name, p.Precision, p.Recall, p.F1)
	}
	fmt.Fprintf(&b, "%-34s %d\n%-34s %d\n%-34s %d\n%-34s %d\n", "documents", s.Documents, "gold_attributions", s.Gold,
		"predicted_attributions", s.Predicted, "predictions_on_unknown_documents", s.Unknown)
	for r := range roleCount {
		fmt.Fprintln(&b, r)
		line("  ", "exact", s.Roles[r].Exact)
		line("  ", "partial", s.Roles[r].Partial)
	}
	fmt.Fprintln(&b, "attribution")
	line("  ", "exact", s.Exact)
	line("  ", "partial", s.Partial)
	line("  ", "soft", s.Soft)
	line("  ", "content", s.Content)
	fmt.Fprintf(&b, "%-34s %.4f\n", "speaker_accuracy", s.SpeakerAccuracy)
	return b.String()
}

// attributed is an article while it is scored.
type attributed struct {
	words           *wordText
	gold, predicted [][roleCount]wordSet
	discard         wordSet
}

// ScoreAttributions compares rows with the gold articles. A row inside
// discarded boilerplate does not count.
func ScoreAttributions(gold []*AttributedArticle, rows iter.Seq2[*AttributionRow, error]) (AttributionScore, error) {
	docs := make([]*attributed, len(gold))
	byName := make(map[string]*attributed, len(gold))
	for i, a := range gold {
		docs[i] = newAttributed(a)
		byName[a.Doc] = docs[i]
	}
	var score AttributionScore
	for row, err := range rows {
		if err != nil {
			return score, err
		}
		if doc := byName[row.Doc]; doc != nil {
			doc.add(row)
		} else {
			score.Unknown++
		}
	}
	score.tally(docs)
	return score, nil
}

func newAttributed(a *AttributedArticle) *attributed {
	doc := &attributed{words: newWordText(a.Text)}
	doc.discard = doc.words.words(a.Discard)
	for i := range a.Attributions {
		var sets [roleCount]wordSet
		for r := range roleCount {
			sets[r] = doc.words.words(a.Attributions[i].role(r))
		}
		doc.gold = append(doc.gold, sets)
	}
	return doc
}

func (doc *attributed) add(row *AttributionRow) {
	sets := doc.words.read(row)
	content := sets[RoleContent]
	if len(content) == 0 || content.common(doc.discard) < len(content) {
		doc.predicted = append(doc.predicted, sets)
	}
}

// spanCount sums up one role.
type spanCount struct{ predicted, wanted, exact, softP, softR float64 }

func (c *spanCount) add(ours, theirs []wordSet) {
	c.predicted += float64(len(ours))
	c.wanted += float64(len(theirs))
	known := map[string]bool{}
	for _, t := range theirs {
		known[t.key()] = true
	}
	for _, o := range ours {
		if known[o.key()] {
			c.exact++
		}
		c.softP += bestJaccard(o, theirs)
	}
	for _, t := range theirs {
		c.softR += bestJaccard(t, ours)
	}
}

func bestJaccard(s wordSet, others []wordSet) float64 {
	best := 0.0
	for _, o := range others {
		best = max(best, s.jaccard(o))
	}
	return best
}

func (c *spanCount) score() SpanScore {
	return SpanScore{
		Exact:   newPRF(ratio(c.exact, c.predicted, 0), ratio(c.exact, c.wanted, 0)),
		Partial: newPRF(ratio(c.softP, c.predicted, 0), ratio(c.softR, c.wanted, 0)),
	}
}

// distinct returns the non-empty spans of a role, each once.
func distinct(all [][roleCount]wordSet, r Role) []wordSet {
	var out []wordSet
	seen := map[string]bool{}
	for i := range all {
		if s := all[i][r]; len(s) > 0 && !seen[s.key()] {
			seen[s.key()] = true
			out = append(out, s)
		}
	}
	return out
}

func (s *AttributionScore) tally(docs []*attributed) {
	var spans [roleCount]spanCount
	var whole wholeCount
	s.Documents = len(docs)
	for _, doc := range docs {
		for r := range roleCount {
			spans[r].add(distinct(doc.predicted, r), distinct(doc.gold, r))
		}
		s.Predicted += len(doc.predicted)
		s.Gold += len(doc.gold)
		for _, p := range pairUp(doc.gold, doc.predicted) {
			whole.add(doc.gold[p.gold], doc.predicted[p.predicted], p.score)
		}
	}
	for r := range roleCount {
		s.Roles[r] = spans[r].score()
	}
	prf := func(hits float64) PRF {
		return newPRF(ratio(hits, float64(s.Predicted), 0), ratio(hits, float64(s.Gold), 0))
	}
	s.Exact, s.Partial, s.Soft, s.Content = prf(whole.exact), prf(whole.partial), prf(whole.soft), prf(whole.content)
	s.SpeakerAccuracy = ratio(whole.speaker, whole.content, 0)
}

// wholeCount sums up aligned attributions.
type wholeCount struct{ exact, partial, soft, content, speaker float64 }

func (c *wholeCount) add(gold, predicted [roleCount]wordSet, score float64) {
	equal, touching := true, true
	var touch [roleCount]bool
	for r := range roleCount {
		same := slices.Equal(gold[r], predicted[r])
		touch[r] = same || gold[r].common(predicted[r]) > 0
		equal = equal && same
		touching = touching && touch[r]
	}
	if equal {
		c.exact++
	}
	if touching {
		c.partial++
	}
	c.soft += score
	if gold[RoleContent].jaccard(predicted[RoleContent]) >= 0.5 {
		c.content++
		if touch[RoleSource] {
			c.speaker++
		}
	}
}

type attributionPair struct {
	score           float64
	gold, predicted int
}

// pairUp pairs attributions greedily, the most alike first.
func pairUp(gold, predicted [][roleCount]wordSet) []attributionPair {
	var cells []attributionPair
	for i, g := range gold {
		for j, p := range predicted {
			if g[RoleContent].common(p[RoleContent])+g[RoleCue].common(p[RoleCue]) == 0 {
				continue
			}
			sum := 0.0
			for r := range roleCount {
				sum += g[r].jaccard(p[r])
			}
			cells = append(cells, attributionPair{sum / float64(roleCount), i, j})
		}
	}
	slices.SortFunc(cells, func(a, b attributionPair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.gold, b.gold), cmp.Compare(a.predicted, b.predicted))
	})
	var pairs []attributionPair
	usedGold, usedPredicted := make([]bool, len(gold)), make([]bool, len(predicted))
	for _, c := range cells {
		if !usedGold[c.gold] && !usedPredicted[c.predicted] {
			usedGold[c.gold], usedPredicted[c.predicted] = true, true
			pairs = append(pairs, c)
		}
	}
	return pairs
}
