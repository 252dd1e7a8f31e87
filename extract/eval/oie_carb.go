package eval

import (
	"bufio"
	"cmp"
	"io"
	"slices"
	"strings"
)

// CaRB is the gold of the benchmark of that name: Bhardwaj, Aggarwal and
// Mausam, CaRB: A Crowdsourced Benchmark for Open IE, EMNLP 2019. The zero
// value has no sentence.
type CaRB struct {
	keys  []string // sentences in the order of the file
	gold  map[string][]carbTuple
	count int
}

// CaRBScore is the outcome: the best F1 over all thresholds of confidence,
// the threshold that gives it, the area under the curve of precision over
// recall, and what all extractions together give.
type CaRBScore struct {
	PRF
	Threshold  float64
	AUC        float64
	All        PRF
	References int // gold tuples
	Sentences  int // gold sentences
	Extracted  int // extractions from gold sentences
}

// A carbTuple is a tuple as bags of words: relation, first argument, the rest.
type carbTuple struct {
	relation   bag
	slots      []bag
	swappable  bool // speaker and speech may change places
	confidence float64
}

// A bag counts words.
type bag map[string]int

func newBag(text string) bag {
	b := bag{}
	for _, w := range strings.Fields(text) {
		b[w]++
	}
	return b
}

func (b bag) size() int {
	n := 0
	for _, c := range b {
		n += c
	}
	return n
}

// common counts the words that both bags hold.
func (b bag) common(o bag) int {
	n := 0
	for w, c := range b {
		n += min(c, o[w])
	}
	return n
}

// newCarbTuple lays out a row: slots are the first argument and all others
// joined.
func newCarbTuple(relation string, arguments []string, confidence float64) carbTuple {
	t := carbTuple{relation: newBag(relation), confidence: confidence}
	if len(arguments) > 0 {
		t.slots = append(t.slots, newBag(arguments[0]))
	}
	if len(arguments) > 1 {
		t.slots = append(t.slots, newBag(strings.Join(arguments[1:], " ")))
	}
	for _, verb := range []string{"said", "told", "added", "adds", "says"} {
		t.swappable = t.swappable || strings.Contains(relation, verb)
	}
	return t
}

// ReadCaRB reads a gold file: sentence, relation, first argument, further
// arguments, split at tabs. An argument with "C: " is context and left out.
// Of two spellings of one sentence the later replaces the earlier, as in the
// published scorer.
func ReadCaRB(r io.Reader) (*CaRB, error) {
	g := &CaRB{gold: map[string][]carbTuple{}}
	spelling := map[string]string{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxGoldLine)
	for lines.Scan() {
		fields := strings.Split(strings.TrimSpace(lines.Text()), "\t")
		if len(fields) < 2 {
			continue
		}
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		key := SentenceKey(fields[0])
		if old, seen := spelling[key]; !seen {
			g.keys = append(g.keys, key)
		} else if old != fields[0] {
			g.gold[key] = nil
		}
		spelling[key] = fields[0]
		arguments := slices.DeleteFunc(fields[2:], func(a string) bool { return strings.Contains(a, "C: ") })
		g.gold[key] = append(g.gold[key], newCarbTuple(fields[1], arguments, 1))
	}
	for _, key := range g.keys {
		g.count += len(g.gold[key])
	}
	return g, lines.Err()
}

// Score compares extractions with the gold. Precision comes from a greedy
// one-to-one matching, recall from the best extraction for each gold tuple.
func (g *CaRB) Score(extractions []Extraction) CaRBScore {
	predicted := bySentence(extractions)
	score := CaRBScore{References: g.count, Sentences: len(g.keys)}
	var steps []carbStep
	for n, key := range g.keys {
		score.Extracted += len(predicted[key])
		steps = append(steps, carbSteps(n, g.gold[key], carbTuples(predicted[key]))...)
	}
	slices.SortStableFunc(steps, func(a, b carbStep) int { return cmp.Compare(b.level, a.level) })
	score.trace(steps)
	return score
}

// carbTuples lays extractions out as the published systems' rows are.
func carbTuples(extractions []Extraction) []carbTuple {
	var out []carbTuple
	for i := range extractions {
		e := &extractions[i]
		out = append(out, newCarbTuple(e.Predicate, append([]string{e.Subject}, e.objects()...), e.confidence()))
	}
	return out
}

// A carbStep is what a sentence gives when everything down to a level of
// confidence is kept.
type carbStep struct {
	sentence int
	level    float64
	carbSums
}

type carbSums struct{ precision, kept, recall float64 }

func (s *carbSums) add(new, old carbSums) {
	s.precision += new.precision - old.precision
	s.kept += new.kept - old.kept
	s.recall += new.recall - old.recall
}

// trace moves the threshold down over the steps.
func (s *CaRBScore) trace(steps []carbStep) {
	share := map[int]carbSums{}
	var sums carbSums
	last := newPRF(1, 0) // the curve starts here
	s.All = PRF{}
	for i := 0; i < len(steps); {
		level := steps[i].level
		for ; i < len(steps) && steps[i].level == level; i++ {
			sums.add(steps[i].carbSums, share[steps[i].sentence])
			share[steps[i].sentence] = steps[i].carbSums
		}
		s.All = newPRF(ratio(sums.precision, sums.kept, 1), ratio(sums.recall, float64(s.References), 0))
		s.AUC += (s.All.Recall - last.Recall) * (s.All.Precision + last.Precision) / 2
		last = s.All
		if s.All.F1 >= s.F1 {
			s.PRF, s.Threshold = s.All, level
		}
	}
}

// carbPair is the precision and recall of one extraction against one tuple.
type carbPair struct{ precision, recall float64 }

func (a carbPair) less(b carbPair) bool {
	return a.precision < b.precision || a.precision == b.precision && a.recall < b.recall
}

func carbSteps(sentence int, gold, predicted []carbTuple) []carbStep {
	grid := make([][]carbPair, len(gold))
	for i := range gold {
		for j := range predicted {
			grid[i] = append(grid[i], carbBest(&gold[i], &predicted[j]))
		}
	}
	var levels []float64
	for j := range predicted {
		levels = append(levels, predicted[j].confidence)
	}
	slices.Sort(levels)
	levels = slices.Compact(levels)
	slices.Reverse(levels)
	var out []carbStep
	for _, level := range levels {
		keep := func(j int) bool { return predicted[j].confidence >= level }
		out = append(out, carbStep{sentence, level, carbMatch(grid, len(predicted), keep)})
	}
	return out
}

// carbMatch sums up one sentence at one threshold.
func carbMatch(grid [][]carbPair, n int, keep func(j int) bool) carbSums {
	var sums carbSums
	for j := range n {
		if keep(j) {
			sums.kept++
		}
	}
	var cells []matchCell
	for i, row := range grid {
		best := 0.0
		for j, pair := range row {
			if keep(j) {
				best = max(best, pair.recall)
				cells = append(cells, matchCell{pair.precision, i, j})
			}
		}
		sums.recall += best
	}
	for _, c := range greedyMatch(cells) {
		sums.precision += c.value
	}
	return sums
}

// carbBest also tries speaker and speech in each other's place.
func carbBest(gold, predicted *carbTuple) carbPair {
	best := comparePair(gold, predicted.relation, predicted.slots)
	if gold.swappable && len(predicted.slots) == 2 {
		swapped := comparePair(gold, predicted.relation, []bag{predicted.slots[1], predicted.slots[0]})
		if best.less(swapped) {
			best = swapped
		}
	}
	return best
}

// comparePair counts common words. A predicted "be" stands for any form of
// the verb; a tuple with fewer slots than the gold gets nothing.
func comparePair(gold *carbTuple, relation bag, slots []bag) carbPair {
	hits := relation.common(gold.relation)
	if relation["be"] > gold.relation["be"] && hasForm(gold.relation) {
		hits++
	}
	if hits == 0 || len(slots) < len(gold.slots) {
		return carbPair{}
	}
	predicted, wanted := relation.size(), gold.relation.size()
	for i, theirs := range gold.slots {
		hits += theirs.common(slots[i])
		predicted += slots[i].size()
		wanted += theirs.size()
	}
	return carbPair{ratio(float64(hits), float64(predicted), 0), ratio(float64(hits), float64(wanted), 0)}
}

func hasForm(relation bag) bool {
	for _, w := range []string{"be", "is", "am", "are", "was", "were", "been", "being"} {
		if relation[w] > 0 {
			return true
		}
	}
	return false
}

// A matchCell is the value of matching a gold tuple (row) with an extraction
// (column).
type matchCell struct {
	value    float64
	row, col int
}

// greedyMatch takes the best cell whose row and column are free, again and
// again; of equal ones the first row and column.
func greedyMatch(cells []matchCell) []matchCell {
	slices.SortFunc(cells, func(a, b matchCell) int {
		return cmp.Or(cmp.Compare(b.value, a.value), a.row-b.row, a.col-b.col)
	})
	rows, cols := map[int]bool{}, map[int]bool{}
	var out []matchCell
	for _, c := range cells {
		if !rows[c.row] && !cols[c.col] {
			rows[c.row], cols[c.col] = true, true
			out = append(out, c)
		}
	}
	return out
}

// Judge returns for each extraction how right it is: the precision with which
// it is matched when everything is kept, 0 for none. Extractions of sentences
// that are not in the gold get -1.
func (g *CaRB) Judge(extractions []Extraction) []float64 {
	out := make([]float64, len(extractions))
	members := map[string][]int{}
	for i := range extractions {
		key := SentenceKey(extractions[i].Sentence)
		members[key] = append(members[key], i)
		if len(g.gold[key]) == 0 {
			out[i] = -1
		}
	}
	for key, gold := range g.gold {
		var own []Extraction
		for _, i := range members[key] {
			own = append(own, extractions[i])
		}
		predicted := carbTuples(own)
		var cells []matchCell
		for i := range gold {
			for j := range predicted {
				cells = append(cells, matchCell{carbBest(&gold[i], &predicted[j]).precision, i, j})
			}
		}
		for _, c := range greedyMatch(cells) {
			out[members[key][c.col]] = c.value
		}
	}
	return out
}
